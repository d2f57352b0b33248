package app_test

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"licenseledger/app"
	"licenseledger/store/ledger"
)

// stepClock is a clock on which every wait does the next step at once. After the
// last step it ends the waiting.
type stepClock struct {
	steps []func()
	end   context.CancelFunc
}

func (c *stepClock) Now() time.Time { return time.Date(2026, 4, 1, 0, 0, 0, 0, time.UTC) }

func (c *stepClock) Sleep(ctx context.Context, _ time.Duration) error {
	if len(c.steps) == 0 {
		c.end()
		return ctx.Err()
	}
	step := c.steps[0]
	c.steps = c.steps[1:]
	step()
	return ctx.Err()
}

// watchedFolder is a folder that is watched by steps, and what was told.
type watchedFolder struct {
	t      *testing.T
	dir    string
	ledger string
	folder *app.Folder
	told   []string
	tick   int
}

func newWatched(t *testing.T, own ...string) *watchedFolder {
	w := &watchedFolder{t: t, dir: t.TempDir(), ledger: filepath.Join(t.TempDir(), "contoso.ledger")}
	w.folder = app.NewFolder(w.dir, w.ledger, app.ImportOptions{}, func(path string) bool {
		return filepath.Dir(path) == w.dir && slices.Contains(own, filepath.Base(path))
	})
	return w
}

func nothingHappens() {}

// run looks before the first step and after each.
func (w *watchedFolder) run(steps ...func()) []string {
	w.t.Helper()
	ctx, end := context.WithCancel(w.t.Context())
	defer end()
	w.told = nil
	err := app.WatchFolder(ctx, w.folder, app.Watching{Clock: &stepClock{steps, end},
		File: func(f app.FolderFile) { w.told = append(w.told, string(f.State)+" "+f.Name) },
		Trouble: func(err error) {
			w.told = append(w.told, "trouble "+string(ledger.CodeOf(err)))
			if err == nil {
				w.told[len(w.told)-1] = "over"
			}
		}})
	if err != nil {
		w.t.Fatal(err)
	}
	return w.told
}

// put writes a file, always with a time of its own.
func (w *watchedFolder) put(name, text string) {
	w.t.Helper()
	path := filepath.Join(w.dir, name)
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		w.t.Fatal(err)
	}
	w.tick++
	at := time.Date(2026, 4, 1, 0, 0, w.tick, 0, time.UTC)
	if err := os.Chtimes(path, at, at); err != nil {
		w.t.Fatal(err)
	}
}

func (w *watchedFolder) must(err error) {
	w.t.Helper()
	if err != nil {
		w.t.Fatal(err)
	}
}

// snapshots counts what was published.
func (w *watchedFolder) snapshots() int {
	w.t.Helper()
	l, err := app.Open(w.t.Context(), w.ledger, app.OpenOptions{ReadOnly: true})
	if ledger.CodeOf(err) == ledger.CodeNotFound {
		return 0
	}
	w.must(err)
	all, err := l.Snapshots(w.t.Context())
	w.must(err)
	w.must(l.Close())
	return len(all)
}

// listOf is a list of so many people.
func listOf(people int) string {
	var b strings.Builder
	b.WriteString("User Name,Email Address,Service,License,License Assigned Date,Is Trial,Expiration Date\n")
	for i := range people {
		fmt.Fprintf(&b, "Person %d,p%d@contoso.com,Power Apps for Office 365,Office 365 E3,2/28/2022 4:00:%02d AM,FALSE,\n", i, i, i%60)
	}
	return b.String()
}

func (w *watchedFolder) expect(got []string, want ...string) {
	w.t.Helper()
	if d := cmp.Diff(want, got); d != "" {
		w.t.Errorf("-want +told:\n%s", d)
	}
}

func TestWatch_ImportsWhatComesOnceItIsWhole(t *testing.T) {
	w := newWatched(t)
	w.expect(w.run(
		func() { w.put("licenses 2026-03-01.csv", "") }, // as Firefox begins a download
		func() { w.put("licenses 2026-03-01.csv", listOf(5)) },
		func() { w.put("licenses 2026-03-01.csv", listOf(60)) }, // it grew
		func() {
			if n := w.snapshots(); n != 0 {
				t.Errorf("%d readings of a file that was still growing", n)
			}
		},
		nothingHappens,
		nothingHappens,
	), "added licenses 2026-03-01.csv")
	if n := w.snapshots(); n != 1 {
		t.Errorf("%d readings, want 1", n)
	}
}

func TestWatch_WaitsForTheBrowser(t *testing.T) {
	w := newWatched(t)
	w.expect(w.run(
		func() {
			w.put("licenses 2026-03-01.csv.crdownload", listOf(5))
			w.put("licenses 2026-03-02.csv", listOf(5))
			w.put("licenses 2026-03-02.csv.part", listOf(6))
		},
		nothingHappens,
		nothingHappens,
		func() {
			w.must(os.Rename(filepath.Join(w.dir, "licenses 2026-03-01.csv.crdownload"), filepath.Join(w.dir, "licenses 2026-03-01.csv")))
		},
		nothingHappens,
		nothingHappens,
		func() {
			w.must(os.Rename(filepath.Join(w.dir, "licenses 2026-03-02.csv.part"), filepath.Join(w.dir, "licenses 2026-03-02.csv")))
		},
		nothingHappens,
		nothingHappens,
	), "added licenses 2026-03-01.csv", "added licenses 2026-03-02.csv")
}

// TestWatch_ASecondTimeAddsNothing: nor does a copy, nor that a file goes away.
func TestWatch_ASecondTimeAddsNothing(t *testing.T) {
	w := newWatched(t)
	w.put("licenses 2026-03-01.csv", listOf(5))
	w.expect(w.run(nothingHappens, nothingHappens), "added licenses 2026-03-01.csv")
	w.folder = app.NewFolder(w.dir, w.ledger, app.ImportOptions{}, nil) // the program was started again
	w.expect(w.run(
		nothingHappens,
		func() { w.put("licenses 2026-03-01 (1).csv", listOf(5)) },
		nothingHappens,
		nothingHappens,
		func() { w.must(os.Remove(filepath.Join(w.dir, "licenses 2026-03-01.csv"))) },
		nothingHappens,
	), "there licenses 2026-03-01.csv", "there licenses 2026-03-01 (1).csv")
	if n := w.snapshots(); n != 1 {
		t.Errorf("%d readings, want 1", n)
	}
}

// TestWatch_AsksOnceUntilTheFileChanges: a list that is much smaller than its
// neighbour asks; the others do not wait for it.
func TestWatch_AsksOnceUntilTheFileChanges(t *testing.T) {
	w := newWatched(t)
	w.put("licenses 2026-03-01.csv", listOf(100))
	w.expect(w.run(nothingHappens, nothingHappens), "added licenses 2026-03-01.csv")
	w.expect(w.run(
		func() {
			w.put("licenses 2026-03-02.csv", listOf(10))
			w.put("licenses 2026-03-03.csv", listOf(99))
		},
		nothingHappens,
		nothingHappens,
		func() {
			open := w.folder.Open()
			if len(open) != 1 || open[0].Name != "licenses 2026-03-02.csv" || !strings.Contains(open[0].Message, "whole list") {
				t.Errorf("open: %+v", open)
			}
		},
		nothingHappens,
		func() { w.put("licenses 2026-03-02.csv", listOf(98)) },
		nothingHappens,
		nothingHappens,
	), "asks licenses 2026-03-02.csv", "added licenses 2026-03-03.csv", "added licenses 2026-03-02.csv")
	if open := w.folder.Open(); len(open) != 0 {
		t.Errorf("still open: %+v", open)
	}
}

// TestWatch_AnAnswerElsewhereClosesTheQuestion imports the file by hand.
func TestWatch_AnAnswerElsewhereClosesTheQuestion(t *testing.T) {
	w := newWatched(t)
	w.put("licenses 2026-03-01.csv", listOf(100))
	w.run(nothingHappens, nothingHappens)
	w.put("licenses 2026-03-02.csv", listOf(10))
	w.expect(w.run(nothingHappens, nothingHappens), "asks licenses 2026-03-02.csv")
	o := app.ImportOptions{FileAnswers: app.FileAnswers{Extent: app.ExtentWhole}}
	if _, err := app.ImportInto(t.Context(), w.ledger, []string{filepath.Join(w.dir, "licenses 2026-03-02.csv")}, o, nil); err != nil {
		t.Fatal(err)
	}
	w.folder.Again()
	w.expect(w.run(nothingHappens), "there licenses 2026-03-02.csv")
	if open := w.folder.Open(); len(open) != 0 {
		t.Errorf("still open: %+v", open)
	}
}

// TestWatch_LeavesEverythingElseAlone: other files, links, folders, hidden
// files, and what the program wrote itself.
func TestWatch_LeavesEverythingElseAlone(t *testing.T) {
	w := newWatched(t, "Contoso User licenses 2026-03-01.csv")
	outside := filepath.Join(t.TempDir(), "outside.csv")
	w.must(os.WriteFile(outside, []byte(listOf(5)), 0o600))
	w.put("Contoso User licenses 2026-03-01.csv", listOf(5)) // in the list layout, by the window
	w.put("numbers.csv", "a,b\n1,2\n")
	w.put("photo.csv", "\x89PNG\r\n\x1a\n")
	w.put("notes.txt", listOf(5))
	w.put(".hidden.csv", listOf(5))
	w.put("~$licenses.csv", listOf(5))
	w.must(os.MkdirAll(filepath.Join(w.dir, "folder.csv"), 0o700))
	w.must(os.MkdirAll(filepath.Join(w.dir, "inside"), 0o700))
	w.put(filepath.Join("inside", "licenses.csv"), listOf(5))
	if err := os.Symlink(outside, filepath.Join(w.dir, "link.csv")); err != nil {
		t.Log("no links here:", err)
	}
	w.expect(w.run(nothingHappens, nothingHappens, nothingHappens), "no_list numbers.csv", "no_list photo.csv")
	if n := w.snapshots(); n != 0 {
		t.Errorf("%d readings, want none", n)
	}
}

// TestWatch_AsksAboutColumnsThatManyFilesHave: that somebody downloaded names,
// addresses and licenses says little.
func TestWatch_AsksAboutColumnsThatManyFilesHave(t *testing.T) {
	w := newWatched(t)
	w.put("seats of the drawing program.csv", "Name,Email,License\nJane Doe,jane@contoso.com,Viewer\n")
	w.put("active.csv", "User name,Email,App name,Last launch date,License used\nJane Doe,jane@contoso.com,Leave,3/28/2026 4:00:48 AM,Power Apps Premium\n")
	w.expect(w.run(nothingHappens, nothingHappens), "asks seats of the drawing program.csv", "added active.csv")
}

// TestWatch_AsksAboutAnotherTenantOnce and goes on with the rest.
func TestWatch_AsksAboutAnotherTenantOnce(t *testing.T) {
	w := newWatched(t)
	w.put("licenses 2026-03-01.csv", listOf(5))
	w.run(nothingHappens, nothingHappens)
	w.put("licenses 2026-03-02.csv", strings.ReplaceAll(listOf(5), "contoso.com", "fabrikam.com"))
	w.put("licenses 2026-03-03.csv", listOf(6))
	w.expect(w.run(nothingHappens, nothingHappens, nothingHappens), "asks licenses 2026-03-02.csv", "added licenses 2026-03-03.csv")
}

// TestWatch_FolderThatGoesAwayMayComeBack, as a share does.
func TestWatch_FolderThatGoesAwayMayComeBack(t *testing.T) {
	w := newWatched(t)
	away := w.dir + "-away"
	w.expect(w.run(
		func() { w.must(os.Rename(w.dir, away)) },
		nothingHappens,
		func() { w.must(os.Rename(away, w.dir)) },
		func() { w.put("licenses 2026-03-01.csv", listOf(5)) },
		nothingHappens,
		nothingHappens,
	), "trouble not_found", "over", "added licenses 2026-03-01.csv")
	nowhere := app.NewFolder(away, w.ledger, app.ImportOptions{}, nil)
	if err := app.WatchFolder(t.Context(), nowhere, app.Watching{}); ledger.CodeOf(err) != ledger.CodeNotFound {
		t.Errorf("a folder that was never there: %v", err)
	}
}

// TestWatch_UnreadableFileIsToldOnceAndTakenLater, as one that Excel has open.
func TestWatch_UnreadableFileIsToldOnceAndTakenLater(t *testing.T) {
	w := newWatched(t)
	w.put("licenses 2026-03-01.csv", listOf(5))
	path := filepath.Join(w.dir, "licenses 2026-03-01.csv")
	w.must(os.Chmod(path, 0))
	if file, err := os.Open(path); err == nil {
		file.Close()
		t.Skip("this person may read everything")
	}
	w.expect(w.run(nothingHappens, nothingHappens, nothingHappens, func() { w.must(os.Chmod(path, 0o600)) }, nothingHappens),
		"refused licenses 2026-03-01.csv", "added licenses 2026-03-01.csv")
}

// TestFolder_OnceTakesManyInAnyOrder and the ledger is the same.
func TestFolder_OnceTakesManyInAnyOrder(t *testing.T) {
	var dumps []string
	for _, order := range [][]int{{1, 2, 3, 4}, {4, 2, 1, 3}} {
		w := newWatched(t)
		for _, n := range order { // the oldest is taken first
			w.put(fmt.Sprintf("licenses 2026-03-0%d.csv", n), listOf(90+n))
		}
		var told []string
		w.must(w.folder.Once(t.Context(), func(f app.FolderFile) { told = append(told, string(f.State)+" "+f.Name) }, nil))
		if len(told) != 4 || !strings.HasSuffix(told[0], fmt.Sprintf("%d.csv", order[0])) {
			t.Fatalf("told %v", told)
		}
		l, err := app.Open(t.Context(), w.ledger, app.OpenOptions{})
		w.must(err)
		var text strings.Builder
		all, err := l.Snapshots(t.Context())
		w.must(err)
		for _, s := range all {
			fmt.Fprintln(&text, s.At, s.Rows, s.Began, s.Ended)
		}
		w.must(l.Close())
		dumps = append(dumps, text.String())
	}
	if len(slices.Compact(dumps)) != 1 {
		t.Errorf("the order matters:\n%s", cmp.Diff(dumps[0], dumps[1]))
	}
}
