package store

import (
	"context"
	"database/sql"
	"testing"
)

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

// ImagesThatSpeak gives how many images are kept that readers use, and all that is kept of
// images, one part after the other.
func (l *Ledger) ImagesThatSpeak(t *testing.T) (n int, kept string) {
	t.Helper()
	ctx := context.Background()
	now, err := epoch(ctx, l.read)
	if err == nil {
		err = l.read.QueryRowContext(ctx, `SELECT count(*) FROM image WHERE epoch = ? AND format = ?`, now, imageFormat).Scan(&n)
	}
	if err == nil {
		err = each(ctx, l.read, `SELECT body FROM image_part ORDER BY source_id, name, piece`, nil, func(rows *sql.Rows) error {
			var body string
			err := rows.Scan(&body)
			kept += body
			return err
		})
	}
	if err != nil {
		t.Fatal(err)
	}
	return n, kept
}

// KeepNoImage lets a test keep no image until back is called.
func KeepNoImage() (back func()) {
	before := imageFacts
	imageFacts = 1 << 40
	return func() { imageFacts = before }
}
