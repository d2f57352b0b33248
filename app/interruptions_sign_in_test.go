package app_test

import (
	"testing"
	"time"

	"licenseledger/app"
	"licenseledger/store/ledger"
	"licenseledger/sync/auth"
	"licenseledger/sync/auth/authtest"
	"licenseledger/sync/engine/enginetest"
	"licenseledger/sync/simtenant"
)

const (
	administrator = "Global Administrator" // who may read everything
	plainAccount  = "no role"
)

var signInInterruptions = map[string]interruption{
	"token-expires": func(t *testing.T) outcome {
		o := newPersonsOffice(t, administrator)
		result, err := o.sync(nil)
		o.settled()
		return outcome{string(result.State), said(result, err)}
	},
	"nobody-signed-in": func(t *testing.T) outcome {
		o := newPersonsOffice(t, administrator)
		if err := o.ledger.SignOut(t.Context()); err != nil {
			t.Fatal(err)
		}
		result, err := o.sync(nil)
		return o.signedInAgain(outcome{string(result.State), said(result, err)})
	},
	"sign-in-frequency": func(t *testing.T) outcome {
		return renewalRefused(t, 70043)
	},
	"second-factor": func(t *testing.T) outcome {
		return renewalRefused(t, 50076)
	},
	"password-changed": func(t *testing.T) outcome {
		return renewalRefused(t, 50173)
	},
	"access-rule": func(t *testing.T) outcome {
		o := newPersonsOffice(t, administrator)
		result, err := o.sync(in(ledger.SourceUsers, func(int64) {
			o.trouble(func(k *simtenant.Knobs) { k.SignIn.RefuseSignIn = 53003 })
		}))
		return o.after(outcome{string(result.State), said(result, err)})
	},
	"proof-brought-silently": func(t *testing.T) outcome {
		o := newPersonsOffice(t, administrator)
		result, err := o.sync(in(ledger.SourceUsers, func(int64) {
			o.trouble(func(k *simtenant.Knobs) { k.SignIn.Challenge = []string{"graph"} })
		}))
		o.settled()
		return outcome{string(result.State), said(result, err)}
	},
	"proof-needs-person": func(t *testing.T) outcome {
		o := newPersonsOffice(t, administrator)
		result, err := o.sync(in(ledger.SourceUsers, func(int64) {
			o.trouble(func(k *simtenant.Knobs) { k.SignIn.Challenge, k.SignIn.ProofNeedsPerson = []string{"graph"}, true })
		}))
		return o.signedInAgain(outcome{string(result.State), said(result, err)})
	},
	"sign-in-service-fails": func(t *testing.T) outcome {
		o := newPersonsOffice(t, administrator)
		o.trouble(func(k *simtenant.Knobs) { k.SignIn.Unavailable = 2 })
		result, err := o.sync(nil)
		o.settled()
		return outcome{string(result.State), said(result, err)}
	},
	"consent-missing": func(t *testing.T) outcome {
		o := newPersonsOffice(t, administrator)
		o.trouble(func(k *simtenant.Knobs) { k.SignIn.NotConsented = []string{"power_platform"} })
		result, err := o.sync(nil)
		if !published(result, ledger.SourceUsers) {
			t.Errorf("the directory was not published: %+v", result.Published)
		}
		return o.after(outcome{string(result.State), said(result, err)})
	},
	"account-without-role": func(t *testing.T) outcome {
		o := newPersonsOffice(t, plainAccount)
		result, err := o.sync(nil)
		if !published(result, ledger.SourceUsers) {
			t.Errorf("the directory was not published: %+v", result.Published)
		}
		return o.signedInAgain(outcome{string(result.State), said(result, err)})
	},
}

// renewalRefused is a sync in the middle of which the sign-in service wants to
// see a person.
func renewalRefused(t *testing.T, number int) outcome {
	o := newPersonsOffice(t, administrator)
	kept := int64(0)
	result, err := o.sync(counting(ledger.SourceUsers, &kept, in(ledger.SourceUsers, func(int64) {
		o.trouble(func(k *simtenant.Knobs) { k.SignIn.RefuseRenewal = number })
	})))
	first := outcome{string(result.State), said(result, err)}
	o.over()
	o.signIn(administrator)
	return o.goesOnAt(first, ledger.SourceUsers, kept)
}

// newPersonsOffice is an office at which somebody signed in with a code. Tokens
// live so short that every call needs a new one.
func newPersonsOffice(t *testing.T, label string) *office {
	t.Helper()
	o := newOffice(t)
	o.ofPerson(label)
	return o
}

// ofPerson has a person sign in instead of an app, with tokens that live a minute.
func (o *office) ofPerson(label string) {
	o.t.Helper()
	o.health.SignIn.TokenLifetime = time.Minute
	o.over()
	c, ok, err := o.ledger.Connection(o.t.Context())
	if err != nil || !ok {
		o.t.Fatal(ok, err)
	}
	c.Auth, c.CertificatePath = app.AuthDevice, ""
	if err := o.ledger.Connect(o.t.Context(), c); err != nil {
		o.t.Fatal(err)
	}
	o.signIn(label)
}

// signIn is somebody who types the code and picks an account.
func (o *office) signIn(label string) {
	o.t.Helper()
	if _, err := o.ledger.SignIn(o.t.Context(), o.asked(label)); err != nil {
		o.t.Fatal(err)
	}
}

// asked is what that person does when they are asked to.
func (o *office) asked(label string) app.SignInOptions {
	o.t.Helper()
	web, err := enginetest.Trust(o.server.Endpoints().CAPEM)
	if err != nil {
		o.t.Fatal(err)
	}
	browser := authtest.NewBrowser(web)
	return app.SignInOptions{Show: func(code auth.Code) {
		if _, err := browser.Visit(code.Address, authtest.Typed(code.Code), label); err != nil {
			o.t.Errorf("browser: %v", err)
		}
		web.CloseIdleConnections() // they are the browser's, which is closed again
	}}
}

// signedInAgain lets an administrator sign in, and checks that nothing is
// missing then.
func (o *office) signedInAgain(first outcome) outcome {
	o.t.Helper()
	o.signIn(administrator)
	return o.after(first)
}
