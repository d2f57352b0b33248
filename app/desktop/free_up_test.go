package desktop

import (
	"testing"

	"licenseledger/app"
	"licenseledger/store/ledger"
)

func TestFreeUp_HasTheRowsItCounts(t *testing.T) {
	w, _ := withSampleOf(t, app.SampleOptions{Users: 150, Days: 12, Seed: 7})
	free, err := w.OpenFreeUp("latest")
	if err != nil || free.Snapshot == nil || len(free.Groups) != 4 {
		t.Fatalf("%+v, %v", free, err)
	}
	units, someone := int64(0), ""
	for _, group := range free.Groups {
		page, err := w.FreeUpRows(free.ID, group.Group, false, 0, 1000)
		if err != nil || len(page.Rows) != group.Lines {
			t.Errorf("%s: %d rows, want %d (%v)", group.Group, len(page.Rows), group.Lines, err)
		}
		for _, row := range page.Rows {
			units += row.Units
			if row.UserID != "" {
				someone = row.UserID
			}
		}
	}
	out, err := w.FreeUpRows(free.ID, "", true, 0, 1000)
	if err != nil || len(out.Rows) != free.Lines || free.Lines == 0 || units != free.Total.Units || someone == "" {
		t.Fatalf("%d lines are left out, want %d; %d units, want %d (%v)", len(out.Rows), free.Lines, units, free.Total.Units, err)
	}
	if err := w.KeepLicenses(someone, "on leave"); err != nil {
		t.Fatal(err)
	}
	if err := w.SaveFreeRules(ledger.FreeRules{NoUseDays: 60, LeaveOut: []string{"department=IT"}}); err != nil {
		t.Fatal(err)
	}
	choices, err := w.FreeChoices("latest")
	if err != nil || len(choices.Kept) != 1 || choices.Kept[0].UserID != someone || choices.Kept[0].UserName == "" || choices.Rules.NoUseDays != 60 {
		t.Fatalf("%+v, %v", choices, err)
	}
	cover := choices.Covers[0]
	if err := w.SaveCover(cover.LicenseID, cover.CoversID, false); err != nil {
		t.Fatal(err)
	}
	if err := w.ReleaseLicenses(someone); err != nil {
		t.Fatal(err)
	}
	choices, err = w.FreeChoices("latest")
	if err != nil || len(choices.Kept) != 0 || !choices.Covers[0].Removed || len(choices.Licenses) < 10 {
		t.Errorf("%+v, %v", choices, err)
	}
	if err := w.SaveFreeRules(ledger.FreeRules{NoUseDays: 0}); err == nil {
		t.Error("no days without use are taken")
	}
	before, err := w.OpenFreeUp("2001-01-01")
	if err != nil || before.Snapshot != nil || before.ID != "" {
		t.Errorf("before the first reading: %+v, %v", before, err)
	}
}
