package app_test

import (
	"context"
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"

	"licenseledger/app"
	"licenseledger/store/ledger"
)

// BenchmarkCreateSample is what somebody waits for who tries the program: 500
// people, 60 days, one sync each over TLS on loopback.
func BenchmarkCreateSample(b *testing.B) {
	for b.Loop() {
		l, err := app.CreateSample(b.Context(), filepath.Join(b.TempDir(), "sample.ledger"), app.SampleOptions{Users: 500, Days: 60, Seed: 1}, nil)
		if err != nil {
			b.Fatal(err)
		}
		if err := l.Close(); err != nil {
			b.Fatal(err)
		}
	}
}

// A sample whose program ended goes on as if it had not: the tenant is started
// anew from what the ledger remembers.
func TestSync_OfASampleGoesOnAfterARestart(t *testing.T) {
	options := app.SampleOptions{Users: 80, Days: 4, Seed: 9}
	path := filepath.Join(t.TempDir(), "stopped.ledger")
	stopped, err := app.CreateSample(t.Context(), path, options, nil)
	if err != nil {
		t.Fatal(err)
	}
	if err := stopped.Close(); err != nil {
		t.Fatal(err)
	}
	again, err := app.Open(t.Context(), path, app.OpenOptions{})
	if err != nil {
		t.Fatal(err)
	}
	defer again.Close()
	for range 2 {
		result, err := again.Sync(t.Context(), app.SyncOptions{}, nil)
		if err != nil || result.Outcome() != nil {
			t.Fatalf("sync: %v, %v", err, result.Outcome())
		}
	}

	options.Days = 6
	whole, err := app.CreateSample(t.Context(), filepath.Join(t.TempDir(), "whole.ledger"), options, nil)
	if err != nil {
		t.Fatal(err)
	}
	defer whole.Close()
	for _, kind := range ledger.ViewKinds() {
		if diff := cmp.Diff(allRows(t, whole, kind), allRows(t, again, kind)); diff != "" {
			t.Errorf("%s (-uninterrupted +restarted):\n%s", kind, diff)
		}
	}
}

func allRows(t *testing.T, l *app.Ledger, kind ledger.ViewKind) []ledger.Row {
	t.Helper()
	view, err := l.View(t.Context(), app.ViewSpec{Kind: kind})
	if err != nil {
		t.Fatal(err)
	}
	rows, err := view.Rows(0, view.Len())
	if err != nil {
		t.Fatal(err)
	}
	return rows
}

func TestCreateSample_LeavesNothingWhenItIsStopped(t *testing.T) {
	ctx, stop := context.WithCancel(t.Context())
	folder := t.TempDir()
	_, err := app.CreateSample(ctx, filepath.Join(folder, "sample.ledger"), app.SampleOptions{Users: 50, Days: 20}, func(p app.Progress) {
		if p.Done == 2 {
			stop()
		}
	})
	if ledger.CodeOf(err) != ledger.CodeCanceled {
		t.Errorf("error %v, want canceled", err)
	}
	left, err := os.ReadDir(folder)
	if err != nil {
		t.Fatal(err)
	}
	if len(left) != 0 {
		t.Errorf("left behind: %v", left)
	}
}

func TestView_IsStaleAfterASync(t *testing.T) {
	l, err := app.CreateSample(t.Context(), filepath.Join(t.TempDir(), "sample.ledger"), app.SampleOptions{Users: 30, Days: 1}, nil)
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	view, err := l.View(t.Context(), app.ViewSpec{})
	if err != nil {
		t.Fatal(err)
	}
	if view.Stale() {
		t.Error("stale before anything happened")
	}
	if _, err := l.Sync(t.Context(), app.SyncOptions{}, nil); err != nil {
		t.Fatal(err)
	}
	if !view.Stale() {
		t.Error("not stale after a sync")
	}
}

func TestRemoveSample_DeletesSamplesOnly(t *testing.T) {
	folder := t.TempDir()
	sample, err := app.CreateSample(t.Context(), filepath.Join(folder, "sample.ledger"), app.SampleOptions{Users: 10, Days: 1}, nil)
	if err != nil {
		t.Fatal(err)
	}
	if err := sample.RemoveSample(t.Context()); err != nil {
		t.Errorf("remove the sample: %v", err)
	}
	tenant, err := app.Create(t.Context(), filepath.Join(folder, "real.ledger"), app.OpenOptions{})
	if err != nil {
		t.Fatal(err)
	}
	defer tenant.Close()
	if err := tenant.RemoveSample(t.Context()); ledger.CodeOf(err) != ledger.CodeInvalid {
		t.Errorf("remove a real ledger: %v, want invalid", err)
	}
	left, err := filepath.Glob(filepath.Join(folder, "*.ledger"))
	if err != nil || len(left) != 1 || left[0] != tenant.Path() {
		t.Errorf("left %v, %v; want the real ledger alone", left, err)
	}
}
