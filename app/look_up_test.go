package app_test

import (
	"maps"
	"slices"
	"strings"
	"testing"
	"time"

	"licenseledger/app"
	"licenseledger/store/ledger"
	"licenseledger/sync/engine"
	"licenseledger/sync/simtenant"
)

// syncHeld syncs while Microsoft takes days to draw the report up: people leave
// between the reading of the directory and the report.
func (w *watched) syncHeld() app.SyncResult {
	w.Helper()
	const held = 5 * 24 * time.Hour
	knobs := w.tenant.Knobs()
	knobs.ReportHold = held
	w.tenant.SetKnobs(knobs)
	over := false
	result, err := w.ledger.Sync(w.Context(), app.SyncOptions{ReportWait: 2 * held}, func(p app.Progress) {
		if !over && reportStage(p).State == engine.StagePending {
			over = true
			w.tenant.Clock().Advance(held)
		}
	})
	if err != nil {
		w.Fatal(err)
	}
	return result
}

func TestLookUp_WhoLeftBeforeTheReportWasMadeIsFoundOutAtOnce(t *testing.T) {
	for _, tt := range []struct {
		name, status string
		forbid       []string
	}{{"deleted users can be read", "soft_deleted", nil}, {"they cannot", "left", []string{"deletedItems"}}} {
		t.Run(tt.name, func(t *testing.T) {
			w := watch(t, 3, simtenant.Knobs{Forbid: tt.forbid})
			w.sync()
			before := w.people()
			began := w.tenant.Clock().Now()
			result := w.syncHeld()
			left, after := map[ledger.Text]bool{}, w.people()
			for id := range before {
				if !after[id] {
					left[id] = true
				}
			}
			if len(left) == 0 {
				t.Fatal("nobody left meanwhile: the tenant is too small")
			}
			if got := strings.Count(sourcesOf(result), ledger.SourceDeletedUsers); got != 2 && tt.forbid == nil {
				t.Errorf("published %s: the deleted users were not read again", sourcesOf(result))
			}
			told := 0
			for _, row := range w.rows(app.ViewSpec{}) {
				if row.UserName != ledger.UnknownWord || !left[row.UserID] {
					continue
				}
				told++
				since, _, _ := strings.Cut(string(row.StatusSince), "/")
				if at, err := time.Parse(time.RFC3339, since); err != nil || at.Before(began.Add(-time.Minute)) {
					t.Errorf("since %s", row.StatusSince)
				}
				if string(row.Status) != tt.status || row.LastKnownEmail == "" {
					t.Errorf("%+v", row)
				}
			}
			if told == 0 || result.Unresolved != 0 || result.NextLook != nil {
				t.Errorf("%d rows are told, %d are open, next %+v", told, result.Unresolved, result.NextLook)
			}
			w.tenant.SetKnobs(simtenant.Knobs{})
			w.sound()
		})
	}
}

// people gives the accounts that are there.
func (w *watched) people() map[ledger.Text]bool {
	w.Helper()
	there := map[ledger.Text]bool{}
	for _, row := range w.rows(app.ViewSpec{Kind: ledger.ViewUsers}) {
		there[row.UserID] = !ledger.Status(row.Status).Departed()
	}
	maps.DeleteFunc(there, func(_ ledger.Text, is bool) bool { return !is })
	return there
}

// TestLookUp_TheLivingAreNeverTold: a lagging report does not override a
// directory that knows better, and names nobody who is there.
func TestLookUp_TheLivingAreNeverTold(t *testing.T) {
	w := watch(t, 3, simtenant.Knobs{UnresolvedEvery: 4, UnresolvedFor: time.Minute})
	before := w.people()
	w.sync()
	lagging := w.rows(app.ViewSpec{Filters: []string{"status=unresolved"}})
	perhaps := map[ledger.Text]bool{}
	for _, row := range lagging {
		if row.LastKnownName != "" || row.UserID != "" || row.IdentityConfidence != "none" {
			t.Errorf("a row tells who it was while that person is there: %+v", row)
		}
		for _, c := range row.Candidates {
			perhaps[c.UserID] = true
			if !before[c.UserID] {
				t.Errorf("perhaps %s, who is not there", c.UserID)
			}
		}
	}
	if len(perhaps) < 3 {
		t.Fatalf("%d people lag: the tenant is too small", len(perhaps))
	}
	for id := range perhaps {
		if !w.people()[id] {
			t.Errorf("%s is there and is called away", id)
		}
	}
	then := w.tenant.Clock().Now()
	w.look()
	// The later report names them: now the row of before can be told, as a lag.
	lag := 0
	for _, row := range w.rows(app.ViewSpec{At: then.Format(time.RFC3339), Filters: []string{"status=unresolved"}}) {
		if row.LastKnownName == "" {
			continue
		}
		lag++
		if !perhaps[row.UserID] || row.IdentityConfidence != "likely" {
			t.Errorf("%+v", row)
		}
	}
	if lag == 0 {
		t.Error("no row of before is told, although the later report names it")
	}
	w.sound()
}

func TestLookUp_WaitsWhenTheServiceAsksToAndTells(t *testing.T) {
	w := watch(t, 3, simtenant.Knobs{UnresolvedEvery: 2, ThrottleEvery: 7, ThrottleRetryAfter: 30 * time.Second})
	checking, waited := false, false
	result, err := w.ledger.Sync(t.Context(), app.SyncOptions{}, func(p app.Progress) {
		report := reportStage(p)
		if report.State != engine.StageDone {
			return
		}
		i := slices.IndexFunc(p.Stages, func(s engine.StageProgress) bool { return s.Source == ledger.SourceUsers })
		checking = checking || p.Stages[i].State == engine.StageChecking
		waited = waited || p.Stages[i].State == engine.StagePausing && p.Stages[i].WaitReason == "throttled" && p.Stages[i].WaitUntil != ""
	})
	if err != nil || !checking || !waited || len(result.Warnings) != 0 {
		t.Errorf("checking told: %v, waiting told: %v, warnings %+v, %v", checking, waited, result.Warnings, err)
	}
}

func TestLookUp_ThatFailsIsAWarningAndTheLookStays(t *testing.T) {
	w := watch(t, 3, simtenant.Knobs{UnresolvedEvery: 4})
	result, err := w.ledger.Sync(t.Context(), app.SyncOptions{}, func(p app.Progress) {
		if reportStage(p).State == engine.StageDone {
			w.tenant.SetKnobs(simtenant.Knobs{Forbid: []string{"User.Read.All"}})
		}
	})
	if err != nil || result.NextLook == nil || result.State != ledger.RunPartial ||
		!slices.ContainsFunc(result.Warnings, func(w ledger.Warning) bool {
			return w.Code == engine.WarnPermissionMissing && w.Source == ledger.SourceUsers
		}) {
		t.Errorf("%+v, %v", result, err)
	}
}
