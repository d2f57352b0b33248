package storetest

import (
	"encoding/json"
	"slices"
	"strings"
	"time"

	"licenseledger/store/ledger"
)

// sku is a license of the tenant, with the service plans that it brings.
type sku struct {
	id, part, name string
	trial          bool
	plans          []plan
}

// plan is a service plan; in2017 is what the report called it then.
type plan struct{ id, name, service, in2017 string }

var (
	appsE3   = plan{"c68f8d98-5534-41c8-bf36-22fa496fa792", "POWERAPPS_O365_P2", "Power Apps for Office 365", "PowerApps for Office 365"}
	flowE3   = plan{"76846ad7-7776-4c40-a281-a386362dd1b9", "FLOW_O365_P2", "Power Automate for Office 365", "Flow for Office 365"}
	appsDyn  = plan{"874fc546-6efe-4d22-90b8-5c4e7aa59f4b", "POWERAPPS_DYN_APPS", "Power Apps for Dynamics 365", "PowerApps for Dynamics 365"}
	flowDyn  = plan{"7e6d7d78-73de-46ba-83b1-6d25117334ba", "FLOW_DYN_APPS", "Power Automate for Dynamics 365", "Flow for Dynamics 365"}
	appsUser = plan{"ea2cf03b-ac60-46ae-9c1d-eeaeb63cec86", "POWERAPPS_PER_USER", "Power Apps per User Plan", "Power Apps per User Plan"}
	flowUser = plan{"c5002c70-f725-4367-b409-f0eff4fee6c0", "FLOW_PER_USER", "Flow per user plan", "Flow per user plan"}
	appsTry  = plan{"d5368ca3-357e-4acb-9c21-8495fb025d1f", "POWERAPPS_P2_VIRAL", "PowerApps Trial", "PowerApps Trial"}
)

// skus are the licenses of the tenant. The last brings nothing that the list
// shows: Exchange and a companion plan.
var skus = []*sku{
	{id: "6fd2c87f-b296-42f0-b197-1e91e994b900", part: "ENTERPRISEPACK", name: "Office 365 E3", plans: []plan{appsE3, flowE3}},
	{id: "05e9a617-0261-4cee-bb44-138d3ef5d965", part: "SPE_E3", name: "Microsoft 365 E3", plans: []plan{appsE3, flowE3}},
	{id: "55c9eb4e-c746-45b4-b255-9ab6b19d5c62", part: "DYN365_FINANCE", name: "Dynamics 365 Finance", plans: []plan{appsDyn, flowDyn}},
	{id: "b30411f5-fea1-4a59-9ad9-3db7c7ead579", part: "POWERAPPS_PER_USER", name: "Power Apps Premium", plans: []plan{appsUser}},
	{id: "4a51bf65-409c-4a91-b845-1121b571cc9d", part: "FLOW_PER_USER", name: "Power Automate per user plan", plans: []plan{flowUser}},
	{id: "dcb1a3ae-b33f-4487-846a-a640262fadf4", part: "POWERAPPS_VIRAL", name: "Microsoft Power Apps Plan 2 Trial", trial: true, plans: []plan{appsTry}},
	{id: "19ec0d23-8335-4cbd-94ac-6050e30712fa", part: "EXCHANGEENTERPRISE", name: "Exchange Online (Plan 2)"},
}

func (h *history) organization() []ledger.Object {
	return []ledger.Object{{Owner: "10000000-0000-0000-0000-000000000000", Facts: []ledger.Fact{ledger.Organization{
		TenantID: "10000000-0000-0000-0000-000000000000", DisplayName: "Contoso", DefaultDomain: "contoso.com", Domains: `["contoso.com"]`}}}}
}

// licenses is the catalog: what is bought, how much of it is assigned, and
// what it brings.
func (h *history) licenses() []ledger.Object {
	var all []ledger.Object
	for _, s := range skus {
		seat := ledger.Seat{SkuID: s.id, SkuPartNumber: s.part, AppliesTo: "User", CapabilityStatus: "Enabled", Bought: 100}
		for _, m := range h.people {
			for _, g := range m.grants {
				if g.sku == s && !m.away {
					seat.Assigned++
				}
			}
		}
		facts := []ledger.Fact{seat}
		for _, p := range s.plans {
			facts = append(facts, ledger.LicenseService{SkuID: s.id, ServicePlanID: p.id, ServicePlanName: p.name, AppliesTo: "User", ProvisioningStatus: "Success"})
		}
		facts = append(facts, ledger.LicenseService{SkuID: s.id, ServicePlanID: "efb87545-963c-4e0d-99df-69c6916d9eb0", ServicePlanName: "EXCHANGE_S_ENTERPRISE"})
		all = append(all, ledger.Object{Owner: s.id, Facts: facts})
	}
	return all
}

// directory is everybody with an account. One of them may be delivered twice,
// changed meanwhile.
func (h *history) directory() []ledger.Object {
	var all []ledger.Object
	for _, m := range h.people {
		if !m.away {
			all = append(all, m.object())
		}
	}
	if len(all) > 1 && h.chance(4) {
		n := h.r.IntN(len(all))
		earlier := ledger.Object{Owner: all[n].Owner, Facts: []ledger.Fact{ledger.User{UserID: all[n].Owner, DisplayName: "Somebody Else"}}}
		all = slices.Insert(all, h.r.IntN(n+1), earlier)
	}
	return all
}

func (m *member) object() ledger.Object {
	enabled, kind := !m.blocked, "Member"
	if m.guest {
		kind = "Guest"
	}
	user := ledger.User{UserID: m.id, DisplayName: m.name, UserPrincipalName: m.upn, Mail: m.mail, AccountEnabled: &enabled, UserType: kind,
		CreatedAt: ledger.InstantOf(m.createdAt), Department: m.department, CostCenter: m.costCenter}
	if len(m.proxies) > 0 {
		proxies := append([]string{"SMTP:" + m.mail}, m.proxies...)
		slices.Sort(proxies)
		user.ProxyAddresses = list(proxies)
	}
	facts := []ledger.Fact{user}
	for _, g := range m.grants {
		a := ledger.Assignment{UserID: m.id, SkuID: g.sku.id, AssignedByGroup: g.group, State: "Active", Error: "None", UpdatedAt: ledger.InstantOf(g.at)}
		if g.refused {
			a.State, a.Error = "Error", "CountViolation"
		}
		if g.disabled != "" {
			a.DisabledPlans = list([]string{g.disabled})
		}
		facts = append(facts, a)
		for _, p := range g.sku.plans {
			facts = append(facts, ledger.AssignedPlan{UserID: m.id, ServicePlanID: p.id, CapabilityStatus: "Enabled", AssignedAt: ledger.InstantOf(g.at)})
		}
	}
	return ledger.Object{Owner: m.id, Facts: facts}
}

func list(texts []string) string {
	body, err := json.Marshal(texts)
	if err != nil {
		panic(err) // strings only
	}
	return string(body)
}

// confirmations are the look-ups of those whom the listing before had: 404,
// for most of them.
func (h *history) confirmations() []ledger.Evidence {
	var all []ledger.Evidence
	now := map[string]string{}
	for _, m := range h.people {
		if !m.away {
			now[m.id] = m.id
		} else if h.seen[m.id] != "" && !h.chance(6) {
			all = append(all, ledger.Evidence{UserID: m.id, At: ledger.InstantOf(h.now.Add(-time.Second)), Source: ledger.SourceUsers})
		}
	}
	h.seen = now
	return all
}

// laterLeaver lets somebody leave between two listings of a run.
func (h *history) laterLeaver() {
	if m := h.people0(); h.chance(6) {
		h.leave(m, h.now.Add(30*time.Second))
	}
}

func (h *history) deletedUsers() []ledger.Object {
	var all []ledger.Object
	for _, m := range h.people {
		if m.away && !m.purged {
			fact := ledger.DeletedUser{UserID: m.id, DisplayName: m.name, UserPrincipalName: strings.ReplaceAll(m.id, "-", "") + m.upn, Mail: m.mail, DeletedAt: ledger.InstantOf(m.leftAt)}
			all = append(all, ledger.Object{Owner: m.id, Facts: []ledger.Fact{fact}})
		}
	}
	return all
}
