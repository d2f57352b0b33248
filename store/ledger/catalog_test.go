package ledger

import (
	"strings"
	"testing"
)

func TestServicePlans_TheRulesAgreeWithTheHeadingsOfTheTable(t *testing.T) {
	want := map[string]struct {
		count int
		fits  func(ServicePlan) bool
	}{
		"# Office 365 and Microsoft 365": {22, func(p ServicePlan) bool {
			return p.Origin == OriginOffice365 && p.Tier == TierSeeded && !p.Hidden
		}},
		"# Dynamics 365": {23, func(p ServicePlan) bool {
			return p.Origin == OriginDynamics365 && p.Tier == TierSeeded && !p.Hidden
		}},
		"# Trial, free and developer plans": {15, func(p ServicePlan) bool {
			return p.Tier == TierTrial || p.Tier == TierFree || p.Tier == TierDeveloper
		}},
		"# Standalone plans": {22, func(p ServicePlan) bool {
			return p.Origin == OriginStandalone && p.Tier == TierPaid && !p.Hidden
		}},
		"# Other products": {16, func(p ServicePlan) bool {
			return p.Origin == OriginOtherProduct && p.Tier == TierSeeded && !p.Hidden
		}},
		"# Capacity and Power Pages": {11, func(p ServicePlan) bool { return p.Hidden && p.Product == ProductOther }},
		"# Dataverse companions":     {13, func(p ServicePlan) bool { return p.Hidden && p.Product == ProductOther }},
	}
	counts := map[string]int{}
	heading := ""
	for line := range strings.Lines(planTable) {
		line = strings.TrimSpace(line)
		if strings.HasPrefix(line, "#") {
			heading = line
			continue
		}
		if line == "" {
			continue
		}
		id, _, _ := strings.Cut(line, " ")
		plan, ok := ServicePlanByID(strings.ToUpper(id))
		if !ok || plan.ID != id {
			t.Fatalf("%s: not found under its id", line)
		}
		if plan.Name == "" || plan.Service == "" || strings.Contains(plan.Name, " ") || len(id) != 36 || id != strings.ToLower(id) {
			t.Errorf("%s: malformed line: %+v", line, plan)
		}
		if !want[heading].fits(plan) {
			t.Errorf("%s stands under %q but is %+v", plan.Name, heading, plan)
		}
		counts[heading]++
	}
	for heading, w := range want {
		if counts[heading] != w.count {
			t.Errorf("%s: %d plans, want %d", heading, counts[heading], w.count)
		}
	}
	if got := len(catalog().planByID); got != 122 {
		t.Errorf("%d plans have an id of their own, want 122", got)
	}
}

func TestServicePlanByID(t *testing.T) {
	got, ok := ServicePlanByID("C68F8D98-5534-41c8-bf36-22fa496fa792")
	want := ServicePlan{ID: "c68f8d98-5534-41c8-bf36-22fa496fa792", Name: "POWERAPPS_O365_P2", Service: "Power Apps for Office 365",
		Product: ProductPowerApps, Origin: OriginOffice365, Tier: TierSeeded}
	if !ok || got != want {
		t.Errorf("got %+v, %v", got, ok)
	}
	if plan, ok := ServicePlanByID("efb87545-963c-4e0d-99df-69c6916d9eb0"); ok {
		t.Errorf("Exchange is taken for %+v", plan)
	}
}

func TestClassifyPlan(t *testing.T) {
	for _, test := range []struct {
		name   string
		want   ServicePlan
		wantOK bool
	}{
		{"EXCHANGE_S_ENTERPRISE", ServicePlan{}, false},
		{"DYN365_CDS_O365_P1", ServicePlan{}, false},
		{"POWERAPPS_O365_P9", ServicePlan{Name: "POWERAPPS_O365_P9", Service: "POWERAPPS_O365_P9", Product: ProductPowerApps, Origin: OriginOffice365, Tier: TierSeeded}, true},
		{"FLOW_O365_P2", ServicePlan{Name: "FLOW_O365_P2", Service: "Power Automate for Office 365", Product: ProductPowerAutomate, Origin: OriginOffice365, Tier: TierSeeded}, true},
		{"FLOW_DYN_NEW", ServicePlan{Name: "FLOW_DYN_NEW", Service: "FLOW_DYN_NEW", Product: ProductPowerAutomate, Origin: OriginDynamics365, Tier: TierSeeded}, true},
		{"CDS_ POWERAPPS_PER_USER_CUSTOM", ServicePlan{Name: "CDS_POWERAPPS_PER_USER_CUSTOM", Service: "CDS Power Apps Per User Custom", Product: ProductOther, Origin: OriginStandalone, Tier: TierPaid, Hidden: true}, true},
		{"POWERAPPS_DEV_VIRAL", ServicePlan{Name: "POWERAPPS_DEV_VIRAL", Service: "PowerApps for Developer", Product: ProductPowerApps, Origin: OriginStandalone, Tier: TierDeveloper}, true},
		{"Flow_Per_APP_IWTRIAL", ServicePlan{Name: "Flow_Per_APP_IWTRIAL", Service: "Flow per app baseline access", Product: ProductPowerAutomate, Origin: OriginStandalone, Tier: TierFree}, true},
		{"POWER_APPS_DYN365_VIRAL_TRIAL", ServicePlan{Name: "POWER_APPS_DYN365_VIRAL_TRIAL", Service: "Power Apps for Dynamics 365 vTrial", Product: ProductPowerApps, Origin: OriginDynamics365, Tier: TierTrial}, true},
	} {
		got, ok := ClassifyPlan(test.name)
		if ok != test.wantOK || got != test.want {
			t.Errorf("%s:\n got %+v, %v\nwant %+v, %v", test.name, got, ok, test.want, test.wantOK)
		}
	}
}

func TestLicenses_EveryLineIsWellFormedAndKnowsItsPlans(t *testing.T) {
	if n := len(catalog().licenseByID); n < 200 {
		t.Fatalf("%d licenses, want at least 200", n)
	}
	for id, l := range catalog().licenseByID {
		if len(id) != 36 || id != strings.ToLower(id) || l.name == "" {
			t.Errorf("malformed license %q %q", id, l.name)
		}
		for _, plan := range l.plans {
			if plan == nil {
				t.Errorf("%s names a plan that is not in the table", l.name)
			}
		}
	}
}

func TestLicenseName(t *testing.T) {
	for _, test := range []struct{ id, part, want string }{
		{"6FD2C87F-b296-42f0-b197-1e91e994b900", "ENTERPRISEPACK", "Office 365 E3"},
		{"b30411f5-fea1-4a59-9ad9-3db7c7ead579", "POWERAPPS_PER_USER", "Power Apps Premium"},
		{"253ce8d3-6122-4240-8b04-f434a8fa831f", "Power_Automate_per_process", "Power Automate Process"},
		{"00000000-0000-0000-0000-000000000001", "NEW_THING", "NEW_THING"},
	} {
		if got := LicenseName(test.id, test.part); got != test.want {
			t.Errorf("%s: got %q, want %q", test.part, got, test.want)
		}
	}
}
