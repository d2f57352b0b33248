package app

import (
	"context"

	"licenseledger/store/ledger"
)

// SavedViews lists the ways of looking that people gave a name, by name.
func (l *Ledger) SavedViews(ctx context.Context) ([]ledger.SavedView, error) {
	return l.store.Views(ctx)
}

// SaveView keeps a way of looking, in place of one of the same name. Codes:
// invalid for its name, usage, read_only.
func (l *Ledger) SaveView(ctx context.Context, v ledger.SavedView) error {
	return l.store.SaveView(ctx, v)
}

// RenameView gives a saved view another name. Codes: not_found, invalid for a
// name that is none or is taken, read_only.
func (l *Ledger) RenameView(ctx context.Context, from, to string) error {
	return l.store.RenameView(ctx, from, to)
}

// RemoveView forgets a saved view. One that is not there is no error.
func (l *Ledger) RemoveView(ctx context.Context, name string) error {
	return l.store.RemoveView(ctx, name)
}
