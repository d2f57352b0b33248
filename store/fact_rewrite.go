package store

import (
	"context"
	"database/sql"
	"fmt"
	"strings"

	"licenseledger/store/ledger"
)

// nameable are the kinds whose facts can name a person; personal are those that
// are about one.
var (
	nameable = []ledger.Kind{ledger.KindUser, ledger.KindDeletedUser, ledger.KindReportRow, ledger.KindLicenseUse}
	personal = append([]ledger.Kind{ledger.KindAssignment, ledger.KindAssignedPlan}, nameable...)
)

// rewriteFacts puts what change makes of every fact of the kinds in its place,
// with its new hash, and tells how many differ. change must keep facts that
// differ different. Listings keep their position, which orders them; their
// content hash is computed anew.
func rewriteFacts(ctx context.Context, tx *sql.Tx, kinds []ledger.Kind, change func(ledger.Fact) (ledger.Fact, error)) (int64, error) {
	var changed int64
	for _, kind := range kinds {
		n, err := rewriteKind(ctx, tx, kind, change)
		if err != nil {
			return changed, fmt.Errorf("rewrite %s: %w", kind, err)
		}
		changed += n
	}
	if changed == 0 {
		return 0, nil
	}
	return changed, rehashListings(ctx, tx)
}

// changedFact is a fact that is another one now.
type changedFact struct {
	id   int64
	fact ledger.Fact
	hash ledger.Hash
}

// rewriteKind rewrites one kind. A fact may become what another one still is,
// that changes too: then it waits under a hash that no fact has.
func rewriteKind(ctx context.Context, tx *sql.Tx, kind ledger.Kind, change func(ledger.Fact) (ledger.Fact, error)) (int64, error) {
	set := fmt.Sprintf(`%s SET hash = ?, %s = ? WHERE fact_id = ?`, kind, strings.Join(ledger.Columns(kind), " = ?, "))
	var waiting int64
	put := func(verb string, f *changedFact, hash ledger.Hash) (int64, error) {
		args := append([]any{hash[:]}, f.fact.Values()...)
		result, err := tx.ExecContext(ctx, verb+set, append(args, f.id)...)
		if err != nil {
			return 0, err
		}
		return result.RowsAffected()
	}
	changed, err := rewriteEach(ctx, tx, kind, change, func(f *changedFact) error {
		n, err := put(`UPDATE OR IGNORE `, f, f.hash)
		if err == nil && n == 0 {
			waiting++
			aside := f.hash
			for i := range aside {
				aside[i] = ^aside[i]
			}
			_, err = put(`UPDATE `, f, aside)
		}
		return err
	})
	if err != nil || waiting == 0 {
		return changed, err
	}
	_, err = rewriteEach(ctx, tx, kind, func(f ledger.Fact) (ledger.Fact, error) { return f, nil }, func(f *changedFact) error {
		_, err := put(`UPDATE `, f, f.hash)
		return err
	})
	return changed, err
}

// rewriteEach gives every fact of a kind that changes to put, and tells how many
// do.
func rewriteEach(ctx context.Context, tx *sql.Tx, kind ledger.Kind, change func(ledger.Fact) (ledger.Fact, error), put func(*changedFact) error) (int64, error) {
	const atOnce = 20_000
	var changed, after int64
	for {
		facts, last, err := changedFacts(ctx, tx, kind, after, atOnce, change)
		if err != nil {
			return changed, err
		}
		for i := range facts {
			if err := put(&facts[i]); err != nil {
				return changed, err
			}
		}
		changed += int64(len(facts))
		if last == after {
			return changed, nil
		}
		after = last
	}
}

// changedFacts gives those of the next facts that change; last is the id of the
// last fact looked at.
func changedFacts(ctx context.Context, tx *sql.Tx, kind ledger.Kind, after int64, limit int, change func(ledger.Fact) (ledger.Fact, error)) (facts []changedFact, last int64, err error) {
	last = after
	var buffer []byte
	query := fmt.Sprintf(`SELECT fact_id, hash, %s FROM %s WHERE fact_id > ? ORDER BY fact_id LIMIT ?`, strings.Join(ledger.Columns(kind), ", "), kind)
	err = each(ctx, tx, query, []any{after, limit}, func(rows *sql.Rows) error {
		var was []byte
		stored, err := scanFact(rows, kind, &last, &was)
		if err != nil {
			return err
		}
		f := changedFact{id: last}
		if f.fact, err = change(stored.typed()); err != nil {
			return err
		}
		f.hash, buffer = ledger.HashOf(f.fact, buffer)
		if string(f.hash[:]) != string(was) {
			facts = append(facts, f)
		}
		return nil
	})
	return facts, last, err
}

// rehashListings computes the content hash of every listing that is whole.
func rehashListings(ctx context.Context, tx *sql.Tx) error {
	for _, info := range ledger.Sources() {
		contents, err := readContents(ctx, tx, info)
		if err != nil {
			return err
		}
		var sum wideSum
		for _, x := range contents {
			sum = sum.plus(x.sumHere)
			if x.thinned {
				continue
			}
			if _, err := tx.ExecContext(ctx, `UPDATE listing SET content_hash = ? WHERE pos = ? AND source_id = (SELECT source_id FROM source WHERE name = ?)`,
				sum.bytes(), int64(x.pos), info.Name); err != nil {
				return err
			}
		}
	}
	return nil
}
