package app_test

import (
	"bytes"
	"slices"
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
		"one sign-in is enough": unattendedOneSignInIsEnough, "what takes a person": unwatchedTellsWhatTakesAPerson,
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			test(t)
		})
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

// TestUnattended_GivesUpAfterASecondTry, when another sync goes on and on.
func TestUnattended_GivesUpAfterASecondTry(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	stop := o.anotherSync()
	tries := 0
	if _, err := o.ledger.SyncUnattended(t.Context(), app.SyncOptions{}, func(error) { tries++ }, nil); ledger.CodeOf(err) != ledger.CodeBusy || tries != 1 {
		t.Errorf("after %d further tries: %v", tries, err)
	}
	stop()
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
