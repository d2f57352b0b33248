package app

import (
	"context"
	"errors"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"sync"

	"licenseledger/store/ledger"
	"licenseledger/sync/auth"
)

// SignInOptions tell how a person is asked. What the connection does not use may
// be nil.
type SignInOptions struct {
	// Open shows the address of the sign-in in a browser; nil opens that of the
	// system.
	Open func(address string) error
	// Show tells the code to type on another device, where, and until when.
	Show func(auth.Code)
}

// SignedIn is who is signed in to the tenant of a ledger.
type SignedIn struct {
	UserName string // user principal name; "" for an app with a certificate
	Kept     bool   // over a restart; else it ends with the program, for want of a keychain
}

// userSignIns keeps sign-ins with the settings of whoever runs the program, and
// what cannot be kept there for as long as it runs, whichever ledgers are opened
// meanwhile.
var userSignIns = sync.OnceValue(func() *auth.Store {
	config, err := os.UserConfigDir()
	if err != nil {
		return auth.NewStore("") // in memory
	}
	return auth.NewStore(filepath.Join(config, "LicenseLedger", "sign-ins"))
})

// SignIn signs in to the connected tenant: a person is asked in the browser or
// with a code, as the connection says, and a certificate is tried. Nobody is
// asked by anything else: once signed in, syncs get their tokens silently until
// one ends with the code sign_in_required. A person who signed in before is
// replaced.
//
// When somebody is signed in but a permission is missing, the answer has both:
// who, and an error with the code consent_required or forbidden and the link that
// fixes it. Codes: usage for a ledger that is not connected, sign_in_required when
// it came to nothing, consent_required, forbidden, offline, throttled, canceled.
func (l *Ledger) SignIn(ctx context.Context, o SignInOptions) (SignedIn, error) {
	c, err := l.mustConnection(ctx)
	if err != nil {
		return SignedIn{}, err
	}
	transport, err := c.transport()
	if err != nil {
		return SignedIn{}, err
	}
	defer transport.CloseIdleConnections()
	web, where := &http.Client{Transport: transport}, c.resolved()
	audiences := []string{where.GraphAudience, where.PowerPlatformAudience}
	if c.Auth == AuthCertificate {
		return SignedIn{Kept: true}, c.tryCertificate(ctx, web, audiences)
	}
	person, err := c.person(l.signs, web)
	if err != nil {
		return SignedIn{}, err
	}
	var way auth.Way = auth.Browser{Open: o.Open}
	if c.Auth == AuthDevice {
		way = auth.DeviceCode{Show: o.Show}
	}
	who, failed := person.SignIn(ctx, audiences, way)
	if who.Account == "" {
		return SignedIn{}, failed
	}
	c.Account = who.Account
	ctx = context.WithoutCancel(ctx) // it happened
	if err := l.store.PutSetting(ctx, connectionSetting, c); err != nil {
		return SignedIn{}, errors.Join(err, l.forgetAccount(ctx, c)) // nobody would find it again
	}
	return SignedIn{UserName: who.UserName, Kept: who.Kept}, failed
}

// SignedIn tells who is signed in, without asking Microsoft; ok is false when
// somebody has to sign in first. With a certificate nobody has to. Code usage for
// a ledger that is not connected.
func (l *Ledger) SignedIn(ctx context.Context) (who SignedIn, ok bool, err error) {
	c, err := l.mustConnection(ctx)
	if err != nil {
		return SignedIn{}, false, err
	}
	if c.Auth == AuthCertificate {
		return SignedIn{Kept: true}, true, nil
	}
	person, err := c.person(l.signs, nil)
	if err != nil {
		return SignedIn{}, false, err
	}
	found, ok := person.SignedIn(ctx)
	return SignedIn{UserName: found.UserName, Kept: found.Kept}, ok, nil
}

// CanKeepSignIn tells whether somebody who signs in stays signed in when this
// program ends; see auth.Store. A certificate needs nothing kept. Code usage for a
// ledger that is not connected.
func (l *Ledger) CanKeepSignIn(ctx context.Context) (bool, error) {
	c, err := l.mustConnection(ctx)
	if err != nil {
		return false, err
	}
	return c.Auth == AuthCertificate || l.signs.CanKeep(ctx), nil
}

// SignOut forgets who signed in, with everything that was kept of it on this
// computer. What the ledger read stays. Codes: usage for a ledger that is not
// connected or signs in by certificate, read_only.
func (l *Ledger) SignOut(ctx context.Context) error {
	c, err := l.mustConnection(ctx)
	if err != nil {
		return err
	}
	if c.Auth == AuthCertificate {
		return ledger.Errorf(ledger.CodeUsage, "", "%s signs in with a certificate: there is nobody to sign out. Remove the certificate from the app registration to end that.", l.fileName())
	}
	if err := l.forgetAccount(ctx, c); err != nil {
		return err
	}
	c.Account = ""
	return l.store.PutSetting(ctx, connectionSetting, c)
}

// keepAccount gives the account that a new connection goes on with: that of the
// one before if it signs in to the same app and tenant for the same services,
// else none, and the one before is signed out.
func (l *Ledger) keepAccount(ctx context.Context, c Connection) (string, error) {
	former, ok, err := l.Connection(ctx)
	if err != nil || !ok || former.Account == "" {
		return "", err
	}
	if c.Auth != AuthCertificate && former.signInFor() == c.signInFor() {
		return former.Account, nil
	}
	return "", l.forgetAccount(ctx, former)
}

// signInFor is what a sign-in is kept for.
func (c Connection) signInFor() [6]string {
	c = c.resolved()
	return [6]string{strings.ToLower(c.Authority), strings.ToLower(c.ClientID), c.Graph, c.GraphAudience, c.PowerPlatform, c.PowerPlatformAudience}
}

func (l *Ledger) forgetAccount(ctx context.Context, c Connection) error {
	person, err := c.person(l.signs, nil)
	if err != nil {
		return err
	}
	return person.SignOut(ctx)
}
