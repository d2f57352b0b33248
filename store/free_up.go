package store

import (
	"context"
	"slices"
	"time"

	"licenseledger/store/ledger"
)

// FreeUp is the licenses of a day that can be taken back, each of each person
// once, and the units that nobody has. It is pinned to the state of the ledger
// when it was opened and holds no transaction.
type FreeUp struct {
	Snapshot ledger.Snapshot
	Rules    ledger.FreeRules
	Watches  []ledger.FreeWatch // by product
	CameBack *ledger.CameBack   // nil where no directory was read

	history  *history
	day      *day
	holds    *holdings
	licenses []freeLicense
	lines    []freeLine // of people: by group, then in the order of people
	rest     []freeRest // units that nobody has, by license
	table    *table     // of lines
	off      map[ledger.FreeGroup]ledger.FreeOff
	filters  []ledger.Filter
	kept     map[uint32]ledger.Instant // persons
	made     map[uint32]ledger.Instant // young accounts
}

// freeLine is one license of one person. Millions of them may be held.
type freeLine struct {
	who     uint32
	sku     uint32 // code of the license as assignments name it
	license uint16
	by      uint16 // the license that covers it
	filter  uint16 // place of the condition that leaves it out
	group   uint8  // place in ledger.FreeGroups
	reason  uint8  // one more than the place in ledger.LeftOuts; 0 = not left out
	gain    uint8
}

// freeRest is the units of a license that nobody has.
type freeRest struct {
	license uint16
	filter  int // that leaves it out
	reason  ledger.LeftOut
	units   int64
	gain    int64
}

// Places in ledger.FreeGroups.
const (
	freeBlocked = uint8(iota)
	freeTwice
	freeNoUse
	freeNotAssigned
)

// FreeUp finds the licenses that can be taken back on a day, by the rules given,
// or by those of the ledger; at as in ViewSpec.At. Codes as OpenView; usage for
// a condition of the rules that does not fit.
func (l *Ledger) FreeUp(ctx context.Context, at string, rules *ledger.FreeRules) (*FreeUp, error) {
	const op = "look for licenses to free up"
	if rules == nil {
		own, err := l.FreeRules(ctx)
		if err != nil {
			return nil, err
		}
		rules = &own
	}
	if err := rules.Check(); err != nil {
		return nil, err
	}
	filters, err := rules.Filters()
	if err != nil {
		return nil, err
	}
	prices, err := l.Prices(ctx)
	if err != nil {
		return nil, err
	}
	edits, err := l.CoverEdits(ctx)
	if err != nil {
		return nil, err
	}
	kept, err := l.KeptLicenses(ctx)
	if err != nil {
		return nil, err
	}
	level, err := l.ActivityLevel(ctx)
	if err != nil {
		return nil, err
	}
	var f *FreeUp
	snapshot, err := l.onDay(ctx, op, at, func(d *day, dir *directory) error {
		f = &FreeUp{Rules: *rules, history: d.history, day: d, filters: filters, off: map[ledger.FreeGroup]ledger.FreeOff{},
			kept: map[uint32]ledger.Instant{}, made: map[uint32]ledger.Instant{}}
		var err error
		if f.holds, err = d.holdings(ctx); err != nil {
			return err
		}
		var places []int
		if f.licenses, places, err = d.freeLicenses(ctx, f.holds); err != nil {
			return err
		}
		priceLicenses(f.licenses, prices, d.at.Time().In(l.zone).Format(time.DateOnly))
		coverLicenses(f.licenses, ledger.CoversWith(edits))
		if err := f.watch(ctx, level); err != nil {
			return err
		}
		for _, k := range kept {
			if who, ok := dir.people.ids.Find(string(k.UserID)); ok {
				f.kept[who] = instantOfText(k.KeptAt)
			}
		}
		dir.people.ids.Forget()
		return f.find(ctx, dir, places)
	})
	if err != nil {
		return nil, err
	}
	f.Snapshot = snapshot
	return f, nil
}

func instantOfText(text ledger.Text) ledger.Instant {
	at, err := time.Parse(time.RFC3339, string(text))
	if err != nil {
		return 0 // written by ourselves
	}
	return ledger.InstantOf(at)
}

// watch judges for each product whether no use can be told.
func (f *FreeUp) watch(ctx context.Context, level ledger.ActivityLevel) error {
	use, err := f.day.useOn(ctx)
	if err != nil {
		return err
	}
	today := f.today()
	for _, product := range []ledger.Product{ledger.ProductPowerApps, ledger.ProductPowerAutomate} {
		w := ledger.FreeWatch{Product: product, Off: ledger.FreeOffNotKept}
		if level != ledger.ActivityNone {
			var s ledger.Watch
			if use != nil {
				s = use.stretches[product]
			}
			w = ledger.WatchFor(product, s.Since, s.Until, today, f.Rules.NoUseDays)
		}
		f.Watches = append(f.Watches, w)
	}
	return nil
}

// today is the UTC day that use is counted back from.
func (f *FreeUp) today() string { return f.day.at.Time().UTC().Format(dayLayout) }

// offFor tells why no use of a license can be told; "" where it can: all that it
// brings must be watched.
func (f *FreeUp) offFor(l *freeLicense) ledger.FreeOff {
	for _, w := range f.Watches {
		if w.Off != "" && slices.Contains(l.products, w.Product) {
			return w.Off
		}
	}
	return ""
}

// find fills in the lines.
func (f *FreeUp) find(ctx context.Context, dir *directory, places []int) error {
	if dir.isRead {
		if err := f.findHeld(ctx, dir, places); err != nil {
			return err
		}
		if err := f.leaveOut(ctx, dir); err != nil {
			return err
		}
		if err := f.findCameBack(ctx, dir); err != nil {
			return err
		}
	} else {
		for _, group := range ledger.FreeGroups()[:freeNotAssigned] {
			f.off[group] = ledger.FreeOffDirectory
		}
	}
	f.findRest()
	f.gain()
	return nil
}

// gain hands out the units of each license: first to people, by group, and what
// is left to the units that nobody has.
func (f *FreeUp) gain() {
	units := make([]ledger.FreeSeats, len(f.licenses))
	for i := range f.licenses {
		if seat := f.licenses[i].seat; seat != nil {
			units[i] = ledger.FreeSeatsOf(seat.Bought, seat.Assigned)
		}
	}
	for i := range f.lines {
		if line := &f.lines[i]; line.reason == 0 {
			line.gain = uint8(units[line.license].Take())
		}
	}
	for i := range f.rest {
		if r := &f.rest[i]; r.reason == "" {
			r.gain = units[r.license].Rest(r.units)
		}
	}
}

// findRest finds the units that nobody has.
func (f *FreeUp) findRest() {
	known := false
	for i := range f.licenses {
		l := &f.licenses[i]
		known = known || l.seat != nil
		if l.seat == nil || l.seat.Free <= 0 {
			continue
		}
		r := freeRest{license: uint16(i), units: l.seat.Free, reason: l.costless}
		switch {
		case r.reason != "":
		case l.capacity:
			r.reason = ledger.LeftOutCapacity
		case l.forApps:
			r.reason = ledger.LeftOutApps
		case !l.standalone:
			r.reason = ledger.LeftOutOther
		}
		if n := slices.IndexFunc(f.filters, func(c ledger.Filter) bool { return isOfLicense(c.Column) && c.Matches(l.column(c.Column)) }); n >= 0 && r.reason == "" {
			r.reason, r.filter = ledger.LeftOutFilter, n
		}
		f.rest = append(f.rest, r)
	}
	if !known {
		f.off[ledger.FreeNotAssigned] = ledger.FreeOffSeats
	}
}

// isOfLicense tells whether a column says something of a license that nobody
// has.
func isOfLicense(name string) bool {
	return name == "license" || name == "license_id" || name == "product" || name == "origin"
}

// column is what a license says in a column of the rows; "" in those of people.
func (l *freeLicense) column(name string) string {
	switch {
	case name == "license":
		return l.name
	case name == "license_id":
		return l.id
	case name == "product" && len(l.plans) > 0:
		return string(l.plans[0].Product)
	case name == "origin" && len(l.plans) > 0:
		return string(l.plans[0].Origin)
	}
	return ""
}
