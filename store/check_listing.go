package store

import (
	"bytes"
	"context"
	"database/sql"
	"fmt"
	"slices"

	"licenseledger/store/ledger"
)

// content is what one listing has, as the spans tell it.
type content struct {
	source    string
	pos       ledger.Position
	thinned   bool
	rows      int64
	began     int64
	ended     int64
	hash      []byte
	rowsHere  int64   // facts that begin here, less those that end here
	beganHere int64   // facts that begin here
	endedHere int64   // facts that end here
	sumHere   wideSum // hashes of the facts that begin here, less those that end here
}

// listings verifies that the spans that contain a listing are exactly its
// facts: their number and the sum of their hashes are those it was read with,
// and so are the numbers of facts that began and ended with it. One pass over
// the spans of a source serves all its listings: each adds to what a listing
// has at its beginning and takes away at its end. Of a thinned listing nothing
// can be verified.
func (c *checker) listings(ctx context.Context) error {
	for _, info := range ledger.Sources() {
		contents, err := readContents(ctx, c.q, info)
		if err != nil {
			return err
		}
		c.compareContents(contents)
	}
	return nil
}

// readContents gives the listings of a source, oldest first.
func readContents(ctx context.Context, q querier, info ledger.SourceInfo) ([]content, error) {
	var all []content
	err := each(ctx, q, `SELECT g.pos, g.rows, g.began, g.ended, g.content_hash, EXISTS (SELECT 1 FROM thinned t WHERE t.source_id = g.source_id AND t.pos = g.pos)
		FROM listing g JOIN source c USING (source_id) WHERE c.name = ? ORDER BY g.pos`, []any{info.Name}, func(rows *sql.Rows) error {
		x := content{source: info.Name}
		err := rows.Scan(&x.pos, &x.rows, &x.began, &x.ended, &x.hash, &x.thinned)
		all = append(all, x)
		return err
	})
	if err != nil {
		return nil, err
	}
	at := map[ledger.Position]*content{}
	for i := range all {
		at[all[i].pos] = &all[i]
	}
	for _, kind := range info.Kinds {
		// In the order in which both tables lie: any other reads most pages many times.
		err := each(ctx, q, fmt.Sprintf(`SELECT s.from_pos, s.to_pos, f.hash FROM %[1]s_span s CROSS JOIN %[1]s f USING (fact_id)
			WHERE +f.source_id = (SELECT source_id FROM source WHERE name = ?)`, kind), []any{info.Name}, func(rows *sql.Rows) error {
			var from, to ledger.Position
			var hash scannedHash
			if err := rows.Scan(&from, &to, &hash); err != nil {
				return err
			}
			sum := wideSumOf(hash[:])
			if x := at[from]; x != nil {
				x.beganHere++
				x.rowsHere++
				x.sumHere = x.sumHere.plus(sum)
			}
			if x := at[to]; x != nil {
				x.endedHere++
				x.rowsHere--
				x.sumHere = x.sumHere.minus(sum)
			}
			return nil
		})
		if err != nil {
			return nil, err
		}
	}
	return all, nil
}

func (c *checker) compareContents(all []content) {
	var rows int64
	var sum wideSum
	for i, x := range all {
		rows, sum = rows+x.rowsHere, sum.plus(x.sumHere)
		if x.thinned {
			continue
		}
		if rows != x.rows || !slices.Equal(sum.bytes(), x.hash) {
			c.find("listing", "the listing of %s of %s has %d facts, it was read with %d%s", x.source, x.pos.Instant(), rows, x.rows, others(rows == x.rows))
		}
		beforeIsWhole := i == 0 || !all[i-1].thinned
		if x.began != x.beganHere || (beforeIsWhole && x.ended != x.endedHere) {
			c.find("listing", "with the listing of %s of %s %d facts began and %d ended, it says %d and %d",
				x.source, x.pos.Instant(), x.beganHere, x.endedHere, x.began, x.ended)
		}
	}
}

func others(sameNumber bool) string {
	if sameNumber {
		return " others"
	}
	return ""
}

// facts verifies that every fact has the hash of what it says, and that none
// names a person who was forgotten.
func (c *checker) facts(ctx context.Context) error {
	erasures, err := c.ledger.loadErasures(ctx, c.q)
	if err != nil {
		return err
	}
	var buffer []byte
	for _, kind := range ledger.Kinds() {
		wrong, named := 0, 0
		err := eachStored(ctx, c.q, kind, func(_, _ int64, hash ledger.Hash, fact storedFact) error {
			var is ledger.Hash
			if is, buffer = ledger.HashOf(fact, buffer); !bytes.Equal(is[:], hash[:]) {
				wrong++
			}
			if erasures != nil {
				said := fact.typed()
				kept, err := erasures.apply(said)
				if err != nil {
					return err
				}
				if is, buffer = ledger.HashOf(kept, buffer); is != hashOf(said) {
					named++
				}
			}
			return nil
		})
		if err != nil {
			return err
		}
		if wrong > 0 {
			c.find("hash", "%d facts of %s have another hash than what they say", wrong, kind)
		}
		if named > 0 {
			c.find("erased", "%d facts of %s name people who were forgotten", named, kind)
		}
	}
	return c.unfinishedErasure(ctx)
}

func hashOf(fact ledger.Fact) ledger.Hash {
	hash, _ := ledger.HashOf(fact, nil)
	return hash
}
