package app_test

import (
	"bytes"
	"context"
	"slices"
	"strings"
	"testing"
	"time"

	"licenseledger/app"
	"licenseledger/store/ledger"
	"licenseledger/sync/auth/authtest"
)

// often is a tenant that wants a person again after twelve hours, for the services
// that are named.
func (o *office) often(services ...string) {
	o.health.SignIn.Frequency, o.health.SignIn.FrequencyOf = 12*time.Hour, services
	o.tenant.SetKnobs(o.health)
}

// night is a sync that nobody watches, a day after the one before.
func (o *office) night() (app.SyncResult, error) {
	o.t.Helper()
	o.tenant.Clock().Advance(24 * time.Hour)
	return o.ledger.SyncUnattended(o.t.Context(), app.SyncOptions{}, nil, nil)
}

// readingsOf counts the listings of a source.
func (o *office) readingsOf(source string) (n int) {
	o.t.Helper()
	runs, err := o.ledger.Runs(o.t.Context())
	if err != nil {
		o.t.Fatal(err)
	}
	for _, run := range runs {
		if slices.Contains(run.Sources, source) {
			n++
		}
	}
	return n
}

// TestUnattended is about people who sign in; they share one keychain.
func TestUnattended(t *testing.T) {
	authtest.Keychain(t)
	for name, test := range map[string]func(*testing.T){
		"five nights, then a sign-in": unattendedFiveNightsThenASignIn, "all is due": unattendedAllIsDue,
		"one sign-in is enough": unattendedOneSignInIsEnough, "what takes a person": unwatchedTellsWhatTakesAPerson,
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			test(t)
		})
	}
}

// unattendedFiveNightsThenASignIn: a tenant asks for a new sign-in for the list
// every twelve hours, and the app syncs five nights with nobody there. Then somebody
// signs in.
func unattendedFiveNightsThenASignIn(t *testing.T) {
	o := newPersonsOffice(t, administrator)
	o.often("power_platform")
	first := ""
	for n := range 5 {
		result, err := o.night()
		if err != nil || !published(result, ledger.SourceUsers) || published(result, ledger.SourceLicenseReport) {
			t.Fatalf("night %d: %+v, %v", n+1, result, err)
		}
		if first == "" {
			first = o.tenant.Clock().Now().Format("Mon")
		}
		outcome := result.Outcome()
		if want := "Sign in to fetch the list (due since " + first + "); everything else is up to date."; ledger.CodeOf(outcome) != ledger.CodeDue || outcome.Error() != want {
			t.Errorf("night %d: %v, want %s", n+1, outcome, want)
		}
	}
	o.needs(app.NeedDue)
	if people, lists := o.readingsOf(ledger.SourceUsers), o.readingsOf(ledger.SourceLicenseReport); people != 5 || lists != 0 {
		t.Errorf("%d readings of people and %d of the list", people, lists)
	}

	left := o.departed()
	result, err := o.fetchDue()
	if err != nil || result.Outcome() != nil || !published(result, ledger.SourceLicenseReport) || published(result, ledger.SourceUsers) {
		t.Fatalf("after the sign-in: %+v, %v", result, err)
	}
	if people, lists := o.readingsOf(ledger.SourceUsers), o.readingsOf(ledger.SourceLicenseReport); people != 5 || lists != 1 {
		t.Errorf("%d readings of people and %d of the list", people, lists)
	}
	if due, err := o.ledger.Due(t.Context()); err != nil || len(due) != 0 {
		t.Errorf("still due: %v, %v", due, err)
	}
	if after := o.departed(); !slices.Equal(after, left) {
		t.Errorf("the sign-in made %d people leave; before it %d had", len(after), len(left))
	}
}

// fetchDue is somebody who clicks on what is due.
func (o *office) fetchDue() (app.SyncResult, error) {
	o.t.Helper()
	return o.ledger.FetchDue(o.t.Context(), app.SyncOptions{}, o.asked(administrator), nil)
}

// needs checks that the first page tells of something, and what it leads with.
func (o *office) needs(code app.NeedCode) {
	o.t.Helper()
	page, err := o.ledger.FirstPage(o.t.Context(), "")
	if err != nil {
		o.t.Fatal(err)
	}
	if !slices.ContainsFunc(page.Needs, func(n app.Need) bool { return n.Code == code }) {
		o.t.Errorf("the first page does not tell of %s: %+v", code, page.Needs)
	}
}

// departed are the accounts of whom it is said that they left; of each the truth says
// so too.
func (o *office) departed() []string {
	o.t.Helper()
	view, err := o.ledger.View(o.t.Context(), app.ViewSpec{Kind: ledger.ViewDeparted})
	if err != nil {
		o.t.Fatal(err)
	}
	rows, err := view.Rows(0, view.Len())
	if err != nil {
		o.t.Fatal(err)
	}
	var out bytes.Buffer
	if err := o.tenant.WriteTruth(&out); err != nil {
		o.t.Fatal(err)
	}
	truth := readTruth(o.t, &out)[0]
	var ids []string
	for _, r := range rows {
		ids = append(ids, string(r.UserID))
		if truth.users[string(r.UserID)].State == "present" {
			o.t.Errorf("%s is said to have left, and has not", r.UserID)
		}
	}
	slices.Sort(ids)
	return ids
}

// unattendedAllIsDue: when nothing at all can be read without a person, nothing
// is said to have failed but that, and the sign-in fetches all.
func unattendedAllIsDue(t *testing.T) {
	o := newPersonsOffice(t, administrator)
	o.often()
	result, err := o.night()
	if outcome := result.Outcome(); err != nil || ledger.CodeOf(outcome) != ledger.CodeDue || !strings.HasPrefix(outcome.Error(), "Sign in to fetch people, licenses and the list (due since ") {
		t.Errorf("%v, %v", err, outcome)
	}
	if _, err := o.ledger.Sync(t.Context(), app.SyncOptions{}, nil); ledger.CodeOf(err) != ledger.CodeSignInRequired {
		t.Errorf("a sync that somebody began says %v", err)
	}
	if result, err := o.fetchDue(); err != nil || result.State != ledger.RunComplete || !published(result, ledger.SourceUsers) || !published(result, ledger.SourceLicenseReport) {
		t.Errorf("after the sign-in: %+v, %v", result, err)
	}
}

// unattendedOneSignInIsEnough: who signed in elsewhere is not asked again.
func unattendedOneSignInIsEnough(t *testing.T) {
	o := newPersonsOffice(t, administrator)
	o.often("power_platform")
	if _, err := o.night(); err != nil {
		t.Fatal(err)
	}
	o.signIn(administrator)
	result, err := o.ledger.FetchDue(t.Context(), app.SyncOptions{}, app.SignInOptions{}, nil)
	if err != nil || !published(result, ledger.SourceLicenseReport) {
		t.Errorf("%+v, %v", result, err)
	}
}

// TestUnattended_TriesOnceMore after ten minutes, when another sync runs.
func TestUnattended_TriesOnceMore(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	for name, ends := range map[string]bool{"it is done meanwhile": true, "it goes on": false} {
		ctx, cancel := context.WithCancel(t.Context())
		began, ended := make(chan struct{}), make(chan error)
		go func() {
			_, err := o.syncUntil(ctx, in(ledger.SourceUsers, func(int64) {
				close(began)
				<-ctx.Done()
			}))
			ended <- err
		}()
		<-began
		at, told := o.tenant.Clock().Now(), 0
		result, err := o.ledger.SyncUnattended(t.Context(), app.SyncOptions{}, func(kept error) {
			told++
			if ledger.CodeOf(kept) != ledger.CodeBusy {
				t.Errorf("%s: kept by %v", name, kept)
			}
			if ends {
				cancel()
				<-ended
			}
		}, nil)
		if waited := o.tenant.Clock().Now().Sub(at); told != 1 || waited < app.AnotherTry {
			t.Errorf("%s: told %d times, tried again after %v", name, told, waited)
		}
		if ends && (err != nil || result.State != ledger.RunComplete) || !ends && ledger.CodeOf(err) != ledger.CodeBusy {
			t.Errorf("%s: %+v, %v", name, result, err)
		}
		cancel()
		if !ends {
			<-ended
		}
	}
}

// unwatchedTellsWhatTakesAPerson, for each way to sign in.
func unwatchedTellsWhatTakesAPerson(t *testing.T) {
	o := newOffice(t)
	o.alone(map[app.Alone]int{app.AloneAlways: 8})
	p := newPersonsOffice(t, administrator)
	p.alone(map[app.Alone]int{app.AloneWhileKept: 8})
	p.often("power_platform")
	if _, err := p.night(); err != nil {
		t.Fatal(err)
	}
	p.alone(map[app.Alone]int{app.AloneWhileKept: 7, app.AloneNo: 1})
	if err := p.ledger.SignOut(t.Context()); err != nil {
		t.Fatal(err)
	}
	p.alone(map[app.Alone]int{app.AloneNo: 8})
}

func (o *office) alone(want map[app.Alone]int) {
	o.t.Helper()
	all, err := o.ledger.Unwatched(o.t.Context())
	if err != nil {
		o.t.Fatal(err)
	}
	got := map[app.Alone]int{}
	for _, one := range all {
		got[one.Alone]++
		if isList := one.Source == ledger.SourceLicenseReport; one.Since != "" && !isList {
			o.t.Errorf("%s is due since %s", one.Source, one.Since)
		}
	}
	for alone, n := range want {
		if got[alone] != n || len(got) != len(want) {
			o.t.Errorf("read alone: %v, want %v", got, want)
		}
	}
}
