package app

import (
	"context"
	"time"

	"licenseledger/store/ledger"
)

// NeedCode names something that waits for a person.
type NeedCode string

// What can wait for a person, most important first: what makes other numbers
// wrong before what costs money, and that before what time may settle.
const (
	NeedDue        NeedCode = "due"        // a source takes somebody who signs in
	NeedPartial    NeedCode = "partial"    // the reading is not whole
	NeedOld        NeedCode = "old"        // a source was not read for long
	NeedBlocked    NeedCode = "blocked"    // sign-in blocked, still licensed
	NeedTrials     NeedCode = "trials"     // trials that end soon
	NeedUnresolved NeedCode = "unresolved" // rows that nobody can be named for yet
)

// NeedCodes lists every code once.
func NeedCodes() []NeedCode {
	return []NeedCode{NeedDue, NeedPartial, NeedOld, NeedBlocked, NeedTrials, NeedUnresolved}
}

// Need is one of them.
type Need struct {
	Code   NeedCode
	Figure *Figure      // nil where nothing is counted
	Source string       // of NeedOld: the newest that tells of its kind of thing
	Days   int          // of NeedOld: whole days since it was read
	Due    []ledger.Due // of NeedDue
}

const (
	soonDays = 30 // within which a trial ends soon
	oldDays  = 7  // from which on a source is old: Microsoft's own list is up to a week old
)

// needs tells what waits for a person on a day.
func (l *Ledger) needs(ctx context.Context, at string, o ledger.Overview) ([]Need, error) {
	var needs []Need
	if IsLatest(at) {
		due, err := l.Due(ctx)
		if err != nil {
			return nil, err
		}
		if len(due) > 0 {
			needs = append(needs, Need{Code: NeedDue, Due: due})
		}
	}
	if o.Partial {
		needs = append(needs, Need{Code: NeedPartial})
	}
	now, err := l.today(ctx, at, o.At)
	if err != nil {
		return nil, err
	}
	needs = append(needs, oldSources(o.Sources, now)...)
	if o.Blocked != nil && o.Blocked.Rows > 0 {
		needs = append(needs, Need{Code: NeedBlocked, Figure: &Figure{o.Blocked.Rows, o.Blocked.People, where(ledger.ViewBlocked)}})
	}
	if o.List == nil {
		return needs, nil
	}
	day := now.In(l.Zone())
	for _, n := range []struct {
		code NeedCode
		spec ViewSpec
	}{
		{NeedTrials, where(ledger.ViewTrials,
			ledger.Filter{Column: "expiration_date", Op: ledger.FilterAtLeast, Values: []string{day.Format(time.DateOnly)}},
			ledger.Filter{Column: "expiration_date", Op: ledger.FilterLess, Values: []string{day.AddDate(0, 0, soonDays+1).Format(time.DateOnly)}})},
		{NeedUnresolved, where(ledger.ViewList, isOneOf("status", string(ledger.StatusUnresolved)))},
	} {
		figure, err := l.figure(ctx, at, n.spec)
		if err != nil {
			return nil, err
		}
		if figure.Rows > 0 {
			needs = append(needs, Need{Code: n.code, Figure: figure})
		}
	}
	return needs, nil
}

// today is from when a page looks: now for the newest reading, and the moment
// of the reading for another, or in a tenant whose time stands still.
func (l *Ledger) today(ctx context.Context, at, read string) (time.Time, error) {
	then, err := time.Parse(time.RFC3339, read)
	if err != nil {
		return then, err
	}
	_, sample, err := l.Sample(ctx)
	if err != nil || sample || !IsLatest(at) {
		return then, err
	}
	if now := l.clock.Now(); now.After(then) {
		return now, nil
	}
	return then, nil
}

// IsLatest tells whether a day asked for is that of the newest reading.
func IsLatest(at string) bool { return at == "" || at == "latest" || at == "LATEST" }

// oldSources tells which kinds of things were read, and not for long; each by
// the source that was read last.
func oldSources(ages []ledger.SourceAge, now time.Time) []Need {
	var needs []Need
	for _, sources := range [][]string{reportSources(), ledger.DirectorySources(), {ledger.SourceSubscribedSkus}} {
		newest := ledger.SourceAge{}
		for _, age := range ages {
			for _, source := range sources {
				if age.Source == source && age.LastRead > newest.LastRead {
					newest = age
				}
			}
		}
		read, err := time.Parse(time.RFC3339, string(newest.LastRead))
		if err != nil {
			continue // never read
		}
		if days := int(now.Sub(read) / oneDay); days >= oldDays {
			needs = append(needs, Need{Code: NeedOld, Source: newest.Source, Days: days})
		}
	}
	return needs
}

func reportSources() []string {
	var names []string
	for _, source := range ledger.Sources() {
		if source.IsReport {
			names = append(names, source.Name)
		}
	}
	return names
}
