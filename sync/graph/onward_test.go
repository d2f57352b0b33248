package graph_test

import (
	"fmt"
	"net/http"
	"strconv"
	"strings"
	"sync/atomic"
	"testing"

	"licenseledger/store/ledger"
	"licenseledger/sync/engine"
)

// Lists without an end are ended, whatever they look like, and so are links to
// what is never read. Nothing of the page that led astray is kept as the place to go
// on from.
func TestPull_EndsListsThatHaveNoEnd(t *testing.T) {
	for name, c := range map[string]struct {
		link func(n int) string // after so many pages
		rows func(n int) string
		most int // calls
	}{
		"in a circle":           {func(n int) string { return fmt.Sprintf("/v1.0/users?$skiptoken=%d", n%3) }, oneOf, 6},
		"empty for ever":        {func(n int) string { return fmt.Sprintf("/v1.0/users?$skiptoken=%d", n) }, func(int) string { return "" }, 1005},
		"the same for ever":     {func(n int) string { return fmt.Sprintf("/v1.0/users?$skiptoken=%d", n) }, func(int) string { return `{"id":"a"},{"id":"b"}` }, 1005},
		"another version":       {func(int) string { return "/beta/users?$skiptoken=1" }, oneOf, 1},
		"another tenant's path": {func(int) string { return "/v1.0/11111111-2222-3333-4444-555555555555/users?$skiptoken=1" }, oneOf, 1},
		"a mailbox":             {func(int) string { return "/v1.0/users/a/messages" }, oneOf, 1},
		"a path that leads up":  {func(int) string { return "/v1.0/users/../me/messages" }, oneOf, 1},
	} {
		t.Run(name, func(t *testing.T) {
			var calls atomic.Int64 // a page is fetched while the one before is kept
			client, base := scripted(t, func(w http.ResponseWriter, r *http.Request) {
				n := int(calls.Add(1))
				if !strings.HasPrefix(r.URL.Path, "/v1.0/users") || strings.Contains(r.URL.Path, "messages") {
					t.Errorf("%s was asked", r.URL.Path)
				}
				fmt.Fprintf(w, `{"value":[%s],"@odata.nextLink":"https://%s%s"}`, c.rows(n), r.Host, c.link(n))
			})
			cursor := ""
			err := source(t, client, base, ledger.SourceUsers, 0).Pull(t.Context(), "", func(p ledger.Page) error {
				cursor = p.Cursor
				return nil
			})
			if ledger.CodeOf(err) != ledger.CodeInvalid || calls.Load() > int64(c.most) {
				t.Errorf("Pull returned %v after %d calls", err, calls.Load())
			}
			if cursor != "" && !strings.HasPrefix(cursor, "/v1.0/users?$skiptoken=") {
				t.Errorf("%q is kept as the place to go on from", cursor)
			}
		})
	}
}

func oneOf(n int) string { return `{"id":"` + strconv.Itoa(n) + `"}` }

func TestChanges_EndWhereTheyHaveNoEnd(t *testing.T) {
	var calls atomic.Int64
	client, base := scripted(t, func(w http.ResponseWriter, r *http.Request) {
		fmt.Fprintf(w, `{"value":[],"@odata.nextLink":"https://%s/v1.0/users/delta?$skiptoken=%d"}`, r.Host, calls.Add(1))
	})
	_, err := source(t, client, base, ledger.SourceUsers, 0).(engine.Changer).Mark(t.Context())
	if ledger.CodeOf(err) != ledger.CodeInvalid || calls.Load() > 1005 {
		t.Errorf("Mark returned %v after %d calls", err, calls.Load())
	}
}
