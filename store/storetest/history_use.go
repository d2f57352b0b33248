package storetest

import (
	"fmt"
	"time"

	"licenseledger/store/ledger"
)

// readUse imports one of the license downloads of the Power Platform admin
// center: of people who are there and of some who left, with an id or without,
// some lines twice, and environments that are called after their owners.
func (h *history) readUse() {
	at := time.Date(h.now.Year(), h.now.Month(), h.now.Day(), 23, 59, 59, 0, time.UTC)
	source := []string{ledger.SourceFileUse, ledger.SourceFileLicensed, ledger.SourceFileRequired}[h.uses.IntN(3)]
	var objects []ledger.Object
	for _, m := range h.people {
		if h.uses.IntN(3) == 0 || len(m.grants) == 0 {
			continue
		}
		line := ledger.LicenseUse{UserName: m.name, EmailAddress: m.upn, License: m.grants[0].sku.name}
		if h.uses.IntN(2) == 0 {
			line.UserID = m.id
		}
		if h.uses.IntN(8) == 0 {
			line.EmailAddress = ""
		}
		if source != ledger.SourceFileLicensed {
			line.Environment, line.App = fmt.Sprintf("%s's Environment", m.name), fmt.Sprintf("Leave requests %d", h.uses.IntN(3))
			line.LastUsed = ledger.FormatDateText(h.now.AddDate(0, 0, -h.uses.IntN(20)), ledger.PrecisionSecond)
		}
		if source == ledger.SourceFileRequired {
			line.RequiredLicense = "Power Apps Premium"
		}
		objects = append(objects, ledger.Object{Facts: []ledger.Fact{line}})
		if h.uses.IntN(6) == 0 {
			line.Ordinal = 1
			objects = append(objects, ledger.Object{Facts: []ledger.Fact{line}})
		}
	}
	name := fmt.Sprintf("%s %s %d.csv", source, at.Format(time.DateOnly), h.run)
	h.add(Listing{Source: source, At: at, Objects: objects, FileHash: name, FileName: name})
}
