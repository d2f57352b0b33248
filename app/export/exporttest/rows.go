// Package exporttest makes rows up, and reads exported files, for the tests of
// those who write them: only package export knows file formats. It promises the texts of cells
// and nothing about how they look; what is Parquet another program reads.
package exporttest

import (
	"slices"
	"testing"

	"github.com/xuri/excelize/v2"
)

// Rows gives the rows of the list in the workbook at path, with their header,
// every row as long as that.
func Rows(t testing.TB, path string) [][]string {
	t.Helper()
	lines := read(t, path, func(names []string) string { return names[1] }) // after the sheet that tells about the export
	for i := range lines {
		for len(lines[i]) < len(lines[0]) {
			lines[i] = append(lines[i], "")
		}
	}
	return lines
}

// Sheet gives the rows of the sheet with a name, each up to its last cell that
// says something; nil when there is none.
func Sheet(t testing.TB, path, name string) [][]string {
	t.Helper()
	return read(t, path, func(names []string) string {
		if slices.Contains(names, name) {
			return name
		}
		return ""
	})
}

func read(t testing.TB, path string, choose func(names []string) string) [][]string {
	t.Helper()
	book, err := excelize.OpenFile(path)
	if err != nil {
		t.Fatal(err)
	}
	defer book.Close()
	name := choose(book.GetSheetList())
	if name == "" {
		return nil
	}
	lines, err := book.GetRows(name)
	if err != nil {
		t.Fatal(err)
	}
	return lines
}

// Values gives the rows of the sheet with a name as they are kept: numbers in
// their digits, without currency and thousands.
func Values(t testing.TB, path, name string) [][]string {
	t.Helper()
	book, err := excelize.OpenFile(path)
	if err != nil {
		t.Fatal(err)
	}
	defer book.Close()
	lines, err := book.GetRows(name, excelize.Options{RawCellValue: true})
	if err != nil {
		t.Fatal(err)
	}
	return lines
}

// Book gives the rows of every sheet by its name, as Values.
func Book(t testing.TB, path string) map[string][][]string {
	t.Helper()
	book, err := excelize.OpenFile(path)
	if err != nil {
		t.Fatal(err)
	}
	defer book.Close()
	all := map[string][][]string{}
	for _, name := range book.GetSheetList() {
		if all[name], err = book.GetRows(name, excelize.Options{RawCellValue: true}); err != nil {
			t.Fatal(err)
		}
	}
	return all
}
