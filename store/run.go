package store

import (
	"context"
	"database/sql"
	"errors"
	"time"

	"licenseledger/store/ledger"
)

// BeginRun opens a run and takes the run lock, which EndRun gives back. A run
// of the same kind that was interrupted in the last hour is taken up again
// under its old id; older ones are closed as failed. Code busy says who runs.
func (l *Ledger) BeginRun(ctx context.Context, kind ledger.RunKind) (int64, error) {
	if l.readOnly {
		return 0, ledger.Errorf(ledger.CodeReadOnly, "begin run",
			"%s is open for reading only. Copy it to a folder that can be written.", l.path)
	}
	if err := l.present("begin run"); err != nil {
		return 0, err
	}
	lock, err := acquireLock(l.path + ".lock")
	if err != nil {
		return 0, err
	}
	var runID int64
	err = l.inWrite(ctx, "begin run", func(tx *sql.Tx) error {
		runID, err = beginRun(ctx, tx, kind, l.appVersion)
		return err
	})
	if err != nil {
		return 0, errors.Join(err, lock.release())
	}
	l.mu.Lock()
	l.runLock = lock
	l.mu.Unlock()
	return runID, nil
}

func beginRun(ctx context.Context, tx *sql.Tx, kind ledger.RunKind, version string) (int64, error) {
	now := time.Now()
	var runID int64
	err := tx.QueryRowContext(ctx, `SELECT run_id FROM run WHERE state = 'running' AND kind = ? AND kind = 'sync' AND started_at > ?
		ORDER BY run_id DESC LIMIT 1`, kind, now.Add(-time.Hour).UnixMilli()).Scan(&runID)
	if err != nil && !errors.Is(err, sql.ErrNoRows) {
		return 0, err
	}
	if _, err := tx.ExecContext(ctx, `UPDATE run SET state = CASE WHEN EXISTS (SELECT 1 FROM snapshot s WHERE s.run_id = run.run_id)
		THEN 'partial' ELSE 'failed' END WHERE state = 'running' AND run_id <> ?`, runID); err != nil {
		return 0, err
	}
	if runID != 0 {
		return runID, nil
	}
	result, err := tx.ExecContext(ctx, `INSERT INTO run (kind, state, started_at, app_version) VALUES (?, 'running', ?, ?)`,
		kind, now.UnixMilli(), version)
	if err != nil {
		return 0, err
	}
	return result.LastInsertId()
}

// PublishedBy names the sources that a run has published so far. A run that is
// taken up again does not read them twice.
func (l *Ledger) PublishedBy(ctx context.Context, runID int64) ([]string, error) {
	var names []string
	err := each(ctx, l.read, `SELECT DISTINCT c.name FROM listing g JOIN snapshot s USING (snapshot_id) JOIN source c USING (source_id)
		WHERE s.run_id = ?`, []any{runID}, func(rows *sql.Rows) error {
		var name string
		err := rows.Scan(&name)
		names = append(names, name)
		return err
	})
	return names, classify("read run", l.path, err)
}

// EndRun closes a run with its warnings and gives the run lock back, also when
// ctx was cancelled.
func (l *Ledger) EndRun(ctx context.Context, runID int64, state ledger.RunState, warnings []ledger.Warning) error {
	ctx = context.WithoutCancel(ctx)
	l.folding.Wait()
	err := l.inWrite(ctx, "end run", func(tx *sql.Tx) error {
		if _, err := tx.ExecContext(ctx, `DELETE FROM warning WHERE run_id = ?`, runID); err != nil {
			return err
		}
		for _, w := range warnings {
			if _, err := tx.ExecContext(ctx, `INSERT INTO warning (run_id, code, source, text, count) VALUES (?, ?, ?, ?, ?)
				ON CONFLICT (run_id, code, source) DO UPDATE SET count = count + excluded.count`,
				runID, w.Code, w.Source, w.Text, w.Count); err != nil {
				return err
			}
		}
		_, err := tx.ExecContext(ctx, `UPDATE run SET state = ?, ended_at = ? WHERE run_id = ?`, state, time.Now().UnixMilli(), runID)
		if err != nil {
			return err
		}
		return bumpGeneration(ctx, tx)
	})
	if err == nil {
		err = classify("end run", l.path, l.keepImages(ctx))
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.runLock != nil {
		err = errors.Join(err, l.runLock.release())
		l.runLock = nil
	}
	return err
}

// Job finds the unfinished job of a source.
func (l *Ledger) Job(ctx context.Context, source string) (job ledger.Job, ok bool, err error) {
	job.Source = source
	var checked sql.NullInt64
	err = l.read.QueryRowContext(ctx, `SELECT location, requested_at, checked_at FROM job WHERE source = ?`, source).
		Scan(&job.Location, &job.RequestedAt, &checked)
	if errors.Is(err, sql.ErrNoRows) {
		return job, false, nil
	}
	job.CheckedAt = ledger.Instant(checked.Int64)
	return job, err == nil, classify("read job", l.path, err)
}

// PutJob keeps a job.
func (l *Ledger) PutJob(ctx context.Context, job ledger.Job) error {
	return l.inWrite(ctx, "keep job", func(tx *sql.Tx) error {
		_, err := tx.ExecContext(ctx, `INSERT INTO job (source, location, requested_at, checked_at) VALUES (?, ?, ?, nullif(?, 0))
			ON CONFLICT (source) DO UPDATE SET location = excluded.location, requested_at = excluded.requested_at, checked_at = excluded.checked_at`,
			job.Source, job.Location, int64(job.RequestedAt), int64(job.CheckedAt))
		return err
	})
}

// DropJob forgets a job.
func (l *Ledger) DropJob(ctx context.Context, source string) error {
	return l.inWrite(ctx, "forget job", func(tx *sql.Tx) error {
		_, err := tx.ExecContext(ctx, `DELETE FROM job WHERE source = ?`, source)
		return err
	})
}
