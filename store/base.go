package store

import (
	"context"
	"database/sql"
	"fmt"
	"slices"

	"licenseledger/store/ledger"
)

// base is the facts of one listing: what another listing of the source is
// compared with. About 32 bytes a fact. Where only changes are read, it has those
// facts alone that they speak of; see Staging.know.
type base struct {
	at    ledger.Position // of the listing; 0 when the source has none
	epoch int64           // of history when it was loaded; see epoch
	set   hashSet
	codes []byte  // kind of each fact, see kindCode
	ids   []int64 // of each fact
	sum   hashSum // of the listing
	part  bool    // it has those facts alone that changes speak of
}

func newBase(capacity int) *base {
	return &base{set: newHashSet(capacity), codes: make([]byte, 0, capacity), ids: make([]int64, 0, capacity)}
}

// kindCode is the kind's place in the closed list.
func kindCode(kind ledger.Kind) byte { return byte(slices.Index(allKinds, kind)) }

var allKinds = ledger.Kinds()

// add adds a fact of the listing.
func (b *base) add(kind ledger.Kind, hash ledger.Hash, factID int64) {
	if _, added := b.set.add(hash); !added {
		return
	}
	b.codes, b.ids = append(b.codes, kindCode(kind)), append(b.ids, factID)
	b.sum.add(hash)
}

// current tells whether a base is still the listing at a position.
func (b *base) current(ctx context.Context, q querier, at ledger.Position) (bool, error) {
	now, err := epoch(ctx, q)
	return b.at == at && b.epoch == now, err
}

// newestBase loads the newest listing of a source.
func (l *Ledger) newestBase(ctx context.Context, info ledger.SourceInfo) (b *base, err error) {
	err = l.atNewest(ctx, info, func(tx *sql.Tx, at ledger.Position) (err error) {
		b, err = l.loadBase(ctx, tx, info, at)
		return err
	})
	return b, err
}

// atNewest reads the newest listing of a source, all of it at one moment.
func (l *Ledger) atNewest(ctx context.Context, info ledger.SourceInfo, read func(tx *sql.Tx, at ledger.Position) error) error {
	tx, err := l.read.BeginTx(ctx, &sql.TxOptions{ReadOnly: true})
	if err != nil {
		return err
	}
	defer tx.Rollback()
	at, err := newestListing(ctx, tx, info)
	if err != nil {
		return err
	}
	return read(tx, at)
}

// newestListing is the position of the newest listing of a source; 0 for none.
func newestListing(ctx context.Context, q querier, info ledger.SourceInfo) (at ledger.Position, err error) {
	err = q.QueryRowContext(ctx, `SELECT coalesce(max(g.pos), 0) FROM listing g JOIN source c USING (source_id) WHERE c.name = ?`, info.Name).Scan(&at)
	return at, err
}

// loadBase loads the listing at a position, which must be one of a listing of
// the source, or 0 for none.
func (l *Ledger) loadBase(ctx context.Context, q querier, info ledger.SourceInfo, at ledger.Position) (*base, error) {
	var size int
	if err := q.QueryRowContext(ctx, `SELECT coalesce(sum(g.rows), 0) FROM listing g JOIN source c USING (source_id)
		WHERE c.name = ? AND g.pos = ?`, info.Name, int64(at)).Scan(&size); err != nil {
		return nil, err
	}
	b := newBase(size)
	b.at = at
	var err error
	if b.epoch, err = epoch(ctx, q); err != nil {
		return nil, err
	}
	if at != 0 {
		err = l.eachBaseFact(ctx, q, info, at, b.add)
	}
	return b, err
}

// eachBaseFact hands every fact of a listing to add, in any order.
func (l *Ledger) eachBaseFact(ctx context.Context, q querier, info ledger.SourceInfo, at ledger.Position,
	add func(kind ledger.Kind, hash ledger.Hash, factID int64)) error {
	for _, kind := range info.Kinds {
		if done, err := l.imagedFacts(ctx, q, info, kind, at, add); err != nil || done {
			if err != nil {
				return err
			}
			continue
		}
		query := fmt.Sprintf(`SELECT f.hash, f.fact_id FROM %[1]s_span s JOIN %[1]s f USING (fact_id)
			WHERE s.source_id = (SELECT source_id FROM source WHERE name = ?) AND s.to_pos > ? AND s.from_pos <= ?`, kind)
		err := each(ctx, q, query, []any{info.Name, int64(at), int64(at)}, func(rows *sql.Rows) error {
			var hash scannedHash
			var id int64
			if err := rows.Scan(&hash, &id); err != nil {
				return err
			}
			add(kind, ledger.Hash(hash), id)
			return nil
		})
		if err != nil {
			return err
		}
	}
	return nil
}
