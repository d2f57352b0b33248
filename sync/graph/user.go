package graph

import (
	"slices"
	"strings"

	"licenseledger/store/ledger"
)

// user is an account as Graph gives it.
// https://learn.microsoft.com/graph/api/resources/user
type user struct {
	ID                string   `json:"id"`
	DisplayName       string   `json:"displayName"`
	UserPrincipalName string   `json:"userPrincipalName"`
	Mail              string   `json:"mail"`
	ProxyAddresses    []string `json:"proxyAddresses"`
	AccountEnabled    *bool    `json:"accountEnabled"`
	UserType          string   `json:"userType"`
	CreatedDateTime   instant  `json:"createdDateTime"`
	Department        string   `json:"department"`
	CompanyName       string   `json:"companyName"`
	JobTitle          string   `json:"jobTitle"`
	Country           string   `json:"country"`
	OfficeLocation    string   `json:"officeLocation"`
	UsageLocation     string   `json:"usageLocation"`
	EmployeeOrgData   struct {
		CostCenter string `json:"costCenter"`
	} `json:"employeeOrgData"`
	ExtensionAttributes map[string]string `json:"onPremisesExtensionAttributes"` // when asked for
	extension           string            // of extendedUser
	Manager             struct {
		ID string `json:"id"`
	} `json:"manager"` // left out for who has none
	AssignedLicenses        []assignedLicense        `json:"assignedLicenses"`
	AssignedPlans           []assignedPlan           `json:"assignedPlans"`
	LicenseAssignmentStates []licenseAssignmentState `json:"licenseAssignmentStates"`
}

type assignedLicense struct {
	SkuID         string   `json:"skuId"`
	DisabledPlans []string `json:"disabledPlans"`
}

type assignedPlan struct {
	AssignedDateTime instant `json:"assignedDateTime"`
	CapabilityStatus string  `json:"capabilityStatus"`
	Service          string  `json:"service"`
	ServicePlanID    string  `json:"servicePlanId"`
}

type licenseAssignmentState struct {
	SkuID               string   `json:"skuId"`
	DisabledPlans       []string `json:"disabledPlans"`
	AssignedByGroup     string   `json:"assignedByGroup"`
	State               string   `json:"state"`
	Error               string   `json:"error"`
	LastUpdatedDateTime instant  `json:"lastUpdatedDateTime"`
}

func (t *Tenant) userObject(u user) ledger.Object {
	account := t.accountOf(u)
	facts := append(make([]ledger.Fact, 0, 1+len(u.LicenseAssignmentStates)+len(u.AssignedPlans)), account)
	facts = append(facts, assignments(account.UserID, u)...)
	facts = append(facts, powerPlans(account.UserID, u.AssignedPlans)...)
	return ledger.Object{Owner: account.UserID, Facts: facts}
}

func (t *Tenant) accountOf(u user) ledger.User {
	return ledger.User{
		UserID: strings.ToLower(u.ID), DisplayName: u.DisplayName, UserPrincipalName: u.UserPrincipalName, Mail: u.Mail,
		ProxyAddresses: sorted(u.ProxyAddresses), AccountEnabled: u.AccountEnabled, UserType: u.UserType,
		CreatedAt: ledger.Instant(u.CreatedDateTime), Department: u.Department, CompanyName: u.CompanyName,
		JobTitle: u.JobTitle, Country: u.Country, OfficeLocation: u.OfficeLocation, UsageLocation: u.UsageLocation,
		CostCenter: t.costCenter.of(&u), ManagerID: strings.ToLower(u.Manager.ID),
	}
}

// assignments gives the assignment states, and an active direct assignment for
// every license that the account holds although no state explains it: the
// license is held, and no group is named.
func assignments(id string, u user) []ledger.Fact {
	var facts []ledger.Fact
	explained := map[string]bool{}
	for _, s := range u.LicenseAssignmentStates {
		sku := strings.ToLower(s.SkuID)
		explained[sku] = true
		facts = add(facts, ledger.Assignment{UserID: id, SkuID: sku, AssignedByGroup: strings.ToLower(s.AssignedByGroup),
			State: s.State, Error: s.Error, DisabledPlans: disabled(s.DisabledPlans), UpdatedAt: ledger.Instant(s.LastUpdatedDateTime)})
	}
	for _, l := range u.AssignedLicenses {
		if sku := strings.ToLower(l.SkuID); !explained[sku] {
			facts = add(facts, ledger.Assignment{UserID: id, SkuID: sku, State: "Active", DisabledPlans: disabled(l.DisabledPlans)})
		}
	}
	return facts
}

// powerPlans keeps the plans of the two products. Plans that were taken away
// stay in the answer as Deleted; those are not held.
func powerPlans(id string, plans []assignedPlan) []ledger.Fact {
	var facts []ledger.Fact
	for _, p := range plans {
		if strings.EqualFold(p.CapabilityStatus, "Deleted") || !isPowerPlan(p) {
			continue
		}
		facts = add(facts, ledger.AssignedPlan{UserID: id, ServicePlanID: strings.ToLower(p.ServicePlanID),
			CapabilityStatus: p.CapabilityStatus, AssignedAt: ledger.Instant(p.AssignedDateTime)})
	}
	return facts
}

// isPowerPlan goes by the plan's id. Plans newer than the built-in table are
// known by the service they belong to; ProcessSimple is Power Automate.
func isPowerPlan(p assignedPlan) bool {
	if plan, ok := ledger.ServicePlanByID(p.ServicePlanID); ok {
		return !plan.Hidden
	}
	return strings.EqualFold(p.Service, "PowerAppsService") || strings.EqualFold(p.Service, "ProcessSimple")
}

// add keeps facts that are equal in every field once.
func add[F interface {
	ledger.Fact
	comparable
}](facts []ledger.Fact, fact F) []ledger.Fact {
	if slices.Contains(facts, ledger.Fact(fact)) {
		return facts
	}
	return append(facts, fact)
}

// sorted keeps null and an empty list apart, as Graph does.
func sorted(values []string) string {
	if values == nil {
		return ""
	}
	slices.Sort(values)
	return list(values)
}

func disabled(plans []string) string {
	if len(plans) == 0 {
		return ""
	}
	lower := make([]string, len(plans))
	for i, p := range plans {
		lower[i] = strings.ToLower(p)
	}
	return sorted(lower)
}
