package store

import (
	"context"
	"crypto/rand"
	"database/sql"
)

// settingSealKey holds the key of what is kept of this ledger outside of it.
const settingSealKey = "seal_key"

// SealKey gives the 32 bytes that seal what a program keeps of this ledger
// outside of it: copies of names that must be worth nothing without the ledger.
// Forgetting somebody makes a new key, so that what was sealed before cannot be
// read any more, wherever it lies. ok is false for a ledger that cannot be
// written and has no key.
func (l *Ledger) SealKey(ctx context.Context) (key []byte, ok bool, err error) {
	return l.madeKey(ctx, "make seal key", settingSealKey)
}

// madeKey gives a key that a setting holds, and makes it the first time. ok is
// false for a ledger that cannot be written and has no key.
func (l *Ledger) madeKey(ctx context.Context, op, name string) (key []byte, ok bool, err error) {
	if ok, err := l.Setting(ctx, name, &key); ok || err != nil {
		return key, ok, err
	}
	if l.ReadOnly() {
		return nil, false, nil
	}
	err = l.inWrite(ctx, op, func(tx *sql.Tx) error {
		if made, err := setting(ctx, tx, name, &key); made || err != nil {
			return err
		}
		key = make([]byte, 32)
		if _, err := rand.Read(key); err != nil {
			return err
		}
		return putSetting(ctx, tx, name, key)
	})
	return key, err == nil, err
}

// Generation counts the changes of answers: what was drawn of an older one may
// be wrong.
func (l *Ledger) Generation(ctx context.Context) (int64, error) {
	n, err := generation(ctx, l.read)
	return n, classify("read generation", l.path, err)
}
