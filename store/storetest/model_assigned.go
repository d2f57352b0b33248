package storetest

import (
	"encoding/json"
	"slices"
	"strings"

	"licenseledger/store/ledger"
)

// holdings gives what an account holds in a listing, direct assignments first;
// refused ones are none.
func holdings(g *Reading, id string) []ledger.Assignment {
	var all []ledger.Assignment
	for _, a := range factsOf[ledger.Assignment](g) {
		if a.UserID == id && a.State != "Error" && a.State != "Disabled" {
			all = append(all, a)
		}
	}
	slices.SortStableFunc(all, func(a, b ledger.Assignment) int { return strings.Compare(a.AssignedByGroup, b.AssignedByGroup) })
	return all
}

func (d *Day) assignedBy(id, skuID string) ledger.Text {
	for _, a := range holdings(d.Directory(), id) {
		if a.SkuID == skuID {
			return by(d.Directory(), a)
		}
	}
	return ""
}

func (d *Day) users() []ledger.Row {
	var all []ledger.Row
	for _, u := range d.Users() {
		all = append(all, d.personRow(u))
	}
	return all
}

func (d *Day) personRow(u ledger.User) ledger.Row {
	status, since := d.Status(u.UserID)
	row := ledger.Row{UserID: ledger.Text(u.UserID), UserName: ledger.Text(u.DisplayName), EmailAddress: ledger.Text(emailOf(u)),
		Status: ledger.Text(status), StatusSince: ledger.Text(since), Department: ledger.Text(u.Department), CostCenter: d.model.costCenter(u),
		Source: ledger.Text(d.Directory().Source), Basis: "directory", AsOf: ledger.Text(d.Directory().Instant.String())}
	if status.Departed() {
		row.LastKnownName, row.LastKnownEmail = row.UserName, row.EmailAddress
		row.UserName, row.EmailAddress = ledger.UnknownWord, ledger.UnknownWord
	}
	return row
}

// assigned gives one row per account, license and service that people can use.
func (d *Day) assigned() []ledger.Row {
	var all []ledger.Row
	directory := d.Directory()
	for _, u := range d.Users() {
		done := map[string]bool{}
		for _, a := range holdings(directory, u.UserID) {
			if done[a.SkuID] {
				continue // also by a group
			}
			done[a.SkuID] = true
			for _, row := range d.services(directory, a) {
				who := d.personRow(u)
				who.Service, who.ServiceID, who.License, who.LicenseID = row.Service, row.ServiceID, row.License, row.LicenseID
				who.Product, who.Origin, who.Tier, who.AssignedBy = row.Product, row.Origin, row.Tier, row.AssignedBy
				trial := row.Tier == "trial"
				who.IsTrial, who.AssignedDate = &trial, row.AssignedDate
				if at := assignedAt(directory, u.UserID, string(row.ServiceID)); at != 0 {
					who.AssignedDate = ledger.Text(at.String())
				}
				who.FirstSeen = ledger.Text(d.model.Since(directory, a).String())
				if !switchedOff(a, string(row.ServiceID)) {
					all = append(all, who)
				}
			}
		}
	}
	return all
}

// assignedAt is when a service plan was first assigned to an account that a
// listing has it for, by one license or several; 0 when it does not tell.
func assignedAt(g *Reading, id, plan string) ledger.Instant {
	var first ledger.Instant
	for _, p := range factsOf[ledger.AssignedPlan](g) {
		if p.UserID == id && p.ServicePlanID == plan && p.AssignedAt != 0 && (first == 0 || p.AssignedAt < first) {
			first = p.AssignedAt
		}
	}
	return first
}

func switchedOff(a ledger.Assignment, plan string) bool {
	var ids []string
	return json.Unmarshal([]byte(a.DisabledPlans), &ids) == nil && slices.Contains(ids, plan)
}

// by tells how an assignment came, which an export does not.
func by(g *Reading, a ledger.Assignment) ledger.Text {
	switch {
	case g.Source != ledger.SourceUsers:
		return ""
	case a.AssignedByGroup != "":
		return "group"
	}
	return "direct"
}

// skuOf gives the id of the license that an assignment names: an export says
// its name.
func (d *Day) skuOf(a ledger.Assignment) string {
	for _, s := range skus {
		if s.name == a.SkuID {
			return s.id
		}
	}
	return a.SkuID
}

// builtIn gives what a license brings where the catalog of the day does not
// tell of it and it is known by its name.
func (d *Day) builtIn(a ledger.Assignment) []ledger.LicenseService {
	if a.SkuID == d.skuOf(a) {
		return nil
	}
	var all []ledger.LicenseService
	_, plans, _ := ledger.LicenseNamed(a.SkuID)
	for _, plan := range plans {
		all = append(all, ledger.LicenseService{SkuID: d.skuOf(a), ServicePlanID: plan.ID})
	}
	return all
}

// services gives what a license brings that the list shows, by the catalog of
// the day.
func (d *Day) services(g *Reading, a ledger.Assignment) []ledger.Row {
	var all []ledger.Row
	skuID := d.skuOf(a)
	catalog := factsOf[ledger.LicenseService](d.Speaks(ledger.SourceSubscribedSkus))
	if !slices.ContainsFunc(catalog, func(s ledger.LicenseService) bool { return s.SkuID == skuID }) {
		catalog = d.builtIn(a)
	}
	for _, s := range catalog {
		plan, ok := ledger.ServicePlanByID(s.ServicePlanID)
		if s.SkuID != skuID || !ok || plan.Hidden {
			continue
		}
		part := d.model.partNumber(skuID)
		class := ledger.ClassifyAssignment(plan, skuID, part)
		all = append(all, ledger.Row{Service: ledger.Text(plan.Service), ServiceID: ledger.Text(plan.ID), License: ledger.Text(ledger.LicenseName(skuID, part)),
			LicenseID: ledger.Text(skuID), Product: ledger.Text(class.Product), Origin: ledger.Text(class.Origin), Tier: ledger.Text(class.Tier),
			AssignedBy: by(g, a), AssignedDate: ledger.Text(a.UpdatedAt.String())})
	}
	return all
}

func (m *Model) partNumber(skuID string) string {
	part := ""
	for _, g := range m.of(ledger.SourceSubscribedSkus) {
		for _, s := range factsOf[ledger.Seat](g) {
			if s.SkuID == skuID {
				part = max(part, s.SkuPartNumber)
			}
		}
	}
	return part
}

// wasReported tells whether a report up to the day ever named the person of a
// row with its service. What was read before a directory that does not have the
// account yet is of somebody else, who had the address.
func (d *Day) wasReported(row ledger.Row) bool {
	u := d.User(string(row.UserID))
	before := ledger.Position(0)
	for _, g := range d.model.of(ledger.DirectorySources()...) {
		if userIn(g, u.UserID) != nil {
			break
		}
		before = g.Pos
	}
	for _, g := range d.model.listings {
		if g.Instant > d.at || g.Pos < before {
			continue
		}
		for _, line := range factsOf[ledger.ReportRow](g) {
			same := ledger.ClassifyText(line.Service, line.License, nil).ServicePlanID == string(row.ServiceID) || ledger.FoldText(line.Service) == ledger.FoldText(string(row.Service))
			if same && hasAddress(*u, line.EmailAddress) {
				return true
			}
		}
	}
	return false
}

// departed gives who had left, a row for every service they held last.
func (d *Day) departedRows() []ledger.Row {
	var all []ledger.Row
	var asOf, source ledger.Text
	if g := d.Directory(); g != nil {
		asOf, source = ledger.Text(g.Instant.String()), ledger.Text(g.Source)
	}
	for _, x := range d.Departed() {
		status, since := d.Status(x.UserID)
		who := ledger.Row{UserID: ledger.Text(x.UserID), UserName: ledger.UnknownWord, EmailAddress: ledger.UnknownWord, Status: ledger.Text(status), StatusSince: ledger.Text(since),
			LastKnownName: ledger.Text(x.Name()), LastKnownEmail: ledger.Text(x.Email()), Department: ledger.Text(x.Last.Department), CostCenter: d.model.costCenter(x.Last),
			Source: source, Basis: "directory", AsOf: asOf}
		all = append(all, d.heldLast(x, who)...)
	}
	return all
}

// heldLast gives a row for every service that somebody held in the last
// listing that had the account, or one row without a service.
func (d *Day) heldLast(x Departure, who ledger.Row) []ledger.Row {
	var all []ledger.Row
	done := map[string]bool{}
	for _, a := range holdings(x.last, x.UserID) {
		if done[a.SkuID] {
			continue
		}
		done[a.SkuID] = true
		for _, row := range d.services(x.last, a) {
			if switchedOff(a, string(row.ServiceID)) {
				continue
			}
			row.UserID, row.UserName, row.EmailAddress, row.Status, row.StatusSince = who.UserID, who.UserName, who.EmailAddress, who.Status, who.StatusSince
			row.LastKnownName, row.LastKnownEmail, row.Department, row.CostCenter = who.LastKnownName, who.LastKnownEmail, who.Department, who.CostCenter
			row.Source, row.Basis, row.AsOf = who.Source, who.Basis, who.AsOf
			row.FirstSeen = ledger.Text(d.model.Since(x.last, a).String())
			all = append(all, row)
		}
	}
	if len(all) == 0 {
		all = []ledger.Row{who}
	}
	return all
}
