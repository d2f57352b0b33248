package auth_test

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"licenseledger/store/ledger"
	"licenseledger/sync/auth"
	"licenseledger/sync/auth/authtest"
	"licenseledger/sync/engine/enginetest"
	"licenseledger/sync/simtenant"
)

// Labels of the accounts that the simulated tenant offers.
const (
	globalAdministrator = "Global Administrator"
	platformAdmin       = "Power Platform Administrator"
	nobodyInParticular  = "no role"
)

// desk is where a person signs in to a simulated tenant.
type desk struct {
	*enginetest.Tenant
	t        *testing.T
	dir      string // of what is kept
	store    *auth.Store
	account  string
	services []string
	browser  *authtest.Browser
}

func newDesk(t *testing.T, k simtenant.SignInKnobs) *desk {
	t.Helper()
	authtest.Keychain(t)
	return deskIn(t, filepath.Join(t.TempDir(), "sign-ins"), k)
}

func deskIn(t *testing.T, dir string, k simtenant.SignInKnobs) *desk {
	t.Helper()
	tenant := enginetest.Serve(t, simtenant.Config{Users: 20, Seed: 1, Knobs: simtenant.Knobs{SignIn: k}})
	return &desk{Tenant: tenant, t: t, dir: dir, store: auth.NewStore(dir), browser: authtest.NewBrowser(tenant.HTTP)}
}

func (d *desk) person() *auth.Person {
	d.t.Helper()
	p, err := auth.NewPerson(auth.PersonConfig{Authority: d.Authority, ClientID: d.ClientID, Account: d.account,
		Services: d.services, Portal: "https://portal.example", HTTP: d.HTTP, Store: d.store})
	if err != nil {
		d.t.Fatal(err)
	}
	return p
}

func (d *desk) audiences() []string { return []string{d.GraphAudience, d.PowerPlatformAudience} }

// signIn goes through the pages of the browser.
func (d *desk) signIn(acts ...any) (auth.SignedIn, error) {
	d.t.Helper()
	who, err := d.person().SignIn(d.t.Context(), d.audiences(), auth.Browser{Open: func(address string) error {
		go func() { // as a browser does, beside the program
			if _, err := d.browser.Visit(address, acts...); err != nil {
				d.t.Errorf("browser: %v", err)
			}
		}()
		return nil
	}})
	if who.Account != "" {
		d.account = who.Account
	}
	return who, err
}

func (d *desk) mustSignIn(label string) auth.SignedIn {
	d.t.Helper()
	who, err := d.signIn(label)
	if err != nil {
		d.t.Fatal(err)
	}
	return who
}

// restart is the program started anew: only what was kept is left.
func (d *desk) restart() { d.store = auth.NewStore(d.dir) }

func (d *desk) token(audience string) string {
	d.t.Helper()
	token, err := d.person().Token(d.t.Context(), audience)
	if err != nil {
		d.t.Fatalf("token for %s: %v", audience, err)
	}
	return token
}

// wantCode checks the code of an error, and that it tells nothing it should not.
func (d *desk) wantCode(err error, want ledger.Code, says string) *ledger.Error {
	d.t.Helper()
	var e *ledger.Error
	if !errors.As(err, &e) || e.Code != want || !strings.Contains(e.Message, says) {
		d.t.Fatalf("error is %v (%s), want %s: %s", err, ledger.CodeOf(err), want, says)
	}
	for _, secret := range []string{"@", "eyJ", "1.", d.account} {
		if secret != "" && strings.Contains(err.Error(), secret) {
			d.t.Errorf("the error tells %q: %v", secret, err)
		}
	}
	return e
}

func TestSignIn_OnceServesBothServicesAndEveryLaterStart(t *testing.T) {
	d := newDesk(t, simtenant.SignInKnobs{})
	who := d.mustSignIn(platformAdmin)
	if !strings.Contains(who.UserName, "@contoso.com") || !who.Kept {
		t.Errorf("signed in: %+v", who)
	}
	first := map[string]string{}
	for _, audience := range d.audiences() {
		first[audience] = d.token(audience)
	}
	if first[d.GraphAudience] == first[d.PowerPlatformAudience] {
		t.Error("one token for two services")
	}
	d.restart()
	for _, audience := range d.audiences() {
		if d.token(audience) != first[audience] {
			t.Errorf("the token for %s was not kept", audience)
		}
	}
	if kept, ok := d.person().SignedIn(t.Context()); !ok || kept != who {
		t.Errorf("SignedIn is %+v, %v", kept, ok)
	}
	if refused := d.Refused(); len(refused) != 0 {
		t.Errorf("refused: %v", refused)
	}
}

func TestSignIn_WithACode(t *testing.T) {
	d := newDesk(t, simtenant.SignInKnobs{SlowDown: 1})
	var shown auth.Code
	who, err := d.person().SignIn(t.Context(), d.audiences(), auth.DeviceCode{Show: func(c auth.Code) {
		shown = c
		if _, err := d.browser.Visit(c.Address, authtest.Typed(" "+strings.ToLower(c.Code)), globalAdministrator); err != nil {
			t.Errorf("browser: %v", err)
		}
	}})
	if err != nil || !who.Kept {
		t.Fatalf("%+v, %v", who, err)
	}
	if left := time.Until(shown.Until); len(shown.Code) != 8 || left < 10*time.Minute || left > 15*time.Minute {
		t.Errorf("shown: %+v", shown)
	}
	d.account = who.Account
	d.token(d.PowerPlatformAudience)
}

func TestSignIn_TellsWhyItCameToNothing(t *testing.T) {
	withCode := func(d *desk, show func(auth.Code)) error {
		_, err := d.person().SignIn(d.t.Context(), d.audiences(), auth.DeviceCode{Show: show})
		return err
	}
	for name, c := range map[string]struct {
		knobs simtenant.SignInKnobs
		try   func(d *desk) error
		want  ledger.Code
		says  string
		link  string
	}{
		"canceled on the page": {try: func(d *desk) error { _, err := d.signIn("Cancel"); return err },
			want: ledger.CodeSignInRequired, says: "declined"},
		"consent refused": {simtenant.SignInKnobs{NotConsented: []string{"graph"}},
			func(d *desk) error { _, err := d.signIn(globalAdministrator, "Cancel"); return err },
			ledger.CodeConsentRequired, "declined", "/adminconsent?client_id="},
		"no administrator": {simtenant.SignInKnobs{NotConsented: []string{"graph"}},
			func(d *desk) error { _, err := d.signIn(nobodyInParticular, "Return"); return err },
			ledger.CodeConsentRequired, "Only an administrator", "/adminconsent?client_id="},
		"Conditional Access": {simtenant.SignInKnobs{RefuseSignIn: 53003},
			func(d *desk) error { _, err := d.signIn(platformAdmin); return err },
			ledger.CodeForbidden, "Conditional Access", "ConditionalAccess"},
		"no public client": {simtenant.SignInKnobs{RefuseSignIn: 7000218},
			func(d *desk) error {
				return withCode(d, func(c auth.Code) { _, _ = d.browser.Visit(c.Address, authtest.Typed(c.Code), platformAdmin) })
			},
			ledger.CodeSignInRequired, "Allow public client flows", "ApplicationMenuBlade"},
		"the code was declined": {try: func(d *desk) error {
			return withCode(d, func(c auth.Code) { _, _ = d.browser.Visit(c.Address, authtest.Typed(c.Code), "Cancel") })
		}, want: ledger.CodeSignInRequired, says: "declined"},
		"the code expired": {simtenant.SignInKnobs{CodeLifetime: time.Millisecond},
			func(d *desk) error { return withCode(d, func(auth.Code) {}) },
			ledger.CodeSignInRequired, "in time", ""},
		"a service that cannot answer": {simtenant.SignInKnobs{Unavailable: 1},
			func(d *desk) error { _, err := d.signIn(platformAdmin); return err },
			ledger.CodeOffline, "could not answer", ""},
		"an unknown tenant": {try: func(d *desk) error {
			d.Authority = strings.TrimSuffix(d.Authority, d.TenantID) + "11111111-2222-4333-8444-555555555555"
			_, err := d.signIn()
			return err
		}, want: ledger.CodeSignInRequired, says: "does not know this tenant"},
	} {
		t.Run(name, func(t *testing.T) {
			d := newDesk(t, c.knobs)
			e := d.wantCode(c.try(d), c.want, c.says)
			if !strings.Contains(e.Link, c.link) || c.link == "" && e.Link != "" {
				t.Errorf("link is %q", e.Link)
			}
			if files, err := os.ReadDir(d.dir); err == nil && len(files) > 0 {
				t.Errorf("files are kept: %v", files)
			}
		})
	}
}

func TestSignIn_CanBeCanceled(t *testing.T) {
	d := newDesk(t, simtenant.SignInKnobs{})
	for name, way := range map[string]func(cancel func()) auth.Way{
		"browser": func(cancel func()) auth.Way {
			return auth.Browser{Open: func(string) error { cancel(); return nil }}
		},
		"code": func(cancel func()) auth.Way { return auth.DeviceCode{Show: func(auth.Code) { cancel() }} },
	} {
		ctx, cancel := context.WithCancel(t.Context())
		_, err := d.person().SignIn(ctx, d.audiences(), way(cancel))
		if ledger.CodeOf(err) != ledger.CodeCanceled || !errors.Is(err, context.Canceled) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestSignIn_MayLackOneService(t *testing.T) {
	d := newDesk(t, simtenant.SignInKnobs{NotConsented: []string{"power_platform"}})
	who, err := d.signIn(platformAdmin)
	e := d.wantCode(err, ledger.CodeConsentRequired, "consented")
	if who.UserName == "" || !strings.Contains(err.Error(), "AADSTS65001") {
		t.Fatalf("signed in: %+v, %v", who, err)
	}
	d.token(d.GraphAudience)
	_, err = d.person().Token(t.Context(), d.PowerPlatformAudience)
	d.wantCode(err, ledger.CodeConsentRequired, "consented")

	// The link puts it right, without signing in again.
	if page, err := d.browser.Visit(e.Link, nobodyInParticular); err != nil || page.Title != "Need admin approval" {
		t.Errorf("%q, %v", page.Title, err)
	}
	if page, err := d.browser.Visit(e.Link, globalAdministrator, "Accept"); err != nil || page.Title != "Permissions granted" {
		t.Fatalf("%q, %v", page.Title, err)
	}
	d.token(d.PowerPlatformAudience)
}
