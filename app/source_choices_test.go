package app_test

import (
	"os"
	"path/filepath"
	"testing"
	"time"

	"licenseledger/app"
	"licenseledger/store/ledger"
	"licenseledger/sync/simtenant"
)

// choose changes what is read, and starts the program again.
func (o *office) choose(change func(*app.SourceChoices)) {
	o.t.Helper()
	chosen, err := o.ledger.SourceChoices(o.t.Context())
	if err != nil {
		o.t.Fatal(err)
	}
	change(&chosen)
	if err := o.ledger.ChooseSources(o.t.Context(), chosen); err != nil {
		o.t.Fatal(err)
	}
	o.reopenAfter(0)
	held, err := o.ledger.SourceChoices(o.t.Context())
	if err != nil || held != chosen {
		o.t.Fatalf("after a restart it is %+v, %+v was chosen (%v)", held, chosen, err)
	}
}

// assigned are the rows of the assigned licenses.
func (o *office) assigned(filters ...string) []ledger.Row {
	o.t.Helper()
	view, err := o.ledger.View(o.t.Context(), app.ViewSpec{Kind: ledger.ViewAssigned, Filters: filters})
	if err != nil {
		o.t.Fatal(err)
	}
	rows, err := view.Rows(0, view.Len())
	if err != nil {
		o.t.Fatal(err)
	}
	return rows
}

func TestSourceChoices_NamesOfGroups(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	named := func() (n int) {
		for _, row := range o.assigned() {
			if row.GroupName != "" {
				n++
			}
		}
		return n
	}
	o.choose(func(c *app.SourceChoices) { c.GroupNames = false })
	if o.good(); named() != 0 {
		t.Errorf("%d rows name a group, which was switched off", named())
	}
	d, err := o.ledger.Doctor(t.Context(), nil)
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range d.Findings {
		if off := f.State == app.AccessOff && f.Message == "It was chosen not to read the names of groups."; off != (f.Set == ledger.AccessGroupNames) && f.Set != ledger.AccessLaunches {
			t.Errorf("%s is %s: %s", f.Source, f.State, f.Message)
		}
	}
	o.over()
	o.choose(func(c *app.SourceChoices) { c.GroupNames = true })
	if o.good(); named() == 0 {
		t.Error("no row names a group, which was switched on")
	}
}

func TestSourceChoices_Programs(t *testing.T) {
	t.Parallel()
	o := newUsedOffice(t, false)
	table := filepath.Join(t.TempDir(), "programs.csv")
	chosen := func(content string) error {
		if err := os.WriteFile(table, []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
		return o.ledger.ChooseSources(t.Context(), app.SourceChoices{GroupNames: true, SignInAppsPath: table, UseMinutes: app.NoUseLimit})
	}
	for _, wrong := range []string{"", "app_id,product\nno id,power_apps\n", "app_id,product\n065d9450-1e87-434e-ac2f-69af271549ed,none\n"} {
		if err := chosen(wrong); ledger.CodeOf(err) != ledger.CodeInvalid {
			t.Errorf("the table %q was taken (%v)", wrong, err)
		}
	}
	if err := chosen("app_id,product\n6204c1d1-4712-4c46-a7d9-3ed63d992682,power_automate\n"); err != nil {
		t.Fatal(err)
	}
	o.reopenAfter(0)
	o.good()
	used := map[string]int{}
	for _, row := range o.assigned("last_used_source=" + ledger.SourceSignIns) {
		used[string(row.Product)]++
	}
	if used[string(ledger.ProductPowerAutomate)] == 0 || len(used) != 1 {
		t.Errorf("a table of one program of Power Automate shows in use: %v", used)
	}
	o.over()
	o.choose(func(c *app.SourceChoices) { c.SignInAppsPath = "" })
	o.good()
	if rows := o.assigned("last_used_source="+ledger.SourceSignIns, "product="+string(ledger.ProductPowerApps)); len(rows) == 0 {
		t.Error("the built-in table shows nobody using Power Apps")
	}
}

func TestSourceChoices_ChangesTellLicenses(t *testing.T) {
	t.Parallel()
	for _, tell := range []bool{false, true} {
		o := newOfficeOf(t, simtenant.Config{Users: officePeople, Seed: 5, Knobs: healthy(), Life: simtenant.Life{Bustle: 20}})
		o.choose(func(c *app.SourceChoices) { c.ChangesTellLicenses = tell })
		o.good()
		o.tenant.Clock().Advance(15 * time.Hour)
		if result, err := o.syncChanges(); err != nil || o.readWhole() {
			t.Fatalf("read whole: %v; %v, %v", o.readWhole(), result.State, err)
		}
		found := int64(0)
		for _, p := range o.good().Published {
			if p.Source == ledger.SourceUsers {
				found = p.Began + p.Ended
			}
		}
		if (found == 0) != tell {
			t.Errorf("changes tell licenses: %v; the whole reading after them finds %d differences", tell, found)
		}
	}
}
