package app_test

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"

	"licenseledger/app"
	"licenseledger/store/ledger"
	"licenseledger/sync/simtenant"
)

var unattendedInterruptions = map[string]interruption{
	"unattended-nights":      fiveNights,
	"unattended-all-due":     allIsDue,
	"unattended-proof":       proofAtNight,
	"unattended-access-rule": ruleAtNight,
	"unattended-busy": func(t *testing.T) outcome {
		o := newOffice(t)
		stop := o.anotherSync()
		result, err := o.ledger.SyncUnattended(t.Context(), app.SyncOptions{}, o.again(ledger.CodeBusy, stop), nil)
		o.settled()
		return outcome{string(result.State), said(result, err)}
	},
	"unattended-wakes-offline": func(t *testing.T) outcome {
		o := newOffice(t)
		o.trouble(func(k *simtenant.Knobs) { k.Unreachable = everything })
		result, err := o.ledger.SyncUnattended(t.Context(), app.SyncOptions{}, o.again(ledger.CodeOffline, o.over), nil)
		states := o.states()
		o.settled()
		return outcome{states, said(result, err)}
	},
}

// fiveNights: a tenant asks for a new sign-in for the list every twelve hours, and is
// synced five nights with nobody there. Then somebody signs in.
func fiveNights(t *testing.T) outcome {
	o := newPersonsOffice(t, administrator)
	o.often("power_platform")
	var reads []string
	since := ""
	for n := range 5 {
		result, err := o.night()
		if err != nil || !published(result, ledger.SourceUsers) || published(result, ledger.SourceLicenseReport) {
			t.Fatalf("night %d: %+v, %v", n+1, result, err)
		}
		if since == "" {
			since, reads = o.tenant.Clock().Now().Format("Mon"), said(result, err)
		}
		outcome := result.Outcome()
		if want := "Sign in to fetch the list (due since " + since + "); everything else is up to date."; ledger.CodeOf(outcome) != ledger.CodeDue || outcome.Error() != want {
			t.Errorf("night %d: %v, want %s", n+1, outcome, want)
		}
	}
	o.needs(app.NeedDue)
	o.read(5, 0)
	left := o.departed()
	result, err := o.fetchDue()
	if err != nil || result.Outcome() != nil || !published(result, ledger.SourceLicenseReport) {
		t.Fatalf("after the sign-in: %+v, %v", result, err)
	}
	o.read(5, 1)
	if due, err := o.ledger.Due(t.Context()); err != nil || len(due) != 0 {
		t.Errorf("still due: %v, %v", due, err)
	}
	if after := o.departed(); !slices.Equal(after, left) {
		t.Errorf("the sign-in made %d people leave; before it %d had", len(after), len(left))
	}
	if states := o.states(); states != strings.Repeat("partial, then ", 5)+"complete" {
		t.Errorf("the syncs were %s", states)
	}
	return outcome{"partial, then " + string(result.State), reads}
}

// read checks how many readings there are of people and of the list.
func (o *office) read(people, lists int) {
	o.t.Helper()
	if p, l := o.readingsOf(ledger.SourceUsers), o.readingsOf(ledger.SourceLicenseReport); p != people || l != lists {
		o.t.Errorf("%d readings of people and %d of the list, want %d and %d", p, l, people, lists)
	}
}

func allIsDue(t *testing.T) outcome {
	o := newPersonsOffice(t, administrator)
	o.often()
	result, err := o.night()
	if outcome := result.Outcome(); err != nil || ledger.CodeOf(outcome) != ledger.CodeDue || !strings.HasPrefix(outcome.Error(), "Sign in to fetch people, licenses and the list (due since ") {
		t.Errorf("%v, %v", err, outcome)
	}
	first := outcome{string(result.State), said(result, err)}
	if _, err := o.ledger.Sync(t.Context(), app.SyncOptions{}, nil); ledger.CodeOf(err) != ledger.CodeSignInRequired {
		t.Errorf("a sync that somebody began says %v", err)
	}
	return o.fetched(first, ledger.SourceUsers, ledger.SourceLicenseReport)
}

func proofAtNight(t *testing.T) outcome {
	o := newPersonsOffice(t, administrator)
	o.health.SignIn.Challenge, o.health.SignIn.ProofNeedsPerson = []string{"power_platform"}, true
	o.tenant.SetKnobs(o.health)
	result, err := o.night()
	if len(result.Due) != 1 || result.Due[0].Source != ledger.SourceLicenseReport {
		t.Errorf("due is %+v", result.Due)
	}
	return o.fetched(outcome{string(result.State), said(result, err)}, ledger.SourceLicenseReport)
}

func ruleAtNight(t *testing.T) outcome {
	o := newPersonsOffice(t, administrator)
	o.trouble(func(k *simtenant.Knobs) { k.SignIn.RefuseSignIn = 53003 })
	result, err := o.night()
	if outcome := result.Outcome(); err != nil || ledger.CodeOf(outcome) != ledger.CodeDue {
		t.Errorf("%v, %v", err, outcome)
	}
	first := outcome{string(result.State), said(result, err)}
	o.over()
	return o.fetched(first, ledger.SourceUsers, ledger.SourceLicenseReport)
}

// fetched is somebody who fetches what is due, which is these sources at least.
func (o *office) fetched(first outcome, sources ...string) outcome {
	o.t.Helper()
	result, err := o.fetchDue()
	if err != nil {
		o.t.Fatalf("after the sign-in: %v", err)
	}
	for _, source := range sources {
		if !published(result, source) {
			o.t.Errorf("%s was not fetched", source)
		}
	}
	first.state += ", then " + string(result.State)
	return first
}

// anotherSync runs until stop, and has read a page when it returns.
func (o *office) anotherSync() (stop func()) {
	ctx, cancel := context.WithCancel(o.t.Context())
	began, ended := make(chan struct{}), make(chan struct{})
	go func() {
		defer close(ended)
		_, _ = o.syncUntil(ctx, in(ledger.SourceUsers, func(int64) { // canceled
			close(began)
			<-ctx.Done()
		}))
	}()
	<-began
	return func() {
		cancel()
		<-ended
	}
}

// again is told why a sync that nobody watches is tried once more, and does something
// meanwhile.
func (o *office) again(code ledger.Code, meanwhile func()) func(error) {
	at := o.tenant.Clock().Now()
	o.t.Cleanup(func() {
		if waited := o.tenant.Clock().Now().Sub(at); waited < app.AnotherTry {
			o.t.Errorf("it was tried again after %v", waited)
		}
	})
	return func(err error) {
		if ledger.CodeOf(err) != code {
			o.t.Errorf("it is tried again because of %v", err)
		}
		meanwhile()
	}
}

// states are those of all syncs, in their order.
func (o *office) states() string {
	o.t.Helper()
	runs, err := o.ledger.Runs(o.t.Context())
	if err != nil {
		o.t.Fatal(err)
	}
	slices.SortFunc(runs, func(a, b ledger.Run) int { return int(a.ID - b.ID) })
	var states []string
	for _, run := range runs {
		states = append(states, fmt.Sprint(run.State))
	}
	return strings.Join(states, ", then ")
}
