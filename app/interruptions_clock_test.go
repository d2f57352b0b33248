package app_test

import (
	"context"
	"testing"
	"time"

	"licenseledger/store/ledger"
)

var clockInterruptions = map[string]interruption{
	"clock-steps-ahead": func(t *testing.T) outcome { return clockSteps(t, 72*time.Hour) },
	"clock-steps-back":  func(t *testing.T) outcome { return clockSteps(t, -72*time.Hour) },
	"clock-wrong": func(t *testing.T) outcome {
		o := newOffice(t)
		o.clock.ahead = -400 * 24 * time.Hour
		result, err := o.sync(nil)
		o.ofItsTime()
		o.settled()
		return outcome{string(result.State), said(result, err)}
	},
}

// clockSteps sets the computer's clock in the middle of a sync, and again
// before the next.
func clockSteps(t *testing.T, by time.Duration) outcome {
	o := newOffice(t)
	o.good()
	o.over()
	result, err := o.sync(in(ledger.SourceUsers, func(int64) { o.clock.ahead += by }))
	first := outcome{string(result.State), said(result, err)}
	o.ofItsTime()
	o.over()
	// Pages that were kept before the clock stepped are taken up, or read again.
	ctx, cancel := context.WithCancel(t.Context())
	if _, err := o.syncUntil(ctx, in(ledger.SourceUsers, func(int64) { cancel() })); ledger.CodeOf(err) != ledger.CodeCanceled {
		t.Fatal(err)
	}
	o.clock.ahead -= 2 * by
	first = o.after(first)
	o.ofItsTime()
	return first
}

// ofItsTime checks that every reading is of Microsoft's time, in order.
func (o *office) ofItsTime() {
	o.t.Helper()
	snapshots, err := o.ledger.Snapshots(o.t.Context())
	if err != nil || len(snapshots) == 0 {
		o.t.Fatalf("%d readings (%v)", len(snapshots), err)
	}
	for _, s := range snapshots {
		at, err := time.Parse(time.RFC3339, s.At)
		if err != nil || at.After(o.tenant.Clock().Now()) || o.tenant.Clock().Now().Sub(at) > time.Hour {
			o.t.Errorf("a reading is of %s, Microsoft's clock says %s", s.At, o.tenant.Clock().Now())
		}
	}
}
