package store

import (
	"context"
	"database/sql"
	"fmt"
)

// usualCheckpoint is from how many pages on a commit moves the log into the file, as
// SQLite has it: https://www.sqlite.org/pragma.html#pragma_wal_autocheckpoint
const usualCheckpoint = 1000

// checkpointLater has commits leave the log as it is, until checkpointBeside.
func (l *Ledger) checkpointLater(ctx context.Context) error {
	_, err := l.write.ExecContext(ctx, `PRAGMA wal_autocheckpoint = 0`)
	return err
}

// checkpointBeside moves the log into the file by a connection of its own, while the run
// goes on: with a first listing it has most of what the file will have. The listing is
// safe in the log already, so what fails here is left to a commit after it, or to Close.
// EndRun and Close wait for it, so that nobody else does.
func (l *Ledger) checkpointBeside(ctx context.Context) error {
	if _, err := l.write.ExecContext(ctx, fmt.Sprintf(`PRAGMA wal_autocheckpoint = %d`, usualCheckpoint)); err != nil {
		return err
	}
	l.folding.Go(func() {
		db, err := sql.Open("sqlite", dsn(l.path, "rw"))
		if err != nil {
			return
		}
		defer db.Close()
		_, _ = db.Exec(`PRAGMA wal_checkpoint(passive)`)
	})
	return nil
}
