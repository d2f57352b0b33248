package app

import (
	"context"
	"slices"
	"time"

	"licenseledger/store/ledger"
)

// What waits for a person and is of no day, so that no day's needs have it.
const (
	NeedSignIn NeedCode = "sign_in" // the last sync found nobody signed in
	NeedHeld   NeedCode = "held"    // a sync waits for a person's OK
)

// TenantNeedCodes lists every need that a tenant can have, most important first.
func TenantNeedCodes() []NeedCode { return append([]NeedCode{NeedSignIn, NeedHeld}, NeedCodes()...) }

// TenantFigures is what is told of a tenant beside others: its newest reading in
// numbers, what waits for a person, and how its last sync ended.
type TenantFigures struct {
	Info     Info
	At       string             // RFC 3339: of the newest reading; "" before the first
	ListRead string             // RFC 3339: when a license list was read last; "" for never
	People   *int               // accounts of the directory; nil when it was not read
	Seats    *PaidSeats         // nil when licenses were not read
	Licenses []ledger.SeatRow   // none when they were not read
	Needs    []Need             // as on the first page, behind those that are of no day
	LastSync *SyncEnd           // nil before the first
	Sources  []ledger.SourceAge // in the order a run reads them
}

// PaidSeats adds up the licenses that are paid for; units. Plans that are free for
// good, of which there are thousands that nobody bought, and trials are in none of
// it but the money, where somebody set a price for them.
type PaidSeats struct {
	Licenses     int                  `json:"licenses"` // different ones
	Bought       int64                `json:"bought"`
	Assigned     int64                `json:"assigned"`
	Free         int64                `json:"free"`          // of licenses with more bought than assigned
	OverAssigned int64                `json:"over_assigned"` // units beyond those bought, of the others
	Costs        []ledger.CurrencySum `json:"costs"`         // a month, by currency
	Unpriced     int64                `json:"unpriced"`      // units that are in none of them
}

func paidSeats(rows []ledger.SeatRow) *PaidSeats {
	if len(rows) == 0 {
		return nil
	}
	sums := ledger.SumSeats(rows)
	all := &PaidSeats{Costs: sums.List(), Unpriced: sums.Unpriced}
	for i := range rows {
		if r := &rows[i]; r.Paid() {
			all.Licenses++
			all.Bought += r.Bought
			all.Assigned += r.Assigned
			all.Free += max(0, r.Free)
			all.OverAssigned += max(0, -r.Free)
		}
	}
	return all
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
	defer func() { f.askToSignIn() }()
	counts, err := l.store.CountDay(ctx, "")
	if ledger.CodeOf(err) == ledger.CodeNotFound {
		return f, nil
	}
	if err != nil {
		return f, err
	}
	f.At, f.Sources = counts.At, counts.Sources
	if _, f.Licenses, err = l.store.Seats(ctx, ""); err != nil {
		return f, err
	}
	f.Seats = paidSeats(f.Licenses)
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

// askToSignIn says that the last sync found nobody signed in, unless it is told that
// something is due.
func (f *TenantFigures) askToSignIn() {
	isDue := slices.ContainsFunc(f.Needs, func(n Need) bool { return n.Code == NeedDue })
	if end := f.LastSync; !isDue && end != nil && end.Why != nil && end.Why.Code == ledger.WarnSignIn {
		f.Needs = slices.Insert(f.Needs, 0, Need{Code: NeedSignIn})
	}
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
