package store_test

import (
	"context"
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"

	"licenseledger/store"
	"licenseledger/store/ledger"
	"licenseledger/store/storetest"
)

// TestMerge_ReadsNoFactsOfWhatIsKnown merges backups whose facts are gone. If the
// listings tell that everything is known, nobody notices; if one listing or anything
// that people wrote may be taken, the file is examined as a whole, and refused.
func TestMerge_ReadsNoFactsOfWhatIsKnown(t *testing.T) {
	const gone = `DELETE FROM assignment_span; DELETE FROM report_row_span;`
	for name, tt := range map[string]struct {
		ours, theirs string // what differs
		refused      bool
	}{
		"a backup":                     {``, gone, false},
		"an older backup":              {`INSERT INTO price VALUES ('sku', '2026-01-01', 'EUR', 500, 'month')`, gone, false},
		"another content at its place": {``, gone + `UPDATE listing SET content_hash = zeroblob(16) WHERE pos = (SELECT max(pos) FROM listing)`, true},
		"other rows at its place":      {``, gone + `UPDATE listing SET rows = rows + 1 WHERE pos = (SELECT max(pos) FROM listing)`, true},
		"a listing more":               {``, gone + `INSERT INTO listing SELECT source_id, pos + 1, snapshot_id, read_from, read_to, rows, 0, 0, content_hash, NULL, NULL, NULL FROM listing WHERE pos = (SELECT max(pos) FROM listing)`, true},
		"a price more":                 {``, gone + `INSERT INTO price VALUES ('sku', '2026-01-01', 'EUR', 500, 'month')`, true},
		"a label":                      {``, gone + `UPDATE snapshot SET label = 'audit' WHERE label IS NULL`, true},
		"somebody who was forgotten":   {``, gone + `INSERT INTO erased VALUES (zeroblob(32), 1); INSERT INTO setting VALUES ('erasure_keys', '["AAAA"]')`, true},
		"an address of theirs":         {``, gone + `INSERT INTO setting VALUES ('erased_addresses', '["erased-0123456789abcdef"]')`, true},
	} {
		t.Run(name, func(t *testing.T) {
			ctx, l := context.Background(), withMallory(t)
			backup := filepath.Join(t.TempDir(), "copy.ledger")
			if err := l.Backup(ctx, backup); err != nil {
				t.Fatal(err)
			}
			theirs, err := store.Open(ctx, backup, store.Options{})
			if err != nil {
				t.Fatal(err)
			}
			change(t, theirs, tt.theirs)
			if err := theirs.Close(); err != nil {
				t.Fatal(err)
			}
			change(t, l, tt.ours+`; SELECT 1`)
			before := storetest.Dump(t, l)
			done, err := l.Merge(ctx, backup)
			if tt.refused && ledger.CodeOf(err) != ledger.CodeNotALedger || !tt.refused && (err != nil || !done.Nothing()) {
				t.Errorf("%+v, %v", done, err)
			}
			if d := cmp.Diff(before, storetest.Dump(t, l)); d != "" {
				t.Errorf("-before +after:\n%s", d)
			}
			storetest.Sound(t, l)
		})
	}
}

// TestMerge_TellsOfWhatIsKnownToo: that the same things have other prices there is told
// also where nothing else is new.
func TestMerge_TellsOfWhatIsKnownToo(t *testing.T) {
	ctx, l := context.Background(), withMallory(t)
	change(t, l, `INSERT INTO price VALUES ('sku', '2026-01-01', 'EUR', 500, 'month')`)
	backup := filepath.Join(t.TempDir(), "copy.ledger")
	if err := l.Backup(ctx, backup); err != nil {
		t.Fatal(err)
	}
	change(t, l, `UPDATE price SET amount = 600`)
	done, err := l.Merge(ctx, backup)
	if err != nil || !done.Nothing() || len(done.PriceConflicts) != 1 || *done.PriceConflicts[0].Theirs.Amount != 500 {
		t.Errorf("%+v, %v", done, err)
	}
}

// TestMerge_RefusesItself, also under another name.
func TestMerge_RefusesItself(t *testing.T) {
	ctx, l := context.Background(), withMallory(t)
	name := filepath.Join(t.TempDir(), "other.ledger")
	if err := os.Symlink(l.Path(), name); err != nil {
		t.Skip(err) // Windows lets only some people make one
	}
	for _, path := range []string{l.Path(), name} {
		if _, err := l.Merge(ctx, path); ledger.CodeOf(err) != ledger.CodeInvalid {
			t.Errorf("%s: %v", path, err)
		}
	}
}
