package desktop

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"licenseledger/app"
	"licenseledger/store/ledger"
)

// pokedShell lets a test wait for the next thing that the page is told.
type pokedShell struct {
	quietShell
	told chan struct{}
}

func (s pokedShell) Emit(string, any) {
	select {
	case s.told <- struct{}{}:
	default:
	}
}

const watchedList = "User Name,Email Address,Service,License,License Assigned Date,Is Trial,Expiration Date\n" +
	"Jane Doe,jane@contoso.com,Power Apps for Office 365,Office 365 E3,2/28/2022 4:00:48 AM,FALSE,\n"

// watchingWindow gives a window on a ledger of its own and a folder.
func watchingWindow(t *testing.T) (w *Window, shell pokedShell, path, folder string) {
	t.Helper()
	w, _ = newWindow(t)
	shell = pokedShell{told: make(chan struct{}, 1)}
	w.shell, w.every = shell, time.Millisecond
	folder, path = t.TempDir(), filepath.Join(t.TempDir(), "contoso.ledger")
	made, err := app.Create(t.Context(), path, app.OpenOptions{})
	if err != nil {
		t.Fatal(err)
	}
	if err := w.put(made); err != nil {
		t.Fatal(err)
	}
	return w, shell, path, folder
}

// until waits until the state is as wanted.
func until(t *testing.T, w *Window, shell pokedShell, what string, wanted func(State) bool) State {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
	defer cancel()
	for {
		state, err := w.State()
		if err != nil {
			t.Fatal(err)
		}
		if wanted(state) {
			return state
		}
		select {
		case <-shell.told:
		case <-ctx.Done():
			t.Fatalf("never %s: %+v", what, state.Watching)
		}
	}
}

func drop(t *testing.T, folder, name, text string) {
	t.Helper()
	if err := os.WriteFile(filepath.Join(folder, name), []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
}

func imported(n int) func(State) bool {
	return func(s State) bool {
		return s.Job != nil && s.Job.Kind == JobImport && s.Job.State == JobDone && s.Job.Result.Rows == n
	}
}

func TestWatch_ImportsByJobsAndSurvivesARestart(t *testing.T) {
	w, shell, path, folder := watchingWindow(t)
	drop(t, folder, "licenses 2022-04-15.csv", watchedList)
	if err := w.WatchFolder(folder); err != nil {
		t.Fatal(err)
	}
	until(t, w, shell, "imported", imported(1))
	stranger := strings.SplitAfter(strings.ReplaceAll(watchedList, "contoso", "fabrikam"), "\n")
	for i := range 5 {
		stranger = append(stranger, strings.ReplaceAll(stranger[1], "ane", fmt.Sprint("ane", i)))
	}
	drop(t, folder, "stranger 2022-05-15.csv", strings.Join(stranger, ""))
	state := until(t, w, shell, "asked about", func(s State) bool { return len(s.Watching.Files) == 1 })
	if f := state.Watching.Files[0]; f.State != app.FolderAsks || !strings.Contains(f.Message, "another tenant") || state.Watching.Folder != folder {
		t.Errorf("%+v", state.Watching)
	}
	w.stopped(context.Background())

	again, _ := newWindow(t)
	again.shell, again.every, again.places = shell, time.Millisecond, w.places
	again.settings = readSettings(w.places.settings)
	again.openAtStart(path)
	drop(t, folder, "licenses 2022-06-15.csv", watchedList+strings.ReplaceAll(strings.SplitAfter(watchedList, "\n")[1], "ane", "ohn"))
	until(t, again, shell, "imported", imported(2))
	if err := again.StopWatching(); err != nil {
		t.Fatal(err)
	}
	until(t, again, shell, "stopped", func(s State) bool { return s.Watching == nil })
	if kept := readSettings(w.places.settings); len(kept.Watched) != 0 {
		t.Errorf("kept: %v", kept.Watched)
	}
}

func TestWatch_AFolderThatIsNotThere(t *testing.T) {
	w, _, _, folder := watchingWindow(t)
	if err := w.WatchFolder(filepath.Join(folder, "nowhere")); ledger.CodeOf(err) != ledger.CodeNotFound {
		t.Errorf("watch a folder that is not there: %v", err)
	}
	if w.watching() != nil {
		t.Error("it is watched")
	}
	if err := w.CloseLedger(); err != nil {
		t.Fatal(err)
	}
	if err := w.WatchFolder(folder); ledger.CodeOf(err) != ledger.CodeNotFound {
		t.Errorf("watch a folder without a ledger: %v", err)
	}
}

// TestWatch_LeavesExportsAlone: the window puts them where downloads come.
func TestWatch_LeavesExportsAlone(t *testing.T) {
	w, shell, _, folder := watchingWindow(t)
	w.remember(filepath.Join(folder, "Contoso user licenses.csv"), false)
	drop(t, folder, "Contoso user licenses.csv", watchedList)
	drop(t, folder, "licenses 2022-04-15.csv", watchedList+strings.ReplaceAll(strings.SplitAfter(watchedList, "\n")[1], "ane", "ohn"))
	if err := w.WatchFolder(folder); err != nil {
		t.Fatal(err)
	}
	until(t, w, shell, "imported", imported(2))
	all, err := w.Snapshots()
	if err != nil || len(all) != 1 {
		t.Errorf("%d readings (%v), want one", len(all), err)
	}
}
