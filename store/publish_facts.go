package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"slices"

	"licenseledger/store/ledger"
)

// errNoContent says that pages cannot be published: nobody has what they say.
var errNoContent = errors.New("staged facts have no content")

// kindChange is what a publication changes in one kind.
type kindChange struct {
	kind   ledger.Kind
	code   byte
	after  int64   // highest id of a fact before
	last   int64   // and now
	gone   []int64 // facts of the listing before that the new one lacks
	reused []int64 // facts that the listing before lacks, kept from earlier listings; the others are those newer than after
}

func (b *publisher) publishFacts(ctx context.Context, changed *changes) error {
	kept := newBitset(b.tally.fresh.len(), false) // those of tally.fresh that the ledger has
	all := make([]*kindChange, len(b.info.Kinds))
	for i, kind := range b.info.Kinds {
		c := &kindChange{kind: kind, code: kindCode(kind)}
		all[i] = c
		var err error
		if c.after, err = b.lastFact(ctx, kind); err != nil {
			return err
		}
		c.last = c.after
		if kind == ledger.KindUser {
			b.usersAfter = c.after
		}
		if err := b.findKept(ctx, c, kept); err != nil {
			return fmt.Errorf("find facts of %s: %w", kind, err)
		}
	}
	b.allFresh = b.tally.base.set.len() == 0 && b.tally.live.count() == b.tally.fresh.len() &&
		!slices.ContainsFunc(all, func(c *kindChange) bool { return len(c.reused) > 0 })
	indexes, err := b.dropIndexes(ctx, all)
	if err != nil {
		return fmt.Errorf("drop indexes: %w", err)
	}
	if err := b.addFacts(ctx, all, kept); err != nil {
		b.first.sortNow() // to no end, but it ends
		return err
	}
	b.tally.eachGone(func(n int) {
		for _, c := range all {
			if c.code == b.tally.base.codes[n] {
				c.gone = append(c.gone, b.tally.base.ids[n])
			}
		}
	})
	b.tally = nil // the rest has no need of it
	err = b.createIndexes(ctx, indexes)
	b.first.sortNow()
	if err != nil {
		return fmt.Errorf("create indexes: %w", err)
	}
	for _, c := range all {
		if err := b.publishSpans(ctx, c); err != nil {
			return fmt.Errorf("publish %s: %w", c.kind, err)
		}
		if err := b.noteChanges(ctx, c, changed); err != nil {
			return fmt.Errorf("note changes of %s: %w", c.kind, err)
		}
	}
	if b.first != nil { // by now it may have them
		if changed.newUserFacts.any {
			changed.newUserFacts.addresses = <-b.first.addresses
		}
		if changed.newReportFacts.any {
			changed.newReportFacts.lines = <-b.first.lines
		}
	}
	return nil
}

// lastFact gives the highest id of a fact; 0 when there is none.
func (b *publisher) lastFact(ctx context.Context, kind ledger.Kind) (id int64, err error) {
	err = b.tx.QueryRowContext(ctx, fmt.Sprintf(`SELECT coalesce(max(fact_id), 0) FROM %s`, kind)).Scan(&id)
	return id, err
}

// findKept finds those of the fresh facts that earlier listings had.
func (b *publisher) findKept(ctx context.Context, c *kindChange, kept bitset) error {
	var some bool
	if err := b.tx.QueryRowContext(ctx, fmt.Sprintf(`SELECT EXISTS (SELECT 1 FROM %s WHERE source_id = ?)`, c.kind), b.sourceID).Scan(&some); err != nil || !some {
		return err
	}
	var hashes []ledger.Hash
	b.tally.eachFresh(func(n int) {
		if b.tally.freshCodes[n] == c.code {
			hashes = append(hashes, b.tally.fresh.at(n))
		}
	})
	slices.SortFunc(hashes, compareHash) // near each other in the index
	query := fmt.Sprintf(`SELECT hash, fact_id FROM %s WHERE source_id = ? AND hash IN (SELECT unhex(value) FROM json_each(?))`, c.kind)
	for some := range slices.Chunk(hashes, 1000) {
		list, err := hexList(some)
		if err != nil {
			return err
		}
		err = each(ctx, b.tx, query, []any{b.sourceID, list}, func(rows *sql.Rows) error {
			var hash scannedHash
			var id int64
			if err := rows.Scan(&hash, &id); err != nil {
				return err
			}
			n, _ := b.tally.fresh.find(ledger.Hash(hash))
			kept.put(n)
			c.reused = append(c.reused, id)
			return nil
		})
		if err != nil {
			return err
		}
	}
	return nil
}

func compareHash(a, b ledger.Hash) int { return slices.Compare(a[:], b[:]) }

// eachOfFacts runs a query whose only parameter is a JSON array of ids, for
// some ids at a time.
func eachOfFacts(ctx context.Context, q querier, query string, ids []int64, scan func(*sql.Rows) error) error {
	for some := range slices.Chunk(ids, 10_000) {
		list, err := json.Marshal(some)
		if err != nil {
			return err
		}
		if err := each(ctx, q, query, []any{string(list)}, scan); err != nil {
			return err
		}
	}
	return nil
}
