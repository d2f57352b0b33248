// Package importer reads downloaded lists of active user licenses: it
// recognises a file by its header, whatever its language, encoding, delimiter
// and order of columns, and gives the rows as facts in the file's own words.
//
// It promises that nothing is guessed in silence: how the order of day and
// month was found and how the day of the file was found are part of the
// answer, an undecidable order is a question (ledger.CodeNeedsAnswer), a row
// that cannot be read is kept out and listed with its line, and a file that is
// no list is refused whole (ledger.CodeInvalid). Memory does not grow with the
// file, but for 30 bytes or so per row that count people and equal rows. No input makes it
// panic.
//
// It leaves staging and publication to package engine and to the store, and
// the questions to the person, whether a file is whole or a part, to package
// app.
package importer
