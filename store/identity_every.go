package store

import (
	"context"
	"database/sql"
	"fmt"
	"slices"

	"licenseledger/store/ledger"
)

// everyAtOnce bounds the memory in which every row is answered: about as many
// rows are asked for together, and always all that began at one instant.
var everyAtOnce = 20_000

// concludeEvery answers every Unknown row, whatever was concluded before.
func (g *gathering) concludeEvery(ctx context.Context) error {
	if _, err := g.tx.ExecContext(ctx, `DELETE FROM identity WHERE NOT EXISTS
		(SELECT 1 FROM report_row_span s WHERE s.fact_id = identity.fact_id AND s.from_pos = identity.from_pos)`); err != nil {
		return err
	}
	keys, err := g.everyKey(ctx)
	if err != nil {
		return fmt.Errorf("list unknown rows: %w", err)
	}
	// Rows bear on those of their source that began with them or later. So in
	// this order, what is there of earlier ones is already as it has to be.
	for all := len(keys); len(keys) > 0; {
		n := min(everyAtOnce, len(keys))
		for n < len(keys) && keys[n].sourceID == keys[n-1].sourceID && keys[n].from.Instant() == keys[n-1].from.Instant() {
			n++
		}
		if err := g.concludeTogether(ctx, keys[:n], n == all); err != nil {
			return err
		}
		keys = keys[n:]
	}
	return nil
}

// sourceKey names a row and its source.
type sourceKey struct {
	sourceID int64
	rowKey
}

func (g *gathering) everyKey(ctx context.Context) ([]sourceKey, error) {
	var all []sourceKey
	err := each(ctx, g.tx, `SELECT s.source_id, s.fact_id, s.from_pos FROM unknown_row u CROSS JOIN report_row_span s ON s.fact_id = u.fact_id
		ORDER BY s.source_id, s.from_pos`, nil, func(rows *sql.Rows) error {
		var k sourceKey
		err := rows.Scan(&k.sourceID, &k.factID, &k.from)
		all = append(all, k)
		return err
	})
	return all, err
}

// concludeTogether answers rows; areAll tells that there are no others.
func (g *gathering) concludeTogether(ctx context.Context, keys []sourceKey, areAll bool) error {
	if err := g.askOnly(ctx, keys, areAll); err != nil {
		return err
	}
	isFirst, err := g.hasOneListing(ctx)
	if err != nil {
		return err
	}
	if isFirst { // whose rows nobody can have held: who is named in a listing is behind none of its Unknown rows
		lines, rows := g.input()
		return g.keepAll(ctx, lines, ledger.Identify(rows, nil, g.first))
	}
	open, err := g.readAway(ctx, g.askedRows())
	if err != nil {
		return fmt.Errorf("read holders: %w", err)
	}
	if err := g.keepBut(ctx, open); err != nil || len(open) == 0 {
		return err
	}
	return g.concludeLiving(ctx, open)
}

// askOnly asks for rows, with those beside them, and lets go of all others.
func (g *gathering) askOnly(ctx context.Context, keys []sourceKey, areAll bool) error {
	g.forget()
	if err := fill(ctx, g.tx, "every_row", `fact_id INTEGER, from_pos INTEGER`, len(keys), func(i int) []any {
		return []any{keys[i].factID, int64(keys[i].from)}
	}); err != nil {
		return err
	}
	if _, err := g.askFor(ctx, `temp.every_row w CROSS JOIN unknown_row u ON u.fact_id = w.fact_id`+unknownJoins+` WHERE s.from_pos = w.from_pos`); err != nil {
		return fmt.Errorf("read unknown rows: %w", err)
	}
	if areAll {
		return nil
	}
	if err := g.readRowsLike(ctx, g.askedPrints()); err != nil {
		return fmt.Errorf("read equal rows: %w", err)
	}
	return nil
}

// keepBut answers the rows that are asked for, but for some.
func (g *gathering) keepBut(ctx context.Context, open []*unknownLine) error {
	isOpen := map[*unknownLine]bool{}
	for _, u := range open {
		isOpen[u] = true
	}
	lines, rows := g.input()
	answers := slices.DeleteFunc(ledger.Identify(rows, g.people(), g.first), func(a ledger.Identification) bool { return isOpen[lines[a.Key]] })
	return g.keepAll(ctx, lines, answers)
}

// hasOneListing tells whether a single listing was ever read, of any source.
func (g *gathering) hasOneListing(ctx context.Context) (is bool, err error) {
	err = g.tx.QueryRowContext(ctx, `SELECT count(*) = 1 FROM (SELECT 1 FROM listing LIMIT 2)`).Scan(&is)
	return is, err
}

// askedPrints gives what the rows asked for say.
func (g *gathering) askedPrints() []print {
	prints := make([]print, 0, len(g.asked))
	for key := range g.asked {
		prints = append(prints, g.rows[key].print)
	}
	return prints
}
