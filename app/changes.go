package app

import (
	"context"

	"licenseledger/store"
	"licenseledger/store/ledger"
)

// Changes is what changed between two days. It is pinned to the ledger as it
// was when they were compared and holds no lock.
type Changes struct {
	Before, After ledger.Snapshot
	Counts        map[string]int // by ledger.Change.Change

	kept *store.Changes
}

// Changes compares day a with day b; both as in ViewSpec.At.
func (l *Ledger) Changes(ctx context.Context, a, b string) (*Changes, error) {
	kept, err := l.store.OpenDiff(ctx, a, b)
	if err != nil {
		return nil, err
	}
	return &Changes{Before: kept.Before, After: kept.After, Counts: kept.Counts, kept: kept}, nil
}

// Len is the number of changes.
func (c *Changes) Len() int { return c.kept.Len() }

// Rows gives up to n changes beginning with change from, by kind and then as
// people read a list. Code stale when the ledger changed since.
func (c *Changes) Rows(from, n int) ([]ledger.Change, error) { return c.kept.Rows(from, n) }
