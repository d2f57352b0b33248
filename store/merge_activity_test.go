package store

import (
	"context"
	"database/sql"
	"testing"

	"github.com/google/go-cmp/cmp"

	"licenseledger/store/ledger"
)

// seen gives who was seen, by day and product.
func seen(t *testing.T, l *Ledger) map[string]map[string]bool {
	t.Helper()
	ctx, all, ids := context.Background(), map[string]map[string]bool{}, map[uint32]string{}
	err := each(ctx, l.read, `SELECT user_no, user_id FROM activity_user`, nil, func(rows *sql.Rows) error {
		var n uint32
		var id string
		err := rows.Scan(&n, &id)
		ids[n] = id
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	err = each(ctx, l.read, `SELECT c.name || ' ' || day || ' ' || product, users FROM activity JOIN source c USING (source_id)`, nil, func(rows *sql.Rows) error {
		var key string
		var body []byte
		if err := rows.Scan(&key, &body); err != nil {
			return err
		}
		numbers, err := readUsers(body, nil)
		all[key] = map[string]bool{}
		for _, n := range numbers {
			all[key][ids[n]] = true
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return all
}

// TestMerge_UsesTheLaterReadingOfADay merges who was seen using what, both ways.
func TestMerge_UsesTheLaterReadingOfADay(t *testing.T) {
	ctx := context.Background()
	user := func(n string) string { return "33333333-0000-0000-0000-00000000000" + n }
	slice := func(day string, readAt int, users ...string) ledger.ActivitySlice {
		s := ledger.ActivitySlice{Source: ledger.SourceSignIns, Day: day, Products: []ledger.Product{ledger.ProductPowerApps}, ReadAt: ledger.Instant(readAt)}
		for _, id := range users {
			s.Uses = append(s.Uses, ledger.Use{UserID: id, Product: ledger.ProductPowerApps})
		}
		return s
	}
	for _, level := range []ledger.ActivityLevel{ledger.ActivityDay, ledger.ActivityMonth} {
		t.Run(string(level), func(t *testing.T) {
			whole, ours, theirs := newActivityLedger(t, level), newActivityLedger(t, level), newActivityLedger(t, level)
			publish := func(l *Ledger, s ledger.ActivitySlice) {
				t.Helper()
				publishActivity(t, l, s)
				publishActivity(t, whole, s)
			}
			publish(theirs, slice("2026-03-01", 3, user("1"), user("2"))) // later than ours
			publish(ours, slice("2026-03-01", 2, user("3")))
			publish(ours, slice("2026-03-02", 4, user("2"), user("4"))) // later than theirs
			publish(theirs, slice("2026-03-02", 3, user("1")))
			publish(theirs, slice("2026-03-03", 4, user("5"))) // not in ours
			for _, want := range []bool{false, true} {
				done, err := ours.Merge(ctx, theirs.Path())
				if err != nil || done.Nothing() != want {
					t.Fatalf("%+v, %v", done, err)
				}
				if d := cmp.Diff(seen(t, whole), seen(t, ours)); d != "" {
					t.Errorf("-read it all +merged:\n%s", d)
				}
			}
			if findings, err := ours.Check(ctx); err != nil || len(findings) > 0 {
				t.Errorf("check: %v, %v", findings, err)
			}
		})
	}
}
