package desktop

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"licenseledger/app"
	"licenseledger/store/ledger"
)

// finish waits for a job and gives it; anything but done fails the test.
func finish(t *testing.T, w *Window, _ string, err error) *Job {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
	w.jobs.wait()
	job := w.jobs.last()
	if job.State != JobDone {
		t.Fatalf("%s ended %s: %+v", job.Kind, job.State, job.Error)
	}
	return job
}

func TestUpkeep_ABackupIsListedAndComesBack(t *testing.T) {
	w, _ := withSample(t)
	id, err := w.StartBackup()
	job := finish(t, w, id, err)
	second, err := w.StartBackup()
	if finish(t, w, second, err).Result.Path == job.Result.Path {
		t.Error("the second backup replaced the first")
	}
	list, err := w.Backups()
	if err != nil || len(list) != 2 || list[0].Bytes == 0 || list[0].At == "" {
		t.Fatalf("backups %+v, %v", list, err)
	}
	before, _ := w.Snapshots()
	id, err = w.StartSync()
	finish(t, w, id, err)
	id, err = w.StartRestore(job.Result.Path)
	restored := finish(t, w, id, err)
	after, _ := w.Snapshots()
	if len(after) != len(before) {
		t.Errorf("%d readings after the restore, %d when the backup was made", len(after), len(before))
	}
	kept := filepath.Join(filepath.Dir(job.Result.Path), restored.Result.Upkeep.KeptAs)
	if _, err := os.Stat(kept); err != nil || kept != restored.Result.Path {
		t.Errorf("what there was before: %v", err)
	}
}

func TestUpkeep_ARestoreOfSomethingElseChangesNothing(t *testing.T) {
	w, _ := withSample(t)
	other := filepath.Join(t.TempDir(), "x.backup")
	if err := os.WriteFile(other, []byte("not a database"), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := w.StartRestore(other); err != nil {
		t.Fatal(err)
	}
	w.jobs.wait()
	if job := w.jobs.last(); job.State != JobFailed || job.Error.Code != ledger.CodeNotALedger {
		t.Errorf("job %+v %+v", job, job.Error)
	}
}

func TestUpkeep_ACopyToGiveAwayNamesNobody(t *testing.T) {
	w, shell := withSample(t)
	if _, err := w.StartShare(ShareRequest{}); ledger.CodeOf(err) != ledger.CodeCanceled {
		t.Errorf("without a place: %v", err)
	}
	shell.save = filepath.Join(t.TempDir(), "copy.ledger")
	id, err := w.StartShare(ShareRequest{WithoutNames: true, WithoutHistory: true, WithoutPrices: true})
	finish(t, w, id, err)
	mine := rows(t, w, open(t, w, ViewRequest{Kind: ledger.ViewUsers, At: "latest"}))
	if err := w.OpenLedger(shell.save); err != nil {
		t.Fatal(err)
	}
	readings, err := w.Snapshots()
	if err != nil || len(readings) != 1 {
		t.Errorf("%d readings in the copy, %v", len(readings), err)
	}
	if copied, err := w.current(); err != nil {
		t.Error(err)
	} else if prices, err := copied.PriceCount(t.Context()); err != nil || prices != 0 {
		t.Errorf("%d prices in the copy, %v", prices, err)
	}
	theirs := rows(t, w, open(t, w, ViewRequest{Kind: ledger.ViewUsers, At: "latest"}))
	names := map[string]bool{}
	for _, row := range mine {
		names[row.UserName] = true
	}
	for _, row := range theirs {
		if row.UserName != "" && row.UserName != ledger.UnknownWord && names[row.UserName] {
			t.Errorf("%s is in the copy", row.UserName)
		}
	}
	if len(theirs) != len(mine) {
		t.Errorf("%d people in the copy, %d here", len(theirs), len(mine))
	}
}

func TestUpkeep_ThinningTellsFirstAndThenDoes(t *testing.T) {
	w, _ := withSample(t)
	all, _ := w.Snapshots()
	id, err := w.StartThin(ThinRequest{AllDays: 0, WeeklyDays: 0, Preview: true})
	would := finish(t, w, id, err).Result.Upkeep
	if still, _ := w.Snapshots(); len(still) != len(all) || !would.Preview || int(would.Readings)+would.Kept != len(all) || would.Readings == 0 {
		t.Fatalf("a preview: %+v, %d readings of %d", would, len(still), len(all))
	}
	id, err = w.StartThin(ThinRequest{AllDays: 0, WeeklyDays: 0})
	if did := finish(t, w, id, err).Result.Upkeep; did.Readings != would.Readings || did.Preview {
		t.Errorf("thinned %+v, promised %+v", did, would)
	}
	id, err = w.StartCompact()
	if size := finish(t, w, id, err).Result.Upkeep; size.Before == 0 || size.After > size.Before {
		t.Errorf("compacted %+v", size)
	}
	id, err = w.StartCheck()
	if check := finish(t, w, id, err).Result.Upkeep; len(check.Findings) != 0 {
		t.Errorf("the check found %v", check.Findings)
	}
}

func TestDiagnostics_NameNobody(t *testing.T) {
	w, shell := withSample(t)
	id, err := w.StartCheck()
	finish(t, w, id, err)
	d, err := w.Diagnostics()
	if err != nil || d.Version != app.Version || d.Schema == 0 || d.Bytes == 0 || d.Readings == 0 {
		t.Fatalf("%+v, %v", d, err)
	}
	if !strings.Contains(d.Report, `"source": "graph.users"`) || !strings.Contains(d.Report, `"kind": "check"`) {
		t.Errorf("the report says too little:\n%s", d.Report)
	}
	path := stateOf(t, w).Ledger.Path
	secrets := []string{"ontoso", filepath.Dir(path), filepath.Base(path)}
	for _, row := range rows(t, w, open(t, w, ViewRequest{Kind: ledger.ViewUsers, At: "latest"})) {
		secrets = append(secrets, row.UserName, row.EmailAddress, row.UserID)
	}
	for _, secret := range secrets {
		if secret != "" && secret != ledger.UnknownWord && strings.Contains(d.Report, secret) {
			t.Errorf("the report tells %q:\n%s", secret, d.Report)
		}
	}
	saved, err := w.SaveDiagnostics()
	if err != nil || saved.FileName != app.SupportName || w.OpenExport(saved.Path) != nil {
		t.Errorf("saved %+v, %v", saved, err)
	}
	if err := w.ShowLedger(); err != nil || shell.shown != path {
		t.Errorf("shown %q, %v", shell.shown, err)
	}
	if err := w.CloseLedger(); err != nil {
		t.Fatal(err)
	}
	if d, err = w.Diagnostics(); err != nil || d.Schema != 0 || d.Version == "" {
		t.Errorf("without a file %+v, %v", d, err)
	}
}
