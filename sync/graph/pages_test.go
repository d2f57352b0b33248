package graph_test

import (
	"errors"
	"fmt"
	"net/http"
	"testing"

	"licenseledger/store/ledger"
)

// twoPages serves two pages and tells of every call.
func twoPages(asked chan<- string) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		skip := r.URL.Query().Get("$skiptoken")
		asked <- skip
		if skip == "" {
			fmt.Fprintf(w, `{"@odata.nextLink":"https://%s/v1.0/users?$skiptoken=2","value":[{"id":"a"}]}`, r.Host)
			return
		}
		fmt.Fprint(w, `{"value":[{"id":"b"}]}`)
	}
}

// The second page is asked for before the first one is kept: a page that waited
// for that would never end here.
func TestPull_FetchesAPageWhileTheOneBeforeIsKept(t *testing.T) {
	asked := make(chan string, 9)
	client, base := scripted(t, twoPages(asked))
	var cursors []string
	err := source(t, client, base, ledger.SourceUsers, 0).Pull(t.Context(), "", func(p ledger.Page) error {
		if len(cursors) == 0 {
			if first, second := <-asked, <-asked; first != "" || second != "2" {
				t.Errorf("asked for %q, then for %q", first, second)
			}
		}
		cursors = append(cursors, p.Cursor)
		return nil
	})
	if err != nil || len(cursors) != 2 || cursors[0] != "/v1.0/users?$skiptoken=2" || cursors[1] != "" {
		t.Errorf("cursors %q, %v", cursors, err)
	}
}

// A page that cannot be kept ends the reading, and the call for the next one with
// it.
func TestPull_EndsWithThePageThatIsNotKept(t *testing.T) {
	serve := twoPages(make(chan string, 9))
	asked, gone := make(chan struct{}), make(chan struct{})
	client, base := scripted(t, func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Query().Get("$skiptoken") == "" {
			serve(w, r)
			return
		}
		close(asked)
		<-r.Context().Done()
		close(gone)
	})
	full := errors.New("the disk is full")
	err := source(t, client, base, ledger.SourceUsers, 0).Pull(t.Context(), "", func(ledger.Page) error {
		<-asked
		return full
	})
	if !errors.Is(err, full) {
		t.Errorf("Pull returned %v", err)
	}
	<-gone
}

// A next link that leads back is told as that, wherever it stands in the answer.
func TestPull_RefusesANextLinkThatLeadsBack(t *testing.T) {
	for _, shape := range []string{`{"@odata.nextLink":"%[1]s","value":[]}`, `{"value":[],"@odata.nextLink":"%[1]s"}`} {
		calls := 0
		client, base := scripted(t, func(w http.ResponseWriter, r *http.Request) {
			calls++
			fmt.Fprintf(w, shape, "https://"+r.Host+r.URL.RequestURI())
		})
		err := source(t, client, base, ledger.SourceUsers, 0).Pull(t.Context(), "", func(ledger.Page) error {
			t.Error("a page without an end was used")
			return nil
		})
		if ledger.CodeOf(err) != ledger.CodeInvalid || calls != 1 {
			t.Errorf("Pull returned %v after %d calls", err, calls)
		}
	}
}
