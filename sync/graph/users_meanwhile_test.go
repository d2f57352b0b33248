package graph_test

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"

	"licenseledger/store/ledger"
	"licenseledger/sync/engine"
)

// askedInBatch reads the ids of the accounts that a batch asks for.
func askedInBatch(t *testing.T, r *http.Request) (ids []string) {
	t.Helper()
	var body struct {
		Requests []struct{ ID, URL string }
	}
	if err := json.NewDecoder(r.Body).Decode(&body); err != nil {
		t.Error(err)
	}
	for n, one := range body.Requests {
		id, _, _ := strings.Cut(strings.TrimPrefix(one.URL, "/users/"), "?")
		if ids = append(ids, id); one.ID != fmt.Sprint(n) {
			t.Errorf("call %d of a batch has the id %q", n, one.ID)
		}
	}
	return ids
}

// answerBatch answers what a batch asked for: with accounts that have an id and no more,
// where they are there.
func answerBatch(t *testing.T, w http.ResponseWriter, asked []string, isThere func(id string) bool) {
	t.Helper()
	answers := []map[string]any{}
	for n, id := range asked {
		answer := map[string]any{"id": fmt.Sprint(n), "status": http.StatusNotFound}
		if isThere(id) {
			answer["status"], answer["body"] = http.StatusOK, map[string]any{"id": id}
		}
		answers = append(answers, answer)
	}
	if err := json.NewEncoder(w).Encode(map[string]any{"responses": answers}); err != nil {
		t.Error(err)
	}
}

// TestConfirm_SeveralCallsAreOnTheirWay answers no look-up before four are there, and has
// the first one answered last.
func TestConfirm_SeveralCallsAreOnTheirWay(t *testing.T) {
	const together, accounts = 4, 130
	var owners []string
	for n := range accounts {
		owners = append(owners, fmt.Sprintf("aaaaaaaa-0000-0000-0000-%012d", n))
	}
	var mu sync.Mutex
	there, most, came := 0, 0, 0
	all, others := make(chan struct{}), make(chan struct{})
	client, base := scripted(t, func(w http.ResponseWriter, r *http.Request) {
		asked := askedInBatch(t, r)
		mu.Lock()
		there, came = there+1, came+1
		most = max(most, there)
		if came == together {
			close(all)
		}
		if came == 1+accounts/20 {
			close(others)
		}
		mu.Unlock()
		wait := all
		if asked[0] == owners[0] {
			wait = others
		}
		select {
		case <-wait:
		case <-r.Context().Done():
			return
		}
		mu.Lock()
		there--
		mu.Unlock()
		answerBatch(t, w, asked, func(id string) bool { return strings.HasSuffix(id, "7") })
	})
	confirmer := source(t, client, base, ledger.SourceUsers, 0).(engine.Confirmer)
	found, evidence, err := confirmer.Confirm(t.Context(), owners)
	if err != nil {
		t.Fatal(err)
	}
	if most != together {
		t.Errorf("%d calls were on their way at once, want %d", most, together)
	}
	var looked, is, want []string
	for _, e := range evidence {
		looked = append(looked, e.UserID)
		if e.Found != strings.HasSuffix(e.UserID, "7") {
			t.Errorf("%s found: %v", e.UserID, e.Found)
		}
	}
	for _, o := range found {
		is = append(is, o.Owner)
	}
	for _, owner := range owners {
		if strings.HasSuffix(owner, "7") {
			want = append(want, owner)
		}
	}
	if diff := cmp.Diff(owners, looked); diff != "" {
		t.Errorf("look-ups, -want +got:\n%s", diff)
	}
	if diff := cmp.Diff(want, is); diff != "" {
		t.Errorf("found, -want +got:\n%s", diff)
	}
}

// TestConfirm_TheFirstRefusalEndsAll has one of the calls refused while the others wait
// for an answer that does not come. It is refused once the others have come: a call that
// is ended before has no whole body to read.
func TestConfirm_TheFirstRefusalEndsAll(t *testing.T) {
	var owners []string
	for n := range 60 {
		owners = append(owners, fmt.Sprintf("aaaaaaaa-0000-0000-0000-%012d", n))
	}
	var others sync.WaitGroup
	others.Add(2)
	client, base := scripted(t, func(w http.ResponseWriter, r *http.Request) {
		if askedInBatch(t, r)[0] != owners[20] {
			others.Done()
			<-r.Context().Done()
			return
		}
		others.Wait()
		w.WriteHeader(http.StatusForbidden)
		fmt.Fprint(w, `{"error":{"code":"Authorization_RequestDenied","message":"Insufficient privileges to complete the operation."}}`)
	})
	confirmer := source(t, client, base, ledger.SourceUsers, 0).(engine.Confirmer)
	if _, _, err := confirmer.Confirm(t.Context(), owners); ledger.CodeOf(err) != ledger.CodeForbidden && ledger.CodeOf(err) != ledger.CodeConsentRequired {
		t.Errorf("the error is %v, want the refusal", err)
	}
}

// TestChanges_TheNextPageIsFetchedMeanwhile looks into no page before the next one is
// asked for.
func TestChanges_TheNextPageIsFetchedMeanwhile(t *testing.T) {
	asked := make(chan struct{})
	var base string
	client, base := scripted(t, func(w http.ResponseWriter, r *http.Request) {
		switch {
		case strings.Contains(r.URL.RawQuery, "deltatoken=a"):
			fmt.Fprintf(w, `{"value":[{"id":"%s","department":"Legal"}],"@odata.nextLink":"%s/users/delta?$skiptoken=b"}`, janeID, base)
		case strings.Contains(r.URL.RawQuery, "skiptoken=b"):
			close(asked)
			fmt.Fprintf(w, `{"value":[{"id":"%s","displayName":"John Smith"}],"@odata.deltaLink":"%s/users/delta?$deltatoken=c"}`, johnID, base)
		default:
			fmt.Fprint(w, `{"value":[]}`)
		}
	})
	changer := source(t, client, base, ledger.SourceUsers, 0).(engine.Changer)
	var pages [][]string
	meanwhile := func(ctx context.Context, owners []string) ([]ledger.Object, error) {
		select {
		case <-asked:
		case <-ctx.Done():
		}
		return known(ctx, owners)
	}
	mark, err := changer.Changes(t.Context(), "/v1.0/users/delta?$deltatoken=a", meanwhile, func(p ledger.Page) error {
		var ids []string
		for _, o := range p.Objects {
			ids = append(ids, o.Owner)
		}
		pages = append(pages, ids)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([][]string{{janeID}, {johnID}}, pages); diff != "" {
		t.Errorf("pages, -want +got:\n%s", diff)
	}
	if !strings.Contains(mark, "deltatoken=c") {
		t.Errorf("the mark is %q", mark)
	}
}
