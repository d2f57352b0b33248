package main

import (
	"maps"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// A fault troubles the program and gives what a person reads; "" for nothing. Its name
// is the id of a row of docs/reliability.md.
type fault func(t *testing.T) string

var faults = map[string]fault{
	"killed-anywhere":           killedAnywhere,
	"power-cut":                 powerCut,
	"disk-full":                 diskFull,
	"export-disk-full":          exportDiskFull,
	"disk-limit":                diskLimit,
	"read-only-place":           readOnlyPlace,
	"backup-to-read-only-place": backupToReadOnlyPlace,
	"folder-vanished":           folderVanished,
	"name-too-long":             nameTooLong,
	"odd-names":                 oddNames,
	"locked-by-another":         lockedByAnother,
	"several-at-once":           severalAtOnce,
	"two-syncs":                 twoSyncs,
	"replaced":                  replaced,
	"permission-taken":          permissionTaken,
	"locked-by-stranger":        lockedByStranger,
	"index-locked-by-stranger":  indexLockedByStranger,
	"power-cut-after":           powerCutAfter,
	"truncated":                 truncated,
	"damaged":                   damaged,
	"log-of-another":            logOfAnother,
}

var faultRow = regexp.MustCompile("(?m)^\\| `([a-z-]+)` \\| ([^|]*) \\| ([^|]*) \\|[^|\n]*\\|$")

// TestFaults holds every row of the table of docs/reliability.md to its test.
func TestFaults(t *testing.T) {
	t.Parallel()
	page, err := os.ReadFile("../../docs/reliability.md")
	if err != nil {
		t.Fatal(err)
	}
	_, table, _ := strings.Cut(string(page), "\n## The disk")
	reads := map[string]string{}
	for _, row := range faultRow.FindAllStringSubmatch(table, -1) {
		reads[row[1]] = row[3]
	}
	if want := slices.Sorted(maps.Keys(faults)); !slices.Equal(slices.Sorted(maps.Keys(reads)), want) || strings.Count(table, "\n| `") != len(reads) {
		t.Fatalf("docs/reliability.md has the rows %v,\nthere are tests for %v", slices.Sorted(maps.Keys(reads)), want)
	}
	for id, want := range reads {
		t.Run(id, func(t *testing.T) {
			t.Parallel()
			got, _, _ := strings.Cut(strings.TrimSpace(faults[id](t)), " [")
			pattern := "^" + strings.ReplaceAll(regexp.QuoteMeta(want), "…", ".+") + "$"
			if want == "nothing" {
				pattern = "^$"
			}
			if !regexp.MustCompile(pattern).MatchString(got) {
				t.Errorf("the person reads %q,\nthe table says %q", got, want)
			}
		})
	}
}
