// Package ledger holds the words of License Ledger: the facts that sources
// deliver, the closed lists of states and codes, and the pure rules that draw
// conclusions from facts (what a license comes with, who an Unknown row was,
// since when somebody has left).
//
// It promises to do no input or output and to know no clock: the same
// arguments give the same answer. Files, SQL, HTTP and windows are left to the
// packages that import it; this one imports none of them.
package ledger
