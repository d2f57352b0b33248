package storetest

import (
	"slices"

	"licenseledger/store/ledger"
)

// Rows gives the rows of a kind of view, in no order. Of a line that names
// nobody it says no more than that it is Unknown.
func (d *Day) Rows(kind ledger.ViewKind) []ledger.Row {
	rows := d.rowsOf(kind)
	for i := range rows {
		if at, deleted := d.deleted(string(rows[i].UserID)); deleted && rows[i].Status == "soft_deleted" && at != 0 {
			rows[i].RestorableUntil = ledger.Text(ledger.InstantOf(at.Time().AddDate(0, 0, 30)).String())
		}
	}
	return rows
}

func (d *Day) rowsOf(kind ledger.ViewKind) []ledger.Row {
	switch kind {
	case ledger.ViewList:
		return d.list()
	case ledger.ViewAssigned:
		return d.assigned()
	case ledger.ViewUsers:
		return d.users()
	case ledger.ViewGuests:
		return slices.DeleteFunc(d.users(), func(r ledger.Row) bool { return d.User(string(r.UserID)).UserType != "Guest" })
	case ledger.ViewUnknown:
		return slices.DeleteFunc(d.list(), func(r ledger.Row) bool {
			return r.UserName != ledger.UnknownWord || r.EmailAddress != ledger.UnknownWord
		})
	case ledger.ViewDeparted:
		return d.departedRows()
	case ledger.ViewTrials:
		return d.trials()
	case ledger.ViewBlocked:
		return slices.DeleteFunc(d.assigned(), func(r ledger.Row) bool {
			enabled := d.User(string(r.UserID)).AccountEnabled
			return enabled == nil || *enabled
		})
	case ledger.ViewNeverUsed:
		return slices.DeleteFunc(d.assigned(), d.wasReported)
	}
	return nil
}

func (d *Day) list() []ledger.Row {
	basis, from := d.List()
	if basis == ledger.BasisDirectory {
		return d.assigned()
	}
	var all []ledger.Row
	for _, line := range factsOf[ledger.ReportRow](from) {
		class := ledger.ClassifyText(line.Service, line.License, line.IsTrial)
		row := ledger.Row{UserName: ledger.Text(line.UserName), EmailAddress: ledger.Text(line.EmailAddress), Service: ledger.Text(line.Service),
			ServiceID: ledger.Text(class.ServicePlanID), License: ledger.Text(line.License), LicenseID: ledger.Text(class.SkuID),
			AssignedDate: ledger.Text(line.AssignedDate), IsTrial: line.IsTrial, ExpirationDate: ledger.Text(line.ExpirationDate),
			Product: ledger.Text(class.Product), Origin: ledger.Text(class.Origin), Tier: ledger.Text(class.Tier),
			Source: ledger.Text(from.Source), Basis: ledger.Text(basis), AsOf: ledger.Text(from.Instant.String()),
			FirstSeen: ledger.Text(d.model.Since(from, line).String())}
		d.nameRow(&row, line)
		all = append(all, row)
	}
	return all
}

// nameRow says whose row a line is.
func (d *Day) nameRow(row *ledger.Row, line ledger.ReportRow) {
	if IsUnknown(line) {
		row.UserName, row.EmailAddress, row.Status, row.IdentityConfidence = ledger.UnknownWord, ledger.UnknownWord, "unresolved", "none"
		return
	}
	id := d.ownerOf(line)
	row.Status = ledger.Text(ledger.StatusUnverified)
	if id != "" {
		if ledger.IsFiller(line.EmailAddress) {
			row.IdentityConfidence = "likely"
		}
		status, since := d.Status(id)
		row.UserID, row.Status, row.StatusSince = ledger.Text(id), ledger.Text(status), ledger.Text(since)
		row.Department, row.CostCenter = d.place(id)
		row.AssignedBy = d.assignedBy(id, string(row.LicenseID))
		if status.Departed() {
			row.LastKnownName, row.LastKnownEmail = row.UserName, row.EmailAddress
			row.UserName, row.EmailAddress = ledger.UnknownWord, ledger.UnknownWord
		}
	}
	for _, text := range []*ledger.Text{&row.UserName, &row.EmailAddress} {
		if ledger.IsFiller(string(*text)) {
			*text = ledger.UnknownWord
		}
	}
}

// IsUnknown tells whether a line of a report names nobody.
func IsUnknown(line ledger.ReportRow) bool {
	return ledger.IsFiller(line.UserName) && ledger.IsFiller(line.EmailAddress)
}

// ownerOf tells whose line it is: who has the address on the day; else who had
// it last and left; else, where the directory was not read, the only one who
// ever had it and existed on the day. A line without an address is his who has
// the name, and who alone ever had it.
func (d *Day) ownerOf(line ledger.ReportRow) string {
	if ledger.IsFiller(line.EmailAddress) {
		return d.onlyCalled(line.UserName)
	}
	for _, u := range d.Users() {
		if hasAddress(u, line.EmailAddress) {
			return u.UserID
		}
	}
	if x := d.lastHolder(line.EmailAddress); x != nil {
		return x.UserID
	}
	if d.Directory() == nil {
		return d.onlyHolder(line.EmailAddress)
	}
	return ""
}

func (d *Day) lastHolder(address string) *Departure {
	var last *Departure
	for _, x := range d.Departed() {
		held := x.last != nil && hasAddress(x.Last, address) || x.last == nil && x.deletedEmail() != "" && ledger.FoldAddress(x.deletedEmail()) == ledger.FoldAddress(address)
		if held && (last == nil || x.leftAt() >= last.leftAt()) {
			last = &x
		}
	}
	return last
}

// leftAt orders departures by the listing that lacks the account.
func (x Departure) leftAt() ledger.Position {
	switch {
	case x.missed:
		return ledger.EndOfTime
	case x.first == nil:
		return 0
	}
	return x.first.Pos
}

func (d *Day) onlyCalled(name string) string {
	called := func(u ledger.User) bool { return ledger.FoldAddress(u.DisplayName) == ledger.FoldAddress(name) }
	for _, u := range d.Users() {
		if !called(u) {
			continue
		}
		for _, g := range d.model.of(ledger.SourceUsers) {
			for _, other := range factsOf[ledger.User](g) {
				if called(other) && other.UserID != u.UserID {
					return ""
				}
			}
		}
		return u.UserID
	}
	return ""
}

func (d *Day) onlyHolder(address string) string {
	var ids []string
	existed := false
	for _, g := range d.model.of(ledger.SourceUsers, ledger.SourceFileActiveUsers) {
		for _, u := range factsOf[ledger.User](g) {
			if hasAddress(u, address) {
				ids = append(ids, u.UserID)
				existed = existed || u.CreatedAt != 0 && u.CreatedAt <= d.at
			}
		}
	}
	slices.Sort(ids)
	if ids = slices.Compact(ids); len(ids) == 1 && existed {
		return ids[0]
	}
	return ""
}

// place is the department and cost center of an account.
func (d *Day) place(id string) (department, costCenter ledger.Text) {
	if u := d.User(id); u != nil {
		return ledger.Text(u.Department), d.model.costCenter(*u)
	}
	for _, x := range d.Departed() {
		if x.UserID == id {
			return ledger.Text(x.Last.Department), d.model.costCenter(x.Last)
		}
	}
	return "", ""
}
