package store

import (
	"context"
	"database/sql"
	"fmt"
	"io"
	"strings"

	"licenseledger/store/ledger"
)

// Dump writes what the ledger knows as text, by natural keys and in one order:
// two ledgers with the same facts give the same text, whatever order the facts
// arrived in. Surrogate ids and runs are left out.
func (l *Ledger) Dump(ctx context.Context, w io.Writer) error {
	return classify("dump history file", l.path, dump(ctx, l.read, w))
}

func dump(ctx context.Context, q querier, w io.Writer) error {
	queries := []string{
		`SELECT 'listing', c.name, g.pos, g.rows, g.began, g.ended, hex(g.content_hash) FROM listing g JOIN source c USING (source_id) ORDER BY 2, 3`,
		`SELECT 'price', sku_id, from_date, currency, amount, per FROM price ORDER BY 2, 3`,
		`SELECT 'evidence', e.user_id, e.at, e.is_found, c.name FROM evidence e JOIN source c USING (source_id) ORDER BY 2, 3, 5`,
	}
	for _, kind := range ledger.Kinds() {
		columns := "f." + strings.Join(ledger.Columns(kind), ", f.")
		queries = append(queries, fmt.Sprintf(`SELECT '%[1]s', c.name, s.from_pos, s.to_pos, %[2]s
			FROM %[1]s_span s JOIN %[1]s f USING (fact_id) JOIN source c ON c.source_id = s.source_id ORDER BY c.name, hex(f.hash), s.from_pos`, kind, columns))
	}
	queries = append(queries,
		`SELECT 'departure', d.user_id, d.left_pos, d.left_after, d.left_before, d.deleted_at, d.confirmed_at, d.returned_pos, hex(f.hash)
			FROM departure d LEFT JOIN user f ON f.fact_id = d.last_fact_id ORDER BY 2, 3`,
		`SELECT 'address', a.address, f.user_id, hex(f.hash) FROM user_address a JOIN user f USING (fact_id) ORDER BY 2, 3, 4`,
		`SELECT 'identity', c.name, hex(f.hash), i.from_pos, i.confidence, i.user_id, i.name, i.email, i.since_from, i.since_to, i.candidates
			FROM identity i JOIN report_row f USING (fact_id) JOIN source c USING (source_id) ORDER BY 2, 3, 4`,
		`SELECT 'license_cover', sku_id, covered_sku_id, is_covered FROM license_cover ORDER BY 2, 3`,
		`SELECT 'free_keep', user_id, kept_at, note FROM free_keep ORDER BY 2`,
		`SELECT 'cost_center', address, cost_center FROM cost_center_of ORDER BY address`)
	for _, query := range queries {
		if err := dumpQuery(ctx, q, query, w); err != nil {
			return err
		}
	}
	return nil
}

func dumpQuery(ctx context.Context, q querier, query string, w io.Writer) error {
	rows, err := q.QueryContext(ctx, query)
	if err != nil {
		return err
	}
	defer rows.Close()
	columns, err := rows.Columns()
	if err != nil {
		return err
	}
	values := make([]sql.NullString, len(columns))
	targets := make([]any, len(columns))
	for i := range values {
		targets[i] = &values[i]
	}
	for rows.Next() {
		if err := rows.Scan(targets...); err != nil {
			return err
		}
		words := make([]string, len(values))
		for i, value := range values {
			words[i] = "-"
			if value.Valid {
				words[i] = fmt.Sprintf("%q", value.String)
			}
		}
		if _, err := fmt.Fprintln(w, strings.Join(words, " ")); err != nil {
			return err
		}
	}
	return rows.Err()
}
