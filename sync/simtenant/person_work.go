package simtenant

import (
	"strconv"
	"strings"
)

// What the directory says about somebody's work. Guests have none of it, and a
// few gaps are left, as in every directory.

func (w *world) place(n int32) int { return int(w.people[n].office) }

func (w *world) country(n int32) string { return offices[w.place(n)].country }

func (w *world) office(n int32) string {
	if w.people[n].has(isGuest) {
		return ""
	}
	return w.called(offices[w.place(n)].office, int(n), hostileOffice)
}

func (w *world) company(n int32) string {
	if w.people[n].has(isGuest) {
		return ""
	}
	return w.called(w.tenantName+" "+offices[w.place(n)].company, int(n), hostileCompany)
}

func (w *world) department(n int32) string {
	p := &w.people[n]
	if p.has(isGuest) || w.gap(n, 1) {
		return ""
	}
	return w.called(departments[p.dept].name, int(n), hostileDepartment)
}

func (w *world) jobTitle(n int32) string {
	p := &w.people[n]
	if p.has(isGuest) || w.gap(n, 2) {
		return ""
	}
	return w.called(jobTitles[p.title], int(n), hostileTitle)
}

// costCenter is department and country, as finance departments number them.
func (w *world) costCenter(n int32) string {
	p := &w.people[n]
	if p.has(isGuest) || w.gap(n, 3) {
		return ""
	}
	return w.called(departments[p.dept].cost+"-"+offices[w.place(n)].country, int(n), hostileCost)
}

// unit is a cost center by another numbering, in the seventh extension attribute.
func (w *world) unit(n int32) string {
	p := &w.people[n]
	if p.has(isGuest) || w.gap(n, 4) {
		return ""
	}
	return "BU " + departments[p.dept].cost
}

// billing is one by yet another, in a directory extension; half of the people
// have none.
func (w *world) billing(n int32) string {
	p := &w.people[n]
	if p.has(isGuest) || mix(uint64(w.seed), forTraits, uint64(n), 105)%2 == 0 {
		return ""
	}
	return offices[w.place(n)].country + "/" + departments[p.dept].cost
}

// costCenterExtension is what the directory extension is called: by the app that
// registered it.
func (w *world) costCenterExtension() string {
	return "extension_" + strings.ReplaceAll(seededGUID(w.seed, forKeys, 900).String(), "-", "") + "_costCenter"
}

// CostCenterExtension is the property of an account that holds a cost center in
// place of employeeOrgData, as an organization that registered one has it.
func (t *Tenant) CostCenterExtension() string {
	t.mu.RLock()
	defer t.mu.RUnlock()
	return t.world.costCenterExtension()
}

func (w *world) employeeID(n int32) string {
	if w.people[n].has(isGuest) {
		return ""
	}
	return w.called(strconv.Itoa(100000+int(n)), int(n), hostileTitle)
}

// gap leaves one value in thirty empty.
func (w *world) gap(n int32, which uint64) bool {
	return mix(uint64(w.seed), forTraits, uint64(n), 100+which)%30 == 0
}

func (w *world) group(h holding) guid {
	return seededGUID(w.seed, forKeys, 700+uint64(h.sku)*4+uint64(h.group))
}

// shownHoldings is what the directory shows for an account. Deleting one gives
// its seats back at once; about half of the deleted accounts still show what
// they held.
func (w *world) shownHoldings(n int32) []holding {
	p := &w.people[n]
	if !p.present() && mix(uint64(w.seed), forTraits, uint64(n), 200)%2 == 0 {
		return nil
	}
	return p.holdings
}

// manager is who somebody reports to: one who was there before, as long as that
// account is there; -1 for nobody. The first few report to nobody, guests and a
// tenth of the others neither. It draws from no stream, so that the world is
// the same whether or not it is asked for.
func (w *world) manager(n int32) int32 {
	h := mix(uint64(w.seed), forTraits, uint64(n), 77)
	if n < 3 || w.people[n].has(isGuest) || h%10 == 0 {
		return -1
	}
	boss := int32((h >> 8) % uint64(n))
	if w.people[boss].has(isGuest) || !w.people[boss].present() {
		return -1
	}
	return boss
}
