package app

import (
	"cmp"
	"context"
	"slices"

	"licenseledger/store/ledger"
)

// Overview counts a day; at as in ViewSpec.At.
func (l *Ledger) Overview(ctx context.Context, at string) (ledger.Overview, error) {
	return l.store.Overview(ctx, at)
}

// Since counts what changed between two days; both as in ViewSpec.At.
func (l *Ledger) Since(ctx context.Context, before, after string) (ledger.Since, error) {
	return l.store.Since(ctx, before, after)
}

// Trend tells the size of every reading, oldest first.
func (l *Ledger) Trend(ctx context.Context) ([]ledger.TrendPoint, error) { return l.store.Trend(ctx) }

// Figure is a number on the first page: the size of the view that it leads to.
type Figure struct {
	Rows, People int
	Spec         ViewSpec // without a day: that of the page
}

// FirstPage is what the first page of the window says of a day.
type FirstPage struct {
	Counts   ledger.Overview // without changes
	Needs    []Need          // most important first
	Licenses []LicenseUse    // at most topLicenses; dearest first, else those that most people hold
	// SeatsRead tells whether anything says what was bought.
	SeatsRead bool
}

// LicenseUse is what was bought of a license, and what became of it.
type LicenseUse struct {
	ledger.SeatRow
	Held *Figure // view assigned; nil where it is not known
	Used *Figure // the list; nil where the list cannot tell
}

// topLicenses is how many licenses the first page shows.
const topLicenses = 5

// FirstPage counts a day for the first page of the window; at as in
// ViewSpec.At. Codes: not_found when nothing was read on or before the day.
func (l *Ledger) FirstPage(ctx context.Context, at string) (FirstPage, error) {
	var page FirstPage
	counts, err := l.store.CountDay(ctx, at)
	if err != nil {
		return page, err
	}
	page.Counts = counts
	if page.Needs, err = l.needs(ctx, at, counts); err != nil {
		return page, err
	}
	_, seats, err := l.store.Seats(ctx, at)
	if err != nil {
		return page, err
	}
	page.SeatsRead = len(seats) > 0
	page.Licenses, err = l.licensesInUse(ctx, at, seats)
	return page, err
}

// licensesInUse chooses the licenses that matter most and counts who has them.
func (l *Ledger) licensesInUse(ctx context.Context, at string, seats []ledger.SeatRow) ([]LicenseUse, error) {
	held, err := l.store.HeldBy(ctx, at)
	if err != nil {
		return nil, err
	}
	var uses []LicenseUse
	for _, seat := range weighty(seats) {
		use := LicenseUse{SeatRow: seat}
		if n, ok := held[string(seat.License)]; ok && n.Rows > 0 && alone(seats, seat.License) {
			use.Held = &Figure{n.Rows, n.People, where(ledger.ViewAssigned, isOneOf("license", string(seat.License)))}
		}
		if use.Used, err = l.usedOf(ctx, at, seat); err != nil {
			return nil, err
		}
		uses = append(uses, use)
	}
	return uses, nil
}

// usedOf counts the people of the list who have a license.
func (l *Ledger) usedOf(ctx context.Context, at string, seat ledger.SeatRow) (*Figure, error) {
	if len(seat.ListedAs) == 0 {
		return nil, nil
	}
	return l.figure(ctx, at, where(ledger.ViewList, isOneOf("license", seat.ListedAs...)))
}

// alone tells whether no other license of the tenant has the name of one.
func alone(seats []ledger.SeatRow, name ledger.Text) bool {
	n := 0
	for i := range seats {
		if seats[i].License == name {
			n++
		}
	}
	return n == 1
}

// weighty gives the licenses that matter most: by what their units cost, then
// by how many are assigned. What costs nothing matters only where nothing else
// was bought.
func weighty(seats []ledger.SeatRow) []ledger.SeatRow {
	paid := slices.DeleteFunc(slices.Clone(seats), func(s ledger.SeatRow) bool {
		return s.CostBasis == ledger.CostFree || s.Bought+s.Assigned == 0
	})
	if len(paid) == 0 {
		paid = slices.Clone(seats)
	}
	cost := func(s ledger.SeatRow) ledger.Money {
		if s.CostMonth == nil {
			return 0
		}
		return *s.CostMonth
	}
	slices.SortStableFunc(paid, func(a, b ledger.SeatRow) int {
		return cmp.Or(cmp.Compare(cost(b), cost(a)), cmp.Compare(b.Assigned, a.Assigned))
	})
	return paid[:min(topLicenses, len(paid))]
}

// figure counts a view.
func (l *Ledger) figure(ctx context.Context, at string, spec ViewSpec) (*Figure, error) {
	asked := spec
	asked.At = at
	view, err := l.View(ctx, asked)
	if err != nil {
		return nil, err
	}
	return &Figure{view.Counts.Rows, view.Counts.People, spec}, nil
}

// where is a view with filters.
func where(kind ledger.ViewKind, filters ...ledger.Filter) ViewSpec {
	return ViewSpec{Kind: kind, Where: filters}
}

func isOneOf(column string, values ...string) ledger.Filter {
	return ledger.Filter{Column: column, Op: ledger.FilterIn, Values: values}
}
