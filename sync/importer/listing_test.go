package importer

import (
	"context"
	"errors"
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"licenseledger/store/ledger"
	"licenseledger/sync/engine"
)

// pulled is what a listing handed on.
type pulled struct {
	rows     []ledger.ReportRow
	cursors  []string
	warnings []ledger.Warning
	err      error
}

func pull(ctx context.Context, f *File, cursor string, emit func(ledger.Page) error) pulled {
	var p pulled
	ctx = engine.WithReports(ctx, engine.Reports{Warn: func(w ledger.Warning) { p.warnings = append(p.warnings, w) }})
	p.err = f.Listing().Pull(ctx, cursor, func(page ledger.Page) error {
		for _, object := range page.Objects {
			p.rows = append(p.rows, object.Facts[0].(ledger.ReportRow))
		}
		p.cursors = append(p.cursors, page.Cursor)
		if page.At != f.Taken.At {
			return fmt.Errorf("page at %s", page.At)
		}
		return emit(page)
	})
	return p
}

func listed(t *testing.T, f *File, cursor string) pulled {
	t.Helper()
	p := pull(t.Context(), f, cursor, func(ledger.Page) error { return nil })
	if p.err != nil {
		t.Fatal(p.err)
	}
	return p
}

// long is a list of n rows, every tenth like the one before it.
func long(n int) string {
	dates := make([]string, n)
	for i := range dates {
		dates[i] = "2022-02-28"
	}
	lines := strings.SplitAfter(dated(dates...), "\n")
	for i := 10; i < n; i += 10 {
		lines[i+1] = lines[i]
	}
	return strings.Join(lines, "")
}

func TestListing_HandsOnEveryRowOnce(t *testing.T) {
	for _, n := range []int{1, pageRows - 1, pageRows, pageRows + 1, 2*pageRows + 5} {
		f, err := Open(t.Context(), put(t, "x 2022-04-15.csv", long(n)), Options{})
		if err != nil {
			t.Fatal(err)
		}
		all := listed(t, f, "")
		if len(all.rows) != n || int64(n) != f.Rows || len(all.cursors) != (n+pageRows-1)/pageRows || all.cursors[len(all.cursors)-1] != "" {
			t.Fatalf("%d rows came as %d in pages with cursors %q", n, len(all.rows), all.cursors)
		}
		hashes := map[ledger.Hash]bool{}
		for _, row := range all.rows {
			hash, _ := ledger.HashOf(row, nil)
			hashes[hash] = true
		}
		if len(hashes) != n {
			t.Errorf("%d rows are %d facts", n, len(hashes))
		}
		// From any cursor come the rows that are left, with the same ordinals.
		for i, cursor := range all.cursors[:len(all.cursors)-1] {
			if diff := cmp.Diff(all.rows[(i+1)*pageRows:], listed(t, f, cursor).rows); diff != "" {
				t.Errorf("from %q: %s", cursor, diff)
			}
		}
	}
}

func TestListing_Stops(t *testing.T) {
	f, err := Open(t.Context(), put(t, "x.csv", long(2*pageRows)), Options{})
	if err != nil {
		t.Fatal(err)
	}
	refusal := errors.New("no room")
	if got := pull(t.Context(), f, "", func(ledger.Page) error { return refusal }); !errors.Is(got.err, refusal) || len(got.cursors) != 1 {
		t.Errorf("went on after the refusal: %v, %d pages", got.err, len(got.cursors))
	}
	ctx, cancel := context.WithCancel(t.Context())
	got := pull(ctx, f, "", func(ledger.Page) error { cancel(); return nil })
	if !errors.Is(got.err, context.Canceled) || len(got.cursors) != 1 {
		t.Errorf("went on after cancel: %v, %d pages", got.err, len(got.cursors))
	}
	if got := pull(t.Context(), f, "10 other", func(ledger.Page) error { return nil }); ledger.CodeOf(got.err) != ledger.CodeCursorExpired {
		t.Errorf("a cursor of another file: %v", got.err)
	}
}

func TestListing_AFileThatChangesIsNotUsed(t *testing.T) {
	path := put(t, "x.csv", long(3))
	f, err := Open(t.Context(), path, Options{})
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(long(2)), 0o600); err != nil {
		t.Fatal(err)
	}
	got := pull(t.Context(), f, "", func(ledger.Page) error { return nil })
	if ledger.CodeOf(got.err) != ledger.CodeInvalid || len(got.cursors) != 0 {
		t.Errorf("got %v after %d pages", got.err, len(got.cursors))
	}
}

func TestListing_WarnsOfRowsKeptOut(t *testing.T) {
	f, err := Open(t.Context(), put(t, "x.csv", dated("2022-02-28", "soon", "2022-03-01")), Options{})
	if err != nil {
		t.Fatal(err)
	}
	got := listed(t, f, "")
	if len(got.rows) != 2 || len(got.warnings) != 1 || got.warnings[0].Code != engine.WarnRowsSkipped || got.warnings[0].Count != 1 {
		t.Errorf("%d rows, warnings %+v", len(got.rows), got.warnings)
	}
}
