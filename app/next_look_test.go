package app_test

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"licenseledger/app"
	"licenseledger/store/ledger"
	"licenseledger/sync/engine"
	"licenseledger/sync/simtenant"
)

// watched is a ledger that syncs with a simulated tenant on its virtual clock.
type watched struct {
	*testing.T
	tenant *simtenant.Tenant
	path   string
	ledger *app.Ledger
}

// watch begins with a tenant in good health, until nothing of its list lags, then
// sets knobs.
func watch(t *testing.T, seed int64, knobs simtenant.Knobs) *watched {
	t.Helper()
	tenant := simtenant.New(simtenant.Config{Users: 60, Seed: seed, Start: time.Date(2026, 1, 5, 5, 0, 0, 0, time.UTC)})
	server, err := tenant.Serve("127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = server.Close() })
	w := &watched{T: t, tenant: tenant, path: filepath.Join(t.TempDir(), "contoso.ledger")}
	w.ledger, err = app.Create(t.Context(), w.path, app.OpenOptions{Zone: time.UTC, Clock: tenant.Clock()})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = w.ledger.Close() })
	if err := w.ledger.Connect(t.Context(), connectionTo(t, server.Endpoints())); err != nil {
		t.Fatal(err)
	}
	w.sync()
	for n := 0; w.next() != nil; n++ { // those who left before the first sync are never named
		if w.look(); n == 3 {
			t.Fatal("a fourth look")
		}
	}
	tenant.Clock().Advance(26 * time.Hour)
	tenant.SetKnobs(knobs)
	return w
}

// reportStage is how the license report stands.
func reportStage(p app.Progress) engine.StageProgress {
	return p.Stages[slices.IndexFunc(p.Stages, func(s engine.StageProgress) bool { return s.Source == ledger.SourceLicenseReport })]
}

func connectionTo(t *testing.T, e simtenant.Endpoints) app.Connection {
	t.Helper()
	folder := t.TempDir()
	c := app.Connection{TenantID: e.TenantID, Auth: app.AuthCertificate, ClientID: e.ClientID, Authority: e.Authority, Graph: e.Graph, PowerPlatform: e.PowerPlatform,
		GraphAudience: e.GraphAudience, PowerPlatformAudience: e.PowerPlatformAudience,
		CertificatePath: filepath.Join(folder, "client.pem"), CAPath: filepath.Join(folder, "ca.pem")}
	if err := errors.Join(os.WriteFile(c.CertificatePath, e.ClientCertificatePEM, 0o600), os.WriteFile(c.CAPath, e.CAPEM, 0o600)); err != nil {
		t.Fatal(err)
	}
	return c
}

// restart opens the ledger as another program would.
func (w *watched) restart() {
	w.Helper()
	if err := w.ledger.Close(); err != nil {
		w.Fatal(err)
	}
	var err error
	if w.ledger, err = app.Open(w.Context(), w.path, app.OpenOptions{Clock: w.tenant.Clock()}); err != nil {
		w.Fatal(err)
	}
}

func (w *watched) sync() app.SyncResult {
	w.Helper()
	result, err := w.ledger.Sync(w.Context(), app.SyncOptions{}, nil)
	if err != nil {
		w.Fatal(err)
	}
	return result
}

// look waits for the next look and does it.
func (w *watched) look() app.SyncResult {
	w.Helper()
	if is, err := w.ledger.AwaitLook(w.Context(), nil); err != nil || !is {
		w.Fatalf("there is no next look: %v", err)
	}
	result, err := w.ledger.LookAgain(w.Context(), app.SyncOptions{}, nil)
	if err != nil {
		w.Fatal(err)
	}
	return result
}

func (w *watched) next() *app.NextLook {
	w.Helper()
	next, err := w.ledger.NextLook(w.Context())
	if err != nil {
		w.Fatal(err)
	}
	return next
}

func (w *watched) rows(spec app.ViewSpec) []ledger.Row {
	w.Helper()
	view, err := w.ledger.View(w.Context(), spec)
	if err != nil {
		w.Fatal(err)
	}
	rows, err := view.Rows(0, view.Len())
	if err != nil {
		w.Fatal(err)
	}
	return rows
}

// unresolved gives the rows of the list that are not known yet.
func (w *watched) unresolved() []ledger.Row {
	w.Helper()
	return w.rows(app.ViewSpec{Filters: []string{"status=unresolved"}})
}

// sourcesOf names what a run published.
func sourcesOf(r app.SyncResult) string {
	var names []string
	for _, p := range r.Published {
		names = append(names, p.Source)
	}
	return strings.Join(names, " ")
}

func TestLook_LagResolvesAtTheLookThatComesAfterIt(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		name  string
		lasts time.Duration
		looks int
	}{{"two minutes", 110 * time.Second, 1}, {"ten minutes", 8 * time.Minute, 2}, {"an hour", 50 * time.Minute, 3}} {
		t.Run(tt.name, func(t *testing.T) {
			w := watch(t, 3, simtenant.Knobs{UnresolvedEvery: 4, UnresolvedFor: tt.lasts})
			began := w.tenant.Clock().Now()
			first := w.sync()
			if first.Unresolved < 5 || first.NextLook == nil || first.NextLook.Number != 1 || first.NextLook.Rows != first.Unresolved {
				t.Fatalf("the sync leaves %d rows open, next look %+v", first.Unresolved, first.NextLook)
			}
			for n := 1; n <= tt.looks; n++ {
				next := w.next()
				if next == nil || next.Number != n {
					t.Fatalf("before look %d: %+v", n, next)
				}
				after := []time.Duration{2 * time.Minute, 10 * time.Minute, time.Hour}[n-1]
				if since := next.DueAt.Sub(began); since < after || since > after+2*time.Minute {
					t.Errorf("look %d is due %v after the sync began", n, since)
				}
				result := w.look()
				if got := sourcesOf(result); got != ledger.SourceLicenseReport {
					t.Errorf("look %d published %s", n, got)
				}
				if resolved := result.Unresolved == 0; resolved != (n == tt.looks) || resolved != (result.NextLook == nil) {
					t.Fatalf("after look %d %d rows are open, next look %+v", n, result.Unresolved, result.NextLook)
				}
			}
			if w.next() != nil {
				t.Errorf("the next look is %+v", w.next())
			}
			for _, row := range w.unresolved() {
				if row.UserID != "" {
					t.Errorf("still open: %+v", row)
				}
			}
			w.tenant.SetKnobs(simtenant.Knobs{})
			w.sound()
		})
	}
}

func (w *watched) sound() {
	w.Helper()
	if findings, err := w.ledger.Check(w.Context()); err != nil || len(findings) > 0 {
		w.Errorf("check: %v, %v", findings, err)
	}
}

func TestLook_ThreeLooksThenRestAndTheNextSyncStartsAnew(t *testing.T) {
	w := watch(t, 3, simtenant.Knobs{UnresolvedEvery: 4})
	open := w.sync().Unresolved
	for n := 1; n <= 3; n++ {
		if result := w.look(); result.Unresolved != open {
			t.Fatalf("%d rows are open after look %d, %d before", result.Unresolved, n, open)
		}
	}
	if next := w.next(); next != nil {
		t.Fatalf("a fourth look: %+v", next)
	}
	// Nothing is due, so nothing is read.
	if result, err := w.ledger.LookAgain(t.Context(), app.SyncOptions{}, nil); err != nil || len(result.Published) != 0 || result.State != ledger.RunComplete {
		t.Errorf("%+v, %v", result, err)
	}
	if result := w.sync(); result.NextLook == nil || result.NextLook.Number != 1 {
		t.Errorf("the next sync does not start anew: %+v", result.NextLook)
	}
	w.tenant.Clock().Advance(30 * time.Hour)
	// Whoever is Unknown for more than a day is not lagging.
	if result := w.sync(); result.Unresolved >= open {
		t.Errorf("%d rows are open, a day ago %d", result.Unresolved, open)
	}
}

func TestLook_TheRowsThatAreOpenAreThoseOfTheList(t *testing.T) {
	w := watch(t, 3, simtenant.Knobs{UnresolvedEvery: 3})
	result := w.sync()
	departed := map[ledger.Text]bool{}
	for _, row := range w.rows(app.ViewSpec{Kind: ledger.ViewDeparted}) {
		departed[row.UserID] = true
	}
	open := 0
	for _, row := range w.unresolved() {
		first, err := time.Parse(time.RFC3339, string(row.FirstSeen))
		if err != nil {
			t.Fatal(err)
		}
		explained := row.IdentityConfidence == "one_of_n" && !slices.ContainsFunc(row.Candidates, func(c ledger.Candidate) bool { return !departed[c.UserID] })
		if w.tenant.Clock().Now().Sub(first) < 24*time.Hour && !explained {
			open++
		}
	}
	if open != result.Unresolved || open == 0 {
		t.Errorf("%d rows are open, the list has %d", result.Unresolved, open)
	}
}

func TestLook_IsNeitherLostNorDoneTwiceByAnEndOfTheProgram(t *testing.T) {
	w := watch(t, 3, simtenant.Knobs{UnresolvedEvery: 4})
	w.sync()
	due := w.next().DueAt
	w.restart()
	if next := w.next(); next == nil || !next.DueAt.Equal(due) || next.Wait == 0 {
		t.Fatalf("after a restart: %+v, was %v", next, due)
	}
	w.tenant.Clock().Advance(5 * time.Hour)
	w.restart()
	if next := w.next(); next == nil || next.Wait != 0 || next.Number != 1 {
		t.Fatalf("hours later: %+v", next)
	}
	// Killed while the report is prepared: the same job is asked for.
	ctx, kill := context.WithCancel(t.Context())
	_, err := w.ledger.LookAgain(ctx, app.SyncOptions{}, func(p app.Progress) {
		if slices.ContainsFunc(p.Stages, func(s engine.StageProgress) bool { return s.State == engine.StagePending }) {
			kill()
		}
	})
	if ledger.CodeOf(err) != ledger.CodeCanceled {
		t.Fatal(err)
	}
	w.restart()
	if next := w.next(); next == nil || next.Number != 1 || next.Wait != 0 {
		t.Fatalf("after the kill: %+v", next)
	}
	if result := w.look(); sourcesOf(result) != ledger.SourceLicenseReport || result.NextLook.Number != 2 || result.NextLook.Wait != 8*time.Minute {
		t.Errorf("made up for: %+v, %+v", result, result.NextLook)
	}
	// Another program that was about to look as well finds it done.
	if result, err := w.ledger.LookAgain(t.Context(), app.SyncOptions{}, nil); err != nil || len(result.Published) != 0 || result.NextLook.Number != 2 {
		t.Errorf("done twice: %+v, %v", result, err)
	}
}

// TestLook_AKillBeforeAReportWasJudged: the report is published, and the program
// ends before it looked anybody up.
func TestLook_AKillBeforeAReportWasJudged(t *testing.T) {
	for _, isLook := range []bool{false, true} {
		w := watch(t, 3, simtenant.Knobs{UnresolvedEvery: 4})
		if isLook {
			w.sync()
			w.tenant.Clock().Advance(2 * time.Minute)
		}
		ctx, kill := context.WithCancel(t.Context())
		tell := func(p app.Progress) {
			if reportStage(p).State == engine.StageDone {
				kill()
			}
		}
		var err error
		if isLook {
			_, err = w.ledger.LookAgain(ctx, app.SyncOptions{}, tell)
		} else {
			_, err = w.ledger.Sync(ctx, app.SyncOptions{}, tell)
		}
		if ledger.CodeOf(err) != ledger.CodeCanceled {
			t.Fatal(err)
		}
		w.restart()
		next := w.next()
		if next == nil || next.Wait != 0 || next.Rows == 0 {
			t.Fatalf("is a look %v: %+v", isLook, next)
		}
		// The report is there: it is judged and not asked for again.
		want := 1
		if isLook {
			want = 2
		}
		if result := w.look(); len(result.Published) != 0 || result.NextLook == nil || result.NextLook.Number != want {
			t.Errorf("is a look %v: %+v, next %+v", isLook, result, result.NextLook)
		}
		if result := w.look(); sourcesOf(result) != ledger.SourceLicenseReport {
			t.Errorf("is a look %v: then %+v", isLook, result)
		}
	}
}

func TestLook_CancelledUntilTheNextSync(t *testing.T) {
	w := watch(t, 3, simtenant.Knobs{UnresolvedEvery: 4})
	w.sync()
	ctx, stop := context.WithCancel(t.Context())
	stop()
	if _, err := w.ledger.AwaitLook(ctx, nil); ledger.CodeOf(err) != ledger.CodeCanceled {
		t.Errorf("waiting cannot be stopped: %v", err)
	}
	if w.next() == nil {
		t.Error("who stops waiting loses the look")
	}
	if err := w.ledger.CancelLook(t.Context()); err != nil {
		t.Fatal(err)
	}
	if w.next() != nil {
		t.Errorf("after cancelling: %+v", w.next())
	}
	if w.sync().NextLook == nil {
		t.Error("the next sync does not look again")
	}
}

func TestLook_AReportThatIsRefusedIsToldAndEndsIt(t *testing.T) {
	w := watch(t, 3, simtenant.Knobs{UnresolvedEvery: 4})
	w.sync()
	w.tenant.SetKnobs(simtenant.Knobs{Forbid: []string{"exportServicePlans"}})
	if _, err := w.ledger.AwaitLook(t.Context(), nil); err != nil {
		t.Fatal(err)
	}
	result, err := w.ledger.LookAgain(t.Context(), app.SyncOptions{}, nil)
	if ledger.CodeOf(err) != ledger.CodeForbidden || len(result.Warnings) != 1 || result.Warnings[0].Code != engine.WarnPermissionMissing {
		t.Errorf("%+v, %v", result.Warnings, err)
	}
	if w.next() != nil {
		t.Errorf("next: %+v", w.next())
	}
}

func TestLook_AReportThatIsStillBeingPreparedIsPending(t *testing.T) {
	w := watch(t, 3, simtenant.Knobs{UnresolvedEvery: 4})
	w.sync()
	w.tenant.SetKnobs(simtenant.Knobs{ReportHold: 20 * time.Minute})
	if _, err := w.ledger.AwaitLook(t.Context(), nil); err != nil {
		t.Fatal(err)
	}
	_, err := w.ledger.LookAgain(t.Context(), app.SyncOptions{}, nil)
	if ledger.CodeOf(err) != ledger.CodePending {
		t.Fatal(err)
	}
	if next := w.next(); next == nil || next.Number != 1 || next.Wait != 10*time.Minute {
		t.Fatalf("next: %+v", next)
	}
	for range 3 {
		if _, err := w.ledger.AwaitLook(t.Context(), nil); err != nil {
			t.Fatal(err)
		}
		result, err := w.ledger.LookAgain(t.Context(), app.SyncOptions{}, nil)
		if ledger.CodeOf(err) == ledger.CodePending {
			continue
		}
		if err != nil || result.Unresolved != 0 || w.next() != nil {
			t.Errorf("%+v, %v, next %+v", result, err, w.next())
		}
		return
	}
	t.Error("the report never came")
}
