package store_test

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"licenseledger/store"
	"licenseledger/store/ledger"
	"licenseledger/store/storetest"
)

// readOn publishes a reading of a day; minutes tell readings of one day apart.
func readOn(t *testing.T, l *store.Ledger, month time.Month, day, minutes int) {
	t.Helper()
	at := time.Date(2026, month, day, 6, minutes, 0, 0, time.UTC)
	storetest.Publish(t, l, storetest.Listing{Source: ledger.SourceUsers, At: at, Objects: []ledger.Object{person(1, fmt.Sprint("Jane ", at.YearDay(), minutes))}})
}

// monthTexts writes the months as 2026-01 1 closed +1: its reading, how it
// stands, and readings after the one it was closed with.
func monthTexts(t *testing.T, l *store.Ledger, now ledger.Instant) string {
	t.Helper()
	months, err := l.Months(context.Background(), now)
	if err != nil {
		t.Fatal(err)
	}
	var all []string
	for _, m := range months {
		state := "running"
		if m.Over {
			state = "over"
		}
		if m.Closed {
			state = fmt.Sprintf("closed +%d", m.Later)
		}
		all = append(all, fmt.Sprint(m.Month, " ", m.SnapshotID, " ", state))
	}
	return strings.Join(all, ", ")
}

func TestMonth_IsClosedWithItsLastReading(t *testing.T) {
	ctx, l := context.Background(), storetest.New(t)
	readOn(t, l, 1, 30, 0)
	readOn(t, l, 1, 31, 0)
	readOn(t, l, 3, 2, 0)
	now := ledger.InstantOf(time.Date(2026, 3, 2, 7, 0, 0, 0, time.UTC))
	if got, want := monthTexts(t, l, now), "2026-01 2 over, 2026-03 3 running"; got != want {
		t.Errorf("%s, want %s", got, want)
	}
	for month, code := range map[ledger.Month]ledger.Code{"2026-02": ledger.CodeNotFound, "2026-03": ledger.CodeInvalid, "2026-04": ledger.CodeInvalid} {
		if _, err := l.CloseMonth(ctx, month, now); ledger.CodeOf(err) != code {
			t.Errorf("%s: %v, want %s", month, err, code)
		}
	}
	closed, err := l.CloseMonth(ctx, "2026-01", now)
	if err != nil || closed.SnapshotID != 2 || !closed.Closed || string(closed.ClosedAt) != now.String() {
		t.Fatalf("%+v, %v", closed, err)
	}
	if _, err := l.CloseMonth(ctx, "2026-01", now); ledger.CodeOf(err) != ledger.CodeInvalid {
		t.Errorf("closed twice: %v", err)
	}
	readOn(t, l, 1, 31, 30) // a file that came later
	if got, want := monthTexts(t, l, now), "2026-01 2 closed +1, 2026-03 3 running"; got != want {
		t.Errorf("%s, want %s", got, want)
	}
	storetest.Sound(t, l)
	if err := l.ReopenMonth(ctx, "2026-01"); err != nil {
		t.Fatal(err)
	}
	if err := l.ReopenMonth(ctx, "2026-01"); ledger.CodeOf(err) != ledger.CodeNotFound {
		t.Errorf("opened twice: %v", err)
	}
	if got, want := monthTexts(t, l, now), "2026-01 4 over, 2026-03 3 running"; got != want {
		t.Errorf("%s, want %s", got, want)
	}
}

// The month is that of the ledger's zone: in Amsterdam the last hour of January
// in UTC is February.
func TestMonth_IsThatOfTheZone(t *testing.T) {
	zone, err := time.LoadLocation("Europe/Amsterdam")
	if err != nil {
		t.Fatal(err)
	}
	l, err := store.Create(t.Context(), t.TempDir()+"/contoso.ledger", store.Options{Zone: zone})
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	for _, minutes := range []int{-60, 0} {
		at := time.Date(2026, 1, 31, 23, minutes, 0, 0, time.UTC)
		storetest.Publish(t, l, storetest.Listing{Source: ledger.SourceUsers, At: at, Objects: []ledger.Object{person(1, fmt.Sprint("Jane", minutes))}})
	}
	if got, want := monthTexts(t, l, 0), "2026-01 1 over, 2026-02 2 running"; got != want {
		t.Errorf("%s, want %s", got, want)
	}
}

func TestMonth_KeepsItsReading(t *testing.T) {
	ctx, l := context.Background(), storetest.New(t)
	for day := 15; day <= 20; day++ {
		readOn(t, l, 1, day, 0)
	}
	readOn(t, l, 5, 2, 0)
	if err := l.PinSnapshot(ctx, 3, true); err != nil {
		t.Fatal(err)
	}
	if _, err := l.CloseMonth(ctx, "2026-01", ledger.InstantOf(firstDay)); err != nil {
		t.Fatal(err)
	}
	readOn(t, l, 1, 25, 0) // which thinning keeps as the last of the month
	if err := l.PinSnapshot(ctx, 6, false); ledger.CodeOf(err) != ledger.CodeInvalid || !strings.Contains(err.Error(), "2026-01 is closed") {
		t.Errorf("unpinned: %v", err)
	}
	if _, err := l.DeleteSnapshot(ctx, 6); ledger.CodeOf(err) != ledger.CodeInvalid || !strings.Contains(err.Error(), "Open the month first") {
		t.Errorf("deleted: %v", err)
	}
	before := shown(t, l, 6)
	if _, err := l.Thin(ctx, ledger.Retention{}, 0, false); err != nil {
		t.Fatal(err)
	}
	left := []int64{}
	for _, s := range snapshotsOf(t, l) {
		left = append(left, s.ID)
	}
	if want := []int64{3, 6, 8, 7}; !slices.Equal(left, want) {
		t.Errorf("left %v, want %v", left, want)
	}
	if got := shown(t, l, 6); fmt.Sprint(got) != fmt.Sprint(before) {
		t.Error("the closed reading shows something else")
	}
	storetest.Sound(t, l)
	runs, err := l.Runs(ctx)
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range runs {
		if (r.ClosedMonth == "2026-01") != (r.SnapshotID == 6) {
			t.Errorf("run %+v", r)
		}
	}
	if err := l.ReopenMonth(ctx, "2026-01"); err != nil {
		t.Fatal(err)
	}
	for _, s := range snapshotsOf(t, l) {
		if s.Pinned != (s.ID == 3) {
			t.Errorf("%+v", s)
		}
	}
	if _, err := l.DeleteSnapshot(ctx, 6); err != nil {
		t.Errorf("deleted once it is open: %v", err)
	}
}

// What was pinned by hand before stays so.
func TestMonth_OpeningUnpinsOnlyWhatClosingPinned(t *testing.T) {
	ctx, l := context.Background(), storetest.New(t)
	readOn(t, l, 1, 31, 0)
	readOn(t, l, 2, 27, 0)
	readOn(t, l, 3, 1, 0)
	if err := l.PinSnapshot(ctx, 1, true); err != nil {
		t.Fatal(err)
	}
	for _, month := range []ledger.Month{"2026-01", "2026-02"} {
		if _, err := l.CloseMonth(ctx, month, 0); err != nil {
			t.Fatal(err)
		}
	}
	for _, month := range []ledger.Month{"2026-01", "2026-02"} {
		if err := l.ReopenMonth(ctx, month); err != nil {
			t.Fatal(err)
		}
	}
	if all := snapshotsOf(t, l); !all[0].Pinned || all[1].Pinned {
		t.Errorf("%+v", all)
	}
}

func TestMonth_IsMerged(t *testing.T) {
	ctx, ours, theirs := context.Background(), storetest.New(t), storetest.New(t)
	readOn(t, ours, 2, 27, 0)
	for _, l := range []*store.Ledger{ours, theirs} {
		readOn(t, l, 1, 31, 0)
	}
	readOn(t, theirs, 2, 28, 0)
	readOn(t, theirs, 3, 31, 0)
	for _, month := range []ledger.Month{"2026-01", "2026-02"} {
		if _, err := theirs.CloseMonth(ctx, month, 0); err != nil {
			t.Fatal(err)
		}
	}
	done, err := ours.Merge(ctx, theirs.Path())
	if err != nil {
		t.Fatal(err)
	}
	if got, want := monthTexts(t, ours, 0), "2026-01 2 closed +0, 2026-02 3 closed +0, 2026-03 4 running"; got != want {
		t.Errorf("%s, want %s (%+v)", got, want, done)
	}
	storetest.Sound(t, ours)
	if again, err := ours.Merge(ctx, theirs.Path()); err != nil || !again.Nothing() {
		t.Errorf("again: %+v, %v", again, err)
	}
	for _, month := range []ledger.Month{"2026-01", "2026-02"} {
		if err := ours.ReopenMonth(ctx, month); err != nil {
			t.Fatal(err)
		}
	}
	for _, s := range snapshotsOf(t, ours) {
		if s.Pinned {
			t.Errorf("%+v", s)
		}
	}
	// A month that is closed here stays as it is.
	if err := theirs.ReopenMonth(ctx, "2026-02"); err != nil {
		t.Fatal(err)
	}
	readOn(t, ours, 2, 28, 30)
	if _, err := ours.CloseMonth(ctx, "2026-02", 0); err != nil {
		t.Fatal(err)
	}
	if _, err := theirs.CloseMonth(ctx, "2026-02", 0); err != nil {
		t.Fatal(err)
	}
	if _, err := ours.Merge(ctx, theirs.Path()); err != nil {
		t.Fatal(err)
	}
	if got, want := monthTexts(t, ours, 0), "2026-01 2 closed +0, 2026-02 5 closed +0, 2026-03 4 running"; got != want {
		t.Errorf("%s, want %s", got, want)
	}
}

func TestMonth_IsShared(t *testing.T) {
	ctx, l := context.Background(), storetest.New(t)
	readOn(t, l, 1, 31, 0)
	readOn(t, l, 2, 28, 0)
	now := ledger.InstantOf(firstDay.AddDate(0, 1, 0))
	for _, month := range []ledger.Month{"2026-01", "2026-02"} {
		if _, err := l.CloseMonth(ctx, month, now); err != nil {
			t.Fatal(err)
		}
	}
	for want, without := range map[string]ledger.Without{
		"2026-01 1 closed +0, 2026-02 2 closed +0": {Names: true, Activity: true},
		"2026-02 2 closed +0":                      {History: true},
	} {
		copied, _ := shared(t, l, without)
		if got := monthTexts(t, copied, now); got != want {
			t.Errorf("%s, want %s", got, want)
		}
	}
}

func TestMonth_IsChecked(t *testing.T) {
	for _, statement := range []string{
		`UPDATE closed_month SET month = '2026-02'`, `UPDATE snapshot SET pinned = 0 WHERE snapshot_id = 1`, `UPDATE snapshot SET is_openable = 0 WHERE snapshot_id = 1`,
	} {
		l := storetest.New(t)
		readOn(t, l, 1, 31, 0)
		readOn(t, l, 2, 28, 0)
		if _, err := l.CloseMonth(t.Context(), "2026-01", 0); err != nil {
			t.Fatal(err)
		}
		storetest.Sound(t, l)
		change(t, l, statement)
		findings, err := l.Check(t.Context())
		if err != nil || len(findings) != 1 || findings[0].Check != "month" {
			t.Errorf("%s: %v, %v", statement, findings, err)
		}
	}
}
