package app_test

import (
	"context"
	"errors"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"licenseledger/app"
	"licenseledger/store/ledger"
	"licenseledger/sync/simtenant"
)

// BenchmarkFillSample is what the window's sample takes: usable after 30 days,
// whole after 400.
func BenchmarkFillSample(b *testing.B) {
	for b.Loop() {
		l, err := app.CreateSample(b.Context(), filepath.Join(b.TempDir(), "sample.ledger"), app.SampleOptions{Users: 2000, Days: 400, Newest: 30, Seed: 1, Still: true}, nil)
		if err != nil {
			b.Fatal(err)
		}
		b.ReportMetric(b.Elapsed().Seconds(), "s/usable")
		if err := l.FillSample(b.Context(), app.FillDays, nil, func() {}); err != nil {
			b.Fatal(err)
		}
		if err := l.Close(); err != nil {
			b.Fatal(err)
		}
	}
}

// filledSample is long enough to be filled in three times over, with people who
// leave for good on both sides of each seam.
var filledSample = app.SampleOptions{Users: 40, Days: 76, Newest: 10, Seed: 3, Still: true, Script: &simtenant.Script{
	PartialDays: []int{5, 17, 66}, ReusedAddresses: []int{41, 65}, Twins: []int{39, 63}, TrialWaves: []int{20}, Lags: []int{7, 40, 64}, BlockedPaid: []int{50},
}}

// A sample that is filled in from its newest days back, stopped and opened again
// on the way, is the sample that is built day by day.
func TestFillSample_EqualsASampleBuiltDayByDay(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "filled.ledger")
	l, err := app.CreateSample(t.Context(), path, filledSample, nil)
	if err != nil {
		t.Fatal(err)
	}
	if got := snapshotsOf(t, l); len(got) != filledSample.Newest {
		t.Errorf("usable with %d readings, want %d", len(got), filledSample.Newest)
	}
	ctx, stop := context.WithCancel(t.Context())
	parts := 0
	err = l.FillSample(ctx, 24, func(p app.Progress) {
		if parts == 1 && p.Done > 28 {
			stop()
		}
	}, func() { parts++ })
	if ledger.CodeOf(err) != ledger.CodeCanceled {
		t.Errorf("stopped while filling: %v, want canceled", err)
	}
	gap, err := l.SampleGap(t.Context())
	if got := snapshotsOf(t, l); err != nil || len(got) != filledSample.Days-gap.Days || gap.Days != 42 {
		t.Errorf("%d readings and %d days missing, %v; want 34 and 42: what was filled in stays", len(got), gap.Days, err)
	}
	// Meanwhile the tenant moved on by a day.
	if _, err := l.Sync(t.Context(), app.SyncOptions{}, nil); err != nil {
		t.Fatal(err)
	}
	if err := l.Close(); err != nil {
		t.Fatal(err)
	}
	if l, err = app.Open(t.Context(), path, app.OpenOptions{}); err != nil {
		t.Fatal(err)
	}
	if err := l.FillSample(t.Context(), 24, nil, func() { parts++ }); err != nil {
		t.Fatal(err)
	}
	if gap, err := l.SampleGap(t.Context()); err != nil || gap.Days != 0 || parts != 3 {
		t.Errorf("%d days missing after %d parts, %v; want none after 3", gap.Days, parts, err)
	}

	whole := filledSample
	whole.Newest, whole.Days = 0, filledSample.Days+1
	want, err := app.CreateSample(t.Context(), filepath.Join(t.TempDir(), "whole.ledger"), whole, nil)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(snapshotsOf(t, want), snapshotsOf(t, l)); diff != "" {
		t.Errorf("readings (-day by day +filled in):\n%s", diff)
	}
	for _, kind := range ledger.ViewKinds() {
		if diff := cmp.Diff(allRows(t, want, kind), allRows(t, l, kind)); diff != "" {
			t.Errorf("%s (-day by day +filled in):\n%s", kind, diff)
		}
	}
	if err := errors.Join(l.Close(), want.Close()); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(strings.Split(dumpOf(t, want.Path()), "\n"), strings.Split(dumpOf(t, path), "\n")); diff != "" {
		t.Errorf("dump (-day by day +filled in):\n%s", diff)
	}
}

// snapshotsOf gives the readings without their numbers, which tell the order in
// which they arrived.
func snapshotsOf(t *testing.T, l *app.Ledger) []ledger.Snapshot {
	t.Helper()
	list, err := l.Snapshots(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	for i := range list {
		list[i].ID = 0
	}
	return list
}

func TestRemoveSample_DeletesWhatIsBeingFilledIn(t *testing.T) {
	folder := t.TempDir()
	l, err := app.CreateSample(t.Context(), filepath.Join(folder, "s.ledger"), app.SampleOptions{Users: 10, Days: 6, Newest: 1}, nil)
	if err != nil {
		t.Fatal(err)
	}
	// What a program leaves that is killed while it fills in.
	left, err := app.Create(t.Context(), l.Path()+".filling", app.OpenOptions{})
	if err != nil {
		t.Fatal(err)
	}
	if err := left.Close(); err != nil {
		t.Fatal(err)
	}
	if err := l.RemoveSample(t.Context()); err != nil {
		t.Fatal(err)
	}
	if found, err := filepath.Glob(filepath.Join(folder, "*")); err != nil || len(found) != 0 {
		t.Errorf("left behind: %v, %v", found, err)
	}
}
