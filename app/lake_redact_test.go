package app_test

import (
	"fmt"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"licenseledger/app"
	"licenseledger/app/export/exporttest"
	"licenseledger/app/export/lake"
	"licenseledger/store/ledger"
	"licenseledger/sync/simtenant"
)

// A lake with pseudonyms names nobody, and its tables still belong together; one
// without takes its place whole, and the other way round.
func TestLake_WithPseudonyms(t *testing.T) {
	t.Parallel()
	w := premiumLedger(t, ledger.ActivityDay, simtenant.Config{Users: 50, Seed: 5})
	for range 8 {
		w.sync()
		w.tenant.Clock().Advance(24 * time.Hour)
	}
	folder := filepath.Join(t.TempDir(), "lake")
	for _, redact := range []bool{true, false, true} {
		result, err := w.ledger.ExportLake(t.Context(), app.LakeSpec{Out: folder, Redact: redact}, nil)
		if err != nil || result.Days != 8 {
			t.Fatalf("%+v, %v", result, err)
		}
		info, err := w.ledger.Info(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		if m, _, err := lake.ReadManifest(folder, info.TenantID); err != nil || m.Redacted != redact {
			t.Errorf("the manifest says redacted %v, %v", m.Redacted, err)
		}
		real := map[string]bool{}
		for _, kind := range []ledger.ViewKind{ledger.ViewUsers, ledger.ViewDeparted} {
			for _, r := range allRows(t, w.ledger, kind) {
				for _, text := range []ledger.Text{r.UserID, r.UserName, r.EmailAddress, r.LastKnownName, r.LastKnownEmail} {
					if text != "" && text != ledger.UnknownWord {
						real[string(text)] = true
					}
				}
			}
		}
		found, told := 0, 0
		for _, table := range []string{"list", "licenses", "people", "activity", "changes"} {
			a := exporttest.DuckDB(t, fmt.Sprintf("SELECT * FROM read_parquet('%s/%s/*/*/*.parquet')", filepath.ToSlash(folder), table))[0]
			for _, row := range a.Rows {
				for i, cell := range row {
					if cell == nil || !strings.Contains("user_id user_name email_address last_known_name last_known_email was_name was_email", a.Columns[i]) {
						continue
					}
					told++
					if real[*cell] {
						found++
						if redact {
							t.Fatalf("%s.%s names somebody", table, a.Columns[i])
						}
					}
				}
			}
		}
		if !redact && found < told/2 {
			t.Errorf("without pseudonyms %d of %d texts are known: the test looks at the wrong ones", found, told)
		}
		joined := exporttest.DuckDB(t, fmt.Sprintf("SELECT count(*), count(p.user_id), count(a.user_id) > 0 FROM read_parquet('%[1]s/licenses/*/*/*.parquet') l LEFT JOIN (SELECT DISTINCT user_id FROM read_parquet('%[1]s/people/*/*/*.parquet')) p USING (user_id) LEFT JOIN (SELECT DISTINCT user_id FROM read_parquet('%[1]s/activity/*/*/*.parquet')) a USING (user_id)", filepath.ToSlash(folder)))[0].Rows[0]
		if *joined[0] == "0" || *joined[0] != *joined[1] || *joined[2] != "true" {
			t.Errorf("redacted %v: of %s licenses %s belong to somebody of the people; use found %s", redact, *joined[0], *joined[1], *joined[2])
		}
		if again, err := w.ledger.ExportLake(t.Context(), app.LakeSpec{Out: folder, Redact: redact}, nil); err != nil || again.Written+again.Checked != 0 {
			t.Errorf("again: %+v, %v", again, err)
		}
	}
}

// Use that becomes known late changes the days that it is of and those after.
func TestLake_FollowsUse(t *testing.T) {
	t.Parallel()
	for _, level := range []ledger.ActivityLevel{ledger.ActivityDay, ledger.ActivityMonth} {
		t.Run(string(level), func(t *testing.T) {
			w := premiumLedger(t, level, simtenant.Config{Users: 40, Seed: 6})
			folder := filepath.Join(t.TempDir(), "lake")
			var last app.LakeResult
			for range 6 {
				w.sync()
				last = lakeOf(t, w.ledger, folder, "")
				w.tenant.Clock().Advance(26 * time.Hour)
			}
			if last.Days < 6 || last.Written == 0 || last.Written == last.Files {
				t.Errorf("%+v", last)
			}
		})
	}
}
