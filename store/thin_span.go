package store

import (
	"context"
	"fmt"
	"strings"

	"licenseledger/store/ledger"
)

// thinnable are the kinds whose history can be thinned. Accounts, present and
// deleted, are not among them: departures, names and addresses follow from
// every stretch of theirs.
var thinnable = []ledger.Kind{ledger.KindSeat, ledger.KindLicenseService, ledger.KindSubscription,
	ledger.KindAssignment, ledger.KindAssignedPlan, ledger.KindReportRow, ledger.KindLicenseUse}

// thinKind removes the stretches of a kind that no kept listing has and no
// conclusion rests on, and the facts of which none is left.
func (t *thinner) thinKind(ctx context.Context, kind ledger.Kind) error {
	if _, err := t.tx.ExecContext(ctx, `CREATE TEMP TABLE IF NOT EXISTS thin_span (fact_id INTEGER, from_pos INTEGER, PRIMARY KEY (fact_id, from_pos)) WITHOUT ROWID;
		DELETE FROM temp.thin_span`); err != nil {
		return err
	}
	err := t.exec(ctx, kind, `INSERT INTO temp.thin_span SELECT fact_id, from_pos FROM %[1]s_span s WHERE s.to_pos < 9223372036854775807
		AND NOT EXISTS (SELECT 1 FROM temp.kept_listing k WHERE k.source_id = s.source_id AND k.pos >= s.from_pos AND k.pos < s.to_pos)`)
	if err != nil {
		return err
	}
	if err := t.spareEvidence(ctx, kind); err != nil {
		return err
	}
	return t.removeSpans(ctx, kind)
}

func (t *thinner) removeSpans(ctx context.Context, kind ledger.Kind) error {
	var spans, facts, bytes int64
	if err := t.tx.QueryRowContext(ctx, `SELECT count(*) FROM temp.thin_span`).Scan(&spans); err != nil || spans == 0 {
		return err
	}
	if err := t.exec(ctx, kind, `DELETE FROM %[1]s_span WHERE (fact_id, from_pos) IN (SELECT fact_id, from_pos FROM temp.thin_span)`); err != nil {
		return err
	}
	orphan := fmt.Sprintf(`fact_id IN (SELECT fact_id FROM temp.thin_span) AND NOT EXISTS (SELECT 1 FROM %[1]s_span s WHERE s.fact_id = %[1]s.fact_id)`, kind)
	if err := t.tx.QueryRowContext(ctx, fmt.Sprintf(`SELECT count(*), coalesce(sum(%s), 0) FROM %s WHERE %s`, sizeOf(kind), kind, orphan)).Scan(&facts, &bytes); err != nil {
		return err
	}
	if _, err := t.tx.ExecContext(ctx, fmt.Sprintf(`DELETE FROM %s WHERE %s`, kind, orphan)); err != nil {
		return err
	}
	const spanBytes = 60 // two entries, each of up to four numbers
	t.done.Spans, t.done.Facts, t.done.Bytes = t.done.Spans+spans, t.done.Facts+facts, t.done.Bytes+bytes+spans*spanBytes
	if kind == ledger.KindReportRow && facts > 0 {
		return t.dropWordings(ctx)
	}
	return nil
}

// sizeOf is an expression for about the bytes that a fact takes with its
// indexes.
func sizeOf(kind ledger.Kind) string {
	parts := []string{"60"} // ids and the hash, in the table and its index
	for _, column := range ledger.Columns(kind) {
		parts = append(parts, fmt.Sprintf("coalesce(length(%s), 0)", column))
	}
	return strings.Join(parts, " + ")
}

func (t *thinner) exec(ctx context.Context, kind ledger.Kind, statement string, args ...any) error {
	_, err := t.tx.ExecContext(ctx, fmt.Sprintf(statement, kind), args...)
	return err
}
