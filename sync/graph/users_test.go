package graph_test

import (
	"fmt"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"licenseledger/store/ledger"
	"licenseledger/sync/engine"
	"licenseledger/sync/engine/enginetest"
	"licenseledger/sync/simtenant"
)

// The example of Microsoft's documentation, with what a real answer adds: a
// plan twice, one taken away, one of another product, a license by a group, and
// one without a state.
const janeJSON = `{"id":"AAAAAAAA-0000-0000-0000-000000000001","displayName":"Jane Doe","userPrincipalName":"jane@contoso.com","mail":null,
 "proxyAddresses":["smtp:jd@contoso.com","SMTP:jane@contoso.com"],"accountEnabled":true,"userType":"Member","createdDateTime":"2020-05-01T07:00:00.1234567Z",
 "department":"R&D","jobTitle":null,"companyName":"Contoso","usageLocation":"NL","country":"Netherlands","officeLocation":"U1","employeeOrgData":{"costCenter":"4711","division":null},
 "assignedLicenses":[{"skuId":"05E9A617-0261-4CEE-BB44-138D3EF5D965","disabledPlans":[]},{"skuId":"b30411f5-fea1-4a59-9ad9-3db7c7ead579","disabledPlans":["EA2CF03B-ac60-46ae-9c1d-eeaeb63cec86"]}],
 "assignedPlans":[{"assignedDateTime":"2024-01-15T09:00:00Z","capabilityStatus":"Enabled","service":"PowerAppsService","servicePlanId":"9C0DAB89-a30c-4117-86e7-97bda240acd2"},
  {"assignedDateTime":"2024-01-15T09:00:00Z","capabilityStatus":"Enabled","service":"PowerAppsService","servicePlanId":"9c0dab89-a30c-4117-86e7-97bda240acd2"},
  {"assignedDateTime":"2023-01-15T09:00:00Z","capabilityStatus":"Deleted","service":"ProcessSimple","servicePlanId":"07699545-9485-468e-95b6-2fca3738be01"},
  {"assignedDateTime":"2024-01-15T09:00:00Z","capabilityStatus":"Enabled","service":"exchange","servicePlanId":"efb87545-963c-4e0d-99df-69c6916d9eb0"},
  {"assignedDateTime":null,"capabilityStatus":"Warning","service":"ProcessSimple","servicePlanId":"ffffffff-0000-0000-0000-000000000009"}],
 "licenseAssignmentStates":[{"skuId":"05e9a617-0261-4cee-bb44-138d3ef5d965","disabledPlans":[],"assignedByGroup":"BBBBBBBB-0000-0000-0000-000000000001","state":"Active","error":"None","lastUpdatedDateTime":"2024-01-15T09:00:00Z"}]}`

func TestUsers_ReadsWhatGraphSays(t *testing.T) {
	client, base := scripted(t, func(w http.ResponseWriter, r *http.Request) {
		if q := r.URL.Query(); q.Get("$top") != "999" || !slices.Contains(strings.Split(q.Get("$select"), ","), "licenseAssignmentStates") {
			t.Errorf("the query is %s", r.URL.RawQuery)
		}
		fmt.Fprintf(w, `{"value":[%s]}`, janeJSON)
	})
	var got []ledger.Object
	err := source(t, client, base, ledger.SourceUsers, 0).Pull(t.Context(), "", func(p ledger.Page) error {
		got = append(got, p.Objects...)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	const id = "aaaaaaaa-0000-0000-0000-000000000001"
	enabled := true
	assigned := ledger.InstantOf(time.Date(2024, 1, 15, 9, 0, 0, 0, time.UTC))
	want := []ledger.Object{{Owner: id, Facts: []ledger.Fact{
		ledger.User{UserID: id, DisplayName: "Jane Doe", UserPrincipalName: "jane@contoso.com",
			ProxyAddresses: `["SMTP:jane@contoso.com","smtp:jd@contoso.com"]`, AccountEnabled: &enabled, UserType: "Member",
			CreatedAt:  ledger.InstantOf(time.Date(2020, 5, 1, 7, 0, 0, 123_000_000, time.UTC)),
			Department: "R&D", CompanyName: "Contoso", Country: "Netherlands", OfficeLocation: "U1", UsageLocation: "NL", CostCenter: "4711"},
		ledger.Assignment{UserID: id, SkuID: "05e9a617-0261-4cee-bb44-138d3ef5d965", AssignedByGroup: "bbbbbbbb-0000-0000-0000-000000000001",
			State: "Active", Error: "None", UpdatedAt: assigned},
		ledger.Assignment{UserID: id, SkuID: "b30411f5-fea1-4a59-9ad9-3db7c7ead579", State: "Active",
			DisabledPlans: `["ea2cf03b-ac60-46ae-9c1d-eeaeb63cec86"]`},
		ledger.AssignedPlan{UserID: id, ServicePlanID: "9c0dab89-a30c-4117-86e7-97bda240acd2", CapabilityStatus: "Enabled", AssignedAt: assigned},
		ledger.AssignedPlan{UserID: id, ServicePlanID: "ffffffff-0000-0000-0000-000000000009", CapabilityStatus: "Warning"},
	}}}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
}

func TestConfirm_TellsTheMissedFromTheDeparted(t *testing.T) {
	tenant := enginetest.Serve(t, simtenant.Config{Users: 120, Seed: 7})
	owners := func() map[string]bool {
		all := map[string]bool{}
		if err := source(t, tenant.Client, tenant.GraphBase(), ledger.SourceUsers, 0).Pull(t.Context(), "", func(p ledger.Page) error {
			for _, o := range p.Objects {
				all[o.Owner] = true
			}
			return nil
		}); err != nil {
			t.Fatal(err)
		}
		return all
	}
	before := owners()
	tenant.Clock().Advance(30 * 24 * time.Hour)
	after := owners()
	tenant.SetKnobs(simtenant.Knobs{MissEvery: 3, ThrottleEvery: 4})
	seen := owners()
	var missing []string
	for owner := range before {
		if !seen[owner] {
			missing = append(missing, owner)
		}
	}
	confirmer := source(t, tenant.Client, tenant.GraphBase(), ledger.SourceUsers, 0).(engine.Confirmer)
	found, evidence, err := confirmer.Confirm(t.Context(), missing)
	if err != nil {
		t.Fatal(err)
	}
	got := map[string]bool{}
	for _, o := range found {
		got[o.Owner] = true
	}
	departed := 0
	for _, owner := range missing {
		if got[owner] != after[owner] {
			t.Errorf("%s found: %v, in the tenant: %v", owner, got[owner], after[owner])
		}
		if !after[owner] {
			departed++
		}
	}
	if departed == 0 || len(found) == 0 || len(missing) <= 20 {
		t.Fatalf("%d missing, %d departed, %d found: the test needs more than one batch and some of both", len(missing), departed, len(found))
	}
	if len(evidence) != len(missing) {
		t.Errorf("%d look-ups for %d accounts", len(evidence), len(missing))
	}
	for _, e := range evidence {
		if e.Found != after[e.UserID] || e.At == 0 || e.Source != ledger.SourceUsers {
			t.Errorf("evidence is %+v", e)
		}
	}
}
