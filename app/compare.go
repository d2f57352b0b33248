package app

import (
	"context"
	"time"

	"licenseledger/store"
	"licenseledger/store/ledger"
)

// CompareOptions are the day to compare with, and the answers to what a file
// may ask.
type CompareOptions struct {
	At string // as in ViewSpec.At; "" is the reading that speaks for the day of the file
	FileAnswers
}

// Comparison is the differences between a downloaded list and the ledger's. It
// is pinned to the ledger as it was when they were compared and holds no lock.
type Comparison struct {
	File     FilePreview // what the file is; nothing of it was imported
	Snapshot ledger.Snapshot
	Basis    ledger.Basis // of the ledger's list
	AsOf     string       // RFC 3339: when that list was read
	Rows     int          // of the ledger's list
	Counts   map[ledger.DifferenceKind]map[ledger.DifferenceReason]int

	kept *store.Comparison
}

// Compare tells how a downloaded list differs from the ledger's list of a day,
// and why. Nothing is imported or written. Codes: not_found and invalid for a
// file that is no list, needs_answer for a question that the options answer,
// usage for a date that is none, not_found when no list was read on or before
// the day, canceled.
func (l *Ledger) Compare(ctx context.Context, file string, o CompareOptions, progress ProgressFunc) (*Comparison, error) {
	remembered, err := l.mappings(ctx)
	if err != nil {
		return nil, err
	}
	answers := ImportOptions{FileAnswers: o.FileAnswers}
	lists, err := surveyEach(ctx, []string{file}, answers, l.store.Zone(), remembered, nil, progress)
	if err != nil {
		return nil, err
	}
	if err := inTheWay(lists); err != nil {
		return nil, err
	}
	list := lists[0]
	if err := askTenants(ctx, l, lists, compareTenant); err != nil {
		return nil, err
	}
	if list.err != nil {
		return nil, list.err
	}
	if o.At == "" {
		o.At = list.Taken.At.Time().In(l.store.Zone()).Format(time.DateOnly)
	}
	told := func(rows int64) {
		progress.tell(Progress{Step: StepCompare, Done: rows, Total: list.Rows, File: list.Name})
	}
	told(0)
	kept, err := l.store.Compare(ctx, o.At, comparedList(list.File, told))
	if err != nil {
		return nil, err
	}
	return &Comparison{File: previewOf(list), Snapshot: kept.Snapshot, Basis: kept.Basis, AsOf: kept.AsOf.String(), Rows: kept.Rows,
		Counts: kept.Counts, kept: kept}, nil
}

// Len is the number of differences.
func (c *Comparison) Len() int { return c.kept.Len() }

// Differences gives up to n differences beginning with from: by kind, then by
// reason, then in the order of the lists. Code stale when the ledger changed
// since.
func (c *Comparison) Differences(from, n int) ([]ledger.Difference, error) {
	return c.kept.Differences(from, n)
}
