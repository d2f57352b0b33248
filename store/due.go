package store

import (
	"context"
	"database/sql"
	"slices"
	"strings"

	"licenseledger/store/ledger"
)

// Due tells which sources wait for a person to sign in, in the order in which runs
// read: those that no sync has read since one could not for want of a sign-in. Of
// use, which has no listings, the accounts tell: what may be read of them may be
// read of it.
func (l *Ledger) Due(ctx context.Context) ([]ledger.Due, error) {
	var all []ledger.Due
	err := each(ctx, l.read, `WITH read AS (
			SELECT c.name AS source, max(s.run_id) AS run_id
			FROM listing g JOIN snapshot s USING (snapshot_id) JOIN run r USING (run_id) JOIN source c USING (source_id)
			WHERE r.kind = 'sync' GROUP BY c.name)
		SELECT w.source, min(coalesce(s.at, r.started_at))
		FROM warning w JOIN run r USING (run_id) LEFT JOIN snapshot s USING (run_id)
		LEFT JOIN read own ON own.source = w.source LEFT JOIN read accounts ON accounts.source = ?
		WHERE r.kind = 'sync' AND w.code IN (`+textList(ledger.WarningsOfSignIn())+`)
			AND CASE WHEN w.source IN (`+textList(listedSources())+`) THEN r.run_id > coalesce(own.run_id, 0)
				ELSE r.run_id >= coalesce(accounts.run_id, 0) END
		GROUP BY w.source`, []any{ledger.SourceUsers}, func(rows *sql.Rows) error {
		var due ledger.Due
		var since ledger.Instant
		err := rows.Scan(&due.Source, &since)
		due.Since = since.String()
		all = append(all, due)
		return err
	})
	slices.SortFunc(all, func(a, b ledger.Due) int {
		if n := orderOf(a.Source) - orderOf(b.Source); n != 0 {
			return n
		}
		return strings.Compare(a.Source, b.Source)
	})
	return all, classify("read what waits for a sign-in", l.path, err)
}

// listedSources are those that are read as listings.
func listedSources() []string {
	var names []string
	for _, info := range ledger.Sources() {
		names = append(names, info.Name)
	}
	return names
}

// orderOf is the place of a source among those of a run; use comes last.
func orderOf(source string) int {
	if n := slices.Index(listedSources(), source); n >= 0 {
		return n
	}
	return len(ledger.Sources())
}
