package main

import (
	"context"
	"errors"
	"time"

	"licenseledger/store"
	"licenseledger/store/ledger"
	"licenseledger/store/storetest/tenant"
)

// leavers syncs a first day, lets many people leave on the second, and measures
// how long its listings take to become history: staging them, which does not
// depend on who left, is left out. At the end it draws all conclusions anew.
func leavers(ctx context.Context, o options) (err error) {
	l, err := open(ctx, o)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, l.Close()) }()
	t := tenant.New(o.users, seed)
	if err := t.PublishWhole(ctx, l); err != nil {
		return err
	}
	t.Day()
	t.Leave(o.leavers)
	for _, source := range []string{ledger.SourceUsers, ledger.SourceDeletedUsers, ledger.SourceLicenseReport} {
		if err := tellPublication(ctx, l, t, source); err != nil {
			return err
		}
	}
	ms, err := timed(func() error { return l.Rebuild(ctx) })
	if err != nil {
		return err
	}
	return tell(figure{Key: "rebuild", Millis: []float64{ms}})
}

func tellPublication(ctx context.Context, l *store.Ledger, t *tenant.Tenant, source string) error {
	run, err := l.BeginRun(ctx, ledger.RunSync)
	if err != nil {
		return err
	}
	staging, err := l.Stage(ctx, source, 24*time.Hour)
	if err != nil {
		return err
	}
	for page, last := range t.Pages(source, t.Listing(source)) {
		if err := staging.Put(ctx, page, last); err != nil {
			return err
		}
	}
	var done ledger.Published
	before, _ := processorTime()
	ms, err := timed(func() (err error) {
		done, err = l.Publish(ctx, staging, t.Publication(source, run))
		return err
	})
	if err != nil {
		return err
	}
	if after, known := processorTime(); known {
		if err := tell(figure{Key: "processor time of " + source, Millis: []float64{float64((after - before).Microseconds()) / 1000}}); err != nil {
			return err
		}
	}
	return errors.Join(l.EndRun(ctx, run, ledger.RunComplete, nil), tell(figure{Key: source, Millis: []float64{ms}, Rows: int(done.Began)}),
		tell(figure{Key: "identifying after " + source, Millis: []float64{float64(done.Identifying.Microseconds()) / 1000}}))
}
