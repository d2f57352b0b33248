package main

import (
	"context"
	"encoding/csv"
	"errors"
	"fmt"
	"os"
	"strconv"

	"licenseledger/store"
	"licenseledger/store/ledger"
)

// pageRows is what a window shows first.
const pageRows = 200

// page opens a view and reads its first rows: what a person waits for.
func page(ctx context.Context, l *store.Ledger, spec store.ViewSpec) (*store.View, error) {
	view, err := l.OpenView(ctx, spec)
	if err != nil {
		return nil, err
	}
	rows, err := view.Rows(0, pageRows)
	if err == nil && len(rows) != min(pageRows, view.Len()) {
		err = fmt.Errorf("the first page of %d rows has %d", view.Len(), len(rows))
	}
	return view, err
}

// reader opens the ledger and the day to look at.
func reader(ctx context.Context, o options) (l *store.Ledger, view *store.View, err error) {
	if l, err = store.Open(ctx, o.ledger, store.Options{AppVersion: "bench"}); err != nil {
		return nil, nil, err
	}
	view, err = page(ctx, l, store.ViewSpec{At: o.at})
	if err != nil {
		err = errors.Join(err, l.Close())
	}
	return l, view, err
}

// pastDays gives the readings before the newest, one for every day, in a drawn
// order.
func pastDays(ctx context.Context, l *store.Ledger) ([]string, error) {
	all, err := l.Snapshots(ctx)
	if err != nil {
		return nil, err
	}
	var days []string
	for _, s := range all {
		if day := s.At[:len("2006-01-02")]; len(days) == 0 || days[len(days)-1] != day {
			days = append(days, day)
		}
	}
	if len(days) < 2 {
		return nil, errors.New("the ledger has no past day")
	}
	return days[:len(days)-1], nil
}

// readAll reads every row of the list of a day.
func readAll(ctx context.Context, o options) (err error) {
	rows := 0
	ms, err := timed(func() error {
		l, view, err := reader(ctx, o)
		if err != nil {
			return err
		}
		rows, err = eachRow(view, func(ledger.Row) error { return nil })
		return errors.Join(err, o.writeHeap(), l.Close())
	})
	if err != nil {
		return err
	}
	return tell(figure{Key: "read", Millis: []float64{ms}, Rows: rows})
}

func eachRow(view *store.View, f func(ledger.Row) error) (int, error) {
	const atOnce = 1000
	n := 0
	for n < view.Len() {
		rows, err := view.Rows(n, atOnce)
		if err != nil {
			return n, err
		}
		for _, row := range rows {
			if err := f(row); err != nil {
				return n, err
			}
		}
		n += len(rows)
	}
	return n, nil
}

// flatColumns are what a person sees in the list: the columns of the baseline.
var flatColumns = []string{"user_name", "email_address", "service", "license", "assigned_date", "is_trial", "expiration_date", "department", "status"}

// writeCSV writes the list of a day for the baselines.
func writeCSV(ctx context.Context, o options) (err error) {
	l, view, err := reader(ctx, o)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, l.Close()) }()
	file, err := os.Create(o.out)
	if err != nil {
		return err
	}
	w := csv.NewWriter(file)
	_ = w.Write(flatColumns) // Flush and Error tell
	rows, err := eachRow(view, func(r ledger.Row) error {
		trial := ""
		if r.IsTrial != nil {
			trial = strconv.FormatBool(*r.IsTrial)
		}
		return w.Write([]string{string(r.UserName), string(r.EmailAddress), string(r.Service), string(r.License), string(r.AssignedDate),
			trial, string(r.ExpirationDate), string(r.Department), string(r.Status)})
	})
	w.Flush()
	if err := errors.Join(err, w.Error(), file.Close()); err != nil {
		return err
	}
	return tell(figure{Key: "csv", Rows: rows})
}
