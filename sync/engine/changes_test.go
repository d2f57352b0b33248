package engine_test

import (
	"context"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"licenseledger/store/ledger"
	"licenseledger/sync/engine"
	"licenseledger/sync/engine/enginetest"
	"licenseledger/sync/graph"
	"licenseledger/sync/simtenant"
)

// lively is a tenant in which much happens, whose changes come as Microsoft's
// do: in many pages, some of them empty, some accounts more than once.
func lively(t *testing.T, seed int64) *enginetest.Tenant {
	t.Helper()
	return enginetest.Serve(t, simtenant.Config{Users: 250, Seed: seed, Life: simtenant.Life{Bustle: 12},
		Knobs: simtenant.Knobs{DeltaReplay: true, DeltaEmptyEvery: 3, PageSize: 4}})
}

func changing(tenant *enginetest.Tenant, licenses bool) []engine.Source {
	return graph.New(tenant.Client, graph.Config{Base: tenant.GraphBase(), ChangesTellLicenses: licenses}).Sources()
}

// readOn is when the newest listing of users was read, and the last whole one.
func readOn(t *testing.T, s sink) (read, whole string) {
	t.Helper()
	snapshots, err := s.Snapshots(t.Context())
	if err != nil || len(snapshots) == 0 {
		t.Fatalf("%d snapshots, %v", len(snapshots), err)
	}
	for _, c := range snapshots[len(snapshots)-1].Coverage {
		if c.Source == ledger.SourceUsers {
			return string(c.ReadTo), string(c.WholeAt)
		}
	}
	return "", ""
}

// told is what a ledger knows, without what changes do not tell. Places in
// history become instants: the rest of them is made of all that a listing has.
func told(t *testing.T, s sink, licenses bool) []string {
	t.Helper()
	var dump strings.Builder
	if err := s.Dump(t.Context(), &dump); err != nil {
		t.Fatal(err)
	}
	var lines []string
	for line := range strings.Lines(dump.String()) {
		words := strings.Fields(line)
		switch {
		case words[0] == `"listing"` && words[1] == strconv.Quote(ledger.SourceUsers):
			continue
		case words[0] == `"assignment"` && (!licenses || strings.Contains(line, `"Error"`)), // a state of its own, never told
			words[0] == `"assigned_plan"` && !licenses:
			continue
		}
		for i, word := range words {
			if n, err := strconv.ParseInt(strings.Trim(word, `"`), 10, 64); err == nil && n > 1<<50 && n != int64(ledger.EndOfTime) {
				words[i] = ledger.Position(n).Instant().String()
			}
		}
		lines = append(lines, strings.Join(words, " "))
	}
	slices.Sort(lines)
	return lines
}

// newestUsers is how many facts the newest listing of users has, and their sum.
func newestUsers(t *testing.T, s sink) string {
	t.Helper()
	var dump strings.Builder
	if err := s.Dump(t.Context(), &dump); err != nil {
		t.Fatal(err)
	}
	newest := ""
	for line := range strings.Lines(dump.String()) {
		if words := strings.Fields(line); words[0] == `"listing"` && words[1] == strconv.Quote(ledger.SourceUsers) {
			newest = fmt.Sprint(words[2], words[3], words[6])
		}
	}
	return newest
}

// TestChanges_TellWhatAWholeReadingWouldHave syncs one tenant into two ledgers,
// by changes and whole, some times a day.
func TestChanges_TellWhatAWholeReadingWouldHave(t *testing.T) {
	for _, licenses := range []bool{false, true} {
		for seed := int64(1); seed <= 2; seed++ {
			t.Run(fmt.Sprintf("seed %d, licenses %v", seed, licenses), func(t *testing.T) {
				t.Parallel()
				tenant, fast, whole := lively(t, seed), newSink(t), newSink(t)
				byChanges, people := 0, 0
				for step := range 10 {
					run(t, fast, tenant.Clock(), changing(tenant, licenses))
					result, err := engine.Run(t.Context(), engine.Options{Sources: changing(tenant, licenses), Sink: whole, Clock: tenant.Clock(), Whole: true})
					if err != nil {
						t.Fatal(err)
					}
					if diff := cmp.Diff(told(t, whole, licenses), told(t, fast, licenses)); diff != "" {
						t.Fatalf("step %d (-whole +changes):\n%s", step, diff)
					}
					if read, last := readOn(t, fast); read != last {
						byChanges++
						people += int(changes(t, result, ledger.SourceUsers).Ended)
					} else if a, b := newestUsers(t, whole), newestUsers(t, fast); a != b {
						t.Fatalf("step %d: read whole, there are %s and %s", step, a, b)
					}
					tenant.Clock().Advance(7 * time.Hour)
				}
				if byChanges < 5 || byChanges > 8 || people < 30 {
					t.Errorf("%d of 10 readings were by changes, in which %d facts ended: the test proves nothing", byChanges, people)
				}
				sound(t, fast)
			})
		}
	}
}

func sound(t *testing.T, s sink) {
	t.Helper()
	findings, err := s.Check(context.Background())
	if err != nil || len(findings) > 0 {
		t.Errorf("check: %v, %v", findings, err)
	}
}

// TestChanges_AreNotUsed tells what makes the next sync read everything.
func TestChanges_AreNotUsed(t *testing.T) {
	for name, c := range map[string]struct {
		knobs  simtenant.Knobs
		spoil  func(t *testing.T, tenant *enginetest.Tenant, s sink) engine.Clock
		wrong  time.Duration // the computer's clock, from the beginning
		change bool          // they are used all the same
	}{
		"nothing is wrong": {change: true},
		"some hours later": {change: true, spoil: func(_ *testing.T, tenant *enginetest.Tenant, _ sink) engine.Clock {
			tenant.Clock().Advance(19 * time.Hour)
			return nil
		}},
		"a day later": {spoil: func(_ *testing.T, tenant *enginetest.Tenant, _ sink) engine.Clock {
			tenant.Clock().Advance(20 * time.Hour)
			return nil
		}},
		"the place is forgotten: 410":         {knobs: simtenant.Knobs{DeltaForget: true}},
		"the place is forgotten: 410, no way": {knobs: simtenant.Knobs{DeltaForget: true, DeltaExpired: "410-bare"}},
		"the place is forgotten: 400":         {knobs: simtenant.Knobs{DeltaForget: true, DeltaExpired: "400"}},
		"the tenant tells none any more":      {knobs: simtenant.Knobs{Forbid: []string{"usersDelta"}}},
		"the computer's clock was set back": {spoil: func(_ *testing.T, tenant *enginetest.Tenant, _ sink) engine.Clock {
			return shifted{tenant.Clock(), -time.Hour}
		}},
		"the computer's clock was set forward": {spoil: func(_ *testing.T, tenant *enginetest.Tenant, _ sink) engine.Clock {
			return shifted{tenant.Clock(), 48 * time.Hour}
		}},
		"the computer's clock was set a little forward": {spoil: func(_ *testing.T, tenant *enginetest.Tenant, _ sink) engine.Clock {
			return shifted{tenant.Clock(), 20 * time.Minute}
		}},
		"the computer's clock was always wrong": {change: true, wrong: -400 * 24 * time.Hour},
		"an older list of people was imported": {spoil: func(t *testing.T, _ *enginetest.Tenant, s sink) engine.Clock {
			importPeople(t, s, someDay)
			return nil
		}},
		"a newer list of people was imported": {spoil: func(t *testing.T, tenant *enginetest.Tenant, s sink) engine.Clock {
			importPeople(t, s, ledger.InstantOf(tenant.Clock().Now())+1)
			return nil
		}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			tenant, s := lively(t, 5), newSink(t)
			run(t, s, shifted{tenant.Clock(), c.wrong}, changing(tenant, false))
			tenant.Clock().Advance(time.Minute)
			knobs := c.knobs
			knobs.PageSize = 50
			tenant.SetKnobs(knobs)
			tenant.Clock().Advance(20 * time.Minute)
			var clock engine.Clock
			if c.spoil != nil {
				clock = c.spoil(t, tenant, s)
			}
			if clock == nil {
				clock = shifted{tenant.Clock(), c.wrong}
			}
			result := run(t, s, clock, changing(tenant, false))
			if result.State != ledger.RunComplete || len(result.Warnings) != 0 {
				t.Errorf("the sync is %s, with %v", result.State, result.Warnings)
			}
			if read, whole := readOn(t, s); (read != whole) != c.change {
				t.Errorf("read at %s, whole at %s", read, whole)
			}
			sound(t, s)
		})
	}
}

// shifted is a clock that is wrong.
type shifted struct {
	engine.Clock
	by time.Duration
}

func (s shifted) Now() time.Time { return s.Clock.Now().Add(s.by) }

func importPeople(t *testing.T, s sink, at ledger.Instant) {
	t.Helper()
	source := &script{name: ledger.SourceFileActiveUsers, pull: func(_ context.Context, _ string, emit func(ledger.Page) error) error {
		return emit(accounts(at, "", "11111111-0000-0000-0000-000000000001"))
	}}
	run(t, s, engine.SystemClock{}, []engine.Source{source})
}

// TestChanges_WithWhichTooMuchEndsAreReadWhole has far more people leave within
// hours than usual: that waits for a person, who judges a whole reading.
func TestChanges_WithWhichTooMuchEndsAreReadWhole(t *testing.T) {
	tenant, s := enginetest.Serve(t, simtenant.Config{Users: 400, Seed: 8, Life: simtenant.Life{Bustle: 150}}), newSink(t)
	run(t, s, tenant.Clock(), changing(tenant, false))
	if _, ok, err := s.Mark(t.Context(), ledger.SourceUsers); !ok || err != nil {
		t.Fatalf("no mark: %v", err)
	}
	tenant.Clock().Advance(12 * time.Hour)
	result := run(t, s, tenant.Clock(), changing(tenant, false))
	if len(result.Held) != 1 || result.Held[0].Source != ledger.SourceUsers {
		t.Fatalf("%+v waits", result.Held)
	}
	if mark, ok, err := s.Mark(t.Context(), ledger.SourceUsers); ok || err != nil {
		t.Errorf("while a listing waits, changes are still asked for at %v (%v)", mark, err)
	}
	if _, err := s.ApplyHeld(t.Context(), ledger.SourceUsers); err != nil {
		t.Fatal(err)
	}
	if _, ok, err := s.Mark(t.Context(), ledger.SourceUsers); ok || err != nil {
		t.Errorf("a listing that waited has a mark (%v)", err)
	}
	tenant.Clock().Advance(time.Hour)
	run(t, s, tenant.Clock(), changing(tenant, false))
	if read, whole := readOn(t, s); read != whole {
		t.Errorf("after one that waited, read at %s, whole at %s", read, whole)
	}
}
