package store

import (
	"context"
	"database/sql"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"slices"

	"licenseledger/store/ledger"
)

// newestPart is newestBase without its facts, for changes: they are looked up as pages
// speak of them, so that the cost follows what changed. Of a listing that was thinned,
// nobody knows the sum; all of it is loaded.
func (l *Ledger) newestPart(ctx context.Context, info ledger.SourceInfo) (b *base, err error) {
	err = l.atNewest(ctx, info, func(tx *sql.Tx, at ledger.Position) (err error) {
		b = newBase(0)
		var hash scannedHash
		err = tx.QueryRowContext(ctx, `SELECT g.rows, g.content_hash FROM listing g JOIN source c USING (source_id)
			WHERE c.name = ? AND g.pos = ? AND NOT EXISTS (SELECT 1 FROM thinned t WHERE t.source_id = g.source_id AND t.pos = g.pos)`,
			info.Name, int64(at)).Scan(&b.sum.rows, &hash)
		if err == sql.ErrNoRows {
			b, err = l.loadBase(ctx, tx, info, at)
			return err
		}
		if err != nil {
			return err
		}
		b.at, b.part, b.sum.sum = at, true, hash
		b.epoch, err = epoch(ctx, tx)
		return err
	})
	return b, err
}

// wanted are hashes by the code of their kind.
type wanted map[byte][]ledger.Hash

func (w wanted) add(code byte, hash ledger.Hash) { w[code] = append(w[code], hash) }

// know looks up which facts the listing has that changes are read of, and adds them to
// the base.
func (s *Staging) know(ctx context.Context, t *tally, facts wanted) error {
	if !t.base.part {
		return nil
	}
	for _, kind := range s.info.Kinds {
		code := kindCode(kind)
		hashes := slices.DeleteFunc(facts[code], func(hash ledger.Hash) bool {
			_, isBase := t.base.set.find(hash)
			_, isFresh := t.fresh.find(hash)
			return isBase || isFresh
		})
		slices.SortFunc(hashes, compareHash) // near each other in the index
		for some := range slices.Chunk(hashes, 1000) {
			list, err := hexList(some)
			if err != nil {
				return err
			}
			if err := s.knowOf(ctx, t, kind, `f.source_id = c.source_id AND f.hash IN (SELECT unhex(value) FROM json_each(?4))`, list, func(ledger.Hash) {}); err != nil {
				return fmt.Errorf("look up %s of the listing before: %w", kind, err)
			}
		}
	}
	return nil
}

// knowPage is know for a staged page.
func (s *Staging) knowPage(ctx context.Context, t *tally, p *stagedPage) error {
	if !t.base.part {
		return nil
	}
	facts := wanted{}
	for _, part := range [][]byte{p.gone, p.facts} {
		if err := eachFact(part, facts.add); err != nil {
			return err
		}
	}
	return s.know(ctx, t, facts)
}

// knowOf adds facts of a kind f and a source c to the base and hands them on.
func (s *Staging) knowOf(ctx context.Context, t *tally, kind ledger.Kind, which, list string, f func(hash ledger.Hash)) error {
	code := kindCode(kind)
	query := fmt.Sprintf(`SELECT f.hash, f.fact_id FROM source c CROSS JOIN %[1]s f CROSS JOIN %[1]s_span s ON s.fact_id = f.fact_id
		WHERE c.name = ?1 AND %[2]s AND s.to_pos > ?2 AND s.from_pos <= ?3`, kind, which)
	return each(ctx, s.ledger.read, query, []any{s.info.Name, int64(t.base.at), int64(t.base.at), list}, func(rows *sql.Rows) error {
		var hash scannedHash
		var id int64
		if err := rows.Scan(&hash, &id); err != nil {
			return err
		}
		if t.base.part {
			t.know(code, ledger.Hash(hash), id)
		}
		f(ledger.Hash(hash))
		return nil
	})
}

// hexList gives hashes as a JSON array of their hexadecimal digits, which SQL reads.
func hexList(hashes []ledger.Hash) (string, error) {
	words := make([]string, len(hashes))
	for i := range hashes {
		words[i] = hex.EncodeToString(hashes[i][:])
	}
	list, err := json.Marshal(words)
	return string(list), err
}
