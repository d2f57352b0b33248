package store

import (
	"context"
	"fmt"

	"licenseledger/store/ledger"
)

// changeCosts is to how many people of a crowd one change is compared. Of a crowd nearly
// everybody is left out: who was there all the time is behind no row. So where less changed
// than that, whoever else is like a row is looked for among what changed.
var changeCosts = 2 // a test takes fewer

// changedSpans are stretches s of some kind that an index finds.
type changedSpans struct {
	where string
	args  []any
}

// spansChanged gives the stretches that ended, and those that go on: which began at a
// position or later, and all others of some sources.
func spansChanged(since ledger.Position, others []int64) []changedSpans {
	const anySource = `s.source_id IN (SELECT source_id FROM source) AND `
	open := int64(ledger.EndOfTime)
	return []changedSpans{
		{anySource + `s.to_pos < ?`, []any{open}},
		{anySource + `s.to_pos = ? AND s.from_pos >= ?`, []any{open, int64(since)}},
		{`s.source_id IN (SELECT value FROM json_each(?)) AND s.to_pos = ? AND s.from_pos < ?`, []any{idList(others), open, int64(since)}},
	}
}

// areFewer tells whether stretches of a kind are less than a crowd, which a query gives. Of
// the crowd not many more are counted.
func (g *gathering) areFewer(ctx context.Context, kind ledger.Kind, changed []changedSpans, crowd string) (fewer bool, err error) {
	all := 0
	for _, of := range changed {
		var n int
		if err := g.tx.QueryRowContext(ctx, fmt.Sprintf(`SELECT count(*) FROM %s_span s WHERE `, kind)+of.where, of.args...).Scan(&n); err != nil {
			return false, err
		}
		all += n
	}
	err = g.tx.QueryRowContext(ctx, `SELECT count(*) > ?1 FROM (SELECT 1 FROM `+crowd+` LIMIT ?1 + 1)`, all*changeCosts).Scan(&fewer)
	return fewer, err
}
