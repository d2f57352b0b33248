package enginetest

import (
	"context"
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"licenseledger/store/ledger"
	"licenseledger/sync/engine"
)

// ActivityService is a source of activity and ways to trouble the service behind
// it.
type ActivityService struct {
	Source engine.ActivitySource
	// Again makes another source value over the same service, as the program
	// does after a restart.
	Again func() engine.ActivitySource
	// Day is a day with several pages, Empty one on which nothing happened.
	Day, Empty string
	// Throttle makes the service ask every second call to wait, on a clock that
	// need not really wait.
	Throttle func()
	// Forbid takes the permission away.
	Forbid func()
	// Expire turns a cursor into one that the service does not accept.
	Expire func(cursor string) string
}

// ActivitySuite says what is tested.
type ActivitySuite struct {
	// New starts a tenant of its own for a test.
	New func(t *testing.T) ActivityService
}

// RunActivity holds a source of activity to the contract.
func RunActivity(t *testing.T, s ActivitySuite) {
	t.Run("it has a name of the list and tells of its products", s.tellsItsProducts)
	t.Run("reading twice gives the same", s.readsTheSameTwice)
	t.Run("it stops at the first error of emit", s.stopsAtEmitError)
	t.Run("cancelling in the middle of a page ends it", s.cancels)
	t.Run("a day on which nothing happened", s.empty)
	t.Run("throttled, it waits, tells it, and reads everything", s.throttled)
	t.Run("forbidden, it is not available and names what is needed", s.forbidden)
	t.Run("it resumes at every page", s.resumes)
	t.Run("a page read twice changes nothing", s.repeatsPages)
	t.Run("a cursor that expired is said to be", s.expired)
}

func readDay(ctx context.Context, source engine.ActivitySource, day, cursor string) (pages []ledger.ActivityPage, err error) {
	err = source.ReadDay(ctx, day, cursor, func(p ledger.ActivityPage) error {
		pages = append(pages, p)
		return nil
	})
	return pages, err
}

func mustReadDay(t *testing.T, source engine.ActivitySource, day, cursor string) []ledger.ActivityPage {
	t.Helper()
	pages, err := readDay(t.Context(), source, day, cursor)
	if err != nil {
		t.Fatalf("read %s from %q: %v", day, cursor, err)
	}
	for i, p := range pages {
		if last := i == len(pages)-1; last != (p.Cursor == "") {
			t.Fatalf("page %d of %d has cursor %q; only the last page has none", i+1, len(pages), p.Cursor)
		}
		if p.At == 0 {
			t.Fatalf("page %d says not when Microsoft answered", i+1)
		}
	}
	if len(pages) == 0 {
		t.Fatal("the source ended without a page")
	}
	return pages
}

// seenOn is what pages come to: who was seen using what.
func seenOn(pages ...ledger.ActivityPage) map[ledger.Use]bool {
	seen := map[ledger.Use]bool{}
	for _, p := range pages {
		for _, use := range p.Uses {
			seen[use] = true
		}
	}
	return seen
}

func sameUses(t *testing.T, what string, got, want map[ledger.Use]bool) {
	t.Helper()
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("%s gives other uses (-want +got):\n%s", what, diff)
	}
}

func (s ActivitySuite) tellsItsProducts(t *testing.T) {
	service := s.New(t)
	if !slices.Contains(ledger.ActivitySources(), service.Source.Name()) {
		t.Fatalf("%q is not in the list of sources of activity", service.Source.Name())
	}
	pages := mustReadDay(t, service.Source, service.Day, "")
	if len(pages) < 2 {
		t.Errorf("the day has %d pages", len(pages))
	}
	told := map[ledger.Product]bool{}
	for use := range seenOn(pages...) {
		told[use.Product] = true
		slice := ledger.ActivitySlice{Source: service.Source.Name(), Day: service.Day, ReadAt: 1, Products: service.Source.Products(), Uses: []ledger.Use{use}}
		if err := slice.Check(); err != nil || use.UserID != strings.ToLower(use.UserID) {
			t.Fatalf("it tells of %+v: %v", use, err)
		}
	}
	for _, product := range service.Source.Products() {
		if !told[product] {
			t.Errorf("nobody used %s", product)
		}
	}
	if reach := service.Source.Reach(); reach.Days < reach.Sure || reach.Sure < 1 || reach.Late <= 0 {
		t.Errorf("it reaches %+v", reach)
	}
}

func (s ActivitySuite) readsTheSameTwice(t *testing.T) {
	service := s.New(t)
	first := mustReadDay(t, service.Source, service.Day, "")
	sameUses(t, "a second reading", seenOn(mustReadDay(t, service.Again(), service.Day, "")...), seenOn(first...))
}

func (s ActivitySuite) stopsAtEmitError(t *testing.T) {
	service, full, calls := s.New(t), errors.New("disk full"), 0
	err := service.Source.ReadDay(t.Context(), service.Day, "", func(ledger.ActivityPage) error { calls++; return full })
	if !errors.Is(err, full) || calls != 1 {
		t.Errorf("ReadDay returned %v after %d pages", err, calls)
	}
}

func (s ActivitySuite) cancels(t *testing.T) {
	service := s.New(t)
	ctx, cancel := context.WithCancel(t.Context())
	began, calls := time.Now(), 0
	err := service.Source.ReadDay(ctx, service.Day, "", func(ledger.ActivityPage) error {
		calls++
		cancel()
		return ctx.Err()
	})
	if !errors.Is(err, context.Canceled) || calls != 1 {
		t.Errorf("ReadDay returned %v after %d pages", err, calls)
	}
	pages, err := readDay(ctx, service.Again(), service.Day, "")
	if ledger.CodeOf(err) != ledger.CodeCanceled && !errors.Is(err, context.Canceled) || len(pages) != 0 {
		t.Errorf("a cancelled ReadDay returned %v and %d pages", err, len(pages))
	}
	if took := time.Since(began); took > 5*time.Second {
		t.Errorf("cancelling took %v", took)
	}
}

func (s ActivitySuite) empty(t *testing.T) {
	service := s.New(t)
	pages := mustReadDay(t, service.Source, service.Empty, "")
	if seen := seenOn(pages...); len(seen) != 0 || pages[0].Told != 0 {
		t.Errorf("on a day without anything %d entries tell of %d uses", pages[0].Told, len(seen))
	}
}

func (s ActivitySuite) throttled(t *testing.T) {
	service := s.New(t)
	want := seenOn(mustReadDay(t, service.Source, service.Day, "")...)
	service.Throttle()
	var reasons []string
	ended := 0
	ctx := engine.WithReports(t.Context(), engine.Reports{Wait: func(_ time.Time, reason string) func() {
		reasons = append(reasons, reason)
		return func() { ended++ }
	}})
	// Every second call: whichever comes first, the second reading meets it.
	for range 2 {
		pages, err := readDay(ctx, service.Again(), service.Day, "")
		if err != nil {
			t.Fatal(err)
		}
		sameUses(t, "a throttled reading", seenOn(pages...), want)
	}
	if !slices.Contains(reasons, "throttled") || ended != len(reasons) {
		t.Errorf("waits told: %v, of which %d ended", reasons, ended)
	}
}

func (s ActivitySuite) forbidden(t *testing.T) {
	service := s.New(t)
	service.Forbid()
	pages, err := readDay(t.Context(), service.Source, service.Day, "")
	var missing *engine.NotAvailable
	if !errors.As(err, &missing) || missing.Warning != ledger.WarnPermissionMissing || len(pages) != 0 {
		t.Fatalf("ReadDay returned %v and %d pages", err, len(pages))
	}
	info, ok := ledger.AnySourceByName(service.Source.Name())
	if !ok || !strings.Contains(err.Error(), info.Permission) {
		t.Errorf("the error does not name %s: %v", info.Permission, err)
	}
}

func (s ActivitySuite) resumes(t *testing.T) {
	service := s.New(t)
	pages := mustReadDay(t, service.Source, service.Day, "")
	want := seenOn(pages...)
	for i, page := range pages[:len(pages)-1] {
		rest := mustReadDay(t, service.Again(), service.Day, page.Cursor)
		sameUses(t, "resuming", seenOn(append(slices.Clone(pages[:i+1]), rest...)...), want)
		if len(rest) != len(pages)-i-1 {
			t.Errorf("after page %d, %d pages came instead of %d", i+1, len(rest), len(pages)-i-1)
		}
	}
}

func (s ActivitySuite) repeatsPages(t *testing.T) {
	service := s.New(t)
	pages := mustReadDay(t, service.Source, service.Day, "")
	again := mustReadDay(t, service.Again(), service.Day, pages[0].Cursor)
	sameUses(t, "reading pages twice", seenOn(append(slices.Clone(pages), again...)...), seenOn(pages...))
}

func (s ActivitySuite) expired(t *testing.T) {
	service := s.New(t)
	pages := mustReadDay(t, service.Source, service.Day, "")
	rest, err := readDay(t.Context(), service.Again(), service.Day, service.Expire(pages[0].Cursor))
	if ledger.CodeOf(err) != ledger.CodeCursorExpired || len(rest) != 0 {
		t.Errorf("ReadDay returned %v and %d pages", err, len(rest))
	}
}
