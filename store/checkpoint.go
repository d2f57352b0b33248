package store

import (
	"context"
	"database/sql"
	"fmt"
	"os"
)

// usualCheckpoint is from how many pages on a commit moves the log into the file, as
// SQLite has it: https://www.sqlite.org/pragma.html#pragma_wal_autocheckpoint
const usualCheckpoint = 1000

// longLog is from how many bytes on checkpointLater has the log moved: as many pages of a
// new file.
var longLog = int64(usualCheckpoint * 8192) // a test takes fewer

// checkpointLater has commits leave the log as it is, until beside is called. That moves
// a log that has become long into the file by a connection of its own, while the run goes
// on: a listing in which little changed lies all over the file, and a first one is most of
// it. The listing is safe in the log already, so what fails here is left to a commit after
// it, or to Close. EndRun and Close wait for it, so that nobody else does.
func (l *Ledger) checkpointLater(ctx context.Context) (beside func() error, err error) {
	beside = func() error {
		if _, err := l.write.ExecContext(context.WithoutCancel(ctx), fmt.Sprintf(`PRAGMA wal_autocheckpoint = %d`, usualCheckpoint)); err != nil {
			return err
		}
		// Who cannot look leaves it to a commit after it, too.
		if log, err := os.Stat(l.path + "-wal"); err == nil && log.Size() > longLog {
			l.folding.Go(l.checkpoint)
		}
		return nil
	}
	_, err = l.write.ExecContext(ctx, `PRAGMA wal_autocheckpoint = 0`)
	return beside, err
}

// checkpoint moves the log into the file, and cuts it off where nobody reads or writes:
// Close would wait for that. Nobody waits for it here, since it does not wait itself.
func (l *Ledger) checkpoint() {
	db, err := sql.Open("sqlite", dsnWaiting(0, l.path, "rw"))
	if err != nil {
		return
	}
	defer db.Close()
	for _, how := range []string{"passive", "truncate"} {
		_, _ = db.Exec(`PRAGMA wal_checkpoint(` + how + `)`)
	}
}
