// Package tenants knows the ledgers of this computer, and does what is done with
// all of them: tells how each stands, syncs them, and writes one workbook over
// all. The window and the console share it, so that both know the same ledgers.
//
// A ledger that cannot be read, for whatever reason, is told with that reason and
// never keeps the others from being read.
package tenants
