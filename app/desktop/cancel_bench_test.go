package desktop

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"testing"
	"time"

	"licenseledger/app"
	"licenseledger/store/ledger"
)

// cancelAt are the moments at which work is canceled, as shares of how long it
// takes.
var cancelAt = []float64{0.05, 0.2, 0.35, 0.5, 0.65, 0.8, 0.95}

// cancelTry is one piece of long work: start begins it and gives how to cancel
// it, and a channel that is closed when it has ended.
type cancelTry struct {
	name  string
	start func(b *testing.B) (cancel func(), ended <-chan struct{})
}

// BenchmarkCancel measures how long it takes from Cancel to the end of every
// kind of long work, on a tenant of LICENSELEDGER_USERS people. It writes a line
// for each kind into the file LICENSELEDGER_FIGURES, for build/bench_cancel.go.
func BenchmarkCancel(b *testing.B) {
	report := os.Getenv("LICENSELEDGER_FIGURES")
	users, _ := strconv.Atoi(os.Getenv("LICENSELEDGER_USERS"))
	if report == "" || users == 0 {
		b.Skip("run by go run ./build bench -run cancel")
	}
	file, err := os.Create(report)
	if err != nil {
		b.Fatal(err)
	}
	defer file.Close()
	c := newCancels(b, users)
	for range b.N {
		for _, try := range c.tries() {
			line, err := json.Marshal(map[string]any{"Key": try.name, "ms": c.measure(b, try)})
			if err != nil {
				b.Fatal(err)
			}
			fmt.Fprintln(file, string(line))
			b.Log(string(line))
		}
		b.StopTimer()
	}
}

// cancels is the tenant that work is canceled on.
type cancels struct {
	w      *Window
	shell  *recorder
	people []string
	list   string
	backup string
	folder string
	count  int
}

func newCancels(b *testing.B, users int) *cancels {
	b.Helper()
	w, shell := New(), &recorder{}
	c := &cancels{w: w, shell: shell, folder: b.TempDir()}
	w.shell, w.places = shell, places{data: c.folder, settings: filepath.Join(c.folder, "settings.json"), downloads: filepath.Join(c.folder, "Downloads")}
	b.Cleanup(func() { w.stopped(context.Background()) })
	sample, err := app.CreateSample(context.Background(), filepath.Join(c.folder, "s.ledger"), app.SampleOptions{Users: users, Days: 8, Seed: 7}, nil)
	if err != nil {
		b.Fatal(err)
	}
	if err := w.put(sample); err != nil {
		b.Fatal(err)
	}
	c.list = c.result(b, func() (string, error) {
		return w.StartExport(ExportRequest{View: ViewRequest{Kind: ledger.ViewList, At: "latest"}, Format: "csv", Layout: "list"})
	}).Path
	c.backup = c.result(b, w.StartBackup).Path
	view, err := w.OpenView(ViewRequest{Kind: ledger.ViewUsers, At: "latest"})
	if err != nil {
		b.Fatal(err)
	}
	page, err := w.ViewRows(view.ID, 0, 100)
	if err != nil {
		b.Fatal(err)
	}
	for _, row := range page.Rows {
		c.people = append(c.people, row.UserID)
	}
	return c
}

// result runs work to its end.
func (c *cancels) result(b *testing.B, start func() (string, error)) *JobResult {
	b.Helper()
	if _, err := start(); err != nil {
		b.Fatal(err)
	}
	c.w.jobs.wait()
	job := c.w.jobs.last()
	if job.State != JobDone {
		b.Fatalf("%s ended %s: %+v", job.Kind, job.State, job.Error)
	}
	return job.Result
}

// fresh names a file that is not there.
func (c *cancels) fresh(name string) string {
	c.count++
	return filepath.Join(c.folder, strconv.Itoa(c.count)+" "+name)
}

// job makes a try of a job of the window.
func (c *cancels) job(name string, start func() (string, error)) cancelTry {
	return cancelTry{name: name, start: func(b *testing.B) (func(), <-chan struct{}) { return begin(b, c.w, start) }}
}

func begin(b *testing.B, w *Window, start func() (string, error)) (func(), <-chan struct{}) {
	b.Helper()
	id, err := start()
	if err != nil {
		b.Fatal(err)
	}
	ended := make(chan struct{})
	go func() {
		w.jobs.wait()
		close(ended)
	}()
	return func() { _ = w.CancelJob(id) }, ended
}

// elsewhere makes a try in a window of its own, where nothing is open.
func (c *cancels) elsewhere(name string, start func(w *Window) (string, error)) cancelTry {
	return cancelTry{name: name, start: func(b *testing.B) (func(), <-chan struct{}) {
		w := c.another(b)
		return begin(b, w, func() (string, error) { return start(w) })
	}}
}

// another is a window of its own, where nothing is open.
func (c *cancels) another(b *testing.B) *Window {
	b.Helper()
	w, folder := New(), c.fresh("home")
	w.places = places{data: filepath.Join(folder, "data"), settings: filepath.Join(folder, "settings.json"), downloads: folder}
	b.Cleanup(func() { w.stopped(context.Background()) })
	return w
}

func (c *cancels) tries() []cancelTry {
	w := c.w
	export := func(format, layout string) func() (string, error) {
		return func() (string, error) {
			return w.StartExport(ExportRequest{View: ViewRequest{Kind: ledger.ViewList, At: "latest"}, Format: format, Layout: layout})
		}
	}
	forgetting := 0
	thin := c.job("thin", func() (string, error) { return w.StartThin(ThinRequest{AllDays: 1, Preview: true}) })
	return []cancelTry{
		c.elsewhere("import", func(w *Window) (string, error) { return w.StartImport(ImportRequest{Paths: []string{c.list}}) }),
		{name: "preview", start: func(b *testing.B) (func(), <-chan struct{}) {
			ended := make(chan struct{})
			go func() {
				_, _ = w.PreviewImport(ImportRequest{Paths: []string{c.list}})
				close(ended)
			}()
			return func() { _ = w.CancelPreview() }, ended
		}},
		{name: "changes", start: func(b *testing.B) (func(), <-chan struct{}) {
			w.clearShelves()
			ended := make(chan struct{})
			go func() {
				_, _ = w.OpenChanges("1", "latest")
				close(ended)
			}()
			return func() { _ = w.CancelChanges("1", "latest") }, ended
		}},
		c.job("compare", func() (string, error) { return w.StartCompare(CompareRequest{File: FileAnswers{Path: c.list}}) }),
		c.job("export .xlsx", export("xlsx", "full")),
		c.job("export CSV", export("csv", "full")),
		c.job("sync", w.StartSync),
		c.elsewhere("sample", func(w *Window) (string, error) {
			w.sample = app.SampleSize{People: 1000, Days: 20, Newest: 20}
			return w.StartSample()
		}),
		{name: "filling", start: func(b *testing.B) (func(), <-chan struct{}) {
			w := c.another(b)
			w.sample = app.SampleSize{People: 1000, Days: 20, Newest: 5}
			_, made := begin(b, w, w.StartSample)
			<-made
			ended := make(chan struct{})
			go func() {
				w.filling.wait()
				close(ended)
			}()
			return func() { _ = w.StopFilling() }, ended
		}},
		thin,
		c.job("compact", w.StartCompact),
		c.job("check", w.StartCheck),
		c.job("backup", w.StartBackup),
		c.job("restore", func() (string, error) { return w.StartRestore(c.backup) }),
		c.job("share", func() (string, error) {
			c.shell.save = c.fresh("copy.ledger")
			return w.StartShare(ShareRequest{WithoutNames: true, WithoutActivity: true, WithoutHistory: true})
		}),
		c.job("forget", func() (string, error) {
			forgetting++
			return w.StartForget(c.people[forgetting], false)
		}),
		{name: "delete", start: func(b *testing.B) (func(), <-chan struct{}) {
			for _, run := range runsOf(b, w) {
				if run.SnapshotID != 0 && !run.Newest {
					if err := w.DeleteReading(run.SnapshotID); err != nil {
						b.Fatal(err)
					}
					_ = w.FinishDeleting(run.SnapshotID)
					break
				}
			}
			ended := make(chan struct{})
			go func() {
				w.sweeping.wait()
				close(ended)
			}()
			return w.sweeping.halt, ended
		}},
	}
}

func runsOf(b *testing.B, w *Window) []Run {
	b.Helper()
	all, err := w.Runs()
	if err != nil {
		b.Fatal(err)
	}
	return all
}

// measure cancels work at every moment and gives how long each took to end, in
// ms; of work that had ended by then nothing.
func (c *cancels) measure(b *testing.B, try cancelTry) []float64 {
	b.Helper()
	_, ended := try.start(b)
	begun := time.Now() // what the work needs was made before
	<-ended
	whole := time.Since(begun)
	took := []float64{}
	for _, share := range cancelAt {
		cancel, ended := try.start(b)
		select {
		case <-ended:
			continue
		case <-time.After(time.Duration(share * float64(whole))):
		}
		canceled := time.Now()
		go cancel()
		<-ended
		took = append(took, float64(time.Since(canceled).Microseconds())/1000)
	}
	slices.Sort(took)
	b.Logf("%s takes %v, of %d tries %d were canceled", try.name, whole.Round(time.Millisecond), len(cancelAt), len(took))
	return took
}
