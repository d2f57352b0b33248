package tenant

import (
	"fmt"

	"licenseledger/store/ledger"
)

// sku is a license of the big tenant: who holds it, and what it brings.
type sku struct {
	id, part  string
	license   string // as the report calls it
	base      bool   // everybody has one such license; the others come on top
	percent   int    // of people who hold it; of base licenses together 100
	trialDays int    // 0 = no trial
	plans     []plan
}

type plan struct{ id, name, service string }

// skus are licenses and plans of Microsoft's published list, by id.
// https://learn.microsoft.com/entra/identity/users/licensing-service-plan-reference
var skus = []sku{
	newSKU("6fd2c87f-b296-42f0-b197-1e91e994b900", "ENTERPRISEPACK", true, 45, 0, "76846ad7-7776-4c40-a281-a386362dd1b9", "c68f8d98-5534-41c8-bf36-22fa496fa792"),
	newSKU("06ebc4ee-1bb5-47dd-8120-11324bc54e06", "SPE_E5", true, 25, 0, "07699545-9485-468e-95b6-2fca3738be01", "9c0dab89-a30c-4117-86e7-97bda240acd2"),
	newSKU("66b55226-6b4f-492c-910c-a3b7a3c9d993", "SPE_F1", true, 20, 0, "bd91b1a4-9f94-4ecf-b45b-3a65e5c8128a", "e0287f9f-e222-4f98-9a83-f379e249159a"),
	newSKU("05e9a617-0261-4cee-bb44-138d3ef5d965", "SPE_E3", true, 10, 0, "76846ad7-7776-4c40-a281-a386362dd1b9", "c68f8d98-5534-41c8-bf36-22fa496fa792"),
	newSKU("f30db892-07e9-47e9-837c-80727f46fd3d", "FLOW_FREE", false, 31, 0, "50e68c76-46c6-4674-81f9-75456511b170"),
	newSKU("b30411f5-fea1-4a59-9ad9-3db7c7ead579", "POWERAPPS_PER_USER", false, 7, 0, "dc789ed8-0170-4b65-a415-eb77d5bb350a", "ea2cf03b-ac60-46ae-9c1d-eeaeb63cec86"),
	newSKU("4a51bf65-409c-4a91-b845-1121b571cc9d", "FLOW_PER_USER", false, 4, 0, "c5002c70-f725-4367-b409-f0eff4fee6c0"),
	newSKU("1e1a282c-9c54-43a2-9310-98ef728faace", "DYN365_ENTERPRISE_SALES", false, 6, 0, "7e6d7d78-73de-46ba-83b1-6d25117334ba", "874fc546-6efe-4d22-90b8-5c4e7aa59f4b"),
	newSKU("dcb1a3ae-b33f-4487-846a-a640262fadf4", "POWERAPPS_VIRAL", false, 2, 90, "d20bfa21-e9ae-43fc-93c2-20783f0840c3", "d5368ca3-357e-4acb-9c21-8495fb025d1f"),
	newSKU("5b631642-bd26-49fe-bd20-1daaa972ef80", "POWERAPPS_DEV", false, 2, 0, "c7ce3f26-564d-4d3a-878d-d8ab868c85fe", "a2729df7-25f8-4e63-984b-8a8484121554"),
	newSKU("53818b1b-4a27-454b-8896-0dba576410e6", "PROJECTPROFESSIONAL", false, 3, 0, "fa200448-008c-4acb-abd4-ea106ed2199d"),
}

func newSKU(id, part string, base bool, percent, trialDays int, planIDs ...string) sku {
	s := sku{id: id, part: part, license: ledger.LicenseName(id, part), base: base, percent: percent, trialDays: trialDays}
	for _, planID := range planIDs {
		p, ok := ledger.ServicePlanByID(planID)
		if !ok {
			panic("tenant: the built-in table has no plan " + planID)
		}
		s.plans = append(s.plans, plan{p.ID, p.Name, p.Service})
	}
	return s
}

// office is where people of the big tenant work.
type office struct{ city, country, code, company string }

var offices = []office{
	{"Amsterdam", "Netherlands", "NL", "Contoso Nederland B.V."}, {"Eindhoven", "Netherlands", "NL", "Contoso Nederland B.V."},
	{"Utrecht", "Netherlands", "NL", "Contoso Nederland B.V."}, {"Berlin", "Germany", "DE", "Contoso Deutschland GmbH"},
	{"München", "Germany", "DE", "Contoso Deutschland GmbH"}, {"Köln", "Germany", "DE", "Contoso Deutschland GmbH"},
	{"Nürnberg", "Germany", "DE", "Contoso Deutschland GmbH"}, {"Stockholm", "Sweden", "SE", "Contoso Sverige AB"},
	{"Göteborg", "Sweden", "SE", "Contoso Sverige AB"}, {"Malmö", "Sweden", "SE", "Contoso Sverige AB"},
	{"København", "Denmark", "DK", "Contoso Danmark A/S"}, {"Århus", "Denmark", "DK", "Contoso Danmark A/S"},
	{"Warszawa", "Poland", "PL", "Contoso Polska sp. z o.o."}, {"Kraków", "Poland", "PL", "Contoso Polska sp. z o.o."},
	{"Wrocław", "Poland", "PL", "Contoso Polska sp. z o.o."}, {"Praha", "Czechia", "CZ", "Contoso Česko s.r.o."},
	{"Brno", "Czechia", "CZ", "Contoso Česko s.r.o."}, {"Budapest", "Hungary", "HU", "Contoso Magyarország Kft."},
	{"Paris", "France", "FR", "Contoso France SAS"}, {"Lyon", "France", "FR", "Contoso France SAS"},
	{"Toulouse", "France", "FR", "Contoso France SAS"}, {"Madrid", "Spain", "ES", "Contoso España S.L."},
	{"Barcelona", "Spain", "ES", "Contoso España S.L."}, {"Málaga", "Spain", "ES", "Contoso España S.L."},
	{"Lisboa", "Portugal", "PT", "Contoso Portugal, Lda."}, {"Milano", "Italy", "IT", "Contoso Italia S.r.l."},
	{"Torino", "Italy", "IT", "Contoso Italia S.r.l."}, {"Dublin", "Ireland", "IE", "Contoso Ireland Ltd."},
	{"London", "United Kingdom", "GB", "Contoso UK Ltd."}, {"Manchester", "United Kingdom", "GB", "Contoso UK Ltd."},
	{"Bengaluru", "India", "IN", "Contoso India Pvt. Ltd."}, {"Hyderabad", "India", "IN", "Contoso India Pvt. Ltd."},
	{"Pune", "India", "IN", "Contoso India Pvt. Ltd."}, {"Singapore", "Singapore", "SG", "Contoso Asia Pte. Ltd."},
	{"Chicago", "United States", "US", "Contoso Corp."}, {"Austin", "United States", "US", "Contoso Corp."},
	{"Seattle", "United States", "US", "Contoso Corp."}, {"Toronto", "Canada", "CA", "Contoso Canada Inc."},
}

var departments = []string{"Accounting", "Analytics", "Assembly", "Audit", "Brand and Communication", "Business Development", "Call Center",
	"Clinical Affairs", "Compliance", "Corporate Strategy", "Customer Service", "Data Platform", "Demand Planning", "Design", "Digital Workplace",
	"Engineering", "Environment, Health and Safety", "Events", "Facilities", "Field Service", "Finance", "Fleet", "Global Mobility",
	"Human Resources", "Indirect Purchasing", "Information Security", "Infrastructure", "Inside Sales", "Internal Control", "Key Accounts",
	"Laboratory", "Learning", "Legal", "Logistics", "Maintenance", "Manufacturing", "Marketing", "Materials", "Mergers and Acquisitions",
	"Network Operations", "Order Management", "Packaging", "Patents", "Payroll", "Process Excellence", "Procurement", "Product Management",
	"Project Office", "Public Affairs", "Quality", "Real Estate", "Recruiting", "Regulatory Affairs", "Research", "Risk", "Sales", "Service Desk",
	"Shared Services", "Supply Chain", "Tax", "Technical Writing", "Tooling", "Treasury", "Warehouse"}

var titles = []string{"Account Manager", "Accountant", "Analyst", "Apprentice", "Architect", "Assistant", "Auditor", "Business Partner", "Buyer",
	"Chief of Staff", "Clerk", "Consultant", "Controller", "Coordinator", "Counsel", "Designer", "Developer", "Director", "Driver", "Engineer",
	"Head of Department", "Intern", "Lead Engineer", "Manager", "Mechanic", "Nurse", "Operator", "Planner", "Product Owner", "Project Manager",
	"Recruiter", "Scientist", "Senior Analyst", "Senior Consultant", "Senior Engineer", "Specialist", "Supervisor", "Team Lead", "Technician",
	"Trainer", "Vice President", "Writer"}

// costCenters and managers are by department and office; groups give licenses,
// four each.
var (
	costCenters = grid(len(departments), len(offices), func(d, o int) string { return fmt.Sprintf("%s-%02d%02d", offices[o].code, d+10, o) })
	managers    = grid(len(departments), len(offices), func(d, o int) string {
		return fmt.Sprintf("9e44%04x-1f6b-4c93-a2d7-7b50e3c8%04x", d, o)
	})
	groups = grid(len(skus), 4, func(s, g int) string { return fmt.Sprintf("5d1c%04x-7a30-4c1e-9f52-0b6e8c4d%04x", s, g) })
)

func grid(rows, columns int, text func(row, column int) string) [][]string {
	all := make([][]string, rows)
	for row := range all {
		for column := range columns {
			all[row] = append(all[row], text(row, column))
		}
	}
	return all
}
