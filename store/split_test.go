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

// A summary and a filter by what the directory says of the account find the same
// rows: a manager by the id, the name or the address.
func TestGroupsBy_WhatTheDirectorySaysOfTheAccount(t *testing.T) {
	l := storetest.New(t)
	on := true
	user := func(id, name, manager string) ledger.Object {
		return ledger.Object{Owner: id, Facts: []ledger.Fact{ledger.User{UserID: id, DisplayName: name, UserPrincipalName: id + "@contoso.com", AccountEnabled: &on, ManagerID: manager}}}
	}
	storetest.Publish(t, l, storetest.Listing{Source: ledger.SourceUsers, At: time.Date(2026, 3, 1, 6, 0, 0, 0, time.UTC), Objects: []ledger.Object{
		user("a", "Ann", ""), user("b", "Bo", "d"), user("c", "Cy", "a"), user("d", "Ann", "a"), user("e", "Eve", "nobody")}})
	open := func(filters ...string) *store.View {
		spec := store.ViewSpec{Kind: ledger.ViewUsers}
		for _, expr := range filters {
			f, err := ledger.ParseFilter(expr)
			if err != nil {
				t.Fatal(err)
			}
			spec.Filter = append(spec.Filter, f)
		}
		v, err := l.OpenView(t.Context(), spec)
		if err != nil {
			t.Fatal(err)
		}
		return v
	}
	got, err := open().GroupsBy(t.Context(), ledger.SplitManager)
	if err != nil {
		t.Fatal(err)
	}
	who := func(id, name, email ledger.Text) *ledger.Candidate {
		return &ledger.Candidate{UserID: id, Name: name, Email: email}
	}
	want := []ledger.Group{{Value: "a", Rows: 2, People: 2, Person: who("a", "Ann", "a@contoso.com")},
		{Value: "d", Rows: 1, People: 1, Person: who("d", "Ann", "d@contoso.com")},
		{Value: "nobody", Rows: 1, People: 1, Person: who("nobody", "", "")}, {Rows: 1, People: 1}}
	if d := cmp.Diff(want, got); d != "" {
		t.Errorf("by manager: -want +got:\n%s", d)
	}
	for filter, want := range map[string][]string{
		"manager=a": {"Ann", "Cy"}, "manager=Ann": {"Ann", "Bo", "Cy"}, "manager=D@contoso.com": {"Bo"}, "manager=": {"Ann"},
		"manager!=ann": {"Ann", "Eve"}, "manager~contoso": {"Ann", "Bo", "Cy"}, "manager in d,nobody": {"Bo", "Eve"}, "manager not in d,a@contoso.com": {"Ann", "Eve"},
	} {
		v := open(filter)
		rows, err := v.Rows(0, v.Len())
		if err != nil {
			t.Fatal(err)
		}
		if d := cmp.Diff(want, names(rows)); d != "" {
			t.Errorf("%s: -want +got:\n%s", filter, d)
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
