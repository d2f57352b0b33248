package store_test

import (
	"context"
	"database/sql"
	"math/rand/v2"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"licenseledger/store"
	"licenseledger/store/ledger"
	"licenseledger/store/storetest"
)

// deletable gives the readings that may be deleted.
func deletable(t *testing.T, l *store.Ledger) []int64 {
	t.Helper()
	runs, err := l.Runs(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	var ids []int64
	for _, r := range runs {
		if r.SnapshotID != 0 && !r.Newest && !r.Pinned {
			ids = append(ids, r.SnapshotID)
		}
	}
	return ids
}

// TestDelete_ChangesNothingElseAndIsTakenBack deletes readings of generated
// histories: what the others show stays the same before and after it is final,
// and until then all of it comes back.
func TestDelete_ChangesNothingElseAndIsTakenBack(t *testing.T) {
	ctx := context.Background()
	eachSeed(t, func(t *testing.T, seed uint64) {
		l := storetest.New(t)
		for _, x := range storetest.Histories(seed, 14) {
			storetest.Publish(t, l, x)
		}
		r := rand.New(rand.NewPCG(seed, 6))
		ids := deletable(t, l)
		r.Shuffle(len(ids), func(i, j int) { ids[i], ids[j] = ids[j], ids[i] })
		ids = ids[:min(4, len(ids))]
		before := map[int64]map[ledger.ViewKind][]ledger.Row{}
		for _, s := range snapshotsOf(t, l) {
			before[s.ID] = shown(t, l, s.ID)
		}
		dump := storetest.Dump(t, l)
		sameAs := func(when string, want int) {
			t.Helper()
			left := snapshotsOf(t, l)
			if len(left) != want {
				t.Errorf("%s: %d readings, want %d", when, len(left), want)
			}
			for _, s := range left {
				if d := cmp.Diff(before[s.ID], shown(t, l, s.ID)); d != "" {
					t.Errorf("%s, %s shows (-before +now):\n%s", when, s.At, d)
				}
			}
			if d := cmp.Diff(conclusionsIn(dump), conclusionsIn(storetest.Dump(t, l))); d != "" {
				t.Errorf("%s, conclusions (-before +now):\n%s", when, d)
			}
			storetest.Sound(t, l)
		}
		var deleted []ledger.Deleted
		for _, id := range ids {
			d, err := l.DeleteSnapshot(ctx, id)
			if err != nil {
				t.Fatal(err)
			}
			deleted = append(deleted, d)
		}
		sameAs("deleted", len(before)-len(ids))
		for _, d := range deleted {
			if err := l.UndeleteSnapshot(ctx, d); err != nil {
				t.Fatal(err)
			}
		}
		sameAs("brought back", len(before))
		if unswept, err := l.Unswept(ctx); err != nil || unswept {
			t.Errorf("brought back: unswept %t, %v", unswept, err)
		}
		for _, id := range ids {
			if _, err := l.DeleteSnapshot(ctx, id); err != nil {
				t.Fatal(err)
			}
		}
		unswept, err := l.Unswept(ctx)
		if err != nil {
			t.Fatal(err)
		}
		marked := thinnedIn(t, l)
		if _, err := l.Sweep(ctx); err != nil {
			t.Fatal(err)
		}
		if went := thinnedIn(t, l) - marked; went > 0 != unswept {
			t.Errorf("%d listings went, and it was told that some would: %t", went, unswept)
		}
		sameAs("for good", len(before)-len(ids))
		if again, err := l.Unswept(ctx); err != nil || again {
			t.Errorf("something is left: %t, %v", again, err)
		}
	})
}

func thinnedIn(t *testing.T, l *store.Ledger) (n int) {
	t.Helper()
	db, err := sql.Open("sqlite", "file:"+l.Path()+"?mode=ro")
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	if err := db.QueryRow(`SELECT count(*) FROM thinned`).Scan(&n); err != nil {
		t.Fatal(err)
	}
	return n
}

func TestDelete_IsNotTakenBackInPart(t *testing.T) {
	ctx, l := context.Background(), storetest.New(t)
	day := func(n int) time.Time { return time.Date(2026, 3, n, 6, 0, 0, 0, time.UTC) }
	jane := account("11111111-0000-0000-0000-000000000001", "Jane", "jane@contoso.com", true)
	for _, n := range []int{2, 3, 4} {
		storetest.Publish(t, l, storetest.Listing{Source: ledger.SourceUsers, At: day(n), Objects: []ledger.Object{jane}})
	}
	all := snapshotsOf(t, l)
	if _, err := l.DeleteSnapshot(ctx, all[2].ID); ledger.CodeOf(err) != ledger.CodeInvalid {
		t.Errorf("the newest: %v, want invalid", err)
	}
	if err := l.PinSnapshot(ctx, all[1].ID, true); err != nil {
		t.Fatal(err)
	}
	if _, err := l.DeleteSnapshot(ctx, all[1].ID); ledger.CodeOf(err) != ledger.CodeInvalid {
		t.Errorf("a pinned one: %v, want invalid", err)
	}
	if err := l.PinSnapshot(ctx, all[1].ID, false); err != nil {
		t.Fatal(err)
	}
	deleted, err := l.DeleteSnapshot(ctx, all[1].ID)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := l.DeleteSnapshot(ctx, all[1].ID); ledger.CodeOf(err) != ledger.CodeNotFound {
		t.Errorf("twice: %v, want not_found", err)
	}
	view, err := l.OpenView(ctx, store.ViewSpec{At: "2026-03-03", Kind: ledger.ViewUsers})
	if err != nil || view.Snapshot.ID != all[0].ID {
		t.Errorf("the day shows %+v, %v; want the reading before", view, err)
	}
	if _, err := l.Sweep(ctx); err != nil {
		t.Fatal(err)
	}
	if err := l.UndeleteSnapshot(ctx, deleted); ledger.CodeOf(err) != ledger.CodeNotFound {
		t.Errorf("after it was final: %v, want not_found", err)
	}
	if left := snapshotsOf(t, l); len(left) != 2 {
		t.Errorf("%d readings are left", len(left))
	}
	storetest.Sound(t, l)
}

// TestDelete_AnOlderGapIsNoReason imports a report between thinned listings of
// the directory: it never showed the directory, and comes back as it was.
func TestDelete_AnOlderGapIsNoReason(t *testing.T) {
	ctx, l := context.Background(), storetest.New(t)
	day := func(n int) time.Time { return time.Date(2026, 3, n, 6, 0, 0, 0, time.UTC) }
	jane := account("11111111-0000-0000-0000-000000000001", "Jane", "jane@contoso.com", true)
	for _, n := range []int{2, 3, 4, 31} {
		storetest.Publish(t, l, storetest.Listing{Source: ledger.SourceUsers, At: day(n), Objects: []ledger.Object{jane}})
	}
	if _, err := l.Thin(ctx, ledger.Retention{AllDays: 1}, 0, false); err != nil {
		t.Fatal(err)
	}
	for _, n := range []int{3, 30} {
		storetest.Publish(t, l, storetest.Listing{Source: ledger.SourceLicenseReport, At: day(n).Add(time.Hour),
			Objects: []ledger.Object{reportRow("Jane", "jane@contoso.com", "2026-01-02")}})
	}
	first := snapshotsOf(t, l)[0]
	deleted, err := l.DeleteSnapshot(ctx, first.ID)
	if err != nil || deleted.Gaps == 0 {
		t.Fatalf("%+v, %v", deleted, err)
	}
	if err := l.UndeleteSnapshot(ctx, deleted); err != nil {
		t.Error(err)
	}
}
