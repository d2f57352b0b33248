package simtenant

import "strings"

// Template ids of the roles that the services ask for.
// https://learn.microsoft.com/entra/identity/role-based-access-control/permissions-reference
const (
	roleGlobalAdministrator         = "62e90394-69f5-4237-9190-012177145e10"
	rolePowerPlatformAdministrator  = "11648597-926c-4cf3-9c36-bcebb0ba8dcc"
	roleDynamics365Administrator    = "44367163-eba1-44c3-98af-f5787879f96a"
	roleReportsReader               = "4a5d8f65-41da-4de4-8968-e035b65339cf"
	roleUserAdministrator           = "fe930be7-5e62-47db-91af-98c3a49a38b1"
	rolePrivilegedAuthAdministrator = "7be44c8a-adaf-4e2a-84d6-ab2649e08a13"
	roleAuthAdministrator           = "c4e39bd9-1100-46d3-8c65-fb160da0071f"
	roleGlobalReader                = "f2ef992c-3afb-46b9-b7cf-a126ee74c451"
	roleComplianceAdministrator     = "17315797-102d-40b4-93e0-432062caca18"
)

// Roles that may do what a permission alone does not let a person do.
var (
	rolesOfReport  = []string{roleGlobalAdministrator, rolePowerPlatformAdministrator, roleDynamics365Administrator}
	rolesOfDeleted = []string{roleGlobalAdministrator, roleUserAdministrator, rolePrivilegedAuthAdministrator, roleAuthAdministrator}
	// Roles of the directory that bring the one of Microsoft Purview to read the
	// audit log; nobody here was given that one by itself.
	// https://learn.microsoft.com/defender-office-365/scc-permissions
	rolesOfAudit = []string{roleGlobalAdministrator, roleGlobalReader, roleComplianceAdministrator}
)

// seats are the roles that the first people of the tenant have, one each. When
// one of them leaves, the next person takes over.
var seats = []struct{ role, name string }{
	{roleGlobalAdministrator, "Global Administrator"},
	{rolePowerPlatformAdministrator, "Power Platform Administrator"},
	{roleReportsReader, "Reports Reader"},
	{"", "no role"},
}

// An account is somebody who can sign in.
type account struct {
	who      int32
	id       string
	name     string
	upn      string
	role     string // template id; "" for none
	roleName string
}

// accounts are those that the sign-in pages offer: one for every seat. The caller
// holds the lock.
func (t *Tenant) accounts() []account {
	w := t.world
	var out []account
	for n := 0; n < len(w.people) && len(out) < len(seats); n++ {
		if !w.people[n].present() || w.people[n].has(isGuest|isBlocked|isNameless) {
			continue
		}
		seat := seats[len(out)]
		out = append(out, account{who: int32(n), id: objectID(w.seed, int32(n)).String(), name: w.name(int32(n)), upn: w.upn(int32(n)),
			role: seat.role, roleName: seat.name})
	}
	return out
}

// offered are the accounts of the sign-in pages.
func (t *Tenant) offered() []account {
	t.mu.RLock()
	defer t.mu.RUnlock()
	return t.accounts()
}

// offeredByID finds one of them.
func (t *Tenant) offeredByID(id string) (account, bool) {
	for _, a := range t.offered() {
		if strings.EqualFold(a.id, id) {
			return a, true
		}
	}
	return account{}, false
}

// accountOf is a person who signed in before, as they are now; number says why
// they no longer may, as AADSTS does.
func (t *Tenant) accountOf(who int32) (a account, number int) {
	t.mu.RLock()
	defer t.mu.RUnlock()
	p := &t.world.people[who]
	switch {
	case !p.present():
		return a, 50034
	case p.has(isBlocked):
		return a, 50057
	}
	for _, a := range t.accounts() {
		if a.who == who {
			return a, 0
		}
	}
	w := t.world
	return account{who: who, id: objectID(w.seed, who).String(), name: w.name(who), upn: w.upn(who)}, 0
}
