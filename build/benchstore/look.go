package main

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"

	"licenseledger/store"
)

// firstPages opens past days, none of them twice, and tells the very first
// apart, which has to open the file and load what all days share.
func firstPages(ctx context.Context, o options) (err error) {
	var l *store.Ledger
	ms, err := timed(func() (err error) {
		l, _, err = reader(ctx, o)
		return err
	})
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, l.Close()) }()
	if err := tell(figure{Key: "open", Millis: []float64{ms}}); err != nil {
		return err
	}
	days, err := pastDays(ctx, l)
	if err != nil {
		return err
	}
	r := rand.New(rand.NewPCG(seed, 1))
	r.Shuffle(len(days), func(i, j int) { days[i], days[j] = days[j], days[i] })
	f := figure{Key: "first"}
	for _, day := range days[:min(o.rounds, len(days))] {
		ms, err := timed(func() error {
			view, err := page(ctx, l, store.ViewSpec{At: day})
			if err == nil {
				f.Rows = view.Len()
			}
			return err
		})
		if err != nil {
			return err
		}
		f.Millis = append(f.Millis, ms)
	}
	return tell(f)
}

// jumps reads rows nine tenths down a view: of views just opened, of which only
// the first page was seen, and then to and fro in one of them.
func jumps(ctx context.Context, o options) (err error) {
	l, latest, err := reader(ctx, o)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, l.Close()) }()
	days, err := pastDays(ctx, l)
	if err != nil {
		return err
	}
	fresh := figure{Key: "jump in a view just opened", Rows: latest.Len()}
	again := figure{Key: "jump", Rows: latest.Len()}
	far := latest.Len() / 10 * 9
	look := func(view *store.View, from int, f *figure) error {
		ms, err := timed(func() error {
			rows, err := view.Rows(from, pageRows)
			if err == nil && len(rows) != min(pageRows, view.Len()-from) {
				err = fmt.Errorf("%d rows from %d", len(rows), from)
			}
			return err
		})
		f.Millis = append(f.Millis, ms)
		return err
	}
	for n := range o.rounds {
		view, err := page(ctx, l, store.ViewSpec{At: days[n*7%len(days)]})
		if err != nil {
			return err
		}
		if err := look(view, view.Len()/10*9, &fresh); err != nil {
			return err
		}
	}
	for n := range o.rounds {
		if err := look(latest, far-n*pageRows, &again); err != nil {
			return err
		}
	}
	return errors.Join(tell(fresh), tell(again))
}

// diffs compares days that lie as far apart as the ledger has them, each pair
// once, after the first page of the newest day was looked at.
func diffs(ctx context.Context, o options) (err error) {
	l, _, err := reader(ctx, o)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, l.Close()) }()
	days, err := pastDays(ctx, l)
	if err != nil {
		return err
	}
	f := figure{Key: "diff"}
	for n := range min(o.rounds, len(days)/2) {
		ms, err := timed(func() error {
			rows, err := compare(ctx, l, days[n], days[len(days)-1-n])
			f.Rows = rows
			return err
		})
		if err != nil {
			return err
		}
		f.Millis = append(f.Millis, ms)
	}
	return tell(f)
}

// compare opens the changes between two days and reads the first of them.
func compare(ctx context.Context, l *store.Ledger, a, b string) (int, error) {
	changes, err := l.OpenDiff(ctx, a, b)
	if err != nil {
		return 0, err
	}
	rows, err := changes.Rows(0, pageRows)
	if err == nil && len(rows) != min(pageRows, changes.Len()) {
		err = fmt.Errorf("the first page of %d changes has %d", changes.Len(), len(rows))
	}
	return changes.Len(), err
}
