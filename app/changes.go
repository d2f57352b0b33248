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

// Len is the number of changes, with the sources that were not read on both
// days.
func (c *Changes) Len() int { return c.kept.Len() }

// Rows gives up to n changes beginning with change from, by kind and then as
// people read a list. Code stale when the ledger changed since.
func (c *Changes) Rows(from, n int) ([]ledger.Change, error) { return c.kept.Rows(from, n) }

// NotRead names the sources that were not read on both days, about which
// nothing is called a change. Code stale as for Rows.
func (c *Changes) NotRead() ([]string, error) {
	rows, err := c.Rows(c.begin(ledger.ChangeNotRead), c.Counts[ledger.ChangeNotRead])
	var sources []string
	for _, row := range rows {
		sources = append(sources, string(row.Service))
	}
	return sources, err
}

// Kind gives up to n changes of a kind beginning with its change from; "" is
// every kind, in the order of ledger.ChangeKinds. What was not read is among
// neither. Code stale as for Rows.
func (c *Changes) Kind(kind string, from, n int) ([]ledger.Change, error) {
	kinds := ledger.ChangeKinds()
	if kind != "" {
		kinds = []string{kind}
	}
	var all []ledger.Change
	for _, kind := range kinds {
		count := c.Counts[kind]
		if take := min(n-len(all), count-from); take > 0 {
			rows, err := c.Rows(c.begin(kind)+from, take)
			if err != nil {
				return nil, err
			}
			all = append(all, rows...)
		}
		from = max(0, from-count)
	}
	return all, nil
}

// begin is the place of the first change of a kind among all.
func (c *Changes) begin(kind string) int {
	before := 0
	for other, n := range c.Counts {
		if other < kind {
			before += n
		}
	}
	return before
}
