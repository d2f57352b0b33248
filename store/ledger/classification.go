package ledger

import (
	"regexp"
	"strings"
)

// Classification says what one row of a list is about.
type Classification struct {
	Product       Product
	Origin        Origin
	Tier          Tier
	ServicePlanID string // "" when the row's words fit several plans, or none
	SkuID         string // "" when the row's words fit several licenses, or none
}

// ClassifyAssignment says what a service plan is inside a license that the
// directory names by id and part number. The trial of a suite makes its plans
// trials and leaves their origin; a free or developer plan stays what it is.
func ClassifyAssignment(plan ServicePlan, skuID, partNumber string) Classification {
	c := Classification{Product: plan.Product, Origin: plan.Origin, Tier: plan.Tier,
		ServicePlanID: plan.ID, SkuID: strings.ToLower(strings.TrimSpace(skuID))}
	l := catalog().licenseByID[c.SkuID]
	onTrial := l != nil && l.trial || trialLicense.MatchString(partNumber)
	if onTrial && !perpetualFree.MatchString(partNumber) {
		c.Tier = asTrial(c.Tier)
	}
	return c
}

// ClassifyText says what a row of the report is, which carries texts only:
// service and license in any of the spellings since 2017, and the report's own
// Is trial (nil when it did not say). Texts that say nothing give
// ProductOther, OriginUnknown and TierPaid.
func ClassifyText(service, license string, isTrial *bool) Classification {
	s, l := canonicalText(service), canonicalText(license)
	plan, lic := resolveTexts(s, l)
	c := Classification{Product: productOfText(s, l), Origin: originOfText(s, l)}
	c.Tier = tierOfText(s, l, c.Origin)
	if plan != nil {
		c.ServicePlanID = plan.ID
		c.Product, c.Origin, c.Tier = plan.Product, plan.Origin, plan.Tier
	}
	if lic != nil {
		c.SkuID = lic.id
	}
	if lic != nil && lic.trial || strings.Contains(s+" "+l, "trial") || isTrial != nil && *isTrial {
		c.Tier = asTrial(c.Tier)
	}
	return c
}

// asTrial turns what would be paid for, or comes with something, into a trial.
func asTrial(t Tier) Tier {
	if t == TierPaid || t == TierSeeded {
		return TierTrial
	}
	return t
}

// resolveTexts finds the one plan and the one license that fit both texts; nil
// where none or several do.
func resolveTexts(service, licenseText string) (*ServicePlan, *license) {
	plans := catalog().plansByText[service]
	licenses := catalog().licenseByText[licenseText]
	// Names are shared: three plans are "Power Apps for Office 365", and only
	// the license tells which. A license that brings none of the plans fits
	// nevertheless, since the report words some services in its own way.
	fitting := false
	if len(plans) > 0 && len(licenses) > 0 {
		var fittingPlans []*ServicePlan
		var fittingLicenses []*license
		for _, l := range licenses {
			for _, p := range l.plans {
				if containsPlan(plans, p) && !containsPlan(fittingPlans, p) {
					fittingPlans = append(fittingPlans, p)
				}
			}
			if l.bringsAny(plans) {
				fittingLicenses = append(fittingLicenses, l)
			}
		}
		if fitting = len(fittingLicenses) > 0; fitting {
			plans, licenses = fittingPlans, fittingLicenses
		}
	}
	// Two retired plans have no name but the product's; the bare name alone
	// does not mean them.
	if !fitting && (service == "power apps" || service == "power automate") {
		plans = nil
	}
	var plan *ServicePlan
	if len(plans) == 1 {
		plan = plans[0]
	}
	var lic *license
	if len(licenses) == 1 {
		lic = licenses[0]
	}
	return plan, lic
}

func (l *license) bringsAny(plans []*ServicePlan) bool {
	for _, p := range l.plans {
		if containsPlan(plans, p) {
			return true
		}
	}
	return false
}

func containsPlan(plans []*ServicePlan, plan *ServicePlan) bool {
	for _, p := range plans {
		if p == plan {
			return true
		}
	}
	return false
}

var (
	flowWord       = regexp.MustCompile(`\b(microsoft )?(logic )?flows?\b`)
	textOffice     = regexp.MustCompile(`\b(office|microsoft) ?365\b|\bo365\b|\bm365\b`)
	textDynamics   = regexp.MustCompile(`\bdynamics\b|\bdyn365\b|\bsales pro\b|\bcustomer service pro\b|\bguides\b|\bcustomer voice\b|\bforms pro\b|\bviva sales\b|\b(copilot for sales|sales copilot)\b|\bfor iom\b|\bcci bots\b|\bcrm online\b`)
	textOther      = regexp.MustCompile(`\bproject\b|\bplanner\b|\bvirtual agents?\b|\bcopilot studio\b|\bwindows\b|\bsustainability\b|\bcopilot for finance\b`)
	textStandalone = regexp.MustCompile(`\bper (user|app|flow|process|business process)\b|\bplans? ?[12]\b|\bp[12]\b|\brpa\b|\bprocess\b|\btrial\b|\bfree\b|\bdeveloper\b|\bpremium\b|\bbaseline access\b`)
)

// canonicalText brings the spellings of ten years together: letter case,
// spaces, "PowerApps" for Power Apps, "Microsoft Flow" and "Flow" for Power
// Automate, and "Microsoft" before a product's name.
func canonicalText(s string) string {
	s = strings.Join(strings.Fields(FoldText(s)), " ")
	s = strings.ReplaceAll(s, "powerapps", "power apps")
	s = strings.ReplaceAll(s, "powerautomate", "power automate")
	s = flowWord.ReplaceAllString(s, "power automate")
	s = strings.ReplaceAll(s, "microsoft power a", "power a")
	s = strings.ReplaceAll(s, "ms power a", "power a")
	return s
}

// productOfText looks at the service first; the product named first is meant:
// "Power Automate for Power Apps per App Plan" is Power Automate.
func productOfText(service, license string) Product {
	for _, text := range []string{service, license} {
		apps, flow := strings.Index(text, "power apps"), strings.Index(text, "power automate")
		if flow < 0 && (strings.Contains(text, "pad for windows") || strings.Contains(text, "rpa")) {
			flow = len(text)
		}
		switch {
		case strings.Contains(text, "power pages") || strings.Contains(text, "power apps portals"):
			return ProductOther
		case apps >= 0 && (flow < 0 || apps < flow):
			return ProductPowerApps
		case flow >= 0:
			return ProductPowerAutomate
		}
	}
	return ProductOther
}

// originOfText asks the service, and the license only where the service does
// not say.
func originOfText(service, license string) Origin {
	for _, text := range []string{service, license} {
		switch {
		case textOffice.MatchString(text) && !strings.Contains(text, "copilot"):
			return OriginOffice365
		case textDynamics.MatchString(text):
			return OriginDynamics365
		case textOther.MatchString(text):
			return OriginOtherProduct
		case textStandalone.MatchString(text) && productOfText(text, "") != ProductOther:
			return OriginStandalone
		}
	}
	return OriginUnknown
}

func tierOfText(service, license string, origin Origin) Tier {
	both := service + " | " + license
	switch {
	case strings.Contains(both, "developer") && origin == OriginStandalone:
		return TierDeveloper
	case strings.Contains(service, " free") || strings.HasSuffix(license, " free") || strings.Contains(both, "baseline access"):
		return TierFree
	case origin == OriginOffice365 || origin == OriginDynamics365 || origin == OriginOtherProduct:
		return TierSeeded
	}
	return TierPaid
}
