package enginetest

import (
	"context"
	"testing"

	"github.com/google/go-cmp/cmp"

	"licenseledger/store/ledger"
	"licenseledger/sync/engine"
)

// pull reads from cursor to the end.
func pull(ctx context.Context, source engine.Source, cursor string) (pages []ledger.Page, err error) {
	err = source.Pull(ctx, cursor, func(p ledger.Page) error {
		pages = append(pages, p)
		return nil
	})
	return pages, err
}

func mustPull(t *testing.T, source engine.Source, cursor string) []ledger.Page {
	t.Helper()
	pages, err := pull(t.Context(), source, cursor)
	if err != nil {
		t.Fatalf("pull from %q: %v", cursor, err)
	}
	if len(pages) == 0 {
		t.Fatal("the source ended without a page")
	}
	for i, p := range pages {
		if last := i == len(pages)-1; last != (p.Cursor == "") {
			t.Fatalf("page %d of %d has cursor %q; only the last page has none", i+1, len(pages), p.Cursor)
		}
		if p.At == 0 {
			t.Fatalf("page %d says not when Microsoft answered", i+1)
		}
		if i > 0 && p.At < pages[i-1].At {
			t.Fatalf("page %d was answered before page %d", i+1, i)
		}
	}
	return pages
}

// listing is what pages come to: the hashes of the facts by owner. A later
// object of an owner replaces the earlier; facts without an owner (report
// rows) are told apart by their content, ordinal included.
type listing map[string]map[ledger.Hash]bool

func collect(pages ...ledger.Page) listing {
	l := listing{}
	var buffer []byte
	for _, page := range pages {
		for _, object := range page.Objects {
			if object.Owner != "" || l[""] == nil {
				l[object.Owner] = map[ledger.Hash]bool{}
			}
			for _, fact := range object.Facts {
				var hash ledger.Hash
				hash, buffer = ledger.HashOf(fact, buffer)
				l[object.Owner][hash] = true
			}
		}
	}
	return l
}

func same(t *testing.T, what string, got, want listing) {
	t.Helper()
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("%s gives another listing (-want +got):\n%s", what, diff)
	}
}
