package desktop

import (
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"licenseledger/app"
	"licenseledger/store/ledger"
)

func TestFind_PeopleAndLicensesByAnyPart(t *testing.T) {
	w, _ := withSample(t)
	someone := rows(t, w, open(t, w, ViewRequest{Kind: ledger.ViewUsers, At: "latest"}))[3]
	found, err := w.Find(strings.ToUpper(someone.UserName[:4]), "latest")
	if err != nil {
		t.Fatal(err)
	}
	has := false
	for _, row := range found.People {
		has = has || row.UserID == someone.UserID
	}
	if !has || len(found.People) > foundPeople {
		t.Errorf("%q is not among %+v", someone.UserName, found.People)
	}
	found, err = w.Find("office", "latest")
	if err != nil || len(found.Licenses) == 0 {
		t.Fatalf("%+v, %v", found, err)
	}
	first := found.Licenses[0]
	view := open(t, w, ViewRequest{Kind: found.View, At: "latest", Filters: []Filter{{Column: "license", Op: FilterIs, Values: []string{first.Value}}}})
	if view.Counts.Rows != first.Count {
		t.Errorf("%+v leads to %d rows", first, view.Counts.Rows)
	}
	if err := w.CloseLedger(); err != nil {
		t.Fatal(err)
	}
	if _, err := w.Find("x", "latest"); ledger.CodeOf(err) != ledger.CodeNotFound {
		t.Errorf("without a file: %v", err)
	}
}

// On a past day those are found who were there then, under what they were called.
func TestFind_OfTheDayThatIsLookedAt(t *testing.T) {
	w, _ := newWindow(t)
	sample, err := app.CreateSample(t.Context(), filepath.Join(t.TempDir(), "s.ledger"), app.SampleOptions{Users: 80, Days: 60, Seed: 7}, nil)
	if err != nil {
		t.Fatal(err)
	}
	if err := w.put(sample); err != nil {
		t.Fatal(err)
	}
	w.sweeping.wait()
	snapshots, err := w.Snapshots()
	if err != nil {
		t.Fatal(err)
	}
	first := strconv.FormatInt(snapshots[0].ID, 10)
	names := func(at string) map[string]bool {
		there := map[string]bool{}
		for _, row := range rows(t, w, open(t, w, ViewRequest{Kind: ledger.ViewUsers, At: at})) {
			there[row.UserName] = true
		}
		return there
	}
	then, now := names(first), names("latest")
	left := ""
	for name := range then {
		if !now[name] && name != ledger.UnknownWord {
			left = name
		}
	}
	if left == "" {
		t.Fatal("nobody of the first day has left: the test says nothing")
	}
	for at, want := range map[string]bool{first: true, "latest": false} {
		found, err := w.Find(left, at)
		if err != nil {
			t.Fatal(err)
		}
		has := false
		for _, row := range found.People {
			has = has || row.UserName == left
		}
		if has != want {
			t.Errorf("on %s %q is found: %v", at, left, has)
		}
		if len(found.Licenses) > 0 {
			t.Errorf("%q is the name of a license", left)
		}
	}
	found, err := w.Find("office", first)
	if err != nil || len(found.Licenses) == 0 {
		t.Fatalf("%+v, %v", found, err)
	}
	view := open(t, w, ViewRequest{Kind: found.View, At: first, Filters: []Filter{{Column: "license", Op: FilterIs, Values: []string{found.Licenses[0].Value}}}})
	if view.Counts.Rows != found.Licenses[0].Count {
		t.Errorf("%+v leads to %d rows", found.Licenses[0], view.Counts.Rows)
	}
	if found, err := w.Find("office", "2001-01-01"); err != nil || len(found.People)+len(found.Licenses) > 0 {
		t.Errorf("before the first reading: %+v, %v", found, err)
	}
}
