package desktop

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"time"

	"licenseledger/app"
	"licenseledger/store/ledger"
	"licenseledger/sync/engine"
)

// The sample tenant of the Welcome page.
const (
	sampleUsers = 500
	sampleDays  = 60
	sampleSeed  = 1
)

// StartSync reads the tenant and gives the id of the job. Codes: not_found
// when nothing is open, busy.
func (w *Window) StartSync() (string, error) {
	return guard("start sync", func() (string, error) {
		opened, err := w.current()
		if err != nil {
			return "", err
		}
		return w.startReading(opened.Sync)
	})
}

// startReading reads the tenant as a job, and fixes when to look again.
func (w *Window) startReading(read func(context.Context, app.SyncOptions, app.ProgressFunc) (app.SyncResult, error)) (string, error) {
	return w.jobs.start(w.work, JobSync, func(ctx context.Context, tell report) (*JobResult, error) {
		result, err := read(ctx, app.SyncOptions{}, progressTo(tell))
		out := &JobResult{Changes: int(result.Changes()), SnapshotID: result.SnapshotID, Warnings: warningsOf(result.Warnings)}
		if err == nil {
			err = result.Outcome()
		}
		return out, err
	}, func() {
		w.awaitLook(afterJob)
		w.changed(sameLedger...)
	})
}

// StartSample opens the sample tenant, and makes it first when it is not
// there. Code busy.
func (w *Window) StartSample() (string, error) {
	return guard("start sample", func() (string, error) {
		path := filepath.Join(w.places.data, "sample.ledger")
		return w.jobs.start(w.work, JobSample, func(ctx context.Context, tell report) (*JobResult, error) {
			sample, err := openOrMakeSample(ctx, path, tell)
			if err != nil {
				return nil, err
			}
			return &JobResult{Warnings: []Warning{}}, w.put(sample)
		}, func() { w.changed(anotherLedger...) })
	})
}

func openOrMakeSample(ctx context.Context, path string, tell report) (*app.Ledger, error) {
	there, err := app.Open(ctx, path, app.OpenOptions{})
	if ledger.CodeOf(err) != ledger.CodeNotFound {
		return there, err
	}
	if err := ensureFolder(filepath.Dir(path)); err != nil {
		return nil, err
	}
	today := time.Now().UTC().Truncate(24 * time.Hour).Add(6*time.Hour + 30*time.Minute)
	return app.CreateSample(ctx, path, app.SampleOptions{
		Users: sampleUsers, Days: sampleDays, Seed: sampleSeed, Start: today.AddDate(0, 0, -sampleDays),
	}, progressTo(tell))
}

// PickImportFiles asks for files to read; none when the person changed their
// mind.
func (w *Window) PickImportFiles() ([]string, error) {
	return guard("choose files", func() ([]string, error) {
		paths, err := w.shell.PickFiles()
		return append([]string{}, paths...), err
	})
}

// StartImport reads downloaded files into the open ledger, or into a new one
// when none is open. Codes: busy, read_only; the job's own failure says what
// is wrong with a file.
func (w *Window) StartImport(r ImportRequest) (string, error) {
	return guard("start import", func() (string, error) {
		if len(r.Paths) == 0 {
			return "", ledger.Errorf(ledger.CodeInvalid, "start import", "No file was chosen.")
		}
		into, fresh := w.importTarget()
		if fresh {
			if err := ensureFolder(filepath.Dir(into)); err != nil {
				return "", err
			}
		}
		told := sameLedger
		if fresh {
			told = anotherLedger
		}
		options := app.ImportOptions{TakenAt: r.TakenAt, Extent: app.Extent(r.Part)}
		return w.jobs.start(w.work, JobImport, func(ctx context.Context, tell report) (*JobResult, error) {
			result, err := app.ImportInto(ctx, into, r.Paths, options, progressTo(tell))
			if err == nil && fresh {
				err = w.openFresh(ctx, into)
			}
			return importResultOf(result), err
		}, func() { w.changed(told...) })
	})
}

// importTarget says which ledger to import into, and whether it has to be
// opened afterwards.
func (w *Window) importTarget() (path string, fresh bool) {
	if opened, err := w.current(); err == nil {
		return opened.Path(), false
	}
	return filepath.Join(w.places.data, "tenant.ledger"), true
}

func (w *Window) openFresh(ctx context.Context, path string) error {
	opened, err := app.Open(ctx, path, app.OpenOptions{})
	if err != nil {
		return err
	}
	return w.put(opened)
}

func importResultOf(r app.ImportResult) *JobResult {
	out := &JobResult{Warnings: []Warning{}}
	for _, file := range r.Files {
		out.Rows += int(file.Rows)
		out.Rejected += len(file.Rejected)
		out.Changes += int(file.Began + file.Ended)
		out.Warnings = append(out.Warnings, warningsOf(file.Warnings)...)
		if file.SnapshotID != 0 {
			out.SnapshotID = file.SnapshotID
		}
	}
	return out
}

// CancelJob stops a job that runs; it is no failure when it has ended.
func (w *Window) CancelJob(id string) error {
	return do("cancel", func() error {
		w.jobs.stop(id)
		return nil
	})
}

// progressTo tells the progress of package app as the state of a job.
func progressTo(tell report) app.ProgressFunc {
	return func(p app.Progress) {
		tell(func(job *Job) {
			if p.Stages != nil && p.Step == app.StepSync {
				tellStages(job, p.Stages)
				return
			}
			job.Done, job.Total, job.Stage = p.Done, p.Total, stageOfStep(p.Step)
		})
	}
}

func stageOfStep(step app.Step) string {
	switch step {
	case app.StepImport, app.StepCompare:
		return "read"
	case app.StepExport:
		return "write"
	default:
		return string(step)
	}
}

// tellStages says the stages of a sync, and as the job's own state the one at
// work.
func tellStages(job *Job, stages []engine.StageProgress) {
	job.Stages = job.Stages[:0]
	job.Stage, job.Source, job.Waiting, job.WaitEnds, job.Done, job.Rate = "publish", "", "", "", 0, 0
	working := false
	for _, stage := range stages {
		info, _ := ledger.SourceByName(stage.Source)
		job.Stages = append(job.Stages, JobStage{Code: info.Stage, State: string(stage.State), Done: stage.Rows})
		if working || !atWork(stage.State) {
			continue
		}
		working = true
		job.Stage, job.Source, job.Done, job.Rate = info.Stage, stage.Source, stage.Rows, stage.RowsPerSec
		job.Waiting, job.WaitEnds = stage.WaitReason, stage.WaitUntil
	}
}

func atWork(state engine.StageState) bool {
	switch state {
	case engine.StageReading, engine.StagePausing, engine.StageChecking, engine.StageSaving, engine.StagePending:
		return true
	default:
		return false
	}
}

// fileGone tells whether a path leads nowhere any more.
func fileGone(path string) bool {
	_, err := os.Stat(path)
	return errors.Is(err, os.ErrNotExist)
}
