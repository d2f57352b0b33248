package importer

import (
	"archive/zip"
	"bytes"
	"compress/gzip"
	"errors"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"runtime"
	"strings"
	"testing"

	"licenseledger/store/ledger"
)

const gigabytes = 6 << 30

// bigFiles are the rows of the table "What comes as a file" in docs/reliability.md:
// what a file begins with, and how many bytes it has. All that is not written is zero,
// and takes no place on the disk.
func bigFiles(t *testing.T) map[string]struct {
	name, begins string
	size         int64
} {
	type file = struct {
		name, begins string
		size         int64
	}
	inner := zipped(t, "xl/worksheets/sheet1.xml", string(make([]byte, 16<<20)))
	return map[string]file{
		"workbook of gigabytes":           {"list.xlsx", "PK\x03\x04", gigabytes},
		"workbook that unpacks to much":   {"list.xlsx", inner, 0},
		"packed files in each other":      {"list.zip", zipped(t, "list.zip", inner), 0},
		"workbook called CSV":             {"list.csv", inner, 0},
		"packed list":                     {"list.csv.gz", gzipped(t, header2022+strings.Repeat("\r\n", 8<<20)), 0},
		"gigabytes of nothing":            {"list.csv", "", gigabytes},
		"list that goes on with nothing":  {"list.csv", header2022, gigabytes},
		"line of gigabytes":               {"list.csv", header2022 + "Jane CANARY,", gigabytes},
		"quotation of gigabytes":          {"list.csv", header2022 + "\"Jane CANARY", gigabytes},
		"list in UTF-16 that is too long": {"list.csv", "\xff\xfeU\x00s\x00e\x00r\x00", gigabytes},
	}
}

func zipped(t *testing.T, name, content string) string {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	w, err := z.Create(name)
	if err == nil {
		_, err = io.WriteString(w, content)
	}
	if err := errors.Join(err, z.Close()); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func gzipped(t *testing.T, content string) string {
	t.Helper()
	var b bytes.Buffer
	z := gzip.NewWriter(&b)
	_, err := io.WriteString(z, content)
	if err := errors.Join(err, z.Close()); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

var bigRow = regexp.MustCompile(`(?m)^\| ([^|]+) \| ([^|]+) \| ([^|]+) \|$`)

// A file of gigabytes, or one that would be when it is unpacked, is refused with a
// sentence that helps, in the memory of a small one.
func TestOpen_WhatIsTooMuchIsRefusedInLittleMemory(t *testing.T) {
	page, err := os.ReadFile("../../docs/reliability.md")
	if err != nil {
		t.Fatal(err)
	}
	_, table, _ := strings.Cut(string(page), "\n## What comes as a file")
	table, _, _ = strings.Cut(table, "\n## ")
	_, table, _ = strings.Cut(table, "|---|")
	told := map[string]string{}
	for _, row := range bigRow.FindAllStringSubmatch(table, -1) {
		told[row[1]] = row[3]
	}
	all := bigFiles(t)
	for name := range told {
		if _, ok := all[name]; !ok {
			t.Errorf("%q of the table has no test", name)
		}
	}
	for name, file := range all {
		t.Run(name, func(t *testing.T) {
			path := filepath.Join(t.TempDir(), file.name)
			if err := os.WriteFile(path, []byte(file.begins), 0o600); err != nil {
				t.Fatal(err)
			}
			if file.size > 0 {
				if err := os.Truncate(path, file.size); err != nil {
					t.Skipf("no file can have %d bytes here: %v", file.size, err)
				}
			}
			peak := watchHeap(t)
			_, err := Open(t.Context(), path, Options{})
			var known *ledger.Error
			if pattern := "^" + strings.ReplaceAll(regexp.QuoteMeta(told[name]), "…", ".+") + "$"; !errors.As(err, &known) || !regexp.MustCompile(pattern).MatchString(known.Message) {
				t.Errorf("the person reads %v,\nthe table says %q", err, told[name])
			}
			if err != nil && strings.Contains(err.Error(), "CANARY") {
				t.Errorf("the error repeats what stands there: %v", err)
			}
			runtime.GC() // so that somebody looks
			most := uint64(24 << 20)
			if strings.HasPrefix(file.begins, header2022) { // room for the rows that a list of that size has
				most += 160 << 20
			}
			if took := peak(); took > most {
				t.Errorf("it took %d MiB", took>>20)
			}
		})
	}
}
