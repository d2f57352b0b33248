package desktop

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"licenseledger/app"
	"licenseledger/store/ledger"
)

// TestLost_IsToldAndNothingIsWrittenAnywhere takes the file of the open ledger
// away. What is kept then would be gone with the window, so that all that writes
// says what happened, and nothing makes another file in its place. What was read
// can be looked at, and put back it goes on.
func TestLost_IsToldAndNothingIsWrittenAnywhere(t *testing.T) {
	for name, take := range map[string]func(path string) (back func() error, err error){
		"moved": func(path string) (func() error, error) {
			return func() error { return os.Rename(path+".moved", path) }, os.Rename(path, path+".moved")
		},
		"its disk disconnected": func(path string) (func() error, error) {
			folder := filepath.Dir(path)
			return func() error { return os.Rename(folder+".moved", folder) }, os.Rename(folder, folder+".moved")
		},
		"replaced": func(path string) (func() error, error) {
			err := os.Rename(path, path+".moved")
			if err == nil {
				err = os.WriteFile(path, []byte("another"), 0o600)
			}
			return func() error { return os.Rename(path+".moved", path) }, err
		},
	} {
		t.Run(name, func(t *testing.T) {
			w, _ := newWindow(t)
			folder := filepath.Join(t.TempDir(), "stick")
			if err := os.Mkdir(folder, 0o700); err != nil {
				t.Fatal(err)
			}
			path := filepath.Join(folder, "s.ledger")
			sample, err := app.CreateSample(t.Context(), path, app.SampleOptions{Users: 40, Days: 3, Seed: 7}, nil)
			if err != nil {
				t.Fatal(err)
			}
			if err := w.put(sample); err != nil {
				t.Fatal(err)
			}
			w.sweeping.wait()
			files := t.TempDir()
			drop(t, files, "licenses 2022-04-15.csv", watchedList)
			all, may := runsLeft(t, w)
			back, err := take(path)
			if err != nil {
				t.Fatal(err)
			}
			isTold := func(what string, err error) {
				t.Helper()
				if ledger.CodeOf(err) != ledger.CodeLost || !strings.Contains(err.Error(), "Put it back") {
					t.Errorf("%s: %v, want lost, and what to do", what, err)
				}
			}
			isTold("label", w.LabelReading(all[0], "x"))
			isTold("pin", w.PinReadings(all[:1], true))
			isTold("delete", w.DeleteReading(may[0]))
			isTold("save view", w.SaveView(SavedView{Name: "x", Kind: ledger.ViewList}))
			_, err = w.StartImport(ImportRequest{Paths: []string{filepath.Join(files, "licenses 2022-04-15.csv")}})
			isTold("import", err)
			for what, start := range map[string]func() (string, error){
				"sync": w.StartSync, "check": w.StartCheck, "compact": w.StartCompact, "backup": w.StartBackup,
				"thin": func() (string, error) { return w.StartThin(ThinRequest{AllDays: 1}) },
			} {
				if _, err := start(); err != nil {
					t.Errorf("%s: %v", what, err)
					continue
				}
				w.jobs.wait()
				if job := w.jobs.last(); job.State != JobFailed || job.Error.Code != ledger.CodeLost {
					t.Errorf("%s ended %s %+v, want lost", what, job.State, job.Error)
				}
			}
			if _, err := w.State(); err != nil {
				t.Errorf("state: %v", err)
			}
			if rows(t, w, open(t, w, ViewRequest{At: "latest"})) == nil {
				t.Error("what was read cannot be looked at")
			}
			if there, _ := os.ReadFile(path); name != "replaced" && there != nil {
				t.Error("a new file was made in its place")
			}
			if err := back(); err != nil {
				t.Fatal(err)
			}
			if err := w.LabelReading(all[0], "back"); err != nil {
				t.Errorf("put back: %v", err)
			}
		})
	}
}

// A watched folder makes no new file either, and says why it waits.
func TestLost_TheWatchedFolderWaits(t *testing.T) {
	w, shell, path, folder := watchingWindow(t)
	if err := w.WatchFolder(folder); err != nil {
		t.Fatal(err)
	}
	if err := os.Rename(path, path+".moved"); err != nil {
		t.Fatal(err)
	}
	drop(t, folder, "licenses 2022-04-15.csv", watchedList)
	until(t, w, shell, "told", func(s State) bool { return codeIn(s.Watching.Trouble) == ledger.CodeLost })
	if !fileGone(path) {
		t.Error("a new file was made in its place")
	}
	if err := os.Rename(path+".moved", path); err != nil {
		t.Fatal(err)
	}
	until(t, w, shell, "imported once the file is back", imported(1))
}

// TestClosed_EveryMethodSaysSo asks for everything that needs an open ledger.
func TestClosed_EveryMethodSaysSo(t *testing.T) {
	w, _ := withSample(t)
	view := open(t, w, ViewRequest{At: "latest"})
	if err := w.CloseLedger(); err != nil {
		t.Fatal(err)
	}
	if _, err := w.ViewRows(view.ID, 0, 1); ledger.CodeOf(err) != ledger.CodeStale {
		t.Errorf("rows of a view of before: %v, want stale", err)
	}
	errs := map[string]error{}
	_, errs["readings"] = w.Snapshots()
	_, errs["view"] = w.OpenView(ViewRequest{Kind: ledger.ViewList, At: "latest"})
	_, errs["overview"] = w.Overview("latest")
	_, errs["runs"] = w.Runs()
	_, errs["person"] = w.Person("jane@contoso.com", "latest")
	_, errs["changes"] = w.OpenChanges("1", "2")
	_, errs["saved views"] = w.SavedViews()
	_, errs["find"] = w.Find("jane", "latest")
	_, errs["backups"] = w.Backups()
	_, errs["sync"] = w.StartSync()
	_, errs["export"] = w.StartExport(ExportRequest{Format: "csv", Layout: "list"})
	_, errs["check"] = w.StartCheck()
	_, errs["thin"] = w.StartThin(ThinRequest{})
	_, errs["share"] = w.StartShare(ShareRequest{})
	errs["label"] = w.LabelReading(1, "x")
	errs["delete"] = w.DeleteReading(1)
	errs["save view"] = w.SaveView(SavedView{Name: "x", Kind: ledger.ViewList})
	errs["tenant"] = w.ColourTenant("teal")
	errs["watch"] = w.WatchFolder(t.TempDir())
	for what, err := range errs {
		if ledger.CodeOf(err) != ledger.CodeNotFound || !strings.Contains(err.Error(), "Open one first") {
			t.Errorf("%s: %v, want not_found, and what to do", what, err)
		}
	}
}
