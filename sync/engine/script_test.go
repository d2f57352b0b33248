package engine_test

import (
	"context"
	"slices"
	"strings"
	"testing"
	"time"

	"licenseledger/store/ledger"
	"licenseledger/sync/engine"
)

// script is a source that says what a test tells it to.
type script struct {
	name    string
	pull    func(ctx context.Context, cursor string, emit func(ledger.Page) error) error
	confirm func(owners []string) ([]ledger.Object, []ledger.Evidence, error)
}

func (s *script) Name() string { return s.name }

func (s *script) Pull(ctx context.Context, cursor string, emit func(ledger.Page) error) error {
	return s.pull(ctx, cursor, emit)
}

// confirming is a script that can look accounts up.
type confirming struct{ script }

func (s *confirming) Confirm(_ context.Context, owners []string) ([]ledger.Object, []ledger.Evidence, error) {
	return s.confirm(owners)
}

// long is a script that needs work at the service first.
type long struct {
	script
	prepare  func() error
	finished *int
}

func (s *long) Prepare(context.Context) error { return s.prepare() }
func (s *long) Finish(context.Context) error  { *s.finished++; return nil }

func accounts(at ledger.Instant, cursor string, ids ...string) ledger.Page {
	page := ledger.Page{At: at, Cursor: cursor}
	for _, id := range ids {
		page.Objects = append(page.Objects, ledger.Object{Owner: id, Facts: []ledger.Fact{ledger.User{UserID: id}}})
	}
	return page
}

const someDay = ledger.Instant(1_770_000_000_000)

func TestRun_AnAbsenceThatCannotBeLookedUpIsNotPublished(t *testing.T) {
	s := newSink(t)
	now := []string{"a", "b", "c"}
	at := someDay
	source := &confirming{script{name: ledger.SourceUsers, pull: func(_ context.Context, _ string, emit func(ledger.Page) error) error {
		return emit(accounts(at, "", now...))
	}}}
	run(t, s, engine.SystemClock{}, []engine.Source{source})
	now, at = []string{"a"}, someDay+60_000
	for name, confirm := range map[string]func([]string) ([]ledger.Object, []ledger.Evidence, error){
		"the service is away": func([]string) ([]ledger.Object, []ledger.Evidence, error) {
			return nil, nil, ledger.Errorf(ledger.CodeOffline, "look up users", "Away.")
		},
		"one was not looked up": func([]string) ([]ledger.Object, []ledger.Evidence, error) {
			return nil, []ledger.Evidence{{UserID: "b", At: at, Source: ledger.SourceUsers}}, nil
		},
	} {
		source.confirm = confirm
		result, err := engine.Run(t.Context(), engine.Options{Sources: []engine.Source{source}, Sink: s, Clock: engine.SystemClock{}})
		if err == nil || result.State != ledger.RunFailed || len(result.Published) != 0 {
			t.Errorf("%s: %+v, %v", name, result, err)
		}
	}
	var asked []string
	source.confirm = func(owners []string) ([]ledger.Object, []ledger.Evidence, error) {
		asked = owners
		return accounts(at, "", "b").Objects, []ledger.Evidence{
			{UserID: "b", At: at, Found: true, Source: ledger.SourceUsers}, {UserID: "c", At: at, Source: ledger.SourceUsers}}, nil
	}
	// The pages are staged: only the looking up is done again.
	source.pull = func(context.Context, string, func(ledger.Page) error) error {
		t.Error("the listing was read again")
		return nil
	}
	p := changes(t, run(t, s, engine.SystemClock{}, []engine.Source{source}), ledger.SourceUsers)
	if strings.Join(asked, " ") != "b c" || p.Rows != 2 || p.Ended != 1 || p.Began != 0 {
		t.Errorf("looked up %v, published %+v", asked, p)
	}
}

func TestRun_AListingWithoutALastPageIsNotPublished(t *testing.T) {
	s := newSink(t)
	source := &script{name: ledger.SourceDeletedUsers, pull: func(_ context.Context, _ string, emit func(ledger.Page) error) error {
		return emit(ledger.Page{At: someDay, Cursor: "more"})
	}}
	result, err := engine.Run(t.Context(), engine.Options{Sources: []engine.Source{source}, Sink: s, Clock: engine.SystemClock{}})
	if ledger.CodeOf(err) != ledger.CodeInternal || result.State != ledger.RunFailed {
		t.Errorf("state %s, error %v", result.State, err)
	}
}

func TestRun_ACursorThatExpiresTwiceIsGivenUp(t *testing.T) {
	pulls := 0
	source := &script{name: ledger.SourceDeletedUsers, pull: func(context.Context, string, func(ledger.Page) error) error {
		pulls++
		return ledger.Errorf(ledger.CodeCursorExpired, "read deleted users", "Expired.")
	}}
	_, err := engine.Run(t.Context(), engine.Options{Sources: []engine.Source{source}, Sink: newSink(t), Clock: engine.SystemClock{}})
	if ledger.CodeOf(err) != ledger.CodeCursorExpired || pulls != 2 {
		t.Errorf("%d pulls, error %v", pulls, err)
	}
}

func TestRun_AFullDiskStopsTheRun(t *testing.T) {
	// A fact that the staging has no table for stands for any page that cannot be kept.
	bad := &script{name: ledger.SourceDeletedUsers, pull: func(_ context.Context, _ string, emit func(ledger.Page) error) error {
		return emit(accounts(someDay, "", "a"))
	}}
	next := &script{name: ledger.SourceUsers, pull: func(context.Context, string, func(ledger.Page) error) error {
		t.Error("the next source was read")
		return nil
	}}
	result, err := engine.Run(t.Context(), engine.Options{Sources: []engine.Source{bad, next}, Sink: newSink(t), Clock: engine.SystemClock{}})
	if err == nil || result.State != ledger.RunFailed {
		t.Errorf("state %s, error %v", result.State, err)
	}
}

// TestRun_AServiceThatIsAwayIsAskedOnce: every question would wait as long.
func TestRun_AServiceThatIsAwayIsAskedOnce(t *testing.T) {
	for _, code := range []ledger.Code{ledger.CodeOffline, ledger.CodeSignInRequired} {
		asked := 0
		away := func(context.Context, string, func(ledger.Page) error) error {
			asked++
			return ledger.Errorf(code, "read", "Away.")
		}
		report := &script{name: ledger.SourceLicenseReport, pull: func(_ context.Context, _ string, emit func(ledger.Page) error) error {
			return emit(ledger.Page{At: someDay, Objects: []ledger.Object{{Facts: []ledger.Fact{ledger.ReportRow{UserName: "Jane"}}}}})
		}}
		result := run(t, newSink(t), engine.SystemClock{}, []engine.Source{&script{name: ledger.SourceOrganization, pull: away},
			&script{name: ledger.SourceUsers, pull: away}, report})
		if asked != 1 || len(result.Errors) != 2 || result.State != ledger.RunPartial {
			t.Errorf("%s: asked %d times, %+v", code, asked, result)
		}
		if len(result.Published) != 1 || result.Published[0].Source != ledger.SourceLicenseReport {
			t.Errorf("%s: the other service published %+v", code, result.Published)
		}
	}
}

func TestRun_LongWorkIsAskedForFirstAndAPendingReportIsAWarning(t *testing.T) {
	var order []string
	finished := 0
	ready := false
	report := &long{finished: &finished, prepare: func() error { order = append(order, "prepare"); return nil },
		script: script{name: ledger.SourceLicenseReport, pull: func(ctx context.Context, _ string, emit func(ledger.Page) error) error {
			order = append(order, "report")
			if !ready {
				return ledger.Errorf(ledger.CodePending, "fetch the license report", "It is being prepared.")
			}
			engine.Warn(ctx, ledger.Warning{Code: engine.WarnRowsSkipped, Text: "One row.", Count: 1})
			return emit(ledger.Page{At: someDay, Objects: []ledger.Object{{Facts: []ledger.Fact{ledger.ReportRow{UserName: "Jane"}}}}})
		}}}
	people := &script{name: ledger.SourceUsers, pull: func(_ context.Context, _ string, emit func(ledger.Page) error) error {
		order = append(order, "people")
		return emit(accounts(someDay, "", "a"))
	}}
	s := newSink(t)
	result := run(t, s, engine.SystemClock{}, []engine.Source{people, report})
	if got := strings.Join(order, " "); got != "prepare people report" {
		t.Errorf("order is %s", got)
	}
	if result.State != ledger.RunPartial || len(result.Published) != 1 || finished != 0 ||
		len(result.Warnings) != 1 || result.Warnings[0].Code != engine.WarnReportPending || result.Warnings[0].Source != ledger.SourceLicenseReport {
		t.Errorf("result is %+v; finished %d times", result, finished)
	}
	ready = true
	result = run(t, s, engine.SystemClock{}, []engine.Source{people, report})
	if result.State != ledger.RunComplete || finished != 1 {
		t.Errorf("result is %+v; finished %d times", result, finished)
	}
	if w := result.Warnings; len(w) != 1 || w[0].Code != engine.WarnRowsSkipped || w[0].Source != ledger.SourceLicenseReport {
		t.Errorf("warnings are %+v", w)
	}
}

func TestRun_TellsWaits(t *testing.T) {
	until := time.Date(2026, 2, 3, 4, 5, 6, 0, time.UTC)
	source := &script{name: ledger.SourceUsers, pull: func(ctx context.Context, _ string, emit func(ledger.Page) error) error {
		engine.ReportWait(ctx, until, "throttled")()
		engine.ReportWait(ctx, until, "report_being_prepared")()
		return emit(accounts(someDay, "", "a"))
	}}
	var states []string
	_, err := engine.Run(t.Context(), engine.Options{Sources: []engine.Source{source}, Sink: newSink(t), Clock: engine.SystemClock{},
		OnProgress: func(p engine.Progress) {
			s := p.Stages[0]
			states = append(states, strings.TrimSuffix(string(s.State)+" "+s.WaitUntil, " "))
		}})
	if err != nil {
		t.Fatal(err)
	}
	want := "reading, pausing 2026-02-03T04:05:06Z, reading, pending 2026-02-03T04:05:06Z, reading, reading, saving, done"
	if got := strings.Join(states, ", "); got != want {
		t.Errorf("states were %s\nwant %s", got, want)
	}
}

// The code of a warning says which button helps.
func TestRun_WarnsOfWhatKeptASourceFromBeingRead(t *testing.T) {
	for _, c := range []struct {
		code ledger.Code
		op   string
		want string
	}{
		{ledger.CodeOffline, "read users", engine.WarnUnreachable},
		{ledger.CodeThrottled, "read users", engine.WarnThrottled},
		{ledger.CodeSignInRequired, "read users", engine.WarnSignIn},
		{ledger.CodeConsentRequired, "read users", engine.WarnPermissionMissing},
		{ledger.CodeConsentRequired, ledger.OpSignIn, engine.WarnNotConsented},
		{ledger.CodeForbidden, "read users", engine.WarnPermissionMissing},
		{ledger.CodeForbidden, ledger.OpSignIn, engine.WarnSignInRefused},
		{ledger.CodeInvalid, "read users", engine.WarnNotRead},
	} {
		refused := &script{name: ledger.SourceUsers, pull: func(context.Context, string, func(ledger.Page) error) error {
			return ledger.Errorf(c.code, c.op, "Why.")
		}}
		read := &script{name: ledger.SourceLicenseReport, pull: func(_ context.Context, _ string, emit func(ledger.Page) error) error {
			return emit(ledger.Page{At: someDay, Objects: []ledger.Object{{Facts: []ledger.Fact{ledger.ReportRow{UserName: "Jane"}}}}})
		}}
		w := run(t, newSink(t), engine.SystemClock{}, []engine.Source{refused, read}).Warnings
		if len(w) != 1 || w[0].Code != c.want || w[0].Text != "Why." || !slices.Contains(ledger.WarningsOfUnread(), w[0].Code) {
			t.Errorf("%s while %s: warnings are %+v", c.code, c.op, w)
		}
	}
}
