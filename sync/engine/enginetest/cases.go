package enginetest

import (
	"context"
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"licenseledger/store/ledger"
	"licenseledger/sync/engine"
)

func (s Suite) deliversItsKinds(t *testing.T) {
	source := s.New(t).Source
	info, ok := ledger.SourceByName(source.Name())
	if !ok {
		t.Fatalf("%q is not in the list of sources", source.Name())
	}
	pages := mustPull(t, source, "")
	if many := len(pages) > 1; many == s.OnePage {
		t.Errorf("the listing has %d pages", len(pages))
	}
	seen := map[ledger.Kind]bool{}
	for _, page := range pages {
		for _, object := range page.Objects {
			if len(object.Facts) == 0 {
				t.Errorf("an object has no facts")
			}
			for _, fact := range object.Facts {
				seen[fact.Kind()] = true
				if !slices.Contains(info.Kinds, fact.Kind()) {
					t.Fatalf("%s delivers a %s", source.Name(), fact.Kind())
				}
				if isRow := fact.Kind() == ledger.KindReportRow; isRow != (object.Owner == "") {
					t.Fatalf("a %s has the owner %q", fact.Kind(), object.Owner)
				}
			}
		}
	}
	for _, kind := range info.Kinds {
		if !seen[kind] {
			t.Errorf("no %s was delivered", kind)
		}
	}
}

func (s Suite) fillsEveryColumn(t *testing.T) {
	source := s.New(t).Source
	columns := filled(mustPull(t, source, ""))
	info, _ := ledger.SourceByName(source.Name())
	for _, kind := range info.Kinds {
		for _, column := range ledger.Columns(kind) {
			name := string(kind) + "." + column
			if never := slices.Contains(s.Unfilled, name); columns[name] == never {
				t.Errorf("%s filled: %v; expected never: %v", name, columns[name], never)
			}
		}
	}
}

func (s Suite) readsTheSameTwice(t *testing.T) {
	service := s.New(t)
	first := mustPull(t, service.Source, "")
	same(t, "a second reading", collect(mustPull(t, service.Again(), "")...), collect(first...))
}

func (s Suite) stopsAtEmitError(t *testing.T) {
	full := errors.New("disk full")
	calls := 0
	err := s.New(t).Source.Pull(t.Context(), "", func(ledger.Page) error { calls++; return full })
	if !errors.Is(err, full) || calls != 1 {
		t.Errorf("Pull returned %v after %d pages", err, calls)
	}
}

func (s Suite) cancels(t *testing.T) {
	service := s.New(t)
	ctx, cancel := context.WithCancel(t.Context())
	calls := 0
	began := time.Now()
	err := service.Source.Pull(ctx, "", func(ledger.Page) error {
		calls++
		cancel()
		return ctx.Err()
	})
	if !errors.Is(err, context.Canceled) || calls != 1 {
		t.Errorf("Pull returned %v after %d pages", err, calls)
	}
	// Cancelled before it begins, it hands over nothing.
	pages, err := pull(ctx, service.Again(), "")
	if ledger.CodeOf(err) != ledger.CodeCanceled && !errors.Is(err, context.Canceled) || len(pages) != 0 {
		t.Errorf("a cancelled Pull returned %v and %d pages", err, len(pages))
	}
	if took := time.Since(began); took > 5*time.Second {
		t.Errorf("cancelling took %v", took)
	}
}

func (s Suite) empty(t *testing.T) {
	source := s.Empty(t)
	if s.EmptyIsRefused {
		if pages, err := pull(t.Context(), source, ""); ledger.CodeOf(err) != ledger.CodeInvalid || len(pages) != 0 {
			t.Errorf("Pull returned %v and %d pages, want a refusal and none", err, len(pages))
		}
		return
	}
	if l := collect(mustPull(t, source, "")...); len(l) != 0 {
		t.Errorf("an empty tenant has %d objects", len(l))
	}
}

func (s Suite) throttled(t *testing.T) {
	service := s.New(t)
	want := collect(mustPull(t, service.Source, "")...)
	service.Throttle()
	var reasons []string
	ended := 0
	ctx := engine.WithReports(t.Context(), engine.Reports{
		Wait: func(_ time.Time, reason string) func() {
			reasons = append(reasons, reason)
			return func() { ended++ }
		},
	})
	// Every second call: whichever comes first, the second reading meets it.
	first, err := pull(ctx, service.Again(), "")
	if err != nil {
		t.Fatal(err)
	}
	second, err := pull(ctx, service.Again(), "")
	if err != nil {
		t.Fatal(err)
	}
	same(t, "a throttled reading", collect(first...), want)
	same(t, "another throttled reading", collect(second...), want)
	if !slices.Contains(reasons, "throttled") || ended != len(reasons) {
		t.Errorf("waits told: %v, of which %d ended", reasons, ended)
	}
}

func (s Suite) forbidden(t *testing.T) {
	service := s.New(t)
	service.Forbid()
	pages, err := pull(t.Context(), service.Source, "")
	code := ledger.CodeOf(err)
	if code != ledger.CodeForbidden && code != ledger.CodeConsentRequired || len(pages) != 0 {
		t.Fatalf("Pull returned %v and %d pages", err, len(pages))
	}
	info, _ := ledger.SourceByName(service.Source.Name())
	if !strings.Contains(err.Error(), info.Permission) {
		t.Errorf("the error does not name %s: %v", info.Permission, err)
	}
}

func (s Suite) resumes(t *testing.T) {
	service := s.New(t)
	pages := mustPull(t, service.Source, "")
	want := collect(pages...)
	for i, page := range pages[:len(pages)-1] {
		rest := mustPull(t, service.Again(), page.Cursor)
		same(t, "resuming", collect(append(slices.Clone(pages[:i+1]), rest...)...), want)
		if len(rest) != len(pages)-i-1 {
			t.Errorf("after page %d, %d pages came instead of %d", i+1, len(rest), len(pages)-i-1)
		}
	}
}

func (s Suite) repeatsPages(t *testing.T) {
	service := s.New(t)
	pages := mustPull(t, service.Source, "")
	again := mustPull(t, service.Again(), pages[0].Cursor)
	same(t, "reading pages twice", collect(append(slices.Clone(pages), again...)...), collect(pages...))
}

func (s Suite) expired(t *testing.T) {
	service := s.New(t)
	pages := mustPull(t, service.Source, "")
	rest, err := pull(t.Context(), service.Again(), service.Expire(pages[0].Cursor))
	if ledger.CodeOf(err) != ledger.CodeCursorExpired || len(rest) != 0 {
		t.Errorf("Pull returned %v and %d pages", err, len(rest))
	}
}
