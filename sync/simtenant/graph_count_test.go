package simtenant

import (
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"net/url"
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

func TestUsers_AreFilteredByWhatTheyAre(t *testing.T) {
	c := newCaller(t, Config{Users: 200, Seed: 3})
	all := c.users()
	walk := func(filter string) []wireUser {
		users, _ := c.walk("/v1.0/users?$select=id,displayName,accountEnabled,department&$top=20&$filter=" + url.QueryEscape(filter))
		return users
	}
	sales := 0
	for _, u := range walk("department eq 'sales' and accountEnabled eq true") {
		if u.Department != "Sales" || !u.AccountEnabled {
			t.Errorf("%+v is no one of Sales who may sign in", u)
		}
		sales++
	}
	blocked, others := len(walk("accountEnabled eq false")), len(walk("accountEnabled eq true"))
	if sales == 0 || blocked == 0 || blocked+others != len(all) {
		t.Errorf("%d of Sales, %d blocked and %d others of %d", sales, blocked, others, len(all))
	}
	for _, filter := range []string{"department", "department eq Sales", "department ne 'Sales'", "accountEnabled eq true or accountEnabled eq false",
		"startsWith(displayName,'A')", "proxyAddresses eq 'x'", "accountEnabled eq true and"} {
		if w := c.get("/v1.0/users?$filter=" + url.QueryEscape(filter)); w.Code != http.StatusBadRequest {
			t.Errorf("the filter %q: %d", filter, w.Code)
		}
	}
	if w := c.counted("/v1.0/users?$count=true&$top=5&$filter=accountEnabled+eq+false", "eventual"); !strings.Contains(w.Body.String(), `"@odata.count":`+strconv.Itoa(blocked)+",") {
		t.Errorf("of %d blocked people the page says %.200s", blocked, w.Body)
	}
}
