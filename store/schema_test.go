package store_test

import (
	"regexp"
	"slices"
	"strings"
	"testing"

	"licenseledger/store/ledger"
	"licenseledger/store/schema"
)

// TestSchema_HasTheColumnsOfEveryKind keeps SQL and Go saying the same: the
// one piece of code that publishes all kinds relies on it.
func TestSchema_HasTheColumnsOfEveryKind(t *testing.T) {
	content, err := schema.Content()
	if err != nil {
		t.Fatal(err)
	}
	for _, kind := range ledger.Kinds() {
		body := regexp.MustCompile(`(?s)CREATE TABLE ` + string(kind) + ` \((.*?)\n\) STRICT`).FindStringSubmatch(content)
		if body == nil {
			t.Errorf("there is no table %s", kind)
			continue
		}
		var got []string
		for line := range strings.Lines(body[1]) {
			if name := regexp.MustCompile(`^  ([a-z_]+) +(TEXT|INTEGER)`).FindStringSubmatch(line); name != nil && name[1] != "fact_id" && name[1] != "source_id" {
				got = append(got, name[1])
			}
		}
		if !slices.Equal(got, ledger.Columns(kind)) {
			t.Errorf("table %s has columns %v, facts have %v", kind, got, ledger.Columns(kind))
		}
		if !strings.Contains(content, "CREATE TABLE "+string(kind)+"_span ") {
			t.Errorf("%s has no spans", kind)
		}
	}
}

// TestSchema_EveryTableSaysWhatARowMeans reads the comment before each table.
func TestSchema_EveryTableSaysWhatARowMeans(t *testing.T) {
	content, err := schema.Content()
	if err != nil {
		t.Fatal(err)
	}
	derived, err := schema.Derived()
	if err != nil {
		t.Fatal(err)
	}
	before := ""
	for line := range strings.Lines(content + derived) {
		if strings.HasPrefix(line, "CREATE TABLE") && !strings.Contains(before, "-- One row") {
			t.Errorf("no paragraph says what a row means: %s", line)
		}
		if strings.HasPrefix(line, "--") {
			before += line
		} else {
			before = ""
		}
	}
}
