package desktop

import (
	"os"
	"path/filepath"
	"slices"
	"testing"

	"licenseledger/app"
	"licenseledger/app/tenants"
	"licenseledger/store/ledger"
)

func tenantsOf(t *testing.T, w *Window) []Tenant {
	t.Helper()
	all, err := w.Tenants()
	if err != nil {
		t.Fatal(err)
	}
	return all
}

// listed puts another sample on the list, and gives its path.
func listed(t *testing.T, w *Window, name string, seed int64) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, sampleFile(t, app.SampleOptions{Users: 30, Days: 2, Seed: seed}), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := w.AddTenant(path); err != nil {
		t.Fatal(err)
	}
	return path
}

func TestTenants_TheOpenOneAndOthersAreTold(t *testing.T) {
	w, _ := withSample(t)
	other := listed(t, w, "other.ledger", 8)
	all := tenantsOf(t, w)
	if len(all) != 2 || slices.IndexFunc(all, func(one Tenant) bool { return one.IsOpen && one.Path != other }) < 0 {
		t.Fatalf("tenants %+v", all)
	}
	for _, one := range all {
		f, err := w.TenantFigures(one.Path)
		if err != nil || f.Error != nil || f.People == nil || f.Seats == nil || f.ListRead == "" || f.LastSync == nil || f.TenantName != "Contoso" {
			t.Fatalf("%s: %+v, err %v", one.FileName, f, err)
		}
		alone := w.known().Read(t.Context(), tenants.Known{Path: one.Path}, tenants.OpenFile)
		if alone.Err != nil || *alone.Figures.People != *f.People {
			t.Errorf("%s: %d people, and %v by another program: %v", one.FileName, *f.People, alone.Figures.People, alone.Err)
		}
	}
	if err := w.RemoveTenant(other); err != nil {
		t.Fatal(err)
	}
	if _, err := w.TenantFigures(other); ledger.CodeOf(err) != ledger.CodeNotFound {
		t.Errorf("figures of one that was removed: %v", err)
	}
	if fileGone(other) {
		t.Error("the file went with its place")
	}
	if err := w.ReturnTenant(all[slices.IndexFunc(all, func(one Tenant) bool { return one.Path == other })]); err != nil {
		t.Fatal(err)
	}
	if n := len(tenantsOf(t, w)); n != 2 {
		t.Errorf("%d tenants after one was put back, want 2", n)
	}
}

func TestTenants_AGoneFileIsARow(t *testing.T) {
	w, _ := withSample(t)
	gone := listed(t, w, "gone.ledger", 8)
	if err := os.Remove(gone); err != nil {
		t.Fatal(err)
	}
	f, err := w.TenantFigures(gone)
	if err != nil || f.Error == nil || f.Error.Code != ledger.CodeNotFound || f.Order != 0 {
		t.Errorf("figures %+v, err %v", f, err)
	}
	if err := w.AddTenant(gone); ledger.CodeOf(err) != ledger.CodeNotFound {
		t.Errorf("added although it is gone: %v", err)
	}
}

func TestTenants_BeginWithWhatWasOpenedBefore(t *testing.T) {
	w, _ := newWindow(t)
	w.settings.Recents = []recent{{Path: "/a/contoso.ledger", TenantName: "Contoso"}, {Path: "/a/fabrikam.ledger"}}
	w.beginTenants()
	if all := tenantsOf(t, w); len(all) != 2 || all[0].TenantName != "Contoso" {
		t.Errorf("tenants %+v", all)
	}
	for _, one := range tenantsOf(t, w) {
		if err := w.RemoveTenant(one.Path); err != nil {
			t.Fatal(err)
		}
	}
	w.beginTenants()
	if n := len(tenantsOf(t, w)); n != 0 {
		t.Errorf("%d tenants after all were removed", n)
	}
}

func TestSyncAll_WithNothingToSync(t *testing.T) {
	w, _ := newWindow(t)
	if _, err := w.StartSyncAll(); ledger.CodeOf(err) != ledger.CodeNotFound {
		t.Errorf("synced an empty list: %v", err)
	}
	listed(t, w, "sample.ledger", 8)
	if _, err := w.StartSyncAll(); err != nil {
		t.Fatal(err)
	}
	w.jobs.wait()
	if job := w.jobs.last(); job.State != JobFailed || job.Error.Code != ledger.CodeInvalid || len(job.Tenants) != 1 || job.Tenants[0].State != tenants.StateSkipped {
		t.Errorf("job %+v", job)
	}
}

func TestExportTenants_GoesWhereExportsGo(t *testing.T) {
	w, shell := withSample(t)
	shell.save = filepath.Join(t.TempDir(), "mine")
	for _, ask := range []bool{false, true} {
		if _, err := w.StartExportTenants("nl", ask); err != nil {
			t.Fatal(err)
		}
		w.jobs.wait()
		job := w.jobs.last()
		if job.State != JobDone || job.Result.Rows != 1 || fileGone(job.Result.Path) || job.Result.InDownloads == ask {
			t.Fatalf("job %+v, result %+v", job, job.Result)
		}
		if ask && job.Result.Path != shell.save+".xlsx" {
			t.Errorf("written to %s", job.Result.Path)
		}
	}
}
