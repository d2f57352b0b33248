package store

import (
	"context"
	"errors"
	"os"
	"path/filepath"

	"licenseledger/store/ledger"
)

// rewriteFile writes the whole file anew: as small as it can be, and without a
// byte of what is no longer part of it. code busy when another program reads
// it, so that what was there before could not be overwritten yet.
func (l *Ledger) rewriteFile(ctx context.Context, op string) (err error) {
	conn, err := l.write.Conn(ctx)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, conn.Close()) }()
	// The file is copied twice: next to memory on disk, then through the log.
	if _, err := conn.ExecContext(ctx, `PRAGMA temp_store = file`); err != nil {
		return err
	}
	defer func() {
		_, back := conn.ExecContext(context.WithoutCancel(ctx), `PRAGMA temp_store = memory`)
		err = errors.Join(err, back)
	}()
	if _, err := conn.ExecContext(ctx, `VACUUM`); err != nil {
		return err
	}
	var busy, log, moved int
	if err := conn.QueryRowContext(ctx, `PRAGMA wal_checkpoint(truncate)`).Scan(&busy, &log, &moved); err != nil {
		return err
	}
	if busy != 0 {
		return ledger.Errorf(ledger.CodeBusy, op, "Another program is reading %s, so what was there before is still in the file. Close that program and do the same again: only this last step is missing.", l.path)
	}
	return nil
}

// hasRoomToRewrite fails before anything is changed when the disk would get
// full in the middle. Code disk_full.
func (l *Ledger) hasRoomToRewrite(ctx context.Context, op string) error {
	if l.write == nil {
		return nil // refused for its own reason
	}
	size, err := l.fileSize(ctx)
	if err != nil {
		return classify(op, l.path, err)
	}
	for folder, needed := range map[string]int64{filepath.Dir(l.path): size, os.TempDir(): size} {
		free, err := roomIn(folder)
		if err == nil && free < needed {
			return ledger.Errorf(ledger.CodeDiskFull, op, "Writing the file anew needs about %d MB free in %s, and there are %d. Nothing was changed; make room and try again.",
				needed>>20+1, folder, free>>20)
		}
	}
	return nil
}
