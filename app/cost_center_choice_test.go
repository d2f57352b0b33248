package app_test

import (
	"bytes"
	"slices"
	"strings"
	"testing"
	"time"

	"licenseledger/app"
	"licenseledger/store/ledger"
)

// TestSourceChoices_CostCenter: each property that can be chosen tells what the
// tenant has there; the sync after a choice reads everybody whole, and those
// after it what changed alone.
func TestSourceChoices_CostCenter(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	o.good()
	for _, c := range []struct {
		property string
		of       func(truthUser) *string
	}{
		{"extensionAttribute7", func(u truthUser) *string { return u.Attribute7 }},
		{o.tenant.CostCenterExtension(), func(u truthUser) *string { return u.Billing }},
		{"extensionAttribute1", func(truthUser) *string { return nil }},
		{app.EmployeeOrgData, func(u truthUser) *string { return u.CostCenter }},
	} {
		o.choose(func(chosen *app.SourceChoices) { chosen.CostCenter = c.property })
		if !o.reads() {
			t.Errorf("%s: everybody was not read whole after the choice", c.property)
		}
		var truth bytes.Buffer
		o.tenant.Clock().Advance(time.Hour)
		if err := o.tenant.WriteTruth(&truth); err != nil {
			t.Fatal(err)
		}
		if o.reads() {
			t.Errorf("%s: the second sync after the choice read everybody whole", c.property)
		}
		today := readTruth(t, &truth)[0]
		view, err := o.ledger.View(t.Context(), app.ViewSpec{Kind: ledger.ViewUsers})
		if err != nil {
			t.Fatal(err)
		}
		rows, err := view.Rows(0, view.Len())
		if err != nil {
			t.Fatal(err)
		}
		told := 0
		for _, row := range rows {
			if want := value(c.of(today.users[string(row.UserID)])); string(row.CostCenter) != want {
				t.Fatalf("%s: %q, really %q", c.property, row.CostCenter, want)
			} else if want != "" {
				told++
			}
		}
		if (told == 0) != (c.property == "extensionAttribute1") {
			t.Errorf("%s tells of %d people", c.property, told)
		}
	}
	missing := "extension_" + strings.Repeat("0", 32) + "_costCenter"
	o.choose(func(chosen *app.SourceChoices) { chosen.CostCenter = missing })
	result, err := o.ledger.Sync(t.Context(), app.SyncOptions{}, nil)
	if err != nil || !slices.ContainsFunc(result.Errors, func(err error) bool { return strings.Contains(err.Error(), missing) }) {
		t.Errorf("a property that is not there: %v, %v", result.Errors, err)
	}
	if err := o.ledger.ChooseSources(t.Context(), app.SourceChoices{CostCenter: "department"}); ledger.CodeOf(err) != ledger.CodeUsage {
		t.Errorf("a property that tells something else: %v", err)
	}
}

// reads syncs, lets in what waits because many lose their cost center with the
// choice, and tells whether the people were read whole.
func (o *office) reads() (whole bool) {
	o.t.Helper()
	o.tenant.Clock().Advance(time.Minute)
	result, err := o.ledger.Sync(o.t.Context(), app.SyncOptions{}, nil)
	if err != nil {
		o.t.Fatal(err)
	}
	if len(result.Held) > 0 {
		if _, err := o.ledger.ApplyHeld(o.t.Context(), result.Held[0].RunID, nil); err != nil {
			o.t.Fatal(err)
		}
		o.tenant.Clock().Advance(time.Minute)
		if result, err = o.ledger.Sync(o.t.Context(), app.SyncOptions{}, nil); err != nil || len(result.Held) > 0 {
			o.t.Fatalf("it waits again: %v, %v", result.Held, err)
		}
	}
	return o.readWhole()
}
