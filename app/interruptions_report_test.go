package app_test

import (
	"testing"
	"time"

	"licenseledger/store/ledger"
	"licenseledger/sync/simtenant"
)

var reportInterruptions = map[string]interruption{
	"report-takes-hours": func(t *testing.T) outcome {
		o := newOffice(t)
		o.trouble(func(k *simtenant.Knobs) { k.ReportHold = 6 * time.Hour })
		result, err := o.sync(nil)
		if !published(result, ledger.SourceUsers) || published(result, ledger.SourceLicenseReport) {
			t.Errorf("published %+v", result.Published)
		}
		first := outcome{string(result.State), said(result, err)}
		o.reopenAfter(6 * time.Hour)
		next, err := o.sync(nil)
		if err != nil || !published(next, ledger.SourceLicenseReport) {
			t.Fatalf("the next sync is %+v, %v", next, err)
		}
		first.state += ", then " + string(next.State)
		return first
	},
	"report-job-lost": func(t *testing.T) outcome {
		o := newOffice(t)
		o.trouble(func(k *simtenant.Knobs) { k.ReportLost = true })
		result, err := o.sync(nil)
		o.settled()
		return outcome{string(result.State), said(result, err)}
	},
	"link-expired": func(t *testing.T) outcome {
		o := newOffice(t)
		o.trouble(func(k *simtenant.Knobs) { k.ExpireLinks = 1 })
		result, err := o.sync(nil)
		o.settled()
		return outcome{string(result.State), said(result, err)}
	},
	"link-always-expired": func(t *testing.T) outcome {
		o := newOffice(t)
		o.trouble(func(k *simtenant.Knobs) { k.SASLifetime = time.Nanosecond })
		result, err := o.sync(nil)
		return o.after(outcome{string(result.State), said(result, err)})
	},
	"download-cut": func(t *testing.T) outcome {
		o := newOffice(t)
		o.trouble(func(k *simtenant.Knobs) { k.DropDownloads = 2 })
		result, err := o.sync(nil)
		o.settled()
		return outcome{string(result.State), said(result, err)}
	},
	"download-always-cut": func(t *testing.T) outcome {
		o := newOffice(t)
		o.trouble(func(k *simtenant.Knobs) { k.DropDownloads = 1000 })
		result, err := o.sync(nil)
		return o.after(outcome{string(result.State), said(result, err)})
	},
	"no-power-apps": func(t *testing.T) outcome {
		o := newOffice(t)
		o.trouble(func(k *simtenant.Knobs) { k.NoPowerPlatform = true })
		result, err := o.sync(nil)
		if !published(result, ledger.SourceUsers) {
			t.Errorf("the directory was not published: %+v", result.Published)
		}
		return o.after(outcome{string(result.State), said(result, err)})
	},
	"role-missing": func(t *testing.T) outcome {
		o := newOffice(t)
		o.trouble(func(k *simtenant.Knobs) { k.Forbid = []string{"exportServicePlans"} })
		result, err := o.sync(nil)
		if !published(result, ledger.SourceUsers) {
			t.Errorf("the directory was not published: %+v", result.Published)
		}
		return o.after(outcome{string(result.State), said(result, err)})
	},
}

// reopenAfter closes the history file and opens it a while later.
func (o *office) reopenAfter(d time.Duration) {
	o.t.Helper()
	if err := o.ledger.Close(); err != nil {
		o.t.Fatal(err)
	}
	o.tenant.Clock().Advance(d)
	o.reopen()
}
