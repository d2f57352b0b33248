package simtenant

import (
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"
	"time"
)

// wireDelta is a page of changes as a client would read it.
type wireDelta struct {
	Value     []map[string]any `json:"value"`
	NextLink  string           `json:"@odata.nextLink"`
	DeltaLink string           `json:"@odata.deltaLink"`
}

// round reads changes to their end.
func (c *caller) round(url string) (items []map[string]any, next string, pages int) {
	c.tb.Helper()
	for {
		var page wireDelta
		c.getJSON(url, &page)
		pages++
		items = append(items, page.Value...)
		if (page.NextLink == "") == (page.DeltaLink == "") {
			c.tb.Fatalf("%s leads on to %q and %q", url, page.NextLink, page.DeltaLink)
		}
		if page.DeltaLink != "" {
			return items, page.DeltaLink, pages
		}
		url = page.NextLink
	}
}

const deltaSelect = "/v1.0/users/delta?$select=displayName,accountEnabled,department,assignedLicenses,licenseAssignmentStates"

// applied is who is there after changes, by id.
func applied(state map[string]string, items []map[string]any) {
	for _, item := range items {
		id, _ := item["id"].(string)
		if item["@removed"] != nil {
			delete(state, id)
			continue
		}
		name, _ := item["displayName"].(string)
		state[id] = name
	}
}

func TestDelta_LeadsFromAnyMomentToTheNext(t *testing.T) {
	for _, knobs := range []Knobs{{}, {PageSize: 3, DeltaReplay: true, DeltaEmptyEvery: 2}} {
		c := newCaller(t, Config{Users: 150, Seed: 3, Life: Life{Bustle: 15}, Knobs: knobs})
		state := map[string]string{}
		items, link, pages := c.round(deltaSelect)
		applied(state, items)
		if knobs.PageSize > 0 && pages < 50 {
			t.Errorf("the first round has %d pages", pages)
		}
		reasons, again := map[string]int{}, 0
		for range 40 {
			c.tenant.Clock().Advance(24 * time.Hour)
			items, link, _ = c.round(link)
			seen := map[string]bool{}
			for _, item := range items {
				id, _ := item["id"].(string)
				if seen[id] {
					again++
				}
				seen[id] = true
				if removed, ok := item["@removed"].(map[string]any); ok {
					reasons[fmt.Sprint(removed["reason"])]++
				}
				if value, ok := item["department"]; ok && value == nil {
					t.Errorf("a property that was never set is told: %v", item)
				}
			}
			applied(state, items)
			want := map[string]string{}
			for _, u := range c.users() {
				want[u.ID] = u.DisplayName
			}
			if len(state) != len(want) {
				t.Fatalf("%d people, want %d", len(state), len(want))
			}
			for id, name := range want {
				if state[id] != name {
					t.Fatalf("%s is %q, want %q", id, state[id], name)
				}
			}
		}
		if reasons["changed"] == 0 || reasons["deleted"] == 0 || (again > 0) != knobs.DeltaReplay {
			t.Errorf("removed: %v; told again: %d", reasons, again)
		}
		if refused := c.tenant.Refused(); len(refused) > 0 {
			t.Errorf("refused: %q", refused)
		}
	}
}

// A change of what is not selected, of states, of use and of trials inside the
// product is not told.
func TestDelta_TellsSelectedPropertiesOnly(t *testing.T) {
	c := newCaller(t, Config{Users: 200, Seed: 3, Life: Life{Bustle: 15}})
	_, names, _ := c.round("/v1.0/users/delta?$select=displayName&$deltatoken=latest")
	_, licenses, _ := c.round("/v1.0/users/delta?$select=assignedLicenses&$deltatoken=latest")
	const first = "https://m365.test/v1.0/users/delta?$select=displayName,department&$deltatoken=latest"
	r, w := httptest.NewRequest(http.MethodGet, first, http.NoBody), httptest.NewRecorder()
	r.Header.Set("Authorization", "Bearer "+c.tokenFor(first))
	r.Header.Set("Prefer", "return=minimal")
	c.tenant.Handler().ServeHTTP(w, r)
	var minimal wireDelta
	if w.Header().Get("Preference-Applied") != "return=minimal" || json.Unmarshal(w.Body.Bytes(), &minimal) != nil || len(minimal.Value) != 0 {
		t.Fatalf("%d %s", w.Code, w.Body)
	}
	c.tenant.Clock().Advance(24 * time.Hour)
	counts := map[string]int{}
	for _, e := range c.tenant.world.events {
		counts[e.what]++
	}
	byName, _, _ := c.round(names)
	byLicense, _, _ := c.round(licenses)
	moved := counts["got"] + counts["lost"] + counts["trial_started"] + counts["trial_expired"]
	if len(byName) == 0 || len(byLicense) <= len(byName) || len(byLicense) > moved+counts["joined"]+counts["left"]+counts["returned"]+counts["purged"] {
		t.Errorf("%d names and %d licenses are told of %v", len(byName), len(byLicense), counts)
	}
	whole := 0
	least, _, _ := c.round(minimal.DeltaLink)
	for _, item := range least {
		if _, ok := item["department"]; ok {
			whole++
		}
	}
	if len(least) != len(byName) || whole > counts["joined"]+counts["returned"] {
		t.Errorf("%d of %d are told whole, of %v", whole, len(least), counts)
	}
}

func TestDelta_Refuses(t *testing.T) {
	c := newCaller(t, Config{Users: 30, Seed: 1})
	_, link, _ := c.round("/v1.0/users/delta?$deltatoken=latest")
	_, token, _ := strings.Cut(link, "deltatoken=")
	other := newCaller(t, Config{Users: 30, Seed: 2})
	_, theirs, _ := other.round("/v1.0/users/delta?$deltatoken=latest")
	for _, url := range []string{
		"/v1.0/users/delta?$top=10", "/v1.0/users/delta?$orderby=displayName", "/v1.0/users/delta?$expand=manager", "/v1.0/users/delta?$filter=accountEnabled",
		"/v1.0/users/delta?$search=x", "/v1.0/users/delta?$select=nickname", "/v1.0/users/delta?$deltatoken=AAAA",
		"/v1.0/users/delta?$skiptoken=" + token, link + "&$select=id", "/v1.0/users/delta?$deltatoken=B" + token[1:], theirs,
		strings.Replace(link, "m365.test", "graph.microsoft.com", 1),
	} {
		if w := c.do(http.MethodGet, url, "", c.tokenFor(deltaSelect)); w.Code != http.StatusBadRequest {
			t.Errorf("%s: %d %s", url, w.Code, w.Body)
		}
	}
	// Microsoft's own clients write functions with parentheses, and types with an alias.
	if items, _, _ := c.round("/v1.0/users/delta()?$select=displayName"); len(items) != len(c.users()) {
		t.Errorf("with parentheses %d people are told", len(items))
	}
	if w := c.get("/v1.0/directory/deletedItems/graph.user"); w.Code != http.StatusOK {
		t.Errorf("deleted users by the alias: %d %s", w.Code, w.Body)
	}
	if items, _, _ := c.round("/v1.0/users/delta?$deltatoken="); len(items) != len(c.users()) {
		t.Errorf("an empty token tells %d people", len(items))
	}
}

func TestDelta_ForgetsAPlaceAfterSevenDays(t *testing.T) {
	for _, form := range []string{"", "410", "410-bare", "400"} {
		c := newCaller(t, Config{Users: 30, Knobs: Knobs{DeltaExpired: form}})
		_, link, _ := c.round("/v1.0/users/delta?$deltatoken=latest")
		c.tenant.Clock().Advance(7*24*time.Hour - time.Second)
		_, renewed, _ := c.round(link)
		c.tenant.Clock().Advance(time.Second)
		w := c.get(link)
		status, codes := http.StatusGone, []string{"resyncRequired", "SyncStateNotFound"}
		if form == "400" {
			status, codes = http.StatusBadRequest, []string{"syncStateNotFound"}
		}
		if w.Code != status || !slices.ContainsFunc(codes, func(code string) bool { return strings.Contains(w.Body.String(), code) }) {
			t.Errorf("%q: %d %s", form, w.Code, w.Body)
		}
		if begin := w.Header().Get("Location"); (begin != "") != (form == "" || form == "410") {
			t.Errorf("%q: begin at %q", form, begin)
		} else if begin != "" {
			if items, _, _ := c.round(begin); len(items) != len(c.users()) {
				t.Errorf("begun again, %d people are told", len(items))
			}
		}
		if w := c.get(renewed); w.Code != http.StatusOK {
			t.Errorf("a place of a moment ago: %d", w.Code)
		}
	}
}
