package simtenant

import "strings"

// A plan is a service plan of a license. Only plans with a product make rows
// in the report; the others are companions that a client must pass over.
type plan struct {
	id      string // service plan id, as in Microsoft's product list
	name    string // service plan name
	title   string // friendly name: the report's Service column
	service string // assignedPlans.service as the directory shows it
	product string // power_apps, power_automate, or empty for a companion
}

// A license is a SKU of the catalog, or one of the two internal self-service
// trials that only the report knows (empty id and part).
type license struct {
	id, part, title string
	origin, tier    string
	trial           bool // the report's own Is Trial
	days            int  // life of a trial, 0 for no end
	plans           []plan
}

func (l *license) internal() bool { return l.id == "" }

// Positions in catalog; holdings keep them in one byte.
const (
	skuE1 = iota
	skuE3
	skuE5
	skuF3
	skuCustomerService
	skuTeamMembers
	skuCustomerServiceTrial
	skuAppsPremium
	skuAutomatePremium
	skuAutomatePerUser
	skuAppsPerApp
	skuProject
	skuAppsTrial
	skuAutomateFree
	skuDeveloper
	skuInternalApps
	skuInternalAutomate
	skuCount
)

// catalog uses the product and plan ids of Microsoft's "Product names and
// service plan identifiers for licensing".
var catalog = [skuCount]license{
	skuE1: {id: "18181a46-0d4e-45cd-891e-60aabd171b4e", part: "STANDARDPACK", title: "Office 365 E1", origin: "office_365", tier: "seeded",
		plans: []plan{
			apps("92f7a6f3-b89b-4bbd-8c30-809e6da5ad1c", "POWERAPPS_O365_P1", "Power Apps for Office 365"),
			flow("0f9b09cb-62d1-4ff4-9129-43f4996f83f4", "FLOW_O365_P1", "Power Automate for Office 365"),
			other("9aaf7827-d63c-4b61-89c3-182f06f82e5c", "EXCHANGE_S_STANDARD", "exchange"),
			other("40b010bb-0b69-4654-ac5e-ba161433f4b4", "DYN365_CDS_O365_P1", "CommonDataService"),
		}},
	skuE3: {id: "6fd2c87f-b296-42f0-b197-1e91e994b900", part: "ENTERPRISEPACK", title: "Office 365 E3", origin: "office_365", tier: "seeded",
		plans: []plan{
			apps("c68f8d98-5534-41c8-bf36-22fa496fa792", "POWERAPPS_O365_P2", "Power Apps for Office 365"),
			flow("76846ad7-7776-4c40-a281-a386362dd1b9", "FLOW_O365_P2", "Power Automate for Office 365"),
			other("efb87545-963c-4e0d-99df-69c6916d9eb0", "EXCHANGE_S_ENTERPRISE", "exchange"),
			other("57ff2da0-773e-42df-b2af-ffb7a2317929", "TEAMS1", "TeamspaceAPI"),
		}},
	skuE5: {id: "c7df2760-2c81-4ef7-b578-5b5392b571df", part: "ENTERPRISEPREMIUM", title: "Office 365 E5", origin: "office_365", tier: "seeded",
		plans: []plan{
			apps("9c0dab89-a30c-4117-86e7-97bda240acd2", "POWERAPPS_O365_P3", "Power Apps for Office 365 (Plan 3)"),
			flow("07699545-9485-468e-95b6-2fca3738be01", "FLOW_O365_P3", "Power Automate for Office 365"),
			other("efb87545-963c-4e0d-99df-69c6916d9eb0", "EXCHANGE_S_ENTERPRISE", "exchange"),
			other("57ff2da0-773e-42df-b2af-ffb7a2317929", "TEAMS1", "TeamspaceAPI"),
		}},
	skuF3: {id: "4b585984-651b-448a-9e53-3b10f069cf7f", part: "DESKLESSPACK", title: "Office 365 F3", origin: "office_365", tier: "seeded",
		plans: []plan{
			apps("e0287f9f-e222-4f98-9a83-f379e249159a", "POWERAPPS_O365_S1", "Power Apps for Office 365 F3"),
			flow("bd91b1a4-9f94-4ecf-b45b-3a65e5c8128a", "FLOW_O365_S1", "Power Automate for Office 365 F3"),
			other("4a82b400-a79f-41a4-b4e2-e94f5787b113", "EXCHANGE_S_DESKLESS", "exchange"),
		}},
	skuCustomerService: {id: "749742bf-0d37-4158-a120-33567104deeb", part: "DYN365_ENTERPRISE_CUSTOMER_SERVICE",
		title: "Dynamics 365 for Customer Service Enterprise Edition", origin: "dynamics_365", tier: "seeded",
		plans: []plan{
			apps("874fc546-6efe-4d22-90b8-5c4e7aa59f4b", "POWERAPPS_DYN_APPS", "Power Apps for Dynamics 365"),
			flow("7e6d7d78-73de-46ba-83b1-6d25117334ba", "FLOW_DYN_APPS", "Power Automate for Dynamics 365"),
			other("99340b49-fb81-4b1e-976b-8f2ae8e9394f", "DYN365_ENTERPRISE_CUSTOMER_SERVICE", "CRM"),
		}},
	skuTeamMembers: {id: "7ac9fe77-66b7-4e5e-9e46-10eed1cff547", part: "DYN365_TEAM_MEMBERS",
		title: "Dynamics 365 Team Members", origin: "dynamics_365", tier: "seeded",
		plans: []plan{
			apps("52e619e2-2730-439a-b0d3-d09ab7e8b705", "POWERAPPS_DYN_TEAM", "Power Apps for Dynamics 365"),
			flow("1ec58c70-f69c-486a-8109-4b87ce86e449", "FLOW_DYN_TEAM", "Power Automate for Dynamics 365"),
			other("4092fdb5-8d81-41d3-be76-aaba4074530b", "DYN365_TEAM_MEMBERS", "CRM"),
		}},
	skuCustomerServiceTrial: {id: "94a6fbd4-6a2f-4990-b356-dc7dd8bed08a", part: "Dynamics_365_Customer_Service_Enterprise_admin_trial",
		title: "Dynamics 365 Customer Service Enterprise Admin", origin: "dynamics_365", tier: "trial", trial: true, days: 30,
		plans: []plan{
			apps("874fc546-6efe-4d22-90b8-5c4e7aa59f4b", "POWERAPPS_DYN_APPS", "Power Apps for Dynamics 365"),
			flow("7e6d7d78-73de-46ba-83b1-6d25117334ba", "FLOW_DYN_APPS", "Power Automate for Dynamics 365"),
		}},
	skuAppsPremium: {id: "b30411f5-fea1-4a59-9ad9-3db7c7ead579", part: "POWERAPPS_PER_USER", title: "Power Apps Premium", origin: "standalone", tier: "paid",
		plans: []plan{
			apps("ea2cf03b-ac60-46ae-9c1d-eeaeb63cec86", "POWERAPPS_PER_USER", "Power Apps per User Plan"),
			flow("dc789ed8-0170-4b65-a415-eb77d5bb350a", "Flow_PowerApps_PerUser", "Power Automate for Power Apps per User Plan"),
			other("6ea4c1ef-c259-46df-bce2-943342cd3cb2", "DYN365_CDS_P2", "CommonDataService"),
		}},
	skuAutomatePremium: {id: "eda1941c-3c4f-4995-b5eb-e85a42175ab9", part: "POWERAUTOMATE_ATTENDED_RPA", title: "Power Automate Premium", origin: "standalone", tier: "paid",
		plans: []plan{
			flow("375cd0ad-c407-49fd-866a-0bff4f8a9a4d", "POWER_AUTOMATE_ATTENDED_RPA", "Power Automate RPA Attended"),
		}},
	skuAutomatePerUser: {id: "4a51bf65-409c-4a91-b845-1121b571cc9d", part: "FLOW_PER_USER", title: "Power Automate per user plan", origin: "standalone", tier: "paid",
		plans: []plan{
			flow("c5002c70-f725-4367-b409-f0eff4fee6c0", "FLOW_PER_USER", "Flow per user plan"),
		}},
	skuAppsPerApp: {id: "b4d7b828-e8dc-4518-91f9-e123ae48440d", part: "POWERAPPS_PER_APP_NEW", title: "Power Apps per app plan (1 app or portal)", origin: "standalone", tier: "paid",
		plans: []plan{
			apps("14f8dac2-0784-4daa-9cb2-6d670b088d64", "POWERAPPS_PER_APP_NEW", "Power Apps per app"),
			flow("c539fa36-a64e-479a-82e1-e40ff2aa83ee", "Flow_Per_APP", "Power Automate for Power Apps per App Plan"),
			other("6f0e9100-ff66-41ce-96fc-3d8b7ad26887", "DATAVERSE_POWERAPPS_PER_APP_NEW", "CommonDataService"),
		}},
	skuProject: {id: "53818b1b-4a27-454b-8896-0dba576410e6", part: "PROJECTPROFESSIONAL", title: "Planner and Project Plan 3", origin: "other_product", tier: "seeded",
		plans: []plan{
			flow("fa200448-008c-4acb-abd4-ea106ed2199d", "FLOW_FOR_PROJECT", "Flow for Project"),
			other("50554c47-71d9-49fd-bc54-42a2765c555c", "DYN365_CDS_PROJECT", "CommonDataService"),
		}},
	skuAppsTrial: {id: "dcb1a3ae-b33f-4487-846a-a640262fadf4", part: "POWERAPPS_VIRAL", title: "Microsoft Power Apps Plan 2 Trial", origin: "standalone", tier: "trial", trial: true, days: 30,
		plans: []plan{
			apps("d5368ca3-357e-4acb-9c21-8495fb025d1f", "POWERAPPS_P2_VIRAL", "PowerApps Trial"),
			flow("d20bfa21-e9ae-43fc-93c2-20783f0840c3", "FLOW_P2_VIRAL_REAL", "Flow P2 Viral"),
			other("17ab22cd-a0b3-4536-910a-cb6eb12696c0", "DYN365_CDS_VIRAL", "CommonDataService"),
		}},
	skuAutomateFree: {id: "f30db892-07e9-47e9-837c-80727f46fd3d", part: "FLOW_FREE", title: "Microsoft Power Automate Free", origin: "standalone", tier: "free",
		plans: []plan{
			flow("50e68c76-46c6-4674-81f9-75456511b170", "FLOW_P2_VIRAL", "Flow Free"),
		}},
	skuDeveloper: {id: "5b631642-bd26-49fe-bd20-1daaa972ef80", part: "POWERAPPS_DEV", title: "Microsoft Power Apps for Developer", origin: "standalone", tier: "developer",
		plans: []plan{
			apps("a2729df7-25f8-4e63-984b-8a8484121554", "POWERAPPS_DEV_VIRAL", "PowerApps for Developer"),
			flow("c7ce3f26-564d-4d3a-878d-d8ab868c85fe", "FLOW_DEV_VIRAL", "Flow for Developer"),
		}},
	// Self-service trials started inside the product's own portal: the report
	// shows them, the directory and the admin center do not.
	skuInternalApps: {title: "Power Apps Per User Plan trial", origin: "standalone", tier: "trial", trial: true, days: 30,
		plans: []plan{apps("", "", "Power Apps")}},
	skuInternalAutomate: {title: "Power Automate Per User Plan trial", origin: "standalone", tier: "trial", trial: true, days: 90,
		plans: []plan{flow("", "", "Power Automate")}},
}

func apps(id, name, title string) plan {
	return plan{id: id, name: name, title: title, service: "PowerAppsService", product: "power_apps"}
}

func flow(id, name, title string) plan {
	return plan{id: id, name: name, title: title, service: "ProcessSimple", product: "power_automate"}
}

func other(id, name, service string) plan {
	return plan{id: id, name: name, title: name, service: service}
}

// overlap reports whether two licenses bring the same plan. The world never
// gives one person two such licenses, so that a report has one row per person
// and service without a rule of precedence that nobody has documented.
func overlap(a, b uint8) bool {
	if a == b {
		return true
	}
	if a <= skuF3 && b <= skuF3 {
		return true // one Office suite each
	}
	for _, p := range catalog[a].plans {
		for _, q := range catalog[b].plans {
			if p.product != "" && q.product != "" && strings.EqualFold(p.id, q.id) && p.product == q.product && p.title == q.title {
				return true
			}
		}
	}
	return false
}

// Office, Dynamics and per-user plans are bought in packs; the unlimited ones
// come with a fixed, huge number of seats.
func unlimited(sku uint8) bool {
	return sku == skuAutomateFree || sku == skuAppsTrial || sku == skuDeveloper
}
