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

// StartSync reads the tenant and gives the id of the job. Codes: not_found
// when nothing is open, busy.
func (w *Window) StartSync() (string, error) {
	return guard("start sync", func() (string, error) {
		opened, err := w.current()
		if err != nil {
			return "", err
		}
		return w.startReading(opened, opened.Sync)
	})
}

// reading is what a job of startReading does.
type reading func(context.Context, app.SyncOptions, app.ProgressFunc) (app.SyncResult, error)

// startReading reads the tenant as a job, and fixes when to look again.
func (w *Window) startReading(opened *app.Ledger, read reading) (string, error) {
	return w.startReadingAs(opened, func(report) reading { return read })
}

// startReadingAs is startReading of what tells more of the job than its progress.
func (w *Window) startReadingAs(opened *app.Ledger, as func(report) reading) (string, error) {
	return w.jobs.start(w.work, JobSync, func(ctx context.Context, tell report) (*JobResult, error) {
		var result app.SyncResult
		err := w.patiently(ctx, func() (err error) {
			result, err = as(tell)(ctx, app.SyncOptions{}, progressTo(tell))
			return err
		})
		out := &JobResult{Changes: int(result.Changes()), SnapshotID: result.SnapshotID, Warnings: warningsOf(result.Warnings)}
		if err == nil {
			err = result.Outcome()
		}
		return out, err
	}, func() {
		w.awaitLook(afterJob)
		w.changed(sameLedger...)
		w.sweep(opened)
	})
}

// StartSample opens the sample tenant, and makes it first when it is not
// there. Code busy.
func (w *Window) StartSample() (string, error) {
	return guard("start sample", func() (string, error) {
		path := filepath.Join(w.places.data, "sample.ledger")
		return w.jobs.start(w.work, JobSample, func(ctx context.Context, tell report) (*JobResult, error) {
			sample, err := w.openOrMakeSample(ctx, path, tell)
			if err != nil {
				return nil, err
			}
			return &JobResult{Warnings: []Warning{}}, w.put(sample)
		}, func() { w.changed(anotherLedger...) })
	})
}

func (w *Window) openOrMakeSample(ctx context.Context, path string, tell report) (*app.Ledger, error) {
	there, err := app.Open(ctx, path, app.OpenOptions{})
	if ledger.CodeOf(err) != ledger.CodeNotFound {
		return there, err
	}
	if err := ensureFolder(filepath.Dir(path)); err != nil {
		return nil, err
	}
	return app.CreateSample(ctx, path, app.SampleToTry(time.Now(), w.sample), progressTo(tell))
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
			if p.Step == app.StepSurvey {
				job.Done, job.Total = p.Reading.Rows, 0 // how many there are, the end tells
			}
		})
	}
}

func stageOfStep(step app.Step) string {
	switch step {
	case app.StepSurvey, app.StepImport, app.StepCompare:
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
	job.Stages, job.SignIn = job.Stages[:0], nil
	job.Stage, job.Source, job.Waiting, job.WaitEnds, job.Done, job.Rate = "publish", "", "", "", 0, 0
	working := false
	for _, stage := range stages {
		info, _ := ledger.AnySourceByName(stage.Source)
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
