package store

import "testing"

// KeepEveryImage lets a test keep images of ledgers that are too small for
// them, so that small histories meet what large ones do.
func KeepEveryImage(t *testing.T, share int) {
	facts, before := imageFacts, imageShare
	imageFacts, imageShare = 0, share
	t.Cleanup(func() { imageFacts, imageShare = facts, before })
}

// LookInParts lets a test have rows looked at side by side that are too few for
// it.
func LookInParts(t *testing.T) {
	before := fewRows
	fewRows = 8
	t.Cleanup(func() { fewRows = before })
}

// CutPieces lets a test cut the parts of images into pieces that are too small
// for it, so that they end in the midst of numbers and texts.
func CutPieces(t *testing.T) {
	before := pieceBytes
	pieceBytes = 61
	t.Cleanup(func() { pieceBytes = before })
}

// HoldAbove lets a test have listings of small histories held: those with which
// more than so many of a kind end.
func (l *Ledger) HoldAbove(n int64) { l.holdAbove = n }
