package store_test

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"licenseledger/store"
	"licenseledger/store/ledger"
	"licenseledger/store/storetest"
)

// between says a line before and after something that writes.
func (w *worker) between(before, after string, do func() error) error {
	w.step("%s", before)
	err := do()
	w.step("%s", after)
	return err
}

// beside names a file in the ledger's folder.
func (w *worker) beside(name string) string {
	return filepath.Join(filepath.Dir(w.ledger.Path()), name)
}

// backUp copies the ledger; a copy that is there is whole.
func backUp(name string) act {
	return func(ctx context.Context, w *worker) error {
		target := w.beside(name + " backup.ledger")
		if _, err := os.Stat(target); err == nil {
			return nil
		}
		return w.between("backing up", "backed up", func() error { return w.ledger.Backup(ctx, target) })
	}
}

func restore(name string) act {
	return func(ctx context.Context, w *worker) error {
		return w.between("restoring", "restored", func() error {
			_, err := w.ledger.Restore(ctx, w.beside(name+" backup.ledger"))
			return err
		})
	}
}

func share(ctx context.Context, w *worker) error {
	target := w.beside("shared.ledger")
	if _, err := os.Stat(target); err == nil {
		return nil
	}
	return w.between("sharing", "shared", func() error { return w.ledger.Share(ctx, target, ledger.Without{Names: true}) })
}

func thin(ctx context.Context, w *worker) error {
	return w.between("thinning", "thinned", func() error {
		_, err := w.ledger.Thin(ctx, ledger.Retention{AllDays: 2, WeeklyDays: 30}, 0, false)
		return err
	})
}

func rebuild(ctx context.Context, w *worker) error {
	return w.between("rebuilding", "rebuilt", func() error { return w.ledger.Rebuild(ctx) })
}

func compact(ctx context.Context, w *worker) error {
	return w.between("compacting", "compacted", func() error {
		_, _, err := w.ledger.Compact(ctx)
		return err
	})
}

// forget takes the n-th person out. The key is the same in every ledger, so
// that what stands in for her name is.
func forget(n int) act {
	return func(ctx context.Context, w *worker) error {
		return w.between("forgetting", "forgotten", func() error {
			if err := w.ledger.PutSetting(ctx, "erasure_keys", [][]byte{[]byte("0123456789abcdef0123456789abcdef")}); err != nil {
				return err
			}
			_, err := w.ledger.Forget(ctx, fmt.Sprintf("00000000-0000-0000-0000-%012d", n), false)
			if ledger.CodeOf(err) == ledger.CodeNotFound {
				err = nil // never listed in this history
			}
			return err
		})
	}
}

const theirs = "theirs.ledger"

func merge(ctx context.Context, w *worker) error {
	return w.between("merging", "merged", func() error {
		_, err := w.ledger.Merge(ctx, w.beside(theirs))
		return err
	})
}

// isOld tells whether a plan begins with a file of the version before.
func isOld(seed uint64) bool { return seed%3 == 0 }

// historyFor draws what a plan publishes. A file that is old already knows its
// tenant, and would not be merged or restored after another was read into it.
func historyFor(seed uint64, days int) []storetest.Listing {
	return slices.DeleteFunc(storetest.History(seed, days), func(x storetest.Listing) bool {
		return isOld(seed) && x.Source == ledger.SourceOrganization
	})
}

// life makes the files that a plan begins with: a ledger, new or of the
// version before, and another of the same tenant to be merged into it.
func life(t *testing.T, seed uint64) (path string) {
	t.Helper()
	path = filepath.Join(t.TempDir(), "contoso.ledger")
	if isOld(seed) {
		path = oldLedger(t, 1)
	} else {
		created(t, path)
	}
	other := filepath.Join(filepath.Dir(path), theirs)
	created(t, other)
	l, err := store.Open(context.Background(), other, store.Options{})
	if err != nil {
		t.Fatal(err)
	}
	for i, x := range historyFor(seed, 4) {
		if i%2 == 0 {
			storetest.Publish(t, l, x)
		}
	}
	if err := l.Close(); err != nil {
		t.Fatal(err)
	}
	return path
}

func created(t *testing.T, path string) {
	t.Helper()
	l, err := store.Create(context.Background(), path, store.Options{AppVersion: "test"})
	if err != nil {
		t.Fatal(err)
	}
	if err := l.Close(); err != nil {
		t.Fatal(err)
	}
}
