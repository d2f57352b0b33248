package graph_test

import (
	"context"
	"fmt"
	"net/http"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"licenseledger/store/ledger"
	"licenseledger/sync/engine"
	"licenseledger/sync/graph"
)

const (
	janeID = "aaaaaaaa-0000-0000-0000-000000000001"
	johnID = "aaaaaaaa-0000-0000-0000-000000000002"
	annID  = "aaaaaaaa-0000-0000-0000-000000000003"
)

// listedBefore is what the listing before says.
func listedBefore() []ledger.Object {
	enabled := true
	return []ledger.Object{
		{Owner: janeID, Facts: []ledger.Fact{
			ledger.User{UserID: janeID, DisplayName: "Jane Doe", Mail: "jane@contoso.com", Department: "Sales", AccountEnabled: &enabled, ManagerID: johnID},
			ledger.Assignment{UserID: janeID, SkuID: "sku", AssignedByGroup: "group", State: "Active"},
			ledger.Assignment{UserID: janeID, SkuID: "broken", AssignedByGroup: "group", State: "Error", Error: "CountViolation"}}},
		{Owner: johnID, Facts: []ledger.Fact{ledger.User{UserID: johnID, DisplayName: "John"}}},
	}
}

func known(_ context.Context, owners []string) (objects []ledger.Object, err error) {
	for _, o := range listedBefore() {
		for _, owner := range owners {
			if owner == o.Owner {
				objects = append(objects, o)
			}
		}
	}
	return objects, nil
}

// changesOf reads pages that a service gives in turn; BASE is where it is.
func changesOf(t *testing.T, licenses bool, bodies ...string) (objects map[string]ledger.Object, mark string, err error) {
	t.Helper()
	return changesSince(t, "/v1.0/users/delta?$deltatoken=a", "", licenses, bodies...)
}

// changesSince is changesOf from a mark on, of a service that counts so many
// accounts.
func changesSince(t *testing.T, since, count string, licenses bool, bodies ...string) (objects map[string]ledger.Object, mark string, err error) {
	t.Helper()
	turn, base := 0, ""
	client, base := scripted(t, func(w http.ResponseWriter, r *http.Request) {
		if strings.HasSuffix(r.URL.Path, "/$batch") { // of Ann alone
			fmt.Fprintf(w, `{"responses":[{"id":"0","status":200,"body":{"id":"%s","displayName":"Ann","assignedLicenses":[{"skuId":"sku"}]}}]}`, annID)
			return
		}
		switch {
		case strings.HasSuffix(r.URL.Path, "/users"): // the page beside the changes
			fmt.Fprint(w, `{"value":[]}`)
		case strings.HasSuffix(r.URL.Path, "/users/$count"):
			fmt.Fprint(w, count)
		default:
			fmt.Fprint(w, strings.ReplaceAll(bodies[turn], "BASE", base))
			turn++
		}
	})
	objects = map[string]ledger.Object{}
	for _, s := range graph.New(client, graph.Config{Base: base, ChangesTellLicenses: licenses}).Sources() {
		if c, ok := s.(engine.Changer); ok {
			mark, err = c.Changes(t.Context(), since, known, func(p ledger.Page) error {
				for _, o := range p.Objects {
					objects[o.Owner] = o
				}
				return nil
			})
		}
	}
	if err == nil && turn != len(bodies) {
		t.Errorf("%d pages were read, want %d", turn, len(bodies))
	}
	return objects, mark, err
}

const ends = `,"@odata.deltaLink":"BASE/users/delta?$deltatoken=b"}`

// What is not said stays, what is said as null is gone, and what changes never
// tell of is kept. Of what is said twice, the last word counts.
func TestChanges_AreLaidOntoWhatWasListed(t *testing.T) {
	blocked := false
	jane := listedBefore()[0]
	account := jane.Facts[0].(ledger.User)
	account.DisplayName, account.Department, account.AccountEnabled = "Jane Roe", "", &blocked
	jane.Facts = append([]ledger.Fact{account}, jane.Facts[1:]...)
	ann := ledger.Object{Owner: annID, Facts: []ledger.Fact{ledger.User{UserID: annID, DisplayName: "Ann"}, ledger.Assignment{UserID: annID, SkuID: "sku", State: "Active"}}}
	got, mark, err := changesOf(t, false,
		`{"value":[{"id":"`+strings.ToUpper(janeID)+`","displayName":"Jane Poe"},{"id":"`+johnID+`","@removed":{"reason":"changed"}},
			{"id":"`+annID+`","displayName":"Anna"}],"@odata.nextLink":"BASE/users/delta?$skiptoken=1"}`,
		`{"value":[],"@odata.nextLink":"BASE/users/delta?$skiptoken=2"}`,
		`{"value":[{"id":"`+janeID+`","displayName":"Jane Roe","department":null},{"id":"`+annID+`","@removed":{"reason":"deleted"}},
			{"id":"`+johnID+`","displayName":"Johnny"},{"id":"`+johnID+`","@removed":{"reason":"deleted"}}],"@odata.nextLink":"BASE/users/delta?$skiptoken=3"}`,
		`{"value":[{"id":"`+janeID+`","accountEnabled":false},{"id":"`+annID+`","displayName":"Ann"}]`+ends)
	if err != nil || mark != "/v1.0/users/delta?$deltatoken=b" {
		t.Errorf("the mark is %q (%v)", mark, err)
	}
	want := map[string]ledger.Object{janeID: jane, johnID: {Owner: johnID}, annID: ann}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
}

// An account is looked up only where its licenses are told to be others.
func TestChanges_OfLicensesAreLookedUp(t *testing.T) {
	same := `{"id":"` + janeID + `","assignedLicenses":[{"skuId":"SKU","disabledPlans":[]}],"assignedPlans":[]}`
	got, _, err := changesOf(t, true, `{"value":[`+same+`]`+ends)
	if diff := cmp.Diff(map[string]ledger.Object{janeID: listedBefore()[0]}, got); err != nil || diff != "" {
		t.Errorf("%v, -want +got:\n%s", err, diff)
	}
	for name, other := range map[string]string{
		"a license":      `"assignedLicenses":[{"skuId":"sku","disabledPlans":[]},{"skuId":"more"}]`,
		"a plan is off":  `"assignedLicenses":[{"skuId":"sku","disabledPlans":["plan"]}]`,
		"none":           `"assignedLicenses":[]`,
		"another's plan": `"assignedPlans":[{"servicePlanId":"ffffffff-0000-0000-0000-000000000009","service":"PowerAppsService","capabilityStatus":"Enabled"}]`,
	} {
		if _, _, err := changesOf(t, true, `{"value":[{"id":"`+janeID+`",`+other+`}]`+ends); ledger.CodeOf(err) != ledger.CodeInvalid {
			t.Errorf("%s: %v, want the look-up that finds Ann in her place", name, err)
		}
	}
}

func TestChanges_ThatDoNotSayHowTheyGoOnAreNotUsed(t *testing.T) {
	for _, body := range []string{`{"value":[]}`, `{"@odata.deltaLink":"BASE/users/delta?$deltatoken=b"}`,
		`{"value":[],"@odata.nextLink":"BASE/users/delta?$skiptoken=1"` + ends,
		`{"value":[],"@odata.deltaLink":"https://elsewhere.example/users/delta?$deltatoken=b"}`,
		`{"value":[],"@odata.nextLink":"https://elsewhere.example/users/delta?$skiptoken=b"}`} {
		if _, mark, err := changesOf(t, false, body); ledger.CodeOf(err) != ledger.CodeInvalid || mark != "" {
			t.Errorf("%s: mark %q, %v", body, mark, err)
		}
	}
}
