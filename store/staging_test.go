package store_test

import (
	"context"
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"licenseledger/store"
	"licenseledger/store/ledger"
	"licenseledger/store/storetest"
)

var firstDay = time.Date(2026, 3, 1, 6, 30, 0, 0, time.UTC)

func openStaging(t *testing.T, l *store.Ledger, source string) *store.Staging {
	t.Helper()
	staging, err := l.Stage(context.Background(), source, time.Hour)
	if err != nil {
		t.Fatal(err)
	}
	return staging
}

func put(t *testing.T, staging *store.Staging, cursor string, objects ...ledger.Object) {
	t.Helper()
	page := ledger.Page{Objects: objects, Cursor: cursor, At: ledger.InstantOf(firstDay)}
	if err := staging.Put(context.Background(), page, cursor == ""); err != nil {
		t.Fatal(err)
	}
}

// again closes a staging and opens it from its file.
func again(t *testing.T, l *store.Ledger, staging *store.Staging, source string) *store.Staging {
	t.Helper()
	if err := staging.Close(); err != nil {
		t.Fatal(err)
	}
	return openStaging(t, l, source)
}

// publish publishes what is staged as a listing of a source, read at an
// instant.
func publish(l *store.Ledger, staging *store.Staging, source string, at time.Time) (ledger.Published, error) {
	return publishListing(l, staging, storetest.Listing{Source: source, At: at})
}

func publishListing(l *store.Ledger, staging *store.Staging, x storetest.Listing) (ledger.Published, error) {
	ctx := context.Background()
	run, err := l.BeginRun(ctx, ledger.RunSync)
	if err != nil {
		return ledger.Published{}, err
	}
	done, err := l.Publish(ctx, staging, ledger.Publication{RunID: run, Source: x.Source, At: ledger.InstantOf(x.At),
		AtRule: ledger.AtDateHeader, Evidence: x.Evidence, FileHash: x.FileHash, FileName: x.FileName})
	if ended := l.EndRun(ctx, run, ledger.RunComplete, nil); err == nil {
		err = ended
	}
	return done, err
}

func mustPublish(t *testing.T, l *store.Ledger, staging *store.Staging, source string, at time.Time) ledger.Published {
	t.Helper()
	done, err := publish(l, staging, source, at)
	if err != nil {
		t.Fatal(err)
	}
	storetest.Sound(t, l)
	return done
}

// person is an account with so many licenses.
func person(n int, name string, licenses ...string) ledger.Object {
	id := fmt.Sprintf("11111111-0000-0000-0000-%012d", n)
	object := ledger.Object{Owner: id, Facts: []ledger.Fact{ledger.User{UserID: id, DisplayName: name}}}
	for _, license := range licenses {
		object.Facts = append(object.Facts, ledger.Assignment{UserID: id, SkuID: license, State: "Active"})
	}
	return object
}

func sameHistory(t *testing.T, want, got *store.Ledger) {
	t.Helper()
	if d := cmp.Diff(storetest.Dump(t, want), storetest.Dump(t, got)); d != "" {
		t.Errorf("(-want +got):\n%s", d)
	}
}

func TestStaging_TheLaterDeliveryOfAnOwnerReplacesTheEarlier(t *testing.T) {
	plain, source := storetest.New(t), ledger.SourceUsers
	want := openStaging(t, plain, source)
	put(t, want, "", person(1, "Jane", "A"), person(2, "John"), person(3, "Ann", "C", "D"))
	mustPublish(t, plain, want, source, firstDay)
	for name, deliver := range map[string]func(l *store.Ledger, s *store.Staging) *store.Staging{
		"in one page": func(l *store.Ledger, s *store.Staging) *store.Staging {
			put(t, s, "", person(1, "Old", "X"), person(2, "John", "B"), person(1, "Older"), person(1, "Jane", "A"), person(2, "John"), person(3, "Ann", "C", "D"))
			return s
		},
		"in a later page": func(l *store.Ledger, s *store.Staging) *store.Staging {
			put(t, s, "1", person(1, "Old", "X"), person(2, "John", "B"))
			put(t, s, "2", person(3, "Ann", "C"), person(1, "Older", "A"))
			put(t, s, "3", person(2, "John"), person(3, "Ann", "D"))
			put(t, s, "", person(1, "Jane", "A"), person(3, "Ann", "C", "D"))
			return s
		},
		"after the program was closed": func(l *store.Ledger, s *store.Staging) *store.Staging {
			put(t, s, "1", person(1, "Old", "X"), person(2, "John", "B"))
			s = again(t, l, s, source)
			put(t, s, "2", person(3, "Ann", "C"), person(1, "Older", "A"))
			s = again(t, l, s, source)
			if s.Cursor() != "2" || s.Rows() != 6 {
				t.Errorf("taken up at %q with %d facts, want 2 with 6", s.Cursor(), s.Rows())
			}
			put(t, s, "", person(1, "Jane", "A"), person(2, "John"), person(3, "Ann", "C", "D"))
			return again(t, l, s, source)
		},
	} {
		t.Run(name, func(t *testing.T) {
			l := storetest.New(t)
			done := mustPublish(t, l, deliver(l, openStaging(t, l, source)), source, firstDay)
			if done.Rows != 6 || done.Began != 6 {
				t.Errorf("published %+v, want 6 rows", done)
			}
			sameHistory(t, plain, l)
		})
	}
}

func TestStaging_EqualFactsCountOnce(t *testing.T) {
	l, source := storetest.New(t), ledger.SourceLicenseReport
	line := reportRow("Jane", "jane@contoso.com", "2026-01-02")
	s := openStaging(t, l, source)
	put(t, s, "1", line, ledger.Object{Facts: []ledger.Fact{line.Facts[0], line.Facts[0]}})
	put(t, s, "", line)
	if done := mustPublish(t, l, s, source, firstDay); done.Rows != 1 {
		t.Errorf("%d rows, want 1", done.Rows)
	}
}

func TestStaging_MissingAreThoseNobodyDelivered(t *testing.T) {
	l, source := storetest.New(t), ledger.SourceUsers
	s := openStaging(t, l, source)
	put(t, s, "", person(1, "Jane"), person(2, "John", "A"), person(3, "Ann"), person(4, "Eve"))
	mustPublish(t, l, s, source, firstDay)
	s = openStaging(t, l, source)
	put(t, s, "1", person(4, "Eve"))
	put(t, s, "2", person(1, "Jane, renamed"), ledger.Object{Owner: person(3, "").Owner})
	want := []string{person(2, "").Owner, person(3, "").Owner}
	for range 2 {
		missing, err := s.Missing(context.Background())
		if err != nil || !slices.Equal(missing, want) {
			t.Errorf("missing %q, want %q (%v)", missing, want, err)
		}
		s = again(t, l, s, source)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
}

// readToTheEnd leaves out listings that were never ended, and files that were
// read before.
func readToTheEnd(all []storetest.Listing) (listings []storetest.Listing) {
	files := map[string]bool{}
	for _, x := range all {
		if x.Partial || x.FileHash != "" && files[x.FileHash] {
			continue
		}
		files[x.FileHash] = true
		listings = append(listings, x)
	}
	return listings
}

// TestStaging_OfAnOvertakenBase stages listings against one base and publishes
// them when others have come, before and behind them.
func TestStaging_OfAnOvertakenBase(t *testing.T) {
	eachSeed(t, func(t *testing.T, seed uint64) {
		listings := readToTheEnd(storetest.Histories(seed, 4))
		inOrder, l := storetest.New(t), storetest.New(t)
		for _, x := range listings {
			storetest.Publish(t, inOrder, x)
		}
		type staged struct {
			*store.Staging
			storetest.Listing
		}
		var waiting []staged
		r := rand.New(rand.NewPCG(seed, 6))
		for rest := r.Perm(len(listings)); len(rest)+len(waiting) > 0; {
			if len(rest) > 0 && r.IntN(3) > 0 {
				x := listings[rest[0]]
				s := openStaging(t, l, x.Source)
				put(t, s, "", x.Objects...) // one page, in memory: no file is in the way of the next
				waiting, rest = append(waiting, staged{s, x}), rest[1:]
			} else if len(waiting) > 0 {
				n := r.IntN(len(waiting))
				if _, err := publishListing(l, waiting[n].Staging, waiting[n].Listing); err != nil {
					t.Fatal(err)
				}
				waiting = slices.Delete(waiting, n, n+1)
			}
		}
		storetest.Sound(t, l)
		sameHistory(t, inOrder, l)
	})
}
