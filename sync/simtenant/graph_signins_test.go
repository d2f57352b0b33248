package simtenant

import (
	"encoding/json"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"
	"time"
)

// wireSignIn is a sign-in as a client would read it.
type wireSignIn struct {
	ID                string
	CreatedDateTime   string
	UserID            string
	UserPrincipalName string
	AppID             string
	ResourceID        string
	HomeTenantID      string
	Status            struct{ ErrorCode int }
}

func (c *caller) asReader(url string) (int, string) {
	w := c.do(http.MethodGet, url, "", c.token(graphAudience, time.Hour, append(graphRoles, auditLogRead)...))
	return w.Code, w.Body.String()
}

func signInsURL(filter string, more ...string) string {
	return "/v1.0/auditLogs/signIns?" + strings.Join(append(more, "$filter="+url.QueryEscape(filter)), "&")
}

// signIns reads to the end, and waits as long as the quota wants.
func (c *caller) signIns(address string) (all []wireSignIn, pages int) {
	c.tb.Helper()
	for address != "" {
		c.tenant.Clock().Advance(2 * time.Second)
		status, body := c.asReader(address)
		if status != http.StatusOK {
			c.tb.Fatalf("%s: %d %s", address, status, body)
		}
		var page struct {
			Value    []wireSignIn
			NextLink string `json:"@odata.nextLink"`
		}
		must(c.tb, json.Unmarshal([]byte(body), &page))
		all, address, pages = append(all, page.Value...), page.NextLink, pages+1
	}
	return all, pages
}

func premiumTenant(t *testing.T, knobs Knobs) *caller {
	t.Helper()
	c := newCaller(t, Config{Users: 200, Seed: 5, Premium: true, Knobs: knobs})
	c.tenant.Clock().Advance(3 * 24 * time.Hour)
	return c
}

// TestSignIns_TellTheLastUseOfTheTruth: of everybody who used a product in the
// last 30 days, the newest sign-in is the last use, product by product.
func TestSignIns_TellTheLastUseOfTheTruth(t *testing.T) {
	c := premiumTenant(t, Knobs{})
	all, _ := c.signIns(signInsURL("status/errorCode eq 0"))
	products := map[string]string{}
	for product, apps := range useApps {
		for _, app := range apps {
			products[app.id] = product
		}
	}
	last, ids := map[string]string{}, map[string]bool{}
	for i, s := range all {
		if i > 0 && s.CreatedDateTime > all[i-1].CreatedDateTime {
			t.Fatalf("%s comes after %s", s.CreatedDateTime, all[i-1].CreatedDateTime)
		}
		if ids[s.ID] {
			t.Errorf("%s comes twice", s.ID)
		}
		ids[s.ID] = true
		if key := s.UserID + products[s.AppID]; products[s.AppID] != "" && last[key] == "" {
			last[key] = s.CreatedDateTime
		}
	}
	oldest := instant(c.tenant.world.now - 30*day + 60)
	seen, guests := 0, 0
	for _, r := range c.truth().rows {
		n, ok := c.tenant.world.find(r.UserID)
		if r.LastUsed == nil || *r.LastUsed < oldest || !ok {
			continue
		}
		id := r.UserID
		if c.tenant.world.isFromHome(n) {
			id, guests = c.tenant.world.signedInAs(n), guests+1
		}
		seen++
		if got := last[id+r.Product]; got != *r.LastUsed {
			t.Errorf("%s used %s at %s, by the log at %q", id, r.Product, *r.LastUsed, got)
		}
	}
	if seen < 50 || guests == 0 {
		t.Errorf("%d rows were compared, %d of guests of other tenants", seen, guests)
	}
}

func TestSignIns_AreFilteredAndPaged(t *testing.T) {
	c := premiumTenant(t, Knobs{PageSize: 50})
	all, pages := c.signIns(signInsURL("createdDateTime ge 2026-01-06T00:00:00Z and createdDateTime lt 2026-01-07T00:00:00Z"))
	if pages < 2 || len(all) <= 50 {
		t.Fatalf("%d sign-ins on %d pages", len(all), pages)
	}
	apps, _ := c.signIns(signInsURL("createdDateTime ge 2026-01-06T00:00:00Z and createdDateTime lt 2026-01-07T00:00:00Z and (appId eq '" +
		adminCenter.id + "' or appId eq '" + teams.id + "') and status/errorCode eq 0"))
	want := slices.DeleteFunc(slices.Clone(all), func(s wireSignIn) bool {
		return s.AppID != adminCenter.id && s.AppID != teams.id || s.Status.ErrorCode != 0
	})
	if len(apps) == 0 || len(apps) == len(all) || len(apps) != len(want) {
		t.Errorf("%d of two programs, want %d", len(apps), len(want))
	}
	one, _ := c.signIns(signInsURL("userId eq '" + all[0].UserID + "'"))
	named, _ := c.signIns(signInsURL("userPrincipalName eq '" + all[0].UserPrincipalName + "'"))
	if len(one) == 0 || len(one) != len(named) {
		t.Errorf("%d by id and %d by name", len(one), len(named))
	}
}

func TestSignIns_RefuseWhatMicrosoftRefuses(t *testing.T) {
	many := "(appId eq '" + teams.id + "'" + strings.Repeat(" or appId eq '"+teams.id+"'", 15) + ")"
	for name, tt := range map[string]struct {
		knobs  Knobs
		url    string
		status int
		says   string
	}{
		"a filter by resource":         {Knobs{}, signInsURL("resourceId eq '" + dataverse + "'"), 400, "Invalid filter clause"},
		"a time among alternatives":    {Knobs{}, signInsURL("(appId eq 'a' or createdDateTime ge 2026-01-06T00:00:00Z)"), 400, "Invalid filter clause"},
		"an operator it does not know": {Knobs{}, signInsURL("appId ne 'a'"), 400, "Invalid filter clause"},
		"too many alternatives":        {Knobs{}, signInsURL(many), 400, "Invalid filter clause"},
		"half a filter":                {Knobs{}, signInsURL("appId eq 'a' and"), 400, "Invalid filter clause"},
		"a page over 1000":             {Knobs{}, signInsURL("", "$top=1001"), 400, "Invalid page size"},
		"$select":                      {Knobs{}, signInsURL("", "$select=id"), 400, "Request_UnsupportedQuery"},
		"a made-up skip token":         {Knobs{}, signInsURL("", "$skiptoken=AAAA"), 400, "Skip token"},
		"no permission":                {Knobs{Forbid: []string{auditLogRead}}, signInsURL(""), 403, "Authentication_MSGraphPermissionMissing"},
		"no role":                      {Knobs{Forbid: []string{"signIns"}}, signInsURL(""), 403, "Authentication_RequestFromUnsupportedUserRole"},
		"no P1":                        {Knobs{ActivityKnobs: ActivityKnobs{Premium: premiumMissing}}, signInsURL(""), 403, "Authentication_RequestFromNonPremiumTenantOrB2CTenant"},
		"a wide stretch":               {Knobs{ActivityKnobs: ActivityKnobs{SignInWindow: time.Hour}}, signInsURL(""), 504, "UnknownError"},
		"the last sign-in by a name":   {Knobs{}, "/v1.0/users/somebody@contoso.com?$select=id,signInActivity", 400, "valid Guid"},
	} {
		c := premiumTenant(t, tt.knobs)
		if status, body := c.asReader(tt.url); status != tt.status || !strings.Contains(body, tt.says) {
			t.Errorf("%s: %d %s", name, status, body)
		}
	}
}

func TestSignIns_MayBeAskedForFiveTimesInTenSeconds(t *testing.T) {
	for _, silent := range []bool{false, true} {
		c := premiumTenant(t, Knobs{ActivityKnobs: ActivityKnobs{QuotaSilent: silent}})
		c.tenant.quota.stopped = true
		get := func() (int, string) {
			w := c.do(http.MethodGet, signInsURL(""), "", c.token(graphAudience, time.Hour, append(graphRoles, auditLogRead)...))
			return w.Code, w.Header().Get("Retry-After")
		}
		for range 5 {
			if status, _ := get(); status != http.StatusOK {
				t.Fatalf("one of the first five is %d", status)
			}
		}
		status, after := get()
		if want := map[bool]string{false: "10", true: ""}[silent]; status != http.StatusTooManyRequests || after != want {
			t.Errorf("the sixth is %d, Retry-After %q, want %q", status, after, want)
		}
		c.tenant.Clock().Advance(11 * time.Second)
		if status, _ := get(); status != http.StatusOK {
			t.Errorf("after the wait it is %d", status)
		}
	}
}

func TestSignIns_AFlakyLicenseAnswersNowAndThen(t *testing.T) {
	c := premiumTenant(t, Knobs{ActivityKnobs: ActivityKnobs{Premium: premiumFlaky}})
	var got []int
	for range 6 {
		c.tenant.Clock().Advance(10 * time.Second)
		status, _ := c.asReader(signInsURL("", "$top=1"))
		got = append(got, status)
	}
	if !slices.Equal(got, []int{403, 403, 200, 403, 403, 200}) {
		t.Errorf("answers are %v", got)
	}
}

func TestSignIns_LateOnesComeLater(t *testing.T) {
	const filter = "createdDateTime ge 2026-01-07T00:00:00Z and createdDateTime lt 2026-01-08T00:00:00Z"
	c := premiumTenant(t, Knobs{ActivityKnobs: ActivityKnobs{SignInLag: 30 * time.Hour}})
	early, _ := c.signIns(signInsURL(filter))
	c.tenant.Clock().Advance(48 * time.Hour)
	late, _ := c.signIns(signInsURL(filter))
	if len(early) == 0 || len(early) >= len(late) {
		t.Errorf("%d at first and %d later", len(early), len(late))
	}
}

// TestUsers_LastSignInMakesPagesSmaller without a word.
func TestUsers_LastSignInMakesPagesSmaller(t *testing.T) {
	c := newCaller(t, Config{Users: 700, Seed: 4, Premium: true})
	status, body := c.asReader("/v1.0/users?$select=id,signInActivity&$top=999")
	var page struct {
		Value []struct {
			ID             string
			SignInActivity *struct{ LastSignInDateTime string }
		}
		NextLink string `json:"@odata.nextLink"`
	}
	must(t, json.Unmarshal([]byte(body), &page))
	never := slices.IndexFunc(page.Value, func(u struct {
		ID             string
		SignInActivity *struct{ LastSignInDateTime string }
	}) bool {
		return u.SignInActivity == nil
	})
	if status != 200 || len(page.Value) != 500 || page.NextLink == "" || never < 0 {
		t.Errorf("%d: %d users, first without a sign-in %d, next %q", status, len(page.Value), never, page.NextLink)
	}
}
