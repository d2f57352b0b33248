package store_test

import (
	"context"
	"fmt"
	"strconv"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"licenseledger/store"
	"licenseledger/store/ledger"
	"licenseledger/store/storetest"
)

// TestOverview_CountsWhatTheViewsShow compares every count of an overview with
// the view it is of, on every day of drawn histories.
func TestOverview_CountsWhatTheViewsShow(t *testing.T) {
	eachSeed(t, func(t *testing.T, seed uint64) {
		l := storetest.New(t)
		for _, run := range storetest.Runs(storetest.Histories(seed, 6)) {
			storetest.Publish(t, l, run...)
		}
		snapshots, err := l.Snapshots(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		for i := range snapshots {
			want := overviewOfViews(t, l, snapshots[:i+1])
			got, err := l.Overview(t.Context(), strconv.FormatInt(snapshots[i].ID, 10))
			if err != nil {
				t.Fatal(err)
			}
			if d := cmp.Diff(want, got, cmpopts.IgnoreFields(ledger.Overview{}, "Sources", "ReportsSince"), cmpopts.EquateEmpty(),
				cmpopts.SortSlices(func(a, b ledger.UnknownCount) bool { return fmt.Sprint(a) < fmt.Sprint(b) })); d != "" {
				t.Fatalf("snapshot %d of %s (-views +overview):\n%s", snapshots[i].ID, snapshots[i].At, d)
			}
			usedAsListed(t, l, got)
		}
	})
}

// overviewOfViews counts the rows of views of the last of some snapshots.
func overviewOfViews(t *testing.T, l *store.Ledger, snapshots []ledger.Snapshot) ledger.Overview {
	t.Helper()
	s := snapshots[len(snapshots)-1]
	at := strconv.FormatInt(s.ID, 10)
	o := ledger.Overview{SnapshotID: s.ID, At: s.At, Basis: s.Basis, Partial: s.Partial}
	speaks := map[string]bool{}
	for _, c := range s.Coverage {
		speaks[c.Source] = c.AsOf != ""
	}
	if s.Basis != ledger.BasisNone {
		o.List = listOf(t, l, at)
	}
	people := rowsOf(t, l, store.ViewSpec{At: at, Kind: ledger.ViewUsers})
	if speaks[ledger.SourceUsers] || speaks[ledger.SourceFileActiveUsers] {
		users := counted(t, l, at, ledger.ViewUsers)
		o.Directory = &ledger.DirectoryCounts{People: users.Rows, ByStatus: users.ByStatus}
		instant, err := time.Parse(time.RFC3339, s.At)
		if err != nil {
			t.Fatal(err)
		}
		recent := "status_since>=" + instant.AddDate(0, 0, -30).Format(time.RFC3339)
		o.Departed = &ledger.LeaverCounts{People: counted(t, l, at, ledger.ViewDeparted).People,
			Recent: counted(t, l, at, ledger.ViewDeparted, recent).People, RecentDays: 30}
	}
	named := len(people) > 0 && people[0].Source == ledger.SourceFileActiveUsers // its licenses
	if named || speaks[ledger.SourceUsers] && speaks[ledger.SourceSubscribedSkus] {
		tally := func(c ledger.Counts) *ledger.Tally { return &ledger.Tally{Rows: c.Rows, People: c.People} }
		all, never := counted(t, l, at, ledger.ViewAssigned), counted(t, l, at, ledger.ViewNeverUsed)
		o.Assigned, o.Blocked = tally(all), tally(counted(t, l, at, ledger.ViewBlocked))
		if s.Basis == ledger.BasisReport {
			o.NeverSeenInUse = tally(never)
			o.SeenInUse = seenOf(rowsOf(t, l, store.ViewSpec{At: at, Kind: ledger.ViewAssigned}), rowsOf(t, l, store.ViewSpec{At: at, Kind: ledger.ViewNeverUsed}))
		}
	}
	o.Seats = totalsOf(t, l, at)
	if n := len(snapshots); n > 1 {
		changes, err := l.OpenDiff(t.Context(), strconv.FormatInt(snapshots[n-2].ID, 10), at)
		if err != nil {
			t.Fatal(err)
		}
		o.Changes = &ledger.ChangeCounts{SnapshotID: snapshots[n-2].ID, At: snapshots[n-2].At, Counts: changes.Counts}
	}
	return o
}

func counted(t *testing.T, l *store.Ledger, at string, kind ledger.ViewKind, exprs ...string) ledger.Counts {
	t.Helper()
	v, err := l.OpenView(context.Background(), store.ViewSpec{At: at, Kind: kind, Filter: filters(t, exprs...)})
	if err != nil {
		t.Fatal(err)
	}
	return v.Counts()
}

func listOf(t *testing.T, l *store.Ledger, at string) *ledger.ListCounts {
	t.Helper()
	c, trials := counted(t, l, at, ledger.ViewList), counted(t, l, at, ledger.ViewTrials)
	list := &ledger.ListCounts{Rows: c.Rows, People: c.People, Licenses: c.Licenses, ByStatus: c.ByStatus, Trials: ledger.Tally{Rows: trials.Rows, People: trials.People}}
	cells := map[ledger.UnknownCount]int{}
	for _, r := range rowsOf(t, l, store.ViewSpec{At: at}) {
		if r.UserName == ledger.UnknownWord && r.EmailAddress == ledger.UnknownWord {
			cells[ledger.UnknownCount{Status: ledger.Status(r.Status), Confidence: r.IdentityConfidence}]++
		}
	}
	for cell, rows := range cells {
		cell.Rows = rows
		list.Unknown = append(list.Unknown, cell)
		list.UnknownReasons.Total += rows
		switch {
		case cell.Status.Departed():
			list.UnknownReasons.Left += rows
		case cell.Status == ledger.StatusUnresolved:
			list.UnknownReasons.Unresolved += rows
		default:
			list.UnknownReasons.Nameless += rows
		}
	}
	return list
}

func seenOf(assigned, neverUsed []ledger.Row) *ledger.Tally {
	key := func(r ledger.Row) string { return string(r.UserID + r.ServiceID + r.LicenseID) }
	never, people := map[string]bool{}, map[ledger.Text]bool{}
	for _, r := range neverUsed {
		never[key(r)] = true
	}
	seen := &ledger.Tally{}
	for _, r := range assigned {
		if !never[key(r)] {
			seen.Rows++
			people[r.UserID] = true
		}
	}
	seen.People = len(people)
	return seen
}

func totalsOf(t *testing.T, l *store.Ledger, at string) *ledger.SeatTotals {
	t.Helper()
	snapshot, rows, err := l.Seats(t.Context(), at)
	if err != nil {
		t.Fatal(err)
	}
	if len(rows) == 0 {
		return nil
	}
	sum := &ledger.SeatTotals{Licenses: len(rows), AsOf: rows[0].AsOf}
	for _, r := range rows {
		sum.Bought += r.Bought
		sum.Assigned += r.Assigned
		if r.Free < 0 {
			sum.OverAssigned -= r.Free
		} else {
			sum.Free += r.Free
		}
		if r.Trial != nil && *r.Trial {
			sum.Trials++
		}
		if string(r.RenewsAt) > snapshot.At && (sum.RenewsNext == "" || r.RenewsAt < sum.RenewsNext) {
			sum.RenewsNext = r.RenewsAt
		}
		sum.Unpriced += r.Unpriced
	}
	sum.Costs = []ledger.CurrencySum{} // nobody set a price; see TestSeats_SumsAreThoseOfTheirParts
	return sum
}

// usedAsListed checks that the people who use a license are those of the list
// who have it.
func usedAsListed(t *testing.T, l *store.Ledger, o ledger.Overview) {
	t.Helper()
	at := strconv.FormatInt(o.SnapshotID, 10)
	_, rows, err := l.Seats(t.Context(), at)
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range rows {
		if (r.Holders != nil) != (o.Directory != nil) || (r.BlockedHolders != nil) != (o.Directory != nil) {
			t.Errorf("%s: holders %v, blocked %v while the directory is %v", r.License, r.Holders, r.BlockedHolders, o.Directory)
		}
		people := counted(t, l, at, ledger.ViewList, "license_id="+string(r.LicenseID)).People
		switch {
		case o.Basis != ledger.BasisReport:
			if r.InUse != nil {
				t.Errorf("%s: %d in use without a report", r.License, *r.InUse)
			}
		case r.InUse == nil && (people > 0 || r.SkuPartNumber != "EXCHANGEENTERPRISE"):
			t.Errorf("%s: nothing is known of its use, the list has %d people with it", r.License, people)
		case r.InUse == nil:
		case *r.InUse != people:
			t.Errorf("%s: %d in use, the list has %d people with it", r.License, *r.InUse, people)
		default:
			named := counted(t, l, at, ledger.ViewList, "license_id="+string(r.LicenseID), "status not in soft_deleted,gone,left,unresolved").People
			if *r.InUseUnknown != people-named {
				t.Errorf("%s: %d of %d in use are Unknown, the list names %d", r.License, *r.InUseUnknown, people, named)
			}
		}
	}
}
