package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestPackageFolder(t *testing.T) {
	for source, want := range map[string]string{
		"../../src/main.tsx":                                  "",
		"../../node_modules/react/index.js":                   "node_modules/react",
		"../../node_modules/@fluentui/tokens/lib/a.js":        "node_modules/@fluentui/tokens",
		"../../node_modules/one/node_modules/@two/three/x.js": "node_modules/one/node_modules/@two/three",
	} {
		if got := packageFolder(source); got != want {
			t.Errorf("%s is of %q, want %q", source, got, want)
		}
	}
}

func TestSPDXOf_KnowsOurOwnLicense(t *testing.T) {
	texts, err := licenseTexts("..")
	if err != nil || len(texts) != 1 || spdxOf(texts) != product.license {
		t.Errorf("%d texts, %q, %v", len(texts), spdxOf(texts), err)
	}
	if got := spdxOf([]licenseText{{"LICENSE", "All rights reserved."}}); got != "" {
		t.Errorf("no license at all is called %q", got)
	}
}

func TestNoticesOf_SaysEachTextOnce(t *testing.T) {
	terms := []licenseText{{"LICENSE", "Do what you like."}}
	got := noticesOf([]module{{"golang", "example.org/one", "v1.0.0", "MIT", terms}, {"npm", "two", "2.0.0", "MIT", terms}})
	if strings.Count(got, "Do what you like.") != 1 || !strings.Contains(got, "example.org/one v1.0.0") || !strings.Contains(got, "two 2.0.0") {
		t.Errorf("got\n%s", got)
	}
}

func TestSameSums(t *testing.T) {
	dir := t.TempDir()
	write := func(name, text string) string {
		file := filepath.Join(dir, name)
		if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
		return file
	}
	one := write("one", "aa  a.deb\nbb  b.zip\n")
	if err := sameSums(one, write("same", "bb  b.zip\naa  a.deb\n")); err != nil {
		t.Error(err)
	}
	for _, other := range []string{"aa  a.deb\ncc  b.zip\n", "aa  a.deb\n", "aa  a.deb\nbb  b.zip\ndd  d.exe\n"} {
		if sameSums(one, write("other", other)) == nil {
			t.Errorf("no difference is seen in\n%s", other)
		}
	}
	if empty := write("empty", ""); sameSums(empty, empty) == nil {
		t.Error("two builds of nothing are called the same")
	}
}

func TestParseMirror(t *testing.T) {
	const targets = "Packages|http://tools.example/|stable|main\nPackages|http://archive.example/|jammy|main\nPackages|http://archive.example/|jammy|universe\n" +
		"Translations|http://archive.example/|jammy|main\nPackages|http://archive.example/|jammy-updates|main\n"
	got, err := parseMirror(targets, "jammy")
	if err != nil || got.address != "http://archive.example/" || strings.Join(got.components, " ") != "main universe" {
		t.Errorf("%+v, %v", got, err)
	}
	if _, err := parseMirror(targets, "noble"); err == nil {
		t.Error("a release without an archive passes")
	}
}

func TestNotListed(t *testing.T) {
	listed := []string{"pkg:golang/example.org/one@v1.0.0", "pkg:golang/example.org/two@v2.0.0%2Bincompatible"}
	got := notListed([]string{"pkg:golang/example.org/one@v1.0.0", "pkg:golang/example.org/two@v2.0.0+incompatible", "pkg:golang/example.org/one@v1.1.0"}, listed)
	if len(got) != 1 || got[0] != "pkg:golang/example.org/one@v1.1.0" {
		t.Errorf("missing are %q", got)
	}
}
