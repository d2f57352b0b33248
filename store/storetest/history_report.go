package storetest

import (
	"strings"
	"time"

	"licenseledger/store/ledger"
)

// reportLine is a line of the report before a layout words it.
type reportLine struct {
	name, address string // fillers where the line names nobody
	plan          plan
	sku           *sku
	at            time.Time
}

// reportLines is what the report says of today: everybody who has a license
// and used it, and the rows of leavers, for as long as they can be restored,
// without their names. Sometimes a row of somebody who is there says Unknown.
func (h *history) reportLines() []reportLine {
	var all []reportLine
	for _, m := range h.people {
		if m.purged {
			continue
		}
		unknown := m.away || h.chance(40)
		for _, g := range m.grants {
			if g.refused {
				continue
			}
			for _, p := range g.sku.plans {
				if !g.used[p.id] || g.disabled == p.id {
					continue
				}
				line := reportLine{name: m.name, address: m.mail, plan: p, sku: g.sku, at: g.at}
				if line.address == "" {
					line.address = m.upn
				}
				h.spell(&line, unknown)
				all = append(all, line)
				if g.twice {
					all = append(all, line)
				}
			}
		}
	}
	return all
}

// spell writes a line as exports do: addresses in any letter case, some
// without an address, and fillers where nobody is named.
func (h *history) spell(line *reportLine, unknown bool) {
	switch {
	case unknown:
		filler := []string{ledger.UnknownWord, ledger.UnknownWord, "Onbekend", ""}[h.r.IntN(4)]
		line.name, line.address = filler, filler
	case h.chance(30):
		line.address = "Not known"
	case h.chance(8):
		line.address = strings.ToUpper(line.address)
	}
}

// layout is one wording of the report.
type layout struct {
	source     string
	precision  ledger.Precision
	in2017     bool // names of services as they were then
	expiration bool
	trialBlank bool // says nothing where a row is no trial
}

var (
	layoutOfToday = layout{source: ledger.SourceLicenseReport, precision: ledger.PrecisionSecond, expiration: true}
	layouts       = []layout{
		{source: ledger.SourceFileReport2017, precision: ledger.PrecisionDay, in2017: true, trialBlank: true},
		{source: ledger.SourceFileReport2022, precision: ledger.PrecisionMinute, expiration: true},
	}
)

// objects words lines and numbers the equal ones.
func (o layout) objects(lines []reportLine) []ledger.Object {
	var all []ledger.Object
	type words struct{ name, address, service, license, at string }
	ordinals := map[words]int64{}
	for _, line := range lines {
		row := ledger.ReportRow{UserName: line.name, EmailAddress: line.address, Service: line.plan.service, License: line.sku.name,
			AssignedDate: ledger.FormatDateText(line.at, o.precision)}
		if o.in2017 {
			row.Service = line.plan.in2017
		}
		if trial := line.sku.trial; trial || !o.trialBlank {
			row.IsTrial = &trial
		}
		if o.expiration && line.sku.trial {
			row.ExpirationDate = ledger.FormatDateText(line.at.AddDate(0, 0, 30), o.precision)
		}
		key := words{row.UserName, row.EmailAddress, row.Service, row.License, row.AssignedDate}
		row.Ordinal = ordinals[key]
		ordinals[key]++
		all = append(all, ledger.Object{Facts: []ledger.Fact{row}})
	}
	return all
}
