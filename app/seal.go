package app

import "context"

// SealKey gives the key for what is kept of this ledger outside of it. See
// store.Ledger.SealKey.
func (l *Ledger) SealKey(ctx context.Context) (key []byte, ok bool, err error) {
	return l.store.SealKey(ctx)
}

// Generation counts the changes of answers: what was drawn of an older one may
// be wrong.
func (l *Ledger) Generation(ctx context.Context) (int64, error) { return l.store.Generation(ctx) }
