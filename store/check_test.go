package store_test

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"licenseledger/store"
	"licenseledger/store/ledger"
	"licenseledger/store/storetest"
)

// TestCheck_FindsEveryBrokenInvariant breaks one thing at a time, as a failing
// disk or another program could, and expects the finding.
func TestCheck_FindsEveryBrokenInvariant(t *testing.T) {
	t.Parallel()
	const users = `(SELECT source_id FROM source WHERE name = 'graph.users')`
	for name, tt := range map[string]struct{ statement, check string }{
		"a span begins nowhere":              {`UPDATE user_span SET from_pos = from_pos + 1 WHERE rowid_of`, "span"},
		"a span ends nowhere":                {`UPDATE user_span SET to_pos = to_pos - 1 WHERE to_pos < 9223372036854775807`, "span"},
		"spans overlap":                      {`INSERT INTO report_row_span SELECT source_id, fact_id, (SELECT max(pos) FROM listing g WHERE g.source_id = s.source_id), to_pos FROM report_row_span s WHERE to_pos = 9223372036854775807 AND from_pos < (SELECT max(pos) FROM listing g WHERE g.source_id = s.source_id)`, "span"},
		"a span is of another source":        {`UPDATE assignment_span SET source_id = (SELECT source_id FROM source WHERE name = 'graph.deletedUsers')`, "span"},
		"a fact without a span":              {`DELETE FROM assignment_span`, "span"},
		"a listing lacks a fact":             {`DELETE FROM report_row_span WHERE fact_id = (SELECT max(fact_id) FROM report_row)`, "listing"},
		"a listing has another fact":         {`UPDATE listing SET content_hash = zeroblob(16) WHERE source_id = ` + users, "listing"},
		"a wrong number of facts that began": {`UPDATE listing SET began = began + 1`, "listing"},
		"a wrong number of facts that ended": {`UPDATE listing SET ended = ended + 1`, "listing"},
		"a line again without a first":       {`UPDATE report_row SET ordinal = ordinal + 1`, "ordinal"},
		"a fact says something else":         {`UPDATE user SET department = 'Elsewhere'`, "hash"},
		"a number says something else":       {`UPDATE assignment SET updated_at = 5`, "hash"},
		"a snapshot without a listing":       {`INSERT INTO run (kind, state, started_at, app_version) VALUES ('sync', 'complete', 1, ''); INSERT INTO snapshot (run_id, at, at_rule) SELECT max(run_id), 1, 'given' FROM run`, "snapshot"},
		"a snapshot at another instant":      {`UPDATE snapshot SET at = at + 1`, "snapshot"},
		"a listing that ends first":          {`UPDATE listing SET read_from = read_to + 1`, "snapshot"},
		"a listing read at another time":     {`UPDATE listing SET read_to = read_to + 1`, "snapshot"},
		"thinned and not there":              {`INSERT INTO thinned SELECT source_id, 1 FROM source LIMIT 1`, "snapshot"},
		"thinned and the newest":             {`INSERT INTO thinned SELECT source_id, max(pos) FROM listing GROUP BY 1`, "snapshot"},
		"an address that nobody had":         {`UPDATE user_address SET address = 'x' || address`, "conclusion"},
		"a departure that was none":          {`DELETE FROM departure`, "conclusion"},
		"somebody else behind Unknown":       {`UPDATE identity SET confidence = 'none'`, "conclusion"},
		"a line that is not Unknown":         {`DELETE FROM identity; DELETE FROM unknown_row`, "conclusion"},
		"a price in no currency":             {`INSERT INTO price VALUES ('sku', '2026-01-01', 'eur', 1, 'month')`, "price"},
		"a price from no day":                {`INSERT INTO price VALUES ('sku', '2026-02-30', 'EUR', 1, 'month')`, "price"},
		"a set of users that is none":        {`INSERT INTO activity SELECT source_id, '2026-01-05', 'power_apps', x'00' FROM source LIMIT 1`, "activity"},
		"a user whom nobody knows":           {`INSERT INTO activity SELECT source_id, '2026-01-05', 'power_apps', x'07' FROM source LIMIT 1`, "activity"},
		"use on no day":                      {`INSERT INTO activity SELECT source_id, '2026-02-30', 'power_apps', x'' FROM source LIMIT 1`, "activity"},
		"a row that points at nothing":       {`PRAGMA foreign_keys = 0; UPDATE listing SET snapshot_id = 99`, "foreign_key"},
		"forgetting is not finished":         {`INSERT INTO setting VALUES ('forgetting', 'true')`, "erased"},
	} {
		t.Run(name, func(t *testing.T) {
			ctx, l := context.Background(), withMallory(t)
			storetest.Publish(t, l, storetest.Listing{Source: ledger.SourceUsers, At: onDay(4), Objects: []ledger.Object{assistantNow()}})
			storetest.Sound(t, l)
			change(t, l, strings.ReplaceAll(tt.statement, "WHERE rowid_of", "WHERE fact_id = (SELECT min(fact_id) FROM user)"))
			findings, err := l.Check(ctx)
			if err != nil {
				t.Fatal(err)
			}
			found := map[string]bool{}
			for _, f := range findings {
				found[f.Check] = true
			}
			if !found[tt.check] {
				t.Errorf("found %v, want %s", findings, tt.check)
			}
		})
	}
}

// TestCheck_FindsForgottenPeople: somebody brings the name back by hand.
func TestCheck_FindsForgottenPeople(t *testing.T) {
	ctx, l := context.Background(), withMallory(t)
	if _, err := l.Forget(ctx, mallory, false); err != nil {
		t.Fatal(err)
	}
	storetest.Sound(t, l)
	change(t, l, `UPDATE user SET display_name = 'Mallory Quixote', mail = 'mallory@contoso.com' WHERE user_id = ?`, mallory)
	findings, err := l.Check(ctx)
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range findings {
		if f.Check == "erased" {
			return
		}
	}
	t.Errorf("found %v", findings)
}

// TestCheck_WritesNothing checks a file that can only be read.
func TestCheck_WritesNothing(t *testing.T) {
	ctx, path := context.Background(), filepath.Join(t.TempDir(), "copy.ledger")
	if err := withMallory(t).Backup(ctx, path); err != nil {
		t.Fatal(err)
	}
	before, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	l, err := store.Open(ctx, path, store.Options{ReadOnly: true})
	if err != nil {
		t.Fatal(err)
	}
	storetest.Sound(t, l)
	if err := l.Close(); err != nil {
		t.Fatal(err)
	}
	if after, err := os.ReadFile(path); err != nil || string(before) != string(after) {
		t.Error("checking changed the file")
	}
}
