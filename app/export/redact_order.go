package export

import (
	"cmp"
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/binary"
	"fmt"
	"slices"

	"licenseledger/store/ledger"
)

// inNoOrder puts rows that are equal in the sort column in the order of their
// pseudonyms: a list in the order of names tells who is who to everybody who has
// those names. Rows of one person stay together, as they were.
func (x *Redactor) inNoOrder(ctx context.Context, rows Rows, sort string) ([]uint32, error) {
	read := []column{}
	for _, key := range personColumns {
		read = append(read, column{key: key})
	}
	if sort != "" {
		read = append(read, column{key: sort})
	}
	who := x.who()
	order, begin, value := make([]place, 0, rows.Len()), 0, ""
	settle := func() {
		slices.SortFunc(order[begin:], func(a, b place) int { return cmp.Or(cmp.Compare(a.pseudonym, b.pseudonym), cmp.Compare(a.row, b.row)) })
		begin = len(order)
	}
	err := eachRow(ctx, rows, read, 0, rows.Len(), func(r *ledger.Row) error {
		if now := sortedBy(sort, r); now != value {
			settle()
			value = now
		}
		n := who(r)
		order = append(order, place{binary.BigEndian.Uint64(n[:]), uint32(len(order))})
		return nil
	})
	if err != nil {
		return nil, err
	}
	settle()
	places := make([]uint32, len(order))
	for i := range order {
		places[i] = order[i].row
	}
	return places, nil
}

// comparison gives what changed with pseudonyms, and those of one kind in the
// order of these.
func (x *Redactor) comparison(c *Comparison) (*Comparison, error) {
	p := pseudonymizer{redactor: x, mac: hmac.New(sha256.New, x.key)}
	var all []ledger.Change
	kinds := map[string]int{}
	for len(all) < c.Len {
		page, err := c.Rows(len(all), min(window, c.Len-len(all)))
		if err != nil {
			return nil, fmt.Errorf("read changes: %w", err)
		}
		if len(page) == 0 {
			break
		}
		for _, change := range page {
			p.change(&change)
			if _, known := kinds[change.Change]; !known {
				kinds[change.Change] = len(kinds)
			}
			all = append(all, change)
		}
	}
	slices.SortStableFunc(all, func(a, b ledger.Change) int {
		return cmp.Or(cmp.Compare(kinds[a.Change], kinds[b.Change]), cmp.Compare(a.UserID, b.UserID), cmp.Compare(a.UserName, b.UserName))
	})
	redacted := *c
	redacted.Len = len(all)
	redacted.Rows = func(from, n int) ([]ledger.Change, error) { return all[from:min(from+n, len(all))], nil }
	return &redacted, nil
}

func (p *pseudonymizer) change(c *ledger.Change) {
	who := p.who(c.UserID, known(c.EmailAddress, c.WasEmail), known(c.UserName, c.WasName))
	for _, name := range []*ledger.Text{&c.UserName, &c.WasName} {
		if !ledger.IsFiller(string(*name)) {
			*name = who.name()
		}
	}
	for _, address := range []*ledger.Text{&c.EmailAddress, &c.WasEmail} {
		if !ledger.IsFiller(string(*address)) {
			*address = who.address()
		}
	}
	if c.UserID != "" {
		c.UserID = who.id()
	}
}

type place struct {
	pseudonym uint64
	row       uint32
}

// sortedBy gives what a row has in the column that the list is sorted by.
func sortedBy(key string, r *ledger.Row) string {
	if key == "is_trial" {
		switch {
		case r.IsTrial == nil:
			return ""
		case *r.IsTrial:
			return "true"
		}
		return "false"
	}
	for _, col := range slices.Concat(listColumns, []column{expirationColumn}, moreColumns) {
		if col.key == key {
			return string(col.text(r))
		}
	}
	return ""
}
