package simtenant

import (
	"encoding/json"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"
)

func TestGraphRefusesWhatMicrosoftRefuses(t *testing.T) {
	c := newCaller(t, Config{Users: 30})
	for _, tt := range []struct {
		name, url string
		status    int
		says      string
	}{
		{"a page over 999", "/v1.0/users?$top=1000", 400, "Invalid page size specified: '1000'. Must be between 1 and 999 inclusive."},
		{"a page of nothing", "/v1.0/users?$top=0", 400, "Must be between 1 and 999"},
		{"a page that is no number", "/v1.0/users?$top=all", 400, "Must be between 1 and 999"},
		{"an option it does not know", "/v1.0/users?$skip=10", 400, "Request_UnsupportedQuery"},
		{"an option without its dollar", "/v1.0/users?top=10", 400, "Request_UnsupportedQuery"},
		{"the same option twice", "/v1.0/users?$top=10&$top=20", 400, "more than once"},
		{"a property that no user has", "/v1.0/users?$select=id,assignedLicence", 400, "Could not find a property named 'assignedLicence'"},
		{"sign-ins without the permission", "/v1.0/users?$select=id,signInActivity", 403, "Authentication_MSGraphPermissionMissing"},
		{"a made-up skip token", "/v1.0/users?$skiptoken=AAAA", 400, "Directory_ExpiredPageToken"},
		{"deleted items without the cast", "/v1.0/directory/deletedItems", 400, "cast"},
		{"somebody unknown", "/v1.0/users/8a8f5a0e-0000-4000-8000-000000000000", 404, "Request_ResourceNotFound"},
		{"a segment that is none", "/v1.0/userz", 400, "Resource not found for the segment 'userz'."},
		{"another version", "/beta/users", 400, "AADSTS90002"}, // not a Graph path without a Graph host
		{"a query that is none", "/v1.0/users?$top=%zz", 400, "could not be read"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			before := len(c.tenant.Refused())
			w := c.do(http.MethodGet, tt.url, "", c.token(graphAudience, time.Hour, graphRoles...))
			if w.Code != tt.status || !strings.Contains(w.Body.String(), tt.says) {
				t.Errorf("%s: %d %s, want %d with %q", tt.url, w.Code, w.Body, tt.status, tt.says)
			}
			if len(c.tenant.Refused()) != before+1 {
				t.Errorf("refused: %q", c.tenant.Refused())
			}
		})
	}
}

func TestGraphChecksTheToken(t *testing.T) {
	c := newCaller(t, Config{Users: 30})
	good := c.token(graphAudience, time.Hour, graphRoles...)
	payload := strings.Split(good, ".")
	other := newCaller(t, Config{Users: 30, Seed: 1})
	for _, tt := range []struct {
		name, token string
		status      int
		says        string
	}{
		{"a good one", good, 200, "value"},
		{"none", "", 401, "Access token is empty."},
		{"an expired one", c.token(graphAudience, -time.Second, graphRoles...), 401, "Lifetime validation failed"},
		{"one for Power Platform", c.token(platformAudience, time.Hour, graphRoles...), 401, "Invalid audience"},
		{"a forged one", payload[0] + "." + payload[1] + ".AAAA", 401, "InvalidAuthenticationToken"},
		{"another tenant's", other.token(graphAudience, time.Hour, graphRoles...), 401, "InvalidAuthenticationToken"},
		{"one without the permission", c.token(graphAudience, time.Hour, "Organization.Read.All"), 403, "Authorization_RequestDenied"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			w := c.do(http.MethodGet, "/v1.0/users", "", tt.token)
			if w.Code != tt.status || !strings.Contains(w.Body.String(), tt.says) {
				t.Errorf("%d %s", w.Code, w.Body)
			}
			if w.Header().Get("request-id") == "" {
				t.Error("no request-id")
			}
		})
	}
}

func TestForbidTakesAPermissionAway(t *testing.T) {
	c := newCaller(t, Config{Users: 30, Knobs: Knobs{Forbid: []string{"deletedItems", "LicenseAssignment.Read.All", "Organization.Read.All"}}})
	for url, want := range map[string]int{
		"/v1.0/users": 200, "/v1.0/directory/deletedItems/microsoft.graph.user": 403, "/v1.0/subscribedSkus": 403,
		"/v1.0/organization": 403, "/v1.0/directory/subscriptions": 403,
	} {
		if got := c.get(url).Code; got != want {
			t.Errorf("%s: %d, want %d", url, got, want)
		}
	}
}

func TestPagingIsCompleteWithAnyPageSize(t *testing.T) {
	c := newCaller(t, Config{Users: 137, Seed: 3})
	c.tenant.Clock().Advance(40 * 24 * time.Hour)
	ids := func(users []wireUser) (out []string) {
		for _, u := range users {
			out = append(out, u.ID)
		}
		return out
	}
	want := ids(c.users())
	for _, size := range []int{1, 2, 7, 100, 999} {
		users, pages := c.walk(fmt.Sprintf("/v1.0/users?$select=id&$top=%d", size))
		if got := ids(users); !slices.Equal(got, want) {
			t.Errorf("pages of %d: %d people, want %d", size, len(got), len(want))
		}
		if full := (len(want) + size - 1) / size; pages != full {
			t.Errorf("pages of %d: %d pages, want %d", size, pages, full)
		}
	}
	c.tenant.SetKnobs(Knobs{PageSize: 2})
	if users, _ := c.walk("/v1.0/directory/deletedItems/microsoft.graph.user?$select=id"); len(users) != len(c.deleted()) {
		t.Errorf("%d deleted users in pages of 2", len(users))
	}
}

func TestASkipTokenHoldsForItsOwnQueryOnly(t *testing.T) {
	c := newCaller(t, Config{Users: 30, Knobs: Knobs{PageSize: 5}})
	var first struct {
		Next string `json:"@odata.nextLink"`
	}
	c.getJSON("/v1.0/users?$select=id&$top=5", &first)
	_, token, _ := strings.Cut(first.Next, "$skiptoken=")
	for name, url := range map[string]string{
		"another select": "/v1.0/users?$select=id,mail&$top=5&$skiptoken=" + token,
		"another expand": "/v1.0/users?$select=id&$top=5&$expand=manager($select=id)&$skiptoken=" + token,
		"another top":    "/v1.0/users?$select=id&$top=6&$skiptoken=" + token,
		"another list":   "/v1.0/directory/deletedItems/microsoft.graph.user?$select=id&$top=5&$skiptoken=" + token,
		"another host":   strings.Replace(first.Next, "m365.test", "graph.microsoft.com", 1),
		"a changed byte": "/v1.0/users?$select=id&$top=5&$skiptoken=B" + token[1:],
	} {
		if w := c.do(http.MethodGet, url, "", c.token(graphAudience, time.Hour, graphRoles...)); w.Code != 400 {
			t.Errorf("%s: %d %s", name, w.Code, w.Body)
		}
	}
	if w := c.get(first.Next); w.Code != 200 {
		t.Errorf("the link itself: %d %s", w.Code, w.Body)
	}
}

func TestDefaultPropertiesAreFew(t *testing.T) {
	c := newCaller(t, Config{Users: 3})
	var body struct{ Value []map[string]any }
	c.getJSON("/v1.0/users", &body)
	if len(body.Value) != 3 {
		t.Fatalf("%d users", len(body.Value))
	}
	for _, name := range []string{"assignedLicenses", "accountEnabled", "department"} {
		if _, ok := body.Value[0][name]; ok {
			t.Errorf("%s came without being selected", name)
		}
	}
	if body.Value[0]["userPrincipalName"] == nil {
		t.Error("no userPrincipalName")
	}
}

func TestFaultsWhilePaging(t *testing.T) {
	c := newCaller(t, Config{Users: 100, Knobs: Knobs{PageSize: 10, MissEvery: 10, RepeatLast: true, NullProperties: []string{"mail"}}})
	users, _ := c.walk("/v1.0/users?$select=id,mail")
	distinct := map[string]bool{}
	for _, u := range users {
		distinct[u.ID] = true
		if u.Mail != "" {
			t.Fatal("mail is not null")
		}
	}
	if len(distinct) != 90 || len(users) != 98 { // nine pages, eight of which repeat one
		t.Errorf("%d entries, %d people", len(users), len(distinct))
	}
	for n := range int32(100) {
		if id := objectID(0, n).String(); !distinct[id] && c.get("/v1.0/users/"+id).Code != 200 {
			t.Errorf("a missed user is not found by a look-up")
		}
	}
}

func TestThrottlingComesInTurn(t *testing.T) {
	c := newCaller(t, Config{Users: 10, Knobs: Knobs{ThrottleEvery: 3, ThrottleRetryAfter: 90 * time.Second}})
	var got []int
	for range 6 {
		w := c.get("/v1.0/organization")
		got = append(got, w.Code)
		if w.Code == 429 && w.Header().Get("Retry-After") != "90" {
			t.Errorf("Retry-After %q", w.Header().Get("Retry-After"))
		}
	}
	if want := []int{200, 200, 429, 200, 200, 429}; !slices.Equal(got, want) {
		t.Errorf("%v, want %v", got, want)
	}
	if r := c.tenant.Refused(); len(r) != 0 {
		t.Errorf("throttling counts as refusal: %q", r)
	}
}

type batchAnswer struct {
	Responses []struct {
		ID      string
		Status  int
		Headers map[string]string
		Body    json.RawMessage
	}
}

func (c *caller) batchOf(items ...string) (int, batchAnswer) {
	c.tb.Helper()
	w := c.do(http.MethodPost, "/v1.0/$batch", `{"requests":[`+strings.Join(items, ",")+`]}`, c.token(graphAudience, time.Hour, graphRoles...))
	var a batchAnswer
	if w.Code == 200 {
		must(c.tb, json.Unmarshal(w.Body.Bytes(), &a))
	}
	return w.Code, a
}

func item(id int, method, url string) string {
	return fmt.Sprintf(`{"id":"%d","method":%q,"url":%q}`, id, method, url)
}

func TestBatchAnswersEachItemInAnyOrder(t *testing.T) {
	c := newCaller(t, Config{Users: 30})
	var items []string
	for i := range 20 {
		items = append(items, item(i, "GET", "/users/"+objectID(0, int32(i*2)).String()+"?$select=id"))
	}
	status, a := c.batchOf(items...)
	if status != 200 || len(a.Responses) != 20 {
		t.Fatalf("%d, %d answers", status, len(a.Responses))
	}
	inOrder := true
	for at, r := range a.Responses {
		var n int
		_, err := fmt.Sscan(r.ID, &n)
		must(t, err)
		inOrder = inOrder && n == at
		want := 200
		if n >= 15 {
			want = 404 // the tenant has 30 people, and one who left
		}
		if r.Status != want || !strings.Contains(string(r.Body), objectID(0, int32(n*2)).String()) {
			t.Errorf("item %d: %d %s", n, r.Status, r.Body)
		}
	}
	if inOrder {
		t.Error("answers come in the order of the requests")
	}
}

func TestBatchRules(t *testing.T) {
	c := newCaller(t, Config{Users: 30})
	many := make([]string, 21)
	for i := range many {
		many[i] = item(i, "GET", "/organization")
	}
	for name, items := range map[string][]string{
		"more than 20":       many,
		"none":               nil,
		"the same id twice":  {item(1, "GET", "/organization"), item(1, "GET", "/users")},
		"an absolute URL":    {item(1, "GET", "https://graph.microsoft.com/v1.0/users")},
		"a version":          {item(1, "GET", "/v1.0/users")},
		"dependent requests": {`{"id":"1","method":"GET","url":"/users","dependsOn":["2"]}`},
	} {
		if status, _ := c.batchOf(items...); status != 400 {
			t.Errorf("%s: %d", name, status)
		}
	}
	status, a := c.batchOf(item(1, "DELETE", "/users/"+objectID(0, 1).String()), item(2, "GET", "/users?$top=1000"))
	if status != 200 {
		t.Fatal(status)
	}
	for _, r := range a.Responses {
		if want := map[string]int{"1": 405, "2": 400}[r.ID]; r.Status != want {
			t.Errorf("item %s: %d, want %d", r.ID, r.Status, want)
		}
	}
	c.tenant.SetKnobs(Knobs{ThrottleEvery: 2, ThrottleRetryAfter: 5 * time.Second})
	_, a = c.batchOf(item(1, "GET", "/organization"), item(2, "GET", "/organization"), item(3, "GET", "/organization"))
	for _, r := range a.Responses {
		if want := map[string]int{"1": 200, "2": 429, "3": 200}[r.ID]; r.Status != want || (want == 429) != (r.Headers["Retry-After"] == "5") {
			t.Errorf("item %s: %d %v", r.ID, r.Status, r.Headers)
		}
	}
}

// What is counted as throttled is how often a client has to wait: once for a
// batch, however many of its items are told so.
func TestServed_CountsWaits(t *testing.T) {
	c := newCaller(t, Config{Users: 5, Seed: 1, Knobs: Knobs{ThrottleEvery: 1}})
	c.batchOf(item(1, "GET", "/organization"), item(2, "GET", "/organization"))
	c.get("/v1.0/organization")
	if got := c.tenant.counters.now().Throttled; got != 2 {
		t.Errorf("%d waits, want one for the batch and one for the call", got)
	}
}

func TestTheDirectoryShowsWhatDirectoriesShow(t *testing.T) {
	c := newCaller(t, Config{Seed: 2})
	c.tenant.Clock().Advance(30 * 24 * time.Hour)
	var grouped, direct, errored, stale, disabled int
	second := map[string]int{}
	for _, u := range c.users() {
		for _, s := range u.States {
			switch {
			case s.State == "Error":
				errored++
			case s.AssignedByGroup != nil:
				grouped++
			default:
				direct++
			}
		}
		for _, p := range u.AssignedPlans {
			second[p.AssignedDateTime]++
			if p.CapabilityStatus == "Deleted" {
				stale++
			}
		}
	}
	for n := range c.tenant.world.people {
		for _, h := range c.tenant.world.people[n].holdings {
			if h.disabled != 0 {
				disabled++
			}
		}
	}
	shared := 0
	for _, n := range second {
		if n > 10 {
			shared++
		}
	}
	if grouped == 0 || direct == 0 || errored == 0 || stale == 0 || disabled == 0 || shared == 0 {
		t.Errorf("by group %d, direct %d, in error %d, stale plans %d, disabled plans %d, shared seconds %d", grouped, direct, errored, stale, disabled, shared)
	}
}
