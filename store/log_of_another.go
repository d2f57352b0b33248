package store

import (
	"bytes"
	"context"
	"database/sql"
	"iter"
	"os"

	"licenseledger/store/ledger"
)

// refuseLogOfAnother refuses a ledger beside which lies a log that is not its own: somebody
// put it in the place of one whose last writer was killed. SQLite would read it with that
// log, and fold the log into it, since nothing in a log tells of which file it is. Code
// not_a_ledger; nothing is written.
//
// A ledger that has a log says so in its 20th byte, before the log has any content and until
// after the log is removed; copies that this program makes say that they have none. See
// https://www.sqlite.org/fileformat2.html#file_format_version_numbers; the byte is read from
// the file alone, as of one that nobody writes.
func refuseLogOfAnother(ctx context.Context, path string) error {
	log := path + "-wal"
	before, err := os.Stat(log)
	if err != nil || before.Size() == 0 {
		return nil
	}
	db, err := sql.Open("sqlite", dsn(path, "ro", "query_only(1)")+"&immutable=1")
	if err != nil {
		return err
	}
	defer db.Close()
	var hasNone bool
	err = db.QueryRowContext(ctx, `SELECT substr(data, 20, 1) = x'01' FROM sqlite_dbpage WHERE pgno = 1`).Scan(&hasNone)
	if err != nil || !hasNone {
		return nil // or it is no ledger, which is told later
	}
	// Whoever had it open may have closed it meanwhile, which removes the log.
	if after, err := os.Stat(log); err != nil || after.Size() == 0 || !os.SameFile(before, after) {
		return nil
	}
	// A log that could not be removed, in a folder that was not writable then, is its own.
	logged, err := sql.Open("sqlite", still(dsn(path, "ro", "query_only(1)"), path))
	if err != nil {
		return err
	}
	defer logged.Close()
	if same, err := samePages(ctx, db, logged); err == nil && same {
		return nil
	} else if ctx.Err() != nil {
		return ctx.Err()
	}
	return ledger.Errorf(ledger.CodeNotALedger, "open history file",
		"Beside %s lies %s, the log of another file that was in its place. It was not opened, since the log would damage it. Move the log to another folder, then open it again.", path, log)
}

// samePages tells whether two ways to read a file show the same pages.
func samePages(ctx context.Context, one, other *sql.DB) (bool, error) {
	next, stop := iter.Pull2(pages(ctx, other))
	defer stop()
	for page, err := range pages(ctx, one) {
		if err != nil {
			return false, err
		}
		theirs, err, more := next()
		if err != nil || !more || !bytes.Equal(page, theirs) {
			return false, err
		}
	}
	_, err, more := next()
	return !more, err
}

// pages are those of a file, in order; each stays as it is until the next.
func pages(ctx context.Context, db *sql.DB) iter.Seq2[[]byte, error] {
	return func(yield func([]byte, error) bool) {
		rows, err := db.QueryContext(ctx, `SELECT data FROM sqlite_dbpage`)
		if err != nil {
			yield(nil, err)
			return
		}
		defer rows.Close()
		for rows.Next() {
			var page sql.RawBytes
			if err := rows.Scan(&page); !yield(page, err) {
				return
			}
		}
		if err := rows.Err(); err != nil {
			yield(nil, err)
		}
	}
}
