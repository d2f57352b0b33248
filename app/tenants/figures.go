package tenants

import (
	"cmp"
	"context"
	"slices"

	"licenseledger/app"
)

// Opener opens a ledger and says how to let go of it. The window has one open
// already.
type Opener func(ctx context.Context, path string, readOnly bool) (l *app.Ledger, close func() error, err error)

// OpenFile is the Opener of a program that has none open.
func OpenFile(ctx context.Context, path string, readOnly bool) (*app.Ledger, func() error, error) {
	l, err := app.Open(ctx, path, app.OpenOptions{ReadOnly: readOnly})
	if err != nil {
		return nil, nil, err
	}
	return l, l.Close, nil
}

// opened opens a ledger of the list, if its place answers, hands it to use, and
// closes it. Codes: not_found, offline when its place does not answer, busy,
// schema_too_new, not_a_ledger also for a damaged one.
func opened(ctx context.Context, path string, readOnly bool, open Opener, use func(*app.Ledger) error) error {
	if err := answers(path, Patience); err != nil {
		return err
	}
	l, letGo, err := open(ctx, path, readOnly)
	if err != nil {
		return err
	}
	err = use(l)
	if closed := letGo(); err == nil {
		err = closed
	}
	return err
}

// Standing is how a ledger of the list stands.
type Standing struct {
	Known
	Figures app.TenantFigures // zero when it could not be read
	Err     error             // why it could not be read; nil when it was
}

// Read tells how a ledger stands, and renews what the list says of it. It writes
// nothing into the ledger.
func (l List) Read(ctx context.Context, k Known, open Opener) Standing {
	s := Standing{Known: k}
	s.Err = opened(ctx, k.Path, true, open, func(one *app.Ledger) (err error) {
		s.Figures, err = one.TenantFigures(ctx)
		return err
	})
	if s.Err == nil {
		s.Known = l.renew(k, s.Figures.Info)
	}
	return s
}

// Add puts a ledger on the list, which has to be one. Codes as opened, and
// read_only when the list cannot be written.
func (l List) Add(ctx context.Context, path string, open Opener) (Known, error) {
	k := Known{Path: absolute(path)}
	err := opened(ctx, k.Path, true, open, func(one *app.Ledger) error {
		info, err := one.Info(ctx)
		k.TenantName, k.TenantID, k.IsSample = info.TenantName, info.TenantID, info.Sample
		return err
	})
	if err != nil {
		return k, err
	}
	err = l.Put(k)
	return k, err
}

// renew keeps what a ledger says of itself. It is a comfort: the list is as good
// without it.
func (l List) renew(k Known, info app.Info) Known {
	before := k
	k.TenantName, k.TenantID, k.IsSample = info.TenantName, info.TenantID, info.Sample
	if _, still := l.Find(k.Path); still && k != before {
		_ = l.Put(k)
	}
	return k
}

// Worst is what most needs somebody: the first need, or "" when nobody is needed.
func (s Standing) Worst() app.NeedCode {
	if len(s.Figures.Needs) == 0 {
		return ""
	}
	return s.Figures.Needs[0].Code
}

// ByUrgency puts those first that need somebody most, and keeps the order of the
// others.
func ByUrgency(all []Standing) {
	slices.SortStableFunc(all, func(a, b Standing) int {
		return cmp.Or(cmp.Compare(a.Urgency(), b.Urgency()), cmp.Compare(len(b.Figures.Needs), len(a.Figures.Needs)))
	})
}

// Urgency orders tenants by what they need somebody for: those that cannot be
// read, then those whose last sync failed, then by the worst need.
func (s Standing) Urgency() int {
	codes := app.TenantNeedCodes()
	switch worst := slices.Index(codes, s.Worst()); {
	case s.Err != nil:
		return 0
	case s.Figures.LastSync.Failed():
		return 1
	case worst >= 0:
		return 2 + worst
	}
	return 2 + len(codes)
}
