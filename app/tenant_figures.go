package app

import (
	"context"
	"slices"
	"time"

	"licenseledger/store/ledger"
)

// NeedHeld is a sync that waits for a person's OK. It is of no day, so that no
// day's needs have it.
const NeedHeld NeedCode = "held"

// TenantFigures is what is told of a tenant beside others: its newest reading in
// numbers, what waits for a person, and how its last sync ended.
type TenantFigures struct {
	Info     Info
	At       string             // RFC 3339: of the newest reading; "" before the first
	ListRead string             // RFC 3339: when a license list was read last; "" for never
	People   *int               // accounts of the directory; nil when it was not read
	Seats    *ledger.SeatTotals // nil when licenses were not read
	Needs    []Need             // as on the first page, behind what was held
	LastSync *SyncEnd           // nil before the first
	Sources  []ledger.SourceAge // in the order a run reads them
}

// SyncEnd tells how a sync ended.
type SyncEnd struct {
	State ledger.RunState // running also for one that goes on now
	At    string          // RFC 3339: when it ended, else when it began
	Why   *ledger.Warning // what kept it from reading all; nil when nothing did, or nobody knows
}

// Failed tells whether nothing came of it. One that was stopped by a person did
// what they wanted.
func (e *SyncEnd) Failed() bool { return e != nil && e.State == ledger.RunFailed }

// lastsAtMost is how long a sync goes on at most: one that began earlier and has
// no end was interrupted.
const lastsAtMost = oneDay

// TenantFigures counts the newest reading. It changes nothing.
func (l *Ledger) TenantFigures(ctx context.Context) (f TenantFigures, err error) {
	if f.Info, err = l.Info(ctx); err != nil {
		return f, err
	}
	if f.LastSync, err = l.lastSync(ctx); err != nil {
		return f, err
	}
	held, err := l.Held(ctx)
	if err != nil {
		return f, err
	}
	for range held {
		f.Needs = append(f.Needs, Need{Code: NeedHeld})
	}
	counts, err := l.store.CountDay(ctx, "")
	if ledger.CodeOf(err) == ledger.CodeNotFound {
		return f, nil
	}
	if err != nil {
		return f, err
	}
	f.At, f.Seats, f.Sources = counts.At, counts.Seats, counts.Sources
	if counts.Directory != nil {
		f.People = &counts.Directory.People
	}
	for _, age := range counts.Sources {
		if read := string(age.LastRead); slices.Contains(reportSources(), age.Source) && read > f.ListRead {
			f.ListRead = read
		}
	}
	needs, err := l.needs(ctx, "", counts)
	if err != nil {
		return f, err
	}
	if len(held) > 0 { // a reading that lacks nothing but what waits is told of once
		if needs, err = l.withoutHeld(ctx, needs); err != nil {
			return f, err
		}
	}
	f.Needs = append(f.Needs, needs...)
	return f, nil
}

// withoutHeld leaves out that the newest reading is not whole, if all that it
// lacks waits for an OK.
func (l *Ledger) withoutHeld(ctx context.Context, needs []Need) ([]Need, error) {
	view, err := l.uncounted(ctx, ViewSpec{})
	if err != nil {
		return nil, err
	}
	if slices.ContainsFunc(view.Warnings, func(w ledger.Warning) bool { return w.Code != ledger.WarnHeld }) {
		return needs, nil
	}
	return slices.DeleteFunc(needs, func(n Need) bool { return n.Code == NeedPartial }), nil
}

// lastSync tells how the newest sync ended; nil when there was none.
func (l *Ledger) lastSync(ctx context.Context) (*SyncEnd, error) {
	runs, err := l.store.Runs(ctx)
	if err != nil {
		return nil, err
	}
	var last ledger.Run
	for _, run := range runs {
		if run.Kind == ledger.RunSync && run.ID > last.ID {
			last = run
		}
	}
	if last.ID == 0 {
		return nil, nil
	}
	end := &SyncEnd{State: last.State, At: string(last.EndedAt)}
	if end.At == "" {
		end.At = last.StartedAt
	}
	if began, err := time.Parse(time.RFC3339, last.StartedAt); err == nil && last.State == ledger.RunRunning && time.Since(began) > lastsAtMost {
		end.State = ledger.RunFailed
	}
	if last.Warnings == 0 {
		return end, nil
	}
	_, warnings, err := l.store.RunListings(ctx, last.ID)
	if err != nil {
		return nil, err
	}
	if i := slices.IndexFunc(warnings, func(w ledger.Warning) bool { return slices.Contains(ledger.WarningsOfUnread(), w.Code) }); i >= 0 {
		end.Why = &warnings[i]
	}
	return end, nil
}
