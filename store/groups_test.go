package store_test

import (
	"slices"
	"testing"
	"time"

	"licenseledger/store"
	"licenseledger/store/ledger"
	"licenseledger/store/storetest"
)

const officeE3, powerAppsPlan = "6fd2c87f-b296-42f0-b197-1e91e994b900", "c68f8d98-5534-41c8-bf36-22fa496fa792"

func groupNamed(id, name string) ledger.Object {
	return ledger.Object{Owner: id, Facts: []ledger.Fact{ledger.LicenseGroup{GroupID: id, DisplayName: name}}}
}

// A group has the name that was read last by the day, also of who left; a
// license that is held directly too has none.
func TestGroups_AreNamedInRows(t *testing.T) {
	l := storetest.New(t)
	byGroup := func(o ledger.Object, group string) ledger.Object {
		o.Facts = append(o.Facts, ledger.Assignment{UserID: o.Owner, SkuID: officeE3, AssignedByGroup: group, State: "Active"})
		return o
	}
	jane, john, ann := byGroup(person(1, "Jane"), "g1"), byGroup(person(2, "John", officeE3), "g1"), byGroup(person(3, "Ann"), "g2")
	day := func(n int) time.Time { return firstDay.AddDate(0, 0, n) }
	storetest.Publish(t, l,
		storetest.Listing{Source: ledger.SourceSubscribedSkus, At: day(0), Objects: []ledger.Object{{Owner: officeE3, Facts: []ledger.Fact{
			ledger.LicenseService{SkuID: officeE3, ServicePlanID: powerAppsPlan, ServicePlanName: "POWERAPPS_O365_P2"}}}}},
		storetest.Listing{Source: ledger.SourceUsers, At: day(0).Add(time.Second), Objects: []ledger.Object{jane, john, ann}})
	if ids, err := l.LicenseGroups(t.Context()); err != nil || !slices.Equal(ids, []string{"g1", "g2"}) {
		t.Errorf("groups: %q, %v", ids, err)
	}
	storetest.Publish(t, l, storetest.Listing{Source: ledger.SourceGroups, At: day(1), Objects: []ledger.Object{groupNamed("g1", "Makers"), groupNamed("g2", "Sales")}})
	storetest.Publish(t, l, storetest.Listing{Source: ledger.SourceUsers, At: day(2), Objects: []ledger.Object{jane, john}},
		storetest.Listing{Source: ledger.SourceGroups, At: day(2).Add(time.Second), Objects: []ledger.Object{groupNamed("g1", "Makers of apps"), groupNamed("g2", "Sales")}})
	storetest.Sound(t, l)
	for n, want := range []map[string]string{{"Jane": "", "John": "", "Ann": ""}, {"Jane": "Makers", "John": "", "Ann": "Sales"}, {"Jane": "Makers of apps", "John": ""}} {
		got := map[string]string{}
		for _, row := range rowsOf(t, l, store.ViewSpec{At: day(n).Format(time.DateOnly), Kind: ledger.ViewAssigned}) {
			got[string(row.UserName)] = string(row.GroupName)
		}
		for name, group := range want {
			if g, ok := got[name]; !ok || g != group || len(got) != len(want) {
				t.Errorf("day %d: %v, want %v", n, got, want)
			}
		}
	}
	left := rowsOf(t, l, store.ViewSpec{Kind: ledger.ViewDeparted})
	if len(left) != 1 || left[0].GroupName != "Sales" || left[0].AssignedBy != "group" {
		t.Errorf("who left: %+v", left)
	}
	chosen := rowsOf(t, l, store.ViewSpec{Kind: ledger.ViewAssigned, Filter: []ledger.Filter{{Column: "group_name", Op: ledger.FilterContains, Values: []string{"makers"}}}})
	if len(chosen) != 1 || chosen[0].UserName != "Jane" {
		t.Errorf("chosen by the group: %+v", chosen)
	}
	if ids, err := l.LicenseGroups(t.Context()); err != nil || !slices.Equal(ids, []string{"g1"}) {
		t.Errorf("groups: %q, %v", ids, err)
	}
}

// Once only what changed was read since the groups, they are those that were read and
// those of licenses that came, until people are read whole again.
func TestGroups_OfChanges(t *testing.T) {
	l := storetest.New(t)
	byGroups := func(o ledger.Object, groups ...string) ledger.Object {
		for _, group := range groups {
			o.Facts = append(o.Facts, ledger.Assignment{UserID: o.Owner, SkuID: officeE3, AssignedByGroup: group, State: "Active"})
		}
		return o
	}
	at := func(hour int) time.Time { return firstDay.Add(time.Duration(hour) * time.Hour) }
	want := func(when string, groups ...string) {
		t.Helper()
		if ids, err := l.LicenseGroups(t.Context()); err != nil || !slices.Equal(ids, groups) {
			t.Errorf("%s: groups %q, %v, want %q", when, ids, err, groups)
		}
	}
	change := func(hour int, objects ...ledger.Object) {
		t.Helper()
		s := openChanges(t, l, ledger.SourceUsers)
		if err := s.Put(t.Context(), ledger.Page{Objects: objects, At: ledger.InstantOf(at(hour))}, true); err != nil {
			t.Fatal(err)
		}
		mustPublish(t, l, s, ledger.SourceUsers, at(hour))
	}
	storetest.Publish(t, l, storetest.Listing{Source: ledger.SourceUsers, At: at(0), Objects: []ledger.Object{
		byGroups(person(1, "Jane"), "g1"), byGroups(person(2, "John"), "g2"), person(3, "Ann", officeE3)}})
	change(1, byGroups(person(3, "Ann"), "g3"))
	want("before groups were read", "g1", "g2", "g3")
	storetest.Publish(t, l, storetest.Listing{Source: ledger.SourceGroups, At: at(2), Objects: []ledger.Object{
		groupNamed("g1", "Makers"), groupNamed("g2", "Sales"), groupNamed("g3", "Staff")}})
	change(3, byGroups(person(1, "Jane"), "g4"))
	want("after what changed", "g1", "g2", "g3", "g4")
	storetest.Publish(t, l, storetest.Listing{Source: ledger.SourceUsers, At: at(4), Objects: []ledger.Object{
		byGroups(person(1, "Jane"), "g4"), byGroups(person(2, "John"), "g2")}})
	want("after all was read", "g2", "g4")
}

// A license that was assigned and does not work is told of whoever is there, as
// long as the directory says so.
func TestEvidence_TellsLicensesInError(t *testing.T) {
	l := storetest.New(t)
	jane := person(1, "Jane", officeE3)
	failed := func(group, state, said string) ledger.Fact {
		return ledger.Assignment{UserID: jane.Owner, SkuID: officeE3, AssignedByGroup: group, State: state, Error: said}
	}
	told := func() (all []ledger.Sentence) {
		t.Helper()
		_, evidence, err := l.Evidence(t.Context(), jane.Owner)
		if err != nil {
			t.Fatal(err)
		}
		for _, e := range evidence {
			if e.Code == ledger.EvidenceNotAssigned {
				e.At, e.Source = "", ""
				all = append(all, e)
			}
		}
		return all
	}
	jane.Facts = append(jane.Facts, failed("g1", "Error", "CountViolation"), failed("g2", "ActiveWithError", "SomethingNew"), failed("g3", "Active", "None"))
	storetest.Publish(t, l, storetest.Listing{Source: ledger.SourceUsers, At: firstDay, Objects: []ledger.Object{jane}},
		storetest.Listing{Source: ledger.SourceGroups, At: firstDay, Objects: []ledger.Object{groupNamed("g1", "Makers")}})
	want := []ledger.Sentence{
		{Code: ledger.EvidenceNotAssigned, License: "Office 365 E3", By: "group", Group: "Makers", Error: "CountViolation"},
		{Code: ledger.EvidenceNotAssigned, License: "Office 365 E3", By: "group", Error: "Other"}}
	if got := told(); !slices.Equal(got, want) {
		t.Errorf("told: %+v, want %+v", got, want)
	}
	storetest.Publish(t, l, storetest.Listing{Source: ledger.SourceUsers, At: firstDay.AddDate(0, 0, 1), Objects: []ledger.Object{person(1, "Jane", officeE3)}})
	if got := told(); len(got) > 0 {
		t.Errorf("told after it was put right: %+v", got)
	}
}
