package app

import (
	"context"
	"strings"
	"time"

	"licenseledger/store/ledger"
)

// ThinOptions say which days are kept.
type ThinOptions struct {
	Rule    ledger.Retention
	From    string // a date or an RFC 3339 instant from which days are counted; "" = the newest reading
	Preview bool   // say what would go and change nothing
}

// Thin makes days that nobody will look at unopenable and the file's history
// smaller. Codes as store.Ledger.Thin, and usage for a date that is none.
func (l *Ledger) Thin(ctx context.Context, o ThinOptions) (ledger.Thinned, error) {
	var from ledger.Instant
	if o.From != "" {
		at, err := time.Parse(time.RFC3339, o.From)
		if err != nil {
			at, err = time.ParseInLocation(time.DateOnly, o.From, l.Zone())
			at = at.AddDate(0, 0, 1).Add(-time.Second)
		}
		if err != nil {
			return ledger.Thinned{}, ledger.Errorf(ledger.CodeUsage, "", "%q is no date. Give one such as 2026-03-31, or an instant such as 2026-03-31T06:30:00Z.", o.From)
		}
		from = ledger.InstantOf(at)
	}
	return l.store.Thin(ctx, o.Rule, from, o.Preview)
}

// Forget takes a person's name and addresses out of everything. See
// store.Ledger.Forget.
func (l *Ledger) Forget(ctx context.Context, key string, deleteBackups bool) (ledger.Forgotten, error) {
	return l.store.Forget(ctx, key, deleteBackups)
}

// NamesForgotten gives those of some texts that name somebody who was forgotten. See
// store.Ledger.NamesForgotten.
func (l *Ledger) NamesForgotten(ctx context.Context, texts []string) ([]string, error) {
	return l.store.NamesForgotten(ctx, texts)
}

// Restore puts a backup in the place of what the ledger has and tells where
// that is kept. See store.Ledger.Restore.
func (l *Ledger) Restore(ctx context.Context, backup string) (kept string, err error) {
	return l.store.Restore(ctx, backup)
}

// Share writes a copy to give away. See store.Ledger.Share.
func (l *Ledger) Share(ctx context.Context, target string, without ledger.Without) error {
	return l.store.Share(ctx, target, without)
}

// Compact writes the file anew, as small as it can be, and tells its bytes
// before and after. See store.Ledger.Compact.
func (l *Ledger) Compact(ctx context.Context) (before, after int64, err error) {
	return l.store.Compact(ctx)
}

// Merge takes over what another ledger of the tenant knows. See
// store.Ledger.Merge.
func (l *Ledger) Merge(ctx context.Context, path string) (ledger.Merged, error) {
	return l.store.Merge(ctx, path)
}

// IsLedgerName tells whether a file is, by its name, a ledger or a backup of
// one and not a downloaded list.
func IsLedgerName(path string) bool {
	name := strings.ToLower(path)
	return strings.HasSuffix(name, ".ledger") || strings.HasSuffix(name, ".backup")
}
