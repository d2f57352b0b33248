package store

import (
	"context"
	"database/sql"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"modernc.org/sqlite"
	sqlite3 "modernc.org/sqlite/lib"

	"licenseledger/store/ledger"
)

// checkAfterCrash verifies a ledger that was not closed cleanly before anything
// is written to it: what a failing disk or a copying program did to it would
// otherwise be built upon. A file that is open elsewhere is not one of those,
// and is passed over.
//
// The mark of a clean close is the journal mode, which SQLite keeps in the
// file: opening for writing sets it to WAL and the last to close sets it back.
// So it costs no write of its own and nothing at all for those who only read,
// and a kill cannot forget it.
func checkAfterCrash(ctx context.Context, path string) error {
	// Whoever has the file open holds a lock that this one does not get.
	db, err := sql.Open("sqlite", dsnWaiting(0, path, "rw", "locking_mode(exclusive)", "query_only(1)"))
	if err != nil {
		return err
	}
	defer db.Close()
	db.SetMaxOpenConns(1)
	var found string
	err = db.QueryRowContext(ctx, `SELECT quick_check FROM pragma_quick_check`).Scan(&found)
	switch {
	case isBusy(err), isReadOnly(err), isUnlockable(err):
		return nil
	case isNotADatabase(err):
		return damaged(path, err)
	case err != nil:
		return classify("open history file", path, err)
	case found != "ok":
		return damaged(path, errors.New(found))
	}
	return nil
}

// isUnlockable is what SQLite says of a file that can only be read, and so not be locked
// for its own.
func isUnlockable(err error) bool {
	var e *sqlite.Error
	return errors.As(err, &e) && e.Code() == sqlite3.SQLITE_IOERR_LOCK
}

func damaged(path string, cause error) error {
	remedy := "There is no backup of it in its folder; look where you keep yours, and restore the newest one."
	if backups := backupsBeside(path); len(backups) > 0 {
		remedy = "Restore one of these backups in its folder, the newest first: " + strings.Join(backups, ", ") + "."
	}
	return ledger.Errorf(ledger.CodeNotALedger, "open history file",
		"%s was not closed properly last time and is damaged, so nothing is written to it. %s", path, remedy).Because(cause)
}

// backupsBeside names the backups of a ledger in its folder, newest first.
func backupsBeside(path string) []string {
	entries, err := os.ReadDir(filepath.Dir(path))
	if err != nil {
		return nil
	}
	type backup struct {
		name string
		made int64
	}
	var found []backup
	stem := strings.TrimSuffix(filepath.Base(path), filepath.Ext(path))
	for _, e := range entries {
		if !strings.HasPrefix(e.Name(), stem) || !strings.HasSuffix(e.Name(), ".backup") {
			continue
		}
		if info, err := e.Info(); err == nil && info.Mode().IsRegular() {
			found = append(found, backup{e.Name(), info.ModTime().UnixNano()})
		}
	}
	slices.SortFunc(found, func(a, b backup) int { return int(b.made - a.made) })
	names := make([]string, len(found))
	for i, b := range found {
		names[i] = b.name
	}
	return names
}
