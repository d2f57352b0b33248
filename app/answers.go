package app

import (
	"context"

	"licenseledger/store/ledger"
)

// Snapshots lists every snapshot, oldest first.
func (l *Ledger) Snapshots(ctx context.Context) ([]ledger.Snapshot, error) {
	return l.store.Snapshots(ctx)
}

// Person tells one person's history, oldest first. key is an object id or an
// address the person ever had. Codes: not_found when nobody had it, invalid
// when several did.
func (l *Ledger) Person(ctx context.Context, key string) (ledger.Person, []ledger.Event, error) {
	return l.store.Timeline(ctx, key)
}

// Evidence says how a person stands as of the newest reading, and how that is
// known. key and codes as for Person.
func (l *Ledger) Evidence(ctx context.Context, key string) ([]ledger.Sentence, error) {
	_, evidence, err := l.store.Evidence(ctx, key)
	return evidence, err
}

// Check verifies the invariants of the file; no findings means that it is
// sound.
func (l *Ledger) Check(ctx context.Context) ([]ledger.Finding, error) {
	return l.store.Check(ctx)
}

// Backup writes a copy of the ledger to a new file, also while it is open.
func (l *Ledger) Backup(ctx context.Context, target string) error {
	return l.store.Backup(ctx, target)
}
