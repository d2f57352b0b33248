package store

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"

	"licenseledger/store/ledger"
)

// heldState is what a held listing needs to enter history later: it is kept with
// its pages, in one file.
type heldState struct {
	Publication ledger.Publication
	Held        ledger.Held
	Pos         ledger.Position // where it enters
}

// heldPath is where a source's listing waits. One that is read later takes its
// place.
func (l *Ledger) heldPath(info ledger.SourceInfo) string {
	return l.path + "." + info.Name + heldSuffix
}

const heldSuffix = ".held" + stagingSuffix

func (l *Ledger) dropHeld(info ledger.SourceInfo) error {
	return classify("remove what waits", l.path, removeFiles(l.heldPath(info)))
}

// keepWaiting keeps what would end too much for a person to judge. Only what was
// read whole can be judged: of changes nothing is kept. Either way the next sync
// reads the source whole: changes since the listing that stays the newest would
// bring the same ends in, a few at a time.
func (l *Ledger) keepWaiting(ctx context.Context, s *Staging, p ledger.Publication, held *ledger.Held) error {
	if err := l.dropMark(context.WithoutCancel(ctx), s.info); err != nil {
		return err
	}
	if !s.state.Changes {
		p.Mark = ""
		return s.hold(ctx, p, held)
	}
	if err := s.Discard(); err != nil {
		return err
	}
	return ledger.Errorf(ledger.CodeStale, "publish changes",
		"Far more would end with what changed of %s than usual. Nothing was changed; read it whole.", s.info.Name)
}

// hold keeps a whole listing for a person to judge. A kill on the way leaves it
// staged, and the next sync holds it, or a newer one.
func (s *Staging) hold(ctx context.Context, p ledger.Publication, held *ledger.Held) error {
	ctx = context.WithoutCancel(ctx) // what was read is worth keeping
	s.state.Held = &heldState{Publication: p, Held: *held, Pos: ledger.PositionOf(p.At, s.state.Sum)}
	if err := s.writeHeld(ctx); err != nil {
		return inStaging(err)
	}
	path := s.ledger.heldPath(s.info)
	err := errors.Join(removeFiles(path), settle(s.path))
	if err == nil {
		err = rename(s.path, path)
	}
	s.begin(false)
	return err
}

// writeHeld puts all that is known of the listing into the file, and closes it
// as one file that can be read without writing beside it.
func (s *Staging) writeHeld(ctx context.Context) error {
	if s.db == nil && s.held == nil { // closed since it was filled
		if err := s.open(ctx); err != nil {
			return err
		}
	}
	if err := s.spill(ctx); err != nil {
		return err
	}
	text, err := json.Marshal(s.state)
	if err != nil {
		return err
	}
	for _, statement := range []struct {
		query string
		args  []any
	}{{`UPDATE stage SET state = ?`, []any{seal(text)}}, {`PRAGMA journal_mode = delete`, nil}} {
		if _, err := s.db.ExecContext(ctx, statement.query, statement.args...); err != nil {
			return err
		}
	}
	return s.release()
}

// HeldListings tells what waits for a person's OK, in the order in which runs
// read: at most one listing of each source, the one read last.
func (l *Ledger) HeldListings(ctx context.Context) ([]ledger.Held, error) {
	var all []ledger.Held
	for _, info := range ledger.Sources() {
		state, ok, err := l.heldOf(ctx, info)
		if err != nil {
			return nil, classify("read what waits", l.path, err)
		}
		if ok {
			all = append(all, state.Held.Held)
		}
	}
	return all, nil
}

// heldOf reads what waits of a source. One that a newer listing has replaced, or
// that cannot be used any more, does not wait: a kill may have left its file.
func (l *Ledger) heldOf(ctx context.Context, info ledger.SourceInfo) (state stagingState, ok bool, err error) {
	path := l.heldPath(info)
	if _, err := os.Stat(path); err != nil {
		if errors.Is(err, fs.ErrNotExist) {
			err = nil
		}
		return state, false, err
	}
	state, err = stateOf(ctx, path)
	if err != nil || state.Held == nil || state.Format != stagingFormat() {
		return state, false, ctx.Err() // let in or replaced at this moment, or damaged: then it is read again
	}
	newest, err := newestListing(ctx, l.read, info)
	return state, err == nil && newest < state.Held.Pos, err
}

// ApplyHeld lets in what waits of a source: at the instant at which it was read,
// and into the snapshot of its sync, as if it had never waited. Codes: not_found
// when nothing waits, busy, read_only, disk_full, canceled, and cursor_expired when
// the history that it was compared with is gone: then it must be read again.
func (l *Ledger) ApplyHeld(ctx context.Context, source string) (done ledger.Published, err error) {
	err = l.withHeld(ctx, "let sync in", source, func(ctx context.Context, info ledger.SourceInfo, found stagingState) error {
		s := l.newStaging(info)
		s.path, s.confirmed = l.heldPath(info), true
		s.begin(false)
		err := s.open(ctx)
		if err == nil {
			err = s.takeUp(ctx, found)
		}
		if isDamaged(err) {
			return s.giveUp(err)
		}
		if err != nil {
			return errors.Join(inStaging(err), s.release())
		}
		p := found.Held.Publication
		p.Guarded = false
		if done, err = l.Publish(ctx, s, p); err != nil {
			return errors.Join(err, s.Close())
		}
		return l.keepImages(context.WithoutCancel(ctx))
	})
	return done, err
}

// DiscardHeld throws away what waits of a source, as if it had never been read.
// Codes: not_found when nothing waits, busy, read_only.
func (l *Ledger) DiscardHeld(ctx context.Context, source string) error {
	return l.withHeld(ctx, "set sync aside", source, func(_ context.Context, info ledger.SourceInfo, _ stagingState) error {
		return l.dropHeld(info)
	})
}

// withHeld does something to what waits of a source, while no run does.
func (l *Ledger) withHeld(ctx context.Context, op, source string, do func(context.Context, ledger.SourceInfo, stagingState) error) error {
	return l.exclusive(ctx, op, func(ctx context.Context) error {
		info, known := ledger.SourceByName(source)
		found, ok, unfinished := stagingState{}, false, false
		_, err := setting(ctx, l.read, settingForgetting, &unfinished)
		if err == nil && unfinished { // a kill may have left what names the person
			err = l.forgetHeld(ctx)
		}
		if err == nil && known {
			found, ok, err = l.heldOf(ctx, info)
		}
		if err == nil && !ok {
			if found.Held != nil {
				err = l.dropHeld(info) // what a kill left
			}
			err = errors.Join(err, ledger.Errorf(ledger.CodeNotFound, op, "Nothing that was read of %q waits for an OK. List what waits; a newer sync may have replaced it.", source))
		}
		if err == nil {
			err = do(ctx, info, found)
		}
		return classify(op, l.path, err)
	})
}

// settleRun takes the warning about a held listing from its run, which is whole
// if that was all it lacked.
func (b *publisher) settleRun(ctx context.Context) error {
	result, err := b.tx.ExecContext(ctx, `DELETE FROM warning WHERE run_id = ? AND source = ? AND code = ?`, b.p.RunID, b.p.Source, ledger.WarnHeld)
	if err != nil {
		return err
	}
	if n, err := result.RowsAffected(); err != nil || n == 0 { // the run was interrupted: nobody knows what else it lacks
		return err
	}
	// That use may not be read leaves a run whole.
	_, err = b.tx.ExecContext(ctx, fmt.Sprintf(`UPDATE run SET state = ? WHERE run_id = ? AND state = ? AND NOT EXISTS
		(SELECT 1 FROM warning w WHERE w.run_id = run.run_id AND w.code IN (%s) AND NOT (w.code = ? AND w.source IN (%s)))`,
		textList(ledger.WarningsOfUnread()), textList(ledger.ActivitySources())),
		ledger.RunComplete, b.p.RunID, ledger.RunPartial, ledger.WarnPermissionMissing)
	return err
}
