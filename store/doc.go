// Package store keeps one tenant's history in one SQLite file, the ledger.
//
// It promises that a publication is one transaction, that every past snapshot
// opens like the newest, that conclusions are a function of all facts, and
// that nothing but SQLite ever opens a ledger file. It leaves fetching to
// package sync/engine and its sources, and words for people to package app.
package store
