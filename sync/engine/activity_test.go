package engine_test

import (
	"context"
	"errors"
	"os"
	"slices"
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

// watcher is a ledger that notes which days of activity are published.
type watcher struct {
	sink
	days  []string
	seen  map[string][]ledger.Use
	after func(day string) // called when a day was published; may be nil
}

func (w *watcher) PublishActivity(ctx context.Context, s ledger.ActivitySlice) error {
	err := w.sink.PublishActivity(ctx, s)
	uses := slices.Clone(s.Uses)
	slices.SortFunc(uses, func(a, b ledger.Use) int {
		return strings.Compare(a.UserID+string(a.Product), b.UserID+string(b.Product))
	})
	if w.seen == nil {
		w.seen = map[string][]ledger.Use{}
	}
	w.days, w.seen[s.Day] = append(w.days, s.Day), uses
	if w.after != nil {
		w.after(s.Day)
	}
	return err
}

const activePeople = 200

func activeTenant(t *testing.T, knobs simtenant.Knobs) *enginetest.Tenant {
	t.Helper()
	tenant := enginetest.Serve(t, simtenant.Config{Users: activePeople, Seed: 5, Premium: true, Knobs: knobs})
	tenant.Clock().Advance(26 * time.Hour)
	return tenant
}

// signInsOf reads sign-ins a few to a page.
func signInsOf(tenant *enginetest.Tenant, m graph.Memory) (engine.ActivitySource, error) {
	apps, err := graph.ReadSignInApps(graph.BuiltInApps())
	if err != nil {
		return nil, err
	}
	return graph.New(tenant.Client, graph.Config{Base: tenant.GraphBase()}).SignIns(graph.SignInsConfig{Apps: apps, Memory: m, PageSize: 30}), nil
}

func mustSignIns(t *testing.T, tenant *enginetest.Tenant, m graph.Memory) engine.ActivitySource {
	t.Helper()
	source, err := signInsOf(tenant, m)
	if err != nil {
		t.Fatal(err)
	}
	return source
}

func watchRun(ctx context.Context, t *testing.T, w *watcher, tenant *enginetest.Tenant, progress func(engine.Progress)) (engine.Result, error) {
	t.Helper()
	return engine.Run(ctx, engine.Options{Sources: directory(tenant)[:1], Activity: []engine.ActivitySource{mustSignIns(t, tenant, w)}, Sink: w,
		Clock: tenant.Clock(), OnProgress: progress})
}

func mustWatch(t *testing.T, w *watcher, tenant *enginetest.Tenant) engine.Result {
	t.Helper()
	result, err := watchRun(t.Context(), t, w, tenant, nil)
	if err != nil || result.State != ledger.RunComplete || len(result.Activity) != 1 {
		t.Fatalf("result is %+v, error %v", result, err)
	}
	return result
}

// staged gives the file in which an unfinished day waits.
func staged(w *watcher) bool {
	_, err := os.Stat(w.Path() + "." + ledger.SourceSignIns + ".staging")
	return err == nil
}

func TestRunActivity_ReadsAMonthAndThenTheDaysThatMayHaveChanged(t *testing.T) {
	tenant, w := activeTenant(t, simtenant.Knobs{}), &watcher{sink: newSink(t)}
	result := mustWatch(t, w, tenant)
	today := tenant.Clock().Now()
	if a := result.Activity[0]; a.Days != 30 || a.From != today.AddDate(0, 0, -29).Format(time.DateOnly) || a.To != today.Format(time.DateOnly) || a.Uses == 0 {
		t.Errorf("read %+v", a)
	}
	watches, err := w.Watches(t.Context(), ledger.InstantOf(today))
	if err != nil || len(watches) != 2 || watches[0].Since != w.days[0] || watches[0].Until != today.Format(time.DateOnly) || len(watches[0].Gaps) != 0 {
		t.Errorf("watches are %+v (%v)", watches, err)
	}
	early := w.seen[today.Format(time.DateOnly)]
	w.days = nil
	tenant.Clock().Advance(20 * time.Hour) // the next day
	mustWatch(t, w, tenant)
	want := []string{today.AddDate(0, 0, -1).Format(time.DateOnly), today.Format(time.DateOnly), today.AddDate(0, 0, 1).Format(time.DateOnly)}
	if !slices.Equal(w.days, want) {
		t.Errorf("the second run read %v, want %v", w.days, want)
	}
	if late := w.seen[today.Format(time.DateOnly)]; len(late) <= len(early) {
		t.Errorf("a day that was not over had %d uses, now %d", len(early), len(late))
	}
	if refused := tenant.Refused(); len(refused) != 0 || staged(w) {
		t.Errorf("refused: %v; a staging is left: %v", refused, staged(w))
	}
}

// TestRunActivity_CancelledAnywhereEndsTheSame: days that were read stay, and
// the day that was not goes on where it was.
func TestRunActivity_CancelledAnywhereEndsTheSame(t *testing.T) {
	tenant, whole := activeTenant(t, simtenant.Knobs{}), &watcher{sink: newSink(t)}
	mustWatch(t, whole, tenant)
	w := &watcher{sink: newSink(t)}
	stops := []int64{40, 100, 400}
	for _, stop := range stops {
		ctx, cancel := context.WithCancel(t.Context())
		first := int64(-1)
		result, err := watchRun(ctx, t, w, tenant, func(p engine.Progress) {
			if s := p.Stages[1]; s.State == engine.StageReading {
				if first < 0 {
					first = s.Rows
				}
				if s.Rows >= stop {
					cancel()
				}
			}
		})
		if ledger.CodeOf(err) != ledger.CodeCanceled || result.State != ledger.RunCanceled || !staged(w) || stop > stops[0] && first == 0 {
			t.Fatalf("stopped at %d: %+v, %v; a day is staged: %v, reading began at %d", stop, result, err, staged(w), first)
		}
	}
	mustWatch(t, w, tenant)
	if diff := cmp.Diff(whole.seen, w.seen); diff != "" {
		t.Errorf("undisturbed and stopped differ:\n%s", diff)
	}
	if days := slices.Compact(slices.Clone(w.days)); len(days) != 30 {
		t.Errorf("days were read %v", w.days)
	}
}

func TestRunActivity_KilledInTheMiddleOfADayGoesOnFromThere(t *testing.T) {
	tenant, whole := activeTenant(t, simtenant.Knobs{}), &watcher{sink: newSink(t)}
	mustWatch(t, whole, tenant)
	tenant.Clock().Advance(time.Minute) // the quota of the calls before is over
	path := newPath(t)
	kept := kill(t, ends{Endpoints: tenant.Endpoints, CA: tenant.CAPEM, Certificate: tenant.ClientCertificatePEM,
		Path: path, KillAt: ledger.SourceSignIns, MoreRowsThanThisMany: 20, Now: tenant.Clock().Now()})
	w, first := &watcher{sink: openSink(t, path)}, int64(-1)
	_, err := watchRun(t.Context(), t, w, tenant, func(p engine.Progress) {
		if s := p.Stages[1]; first < 0 && s.State == engine.StageReading {
			first = s.Rows
		}
	})
	if err != nil || first != kept || len(w.seen) != 30 {
		t.Fatalf("the run went on from %d entries, %d were kept; %d days, %v", first, kept, len(w.seen), err)
	}
	if diff := cmp.Diff(whole.seen, w.seen); diff != "" {
		t.Errorf("undisturbed and killed differ:\n%s", diff)
	}
}

// stopInADay syncs until a day was read in part, and leaves that staged.
func stopInADay(t *testing.T, w *watcher, tenant *enginetest.Tenant) {
	t.Helper()
	ctx, cancel := context.WithCancel(t.Context())
	_, err := watchRun(ctx, t, w, tenant, func(p engine.Progress) {
		if p.Stages[1].Rows >= 40 {
			cancel()
		}
	})
	if ledger.CodeOf(err) != ledger.CodeCanceled || !staged(w) {
		t.Fatalf("error %v, staged %v", err, staged(w))
	}
}

func TestRunActivity_AStagingThatIsDamagedIsReadAnew(t *testing.T) {
	tenant, w := activeTenant(t, simtenant.Knobs{}), &watcher{sink: newSink(t)}
	stopInADay(t, w, tenant)
	if err := os.WriteFile(w.Path()+"."+ledger.SourceSignIns+".staging", []byte("no database"), 0o600); err != nil {
		t.Fatal(err)
	}
	if result := mustWatch(t, w, tenant); result.Activity[0].Days != 30 {
		t.Errorf("result is %+v", result)
	}
}

// A table of programs may have lost a product since the day was begun.
func TestRunActivity_AStagingOfOtherProductsIsReadAnew(t *testing.T) {
	tenant, w := activeTenant(t, simtenant.Knobs{}), &watcher{sink: newSink(t)}
	stopInADay(t, w, tenant)
	var table []string
	for line := range strings.Lines(string(graph.BuiltInApps())) {
		if len(table) == 0 || strings.Contains(line, string(ledger.ProductPowerApps)) {
			table = append(table, line)
		}
	}
	apps, err := graph.ReadSignInApps([]byte(strings.Join(table, "")))
	if err != nil {
		t.Fatal(err)
	}
	source := graph.New(tenant.Client, graph.Config{Base: tenant.GraphBase()}).SignIns(graph.SignInsConfig{Apps: apps, Memory: w, PageSize: 30})
	result, err := engine.Run(t.Context(), engine.Options{Sources: directory(tenant)[:1], Activity: []engine.ActivitySource{source}, Sink: w, Clock: tenant.Clock()})
	if err != nil || len(result.Activity) != 1 || result.Activity[0].Days == 0 || result.Activity[0].Uses == 0 {
		t.Fatalf("result is %+v, error %v", result, err)
	}
}

func TestRunActivity_WhereNoUseIsKeptNothingIsAskedFor(t *testing.T) {
	tenant, w := activeTenant(t, simtenant.Knobs{}), &watcher{sink: newSink(t)}
	stopInADay(t, w, tenant)
	if err := w.SetActivityLevel(t.Context(), ledger.ActivityNone); err != nil {
		t.Fatal(err)
	}
	tenant.SetKnobs(simtenant.Knobs{Forbid: []string{"AuditLog.Read.All"}}) // asked for, it would be refused
	stages := 0
	result, err := watchRun(t.Context(), t, w, tenant, func(p engine.Progress) { stages = len(p.Stages) })
	if err != nil || result.State != ledger.RunComplete || len(result.Warnings) != 0 || len(tenant.Refused()) != 0 || stages != 1 || staged(w) {
		t.Errorf("%+v, %v; refused %v, %d stages, staged %v", result, err, tenant.Refused(), stages, staged(w))
	}
}

// TestRunActivity_WhatATenantDoesNotHaveIsAWarning, and what fails makes the run
// partial; either way everything else is published.
func TestRunActivity_WhatATenantDoesNotHaveIsAWarning(t *testing.T) {
	for name, tt := range map[string]struct {
		knobs   simtenant.Knobs
		warning string
		state   ledger.RunState
		stage   engine.StageState
	}{
		"no role":   {simtenant.Knobs{Forbid: []string{"signIns"}}, ledger.WarnRoleMissing, ledger.RunComplete, engine.StageForbidden},
		"no P1":     {simtenant.Knobs{ActivityKnobs: simtenant.ActivityKnobs{Premium: "missing"}}, ledger.WarnNoPremium, ledger.RunComplete, engine.StageForbidden},
		"no answer": {simtenant.Knobs{ActivityKnobs: simtenant.ActivityKnobs{SignInWindow: time.Second}}, ledger.WarnUnreachable, ledger.RunPartial, engine.StageFailed},
	} {
		t.Run(name, func(t *testing.T) {
			tenant, w := activeTenant(t, tt.knobs), &watcher{sink: newSink(t)}
			var last engine.StageProgress
			result, err := watchRun(t.Context(), t, w, tenant, func(p engine.Progress) { last = p.Stages[1] })
			if err != nil || result.State != tt.state || len(result.Published) != 1 || len(result.Activity) != 0 {
				t.Fatalf("result is %+v, error %v", result, err)
			}
			if len(result.Warnings) != 1 || result.Warnings[0].Code != tt.warning || result.Warnings[0].Source != ledger.SourceSignIns {
				t.Errorf("warnings are %+v", result.Warnings)
			}
			if last.State != tt.stage || last.WaitUntil != "" {
				t.Errorf("the stage ended as %+v", last)
			}
		})
	}
}

// TestRunActivity_APermissionThatWasNeverGrantedIsNoNews, and one that was taken
// away is.
func TestRunActivity_APermissionThatWasNeverGrantedIsNoNews(t *testing.T) {
	refusing := simtenant.Knobs{Forbid: []string{"AuditLog.Read.All"}}
	tenant, w := activeTenant(t, refusing), &watcher{sink: newSink(t)}
	var last engine.StageProgress
	progress := func(p engine.Progress) { last = p.Stages[1] }
	result, err := watchRun(t.Context(), t, w, tenant, progress)
	if err != nil || result.State != ledger.RunComplete || len(result.Warnings) != 0 || last.State != engine.StageForbidden || len(tenant.Refused()) != 1 {
		t.Errorf("never granted: %+v, %v; the stage ended as %+v", result, err, last)
	}
	missing := simtenant.Knobs{ActivityKnobs: simtenant.ActivityKnobs{Premium: "missing"}}
	tenant, w = activeTenant(t, missing), &watcher{sink: newSink(t)}
	for n := range 3 { // told once, on whatever day
		if result, err = watchRun(t.Context(), t, w, tenant, progress); err != nil || (len(result.Warnings) == 1) != (n == 0) || last.State != engine.StageForbidden {
			t.Errorf("without P1, run %d: %+v, %v; the stage ended as %+v", n+1, result.Warnings, err, last)
		}
		tenant.Clock().Advance(13 * time.Hour)
	}
	tenant, w = activeTenant(t, simtenant.Knobs{}), &watcher{sink: newSink(t)}
	mustWatch(t, w, tenant)
	tenant.SetKnobs(refusing)
	result, err = watchRun(t.Context(), t, w, tenant, progress)
	if err != nil || result.State != ledger.RunComplete || len(result.Warnings) != 1 || result.Warnings[0].Code != ledger.WarnPermissionMissing ||
		!strings.Contains(result.Warnings[0].Text, "AuditLog.Read.All") {
		t.Errorf("taken away: %+v, %v", result, err)
	}
}

// TestRunActivity_WhatIsNotRememberedIsNotWatched: a tenant that bought P1 a week
// ago has no sign-ins of before, and that says nothing about anybody.
func TestRunActivity_WhatIsNotRememberedIsNotWatched(t *testing.T) {
	tenant := activeTenant(t, simtenant.Knobs{ActivityKnobs: simtenant.ActivityKnobs{SignInsKept: 7 * 24 * time.Hour}})
	w := &watcher{sink: newSink(t)}
	mustWatch(t, w, tenant)
	today := tenant.Clock().Now()
	if n := len(w.days); n != 8 || w.days[0] != today.AddDate(0, 0, -7).Format(time.DateOnly) {
		t.Errorf("kept %v", w.days)
	}
	// Later runs do not ask for the days before again.
	asked := map[string]bool{}
	source := mustSignIns(t, tenant, w)
	_, err := engine.Run(t.Context(), engine.Options{Sources: directory(tenant)[:1], Activity: []engine.ActivitySource{asking{source, asked}}, Sink: w, Clock: tenant.Clock()})
	if err != nil || len(asked) != 2 {
		t.Errorf("asked for %v (%v)", asked, err)
	}
}

// asking notes the days that are asked for.
type asking struct {
	engine.ActivitySource
	days map[string]bool
}

func (a asking) ReadDay(ctx context.Context, day, cursor string, emit func(ledger.ActivityPage) error) error {
	a.days[day] = true
	return a.ActivitySource.ReadDay(ctx, day, cursor, emit)
}

// preparing is a source of activity whose days need work at the service.
type preparing struct {
	engine.ActivitySource
	ready    map[string]bool
	asked    []string
	finished []string
}

func (p *preparing) PrepareDays(_ context.Context, days []string) error { p.asked = days; return nil }
func (p *preparing) FinishDay(_ context.Context, day string) error {
	p.finished = append(p.finished, day)
	return nil
}

func (p *preparing) ReadDay(ctx context.Context, day, cursor string, emit func(ledger.ActivityPage) error) error {
	if !p.ready[day] {
		return &engine.NotAvailable{Warning: ledger.WarnSearchPending, Err: ledger.Errorf(ledger.CodePending, "search", "Still searching.")}
	}
	return emit(ledger.ActivityPage{At: ledger.InstantOf(time.Date(2026, 1, 6, 9, 0, 0, 0, time.UTC)), Told: 1, Uses: []ledger.Use{{UserID: "a", Product: ledger.ProductPowerApps}}})
}

// TestRunActivity_DaysThatAreNotReadyHoldNoOthersUp.
func TestRunActivity_DaysThatAreNotReadyHoldNoOthersUp(t *testing.T) {
	tenant, w := activeTenant(t, simtenant.Knobs{}), &watcher{sink: newSink(t)}
	today := tenant.Clock().Now()
	day := func(back int) string { return today.AddDate(0, 0, -back).Format(time.DateOnly) }
	source := &preparing{ActivitySource: mustSignIns(t, tenant, w), ready: map[string]bool{day(3): true, day(1): true}}
	result, err := engine.Run(t.Context(), engine.Options{Sources: directory(tenant)[:1], Activity: []engine.ActivitySource{source}, Sink: w, Clock: tenant.Clock()})
	if err != nil || result.State != ledger.RunComplete || !slices.Equal(w.days, []string{day(3), day(1)}) || !slices.Equal(source.finished, w.days) || len(source.asked) != 30 {
		t.Errorf("%+v, %v; published %v, finished %v, asked for %d", result, err, w.days, source.finished, len(source.asked))
	}
	if len(result.Warnings) != 1 || result.Warnings[0].Code != ledger.WarnSearchPending {
		t.Errorf("warnings are %+v", result.Warnings)
	}
	source.ready[day(2)], w.days = true, nil
	result, err = engine.Run(t.Context(), engine.Options{Sources: directory(tenant)[:1], Activity: []engine.ActivitySource{source}, Sink: w, Clock: tenant.Clock()})
	if err != nil || !slices.Contains(w.days, day(2)) || !slices.Contains(source.asked, day(2)) || slices.Contains(source.asked, day(5)) {
		t.Errorf("%+v, %v; published %v, asked for %v", result, err, w.days, source.asked)
	}
}

// fullDisk is a ledger that can keep no day.
type fullDisk struct{ *watcher }

func (fullDisk) PublishActivity(context.Context, ledger.ActivitySlice) error {
	return ledger.Errorf(ledger.CodeDiskFull, "publish activity", "Full.")
}

func TestRunActivity_AFullDiskStopsTheRun(t *testing.T) {
	tenant, w := activeTenant(t, simtenant.Knobs{}), &watcher{sink: newSink(t)}
	result, err := engine.Run(t.Context(), engine.Options{Sources: directory(tenant)[:1], Activity: []engine.ActivitySource{mustSignIns(t, tenant, w)}, Sink: fullDisk{w}, Clock: tenant.Clock()})
	var known *ledger.Error
	if !errors.As(err, &known) || known.Code != ledger.CodeDiskFull || result.State != ledger.RunPartial {
		t.Errorf("state %s, error %v", result.State, err)
	}
}
