package tenant

import (
	"cmp"
	"fmt"
	"iter"
	"maps"
	"slices"
	"strings"
	"time"

	"licenseledger/store/ledger"
)

// unknownLine is a line of the report without a name: what it says besides.
type unknownLine struct {
	sku, plan uint8
	since     uint32
}

// Listing yields what a source says of the day, whole. Sources that the
// tenant does not have say nothing.
func (t *Tenant) Listing(source string) iter.Seq[ledger.Object] {
	switch source {
	case ledger.SourceOrganization:
		return t.organization
	case ledger.SourceSubscribedSkus:
		return t.licenses
	case ledger.SourceSubscriptions:
		return t.subscriptions
	case ledger.SourceUsers:
		return t.directory
	case ledger.SourceDeletedUsers:
		return t.deleted
	case ledger.SourceLicenseReport:
		return t.report
	}
	return func(func(ledger.Object) bool) {}
}

func (t *Tenant) organization(yield func(ledger.Object) bool) {
	const id = "8b0c1f4e-52a7-4a3d-9d0b-6f1de2a0c7b5"
	yield(ledger.Object{Owner: id, Facts: []ledger.Fact{ledger.Organization{TenantID: id, DisplayName: "Contoso",
		DefaultDomain: "contoso.com", Domains: `["contoso.com","contoso.onmicrosoft.com"]`, Country: "NL"}}})
}

func (t *Tenant) licenses(yield func(ledger.Object) bool) {
	for i := range skus {
		if !yield(t.seat(i)) {
			return
		}
	}
}

func (t *Tenant) seat(n int) ledger.Object {
	s, bought := skus[n], t.bought(n)
	facts := []ledger.Fact{ledger.Seat{SkuID: s.id, SkuPartNumber: s.part, AppliesTo: "User", CapabilityStatus: "Enabled",
		Bought: bought, Assigned: t.seats[n]}}
	for _, p := range s.plans {
		facts = append(facts, ledger.LicenseService{SkuID: s.id, ServicePlanID: p.id, ServicePlanName: p.name,
			AppliesTo: "User", ProvisioningStatus: "Success"})
	}
	return ledger.Object{Owner: s.id, Facts: facts}
}

func (t *Tenant) bought(n int) int64 { return int64(t.users*skus[n].percent/100*11/10 + 25) }

// subscriptions are one contract for every license, renewed every year.
func (t *Tenant) subscriptions(yield func(ledger.Object) bool) {
	for n, s := range skus {
		id := fmt.Sprintf("c7a1%04x-3b52-4d08-8e6f-2a9d5c4b%04x", n, n+1)
		signed := t.start.AddDate(-2, n, 0)
		renews := signed
		for !renews.After(t.ReadAt(ledger.SourceSubscriptions)) {
			renews = renews.AddDate(1, 0, 0)
		}
		isTrial := s.trialDays > 0
		object := ledger.Object{Owner: id, Facts: []ledger.Fact{ledger.Subscription{SubscriptionID: id, SkuID: s.id, SkuPartNumber: s.part,
			Status: "Enabled", IsTrial: &isTrial, Total: t.bought(n), CreatedAt: ledger.InstantOf(signed), RenewsAt: ledger.InstantOf(renews)}}}
		if !yield(object) {
			return
		}
	}
}

func (t *Tenant) directory(yield func(ledger.Object) bool) {
	for i := range t.people {
		if m := &t.people[i]; m.present() && !yield(t.account(m)) {
			return
		}
	}
}

// account is what the directory says of one account.
func (t *Tenant) account(m *member) ledger.Object {
	id, address, place := t.id(m), m.address(), offices[m.office]
	enabled := m.flags&blocked == 0
	facts := make([]ledger.Fact, 0, 8)
	facts = append(facts, ledger.User{UserID: id, DisplayName: m.name(), UserPrincipalName: address, Mail: address,
		ProxyAddresses: m.proxies(), AccountEnabled: &enabled, UserType: "Member", CreatedAt: second(m.created),
		Department: departments[m.department], CompanyName: place.company, JobTitle: titles[m.title], Country: place.country,
		OfficeLocation: place.city, UsageLocation: place.code, CostCenter: costCenters[m.department][m.office],
		ManagerID: managers[m.department][m.office]})
	for n, held := range m.held {
		if held == 0 {
			break
		}
		s := &skus[held-1]
		group := ""
		if m.byGroup>>n&1 == 1 {
			group = groups[held-1][m.office%4]
		}
		facts = append(facts, ledger.Assignment{UserID: id, SkuID: s.id, AssignedByGroup: group, State: "Active", Error: "None",
			UpdatedAt: second(m.since[n])})
		for _, p := range s.plans {
			facts = append(facts, ledger.AssignedPlan{UserID: id, ServicePlanID: p.id, CapabilityStatus: "Enabled",
				AssignedAt: second(m.since[n])})
		}
	}
	return ledger.Object{Owner: id, Facts: distinct(facts)}
}

// distinct drops an equal plan that a second license of the same second brings.
func distinct(facts []ledger.Fact) []ledger.Fact {
	kept := facts[:1] // the account
	for _, fact := range facts[1:] {
		if !slices.Contains(kept[1:], fact) {
			kept = append(kept, fact)
		}
	}
	return kept
}

func (t *Tenant) deleted(yield func(ledger.Object) bool) {
	for _, at := range t.away[len(t.today.purged):] {
		if !yield(t.deletedUser(&t.people[at])) {
			return
		}
	}
}

// deletedUser is what the deleted items say: the sign-in name has the object
// id in front.
func (t *Tenant) deletedUser(m *member) ledger.Object {
	id := t.id(m)
	at := t.start.AddDate(0, 0, int(m.left)-1).Add(6*time.Hour + time.Duration(m.serial%(12*3600))*time.Second)
	return ledger.Object{Owner: id, Facts: []ledger.Fact{ledger.DeletedUser{UserID: id, DisplayName: m.name(),
		UserPrincipalName: strings.ReplaceAll(id, "-", "") + m.address(), Mail: m.address(), DeletedAt: ledger.InstantOf(at)}}}
}

func (t *Tenant) report(yield func(ledger.Object) bool) {
	for i := range t.people {
		m := &t.people[i]
		if !m.present() {
			continue
		}
		for _, row := range m.lines() {
			if !yield(ledger.Object{Facts: []ledger.Fact{row}}) {
				return
			}
		}
	}
	for _, line := range slices.SortedFunc(maps.Keys(t.unknown), compareLines) {
		for ordinal := range t.unknown[line] {
			if !yield(ledger.Object{Facts: []ledger.Fact{line.row(ordinal)}}) {
				return
			}
		}
	}
}

func compareLines(a, b unknownLine) int {
	return cmp.Or(cmp.Compare(a.since, b.since), cmp.Compare(a.sku, b.sku), cmp.Compare(a.plan, b.plan))
}

// lines are the rows of the report about one account, named.
func (m *member) lines() []ledger.ReportRow {
	rows := make([]ledger.ReportRow, 0, 8)
	name, address := "", ""
	m.eachLine(func(line unknownLine) {
		if name == "" {
			name, address = m.name(), m.address()
		}
		row := line.row(0)
		row.UserName, row.EmailAddress = name, address
		for slices.Contains(rows, row) {
			row.Ordinal++
		}
		rows = append(rows, row)
	})
	return rows
}

func (m *member) eachLine(f func(unknownLine)) {
	for n, held := range m.held {
		if held == 0 {
			return
		}
		if m.used>>n&1 == 0 {
			continue
		}
		for i := range skus[held-1].plans {
			f(unknownLine{sku: held - 1, plan: uint8(i), since: m.since[n]})
		}
	}
}

var isTrial, isNoTrial = true, false

// row is the line with Unknown in place of name and address.
func (l unknownLine) row(ordinal int64) ledger.ReportRow {
	s := &skus[l.sku]
	row := ledger.ReportRow{UserName: ledger.UnknownWord, EmailAddress: ledger.UnknownWord, Service: s.plans[l.plan].service,
		License: s.license, AssignedDate: dateText(l.since), IsTrial: &isNoTrial, Ordinal: ordinal}
	if s.trialDays > 0 {
		row.IsTrial, row.ExpirationDate = &isTrial, dateText(l.since+uint32(s.trialDays)*24*3600)
	}
	return row
}
