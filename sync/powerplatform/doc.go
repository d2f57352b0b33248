// Package powerplatform reads what only the Power Platform knows: the report of
// active user licenses, the list of who holds and has used Power Apps and Power
// Automate.
//
// It promises that the job at Microsoft survives the program (it is kept before
// anybody waits for it), that a run waits for it no longer than it was told,
// and that a file that is no list is refused whole. It leaves reading the
// file's columns and dates to package importer, and tokens, retries and waits
// to package rest.
package powerplatform
