package store

import (
	"context"
	"fmt"

	"licenseledger/store/ledger"
)

// spans verifies that spans begin and end at listings of their own source,
// that those of one fact neither overlap nor touch, and that every fact has one.
func (c *checker) spans(ctx context.Context) error {
	for _, kind := range ledger.Kinds() {
		queries := map[string]string{
			"%d spans of %s begin at no listing": `SELECT count(*) FROM %[1]s_span s WHERE NOT EXISTS (SELECT 1 FROM listing g WHERE g.source_id = s.source_id AND g.pos = s.from_pos)`,
			"%d spans of %s end at no listing": `SELECT count(*) FROM %[1]s_span s WHERE s.to_pos < 9223372036854775807
				AND NOT EXISTS (SELECT 1 FROM listing g WHERE g.source_id = s.source_id AND g.pos = s.to_pos)`,
			"%d spans of %s overlap or touch another":                 `SELECT count(*) FROM %[1]s_span a JOIN %[1]s_span b ON a.fact_id = b.fact_id AND a.from_pos < b.from_pos AND a.to_pos >= b.from_pos`,
			"%d spans of %s belong to another source than their fact": `SELECT count(*) FROM %[1]s_span s JOIN %[1]s f USING (fact_id) WHERE s.source_id <> f.source_id`,
			"%d facts of %s were in no listing":                       `SELECT count(*) FROM %[1]s f WHERE NOT EXISTS (SELECT 1 FROM %[1]s_span s WHERE s.fact_id = f.fact_id)`,
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
