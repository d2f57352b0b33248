package desktop

import (
	"context"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"licenseledger/app"
	"licenseledger/app/tenants"
	"licenseledger/store/ledger"
)

// JobTenant is a ledger in the sync of all.
type JobTenant struct {
	Path  string        `json:"path"`
	Name  string        `json:"name"`
	State tenants.State `json:"state"`
	Stage string        `json:"stage"` // code of the stage at work
	Done  int64         `json:"done"`  // rows of that
	Error *AppError     `json:"error"` // why it is not done; null when it is, and before that
}

// StartSyncAll syncs every ledger of the list that is connected, and gives the id
// of the job: partial when not everything of all was read. Codes: busy, not_found
// when none is on the list.
func (w *Window) StartSyncAll() (string, error) {
	return guard("sync all", func() (string, error) {
		all, err := w.tenantsToWorkOn()
		if err != nil {
			return "", err
		}
		return w.jobs.start(w.work, JobSyncAll, func(ctx context.Context, tell report) (*JobResult, error) {
			tell(func(job *Job) { job.Tenants, job.Total = w.waiting(all), int64(len(all)) })
			done := w.known().Sync(ctx, all, tenants.SyncOptions{Open: w.openTenant, Hear: hearing(tell)})
			out := &JobResult{Warnings: []Warning{}}
			for _, one := range done {
				out.Changes += int(one.Began() + one.Ended())
			}
			return out, outcomeOf(ctx, done)
		}, func() {
			w.awaitLook(afterJob)
			w.changed(append([]string{"tenants"}, sameLedger...)...)
		})
	})
}

func (w *Window) tenantsToWorkOn() ([]tenants.Known, error) {
	all, err := w.known().All()
	if err == nil && len(all) == 0 {
		err = ledger.Errorf(ledger.CodeNotFound, "find tenants", "No history file is on the list of tenants yet. Add one first.")
	}
	return all, err
}

func (w *Window) waiting(all []tenants.Known) []JobTenant {
	out := make([]JobTenant, len(all))
	for n, k := range all {
		t := w.tenantOf(k)
		out[n] = JobTenant{Path: k.Path, Name: t.Name, State: tenants.StateWaiting}
		if t.Name == "" {
			out[n].Name = k.Name()
		}
	}
	return out
}

// hearing tells what goes on as the state of the job. The list of tenants is
// another one after each change: the page may still read the one before.
func hearing(tell report) tenants.Hearing {
	change := func(n int, apply func(*JobTenant)) {
		tell(func(job *Job) {
			job.Tenants = slices.Clone(job.Tenants)
			apply(&job.Tenants[n])
			job.Done = 0
			for _, t := range job.Tenants {
				if t.State != tenants.StateWaiting && t.State != tenants.StateRunning {
					job.Done++
				}
			}
		})
	}
	return tenants.Hearing{
		Began: func(n int) { change(n, func(t *JobTenant) { t.State = tenants.StateRunning }) },
		Progress: func(n int, p app.Progress) {
			for _, stage := range p.Stages {
				if atWork(stage.State) {
					info, _ := ledger.AnySourceByName(stage.Source)
					change(n, func(t *JobTenant) { t.Stage, t.Done = info.Stage, stage.Rows })
					return
				}
			}
		},
		Ended: func(n int, s tenants.Synced) {
			change(n, func(t *JobTenant) {
				t.State, t.Stage, t.Done = s.State, "", 0
				if s.Err != nil {
					t.Error = appErrorOf(s.Err)
				}
			})
		},
	}
}

// outcomeOf is nil when everything of all that can be synced was read.
func outcomeOf(ctx context.Context, done []tenants.Synced) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	synced, whole := 0, 0
	for _, one := range done {
		if one.State == tenants.StateSkipped {
			continue
		}
		synced++
		if one.State == tenants.StateDone {
			whole++
		}
	}
	switch {
	case synced == 0:
		return ledger.Errorf(ledger.CodeInvalid, "sync all", "None of these tenants is connected, so there is nothing to sync. Open one and connect it, or import files.")
	case whole < synced:
		return ledger.Errorf(ledger.CodePartial, "sync all", "%d of %d tenants were synced; the list says what is the matter with the others.", whole, synced)
	}
	return nil
}

// StartExportTenants writes the workbook over all tenants into the folder that was
// used last, or where the person says, and gives the id of the job. Codes: busy,
// not_found when none is on the list, canceled when they changed their mind.
func (w *Window) StartExportTenants(language string, ask bool) (string, error) {
	return guard("export tenants", func() (string, error) {
		all, err := w.tenantsToWorkOn()
		if err != nil {
			return "", err
		}
		name := tenantsFileName(language, time.Now())
		path := ""
		if ask {
			if path, err = w.shell.PickSave(w.exportFolder(), name); err != nil {
				return "", err
			}
			if path == "" {
				return "", ledger.Errorf(ledger.CodeCanceled, "choose place", "Nothing was exported.")
			}
			if !strings.EqualFold(filepath.Ext(path), ".xlsx") {
				path += ".xlsx"
			}
		}
		return w.jobs.start(w.work, JobExport, func(ctx context.Context, tell report) (*JobResult, error) {
			missed := ""
			if !ask {
				if path, missed, err = w.placeNamed(name); err != nil {
					return nil, err
				}
			}
			done, err := w.known().Export(ctx, all, tenants.ExportOptions{Out: path, Fresh: !ask, Language: language, Open: w.openTenant, Progress: progressTo(tell)})
			if err != nil {
				return nil, err
			}
			w.remember(done.Path, ask)
			folder := filepath.Dir(done.Path)
			return &JobResult{Path: done.Path, FileName: filepath.Base(done.Path), Rows: len(done.Tenants), Folder: filepath.Base(folder),
				InDownloads: folder == w.places.downloads, Missed: missed, Warnings: []Warning{}}, nil
		}, func() { w.changed("ledger") })
	})
}

func tenantsFileName(language string, now time.Time) string {
	if language == "nl" {
		return "alle tenants " + now.Format(time.DateOnly) + ".xlsx"
	}
	return "all tenants " + now.Format(time.DateOnly) + ".xlsx"
}
