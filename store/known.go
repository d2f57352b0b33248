package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"licenseledger/store/ledger"
)

// Known gives what the newest listing of a source says of some owners, in the
// order of their ids. Those that it lacks are left out.
func (l *Ledger) Known(ctx context.Context, source string, owners []string) ([]ledger.Object, error) {
	info, ok := ledger.SourceByName(source)
	if !ok || len(owners) == 0 {
		return nil, nil
	}
	var objects []ledger.Object
	err := l.atNewest(ctx, info, func(tx *sql.Tx, at ledger.Position) (err error) {
		objects, err = known(ctx, tx, info, at, owners)
		return err
	})
	return objects, classify("read listing", l.path, err)
}

func known(ctx context.Context, q querier, info ledger.SourceInfo, at ledger.Position, owners []string) ([]ledger.Object, error) {
	list, err := json.Marshal(owners)
	if err != nil {
		return nil, err
	}
	facts := map[string][]ledger.Fact{}
	for _, kind := range info.Kinds {
		columns := ledger.Columns(kind)
		query := fmt.Sprintf(`SELECT f.%[2]s FROM %[1]s f JOIN %[1]s_span s USING (fact_id) WHERE f.%[3]s IN (SELECT value FROM json_each(?))
			AND +s.source_id = (SELECT source_id FROM source WHERE name = ?) AND s.to_pos > ? AND s.from_pos <= ? ORDER BY f.fact_id`,
			kind, strings.Join(columns, ", f."), columns[0])
		err := each(ctx, q, query, []any{string(list), info.Name, int64(at), int64(at)}, func(rows *sql.Rows) error {
			fact, err := scanFact(rows, kind)
			owner, _ := fact.values[0].(string)
			facts[owner] = append(facts[owner], fact.typed())
			return err
		})
		if err != nil {
			return nil, err
		}
	}
	objects := make([]ledger.Object, 0, len(facts))
	for owner, own := range facts {
		objects = append(objects, ledger.Object{Owner: owner, Facts: own})
	}
	slices.SortFunc(objects, func(a, b ledger.Object) int { return strings.Compare(a.Owner, b.Owner) })
	return objects, nil
}
