package store

import (
	"context"
	"database/sql"

	"licenseledger/store/ledger"
)

// some gives the rows of another kind of view that a choice keeps.
func (d *day) some(ctx context.Context, kind ledger.ViewKind, choose func(*table) func(row uint32) bool) (*table, error) {
	whole, err := d.table(ctx, kind)
	if err != nil {
		return nil, err
	}
	keep := choose(whole)
	var rows []uint32
	for row := range uint32(whole.rows) {
		if keep(row) {
			rows = append(rows, row)
		}
	}
	return whole.subset(rows), nil
}

// unknownTable keeps the rows of the list that name nobody: the same that are
// counted as Unknown.
func (d *day) unknownTable(ctx context.Context) (*table, error) {
	return d.some(ctx, ledger.ViewList, func(list *table) func(row uint32) bool {
		names, name := list.columns["user_name"].scan()
		emails, email := list.columns["email_address"].scan()
		unknownName, unknownEmail := find(names, ledger.UnknownWord), find(emails, ledger.UnknownWord)
		return func(row uint32) bool { return name(row) == unknownName && email(row) == unknownEmail }
	})
}

// guestsTable gives the accounts of guests. Where a source does not tell what
// an account is, it is no guest's.
func (d *day) guestsTable(ctx context.Context, dir *directory) (*table, error) {
	guests, err := d.history.guests(ctx, dir.people)
	if err != nil {
		return nil, err
	}
	if err := dir.name(ctx, d); err != nil {
		return nil, err
	}
	return d.some(ctx, ledger.ViewUsers, func(*table) func(row uint32) bool {
		return func(row uint32) bool { return guests[dir.present[row]] }
	})
}

// guests marks the facts that tell of a guest. They are read when somebody asks:
// most tenants have few, and most days nobody does.
func (h *history) guests(ctx context.Context, p *people) ([]bool, error) {
	is := make([]bool, p.facts.n)
	err := h.reading(ctx, func(q querier) error {
		return each(ctx, q, `SELECT fact_id FROM user WHERE user_type = 'Guest'`, nil, func(rows *sql.Rows) error {
			var id int64
			err := rows.Scan(&id)
			if id < int64(len(p.byFact)) && p.byFact[id] != 0 {
				is[p.byFact[id]-1] = true
			}
			return err
		})
	})
	return is, err
}
