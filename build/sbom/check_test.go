package main

import (
	"bytes"
	"strings"
	"testing"
)

const example = `{"Name": "A Program", "Program": "a-program", "Version": "1.2.3", "License": "MIT", "When": "2026-01-02T03:04:05Z", "Modules": [
	{"Ecosystem": "golang", "Name": "example.org/one", "Version": "v1.0.0", "License": "BSD-3-Clause"},
	{"Ecosystem": "npm", "Name": "@scope/two", "Version": "2.0.0", "License": "Unlicense OR MIT"}]}`

func TestWrite_KeepsTheSchemaAndComesOutTheSame(t *testing.T) {
	var first, second bytes.Buffer
	for _, out := range []*bytes.Buffer{&first, &second} {
		if err := write(strings.NewReader(example), out); err != nil {
			t.Fatal(err)
		}
	}
	if first.String() != second.String() {
		t.Error("the same contents gave two different files")
	}
	for _, want := range []string{"pkg:golang/example.org/one@v1.0.0", "pkg:npm/%40scope/two@2.0.0", `"expression": "Unlicense OR MIT"`, "2026-01-02T03:04:05Z"} {
		if !strings.Contains(first.String(), want) {
			t.Errorf("it lacks %s:\n%s", want, first.String())
		}
	}
}

func TestWrite_RefusesWhatBreaksTheSchema(t *testing.T) {
	err := write(strings.NewReader(strings.Replace(example, "BSD-3-Clause", "Some-License", 1)), &bytes.Buffer{})
	if err == nil || !strings.Contains(err.Error(), "schema") {
		t.Errorf("a license that SPDX does not know passed: %v", err)
	}
}
