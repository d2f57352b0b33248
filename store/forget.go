package store

import (
	"context"
	"crypto/rand"
	"database/sql"
	"fmt"
	"time"

	"licenseledger/store/ledger"
)

// settingForgetting says that a person was forgotten and the file may still
// hold bytes of before.
const settingForgetting = "forgetting"

// Forget takes the name and the addresses of a person out of everything: facts,
// conclusions, pages being read, warnings, labels, names of files, saved views.
// key is an object id, or an address of the person. What was held and used
// stays, as do object ids: history keeps its numbers without the name. Keyed
// hashes make later syncs and imports arrive without the person too. Then the
// file is written anew, so that no byte of before is left in it or beside it.
//
// Codes: not_found; invalid when several people had the address, with their
// ids; busy when another program has the file open, then everything is done
// but for the last step: closing that program and forgetting again finishes.
// Also disk_full and read_only.
func (l *Ledger) Forget(ctx context.Context, key string, deleteBackups bool) (ledger.Forgotten, error) {
	const op = "forget person"
	var done ledger.Forgotten
	err := l.exclusive(ctx, op, func(ctx context.Context) error {
		if err := l.hasRoomToRewrite(ctx, op); err != nil {
			return err
		}
		err := l.inLongWrite(ctx, op, func(tx *sql.Tx) error {
			f := forgetter{ledger: l, tx: tx, done: &done}
			return f.run(ctx, key)
		})
		if err != nil {
			return err
		}
		return l.finishForgotten(ctx, deleteBackups, &done)
	})
	return done, err
}

// finishForgotten leaves no byte of before in the file or beside it.
func (l *Ledger) finishForgotten(ctx context.Context, deleteBackups bool, done *ledger.Forgotten) error {
	if err := l.removeUnfinished(ctx); err != nil {
		return err
	}
	if err := l.finishForgetting(ctx); err != nil {
		return err
	}
	if err := l.forgetBackups(deleteBackups, done); err != nil {
		return err
	}
	_ = l.keepImages(ctx) // they only spare time: what fails is made by whoever looks
	return nil
}

// forgetter is one forgetting in its transaction.
type forgetter struct {
	ledger *Ledger
	tx     *sql.Tx
	done   *ledger.Forgotten
}

func (f *forgetter) run(ctx context.Context, key string) error {
	own, err := ownErasureKey(ctx, f.tx)
	if err != nil {
		return err
	}
	who, err := f.find(ctx, key, own)
	if err != nil {
		return err
	}
	if who == nil { // forgotten before; only the last step may be missing
		return mustRewrite(ctx, f.tx)
	}
	for id := range who.ids {
		f.done.UserID = id
	}
	if err := f.note(ctx, who, own); err != nil {
		return err
	}
	return f.erase(ctx)
}

// note makes a person one who is forgotten.
func (f *forgetter) note(ctx context.Context, who *forgettable, own *erasureKey) error {
	for _, sum := range who.hashes(own) {
		if _, err := f.tx.ExecContext(ctx, `INSERT INTO erased (key_hash, erased_at) VALUES (?, ?) ON CONFLICT DO NOTHING`,
			sum[:], time.Now().UnixMilli()); err != nil {
			return err
		}
	}
	return nil
}

// erase takes everybody who is forgotten out of facts and texts.
func (f *forgetter) erase(ctx context.Context) (err error) {
	if f.done.Facts, err = f.ledger.eraseAll(ctx, f.tx); err != nil {
		return fmt.Errorf("erase facts: %w", err)
	}
	e, err := f.ledger.loadErasures(ctx, f.tx)
	if err != nil {
		return err
	}
	if f.done.Texts, err = e.rewriteTexts(ctx, f.tx); err != nil {
		return fmt.Errorf("erase texts: %w", err)
	}
	if err := bumpGeneration(ctx, f.tx); err != nil {
		return err
	}
	return mustRewrite(ctx, f.tx)
}

// ownErasureKey gives this ledger's key, made when it is first needed.
func ownErasureKey(ctx context.Context, tx *sql.Tx) (*erasureKey, error) {
	keys, err := erasureKeys(ctx, tx)
	if err != nil {
		return nil, err
	}
	if len(keys) == 0 {
		key := make([]byte, 32)
		if _, err := rand.Read(key); err != nil {
			return nil, err
		}
		keys = [][]byte{key}
		if err := putSetting(ctx, tx, settingErasureKeys, keys); err != nil {
			return nil, err
		}
	}
	return newErasureKey(keys[0]), nil
}
