package app

import (
	"context"
	"path/filepath"
	"sync"
	"time"

	"licenseledger/store"
	"licenseledger/store/ledger"
	"licenseledger/sync/auth"
	"licenseledger/sync/engine"
)

// Ledger is an open history file with everything that can be done to it. It is
// safe for use by several goroutines; one sync, import or sample at a time gets
// the run lock, the others are told that the ledger is busy.
type Ledger struct {
	store *store.Ledger
	clock engine.Clock // of everything but a sample
	signs *auth.Store  // where sign-ins of people are kept

	mu     sync.Mutex // guards tenant
	tenant *sampleTenant
}

// OpenOptions tell how to open or create a ledger.
type OpenOptions struct {
	ReadOnly bool           // never write, not even when the place allows it
	Zone     *time.Location // of bare dates, for a new ledger; nil takes the zone of this computer
	Clock    engine.Clock   // what syncs wait by; nil is this computer's own
	SignIns  *auth.Store    // where sign-ins of people are kept; nil is with the user's settings
}

// Open opens the ledger at path. Codes: not_found, not_a_ledger,
// schema_too_new, busy, read_only.
func Open(ctx context.Context, path string, o OpenOptions) (*Ledger, error) {
	if !o.ReadOnly {
		go readAuthorities() // a sync may follow
	}
	kept, err := store.Open(ctx, path, store.Options{ReadOnly: o.ReadOnly, AppVersion: Version})
	if err != nil {
		return nil, err
	}
	return newLedger(kept, o), nil
}

// Create makes a new ledger at path. Codes: invalid when something is there
// already, read_only when the folder cannot be written.
func Create(ctx context.Context, path string, o OpenOptions) (*Ledger, error) {
	zone := o.Zone
	if zone == nil {
		zone = LocalZone()
	}
	kept, err := store.Create(ctx, path, store.Options{Zone: zone, AppVersion: Version})
	if err != nil {
		return nil, err
	}
	return newLedger(kept, o), nil
}

func newLedger(kept *store.Ledger, o OpenOptions) *Ledger {
	if o.Clock == nil {
		o.Clock = engine.SystemClock{}
	}
	if o.SignIns == nil {
		o.SignIns = userSignIns()
	}
	return &Ledger{store: kept, clock: o.Clock, signs: o.SignIns}
}

// OpenOrCreate opens the ledger at path, or makes it when nothing is there.
func OpenOrCreate(ctx context.Context, path string, o OpenOptions) (l *Ledger, created bool, err error) {
	l, err = Open(ctx, path, o)
	if ledger.CodeOf(err) != ledger.CodeNotFound {
		return l, false, err
	}
	l, err = Create(ctx, path, o)
	return l, err == nil, err
}

// Close ends the sample tenant, if one was started, and lets go of the file.
func (l *Ledger) Close() error {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.tenant != nil {
		l.tenant.close()
		l.tenant = nil
	}
	return l.store.Close()
}

// Present tells whether the file still lies where it was opened. Code lost.
func (l *Ledger) Present() error { return l.store.Present() }

// Path is where the ledger lies.
func (l *Ledger) Path() string { return l.store.Path() }

// Zone is the time zone of bare dates.
func (l *Ledger) Zone() *time.Location { return l.store.Zone() }

// fileName is the name to use in sentences for people.
func (l *Ledger) fileName() string { return filepath.Base(l.store.Path()) }
