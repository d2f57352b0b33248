package app_test

import (
	"context"
	"net/http"
	"testing"
	"time"

	"licenseledger/store/ledger"
	"licenseledger/sync/engine"
	"licenseledger/sync/simtenant"
)

var serviceInterruptions = map[string]interruption{
	"throttled-for-minutes": func(t *testing.T) outcome {
		o := newOffice(t)
		waits := 0
		before := o.clock.Now()
		busy := in(ledger.SourceUsers, func(int64) {
			o.trouble(func(k *simtenant.Knobs) { k.ThrottleFor, k.ThrottleRetryAfter = 5*time.Minute, 100*time.Second })
		})
		result, err := o.sync(func(name string, s engine.StageProgress) {
			if s.WaitReason == "throttled" {
				waits++
			}
			busy(name, s)
		})
		if took := o.clock.Now().Sub(before); waits == 0 || took < 5*time.Minute {
			t.Errorf("%d waits, the sync took %v", waits, took)
		}
		o.settled()
		return outcome{string(result.State), said(result, err)}
	},
	"throttled-for-hours": func(t *testing.T) outcome {
		o := newOffice(t)
		kept := int64(0)
		result, err := o.sync(counting(ledger.SourceUsers, &kept, in(ledger.SourceUsers, func(int64) {
			o.trouble(func(k *simtenant.Knobs) { k.ThrottleFor, k.ThrottleRetryAfter = 3*time.Hour, 2*time.Minute })
		})))
		return o.goesOnAt(outcome{string(result.State), said(result, err)}, ledger.SourceUsers, kept)
	},
	"every-fifth-call-throttled": func(t *testing.T) outcome {
		o := newOffice(t)
		o.trouble(func(k *simtenant.Knobs) { k.ThrottleEvery, k.ThrottleSilent = 5, true })
		result, err := o.sync(nil)
		o.settled()
		return outcome{string(result.State), said(result, err)}
	},
	"page-fails": func(t *testing.T) outcome {
		o := newOffice(t)
		o.trouble(func(k *simtenant.Knobs) { k.FailPagesFrom = 2 * peopleInPage })
		first, err := o.sync(nil)
		if !published(first, ledger.SourceDeletedUsers) || !published(first, ledger.SourceLicenseReport) {
			t.Errorf("other sources were not published: %+v", first.Published)
		}
		// It fails at the same page again, after the pages that were kept.
		var from int64
		second, again := o.sync(begun(ledger.SourceUsers, &from))
		if from == 0 || second.State != first.State || again != nil {
			t.Errorf("the next sync went on from %d rows and is %s (%v)", from, second.State, again)
		}
		return o.goesOnAt(outcome{string(first.State), said(first, err)}, ledger.SourceUsers, from)
	},
	"gateway-fails": func(t *testing.T) outcome {
		o := newOffice(t)
		o.trouble(func(k *simtenant.Knobs) {
			k.FailPagesFrom, k.FailStatus = 2*peopleInPage, http.StatusGatewayTimeout
		})
		result, err := o.sync(nil)
		return o.after(outcome{string(result.State), said(result, err)})
	},
	"place-refused": func(t *testing.T) outcome {
		o := newOffice(t)
		ctx, cancel := context.WithCancel(t.Context())
		first, err := o.syncUntil(ctx, in(ledger.SourceUsers, func(int64) { cancel() }))
		// At another address the tenant refuses the links that it gave before.
		if err := o.server.Close(); err != nil {
			t.Fatal(err)
		}
		o.serve()
		return o.after(outcome{string(first.State), said(first, err)})
	},
	"permission-missing": func(t *testing.T) outcome {
		o := newOffice(t)
		o.trouble(func(k *simtenant.Knobs) { k.Forbid = []string{"User.Read.All"} })
		result, err := o.sync(nil)
		if !published(result, ledger.SourceOrganization) || !published(result, ledger.SourceLicenseReport) {
			t.Errorf("what is allowed was not published: %+v", result.Published)
		}
		return o.after(outcome{string(result.State), said(result, err)})
	},
	"permission-lost": func(t *testing.T) outcome {
		o := newOffice(t)
		o.good()
		o.over()
		result, err := o.sync(in(ledger.SourceUsers, func(int64) {
			o.trouble(func(k *simtenant.Knobs) { k.Forbid = []string{"User.Read.All"} })
		}))
		return o.after(outcome{string(result.State), said(result, err)})
	},
	"deleted-users-refused": func(t *testing.T) outcome {
		o := newOffice(t)
		o.trouble(func(k *simtenant.Knobs) { k.Forbid = []string{"deletedItems"} })
		result, err := o.sync(nil)
		if !published(result, ledger.SourceUsers) {
			t.Errorf("the directory was not published: %+v", result.Published)
		}
		return o.after(outcome{string(result.State), said(result, err)})
	},
}
