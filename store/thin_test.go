package store_test

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"licenseledger/store"
	"licenseledger/store/ledger"
	"licenseledger/store/storetest"
)

// change runs a statement on the file of a ledger, as a person with another
// SQLite program could.
func change(t *testing.T, l *store.Ledger, statement string, args ...any) {
	t.Helper()
	db, err := sql.Open("sqlite", "file:"+l.Path()+"?_pragma=busy_timeout(5000)")
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	if _, err := db.Exec(statement, args...); err != nil {
		t.Fatal(err)
	}
}

// reader is another program that reads the file as it is now, until end.
func reader(t *testing.T, l *store.Ledger) (end func()) {
	t.Helper()
	db, err := sql.Open("sqlite", "file:"+l.Path()+"?mode=ro")
	if err != nil {
		t.Fatal(err)
	}
	tx, err := db.Begin()
	if err != nil {
		t.Fatal(err)
	}
	var n int
	if err := tx.QueryRow(`SELECT count(*) FROM listing`).Scan(&n); err != nil {
		t.Fatal(err)
	}
	return func() {
		if err := errors.Join(tx.Rollback(), db.Close()); err != nil {
			t.Error(err)
		}
	}
}

var everyKind = []ledger.ViewKind{ledger.ViewList, ledger.ViewAssigned, ledger.ViewNeverUsed, ledger.ViewUsers,
	ledger.ViewDeparted, ledger.ViewBlocked, ledger.ViewTrials}

// shown gives all that a day shows, in every kind of view.
func shown(t *testing.T, l *store.Ledger, at int64) map[ledger.ViewKind][]ledger.Row {
	t.Helper()
	all := map[ledger.ViewKind][]ledger.Row{}
	for _, kind := range everyKind {
		all[kind] = rowsOf(t, l, store.ViewSpec{At: fmt.Sprint(at), Kind: kind})
	}
	return all
}

// conclusionsIn gives the lines of a dump that are conclusions.
func conclusionsIn(dump string) []string {
	var lines []string
	for _, line := range splitLines(dump) {
		for _, what := range []string{`"departure"`, `"identity"`, `"address"`} {
			if strings.HasPrefix(line, what) {
				lines = append(lines, line)
			}
		}
	}
	return lines
}

func snapshotsOf(t *testing.T, l *store.Ledger) []ledger.Snapshot {
	t.Helper()
	all, err := l.Snapshots(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	return all
}

// TestThin_ChangesNothingThatIsKept compares all that the kept days show, and
// all that was concluded, before and after.
func TestThin_ChangesNothingThatIsKept(t *testing.T) {
	ctx := context.Background()
	eachSeed(t, func(t *testing.T, seed uint64) {
		l := storetest.New(t)
		for _, x := range storetest.Histories(seed, 18) {
			storetest.Publish(t, l, x)
		}
		r := rand.New(rand.NewPCG(seed, 5))
		all := snapshotsOf(t, l)
		pinned := all[r.IntN(len(all)/2)].ID
		change(t, l, `UPDATE snapshot SET pinned = 1 WHERE snapshot_id = ?`, pinned)
		dump := storetest.Dump(t, l)
		storetest.Sound(t, l)
		told := timelines(t, l)
		rule := ledger.Retention{AllDays: 2 + r.IntN(4), WeeklyDays: 8 + r.IntN(10)}
		preview, err := l.Thin(ctx, rule, 0, true)
		if err != nil {
			t.Fatal(err)
		}
		before := map[int64]map[ledger.ViewKind][]ledger.Row{}
		for _, s := range all {
			if slices.Contains(preview.Kept, s.At) {
				before[s.ID] = shown(t, l, s.ID)
			}
		}
		if d := cmp.Diff(dump, storetest.Dump(t, l)); d != "" {
			t.Fatalf("the preview changed something:\n%s", d)
		}
		done, err := l.Thin(ctx, rule, 0, false)
		if err != nil {
			t.Fatal(err)
		}
		if d := cmp.Diff(preview, done); d != "" {
			t.Errorf("-preview +done:\n%s", d)
		}
		left := snapshotsOf(t, l)
		if done.Snapshots == 0 || len(left) != len(all)-int(done.Snapshots) || len(left) != len(done.Kept) {
			t.Fatalf("%d snapshots of %d are left, %d went", len(left), len(all), done.Snapshots)
		}
		compare := func(when string) {
			t.Helper()
			found := false
			for _, s := range left {
				found = found || s.ID == pinned
				if d := cmp.Diff(before[s.ID], shown(t, l, s.ID)); d != "" {
					t.Errorf("%s, %s shows (-before +now):\n%s", when, s.At, d)
				}
			}
			if !found {
				t.Errorf("%s, the pinned snapshot cannot be opened", when)
			}
			if d := cmp.Diff(conclusionsIn(dump), conclusionsIn(storetest.Dump(t, l))); d != "" {
				t.Errorf("%s, conclusions (-before +now):\n%s", when, d)
			}
			storetest.Sound(t, l)
		}
		compare("after thinning")
		inventNothing(t, told, timelines(t, l))
		thinned := storetest.Dump(t, l)
		if err := l.Rebuild(ctx); err != nil {
			t.Fatal(err)
		}
		compare("after a rebuild")
		if again, err := l.Thin(ctx, rule, 0, false); err != nil || again.Snapshots+again.Spans+again.Facts != 0 {
			t.Errorf("thinned again: %+v (%v), want nothing", again, err)
		}
		if d := cmp.Diff(thinned, storetest.Dump(t, l)); d != "" {
			t.Errorf("thinned again (-once +twice):\n%s", d)
		}
		t.Logf("%d snapshots, %d spans, %d facts, %d bytes", done.Snapshots, done.Spans, done.Facts, done.Bytes)
	})
}

// timelines tells everybody's history.
func timelines(t *testing.T, l *store.Ledger) map[string][]ledger.Event {
	t.Helper()
	all := map[string][]ledger.Event{}
	for _, id := range idsOf(t, l) {
		_, events, err := l.Timeline(context.Background(), id)
		if err != nil {
			t.Fatal(err)
		}
		all[id] = events
	}
	return all
}

func idsOf(t *testing.T, l *store.Ledger) []string {
	t.Helper()
	seen := map[string]bool{}
	var ids []string
	for _, line := range splitLines(storetest.Dump(t, l)) {
		if words := strings.Split(line, `"`); words[1] == "user" && !seen[words[9]] {
			seen[words[9]] = true
			ids = append(ids, words[9])
		}
	}
	return ids
}

// tellAlike tells whether sources tell the same: where the listing of one that
// first showed something is thinned, the next one of the other shows it.
func tellAlike(a, b string) bool {
	directory := ledger.DirectorySources()
	return a == b || slices.Contains(directory, a) && slices.Contains(directory, b)
}

// inventNothing expects that every event still told was told before, within
// the times between which it is said to have happened now.
func inventNothing(t *testing.T, before, after map[string][]ledger.Event) {
	t.Helper()
	for id, events := range after {
		for _, e := range events {
			if !slices.ContainsFunc(before[id], func(b ledger.Event) bool {
				return b.Event == e.Event && b.License == e.License && b.Service == e.Service && tellAlike(b.Source, e.Source) && e.At <= b.At && b.AtUntil <= e.AtUntil
			}) {
				t.Errorf("%s: %+v was never told before", id, e)
			}
		}
	}
}

// TestThin_ThinnedListingSpeaksForNoDay imports a report between two thinned
// listings of the directory: what is not whole is called not read.
func TestThin_ThinnedListingSpeaksForNoDay(t *testing.T) {
	ctx, l := context.Background(), storetest.New(t)
	day := func(n int) time.Time { return time.Date(2026, 3, n, 6, 0, 0, 0, time.UTC) }
	directory := func(n int, objects ...ledger.Object) {
		storetest.Publish(t, l, storetest.Listing{Source: ledger.SourceUsers, At: day(n), Objects: objects})
	}
	jane := account("11111111-0000-0000-0000-000000000001", "Jane", "jane@contoso.com", true)
	trial := ledger.Object{Owner: jane.Owner, Facts: append([]ledger.Fact{ledger.Assignment{UserID: jane.Owner, SkuID: "sku", State: "Active"}}, jane.Facts...)}
	directory(2, jane)
	directory(3, trial) // had for one day
	directory(4, jane)
	directory(31, jane)
	done, err := l.Thin(ctx, ledger.Retention{AllDays: 1}, 0, false)
	if err != nil || done.Snapshots != 3 || done.Spans != 1 || done.Facts != 1 {
		t.Fatalf("thinned %+v (%v)", done, err)
	}
	storetest.Publish(t, l, storetest.Listing{Source: ledger.SourceLicenseReport, At: day(3).Add(time.Hour),
		Objects: []ledger.Object{reportRow("Jane", "jane@contoso.com", "2026-01-02")}})
	s, err := l.Resolve(ctx, "2026-03-03")
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range s.Coverage {
		if c.Source == ledger.SourceUsers && c.AsOf != "" {
			t.Errorf("the thinned listing of %s speaks", c.AsOf)
		}
	}
	if rows := rowsOf(t, l, store.ViewSpec{At: "2026-03-03"}); len(rows) != 1 || rows[0].Status != ledger.Text(ledger.StatusUnverified) {
		t.Errorf("rows %+v, want one that is unverified", rows)
	}
	storetest.Sound(t, l)
}

func TestThin_RefusesARuleWithoutSense(t *testing.T) {
	l := storetest.New(t)
	if _, err := l.Thin(context.Background(), ledger.Retention{AllDays: -1}, 0, false); ledger.CodeOf(err) != ledger.CodeInvalid {
		t.Errorf("%v, want invalid", err)
	}
	if done, err := l.Thin(context.Background(), ledger.DefaultRetention(), 0, false); err != nil || len(done.Kept) != 0 {
		t.Errorf("an empty ledger: %+v, %v", done, err)
	}
}
