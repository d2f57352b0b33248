package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"

	"licenseledger/store/ledger"
)

// Merge takes over all that another ledger of the same tenant knows and this
// one does not: every reading at its own place in history, with its snapshot;
// dated look-ups, use, prices, cost centers, what covers what, whose licenses
// stay, saved views, labels, pins and closed months, and whom it forgot. What both know
// stays as it is here. The result is that of a ledger
// that had received all readings itself, in any order; a second merge adds
// nothing, and does not take long: of a file that has nothing new no facts are read.
// The other file is only read. Codes: not_found, not_a_ledger, invalid
// for another tenant's, busy, disk_full, read_only; then nothing was changed.
func (l *Ledger) Merge(ctx context.Context, path string) (ledger.Merged, error) {
	const op = "merge history file"
	var done ledger.Merged
	err := l.exclusive(ctx, op, func(ctx context.Context) error {
		if nothing, known := l.mergeKnown(ctx, op, path); known {
			done = nothing
			return nil
		}
		copied, remove, err := l.takeCopy(ctx, op, path)
		if err != nil {
			return err
		}
		from := copied.path
		forgotten, err := readForgotten(ctx, copied.read)
		// Closed, it is one file that nothing else reads.
		if err = errors.Join(err, copied.Close()); err != nil {
			return errors.Join(err, remove())
		}
		done, err = l.mergeFrom(ctx, from, forgotten, false)
		return errors.Join(classify(op, l.path, err), removeFiles(from))
	})
	if err == nil {
		err = l.finishErasures(ctx)
	}
	return done, err
}

// mergeFrom merges a file, or only finds out whether it has anything that is not here:
// then it ends where a listing is one, and nothing is kept.
func (l *Ledger) mergeFrom(ctx context.Context, from string, forgotten forgottenPeople, look bool) (done ledger.Merged, err error) {
	conn, err := l.write.Conn(ctx)
	if err != nil {
		return done, err
	}
	defer func() { err = errors.Join(err, conn.Close()) }()
	if _, err := conn.ExecContext(ctx, `ATTACH DATABASE ? AS other`, from); err != nil {
		return done, fmt.Errorf("open the other history: %w", err)
	}
	defer func() {
		_, detach := conn.ExecContext(context.WithoutCancel(ctx), `DETACH DATABASE other`)
		err = errors.Join(err, detach)
	}()
	back, err := cachingMore(ctx, conn, "main", "other")
	if err != nil {
		return done, err
	}
	defer func() { err = errors.Join(err, back()) }()
	tx, err := conn.BeginTx(ctx, nil)
	if err != nil {
		return done, err
	}
	defer tx.Rollback()
	m := merger{ledger: l, tx: tx, forgotten: forgotten, done: &done, runs: map[int64]int64{}}
	if look {
		if err := m.lacks(ctx); err != nil {
			return done, err
		}
	}
	if err := m.run(ctx); err != nil || done.Nothing() || look {
		return done, err
	}
	return done, tx.Commit()
}

// merger is one merge in its transaction; the other ledger is attached to it.
type merger struct {
	ledger    *Ledger
	tx        *sql.Tx
	forgotten forgottenPeople // there
	done      *ledger.Merged
	runs      map[int64]int64 // snapshots of the other ledger -> those they have become here
}

func (m *merger) run(ctx context.Context) error {
	if err := m.erasures(ctx); err != nil {
		return fmt.Errorf("merge erasures: %w", err)
	}
	for _, info := range ledger.Sources() {
		if err := m.source(ctx, info); err != nil {
			return fmt.Errorf("merge %s: %w", info.Name, err)
		}
	}
	closed, err := m.closedMonths(ctx)
	if err != nil {
		return fmt.Errorf("merge closed months: %w", err)
	}
	if err := m.placeSnapshots(ctx); err != nil {
		return fmt.Errorf("merge snapshots: %w", err)
	}
	stray, err := dropStrayMonths(ctx, m.tx, m.ledger.zone)
	if err != nil {
		return fmt.Errorf("merge closed months: %w", err)
	}
	m.done.Others += closed - stray
	if err := m.others(ctx); err != nil {
		return err
	}
	if err := m.activity(ctx); err != nil {
		return fmt.Errorf("merge activity: %w", err)
	}
	if m.done.Nothing() {
		return nil
	}
	if err := bumpEpoch(ctx, m.tx); err != nil {
		return err
	}
	if err := rebuild(ctx, m.tx); err != nil {
		return err
	}
	// An account of a forgotten person may have come with an address that lines
	// here have, or lines with an address that the account had here.
	facts, err := m.ledger.eraseAll(ctx, m.tx)
	if err != nil || facts == 0 {
		return err
	}
	return mustRewrite(ctx, m.tx)
}

// erasures forgets here whom the other ledger forgot.
func (m *merger) erasures(ctx context.Context) error {
	changed, err := m.ledger.addErasures(ctx, m.tx, m.forgotten)
	if changed {
		m.done.Others++
	}
	return err
}

// finishErasures writes the file anew when the merge forgot somebody.
func (l *Ledger) finishErasures(ctx context.Context) error {
	var unfinished bool
	if _, err := l.Setting(ctx, settingForgetting, &unfinished); err != nil || !unfinished {
		return err
	}
	return l.exclusive(ctx, "forget person", l.finishForgetting)
}
