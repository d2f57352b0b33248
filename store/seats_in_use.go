package store

import (
	"context"
	"slices"

	"licenseledger/store/column"
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
	means := make([]bool, len(words.byLicense)*(len(rows)+1)) // of words: whether a line means none, the first license, the second ...
	for row := range uint32(list.rows) {
		seat := words.of(row)
		means[int(words.license(row))*(len(rows)+1)+seat-noSeat] = true
		if seat < 0 {
			continue
		}
		sums[seat].add(list.person(row))
		if !isUnknown(row) {
			named[seat].add(list.person(row))
		}
	}
	since := ledger.Text(d.listsSince().String())
	for i := range rows {
		people := sums[i].people()
		unknown := people - named[i].people()
		switch known := ledger.IsKnownLicense(string(rows[i].LicenseID)); {
		case words.doubtful[i]:
		case people == 0 && (!known || len(services[string(rows[i].LicenseID)]) == 0):
			// The report never lists it, or in words that nobody knows.
		default:
			rows[i].InUse, rows[i].InUseUnknown = &people, &unknown
			rows[i].InUseSource, rows[i].InUseSince = ledger.Text(d.list.source), since
		}
	}
	dict, _ := list.columns["license"].scan()
	words.tell(means, dict)
	return nil
}

// tell names the words that stand for each license, and for nothing else.
func (w *seatWords) tell(means []bool, dict *column.Dict) {
	width := len(w.rows) + 1
	for i := range w.rows {
		if w.rows[i].InUse == nil {
			continue
		}
		for words := range len(means) / width {
			own := means[words*width : (words+1)*width]
			if !own[i+1] {
				continue
			}
			if own[i+1] = false; slices.Contains(own, true) {
				w.rows[i].ListedAs = nil
				break
			}
			own[i+1] = true
			w.rows[i].ListedAs = append(w.rows[i].ListedAs, dict.At(uint32(words)))
		}
	}
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

// listsSince is when the first list of the ledger up to the day was read; 0
// where none was.
func (d *day) listsSince() ledger.Instant {
	for _, g := range d.history.listings { // in order
		isReport := slices.ContainsFunc(ledger.Sources(), func(s ledger.SourceInfo) bool { return s.Name == g.source && s.IsReport })
		if isReport && g.pos <= ledger.LastPositionAt(d.at) {
			return g.pos.Instant()
		}
	}
	return 0
}
