package desktop

import (
	"path/filepath"
	"testing"

	"licenseledger/app"
	"licenseledger/store/ledger"
	"licenseledger/sync/simtenant"
)

func TestSources_AreChosenAndWhatWasCheckedOfThemIsOver(t *testing.T) {
	w, _ := newWindow(t)
	if err := w.SaveSourceChoices(SourceChoices{}); ledger.CodeOf(err) != ledger.CodeNotFound {
		t.Errorf("with nothing open: %v", err)
	}
	c, _ := simulated(t, simtenant.Knobs{})
	if job := connectNow(t, w, c); job.State != JobDone {
		t.Fatalf("connecting ended as %+v", job.Error)
	}
	if err := w.SaveSourceChoices(SourceChoices{GroupNames: true, ChangesTellLicenses: true}); err != nil {
		t.Fatal(err)
	}
	if a := access(t, w); !a.Connection.ChangesTellLicenses || a.Connection.NoGroupNames || a.CheckedAt == "" || !a.SignedIn {
		t.Errorf("changes tell licenses: %+v", a)
	}
	if err := w.SaveSourceChoices(SourceChoices{SignInAppsPath: filepath.Join(t.TempDir(), "none.csv")}); ledger.CodeOf(err) != ledger.CodeInvalid {
		t.Errorf("a table that is not there: %v", err)
	}
	if err := w.SaveSourceChoices(SourceChoices{}); err != nil {
		t.Fatal(err)
	}
	if a := access(t, w); a.Connection.ChangesTellLicenses || !a.Connection.NoGroupNames || a.CheckedAt != "" || len(a.Findings) != 0 {
		t.Errorf("without names of groups: %+v", a)
	}
	if _, err := w.StartAccessCheck(); err != nil {
		t.Fatal(err)
	}
	w.jobs.wait()
	a := access(t, w)
	if f := a.Findings[indexOf(a.Findings, ledger.SourceGroups)]; f.State != app.AccessOff {
		t.Errorf("names of groups: %+v", f)
	}
}
