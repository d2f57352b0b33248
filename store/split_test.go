package store_test

import (
	"context"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"licenseledger/store"
	"licenseledger/store/ledger"
	"licenseledger/store/storetest"
)

// What rows do not tell themselves is that of the account: two managers of one
// name are two parts, whoever has none is in the last one, and a manager whom
// nobody knows is named by the id.
func TestSplit_ByWhatTheDirectorySaysOfTheAccount(t *testing.T) {
	l := storetest.New(t)
	on := true
	user := func(id, name, manager, company, country, office string) ledger.Object {
		return ledger.Object{Owner: id, Facts: []ledger.Fact{ledger.User{UserID: id, DisplayName: name, UserPrincipalName: id + "@contoso.com", AccountEnabled: &on,
			ManagerID: manager, CompanyName: company, Country: country, OfficeLocation: office}}}
	}
	storetest.Publish(t, l, storetest.Listing{Source: ledger.SourceUsers, At: time.Date(2026, 3, 1, 6, 0, 0, 0, time.UTC), Objects: []ledger.Object{
		user("a", "Ann", "", "Contoso", "NL", "Utrecht"), user("b", "Bo", "d", "Contoso", "NL", ""), user("c", "Cy", "e", "Fabrikam", "DE", "München"),
		user("d", "Ann", "a", "", "", ""), user("e", "Eve", "nobody", "Contoso", "NL", "Utrecht")}})
	v, err := l.OpenView(context.Background(), store.ViewSpec{Kind: ledger.ViewUsers})
	if err != nil {
		t.Fatal(err)
	}
	for by, want := range map[string]map[string][]string{
		ledger.SplitManager: {"a Ann a@contoso.com": {"Ann"}, "d Ann d@contoso.com": {"Bo"}, "e Eve e@contoso.com": {"Cy"}, "nobody  ": {"Eve"}, "": {"Ann"}},
		ledger.SplitCompany: {"Contoso": {"Ann", "Bo", "Eve"}, "Fabrikam": {"Cy"}, "": {"Ann"}},
		ledger.SplitCountry: {"NL": {"Ann", "Bo", "Eve"}, "DE": {"Cy"}, "": {"Ann"}},
		ledger.SplitOffice:  {"Utrecht": {"Ann", "Eve"}, "München": {"Cy"}, "": {"Ann", "Bo"}},
	} {
		parts, err := v.Split(context.Background(), by)
		if err != nil {
			t.Fatal(err)
		}
		got := map[string][]string{}
		for _, part := range parts {
			value := part.Value
			if p := part.Person; p != nil {
				value = string(p.UserID + " " + p.Name + " " + p.Email)
			}
			rows, err := part.View.Rows(0, part.View.Len())
			if err != nil {
				t.Fatal(err)
			}
			got[value] = names(rows)
		}
		if d := cmp.Diff(want, got); d != "" {
			t.Errorf("by %s: -want +got:\n%s", by, d)
		}
	}
}

func TestSplit_RefusesWhatDiffersFromRowToRow(t *testing.T) {
	v, err := people(t).OpenView(context.Background(), store.ViewSpec{Kind: ledger.ViewUsers})
	if err != nil {
		t.Fatal(err)
	}
	for _, by := range []string{"user_name", "assigned_date", "departement", ""} {
		if _, err := v.Split(context.Background(), by); ledger.CodeOf(err) != ledger.CodeUsage {
			t.Errorf("by %q: err = %v", by, err)
		}
	}
}
