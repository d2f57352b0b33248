package store

import (
	"cmp"
	"context"
	"database/sql"
	"errors"
	"slices"
	"time"

	"licenseledger/store/column"
	"licenseledger/store/ledger"
)

// day gives the day of an instant in the ledger's zone.
func (l *Ledger) day(at ledger.Instant) string { return at.Time().In(l.zone).Format(time.DateOnly) }

// price tells what the licenses of the day cost. Prices are a person's own and
// no part of a publication: they are read each time.
func (d *day) price(ctx context.Context, rows []ledger.SeatRow) error {
	l := d.history.ledger
	prices, err := l.Prices(ctx)
	if err != nil {
		return err
	}
	day := l.day(d.at)
	for i := range rows {
		r := &rows[i]
		p, priced := ledger.PriceOn(prices, string(r.LicenseID), day)
		r.SeatMoney = ledger.CostOf(p, priced, r.IsFree(), r.Bought)
	}
	return nil
}

// compare tells how the licenses of the day differ from those of the last
// reading of the month before.
func (d *day) compare(ctx context.Context, rows []ledger.SeatRow) error {
	before, ok, err := d.history.lastIn(ctx, firstOfMonth(d.at, d.history.ledger.zone).AddDate(0, -1, 0), d.at)
	if err != nil || !ok {
		return err
	}
	then, err := before.seats(ctx)
	if err != nil || len(then) == 0 {
		return err
	}
	was := make(map[ledger.Text]*ledger.SeatRow, len(then))
	for i := range then {
		was[then[i].LicenseID] = &then[i]
	}
	for i := range rows {
		rows[i].SeatChange = ledger.ChangeOf(&rows[i], was[rows[i].LicenseID], then[0].AsOf)
	}
	return nil
}

// SeatMonths tells what the tenant had of each license at the last reading of
// each of the last ledger.SeatMonths calendar months up to the day, by the
// names of licenses; at as in ViewSpec.At. It looks at no person, so that it
// costs little. Codes as OpenView.
func (l *Ledger) SeatMonths(ctx context.Context, at string) ([]ledger.SeatLine, error) {
	for {
		lines, err := l.seatMonths(ctx, at)
		if ledger.CodeOf(err) != ledger.CodeStale || ctx.Err() != nil {
			return lines, classify("read licenses", l.path, err)
		}
	}
}

func (l *Ledger) seatMonths(ctx context.Context, at string) ([]ledger.SeatLine, error) {
	h, err := l.history(ctx)
	if err != nil {
		return nil, err
	}
	snapshot, err := l.Resolve(ctx, at)
	if err != nil {
		return nil, err
	}
	h.mu.Lock()
	defer h.mu.Unlock()
	last, err := h.newDay(snapshot)
	if err != nil {
		return nil, err
	}
	prices, err := l.Prices(ctx)
	if err != nil {
		return nil, err
	}
	months := seatMonths{lines: map[ledger.Text]*seatLine{}}
	this := firstOfMonth(last.at, l.zone)
	for n := range ledger.SeatMonths {
		first := this.AddDate(0, n-ledger.SeatMonths+1, 0)
		month := seatMonth{name: first.Format(monthLayout)}
		d, ok, err := h.lastIn(ctx, first, last.at)
		if err != nil {
			return nil, err
		}
		if ok {
			month.day = l.day(d.at)
			if month.rows, err = d.seats(ctx); err != nil {
				return nil, err
			}
		}
		months.add(month)
	}
	return months.filled(prices), nil
}

// seatMonths gathers the lines of licenses, month by month.
type seatMonths struct {
	lines map[ledger.Text]*seatLine
	all   []seatMonth
}

// seatMonth is the last reading of a month.
type seatMonth struct {
	name, day string
	rows      []ledger.SeatRow // none where no listing of the licenses speaks
}

// seatLine is a license by the newest of its rows, and its row in each month.
type seatLine struct {
	newest *ledger.SeatRow
	months [ledger.SeatMonths]*ledger.SeatRow
}

func (m *seatMonths) add(month seatMonth) {
	for i := range month.rows {
		r := &month.rows[i]
		line := m.lines[r.LicenseID]
		if line == nil {
			line = &seatLine{}
			m.lines[r.LicenseID] = line
		}
		line.newest, line.months[len(m.all)] = r, r
	}
	m.all = append(m.all, month)
}

// filled gives the lines, with no units in the months whose listing lacks the
// license.
func (m *seatMonths) filled(prices []ledger.Price) []ledger.SeatLine {
	lines := make([]ledger.SeatLine, 0, len(m.lines))
	for id, own := range m.lines {
		line := ledger.SeatLine{LicenseID: id, License: own.newest.License, SkuPartNumber: own.newest.SkuPartNumber}
		for n, month := range m.all {
			said := ledger.SeatMonth{Month: month.name}
			if len(month.rows) > 0 {
				r := own.months[n]
				if r == nil {
					p, priced := ledger.PriceOn(prices, string(id), month.day)
					r = &ledger.SeatRow{SeatMoney: ledger.CostOf(p, priced, own.newest.IsFree(), 0)}
				}
				said.AsOf, said.Bought, said.Assigned, said.SeatMoney = month.rows[0].AsOf, &r.Bought, &r.Assigned, r.SeatMoney
			}
			line.Months = append(line.Months, said)
		}
		lines = append(lines, line)
	}
	slices.SortFunc(lines, func(a, b ledger.SeatLine) int {
		return cmp.Or(column.Compare(string(a.License), string(b.License)), cmp.Compare(a.LicenseID, b.LicenseID))
	})
	return lines
}

// firstOfMonth is when the month of an instant began.
func firstOfMonth(at ledger.Instant, zone *time.Location) time.Time {
	t := at.Time().In(zone)
	return time.Date(t.Year(), t.Month(), 1, 0, 0, 0, 0, zone)
}

// lastIn gives the day of the last snapshot of a month, none after an instant;
// ok is false where there is none.
func (h *history) lastIn(ctx context.Context, month time.Time, latest ledger.Instant) (d *day, ok bool, err error) {
	var id int64
	var at ledger.Instant
	err = h.ledger.read.QueryRowContext(ctx, `SELECT snapshot_id, at FROM snapshot WHERE is_openable AND at >= ?1 AND at < ?2 AND at <= ?3
		ORDER BY at DESC, snapshot_id DESC LIMIT 1`, month.UnixMilli(), month.AddDate(0, 1, 0).UnixMilli(), int64(latest)).Scan(&id, &at)
	if errors.Is(err, sql.ErrNoRows) {
		return nil, false, nil
	}
	if err != nil {
		return nil, false, err
	}
	d, err = h.newDay(ledger.Snapshot{ID: id, At: at.String()})
	return d, err == nil, err
}
