package store_test

import (
	"context"
	"errors"
	"fmt"
	"os"

	"licenseledger/store"
	"licenseledger/store/ledger"
)

// carelessCheck is what no code may do; it shows that the test would notice.
const carelessCheck = "careless"

// fileChecks is everything that the program does to a ledger by the name of
// its file while it may be open, by a word of its own.
var fileChecks = map[string]func(context.Context, *store.Ledger) error{
	"nothing": func(context.Context, *store.Ledger) error { return nil },
	carelessCheck: func(_ context.Context, l *store.Ledger) error {
		for _, suffix := range []string{"", "-wal", "-shm"} { // as who copies the bytes
			file, err := os.Open(l.Path() + suffix)
			if err != nil {
				return err
			}
			if err := file.Close(); err != nil {
				return err
			}
		}
		return nil
	},
	"open-to-read":  func(ctx context.Context, l *store.Ledger) error { return openAndClose(ctx, l, true) },
	"open-to-write": func(ctx context.Context, l *store.Ledger) error { return openAndClose(ctx, l, false) },
	"create-over": func(ctx context.Context, l *store.Ledger) error {
		_, err := store.Create(ctx, l.Path(), store.Options{})
		return refused(err)
	},
	"check":       func(ctx context.Context, l *store.Ledger) error { _, err := l.Check(ctx); return err },
	"backup":      func(ctx context.Context, l *store.Ledger) error { return l.Backup(ctx, l.Path()+".backup-copy") },
	"backup-over": func(ctx context.Context, l *store.Ledger) error { return refused(l.Backup(ctx, l.Path())) },
	"place": func(_ context.Context, l *store.Ledger) error {
		l.Place()
		store.PlaceOf(l.Path())
		return nil
	},
	"share": func(ctx context.Context, l *store.Ledger) error {
		return l.Share(ctx, l.Path()+".shared", ledger.Without{})
	},
	"restore-self": func(ctx context.Context, l *store.Ledger) error {
		_, err := l.Restore(ctx, l.Path())
		return refused(err)
	},
	"merge-self": func(ctx context.Context, l *store.Ledger) error {
		_, err := l.Merge(ctx, l.Path())
		if err != nil {
			return refused(err)
		}
		return nil // it has nothing that is not there
	},
	"restore": func(ctx context.Context, l *store.Ledger) error {
		if err := l.Backup(ctx, l.Path()+".copy"); err != nil {
			return err
		}
		_, err := l.Restore(ctx, l.Path()+".copy")
		return err
	},
	"forget-nobody": func(ctx context.Context, l *store.Ledger) error {
		_, err := l.Forget(ctx, "nobody@contoso.com", false)
		return refused(err)
	},
	"forget":  func(ctx context.Context, l *store.Ledger) error { _, err := l.Forget(ctx, "a", false); return err },
	"compact": func(ctx context.Context, l *store.Ledger) error { _, _, err := l.Compact(ctx); return err },
	"rebuild": func(ctx context.Context, l *store.Ledger) error { return l.Rebuild(ctx) },
	"run-lock": func(ctx context.Context, l *store.Ledger) error {
		run, err := l.BeginRun(ctx, ledger.RunSync)
		if err != nil {
			return err
		}
		_, err = l.BeginRun(ctx, ledger.RunSync)
		return errors.Join(refused(err), l.EndRun(ctx, run, ledger.RunFailed, nil))
	},
}

func openAndClose(ctx context.Context, l *store.Ledger, readOnly bool) error {
	again, err := store.Open(ctx, l.Path(), store.Options{ReadOnly: readOnly})
	if err != nil {
		return err
	}
	_, err = again.Snapshots(ctx)
	return errors.Join(err, again.Close())
}

// refused turns a refusal, which is right, into success.
func refused(err error) error {
	if err == nil {
		return errors.New("this should have been refused")
	}
	if ledger.CodeOf(err) == ledger.CodeInternal {
		return fmt.Errorf("refused for a wrong reason: %w", err)
	}
	return nil
}

// exclusiveWork is everything that needs the ledger for itself; other is a
// backup of it.
func exclusiveWork(ctx context.Context, l *store.Ledger, other string) map[string]func() error {
	return map[string]func() error{
		"a sync": func() error {
			run, err := l.BeginRun(ctx, ledger.RunSync)
			if err != nil {
				return err
			}
			return l.EndRun(ctx, run, ledger.RunComplete, nil)
		},
		"thinning":   func() error { _, err := l.Thin(ctx, ledger.DefaultRetention(), 0, false); return err },
		"forgetting": func() error { _, err := l.Forget(ctx, "00000000-0000-0000-0000-000000000001", false); return err },
		"compacting": func() error { _, _, err := l.Compact(ctx); return err },
		"restoring":  func() error { _, err := l.Restore(ctx, other); return err },
		"merging":    func() error { _, err := l.Merge(ctx, other); return err },
	}
}
