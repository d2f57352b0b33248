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
// differ different, and gives a fact that stays as it was handed it. Each that
// does not stay is told to noted, if that is given. Listings keep their position,
// which orders them; their content hash follows.
func rewriteFacts(ctx context.Context, tx *sql.Tx, kinds []ledger.Kind, change func(ledger.Fact) (ledger.Fact, error), noted func(*changedFact) error) (int64, error) {
	var changed int64
	sums := movedSums{}
	for _, kind := range kinds {
		n, err := rewriteKind(ctx, tx, kind, change, sums, noted)
		if err != nil {
			return changed, fmt.Errorf("rewrite %s: %w", kind, err)
		}
		changed += n
	}
	return changed, sums.put(ctx, tx)
}

// changedFact is a fact that is another one now.
type changedFact struct {
	id            int64
	before, fact  ledger.Fact
	hashWas, hash ledger.Hash
}

// rewriteKind rewrites one kind. A fact may become what another one still is,
// that changes too: then it waits under a hash that no fact has.
func rewriteKind(ctx context.Context, tx *sql.Tx, kind ledger.Kind, change func(ledger.Fact) (ledger.Fact, error), sums movedSums, noted func(*changedFact) error) (int64, error) {
	set := fmt.Sprintf(`%s SET hash = ?, %s = ? WHERE fact_id = ?`, kind, strings.Join(ledger.Columns(kind), " = ?, "))
	var waiting []changedFact
	put := func(verb string, f *changedFact, hash ledger.Hash) (int64, error) {
		args := append([]any{hash[:]}, f.fact.Values()...)
		result, err := tx.ExecContext(ctx, verb+set, append(args, f.id)...)
		if err != nil {
			return 0, err
		}
		return result.RowsAffected()
	}
	move, err := sums.mover(ctx, tx, kind)
	if err != nil {
		return 0, err
	}
	defer move.Close()
	changed, err := rewriteEach(ctx, tx, kind, change, func(f *changedFact) error {
		if err := sums.move(ctx, move, f); err != nil {
			return err
		}
		if noted != nil {
			if err := noted(f); err != nil {
				return err
			}
		}
		n, err := put(`UPDATE OR IGNORE `, f, f.hash)
		if err == nil && n == 0 {
			waiting = append(waiting, *f)
			aside := f.hash
			for i := range aside {
				aside[i] = ^aside[i]
			}
			_, err = put(`UPDATE `, f, aside)
		}
		return err
	})
	for i := range waiting {
		if _, err := put(`UPDATE `, &waiting[i], waiting[i].hash); err != nil {
			return changed, err
		}
	}
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

// changedFacts gives those of the next facts that change; last is the id of the last fact looked at.
func changedFacts(ctx context.Context, tx *sql.Tx, kind ledger.Kind, after int64, limit int, change func(ledger.Fact) (ledger.Fact, error)) (facts []changedFact, last int64, err error) {
	last = after
	query := fmt.Sprintf(`SELECT fact_id, hash, %s FROM %s WHERE fact_id > ? ORDER BY fact_id LIMIT ?`, strings.Join(ledger.Columns(kind), ", "), kind)
	err = each(ctx, tx, query, []any{after, limit}, func(rows *sql.Rows) error {
		var was scannedHash
		stored, err := scanFact(rows, kind, &last, &was)
		if err != nil {
			return err
		}
		f := changedFact{id: last, before: stored.typed(), hashWas: ledger.Hash(was)}
		if f.fact, err = change(f.before); err != nil || f.fact == f.before {
			return err
		}
		f.hash = hashOf(f.fact)
		facts = append(facts, f)
		return nil
	})
	return facts, last, err
}
