package engine_test

import (
	"context"
	"errors"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"licenseledger/store"
	"licenseledger/store/ledger"
	"licenseledger/sync/engine"
	"licenseledger/sync/engine/enginetest"
	"licenseledger/sync/graph"
	"licenseledger/sync/simtenant"
)

// sink is a real ledger file, as the program hands it to the engine.
type sink struct{ *store.Ledger }

func newSink(t *testing.T) sink {
	t.Helper()
	l, err := store.Create(t.Context(), filepath.Join(t.TempDir(), "contoso.ledger"), store.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := l.Close(); err != nil {
			t.Error(err)
		}
	})
	return sink{l}
}

func (s sink) Stage(ctx context.Context, source string, maxAge time.Duration) (engine.Staging, error) {
	staging, err := s.Ledger.Stage(ctx, source, maxAge)
	if err != nil {
		return nil, err
	}
	return staging, nil
}

func (s sink) StageChanges(ctx context.Context, source string, maxAge time.Duration) (engine.Staging, error) {
	staging, err := s.Ledger.StageChanges(ctx, source, maxAge)
	if err != nil {
		return nil, err
	}
	return staging, nil
}

func (s sink) StageActivity(ctx context.Context, source string, maxAge time.Duration) (engine.ActivityStaging, error) {
	staging, err := s.Ledger.StageActivity(ctx, source, maxAge)
	if err != nil {
		return nil, err
	}
	return staging, nil
}

func (s sink) Publish(ctx context.Context, staging engine.Staging, p ledger.Publication) (ledger.Published, error) {
	return s.Ledger.Publish(ctx, staging.(*store.Staging), p)
}

// directory gives the Graph sources of a tenant, a few accounts a page.
func directory(tenant *enginetest.Tenant) []engine.Source {
	return graph.New(tenant.Client, graph.Config{Base: tenant.GraphBase(), PageSize: 40}).Sources()
}

func run(t *testing.T, s engine.Sink, clock engine.Clock, sources []engine.Source) engine.Result {
	t.Helper()
	result, err := engine.Run(t.Context(), engine.Options{Sources: sources, Sink: s, Clock: clock})
	if err != nil {
		t.Fatalf("run: %v", err)
	}
	return result
}

// changes gives what a run's publication of a source changed.
func changes(t *testing.T, r engine.Result, source string) ledger.Published {
	t.Helper()
	for _, p := range r.Published {
		if p.Source == source {
			return p
		}
	}
	t.Fatalf("%s was not published; warnings: %v", source, r.Warnings)
	return ledger.Published{}
}

// unchanged checks that another run finds every source as the one before left it.
func unchanged(t *testing.T, s engine.Sink, tenant *enginetest.Tenant) {
	t.Helper()
	tenant.SetKnobs(simtenant.Knobs{})
	tenant.Clock().Advance(time.Minute)
	for _, p := range run(t, s, tenant.Clock(), directory(tenant)).Published {
		if p.Began != 0 || p.Ended != 0 || p.Rows == 0 {
			t.Errorf("an undisturbed reading of %s differs: %d rows, %d began, %d ended", p.Source, p.Rows, p.Began, p.Ended)
		}
	}
}

func TestRun_PublishesEverySourceAtMicrosoftsTime(t *testing.T) {
	tenant, s := enginetest.Serve(t, simtenant.Config{Users: 100, Seed: 3}), newSink(t)
	tenant.Clock().Advance(10 * 24 * time.Hour)
	var last engine.Progress
	began := tenant.Clock().Now()
	result, err := engine.Run(t.Context(), engine.Options{Sources: directory(tenant), Sink: s, Clock: tenant.Clock(),
		OnProgress: func(p engine.Progress) { last = p }})
	if err != nil || result.State != ledger.RunComplete || len(result.Published) != 5 || result.SnapshotID == 0 || len(result.Warnings) != 0 {
		t.Fatalf("result is %+v, error %v", result, err)
	}
	for _, stage := range last.Stages {
		if stage.State != engine.StageDone || stage.Rows == 0 && stage.Source != ledger.SourceGroups || stage.WaitUntil != "" {
			t.Errorf("stage ended as %+v", stage)
		}
	}
	snapshots, err := s.Snapshots(t.Context())
	if err != nil || len(snapshots) != 1 {
		t.Fatalf("%d snapshots, %v", len(snapshots), err)
	}
	at, err := time.Parse(time.RFC3339, snapshots[0].At)
	if err != nil || at.Before(began) || at.After(tenant.Clock().Now()) {
		t.Errorf("the snapshot is at %v, Microsoft answered between %v and %v", snapshots[0].At, began, tenant.Clock().Now())
	}
	unchanged(t, s, tenant)
}

func TestRun_CancelledInTheMiddleGoesOnFromThere(t *testing.T) {
	tenant, s := enginetest.Serve(t, simtenant.Config{Users: 200, Seed: 3}), newSink(t)
	ctx, cancel := context.WithCancel(t.Context())
	read := int64(0)
	result, err := engine.Run(ctx, engine.Options{Sources: directory(tenant), Sink: s, Clock: tenant.Clock(),
		OnProgress: func(p engine.Progress) {
			if users := p.Stages[3]; users.State == engine.StageReading && users.Rows > 0 {
				read = users.Rows
				cancel()
			}
		}})
	if ledger.CodeOf(err) != ledger.CodeCanceled || result.State != ledger.RunCanceled || len(result.Published) != 3 {
		t.Fatalf("state %s, %d published, error %v", result.State, len(result.Published), err)
	}
	first := int64(-1)
	result, err = engine.Run(t.Context(), engine.Options{Sources: directory(tenant), Sink: s, Clock: tenant.Clock(),
		OnProgress: func(p engine.Progress) {
			if users := p.Stages[3]; first < 0 && users.State == engine.StageReading {
				first = users.Rows
			}
		}})
	if err != nil || result.State != ledger.RunComplete {
		t.Fatalf("state %s, error %v", result.State, err)
	}
	if first != read || read == 0 {
		t.Errorf("the second run began with %d rows, the first had kept %d", first, read)
	}
	unchanged(t, s, tenant)
}

func TestRun_ARefusedSourceIsAWarningAndTheOthersGoOn(t *testing.T) {
	tenant, s := enginetest.Serve(t, simtenant.Config{Users: 60, Seed: 3, Knobs: simtenant.Knobs{Forbid: []string{"deletedItems"}}}), newSink(t)
	var last engine.Progress
	result, err := engine.Run(t.Context(), engine.Options{Sources: directory(tenant), Sink: s, Clock: tenant.Clock(),
		OnProgress: func(p engine.Progress) { last = p }})
	if err != nil || result.State != ledger.RunPartial || len(result.Published) != 4 || len(result.Errors) != 1 {
		t.Fatalf("result is %+v, error %v", result, err)
	}
	w := result.Warnings
	if len(w) != 1 || w[0].Code != engine.WarnPermissionMissing || w[0].Source != ledger.SourceDeletedUsers || !strings.Contains(w[0].Text, "User.Read.All") {
		t.Errorf("warnings are %+v", w)
	}
	if last.Stages[4].State != engine.StageForbidden {
		t.Errorf("stages ended as %+v", last.Stages)
	}
}

func TestRun_NothingReadableIsAFailureWithItsCode(t *testing.T) {
	tenant, s := enginetest.Serve(t, simtenant.Config{Users: 60, Seed: 3, Knobs: simtenant.Knobs{Forbid: []string{"User.Read.All"}}}), newSink(t)
	result, err := engine.Run(t.Context(), engine.Options{Sources: directory(tenant)[3:], Sink: s, Clock: tenant.Clock()})
	if ledger.CodeOf(err) != ledger.CodeConsentRequired || result.State != ledger.RunFailed || result.SnapshotID != 0 {
		t.Errorf("state %s, snapshot %d, error %v", result.State, result.SnapshotID, err)
	}
}

func TestRun_PeopleMissedWhilePagingDoNotLeave(t *testing.T) {
	tenant, s := enginetest.Serve(t, simtenant.Config{Users: 200, Seed: 3}), newSink(t)
	run(t, s, tenant.Clock(), directory(tenant))
	tenant.Clock().Advance(time.Minute)
	tenant.SetKnobs(simtenant.Knobs{MissEvery: 7, RepeatLast: true})
	users := changes(t, run(t, s, tenant.Clock(), directory(tenant)), ledger.SourceUsers)
	if users.Began != 0 || users.Ended != 0 {
		t.Errorf("%d facts began and %d ended although nobody left", users.Began, users.Ended)
	}
	tenant.Clock().Advance(14 * 24 * time.Hour)
	left := changes(t, run(t, s, tenant.Clock(), directory(tenant)), ledger.SourceUsers)
	if left.Ended == 0 {
		t.Error("nobody left in two weeks: the test tenant is too small")
	}
	// A newcomer can be missed, but nobody is there who has left.
	tenant.SetKnobs(simtenant.Knobs{})
	tenant.Clock().Advance(time.Minute)
	if p := changes(t, run(t, s, tenant.Clock(), directory(tenant)), ledger.SourceUsers); p.Ended != 0 {
		t.Errorf("%d facts end in an undisturbed reading", p.Ended)
	}
}

func TestRun_AnExpiredCursorStartsTheSourceAgain(t *testing.T) {
	tenant, s := enginetest.Serve(t, simtenant.Config{Users: 200, Seed: 3}), newSink(t)
	ctx, cancel := context.WithCancel(t.Context())
	_, err := engine.Run(ctx, engine.Options{Sources: directory(tenant)[3:4], Sink: s, Clock: tenant.Clock(),
		OnProgress: func(p engine.Progress) {
			if p.Stages[0].Rows > 0 {
				cancel()
			}
		}})
	if ledger.CodeOf(err) != ledger.CodeCanceled {
		t.Fatal(err)
	}
	// Served at another address, the tenant refuses the links it gave before.
	moved := enginetest.Serve(t, simtenant.Config{Users: 200, Seed: 3})
	refused := len(moved.Refused())
	users := changes(t, run(t, s, moved.Clock(), directory(moved)[3:4]), ledger.SourceUsers)
	if len(moved.Refused()) != refused+1 {
		t.Errorf("refused: %v", moved.Refused())
	}
	again := newSink(t)
	if want := changes(t, run(t, again, moved.Clock(), directory(moved)[3:4]), ledger.SourceUsers); users.Rows != want.Rows {
		t.Errorf("%d rows after the new start, %d in an undisturbed run", users.Rows, want.Rows)
	}
}

// TestRun_CancelEndsAPageThatDoesNotCome cancels a run whose page comes in an hour: that it
// ends at all is what is asked. How soon a sync does, `go run ./build bench -run cancel` measures.
func TestRun_CancelEndsAPageThatDoesNotCome(t *testing.T) {
	tenant, s := enginetest.Serve(t, simtenant.Config{Users: 60, Seed: 3, Knobs: simtenant.Knobs{PageDelay: time.Hour}}), newSink(t)
	ctx, cancel := context.WithCancel(t.Context())
	asked := make(chan struct{}, 1)
	go func() {
		<-asked
		cancel()
	}()
	_, err := engine.Run(ctx, engine.Options{Sources: directory(tenant), Sink: s, Clock: engine.SystemClock{},
		OnProgress: func(p engine.Progress) {
			if p.Stages[3].State == engine.StageReading {
				select {
				case asked <- struct{}{}:
				default:
				}
			}
		}})
	if ledger.CodeOf(err) != ledger.CodeCanceled || !errors.Is(err, context.Canceled) {
		t.Errorf("error is %v", err)
	}
}

func TestRun_OnlyOneAtATime(t *testing.T) {
	tenant, s := enginetest.Serve(t, simtenant.Config{Users: 60, Seed: 3}), newSink(t)
	var second error
	_, err := engine.Run(t.Context(), engine.Options{Sources: directory(tenant)[:1], Sink: s, Clock: tenant.Clock(),
		OnProgress: func(engine.Progress) {
			_, second = engine.Run(t.Context(), engine.Options{Sources: directory(tenant), Sink: s, Clock: tenant.Clock()})
		}})
	if err != nil || ledger.CodeOf(second) != ledger.CodeBusy {
		t.Errorf("first run: %v, second: %v", err, second)
	}
}

func TestRun_UnknownSourcesAreRefusedBeforeAnythingBegins(t *testing.T) {
	s := newSink(t)
	_, err := engine.Run(t.Context(), engine.Options{Sources: []engine.Source{&script{name: "graph.imaginary"}}, Sink: s, Clock: engine.SystemClock{}})
	if ledger.CodeOf(err) != ledger.CodeInternal {
		t.Errorf("error is %v", err)
	}
	if _, err := s.BeginRun(t.Context(), ledger.RunSync); err != nil {
		t.Errorf("a run was begun: %v", err)
	}
	if !slices.ContainsFunc(ledger.Sources(), func(i ledger.SourceInfo) bool { return i.Name == ledger.SourceUsers }) {
		t.Error("graph.users is not in the list of sources")
	}
}
