package store

import (
	"bytes"
	"context"
	"database/sql"
	"fmt"

	"licenseledger/store/ledger"
)

// Check verifies SQLite's invariants and ours; no findings means sound. It
// reads everything and writes nothing.
func (l *Ledger) Check(ctx context.Context) ([]ledger.Finding, error) {
	c := checker{q: l.read}
	for _, part := range []func(context.Context) error{c.sqlite, c.spans, c.listings, c.departures} {
		if err := part(ctx); err != nil {
			return c.findings, classify("check history file", l.path, err)
		}
	}
	return c.findings, nil
}

type checker struct {
	q        querier
	findings []ledger.Finding
}

func (c *checker) find(check, format string, args ...any) {
	c.findings = append(c.findings, ledger.Finding{Check: check, Text: fmt.Sprintf(format, args...)})
}

func (c *checker) sqlite(ctx context.Context) error {
	err := each(ctx, c.q, `SELECT integrity_check FROM pragma_integrity_check`, nil, func(rows *sql.Rows) error {
		var text string
		err := rows.Scan(&text)
		if text != "ok" {
			c.find("integrity", "%s", text)
		}
		return err
	})
	if err != nil {
		return err
	}
	return each(ctx, c.q, `SELECT "table", count(*) FROM pragma_foreign_key_check GROUP BY 1`, nil, func(rows *sql.Rows) error {
		var table string
		var n int64
		err := rows.Scan(&table, &n)
		c.find("foreign_key", "%d rows of %s point at nothing", n, table)
		return err
	})
}

// spans verifies that spans begin and end at listings of their own source and
// that those of one fact neither overlap nor touch.
func (c *checker) spans(ctx context.Context) error {
	for _, kind := range ledger.Kinds() {
		queries := map[string]string{
			"%d spans of %s begin at no listing": `SELECT count(*) FROM %[1]s_span s WHERE NOT EXISTS (SELECT 1 FROM listing g WHERE g.source_id = s.source_id AND g.pos = s.from_pos)`,
			"%d spans of %s end at no listing": `SELECT count(*) FROM %[1]s_span s WHERE s.to_pos < 9223372036854775807
				AND NOT EXISTS (SELECT 1 FROM listing g WHERE g.source_id = s.source_id AND g.pos = s.to_pos)`,
			"%d spans of %s overlap or touch another":                 `SELECT count(*) FROM %[1]s_span a JOIN %[1]s_span b ON a.fact_id = b.fact_id AND a.from_pos < b.from_pos AND a.to_pos >= b.from_pos`,
			"%d spans of %s belong to another source than their fact": `SELECT count(*) FROM %[1]s_span s JOIN %[1]s f USING (fact_id) WHERE s.source_id <> f.source_id`,
		}
		for text, query := range queries {
			var n int64
			if err := c.q.QueryRowContext(ctx, fmt.Sprintf(query, kind)).Scan(&n); err != nil {
				return err
			}
			if n > 0 {
				c.find("span", text, n, kind)
			}
		}
	}
	return nil
}

// listings verifies that the spans that contain a listing are exactly its
// facts: their number and the sum of their hashes are those it was read with.
func (c *checker) listings(ctx context.Context) error {
	type reading struct {
		sourceID, pos, rows int64
		source              string
		content             []byte
	}
	var all []reading
	err := each(ctx, c.q, `SELECT g.source_id, c.name, g.pos, g.rows, g.content_hash FROM listing g JOIN source c USING (source_id)`, nil, func(rows *sql.Rows) error {
		var r reading
		err := rows.Scan(&r.sourceID, &r.source, &r.pos, &r.rows, &r.content)
		all = append(all, r)
		return err
	})
	if err != nil {
		return err
	}
	for _, r := range all {
		info, _ := ledger.SourceByName(r.source)
		var sum hashSum
		for _, kind := range info.Kinds {
			err := each(ctx, c.q, fmt.Sprintf(`SELECT f.hash FROM %[1]s_span s JOIN %[1]s f USING (fact_id)
				WHERE s.source_id = ? AND s.from_pos <= ? AND s.to_pos > ?`, kind), []any{r.sourceID, r.pos, r.pos}, sum.scan)
			if err != nil {
				return err
			}
		}
		if sum.rows != r.rows || !bytes.Equal(sum.sum[:], r.content) {
			c.find("listing", "the listing of %s of %s has %d facts, it was read with %d", r.source, ledger.Position(r.pos).Instant(), sum.rows, r.rows)
		}
	}
	return nil
}

func (c *checker) departures(ctx context.Context) error {
	var n int64
	err := c.q.QueryRowContext(ctx, `SELECT count(*) FROM departure d WHERE d.returned_pos IS NULL AND EXISTS
		(SELECT 1 FROM user f JOIN user_span s USING (fact_id) WHERE f.user_id = d.user_id AND s.to_pos = ?)`, int64(ledger.EndOfTime)).Scan(&n)
	if n > 0 {
		c.find("departure", "%d accounts are called departed although the newest listing has them", n)
	}
	return err
}
