package app_test

import (
	"context"
	"strings"
	"testing"
	"time"

	"licenseledger/app"
	"licenseledger/store/ledger"
	"licenseledger/sync/simtenant"
)

var useInterruptions = map[string]interruption{
	"sign-ins-refused": func(t *testing.T) outcome {
		w := premiumLedger(t, ledger.ActivityDay, simtenant.Config{Users: 120, Seed: 3})
		first := w.tenant.Clock().Now().AddDate(0, 0, -29).Format(time.DateOnly)
		w.sync()
		w.tenant.SetKnobs(simtenant.Knobs{Forbid: []string{"AuditLog.Read.All"}})
		result := w.sync()
		w.agrees(ledger.ActivityDay, first) // what was known stays known
		return outcome{string(result.State), said(result, nil)}
	},
	"premium-missing": func(t *testing.T) outcome {
		o := newUsedOffice(t, false)
		o.good()
		o.seen(true)
		o.over()
		o.trouble(func(k *simtenant.Knobs) { k.Premium = "missing" })
		o.tenant.Clock().Advance(24 * time.Hour)
		result, err := o.sync(nil)
		o.seen(true)
		return outcome{string(result.State), said(result, err)}
	},
	"premium-denied-now-and-then": func(t *testing.T) outcome {
		o := newUsedOffice(t, false)
		o.trouble(func(k *simtenant.Knobs) { k.Premium = "flaky" })
		result, err := o.sync(nil)
		o.seen(true)
		return outcome{string(result.State), said(result, err)}
	},
	"sign-ins-too-many-for-the-gateway": func(t *testing.T) outcome {
		o := newUsedOffice(t, false)
		o.choose(func(c *app.SourceChoices) { c.UseMinutes = app.NoUseLimit })
		o.trouble(func(k *simtenant.Knobs) { k.SignInWindow = 3 * time.Hour })
		result, err := o.sync(nil)
		o.seen(true)
		return outcome{string(result.State), said(result, err)}
	},
	"sign-ins-quota": func(t *testing.T) outcome {
		o := newUsedOffice(t, false)
		o.trouble(func(k *simtenant.Knobs) { k.QuotaSilent, k.PageSize = true, 20 })
		result, err := o.sync(nil)
		o.seen(true)
		return outcome{string(result.State), said(result, err)}
	},
	"sign-ins-interrupted": func(t *testing.T) outcome {
		o := newUsedOffice(t, false)
		o.trouble(func(k *simtenant.Knobs) { k.PageSize = 20 })
		ctx, cancel := context.WithCancel(t.Context())
		result, err := o.syncUntil(ctx, in(ledger.SourceSignIns, func(int64) { cancel() }))
		first := o.after(outcome{string(result.State), said(result, err)})
		untroubled := newUsedOffice(t, false)
		untroubled.tenant.Clock().AdvanceTo(o.tenant.Clock().Now())
		untroubled.good()
		if got, want := o.seen(true), untroubled.seen(true); got != want {
			t.Errorf("%d rows were seen in use, %d in an untroubled sync", got, want)
		}
		return first
	},
	"sign-ins-take-long": func(t *testing.T) outcome {
		o := newUsedOffice(t, false)
		o.choose(func(c *app.SourceChoices) { c.UseMinutes = 1 })
		o.trouble(func(k *simtenant.Knobs) { k.PageSize = 5 })
		before := o.clock.Now()
		first, err := o.sync(nil)
		got := outcome{string(first.State), said(first, err)}
		if took := o.clock.Now().Sub(before); took > 2*time.Minute || len(first.Activity) != 1 || first.Activity[0].Days > 25 {
			t.Errorf("in %v it read %+v", took, first.Activity)
		}
		var kept int64
		next, err := o.sync(begun(ledger.SourceSignIns, &kept))
		got.state += ", then " + string(next.State)
		if err != nil || kept == 0 {
			t.Errorf("the next sync went on from %d entries (%v)", kept, err)
		}
		for n := 0; len(next.Warnings) > 0 && n < 20; n++ {
			if next, err = o.sync(nil); err != nil {
				t.Fatal(err)
			}
		}
		untroubled := newUsedOffice(t, false)
		untroubled.tenant.Clock().AdvanceTo(o.tenant.Clock().Now())
		untroubled.good()
		if got, want := o.seen(true), untroubled.seen(true); got != want || len(next.Warnings) > 0 {
			t.Errorf("%d rows were seen in use, %d in an untroubled sync; told: %v", got, want, next.Warnings)
		}
		return got
	},
	"auditing-off": func(t *testing.T) outcome {
		o := newUsedOffice(t, true)
		o.trouble(func(k *simtenant.Knobs) { k.AuditOff = true })
		result, err := o.sync(nil)
		o.seen(true)
		return outcome{string(result.State), said(result, err)}
	},
	"search-without-role": func(t *testing.T) outcome {
		o := newUsedOffice(t, true)
		c, _, err := o.ledger.Connection(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		c.Auth, c.CertificatePath = app.AuthDevice, ""
		if err := o.ledger.Connect(t.Context(), c); err != nil {
			t.Fatal(err)
		}
		o.signIn("Power Platform Administrator") // who may not read the deleted users either
		result, err := o.sync(nil)
		if !published(result, ledger.SourceUsers) || !published(result, ledger.SourceLicenseReport) || len(result.Activity) != 0 {
			t.Errorf("published %+v, read %+v", result.Published, result.Activity)
		}
		o.says(ledger.SourceAuditLaunches, "needs a role of Microsoft Purview; the least is View-Only Audit Logs.")
		got := outcome{string(result.State), said(result, err)}
		o.signIn("Global Administrator")
		o.says(ledger.SourceAuditLaunches, "It may be read.")
		for range 4 { // ten days are searched at once
			if result, err = o.sync(nil); err != nil || result.State != ledger.RunComplete {
				t.Fatalf("with the role it is %s with %+v (%v)", result.State, result.Warnings, err)
			}
			o.tenant.Clock().Advance(10 * time.Minute)
		}
		if len(result.Activity) != 2 {
			t.Errorf("with the role it read %+v", result.Activity)
		}
		return got
	},
	"search-takes-hours": func(t *testing.T) outcome {
		o := newUsedOffice(t, true)
		o.trouble(func(k *simtenant.Knobs) { k.AuditHold = 5 * time.Hour })
		result, err := o.sync(nil)
		first := outcome{string(result.State), said(result, err)}
		o.reopenAfter(6 * time.Hour)
		next, err := o.sync(nil)
		if err != nil {
			t.Fatal(err)
		}
		first.state += ", then " + string(next.State)
		return first
	},
}

// newUsedOffice is an office whose tenant has Entra ID P1; launches says whether
// the audit log is searched too.
func newUsedOffice(t *testing.T, launches bool) *office {
	t.Helper()
	o := newOfficeOf(t, simtenant.Config{Users: 60, Seed: 5, Premium: true, Knobs: healthy()})
	c, ok, err := o.ledger.Connection(t.Context())
	if err != nil || !ok {
		t.Fatal(ok, err)
	}
	c.Launches = launches
	if err := o.ledger.Connect(t.Context(), c); err != nil {
		t.Fatal(err)
	}
	return o
}

// seen counts the rows of people whom the sign-ins show in use; whether there
// have to be any is the caller's.
func (o *office) seen(some bool) int {
	o.t.Helper()
	view, err := o.ledger.View(o.t.Context(), app.ViewSpec{Kind: ledger.ViewList, Filters: []string{"last_used_source=" + ledger.SourceSignIns}})
	if err != nil {
		o.t.Fatal(err)
	}
	if (view.Counts.Rows > 0) != some {
		o.t.Errorf("%d rows are of people who signed in", view.Counts.Rows)
	}
	return view.Counts.Rows
}

// says checks what the check of what may be read says of a source.
func (o *office) says(source, want string) {
	o.t.Helper()
	d, err := o.ledger.Doctor(o.t.Context(), nil)
	if err != nil {
		o.t.Fatal(err)
	}
	for _, f := range d.Findings {
		if f.Source == source && !strings.Contains(f.Message, want) {
			o.t.Errorf("of %s it says %q, want %q", source, f.Message, want)
		}
	}
}
