package ledger

import (
	"regexp"
	"slices"
	"strings"
	"sync"
)

// ServicePlan is one service that licenses bring, with what it comes with.
type ServicePlan struct {
	ID      string // lower case; "" when the plan is not in the built-in table
	Name    string // POWERAPPS_O365_P2
	Service string // as people and the report call it: Power Apps for Office 365
	Product Product
	Origin  Origin
	Tier    Tier
	Hidden  bool // Dataverse companions, Power Pages and capacity: no row of the list
}

// license is a line of licenseTable.
type license struct {
	id, name string
	trial    bool
	plans    []*ServicePlan
}

// catalogue is the tables, read once, and the ways to look things up in them.
type catalogue struct {
	planByID      map[string]*ServicePlan
	planByName    map[string]*ServicePlan   // upper case
	plansByText   map[string][]*ServicePlan // canonical text of the service
	licenseByID   map[string]*license
	licenseByText map[string][]*license // canonical text of the license
}

var catalog = sync.OnceValue(func() *catalogue {
	c := &catalogue{
		planByID: map[string]*ServicePlan{}, planByName: map[string]*ServicePlan{}, plansByText: map[string][]*ServicePlan{},
		licenseByID: map[string]*license{}, licenseByText: map[string][]*license{},
	}
	for line := range strings.Lines(planTable) {
		c.addPlan(strings.TrimSpace(line))
	}
	var brings []*ServicePlan
	for line := range strings.Lines(licenseTable) {
		line = strings.TrimSpace(line)
		if names, isHeading := strings.CutPrefix(line, "="); isHeading {
			brings = nil
			for _, name := range strings.Fields(names) {
				brings = append(brings, c.planByName[strings.ToUpper(name)])
			}
			continue
		}
		c.addLicense(line, brings)
	}
	return c
})

func (c *catalogue) addPlan(line string) {
	id, rest, _ := strings.Cut(line, " ")
	name, service, isPlan := strings.Cut(rest, "|")
	if !isPlan {
		return // a blank line or a heading
	}
	plan := classifyPlanName(name)
	plan.ID, plan.Service = id, service
	c.planByID[id] = &plan
	c.planByName[strings.ToUpper(name)] = &plan
	if !plan.Hidden {
		text := canonicalText(service)
		c.plansByText[text] = append(c.plansByText[text], &plan)
	}
}

func (c *catalogue) addLicense(line string, brings []*ServicePlan) {
	id, name, isLicense := strings.Cut(line, " ")
	if !isLicense {
		return
	}
	name, trial := strings.CutPrefix(name, "~")
	l := &license{id: id, name: name, trial: trial, plans: brings}
	c.licenseByID[id] = l
	text := canonicalText(name)
	c.licenseByText[text] = append(c.licenseByText[text], l)
}

// ServicePlanByID finds a built-in service plan; the letter case of id does
// not matter. ok is false for plans of other products and for plans newer than
// the table: ask ClassifyPlan with the name the tenant gives.
func ServicePlanByID(id string) (plan ServicePlan, ok bool) {
	if p := catalog().planByID[strings.ToLower(strings.TrimSpace(id))]; p != nil {
		return *p, true
	}
	return ServicePlan{}, false
}

var (
	ours          = regexp.MustCompile(`POWER_?APPS|FLOW|POWER_?AUTOMATE|POWER_?PAGES`)
	auxiliary     = regexp.MustCompile(`^(CDS|DV|DATAVERSE)_|POWER_?PAGES|PORTALS_`)
	automate      = regexp.MustCompile(`FLOW|AUTOMATE`)
	free          = regexp.MustCompile(`FREE$|^FLOW_P2_VIRAL$|_IWTRIAL$`)
	trial         = regexp.MustCompile(`VIRAL|TRIAL`)
	withDynamics  = regexp.MustCompile(`_DYN_|DYN365|_SALES_PRO|_CUSTOMER_SERVICE_PRO|_GUIDES|_FORMS_PRO|VIVA_SALES|COPILOT_FOR_SALES|_FOR_IOM|CCI_BOTS`)
	withOther     = regexp.MustCompile(`_FOR_PROJECT|VIRTUAL_AGENT|_FOR_WIN|_FOR_MCS|COPILOT_FOR_FINANCE`)
	trialLicense  = regexp.MustCompile(`(?i)trial|viral|_IW$`)
	perpetualFree = regexp.MustCompile(`(?i)^(FLOW_FREE|POWERAPPS_DEV|POWERAPPS_PER_APP_IW)$`)
)

// ClassifyPlan tells what a service plan is from its name alone, for plans that
// are newer than the built-in table. The id stays empty, since a name is no
// key. ok is false when the plan has to do with neither product.
func ClassifyPlan(name string) (plan ServicePlan, ok bool) {
	name = strings.ReplaceAll(name, " ", "") // the published list has stray spaces
	upper := strings.ToUpper(name)
	if !ours.MatchString(upper) {
		return ServicePlan{}, false
	}
	plan = classifyPlanName(name)
	plan.Service = name
	if known := catalog().planByName[upper]; known != nil {
		plan.Service = known.Service
	}
	return plan, true
}

// classifyPlanName applies the rules of Microsoft's plan names. A plan inside
// the trial of a suite keeps the suite as its origin: origin and tier are two
// questions. Baseline access (_IWTRIAL) and the two Free plans cost nothing
// and do not run out, so they are free and no countdown.
func classifyPlanName(name string) ServicePlan {
	upper := strings.ToUpper(name)
	plan := ServicePlan{Name: name, Product: ProductPowerApps, Origin: OriginStandalone, Tier: TierPaid,
		Hidden: auxiliary.MatchString(upper)}
	switch {
	case plan.Hidden:
		plan.Product = ProductOther
	case automate.MatchString(upper):
		plan.Product = ProductPowerAutomate
	}
	switch {
	case strings.Contains(upper, "_O365_"):
		plan.Origin, plan.Tier = OriginOffice365, TierSeeded
	case withDynamics.MatchString(upper):
		plan.Origin, plan.Tier = OriginDynamics365, TierSeeded
	case withOther.MatchString(upper):
		plan.Origin, plan.Tier = OriginOtherProduct, TierSeeded
	}
	switch {
	case strings.HasSuffix(upper, "_DEV_VIRAL"):
		plan.Tier = TierDeveloper
	case free.MatchString(upper):
		plan.Tier = TierFree
	case trial.MatchString(upper):
		plan.Tier = TierTrial
	}
	return plan
}

// LicenseName gives the name people know a license by ("Office 365 E3"), or
// partNumber when the license is not in the built-in table.
func LicenseName(skuID, partNumber string) string {
	if l := catalog().licenseByID[strings.ToLower(strings.TrimSpace(skuID))]; l != nil {
		return l.name
	}
	return partNumber
}

// LicenseNamed finds the license that the admin centers call by a name, in any
// of its spellings, with those of its service plans that the list shows. Where
// several licenses have the name, skuID is "" and the plans are those that all
// of them bring. ok is false when the built-in table has none.
func LicenseNamed(name string) (skuID string, plans []ServicePlan, ok bool) {
	found := catalog().licenseByText[canonicalText(name)]
	if len(found) == 0 {
		return "", nil, false
	}
	for _, plan := range found[0].plans {
		if !slices.ContainsFunc(found, func(l *license) bool { return !containsPlan(l.plans, plan) }) {
			plans = append(plans, *plan)
		}
	}
	if len(found) == 1 {
		skuID = found[0].id
	}
	return skuID, plans, true
}
