package simtenant

import (
	"bytes"
	"context"
	"encoding/csv"
	"encoding/json"
	"io"
	"net/http"
	"net/http/httptest"
	"runtime"
	"strings"
	"testing"
	"time"
)

// caller is a client of a tenant's handler, with a token for each service.
type caller struct {
	tb     testing.TB
	tenant *Tenant
}

func newCaller(tb testing.TB, cfg Config) *caller {
	tb.Helper()
	return &caller{tb: tb, tenant: New(cfg)}
}

func (c *caller) token(audience string, life time.Duration, roles ...string) string {
	return c.tenant.issue(accessClaims{
		Audience: audience, Tenant: c.tenant.ids.tenant.String(), Roles: roles, Expires: time.Now().Add(life).Unix(),
	})
}

// tokenFor is a good token for the service of an address, none for downloads.
func (c *caller) tokenFor(url string) string {
	switch path := strings.TrimPrefix(url, "https://m365.test"); {
	case strings.HasPrefix(path, "/v1.0"):
		return c.token(graphAudience, time.Hour, graphRoles...)
	case strings.HasPrefix(path, "/providers"):
		return c.token(platformAudience, time.Hour)
	}
	return ""
}

func (c *caller) do(method, url, body, token string) *httptest.ResponseRecorder {
	c.tb.Helper()
	if strings.HasPrefix(url, "/") {
		url = "https://m365.test" + url
	}
	r := httptest.NewRequest(method, url, strings.NewReader(body))
	r.RemoteAddr = "127.0.0.1:50000"
	if token != "" {
		r.Header.Set("Authorization", "Bearer "+token)
	}
	w := httptest.NewRecorder()
	c.tenant.Handler().ServeHTTP(w, r)
	return w
}

func (c *caller) get(url string) *httptest.ResponseRecorder {
	c.tb.Helper()
	return c.do(http.MethodGet, url, "", c.tokenFor(url))
}

// getJSON reads a 200 answer.
func (c *caller) getJSON(url string, into any) {
	c.tb.Helper()
	w := c.get(url)
	if w.Code != http.StatusOK {
		c.tb.Fatalf("GET %s: %d %s", url, w.Code, w.Body)
	}
	if err := json.Unmarshal(w.Body.Bytes(), into); err != nil {
		c.tb.Fatalf("GET %s: %v in %s", url, err, w.Body)
	}
}

// wireUser is a user as a client would read it.
type wireUser struct {
	ID                string
	DisplayName       string
	UserPrincipalName string
	Mail              string
	AccountEnabled    bool
	UserType          string
	CreatedDateTime   string
	DeletedDateTime   string
	Department        string
	ProxyAddresses    []string
	EmployeeOrgData   *struct{ CostCenter string }
	AssignedLicenses  []struct{ SKUID string }
	AssignedPlans     []struct{ AssignedDateTime, CapabilityStatus, ServicePlanID string }
	States            []struct {
		SKUID           string
		AssignedByGroup *string
		State           string
	} `json:"licenseAssignmentStates"`
}

const everything = "id,displayName,userPrincipalName,mail,accountEnabled,userType,createdDateTime,deletedDateTime,department,employeeOrgData," +
	"proxyAddresses,assignedLicenses,assignedPlans,licenseAssignmentStates"

func (c *caller) walk(url string) (users []wireUser, pages int) {
	c.tb.Helper()
	for url != "" {
		var body struct {
			Next  string `json:"@odata.nextLink"`
			Value []wireUser
		}
		c.getJSON(url, &body)
		users, url = append(users, body.Value...), body.Next
		pages++
	}
	return users, pages
}

func (c *caller) users() []wireUser {
	c.tb.Helper()
	users, _ := c.walk("/v1.0/users?$select=" + everything + "&$top=999")
	return users
}

func (c *caller) deleted() []wireUser {
	c.tb.Helper()
	users, _ := c.walk("/v1.0/directory/deletedItems/microsoft.graph.user?$select=" + everything)
	return users
}

// report runs a whole job and returns the rows without the header.
func (c *caller) report() [][]string {
	c.tb.Helper()
	rows, err := csv.NewReader(bytes.NewReader(c.reportBytes())).ReadAll()
	if err != nil {
		c.tb.Fatalf("read report: %v", err)
	}
	return rows[1:]
}

func (c *caller) reportBytes() []byte {
	c.tb.Helper()
	const start = exportPath + "?api-version=" + apiVersion
	w := c.do(http.MethodPost, start, "", c.tokenFor(start))
	for range 20 {
		if w.Code == http.StatusOK {
			break
		}
		if w.Code != http.StatusAccepted {
			c.tb.Fatalf("report job: %d %s", w.Code, w.Body)
		}
		w = c.get(w.Header().Get("Location"))
	}
	var ready struct{ SharedAccessSignature string }
	if err := json.Unmarshal(w.Body.Bytes(), &ready); err != nil {
		c.tb.Fatalf("report job never got ready: %d %s", w.Code, w.Body)
	}
	w = c.get(ready.SharedAccessSignature)
	if w.Code != http.StatusOK {
		c.tb.Fatalf("download: %d %s", w.Code, w.Body)
	}
	return w.Body.Bytes()
}

// truth is one call of WriteTruth, by kind.
type truth struct {
	users  []truthUser
	rows   []truthRow
	seats  []truthSeat
	events []truthEvent
}

func (c *caller) truth() truth {
	c.tb.Helper()
	var b bytes.Buffer
	if err := c.tenant.WriteTruth(&b); err != nil {
		c.tb.Fatal(err)
	}
	var out truth
	lines := json.NewDecoder(&b)
	for {
		var raw json.RawMessage
		if err := lines.Decode(&raw); err == io.EOF {
			return out
		} else if err != nil {
			c.tb.Fatal(err)
		}
		var kind struct{ Kind string }
		must(c.tb, json.Unmarshal(raw, &kind))
		switch kind.Kind {
		case "user":
			out.users = appendLine(c.tb, out.users, raw)
		case "row":
			out.rows = appendLine(c.tb, out.rows, raw)
		case "seat":
			out.seats = appendLine(c.tb, out.seats, raw)
		case "event":
			out.events = appendLine(c.tb, out.events, raw)
		}
	}
}

func appendLine[T any](tb testing.TB, list []T, raw json.RawMessage) []T {
	tb.Helper()
	var line T
	must(tb, json.Unmarshal(raw, &line))
	return append(list, line)
}

func must(tb testing.TB, err error) {
	tb.Helper()
	if err != nil {
		tb.Fatal(err)
	}
}

// A running clock goes on by itself, and stops when it is told to.
func TestClock_Runs(t *testing.T) {
	tenant := New(Config{Users: 20, Seed: 1})
	ctx, cancel := context.WithCancel(t.Context())
	ended := make(chan struct{})
	go func() { tenant.Clock().Run(ctx); close(ended) }()
	before := tenant.Clock().Now()
	for tenant.Clock().Now().Equal(before) {
		runtime.Gosched()
	}
	cancel()
	<-ended
	stopped := tenant.Clock().Now()
	if ran := stopped.Sub(before); ran < time.Second || ran > time.Minute {
		t.Errorf("the clock went on by %v", ran)
	}
}
