package store

import (
	"context"

	"licenseledger/store/ledger"
)

// countInUse tells how many people of the list have each license. It leaves out
// what the report cannot tell: see ledger.SeatRow.InUse.
func (d *day) countInUse(ctx context.Context, rows []ledger.SeatRow) error {
	if d.basis != ledger.BasisReport {
		return nil
	}
	list, err := d.table(ctx, ledger.ViewList)
	if err != nil {
		return err
	}
	services, err := d.services(ctx)
	if err != nil {
		return err
	}
	words := seatWords{rows: rows, table: list}
	words.read()
	sums, named := make([]sum, len(rows)), make([]sum, len(rows))
	isUnknown := list.isUnknown()
	for row := range uint32(list.rows) {
		seat := words.of(row)
		if seat < 0 {
			continue
		}
		sums[seat].add(list.person(row))
		if !isUnknown(row) {
			named[seat].add(list.person(row))
		}
	}
	for i := range rows {
		people := sums[i].people()
		unknown := people - named[i].people()
		switch known := ledger.IsKnownLicense(string(rows[i].LicenseID)); {
		case words.doubtful[i]:
		case people == 0 && (!known || len(services[string(rows[i].LicenseID)]) == 0):
			// The report never lists it, or in words that nobody knows.
		default:
			rows[i].InUse, rows[i].InUseUnknown = &people, &unknown
		}
	}
	return nil
}

// seatWords finds which license of the tenant the words of a line mean: the one
// that they name, else the only one of the tenant that has this name.
type seatWords struct {
	rows     []ledger.SeatRow
	table    *table
	doubtful []bool // of rows: the report has lines that may mean this license or another

	id, license     func(row uint32) uint32
	byID, byLicense []int   // places in rows; -1 = none, -2 = several
	several         [][]int // of the words of a license: what they can mean
}

const (
	noSeat       = -1
	severalSeats = -2
)

func (w *seatWords) read() {
	place := map[string]int{}
	for i := range w.rows {
		place[string(w.rows[i].LicenseID)] = i
	}
	ids, id := w.table.columns["license_id"].scan()
	w.id, w.byID = id, make([]int, ids.Len())
	for code := range w.byID {
		var ok bool
		if w.byID[code], ok = place[ids.At(uint32(code))]; !ok {
			w.byID[code] = noSeat
		}
	}
	licenses, license := w.table.columns["license"].scan()
	w.license, w.byLicense, w.several = license, make([]int, licenses.Len()), make([][]int, licenses.Len())
	for code := range w.byLicense {
		var can []int
		for i := range w.rows {
			if ledger.CanMeanLicense(licenses.At(uint32(code)), string(w.rows[i].LicenseID), string(w.rows[i].SkuPartNumber)) {
				can = append(can, i)
			}
		}
		switch len(can) {
		case 0:
			w.byLicense[code] = noSeat
		case 1:
			w.byLicense[code] = can[0]
		default:
			w.byLicense[code], w.several[code] = severalSeats, can
		}
	}
	w.doubtful = make([]bool, len(w.rows))
}

// of gives the place of the license that a line means; less than 0 when it is
// none of the tenant's, or cannot be told.
func (w *seatWords) of(row uint32) int {
	if code := w.id(row); code != 0 {
		return w.byID[code]
	}
	words := w.license(row)
	if w.byLicense[words] == severalSeats {
		for _, i := range w.several[words] {
			w.doubtful[i] = true
		}
		w.several[words], w.byLicense[words] = nil, noSeat // noted
	}
	return w.byLicense[words]
}
