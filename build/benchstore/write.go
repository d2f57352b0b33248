package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"iter"
	"os"
	"time"

	"licenseledger/store"
	"licenseledger/store/ledger"
	"licenseledger/store/storetest/tenant"
)

// open opens the ledger, or makes it.
func open(ctx context.Context, o options) (*store.Ledger, error) {
	settings := store.Options{AppVersion: "bench"}
	if _, err := os.Stat(o.ledger); errors.Is(err, fs.ErrNotExist) {
		return store.Create(ctx, o.ledger, settings)
	}
	return store.Open(ctx, o.ledger, settings)
}

// build syncs the days from to to: the first of all whole, the others by what
// changed, as delta reads do.
func build(ctx context.Context, o options) (err error) {
	l, err := open(ctx, o)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, l.Close()) }()
	t := tenantAt(o, o.from)
	var took []float64
	told := time.Now()
	for {
		publish := t.PublishChanges
		if t.DayNumber() == 1 {
			publish = t.PublishWhole
		}
		ms, err := timed(func() error { return publish(ctx, l) })
		if err != nil {
			return fmt.Errorf("sync day %d: %w", t.DayNumber(), err)
		}
		took = append(took, ms)
		if time.Since(told) > 10*time.Second {
			told = time.Now()
			progress("day %d of %d; the last took %.0f ms", t.DayNumber(), o.to, ms)
		}
		if t.DayNumber() >= o.to {
			return tell(figure{Key: "build", Millis: took})
		}
		t.Day()
	}
}

// rest syncs a day again, rounds times, while nothing changes: the first time
// whole.
func rest(ctx context.Context, o options) (err error) {
	l, err := open(ctx, o)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, l.Close()) }()
	t := tenantAt(o, o.to)
	var took []float64
	for n := range o.rounds {
		t.Rest()
		publish := t.PublishChanges
		if n == 0 {
			publish = t.PublishWhole
		}
		ms, err := timed(func() error { return publish(ctx, l) })
		if err != nil {
			return err
		}
		took = append(took, ms)
	}
	return tell(figure{Key: "rest", Millis: took})
}

// merge reads some days whole. The directory and the report are measured, each
// in a run of its own, from its beginning to its end.
func merge(ctx context.Context, o options) (err error) {
	l, err := open(ctx, o)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, l.Close()) }()
	t := tenantAt(o, o.from)
	took := map[string][]float64{}
	rows := map[string]int{}
	for {
		for _, source := range tenant.Sources() {
			m := reading{tenant: t, source: source}
			pages := t.Pages(source, t.Listing(source))
			if !o.stream {
				pages = ready(pages)
			}
			ms, err := timed(func() error { return m.publish(ctx, l, pages) })
			if err != nil {
				return fmt.Errorf("sync %s of day %d: %w", source, t.DayNumber(), err)
			}
			took[source], rows[source] = append(took[source], ms), m.rows
		}
		if t.DayNumber() >= o.to {
			break
		}
		t.Day()
	}
	for _, source := range []string{ledger.SourceUsers, ledger.SourceLicenseReport} {
		if err := tell(figure{Key: source, Millis: took[source], Rows: rows[source]}); err != nil {
			return err
		}
	}
	if !o.stream {
		return nil
	}
	// What a program that streams spends on making the pages is not the store's.
	for _, source := range []string{ledger.SourceUsers, ledger.SourceLicenseReport} {
		ms, err := timed(func() error {
			for range t.Pages(source, t.Listing(source)) {
			}
			return nil
		})
		if err != nil {
			return err
		}
		if err := tell(figure{Key: "making pages of " + source, Millis: []float64{ms}}); err != nil {
			return err
		}
	}
	return nil
}

// ready makes all pages before they are asked for.
func ready(pages iter.Seq2[ledger.Page, bool]) iter.Seq2[ledger.Page, bool] {
	var all []ledger.Page
	for page := range pages {
		all = append(all, page)
	}
	return func(yield func(ledger.Page, bool) bool) {
		for i, page := range all {
			if !yield(page, i == len(all)-1) {
				return
			}
		}
	}
}

// reading is one source, read whole in a run of its own.
type reading struct {
	tenant *tenant.Tenant
	source string
	rows   int
}

func (r *reading) publish(ctx context.Context, l *store.Ledger, pages iter.Seq2[ledger.Page, bool]) error {
	run, err := l.BeginRun(ctx, ledger.RunSync)
	if err != nil {
		return err
	}
	staging, err := l.Stage(ctx, r.source, 24*time.Hour)
	if err != nil {
		return err
	}
	for page, last := range pages {
		if err := staging.Put(ctx, page, last); err != nil {
			return err
		}
	}
	r.rows = int(staging.Rows())
	if _, err := l.Publish(ctx, staging, r.tenant.Publication(r.source, run)); err != nil {
		return err
	}
	return l.EndRun(ctx, run, ledger.RunComplete, nil)
}
