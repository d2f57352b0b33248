package desktop

import (
	"cmp"
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"licenseledger/app"
	"licenseledger/store/ledger"
)

// Upkeep says what work on the file itself came to. What does not belong to the
// kind of the job is empty.
type Upkeep struct {
	Before   int64    `json:"before"`   // bytes, of compacting
	After    int64    `json:"after"`    // bytes, of compacting
	Readings int64    `json:"readings"` // that can no longer be opened
	Kept     int      `json:"kept"`     // readings that stay
	Bytes    int64    `json:"bytes"`    // about as much room is free in the file then
	Preview  bool     `json:"preview"`  // nothing was changed: this is what would be
	KeptAs   string   `json:"keptAs"`   // of a restore: the file that has what there was before
	Findings []string `json:"findings"` // of a check, in English; none means sound
	People   int      `json:"people"`   // who were forgotten, of keeping less
	Backups  int      `json:"backups"`  // copies beside the file that still name them
}

// Backup is a copy of the open ledger that lies beside it.
type Backup struct {
	Path  string `json:"path"`
	Name  string `json:"name"`
	At    string `json:"at"` // RFC 3339, when it was written
	Bytes int64  `json:"bytes"`
}

// upkeep does work on the open ledger as a job.
func (w *Window) upkeep(kind JobKind, work func(context.Context, *app.Ledger) (*JobResult, error)) (string, error) {
	return guard(string(kind), func() (string, error) {
		opened, err := w.current()
		if err != nil {
			return "", err
		}
		return w.jobs.start(w.work, kind, func(ctx context.Context, _ report) (*JobResult, error) {
			var result *JobResult
			err := w.patiently(ctx, func() (err error) {
				result, err = work(ctx, opened)
				return err
			})
			if result != nil {
				result.Warnings = []Warning{}
			}
			return result, err
		}, func() { w.changed(sameLedger...) })
	})
}

// StartBackup copies the open ledger beside it, under a name with the day, and
// gives the id of the job. Codes: not_found when nothing is open, busy; the
// job's own: read_only, disk_full.
func (w *Window) StartBackup() (string, error) {
	return w.upkeep(JobBackup, func(ctx context.Context, l *app.Ledger) (*JobResult, error) {
		folder, base := filepath.Split(l.Path())
		path := freeBackup(folder + base + "." + time.Now().Format(time.DateOnly))
		if err := l.Backup(ctx, path); err != nil {
			return nil, err
		}
		w.remember(path, false)
		return &JobResult{Path: path, FileName: filepath.Base(path)}, nil
	})
}

// freeBackup names a backup by what it begins with; a number makes it one that
// is not there yet.
func freeBackup(stem string) string {
	for n := 1; ; n++ {
		path := stem + ".backup"
		if n > 1 {
			path = fmt.Sprintf("%s (%d).backup", stem, n)
		}
		if _, err := os.Lstat(path); err != nil {
			return path
		}
	}
}

// Backups lists the copies of the open ledger that lie beside it, the newest
// first.
func (w *Window) Backups() ([]Backup, error) {
	return guard("list backups", func() ([]Backup, error) {
		opened, err := w.current()
		if err != nil {
			return nil, err
		}
		folder, base := filepath.Split(opened.Path())
		entries, err := os.ReadDir(folder)
		out := []Backup{}
		if err != nil {
			return out, nil // a folder that can be passed and not listed
		}
		for _, entry := range entries {
			info, err := entry.Info()
			if err != nil || !info.Mode().IsRegular() || !strings.HasPrefix(entry.Name(), base+".") || !strings.HasSuffix(entry.Name(), ".backup") {
				continue
			}
			out = append(out, Backup{Path: filepath.Join(folder, entry.Name()), Name: entry.Name(),
				At: info.ModTime().UTC().Format(time.RFC3339), Bytes: info.Size()})
		}
		slices.SortFunc(out, func(a, b Backup) int { return cmp.Compare(b.At, a.At) })
		return out, nil
	})
}

// PickBackup asks for a backup; "" when the person changed their mind.
func (w *Window) PickBackup() (string, error) { return guard("choose backup", w.shell.PickBackup) }

// StartRestore puts what a backup has in the place of what the open ledger has,
// keeps that beside it, and gives the id of the job. Codes as StartBackup; the
// job's own: those of app.Ledger.Restore.
func (w *Window) StartRestore(backup string) (string, error) {
	return w.upkeep(JobRestore, func(ctx context.Context, l *app.Ledger) (*JobResult, error) {
		kept, err := l.Restore(ctx, backup)
		if err != nil {
			return nil, err
		}
		w.remember(kept, false)
		return &JobResult{Path: kept, FileName: filepath.Base(backup), Upkeep: &Upkeep{KeptAs: filepath.Base(kept)}}, nil
	})
}

// ShareRequest says what a copy to give away leaves out.
type ShareRequest struct {
	WithoutNames    bool `json:"withoutNames"`
	WithoutActivity bool `json:"withoutActivity"`
	WithoutHistory  bool `json:"withoutHistory"`
	WithoutPrices   bool `json:"withoutPrices"`
}

// StartShare asks where to and writes a copy to give away. Codes as StartBackup,
// and canceled when the person changed their mind.
func (w *Window) StartShare(r ShareRequest) (string, error) {
	return guard("share", func() (string, error) {
		opened, err := w.current()
		if err != nil {
			return "", err
		}
		if w.jobs.busy() {
			return "", busyError()
		}
		base := filepath.Base(opened.Path())
		stem := strings.TrimSuffix(base, filepath.Ext(base))
		path, err := w.shell.PickSave(w.places.downloads, stem+" copy "+time.Now().Format(time.DateOnly)+".ledger")
		if err == nil && path == "" {
			err = ledger.Errorf(ledger.CodeCanceled, "choose place", "Nothing was written.")
		}
		if err != nil {
			return "", err
		}
		return w.upkeep(JobShare, func(ctx context.Context, l *app.Ledger) (*JobResult, error) {
			if err := l.Share(ctx, path, ledger.Without{Names: r.WithoutNames, Activity: r.WithoutActivity, History: r.WithoutHistory, Prices: r.WithoutPrices}); err != nil {
				return nil, err
			}
			w.remember(path, false)
			return &JobResult{Path: path, FileName: filepath.Base(path)}, nil
		})
	})
}

// ThinRequest says which readings are kept.
type ThinRequest struct {
	AllDays    int  `json:"allDays"`    // every reading of so many days
	WeeklyDays int  `json:"weeklyDays"` // the last of each week of so many days; of older ones, the last of each month
	Preview    bool `json:"preview"`    // say what would go and change nothing
}

// StartThin keeps fewer of the old readings. Codes as StartBackup; the job's
// own: those of app.Ledger.Thin.
func (w *Window) StartThin(r ThinRequest) (string, error) {
	return w.upkeep(JobThin, func(ctx context.Context, l *app.Ledger) (*JobResult, error) {
		done, err := l.Thin(ctx, app.ThinOptions{Rule: ledger.Retention{AllDays: r.AllDays, WeeklyDays: r.WeeklyDays}, Preview: r.Preview})
		if err != nil {
			return nil, err
		}
		return &JobResult{Upkeep: &Upkeep{Readings: done.Snapshots, Kept: len(done.Kept), Bytes: done.Bytes, Preview: r.Preview}}, nil
	})
}

// StartCompact writes the file of the open ledger anew, as small as it can be.
// Codes as StartBackup; the job's own: those of app.Ledger.Compact.
func (w *Window) StartCompact() (string, error) {
	return w.upkeep(JobCompact, func(ctx context.Context, l *app.Ledger) (*JobResult, error) {
		before, after, err := l.Compact(ctx)
		if err != nil {
			return nil, err
		}
		return &JobResult{Upkeep: &Upkeep{Before: before, After: after}}, nil
	})
}

// StartCheck verifies that the open ledger is sound. Codes as StartBackup.
func (w *Window) StartCheck() (string, error) {
	return w.upkeep(JobCheck, func(ctx context.Context, l *app.Ledger) (*JobResult, error) {
		findings, err := l.Check(ctx)
		if err != nil {
			return nil, err
		}
		out := &Upkeep{Findings: []string{}}
		for _, f := range findings {
			out.Findings = append(out.Findings, f.Check+": "+f.Text)
		}
		return &JobResult{Upkeep: out}, nil
	})
}
