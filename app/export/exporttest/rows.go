// Package exporttest reads exported files for the tests of those who write
// them: only package export knows file formats. It promises the texts of cells
// and nothing about how they look; what is Parquet another program reads.
package exporttest

import (
	"testing"

	"github.com/xuri/excelize/v2"
)

// Rows gives the rows of the list in the workbook at path, with their header,
// every row as long as that.
func Rows(t testing.TB, path string) [][]string {
	t.Helper()
	book, err := excelize.OpenFile(path)
	if err != nil {
		t.Fatal(err)
	}
	defer book.Close()
	lines, err := book.GetRows(book.GetSheetList()[1]) // after the sheet that tells about the export
	if err != nil {
		t.Fatal(err)
	}
	for i := range lines {
		for len(lines[i]) < len(lines[0]) {
			lines[i] = append(lines[i], "")
		}
	}
	return lines
}
