package desktop

import (
	"context"
	"encoding/csv"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"testing"

	"licenseledger/app"
	"licenseledger/store/ledger"
)

// recorder is a system that answers as told and remembers what it was asked.
type recorder struct {
	quietShell
	mu     sync.Mutex
	events []string
	opened []string
	shown  string
	raised int
	save   string
	folder string

	browsed []string
	one     string
}

func (r *recorder) Raise() { r.raised++ }

func (r *recorder) Show(path string) error {
	r.shown = path
	return nil
}

func (r *recorder) Emit(event string, _ any) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.events = append(r.events, event)
}

func (r *recorder) Open(path string) error {
	r.opened = append(r.opened, path)
	return nil
}

func (r *recorder) Browse(address string) error {
	r.browsed = append(r.browsed, address)
	return nil
}

func (r *recorder) PickOne(string, string) (string, error) { return r.one, nil }

func (r *recorder) PickFolder() (string, error) { return r.folder, nil }

func (r *recorder) PickSave(string, string) (string, error) { return r.save, nil }

func newWindow(t testing.TB) (*Window, *recorder) {
	t.Helper()
	home := t.TempDir()
	w, shell := New(), &recorder{}
	w.shell = shell
	w.places = places{
		data:      filepath.Join(home, "data"),
		settings:  filepath.Join(home, "config", "settings.json"),
		pictures:  filepath.Join(home, "cache", "pictures"),
		downloads: filepath.Join(home, "Downloads"),
	}
	t.Cleanup(func() { w.stopped(context.Background()) })
	return w, shell
}

func open(t *testing.T, w *Window, r ViewRequest) View {
	t.Helper()
	if r.Kind == "" {
		r.Kind = ledger.ViewList
	}
	view, err := w.OpenView(r)
	if err != nil {
		t.Fatal(err)
	}
	return view
}

func rows(t *testing.T, w *Window, view View) []Row {
	t.Helper()
	page, err := w.ViewRows(view.ID, 0, 1000)
	if err != nil {
		t.Fatal(err)
	}
	return page.Rows
}

func TestWindow_NothingIsOpen(t *testing.T) {
	w, _ := newWindow(t)
	state, err := w.State()
	if err != nil || state.Ledger != nil {
		t.Errorf("state %+v, err %v", state, err)
	}
	if _, err := w.Snapshots(); ledger.CodeOf(err) != ledger.CodeNotFound {
		t.Errorf("readings without a ledger: %v", err)
	}
}

func TestWindow_CountsAgreeWithItsRows(t *testing.T) {
	w, _ := withSample(t)
	for _, kind := range ledger.ViewKinds() {
		t.Run(string(kind), func(t *testing.T) {
			view := open(t, w, ViewRequest{Kind: kind, At: "latest"})
			all := rows(t, w, view)
			people, unknown := map[string]bool{}, 0
			for _, row := range all {
				if row.UserID != "" {
					people[row.UserID] = true
				}
				if row.UserName == ledger.UnknownWord {
					unknown++
				}
			}
			c := view.Counts
			if c.Rows != len(all) || c.Unfiltered != len(all) {
				t.Errorf("counts %+v for %d rows", c, len(all))
			}
			if c.Unknown.Left+c.Unknown.Unresolved+c.Unknown.Nameless != c.Unknown.Total {
				t.Errorf("the parts of Unknown do not add up: %+v", c.Unknown)
			}
			if c.People < len(people) {
				t.Errorf("%d people counted, %d seen", c.People, len(people))
			}
		})
	}
}

func TestWindow_FiltersGiveWhatTheirValuesPromise(t *testing.T) {
	w, _ := withSample(t)
	whole := open(t, w, ViewRequest{At: "latest"})
	values, err := w.ViewValues(whole.ID, "license", "", 100)
	if err != nil {
		t.Fatal(err)
	}
	if len(values.Values) < 2 || values.More {
		t.Fatalf("the sample should have several licenses: %+v", values)
	}
	first := values.Values[0]
	for op, want := range map[FilterOp]int{FilterIs: first.Count, FilterIsNot: whole.Counts.Rows - first.Count} {
		view := open(t, w, ViewRequest{At: "latest", Filters: []Filter{{Column: "license", Op: op, Values: []string{first.Value}}}})
		if view.Counts.Rows != want || view.Counts.Unfiltered != whole.Counts.Rows {
			t.Errorf("license %s %q: %+v, want %d rows", op, first.Value, view.Counts, want)
		}
	}
	empty := open(t, w, ViewRequest{At: "latest", Filters: []Filter{{Column: "expiration_date", Op: FilterEmpty}}})
	filled := open(t, w, ViewRequest{At: "latest", Filters: []Filter{{Column: "expiration_date", Op: FilterNotEmpty}}})
	if empty.Counts.Rows+filled.Counts.Rows != whole.Counts.Rows {
		t.Errorf("%d without and %d with an expiration date are not %d", empty.Counts.Rows, filled.Counts.Rows, whole.Counts.Rows)
	}
	before := open(t, w, ViewRequest{At: "latest", Filters: []Filter{{Column: "assigned_date", Op: FilterBefore, Values: []string{"2026-01-01"}}}})
	from := open(t, w, ViewRequest{At: "latest", Filters: []Filter{{Column: "assigned_date", Op: FilterFrom, Values: []string{"2026-01-01"}}}})
	if before.Counts.Rows == 0 || before.Counts.Rows+from.Counts.Rows != whole.Counts.Rows {
		t.Errorf("%d before and %d from a date are not %d", before.Counts.Rows, from.Counts.Rows, whole.Counts.Rows)
	}
	if _, err := w.OpenView(ViewRequest{Kind: ledger.ViewList, Filters: []Filter{{Column: "license", Op: "like"}}}); ledger.CodeOf(err) != ledger.CodeUsage {
		t.Errorf("a condition that does not exist: %v", err)
	}
}

func TestWindow_ADayBeforeTheFirstReadingIsNoFailure(t *testing.T) {
	w, _ := withSample(t)
	view := open(t, w, ViewRequest{At: "1999-12-31"})
	if view.Snapshot != nil || view.Basis != ledger.BasisNone || view.Counts.Rows != 0 {
		t.Errorf("view %+v", view)
	}
}

func TestWindow_ASyncMakesOpenViewsStale(t *testing.T) {
	w, shell := withSample(t)
	view := open(t, w, ViewRequest{At: "latest"})
	before, err := w.Snapshots()
	if err != nil {
		t.Fatal(err)
	}
	if _, err := w.StartSync(); err != nil {
		t.Fatal(err)
	}
	w.jobs.wait()
	if job := w.jobs.last(); job.State != JobDone || job.Result.SnapshotID == 0 {
		t.Fatalf("sync ended %+v", job)
	}
	if _, err := w.ViewRows(view.ID, 0, 10); ledger.CodeOf(err) != ledger.CodeStale {
		t.Errorf("rows of a view before the sync: %v, want stale", err)
	}
	after, err := w.Snapshots()
	if err != nil {
		t.Fatal(err)
	}
	if len(after) != len(before)+1 {
		t.Errorf("%d readings after %d", len(after), len(before))
	}
	shell.mu.Lock()
	defer shell.mu.Unlock()
	if !strings.Contains(strings.Join(shell.events, " "), eventDataChanged) {
		t.Errorf("the window was not told: %v", shell.events)
	}
}

func TestWindow_ExportsWhatItShowsAndReplacesNothing(t *testing.T) {
	w, shell := withSample(t)
	view := open(t, w, ViewRequest{At: "latest", Search: "office"})
	request := ExportRequest{
		View: ViewRequest{Kind: ledger.ViewList, At: "latest", Search: "office"}, Format: "csv", Layout: "list", Language: "en",
	}
	var paths []string
	for range 2 {
		if _, err := w.StartExport(request); err != nil {
			t.Fatal(err)
		}
		w.jobs.wait()
		job := w.jobs.last()
		if job.State != JobDone || job.Result.Rows != view.Counts.Rows || !job.Result.InDownloads {
			t.Fatalf("export ended %+v %+v %+v", job, job.Result, job.Error)
		}
		paths = append(paths, job.Result.Path)
	}
	if paths[0] == paths[1] {
		t.Errorf("the second export replaced the first: %s", paths[0])
	}
	content, err := os.ReadFile(paths[0])
	if err != nil {
		t.Fatal(err)
	}
	lines, err := csv.NewReader(strings.NewReader(strings.TrimPrefix(string(content), "\ufeff"))).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	if len(lines) != view.Counts.Rows+1 {
		t.Errorf("%d lines for %d rows", len(lines), view.Counts.Rows)
	}
	if err := w.OpenExport(paths[1]); err != nil || len(shell.opened) != 1 {
		t.Errorf("open: %v, opened %v", err, shell.opened)
	}
	if err := w.OpenExport("/bin/sh"); ledger.CodeOf(err) != ledger.CodeInvalid || len(shell.opened) != 1 {
		t.Errorf("a file that is not ours: %v, opened %v", err, shell.opened)
	}
}

func TestWindow_ExportWithoutAPlaceIsCancelled(t *testing.T) {
	w, _ := withSample(t)
	_, err := w.StartExport(ExportRequest{View: ViewRequest{Kind: ledger.ViewList, At: "latest"}, Format: "xlsx", Layout: "list", Ask: true})
	if ledger.CodeOf(err) != ledger.CodeCanceled {
		t.Errorf("err = %v, want canceled", err)
	}
}

func TestWindow_OnlySamplesAreRemoved(t *testing.T) {
	w, _ := newWindow(t)
	path := filepath.Join(t.TempDir(), "mine.ledger")
	mine, err := app.Create(t.Context(), path, app.OpenOptions{})
	if err != nil {
		t.Fatal(err)
	}
	if err := w.put(mine); err != nil {
		t.Fatal(err)
	}
	if err := w.RemoveSample(); ledger.CodeOf(err) != ledger.CodeInvalid {
		t.Errorf("err = %v, want invalid", err)
	}
	if _, err := os.Stat(path); err != nil {
		t.Errorf("the ledger is gone: %v", err)
	}
}

func TestWindow_AFileThatCannotBeOpenedAtTheStartIsTold(t *testing.T) {
	w, _ := newWindow(t)
	path := filepath.Join(t.TempDir(), "notes.ledger")
	if err := os.WriteFile(path, []byte("not a database"), 0o600); err != nil {
		t.Fatal(err)
	}
	w.openAtStart(path)
	state, err := w.State()
	if err != nil {
		t.Fatal(err)
	}
	if state.Ledger != nil || codeIn(state.Startup) != ledger.CodeNotALedger || state.Startup.Message == "" {
		t.Errorf("state %+v, startup %+v", state, state.Startup)
	}
}

func TestWindow_ViewsAreKeptToANumber(t *testing.T) {
	w, _ := withSample(t)
	first := open(t, w, ViewRequest{At: "latest"})
	for i := range openViews {
		open(t, w, ViewRequest{At: "latest", Search: strconv.Itoa(i)})
	}
	if _, err := w.ViewRows(first.ID, 0, 1); ledger.CodeOf(err) != ledger.CodeStale {
		t.Errorf("the oldest view: %v, want stale", err)
	}
}
