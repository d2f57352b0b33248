package store_test

import (
	"bytes"
	"context"
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"licenseledger/store"
	"licenseledger/store/ledger"
	"licenseledger/store/storetest"
)

func openChanges(t *testing.T, l *store.Ledger, source string) *store.Staging {
	t.Helper()
	staging, err := l.StageChanges(context.Background(), source, time.Hour)
	if err != nil {
		t.Fatal(err)
	}
	return staging
}

// pagesBetween gives one page for every difference between two listings.
func pagesBetween(before, after storetest.Listing) (pages []ledger.Page) {
	old, now := byKey(before), byKey(after)
	for key, o := range now {
		was, there := old[key]
		delete(old, key)
		if !there || !slices.Equal(hashes(was), hashes(o)) {
			pages = append(pages, ledger.Page{Objects: []ledger.Object{o}})
		}
	}
	for _, o := range old {
		if o.Owner == "" {
			pages = append(pages, ledger.Page{Gone: o.Facts})
		} else {
			pages = append(pages, ledger.Page{Objects: []ledger.Object{{Owner: o.Owner}}})
		}
	}
	return pages
}

// byKey gives the objects of a listing by owner, the last delivery of each, or
// by line.
func byKey(x storetest.Listing) map[string]ledger.Object {
	all := map[string]ledger.Object{}
	for _, o := range x.Objects {
		all[keyOf(o)] = o
	}
	return all
}

func keyOf(o ledger.Object) string {
	if o.Owner != "" {
		return o.Owner
	}
	return fmt.Sprint(hashes(o))
}

func hashes(o ledger.Object) (all []ledger.Hash) {
	for _, fact := range o.Facts {
		hash, _ := ledger.HashOf(fact, nil)
		all = append(all, hash)
	}
	return all
}

// TestChanges_GiveTheHistoryOfWholeListings publishes drawn histories whole,
// and again as changes in drawn order, closing the program between some pages.
func TestChanges_GiveTheHistoryOfWholeListings(t *testing.T) {
	eachSeed(t, func(t *testing.T, seed uint64) {
		r := rand.New(rand.NewPCG(seed, 8))
		whole, changed := storetest.New(t), storetest.New(t)
		last, changes := map[string]storetest.Listing{}, 0
		tied := map[string]bool{} // two listings of an instant: the ledger decides which is the newer
		for _, x := range readToTheEnd(storetest.Histories(seed, 5)) {
			storetest.Publish(t, whole, x)
			newest := last[x.Source].At
			if !x.At.After(newest) || tied[x.Source] { // changes are of the newest listing
				storetest.Publish(t, changed, x)
				if x.At.After(newest) {
					last[x.Source], tied[x.Source] = x, false
				} else {
					tied[x.Source] = tied[x.Source] || x.At.Equal(newest)
				}
				continue
			}
			s := openChanges(t, changed, x.Source)
			pages := pagesBetween(last[x.Source], x)
			changes += len(pages)
			r.Shuffle(len(pages), func(i, j int) { pages[i], pages[j] = pages[j], pages[i] })
			for n, page := range pages {
				page.At, page.Cursor = ledger.InstantOf(x.At), fmt.Sprint(n+1)
				if err := s.Put(context.Background(), page, n == len(pages)-1); err != nil {
					t.Fatal(err)
				}
				if r.IntN(8) > 0 {
					continue
				}
				if err := s.Close(); err != nil {
					t.Fatal(err)
				}
				if s = openChanges(t, changed, x.Source); s.Cursor() != page.Cursor {
					t.Fatalf("taken up at %q, want %q", s.Cursor(), page.Cursor)
				}
			}
			want := 0
			for _, o := range byKey(x) {
				all := hashes(o)
				slices.SortFunc(all, func(a, b ledger.Hash) int { return bytes.Compare(a[:], b[:]) })
				want += len(slices.Compact(all)) // what an account is told twice is one fact
			}
			if int(s.Rows()) != want {
				t.Errorf("%s at %s has %d facts, want %d", x.Source, x.At, s.Rows(), want)
			}
			if _, err := publishListing(changed, s, x); err != nil {
				t.Fatal(err)
			}
			last[x.Source] = x
		}
		if changes < 8 {
			t.Errorf("only %d changes: the test proves nothing", changes)
		}
		storetest.Sound(t, changed)
		sameHistory(t, whole, changed)
	})
}

func TestChanges_TheLaterDeliveryOfAnOwnerReplacesTheEarlier(t *testing.T) {
	l, plain, source := storetest.New(t), storetest.New(t), ledger.SourceUsers
	for _, x := range []*store.Ledger{l, plain} {
		s := openStaging(t, x, source)
		put(t, s, "", person(1, "Jane", "A", "B"), person(2, "John", "A"), person(3, "Ann"), person(4, "Eve", "C"))
		mustPublish(t, x, s, source, firstDay)
	}
	second := firstDay.AddDate(0, 0, 1)
	s := openStaging(t, plain, source)
	put(t, s, "", person(1, "Jane", "B", "C"), person(3, "Ann"), person(4, "Eve", "C"), person(5, "Bob"))
	mustPublish(t, plain, s, source, second)

	s = openChanges(t, l, source)
	put(t, s, "1", person(1, "Janet", "A"), person(5, "Bob", "A"), ledger.Object{Owner: person(3, "").Owner})
	put(t, s, "2", person(1, "Jane", "D"), person(1, "Jane", "B", "C"), person(2, "Johnny"))
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	s = openChanges(t, l, source)
	put(t, s, "", person(3, "Ann"), person(5, "Bob"), ledger.Object{Owner: person(2, "").Owner})
	missing, err := s.Missing(context.Background())
	if err != nil || len(missing) != 1 || missing[0] != person(2, "").Owner {
		t.Errorf("missing: %q, %v", missing, err)
	}
	mustPublish(t, l, s, source, second)
	sameHistory(t, plain, l)
}

func TestChanges_OfAListingThatIsNotTheNewestAreRefused(t *testing.T) {
	l, source := storetest.New(t), ledger.SourceUsers
	s := openStaging(t, l, source)
	put(t, s, "", person(1, "Jane"), person(2, "John"))
	mustPublish(t, l, s, source, firstDay)

	overtaken := openChanges(t, l, source)
	put(t, overtaken, "", person(2, "Johnny"))
	s = openStaging(t, l, source)
	put(t, s, "", person(1, "Jane"), person(3, "Ann"))
	mustPublish(t, l, s, source, firstDay.AddDate(0, 0, 1))
	before := storetest.Dump(t, l)
	if _, err := publish(l, overtaken, source, firstDay.AddDate(0, 0, 2)); ledger.CodeOf(err) != ledger.CodeStale {
		t.Errorf("changes of an older listing: %v, want stale", err)
	}
	if err := overtaken.Discard(); err != nil {
		t.Fatal(err)
	}
	inPast := openChanges(t, l, source)
	put(t, inPast, "", person(3, "Anna"))
	if _, err := publish(l, inPast, source, firstDay); ledger.CodeOf(err) != ledger.CodeStale {
		t.Errorf("changes before the listing that they change: %v, want stale", err)
	}
	if after := storetest.Dump(t, l); after != before {
		t.Errorf("history was changed:\n%s", after)
	}
	if err := inPast.Close(); err != nil {
		t.Fatal(err)
	}
	if s = openStaging(t, l, source); s.Cursor() != "" || s.Rows() != 0 {
		t.Error("changes were taken up as a whole listing")
	}
}

func TestChanges_OfWhatIsNotThereAreRefused(t *testing.T) {
	ctx, l, source := context.Background(), storetest.New(t), ledger.SourceLicenseReport
	jane, john := reportRow("Jane", "jane@contoso.com", "2026-01-02"), reportRow("John", "john@contoso.com", "2026-01-02")
	s := openStaging(t, l, source)
	put(t, s, "", jane)
	mustPublish(t, l, s, source, firstDay)
	s = openChanges(t, l, source)
	page := ledger.Page{Objects: []ledger.Object{john}, Gone: john.Facts, At: ledger.InstantOf(firstDay)}
	if err := s.Put(ctx, page, true); ledger.CodeOf(err) != ledger.CodeInvalid {
		t.Errorf("a line is gone that was not there: %v, want invalid", err)
	}
	page.Gone = jane.Facts
	if err := s.Put(ctx, page, true); err != nil { // the page before left nothing
		t.Fatal(err)
	}
	if done := mustPublish(t, l, s, source, firstDay.AddDate(0, 0, 1)); done.Rows != 1 || done.Began != 1 || done.Ended != 1 {
		t.Errorf("published %+v, want one line for another", done)
	}
	s = openStaging(t, l, source)
	if err := s.Put(ctx, page, true); ledger.CodeOf(err) != ledger.CodeInternal {
		t.Errorf("a whole listing says what is gone: %v", err)
	}
}
