// Package app holds the use cases of License Ledger, one small file each:
// open, connect, sync, import, look, compare, export, check, and the sample
// tenant. Window and console call the same functions, so that both give the
// same answers.
//
// It promises that every failure carries a code of store/ledger and a sentence
// that says what to do, that long work reports its progress and can be
// cancelled, and that no secret enters a ledger. It leaves drawing and flags to
// its callers, SQL to package store, reading from Microsoft to the packages
// under sync, and file formats to app/export and sync/importer.
package app
