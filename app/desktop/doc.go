// Package desktop is the window of License Ledger: it binds the use cases of
// package app to the page that frontend draws, and is the only importer of
// Wails.
//
// It promises that every bound method returns plain values, that a failure
// crosses as one JSON string with a code of store/ledger, that a panic rejects
// the call instead of leaving it open for ever, and that long work is told at
// most ten times a second with its last state always sent. It decides nothing
// about licenses: that is left to app, and words for people to the page.
package desktop
