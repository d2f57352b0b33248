package store_test

import (
	"context"
	"math/rand/v2"
	"os"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"licenseledger/store"
	"licenseledger/store/ledger"
	"licenseledger/store/storetest"
)

// TestMerge_IsTheLedgerThatReadEverythingItself deals the listings of a history
// out to two ledgers, some to both, and merges one into the other.
func TestMerge_IsTheLedgerThatReadEverythingItself(t *testing.T) {
	ctx := context.Background()
	eachSeed(t, func(t *testing.T, seed uint64) {
		listings := storetest.Histories(seed, 7)
		r := rand.New(rand.NewPCG(seed, 6))
		whole, ours, theirs := storetest.New(t), storetest.New(t), storetest.New(t)
		order := r.Perm(len(listings))
		for _, n := range order {
			storetest.Publish(t, whole, listings[n])
			for {
				inOurs, inTheirs := r.IntN(3) > 0, r.IntN(3) > 0
				if inOurs {
					storetest.Publish(t, ours, listings[n])
				}
				if inTheirs {
					storetest.Publish(t, theirs, listings[n])
				}
				if inOurs || inTheirs {
					break
				}
			}
		}
		before := storetest.Dump(t, theirs)
		body := bytesOf(t, theirs)
		done, err := ours.Merge(ctx, theirs.Path())
		if err != nil {
			t.Fatal(err)
		}
		if d := cmp.Diff(storetest.Dump(t, whole), storetest.Dump(t, ours)); d != "" {
			t.Errorf("-read it all +merged:\n%s", d)
		}
		storetest.Sound(t, ours)
		if d := cmp.Diff(before, storetest.Dump(t, theirs)); d != "" {
			t.Errorf("the other ledger changed:\n%s", d)
		}
		if string(body) != string(bytesOf(t, theirs)) {
			t.Error("bytes of the other file changed")
		}
		merged := storetest.Dump(t, ours)
		again, err := ours.Merge(ctx, theirs.Path())
		if err != nil || !again.Nothing() {
			t.Errorf("again: %+v (%v), want nothing", again, err)
		}
		if d := cmp.Diff(merged, storetest.Dump(t, ours)); d != "" {
			t.Errorf("-once +twice:\n%s", d)
		}
		t.Logf("%+v", done)
	})
}

func bytesOf(t *testing.T, l *store.Ledger) []byte {
	t.Helper()
	body, err := os.ReadFile(l.Path())
	if err != nil {
		t.Fatal(err)
	}
	return body
}

func TestMerge_TakesOverWhatIsNoListing(t *testing.T) {
	ctx, ours, theirs := context.Background(), storetest.New(t), storetest.New(t)
	x := storetest.Histories(3, 1)[0]
	storetest.Publish(t, ours, x)
	storetest.Publish(t, theirs, x)
	later := x
	later.At = x.At.Add(time.Hour)
	later.Evidence = []ledger.Evidence{{UserID: "00000000-0000-0000-0000-000000000099", At: ledger.InstantOf(later.At), Source: ledger.SourceUsers}}
	storetest.Publish(t, theirs, later)
	change(t, theirs, `UPDATE snapshot SET label = 'audit', pinned = 1;
		INSERT INTO price VALUES ('sku', '2026-01-01', 'EUR', 500, 'month'), ('sku', '2026-02-01', 'EUR', 600, 'month');
		INSERT INTO license_cover VALUES ('a', 'b', 1), ('a', 'c', 1);
		INSERT INTO free_keep VALUES ('00000000-0000-0000-0000-000000000099', 1, 'theirs'), ('00000000-0000-0000-0000-000000000098', 1, 'theirs');
		INSERT INTO saved_view VALUES ('mine', '{}')`)
	change(t, ours, `INSERT INTO price VALUES ('sku', '2026-01-01', 'EUR', 400, 'month');
		INSERT INTO license_cover VALUES ('a', 'b', 0);
		INSERT INTO free_keep VALUES ('00000000-0000-0000-0000-000000000099', 1, 'ours')`)
	done, err := ours.Merge(ctx, theirs.Path())
	if err != nil || done.Listings != 1 || done.Snapshots != 1 {
		t.Fatalf("%+v, %v", done, err)
	}
	for _, s := range snapshotsOf(t, ours) {
		if s.Label != "audit" || !s.Pinned {
			t.Errorf("snapshot %+v, want the label and the pin", s)
		}
	}
	prices, err := ours.Prices(ctx)
	if err != nil || len(prices) != 2 || *prices[0].Amount+*prices[1].Amount != 1000 {
		t.Errorf("prices %+v (%v), want 400 of ours and 600 of theirs", prices, err)
	}
	if c := done.PriceConflicts; done.Prices != 1 || len(c) != 1 || *c[0].Ours.Amount != 400 || *c[0].Theirs.Amount != 500 || c[0].Theirs.From != "2026-01-01" {
		t.Errorf("%d prices came, and %+v are told to differ", done.Prices, c)
	}
	covers, err := ours.CoverEdits(ctx)
	if err != nil || len(covers) != 2 || covers[0].IsCovered || !covers[1].IsCovered {
		t.Errorf("what covers what: %+v (%v), want ours and one of theirs", covers, err)
	}
	kept, err := ours.KeptLicenses(ctx)
	if err != nil || len(kept) != 2 || kept[0].Note != "theirs" || kept[1].Note != "ours" {
		t.Errorf("people left out: %+v (%v), want ours and one of theirs", kept, err)
	}
	views, err := ours.Views(ctx)
	if err != nil || len(views) != 1 {
		t.Errorf("saved views %v (%v)", views, err)
	}
	storetest.Sound(t, ours)
}

// TestMerge_ForgottenThereIsForgottenHere: no byte of a person whom either of
// two ledgers forgot is left in the merged one.
func TestMerge_ForgottenThereIsForgottenHere(t *testing.T) {
	ctx := context.Background()
	for name, forgets := range map[string]func(ours, theirs *store.Ledger) *store.Ledger{
		"theirs": func(_, theirs *store.Ledger) *store.Ledger { return theirs },
		"ours":   func(ours, _ *store.Ledger) *store.Ledger { return ours },
	} {
		t.Run(name, func(t *testing.T) {
			ours, theirs := withMallory(t), withMallory(t)
			storetest.Publish(t, theirs, storetest.Listing{Source: ledger.SourceUsers, At: onDay(8), Objects: []ledger.Object{malloryUser("Mallory Quixote"), assistantNow()}})
			if _, err := forgets(ours, theirs).Forget(ctx, mallory, false); err != nil {
				t.Fatal(err)
			}
			if _, err := ours.Merge(ctx, theirs.Path()); err != nil {
				t.Fatal(err)
			}
			for _, rows := range shown(t, ours, snapshotsOf(t, ours)[0].ID) {
				for _, row := range rows {
					if row.UserID == mallory && row.Status != ledger.Text(ledger.StatusErased) {
						t.Errorf("%+v", row)
					}
				}
			}
			for _, line := range residue(t, ours) {
				t.Errorf("left: %s", line)
			}
			storetest.Sound(t, ours)
		})
	}
}

func TestMerge_RefusesAnotherTenant(t *testing.T) {
	ctx, ours, theirs := context.Background(), storetest.New(t), storetest.New(t)
	march, _ := reports2017()
	storetest.Publish(t, ours, march)
	storetest.Publish(t, theirs, storetest.Listing{Source: ledger.SourceLicenseReport, At: onDay(1), Objects: []ledger.Object{reportRow("Eve", "eve@fabrikam.com", "2026-01-02")}})
	before := storetest.Dump(t, ours)
	if _, err := ours.Merge(ctx, theirs.Path()); ledger.CodeOf(err) != ledger.CodeInvalid {
		t.Errorf("no domain in common: %v, want invalid", err)
	}
	if d := cmp.Diff(before, storetest.Dump(t, ours)); d != "" {
		t.Error(d)
	}
}
