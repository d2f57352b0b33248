package simtenant

import (
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"strconv"
	"strings"
	"testing"
)

func (c *caller) counted(url, level string) *httptest.ResponseRecorder {
	r := httptest.NewRequestWithContext(c.tb.Context(), http.MethodGet, "https://m365.test"+url, http.NoBody)
	r.RemoteAddr = "127.0.0.1:50000"
	r.Header.Set("Authorization", "Bearer "+c.tokenFor(url))
	if level != "" {
		r.Header.Set("ConsistencyLevel", level)
	}
	w := httptest.NewRecorder()
	c.tenant.Handler().ServeHTTP(w, r)
	return w
}

func TestCount_IsOfWhoIsListed(t *testing.T) {
	c := newCaller(t, Config{Users: 60, Seed: 3})
	listed := len(c.users())
	for _, level := range []string{"eventual", "Eventual"} {
		w := c.counted("/v1.0/users/$count", level)
		if w.Code != http.StatusOK || w.Body.String() != strconv.Itoa(listed) || w.Header().Get("Content-Type") != "text/plain" {
			t.Errorf("%d %q of %d people as %s", w.Code, w.Body, listed, w.Header().Get("Content-Type"))
		}
	}
	c.tenant.SetKnobs(Knobs{CountBehind: 7, HideDepartment: "Sales"})
	shown := len(c.users())
	if w := c.counted("/v1.0/users/$count", "eventual"); shown == listed || w.Body.String() != strconv.Itoa(shown-7) {
		t.Errorf("seven behind it is %s of %d", w.Body, shown)
	}
}

func TestCount_Refuses(t *testing.T) {
	c := newCaller(t, Config{Users: 10, Seed: 3})
	for name, w := range map[string]*httptest.ResponseRecorder{
		"no level":      c.counted("/v1.0/users/$count", ""),
		"another level": c.counted("/v1.0/users/$count", "session"),
		"an option":     c.counted("/v1.0/users/$count?$filter=accountEnabled%20eq%20true", "eventual"),
	} {
		if w.Code != http.StatusBadRequest {
			t.Errorf("%s: %d", name, w.Code)
		}
	}
	c.tenant.SetKnobs(Knobs{Forbid: []string{"usersCount"}})
	if w := c.counted("/v1.0/users/$count", "eventual"); w.Code != http.StatusBadRequest {
		t.Errorf("where nobody counts: %d", w.Code)
	}
}

// The number comes with the first page of a list alone, and every page needs the
// header.
func TestCount_ComesWithTheFirstPage(t *testing.T) {
	c := newCaller(t, Config{Users: 60, Seed: 3})
	listed := len(c.users())
	var page struct {
		Count    *int   `json:"@odata.count"`
		NextLink string `json:"@odata.nextLink"`
	}
	if w := c.counted("/v1.0/users?$count=true&$top=25", ""); w.Code != http.StatusBadRequest {
		t.Errorf("without the header: %d", w.Code)
	}
	must(t, json.Unmarshal(c.counted("/v1.0/users?$count=true&$top=25", "eventual").Body.Bytes(), &page))
	if page.Count == nil || *page.Count != listed || page.NextLink == "" {
		t.Fatalf("%+v of %d people", page, listed)
	}
	next := strings.TrimPrefix(page.NextLink, "https://m365.test")
	if w := c.counted(next, ""); w.Code != http.StatusBadRequest {
		t.Errorf("the next page without the header: %d", w.Code)
	}
	page.Count = nil
	must(t, json.Unmarshal(c.counted(next, "eventual").Body.Bytes(), &page))
	if page.Count != nil {
		t.Error("the number comes again")
	}
}
