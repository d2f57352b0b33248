package app

import (
	"context"
	"fmt"
	"slices"
	"time"

	"licenseledger/store/ledger"
)

// Codes of what should be known about the reading that stands for a month.
const (
	WarnMonthRunning   = "month_running"    // the month is not over
	WarnMonthEndsEarly = "month_ends_early" // Count days of the month came after it
	WarnSourceOlder    = "source_older"     // a source was read Count days before it
	WarnSourceMissing  = "source_missing"   // a source does not speak for it
)

// ClosedMonth is a month that was closed, and what should be known about its
// reading.
type ClosedMonth struct {
	ledger.MonthReading
	Warnings []ledger.Warning
}

// Months lists the months in which something was read, oldest first.
func (l *Ledger) Months(ctx context.Context) ([]ledger.MonthReading, error) {
	return l.store.Months(ctx, ledger.InstantOf(l.clock.Now()))
}

// CloseMonth keeps the last reading of a month for good. Codes as
// store.Ledger.CloseMonth.
func (l *Ledger) CloseMonth(ctx context.Context, month ledger.Month) (ClosedMonth, error) {
	closed, err := l.store.CloseMonth(ctx, month, ledger.InstantOf(l.clock.Now()))
	if err != nil {
		return ClosedMonth{}, err
	}
	snapshot, err := l.store.Resolve(ctx, fmt.Sprint(closed.SnapshotID))
	if err != nil {
		return ClosedMonth{}, err
	}
	return ClosedMonth{closed, l.aboutMonth(month, snapshot)}, nil
}

// ReopenMonth takes the closing of a month back. Codes as
// store.Ledger.ReopenMonth.
func (l *Ledger) ReopenMonth(ctx context.Context, month ledger.Month) error {
	return l.store.ReopenMonth(ctx, month)
}

// aboutMonth tells what makes a reading less than the state at the end of its
// month: days after it, sources that were read long before it or never.
func (l *Ledger) aboutMonth(month ledger.Month, s ledger.Snapshot) []ledger.Warning {
	var told []ledger.Warning
	at, err := time.Parse(time.RFC3339, s.At)
	if err != nil {
		return nil
	}
	_, end := month.Bounds(l.Zone())
	if days := int64(end.Time().Sub(at) / oneDay); days > 0 {
		told = append(told, ledger.Warning{Code: WarnMonthEndsEarly, Count: days, Text: fmt.Sprintf(
			"The last reading of %s is of %s, %s before its end.", month, at.In(l.Zone()).Format(time.DateOnly), ledger.Counted(days, "day", "days"))})
	}
	return append(told, l.aboutSources(s)...)
}

// aboutSources tells which sources were read long before a reading, or do not
// speak for it.
func (l *Ledger) aboutSources(s ledger.Snapshot) []ledger.Warning {
	var told []ledger.Warning
	at := instantOf(s.At).Time()
	directory := false
	for _, c := range s.Coverage {
		directory = directory || c.AsOf != "" && slices.Contains(ledger.DirectorySources(), c.Source)
		read, err := time.Parse(time.RFC3339, string(c.AsOf))
		if err != nil || c.Own {
			continue
		}
		if days := int64(at.Sub(read) / oneDay); days > 0 {
			told = append(told, ledger.Warning{Code: WarnSourceOlder, Source: c.Source, Count: days, Text: fmt.Sprintf(
				"%s was read %s before that reading, on %s, and speaks for it.", c.Source, ledger.Counted(days, "day", "days"), read.In(l.Zone()).Format(time.DateOnly))})
		}
	}
	if !directory {
		told = append(told, ledger.Warning{Code: WarnSourceMissing, Source: ledger.SourceUsers, Count: 1, Text: fmt.Sprintf(
			"Nothing that was read in the %d days before tells who has an account, so nobody's licenses are known.", ledger.ShelfLifeDays)})
	}
	if i := slices.IndexFunc(s.Coverage, func(c ledger.Coverage) bool { return c.Source == ledger.SourceSubscribedSkus }); i >= 0 && s.Coverage[i].AsOf == "" {
		told = append(told, ledger.Warning{Code: WarnSourceMissing, Source: ledger.SourceSubscribedSkus, Count: 1, Text: fmt.Sprintf(
			"The licenses that were bought were not read in the %d days before, so neither units nor cost are known.", ledger.ShelfLifeDays)})
	}
	return told
}
