// Package export writes the rows of a view as a workbook (.xlsx) or as CSV to
// any io.Writer, and puts a file in its place in one step.
//
// It promises that a text stays text whatever it looks like, that a date which
// is known is a real date in a workbook, that nothing known is an empty cell,
// that rows stream (no copy of them in memory or in a temporary file), that the
// same view gives the same bytes apart from the stated time, and that ToFile
// leaves the old file untouched unless the new one is complete.
//
// Which rows, in which order, and what stands on the first sheet is for the
// caller to say: this package reads no ledger, knows no clock and chooses no
// folder. README.md lists what a reader of the files may rely on.
package export
