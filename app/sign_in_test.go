package app_test

import (
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"licenseledger/app"
	"licenseledger/store/ledger"
	"licenseledger/sync/auth"
	"licenseledger/sync/auth/authtest"
	"licenseledger/sync/engine/enginetest"
	"licenseledger/sync/simtenant"
)

// counter is a ledger at which a person signs in.
type counter struct {
	*testing.T
	tenant  *simtenant.Tenant
	ledger  *app.Ledger
	browser *authtest.Browser
	way     app.Connection
	path    string
	kept    string // folder of what is kept
}

func newCounter(t *testing.T, way string) *counter {
	t.Helper()
	authtest.Keychain(t)
	tenant := enginetest.Serve(t, simtenant.Config{Users: 20, Seed: 4, Knobs: simtenant.Knobs{ReportPolls: 1}})
	c := &counter{T: t, tenant: tenant.Tenant, browser: authtest.NewBrowser(tenant.HTTP), way: connectionTo(t, tenant.Endpoints),
		path: filepath.Join(t.TempDir(), "contoso.ledger"), kept: filepath.Join(t.TempDir(), "sign-ins")}
	c.way.Auth, c.way.CertificatePath = way, ""
	var err error
	if c.ledger, err = app.Create(t.Context(), c.path, c.options()); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = c.ledger.Close() })
	if err := c.ledger.Connect(t.Context(), c.way); err != nil {
		t.Fatal(err)
	}
	return c
}

func (c *counter) options() app.OpenOptions {
	return app.OpenOptions{Zone: time.UTC, Clock: c.tenant.Clock(), SignIns: auth.NewStore(c.kept)}
}

// restart opens the ledger as the program started anew does.
func (c *counter) restart() {
	c.Helper()
	if err := c.ledger.Close(); err != nil {
		c.Fatal(err)
	}
	var err error
	if c.ledger, err = app.Open(c.Context(), c.path, c.options()); err != nil {
		c.Fatal(err)
	}
}

// signIn is a person who picks an account, in the browser or after typing a code.
func (c *counter) signIn(label string) (app.SignedIn, error) {
	c.Helper()
	return c.ledger.SignIn(c.Context(), app.SignInOptions{
		Open: func(address string) error {
			go func() {
				if _, err := c.browser.Visit(address, label); err != nil {
					c.Errorf("browser: %v", err)
				}
			}()
			return nil
		},
		Show: func(code auth.Code) {
			if _, err := c.browser.Visit(code.Address, authtest.Typed(code.Code), label); err != nil {
				c.Errorf("browser: %v", err)
			}
		},
	})
}

func (c *counter) mustNotBeSignedIn() {
	c.Helper()
	if who, ok, err := c.ledger.SignedIn(c.Context()); ok || err != nil {
		c.Errorf("SignedIn is %+v, %v, %v", who, ok, err)
	}
	result, err := c.ledger.Sync(c.Context(), app.SyncOptions{}, nil)
	if err == nil {
		err = errors.Join(result.Errors...)
	}
	if ledger.CodeOf(err) != ledger.CodeSignInRequired || len(result.Published) > 0 {
		c.Errorf("sync: %+v, %v", result, err)
	}
}

func TestSignIn_LetsSyncsGoOnByThemselves(t *testing.T) {
	for _, way := range []string{app.AuthBrowser, app.AuthDevice} {
		t.Run(way, func(t *testing.T) {
			c := newCounter(t, way)
			c.mustNotBeSignedIn()
			who, err := c.signIn("Global Administrator")
			if err != nil || !strings.Contains(who.UserName, "@") || !who.Kept {
				t.Fatalf("%+v, %v", who, err)
			}
			for range 2 {
				if result, err := c.ledger.Sync(t.Context(), app.SyncOptions{}, nil); err != nil || result.State != ledger.RunComplete {
					t.Fatalf("sync: %+v, %v", result, err)
				}
				c.restart()
				c.tenant.Clock().Advance(24 * time.Hour)
			}
			if again, ok, err := c.ledger.SignedIn(t.Context()); !ok || err != nil || again != who {
				t.Errorf("SignedIn is %+v, %v, %v", again, ok, err)
			}
			if err := c.ledger.SignOut(t.Context()); err != nil {
				t.Fatal(err)
			}
			c.mustNotBeSignedIn()
			c.restart()
			c.mustNotBeSignedIn()
			if files, err := os.ReadDir(c.kept); err != nil || len(files) != 0 {
				t.Errorf("files are left: %v, %v", files, err)
			}
		})
	}
}

func TestSignIn_OfSomebodyWithoutTheRoleReadsTheRest(t *testing.T) {
	c := newCounter(t, app.AuthBrowser)
	if _, err := c.signIn("no role"); err != nil {
		t.Fatal(err)
	}
	result, err := c.ledger.Sync(t.Context(), app.SyncOptions{}, nil)
	if err != nil || result.State != ledger.RunPartial || len(result.Published) == 0 {
		t.Fatalf("sync: %+v, %v", result, err)
	}
	var refused []string
	for _, w := range result.Warnings {
		refused = append(refused, w.Source+" "+w.Code)
	}
	slices.Sort(refused)
	if got := strings.Join(refused, ", "); got != "graph.deletedUsers permission_missing, powerplatform.licenseReport permission_missing" {
		t.Errorf("warnings: %s", got)
	}
}

func TestSignIn_TellsWhatIsMissingAndWhereItIsGranted(t *testing.T) {
	c := newCounter(t, app.AuthDevice)
	c.tenant.SetKnobs(simtenant.Knobs{SignIn: simtenant.SignInKnobs{NotConsented: []string{"power_platform"}}})
	who, err := c.signIn("Power Platform Administrator")
	var known *ledger.Error
	if who.UserName == "" || !errors.As(err, &known) || known.Code != ledger.CodeConsentRequired ||
		known.Link != c.ledgerLinks().Consent || strings.Contains(err.Error(), "@") {
		t.Fatalf("%+v, %v", who, err)
	}
	if _, err := c.browser.Visit(known.Link, "Global Administrator", "Accept"); err != nil {
		t.Fatal(err)
	}
	result, err := c.ledger.Sync(t.Context(), app.SyncOptions{}, nil)
	if err != nil || len(result.Errors) != 1 { // deleted users take another role
		t.Errorf("sync: %+v, %v", result, err)
	}
}

func (c *counter) ledgerLinks() auth.Links {
	c.Helper()
	kept, _, err := c.ledger.Connection(c.Context())
	if err != nil {
		c.Fatal(err)
	}
	return kept.Links()
}

func TestConnect_KeepsWhoIsSignedInOnlyForTheSameApp(t *testing.T) {
	c := newCounter(t, app.AuthBrowser)
	if _, err := c.signIn("Global Administrator"); err != nil {
		t.Fatal(err)
	}
	c.way.Auth, c.way.Managers = app.AuthDevice, true
	c.way.Account = "somebody else" // is not for the caller to say
	if err := c.ledger.Connect(t.Context(), c.way); err != nil {
		t.Fatal(err)
	}
	if _, ok, err := c.ledger.SignedIn(t.Context()); !ok || err != nil {
		t.Errorf("another way to sign in lost who was: %v", err)
	}
	c.way.ClientID = "11111111-2222-4333-8444-555555555555"
	if err := c.ledger.Connect(t.Context(), c.way); err != nil {
		t.Fatal(err)
	}
	c.mustNotBeSignedIn()
	if files, err := os.ReadDir(c.kept); err != nil || len(files) != 0 {
		t.Errorf("files are left: %v, %v", files, err)
	}
}

func TestSignIn_TriesACertificate(t *testing.T) {
	o := newOffice(t)
	if who, ok, err := o.ledger.SignedIn(t.Context()); !ok || err != nil || who.UserName != "" {
		t.Errorf("SignedIn is %+v, %v, %v", who, ok, err)
	}
	if _, err := o.ledger.SignIn(t.Context(), app.SignInOptions{}); err != nil {
		t.Error(err)
	}
	o.trouble(func(k *simtenant.Knobs) { k.NoPowerPlatform = true })
	if _, err := o.ledger.SignIn(t.Context(), app.SignInOptions{}); ledger.CodeOf(err) != ledger.CodeConsentRequired {
		t.Errorf("SignIn: %v", err)
	}
	if err := o.ledger.SignOut(t.Context()); ledger.CodeOf(err) != ledger.CodeUsage {
		t.Errorf("SignOut: %v", err)
	}
}

func TestSignIn_WithAPFXFileAndItsPassword(t *testing.T) {
	o := newOffice(t)
	c, ok, err := o.ledger.Connection(t.Context())
	if err != nil || !ok {
		t.Fatal(ok, err)
	}
	c.CertificatePath = filepath.Join(t.TempDir(), "client.PFX")
	if err := os.WriteFile(c.CertificatePath, authtest.PFX(t, o.server.Endpoints().ClientCertificatePEM, authtest.Modern, "CANARY"), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := o.ledger.Connect(t.Context(), c); err != nil {
		t.Fatal(err)
	}
	if _, err := o.sync(nil); ledger.CodeOf(err) != ledger.CodeInvalid {
		t.Errorf("without the password: %v", err)
	}
	t.Setenv(app.CertificatePassword, "CANARY")
	o.good()
}

func TestConnect_SignsOutWhereTokensWouldGoElsewhere(t *testing.T) {
	c := newCounter(t, app.AuthBrowser)
	if _, err := c.signIn("Global Administrator"); err != nil {
		t.Fatal(err)
	}
	c.way.Graph = "https://elsewhere.example"
	if err := c.ledger.Connect(t.Context(), c.way); err != nil {
		t.Fatal(err)
	}
	if who, ok, err := c.ledger.SignedIn(t.Context()); ok || err != nil {
		t.Errorf("still signed in: %+v, %v", who, err)
	}
}
