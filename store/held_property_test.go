package store_test

import (
	"context"
	"fmt"
	"math/rand/v2"
	"sync/atomic"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"licenseledger/store"
	"licenseledger/store/ledger"
	"licenseledger/store/storetest"
)

// publishGuarded reads the listings of a run as a sync does, and gives those that
// were held. Files are imported as they are.
func publishGuarded(t *testing.T, l *store.Ledger, run ...storetest.Listing) (held []storetest.Listing) {
	t.Helper()
	ctx := context.Background()
	id, err := l.BeginRun(ctx, ledger.RunSync)
	if err != nil {
		t.Fatal(err)
	}
	for _, x := range run {
		before := storetest.Dump(t, l)
		staging, err := l.Stage(ctx, x.Source, time.Hour)
		if err != nil {
			t.Fatal(err)
		}
		storetest.Put(t, staging, x.At, x.Objects)
		done, err := l.Publish(ctx, staging, ledger.Publication{RunID: id, Source: x.Source, At: ledger.InstantOf(x.At), ReadFrom: staging.ReadFrom(),
			AtRule: ledger.AtDateHeader, Evidence: x.Evidence, FileHash: x.FileHash, FileName: x.FileName, Guarded: x.FileHash == ""})
		if err != nil {
			t.Fatal(err)
		}
		if err := staging.Close(); err != nil {
			t.Fatal(err)
		}
		if done.Held == nil {
			continue
		}
		held = append(held, x)
		if d := cmp.Diff(before, storetest.Dump(t, l)); d != "" {
			t.Fatalf("%s of %s is held, and history is another (-before +after):\n%s", x.Source, x.At, d)
		}
	}
	var warnings []ledger.Warning
	state := ledger.RunComplete
	for _, x := range held {
		state = ledger.RunPartial
		warnings = append(warnings, ledger.Warning{Code: ledger.WarnHeld, Source: x.Source, Text: "Held.", Count: 1})
	}
	if err := l.EndRun(ctx, id, state, warnings); err != nil {
		t.Fatal(err)
	}
	return held
}

// waiting checks that exactly these listings wait.
func waiting(t *testing.T, l *store.Ledger, want map[string]storetest.Listing) {
	t.Helper()
	all, err := l.HeldListings(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	got := map[string]string{}
	for _, h := range all {
		got[h.Source] = h.At
	}
	expected := map[string]string{}
	for source, x := range want {
		expected[source] = ledger.InstantOf(x.At).String()
	}
	if d := cmp.Diff(expected, got); d != "" {
		t.Fatalf("what waits (-want +got):\n%s", d)
	}
}

// tellSnapshots says of every snapshot what a person sees of it.
func tellSnapshots(t *testing.T, l *store.Ledger) (all []string) {
	t.Helper()
	for _, s := range snapshotsOf(t, l) {
		all = append(all, fmt.Sprintf("%s %s %s %d +%d -%d %v", s.At, s.State, s.Basis, s.Rows, s.Began, s.Ended, s.Coverage))
	}
	return all
}

func sameAsHistory(t *testing.T, what string, want, got *store.Ledger) {
	t.Helper()
	storetest.Sound(t, got)
	if d := cmp.Diff(storetest.Dump(t, want), storetest.Dump(t, got)); d != "" {
		t.Errorf("%s shows (-want +got):\n%s", what, d)
	}
	if d := cmp.Diff(tellSnapshots(t, want), tellSnapshots(t, got)); d != "" {
		t.Errorf("%s shows in the readings (-want +got):\n%s", what, d)
	}
}

// eachHeldHistory draws histories, and fails when too little was held in them to
// prove anything.
func eachHeldHistory(t *testing.T, f func(t *testing.T, r *rand.Rand, l *store.Ledger, runs [][]storetest.Listing) (held int)) {
	var count atomic.Int64
	t.Run("histories", func(t *testing.T) {
		eachSeedAtOnce(t, func(t *testing.T, seed uint64) {
			l := storetest.New(t)
			l.HoldAbove(0)
			count.Add(int64(f(t, rand.New(rand.NewPCG(seed, 7)), l, storetest.Runs(storetest.Histories(seed, 14)))))
		})
	})
	t.Logf("%d listings were held", count.Load())
	if count.Load() == 0 && len(seeds(t)) > 1 {
		t.Error("too few listings were held to prove anything")
	}
}

// TestHeld_LetInIsAsNeverHeld lets every held listing in some time later, before
// the next of its source is read; meanwhile others are published.
func TestHeld_LetInIsAsNeverHeld(t *testing.T) {
	eachHeldHistory(t, func(t *testing.T, r *rand.Rand, l *store.Ledger, runs [][]storetest.Listing) (count int) {
		never := storetest.New(t)
		wait := map[string]storetest.Listing{}
		letIn := func(source string) {
			if _, ok := wait[source]; !ok {
				return
			}
			delete(wait, source)
			if _, err := l.ApplyHeld(context.Background(), source); err != nil {
				t.Fatal(err)
			}
		}
		for _, run := range runs {
			for _, x := range run {
				letIn(x.Source)
			}
			for _, x := range publishGuarded(t, l, run...) {
				wait[x.Source] = x
				count++
			}
			waiting(t, l, wait)
			storetest.Publish(t, never, run...)
			for source := range wait {
				if r.IntN(4) == 0 {
					letIn(source)
				}
			}
		}
		for source := range wait {
			letIn(source)
		}
		sameAsHistory(t, "having waited", never, l)
		return count
	})
}

// TestHeld_NotLetInIsAsNeverSeen leaves every held listing to be replaced by the
// next, or sets it aside before that.
func TestHeld_NotLetInIsAsNeverSeen(t *testing.T) {
	for name, odds := range map[string]int{"replaced": 0, "set aside": 2} {
		t.Run(name, func(t *testing.T) {
			eachHeldHistory(t, func(t *testing.T, r *rand.Rand, l *store.Ledger, runs [][]storetest.Listing) (count int) {
				never := storetest.New(t)
				wait := map[string]storetest.Listing{}
				for _, run := range runs {
					held := publishGuarded(t, l, run...)
					count += len(held)
					seen := map[string]bool{}
					var rest []storetest.Listing
					for _, x := range run {
						delete(wait, x.Source)
						seen[x.Source] = true
					}
					for _, x := range held {
						wait[x.Source] = x
					}
					for _, x := range run {
						if _, is := wait[x.Source]; !is {
							rest = append(rest, x)
						}
					}
					waiting(t, l, wait)
					publishPart(t, never, len(held) > 0, rest...)
					for source := range wait {
						if odds > 0 && r.IntN(odds) == 0 {
							if err := l.DiscardHeld(context.Background(), source); err != nil {
								t.Fatal(err)
							}
							delete(wait, source)
						}
					}
				}
				sameAsHistory(t, "having waited in vain", never, l)
				return count
			})
		})
	}
}

// publishPart is storetest.Publish of a run that may lack something.
func publishPart(t *testing.T, l *store.Ledger, lacks bool, listings ...storetest.Listing) {
	t.Helper()
	storetest.Publish(t, l, listings...)
	if !lacks {
		return
	}
	runs, err := l.Runs(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	newest := runs[0]
	for _, run := range runs {
		if run.ID > newest.ID {
			newest = run
		}
	}
	if err := l.EndRun(context.Background(), newest.ID, ledger.RunPartial, nil); err != nil {
		t.Fatal(err)
	}
}
