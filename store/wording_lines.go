package store

import (
	"context"

	"licenseledger/store/ledger"
)

// lineConclusions is what is concluded of single lines.
type lineConclusions struct {
	wordings  []wording
	unknown   []unknownMark
	spellings []string // addresses of lines that name somebody
}

// unknownMark marks a line that names nobody.
type unknownMark struct {
	factID int64
	date   string
	as     wording
}

// concludeLines concludes of all lines of an image what concludeUnknownRows does
// of each: with a look at every text instead of one at every line.
func concludeLines(m *image, f *facts) *lineConclusions {
	all := &lineConclusions{}
	names, addresses := m.coded(ledger.KindReportRow, "user_name"), m.coded(ledger.KindReportRow, "email_address")
	services, licenses := m.coded(ledger.KindReportRow, "service"), m.coded(ledger.KindReportRow, "license")
	dates := m.coded(ledger.KindReportRow, "assigned_date")
	noName, noAddress := fillersOf(names.dict), fillersOf(addresses.dict)
	precisions := make([]ledger.Precision, dates.dict.Len())
	for code := range precisions {
		_, precisions[code], _ = ledger.ParseDateText(dates.dict.At(uint32(code)))
	}
	type worded struct {
		service, license uint32
		precision        ledger.Precision
		namedBy          namedBy
	}
	found := map[worded]wording{}
	spelled := make([]bool, addresses.dict.Len())
	for fact := range f.n {
		address := addresses.codes.At(fact)
		date := dates.codes.At(fact)
		by := byAddress
		if noAddress[address] {
			if by = byName; noName[names.codes.At(fact)] {
				by = byNothing
			}
		}
		key := worded{services.codes.At(fact), licenses.codes.At(fact), precisions[date], by}
		as, known := found[key]
		if !known {
			as = wording{services.dict.At(key.service), licenses.dict.At(key.license), key.precision, by}
			found[key] = as
			all.wordings = append(all.wordings, as)
		}
		if by == byNothing {
			all.unknown = append(all.unknown, unknownMark{int64(f.ids[fact]), dates.dict.At(date), as})
		} else if !spelled[address] {
			spelled[address] = true
			if text := addresses.dict.At(address); isSpelling(text) {
				all.spellings = append(all.spellings, text)
			}
		}
	}
	return all
}

// keep writes conclusions.
func (c *lineConcluder) keep(ctx context.Context, all lineConclusions) error {
	for _, w := range all.wordings {
		if err := c.keepWording(ctx, w); err != nil {
			return err
		}
	}
	for _, u := range all.unknown {
		if _, err := c.unknown.ExecContext(ctx, u.factID, u.date, c.ids[u.as]); err != nil {
			return err
		}
	}
	for _, address := range all.spellings {
		if err := c.keepSpelling(ctx, address); err != nil {
			return err
		}
	}
	return nil
}
