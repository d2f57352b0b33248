package ledger

import "testing"

func TestClassifyText(t *testing.T) {
	yes, no := true, false
	const (
		apps, flow               = ProductPowerApps, ProductPowerAutomate
		office, dynamics, others = OriginOffice365, OriginDynamics365, OriginOtherProduct
		standalone               = OriginStandalone
	)
	for _, test := range []struct {
		service, license string
		isTrial          *bool
		want             Classification
	}{
		// The spellings of 2017.
		{"PowerApps for Office 365", "Office 365 E1", nil, Classification{apps, office, TierSeeded, "92f7a6f3-b89b-4bbd-8c30-809e6da5ad1c", "18181a46-0d4e-45cd-891e-60aabd171b4e"}},
		{"Flow for Office 365", "Office 365 E1", nil, Classification{flow, office, TierSeeded, "0f9b09cb-62d1-4ff4-9129-43f4996f83f4", "18181a46-0d4e-45cd-891e-60aabd171b4e"}},
		{"PowerApps Trial", "PowerApps Trial", &yes, Classification{apps, standalone, TierTrial, "d5368ca3-357e-4acb-9c21-8495fb025d1f", ""}},
		{"Flow Trial", "Flow Trial", &yes, Classification{flow, standalone, TierTrial, "", ""}},
		{"Flow Trial", "Flow Trial", nil, Classification{flow, standalone, TierTrial, "", ""}},
		{"Microsoft Flow for Dynamics 365", "Dynamics 365 for Sales Enterprise Edition", nil, Classification{flow, dynamics, TierSeeded, "7e6d7d78-73de-46ba-83b1-6d25117334ba", "1e1a282c-9c54-43a2-9310-98ef728faace"}},
		// The spellings of 2022.
		{"Power Apps for Office 365 (Plan 3)", "Office 365 E5", &no, Classification{apps, office, TierSeeded, "9c0dab89-a30c-4117-86e7-97bda240acd2", "c7df2760-2c81-4ef7-b578-5b5392b571df"}},
		{"Power Automate for Office 365", "Office 365 E5", &no, Classification{flow, office, TierSeeded, "07699545-9485-468e-95b6-2fca3738be01", "c7df2760-2c81-4ef7-b578-5b5392b571df"}},
		{"power apps  FOR office 365", "Office 365 E3", nil, Classification{apps, office, TierSeeded, "c68f8d98-5534-41c8-bf36-22fa496fa792", "6fd2c87f-b296-42f0-b197-1e91e994b900"}},
		{"Power Apps for Office 365", "A license of ours", nil, Classification{apps, office, TierSeeded, "", ""}},
		{"Power Apps for Dynamics 365", "Dynamics 365 Customer Service Enterprise", &no, Classification{apps, dynamics, TierSeeded, "", ""}},
		{"Power Apps for Dynamics 365", "Dynamics 365 Customer Service Enterprise Admin", &yes, Classification{apps, dynamics, TierTrial, "874fc546-6efe-4d22-90b8-5c4e7aa59f4b", "94a6fbd4-6a2f-4990-b356-dc7dd8bed08a"}},
		{"Power Apps Per User Plan trial", "Microsoft Power Apps & Flow", &yes, Classification{apps, standalone, TierTrial, "", ""}},
		{"Power Apps", "Power Apps Per User Plan trial", &yes, Classification{apps, standalone, TierTrial, "", ""}},
		{"Power Automate", "Power Automate Per User Plan trial", nil, Classification{flow, standalone, TierTrial, "", ""}},
		{"Flow Free", "Microsoft Power Automate Free", &no, Classification{flow, standalone, TierFree, "50e68c76-46c6-4674-81f9-75456511b170", "f30db892-07e9-47e9-837c-80727f46fd3d"}},
		{"Flow Free", "Microsoft Flow Free", &yes, Classification{flow, standalone, TierFree, "50e68c76-46c6-4674-81f9-75456511b170", "f30db892-07e9-47e9-837c-80727f46fd3d"}},
		{"Microsoft Power Automate Free", "Something", nil, Classification{flow, standalone, TierFree, "50e68c76-46c6-4674-81f9-75456511b170", ""}},
		{"PowerApps for Developer", "Microsoft Power Apps for Developer", &yes, Classification{apps, standalone, TierDeveloper, "a2729df7-25f8-4e63-984b-8a8484121554", "5b631642-bd26-49fe-bd20-1daaa972ef80"}},
		{"Power Apps for Developer", "Power Apps Developer Plan", nil, Classification{apps, standalone, TierDeveloper, "a2729df7-25f8-4e63-984b-8a8484121554", ""}},
		{"Power Apps per app", "Power Apps per app plan (1 app or portal)", &no, Classification{apps, standalone, TierPaid, "14f8dac2-0784-4daa-9cb2-6d670b088d64", "b4d7b828-e8dc-4518-91f9-e123ae48440d"}},
		{"Power Automate for Power Apps per App Plan", "Power Apps per app plan (1 app or portal)", nil, Classification{flow, standalone, TierPaid, "c539fa36-a64e-479a-82e1-e40ff2aa83ee", "b4d7b828-e8dc-4518-91f9-e123ae48440d"}},
		{"Power Apps per User Plan", "Power Apps Premium", nil, Classification{apps, standalone, TierPaid, "ea2cf03b-ac60-46ae-9c1d-eeaeb63cec86", "b30411f5-fea1-4a59-9ad9-3db7c7ead579"}},
		{"Power Automate RPA Attended", "Power Automate Premium", nil, Classification{flow, standalone, TierPaid, "375cd0ad-c407-49fd-866a-0bff4f8a9a4d", "eda1941c-3c4f-4995-b5eb-e85a42175ab9"}},
		{"Flow for Project", "Planner and Project Plan 3", nil, Classification{flow, others, TierSeeded, "fa200448-008c-4acb-abd4-ea106ed2199d", "53818b1b-4a27-454b-8896-0dba576410e6"}},
		{"PAD for Windows", "Windows 10/11 Enterprise E3 VDA", nil, Classification{flow, others, TierSeeded, "2d589a15-b171-4e61-9b5f-31d15eeb2872", "d13ef257-988a-46f3-8fce-f47484dd4550"}},
		// A license that two plans of one service come with: the service is known, the plan is not.
		{"Power Apps", "Microsoft 365 E3", nil, Classification{apps, office, TierSeeded, "", "05e9a617-0261-4cee-bb44-138d3ef5d965"}},
		{"Something else", "Some license", nil, Classification{ProductOther, OriginUnknown, TierPaid, "", ""}},
		{"", "", &yes, Classification{ProductOther, OriginUnknown, TierTrial, "", ""}},
	} {
		if got := ClassifyText(test.service, test.license, test.isTrial); got != test.want {
			t.Errorf("%q, %q:\n got %+v\nwant %+v", test.service, test.license, got, test.want)
		}
	}
}

// Every plan, written as the report would for each license that brings it, is
// classified from its texts as it is from its ids.
func TestClassifyText_AgreesWithTheIds(t *testing.T) {
	for _, l := range catalog().licenseByID {
		for _, plan := range l.plans {
			if plan.Hidden {
				continue
			}
			fromIDs := ClassifyAssignment(*plan, l.id, "")
			fromText := ClassifyText(plan.Service, l.name, nil)
			if fromText.ServicePlanID != "" && fromText.ServicePlanID != plan.ID {
				t.Errorf("%s of %s is read as another plan", plan.Name, l.name)
			}
			if fromText.Product != fromIDs.Product || fromText.Origin != fromIDs.Origin || fromText.Tier != fromIDs.Tier {
				t.Errorf("%s (%q) of %q: texts say %+v, ids say %+v", plan.Name, plan.Service, l.name, fromText, fromIDs)
			}
		}
	}
}

func TestClassifyAssignment(t *testing.T) {
	plan := func(id string) ServicePlan {
		t.Helper()
		p, ok := ServicePlanByID(id)
		if !ok {
			t.Fatalf("no plan %s", id)
		}
		return p
	}
	dynamics := plan("874fc546-6efe-4d22-90b8-5c4e7aa59f4b")
	for _, test := range []struct {
		name      string
		plan      ServicePlan
		sku, part string
		want      Tier
	}{
		{"a plan of a suite", dynamics, "749742bf-0d37-4158-a120-33567104deeb", "DYN365_ENTERPRISE_CUSTOMER_SERVICE", TierSeeded},
		{"the trial of that suite", dynamics, "94A6FBD4-6a2f-4990-b356-dc7dd8bed08a", "", TierTrial},
		{"a trial newer than the table", dynamics, "00000000-0000-0000-0000-000000000002", "Dynamics_365_Thing_viral_trial", TierTrial},
		{"a developer plan", plan("a2729df7-25f8-4e63-984b-8a8484121554"), "5b631642-bd26-49fe-bd20-1daaa972ef80", "POWERAPPS_DEV", TierDeveloper},
		{"baseline access", plan("35122886-cef5-44a3-ab36-97134eabd9ba"), "bf666882-9c9b-4b2e-aa2f-4789b0a52ba2", "POWERAPPS_PER_APP_IW", TierFree},
		{"the free flow plan", plan("50e68c76-46c6-4674-81f9-75456511b170"), "f30db892-07e9-47e9-837c-80727f46fd3d", "FLOW_FREE", TierFree},
	} {
		got := ClassifyAssignment(test.plan, test.sku, test.part)
		if got.Tier != test.want || got.Origin != test.plan.Origin || got.ServicePlanID != test.plan.ID {
			t.Errorf("%s: got %+v, want tier %s", test.name, got, test.want)
		}
	}
}
