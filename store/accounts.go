package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"slices"
	"strings"

	"licenseledger/store/ledger"
)

// AccountsNamed gives the object ids of the directory's accounts by the names they
// sign in with, in lower case. A name that several have, or nobody, is left out.
func (l *Ledger) AccountsNamed(ctx context.Context, names []string) (map[string]string, error) {
	wanted := make([]string, len(names))
	for i, name := range names {
		wanted[i] = strings.ToLower(name)
	}
	slices.Sort(wanted)
	list, err := json.Marshal(slices.Compact(wanted))
	if err != nil {
		return nil, err
	}
	accounts := map[string]string{}
	err = each(ctx, l.read, `SELECT lower(u.user_principal_name), min(u.user_id) FROM user u JOIN user_span s USING (fact_id)
		WHERE s.to_pos = ? AND lower(u.user_principal_name) IN (SELECT value FROM json_each(?)) GROUP BY 1 HAVING count(DISTINCT u.user_id) = 1`,
		[]any{int64(ledger.EndOfTime), string(list)}, func(rows *sql.Rows) error {
			var name, id string
			err := rows.Scan(&name, &id)
			accounts[name] = id
			return err
		})
	return accounts, classify("find accounts", l.path, err)
}
