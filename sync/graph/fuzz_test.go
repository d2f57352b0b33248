package graph

import (
	"bytes"
	"context"
	"errors"
	"io"
	"net/http"
	"net/url"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"licenseledger/store/ledger"
	"licenseledger/sync/engine"
	"licenseledger/sync/rest"
)

const fuzzHost = "graph.example"

// answering is a Graph that always says the same, and tells where it was asked.
type answering struct {
	body  []byte
	asked []*url.URL
	most  int // answers before it goes away
}

func (a *answering) RoundTrip(r *http.Request) (*http.Response, error) {
	a.asked = append(a.asked, r.URL)
	if len(a.asked) > a.most {
		return nil, errors.New("nobody answers")
	}
	header := http.Header{"Content-Type": {"application/json"}, "Date": {"Sun, 01 Mar 2026 12:00:00 GMT"}}
	return &http.Response{StatusCode: http.StatusOK, Header: header, Body: io.NopCloser(bytes.NewReader(a.body)), Request: r}, nil
}

// still is a clock that never waits.
type still struct{}

func (still) Now() time.Time { return time.Date(2026, 3, 1, 12, 0, 0, 0, time.UTC) }

func (still) Sleep(ctx context.Context, _ time.Duration) error { return ctx.Err() }

func answered(t *testing.T, body []byte, costCenter string) (*Tenant, *answering) {
	t.Helper()
	service := &answering{body: body, most: 3}
	client, err := rest.New(rest.Config{Services: []rest.Service{{Base: "https://" + fuzzHost + "/v1.0", Audience: "https://" + fuzzHost}},
		Token: func(context.Context, string) (string, error) { return "token", nil },
		HTTP:  &http.Client{Transport: service}, Clock: still{}, Limits: rest.Limits{Attempts: 2}})
	if err != nil {
		t.Fatal(err)
	}
	groups := func(context.Context) ([]string, error) { return []string{"8f1c9f9e-1b1f-4d5c-9d1a-0a4b7f0e6c11"}, nil }
	return New(client, Config{Base: "https://" + fuzzHost + "/v1.0", CostCenter: costCenter, Groups: groups, Managers: true, ChangesTellLicenses: true}), service
}

// isFuzzHost tells whether an address leads to the one host, however it is written.
func isFuzzHost(at *url.URL) bool {
	return at.Scheme == "https" && strings.EqualFold(at.Hostname(), fuzzHost) && (at.Port() == "" || at.Port() == "443") && at.User == nil
}

// neverElsewhere: whatever an answer says, no other host is asked, and an error has a
// code.
func neverElsewhere(t *testing.T, body []byte, service *answering, err error) {
	t.Helper()
	for _, at := range service.asked {
		if !isFuzzHost(at) {
			t.Fatalf("%q sends a call to %s", body, at)
		}
	}
	if err != nil && !slices.Contains(ledger.Codes(), ledger.CodeOf(err)) {
		t.Fatalf("%q: no code: %v", body, err)
	}
}

// pagesOfGraph are answers to begin with.
var pagesOfGraph = []string{
	`{"value":[{"id":"8F1C9F9E-1B1F-4D5C-9D1A-0A4B7F0E6C11","displayName":"Jane","userPrincipalName":"jane@contoso.com","accountEnabled":true,"createdDateTime":"2020-01-02T03:04:05.1234567Z","proxyAddresses":["SMTP:jane@contoso.com"],"assignedLicenses":[{"skuId":"a","disabledPlans":["B"]}],"assignedPlans":[{"servicePlanId":"p","capabilityStatus":"Enabled","service":"PowerAppsService","assignedDateTime":"2020-01-02T03:04:05Z"}],"licenseAssignmentStates":[{"skuId":"a","assignedByGroup":null,"state":"Active","lastUpdatedDateTime":"2020-01-02T03:04:05Z"}],"employeeOrgData":{"costCenter":"12"},"manager":{"id":"m"}}]}`,
	`{"value":[],"@odata.nextLink":"https://graph.example/v1.0/users?$skiptoken=a"}`,
	`{"@odata.nextLink":"https://graph.example@evil.example/v1.0/users","value":[]}`,
	`{"@odata.nextLink":"https://evil.example/","value":[{"id":null}]}`,
	`{"value":[{"id":"x","extension_00000000000000000000000000000000_cc":1e400,"extensionAttributes":{"extensionAttribute1":null},"createdDateTime":"0000-00-00T00:00:00Z"}]}`,
	`{"value":[{"id":"x","deletedDateTime":"9999-12-31T23:59:59.9999999Z"},{"id":"x"}],"@odata.deltaLink":"https://graph.example/v1.0/users/delta?$deltatoken=b"}`,
	`{"value":[{"id":"x","@removed":{"reason":"deleted"}},{"id":"X","displayName":null,"@removed":null}],"@odata.deltaLink":"//evil.example"}`,
	`{"value":[{"skuId":"a","skuPartNumber":"E3","consumedUnits":-1,"prepaidUnits":{"enabled":9223372036854775807},"servicePlans":[{"servicePlanId":"b"}]}]}`,
	`{"value":[{"id":"t","displayName":"Contoso","verifiedDomains":[{"name":"contoso.com","isDefault":true}]}]}`,
	`{"responses":[{"id":"0","status":200,"body":{"id":"8f1c9f9e-1b1f-4d5c-9d1a-0a4b7f0e6c11","displayName":"Group"}}]}`,
	`{"value":null}`, `[]`, `{"value":[null]}`, `{"value":[[]]}`, "", "<html>",
}

// FuzzPages reads every collection out of the same made-up answer. Facts keep within
// bounds and the same facts come each time.
func FuzzPages(f *testing.F) {
	for n, seed := range pagesOfGraph {
		f.Add([]byte(seed), uint8(n), n%2 == 0)
	}
	for n := range uint8(6) {
		f.Add([]byte(pagesOfGraph[0]), n, true)
	}
	f.Fuzz(func(t *testing.T, body []byte, which uint8, extension bool) {
		costCenter := ""
		if extension {
			costCenter = "extension_00000000000000000000000000000000_cc"
		}
		var first []ledger.Object
		for again := range 2 {
			tenant, service := answered(t, body, costCenter)
			all := tenant.Sources()
			var objects []ledger.Object
			err := all[int(which)%len(all)].Pull(t.Context(), "", func(page ledger.Page) error {
				if page.Cursor != "" && !strings.HasPrefix(page.Cursor, "/") && !strings.Contains(page.Cursor, "\t/") {
					t.Fatalf("%q: the place %q", body, page.Cursor)
				}
				objects = append(objects, page.Objects...)
				return nil
			})
			neverElsewhere(t, body, service, err)
			if len(objects) > 4*len(body)+8 {
				t.Fatalf("%d objects in %d bytes", len(objects), len(body))
			}
			if again == 0 {
				first = objects
			} else if err == nil && !reflect.DeepEqual(first, objects) {
				t.Fatalf("%q: %v, and then %v", body, first, objects)
			}
		}
	})
}

// FuzzChanges reads a round of changes.
func FuzzChanges(f *testing.F) {
	for _, seed := range pagesOfGraph {
		f.Add([]byte(seed), "3 /v1.0/users/delta?$deltatoken=a")
	}
	f.Add([]byte(pagesOfGraph[5]), "-9223372036854775808 /v1.0/users/delta")
	f.Add([]byte(pagesOfGraph[5]), "x //evil.example/")
	f.Fuzz(func(t *testing.T, body []byte, mark string) {
		tenant, service := answered(t, body, "")
		var users engine.Changer
		for _, one := range tenant.Sources() {
			if changer, ok := one.(engine.Changer); ok {
				users = changer
			}
		}
		_, err := users.Mark(t.Context())
		neverElsewhere(t, body, service, err)
		service.asked = nil
		known := func(_ context.Context, owners []string) ([]ledger.Object, error) { return nil, nil }
		_, err = users.Changes(t.Context(), mark, known, func(ledger.Page) error { return nil })
		neverElsewhere(t, body, service, err)
	})
}

// FuzzSignInPages and the audit log read a day out of made-up answers: a use is of
// that day's people, of a product that there is.
func FuzzSignInPages(f *testing.F) {
	for _, seed := range append(pagesOfGraph,
		`{"value":[{"createdDateTime":"2026-02-27T10:00:00Z","userId":"8F1C9F9E-1B1F-4D5C-9D1A-0A4B7F0E6C11","appId":"4e291c71-d680-4d0e-9640-0a3358e31177","status":{"errorCode":0}}]}`,
		`{"value":[{"createdDateTime":"2026-02-27T10:00:00Z","userId":"","appId":"4e291c71-d680-4d0e-9640-0a3358e31177","status":{"errorCode":-1}}]}`) {
		f.Add([]byte(seed), "")
	}
	f.Add([]byte(pagesOfGraph[0]), `{"from":-1,"length":0,"link":"//evil.example/"}`)
	f.Add([]byte(pagesOfGraph[1]), `{"from":86399,"length":9223372036854775807}`)
	f.Add([]byte(`{"value":[]}`), `{"from":0,"length":0}`)
	f.Add([]byte(pagesOfGraph[0]), `{"from":9223372036854775807,"length":-9223372036854775807}`)
	apps, err := ReadSignInApps(BuiltInApps())
	if err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, body []byte, cursor string) {
		tenant, service := answered(t, body, "")
		service.most = 300
		source := tenant.SignIns(SignInsConfig{Apps: apps, Memory: forgetful{}})
		pages := 0
		err := source.ReadDay(t.Context(), "2026-02-27", cursor, func(page ledger.ActivityPage) error {
			if pages++; pages > 200 {
				t.Fatalf("from %q a day has no end", cursor)
			}
			for _, use := range page.Uses {
				if use.UserID == "" || !slices.Contains(apps.products(), use.Product) {
					t.Fatalf("%q tells a use %+v", body, use)
				}
			}
			return nil
		})
		neverElsewhere(t, body, service, err)
	})
}

// forgetful is a ledger that keeps no settings.
type forgetful struct{}

func (forgetful) Setting(context.Context, string, any) (bool, error) { return false, nil }

func (forgetful) PutSetting(context.Context, string, any) error { return nil }

// aJob is a ledger that keeps one job.
type aJob ledger.Job

func (j aJob) Job(context.Context, string) (ledger.Job, bool, error) { return ledger.Job(j), true, nil }

func (aJob) PutJob(context.Context, ledger.Job) error { return nil }

func (aJob) DropJob(context.Context, string) error { return nil }

// FuzzSearches reads a day of the audit log by searches that a file says are running:
// only those of a known shape are asked about.
func FuzzSearches(f *testing.F) {
	record := `{"id":"8f1c9f9e-1b1f-4d5c-9d1a-0a4b7f0e6c11","status":"succeeded","value":[{"createdDateTime":"2026-02-27T10:00:00Z","operation":"LaunchPowerApp","auditData":{"UserKey":"8F1C9F9E-1B1F-4D5C-9D1A-0A4B7F0E6C11"}}]}`
	for _, searches := range []string{
		`[{"id":"8f1c9f9e-1b1f-4d5c-9d1a-0a4b7f0e6c11","from":"2026-02-27T00:00:00Z","to":"2026-02-28T00:00:00Z"}]`, `[]`, `null`, `[{"id":"../../users?x="}]`, `[{}]`, `{`,
	} {
		f.Add([]byte(record), searches, "")
		f.Add([]byte(`{"status":"running"}`), searches, `{"search":"8f1c9f9e-1b1f-4d5c-9d1a-0a4b7f0e6c11","link":"//evil.example/","read":-1}`)
	}
	f.Fuzz(func(t *testing.T, body []byte, searches, cursor string) {
		tenant, service := answered(t, body, "")
		service.most = 40
		source := tenant.AuditLaunches(AuditLaunchesConfig{Wait: time.Minute, Jobs: aJob{RequestedAt: ledger.InstantOf(still{}.Now()), Location: searches},
			Accounts: func(context.Context, []string) (map[string]string, error) { return nil, nil }})
		err := source.ReadDay(t.Context(), "2026-02-27", cursor, func(page ledger.ActivityPage) error {
			for _, use := range page.Uses {
				if !isGUID(use.UserID) {
					t.Fatalf("%q tells a use by %q", body, use.UserID)
				}
			}
			return nil
		})
		neverElsewhere(t, body, service, err)
		for _, at := range service.asked {
			if cursor == "" && !strings.HasPrefix(at.Path, "/v1.0"+auditPath) && !bytes.Contains(body, []byte("nextLink")) && !strings.Contains(strings.ToLower(string(body)), "nextlink") {
				t.Fatalf("the searches %q lead to %s", searches, at)
			}
		}
	})
}

// FuzzAuditRecord reads one record: who is an object id in lower case, or a name.
func FuzzAuditRecord(f *testing.F) {
	for _, seed := range []string{
		`{"createdDateTime":"2026-02-27T10:00:00Z","operation":"LaunchPowerApp","auditData":{"CreationTime":"2026-02-27T10:00:00","UserKey":"8F1C9F9E-1B1F-4D5C-9D1A-0A4B7F0E6C11","PropertyCollection":[{"Name":"enduser.principal_name","Value":"Jane@Contoso.com"}]}}`,
		`{"auditData":{"CreationTime":"99999-01-01T00:00:00Z","UserId":"@"}}`, `{"auditData":null,"userPrincipalName":"a@b"}`, `{"auditData":{"PropertyCollection":[null,{"Name":"ENDUSER.ID","Value":"x"}]}}`,
	} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, body []byte) {
		var r auditRecord
		if rest.Decode(rest.Request{}, rest.Answer{Body: body}, &r) != nil {
			return
		}
		id, name := r.who()
		if id != "" && (!isGUID(id) || name != "") || name != "" && (!strings.Contains(name, "@") || lower(name) != name && lower(lower(name)) == lower(name) && isPlain(name)) {
			t.Fatalf("%q is of %q, %q", body, id, name)
		}
		_, _ = r.at().Format(time.DateOnly), r.isLaunch()
	})
}

func isPlain(text string) bool {
	return !strings.ContainsFunc(text, func(r rune) bool { return r >= 0x80 })
}

// FuzzPlaces: a link that becomes a place leads back to itself at the same host, and
// a place from anywhere never leads to another.
func FuzzPlaces(f *testing.F) {
	for _, seed := range []string{"https://graph.example/v1.0/users?$skiptoken=a%2Fb", "https://graph.example", "//evil.example/x", "/\\evil.example", "https://graph.example//evil.example/x", "/v1.0/users#x", "https://graph.example:443/%zz", "7 /v1.0/users", "a\t/v1.0"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		tenant, _ := answered(t, nil, "")
		for _, place := range []string{text, placeOf(tenant, text)} {
			address, err := tenant.resume("read", place)
			if err != nil {
				if ledger.CodeOf(err) != ledger.CodeCursorExpired {
					t.Fatalf("%q: %v", text, err)
				}
				continue
			}
			if at, err := url.Parse(address); err == nil && !isFuzzHost(at) {
				t.Fatalf("%q leads to %s", text, address)
			}
		}
		link, accounts := ofMark(text)
		if accounts > 0 {
			if again, n := ofMark(markOf(link, accounts)); again != link || n != accounts {
				t.Fatalf("the mark %q is %q, %d and then %q, %d", text, link, accounts, again, n)
			}
		}
	})
}

func placeOf(t *Tenant, link string) string {
	place, err := t.cursor("read", link)
	if err != nil {
		return ""
	}
	return place
}

// FuzzSignInApps reads tables of programs: one that is taken asks for at least one
// program, by ids that cannot say anything else in a filter.
func FuzzSignInApps(f *testing.F) {
	f.Add(BuiltInApps())
	for _, seed := range []string{"app_id,product\n4e291c71-d680-4d0e-9640-0a3358e31177,power_apps\n", "\ufeffapp_id,product,cloud\n' or 1 eq 1,power_apps,government\n", "product,app_id\nnone,4e291c71-d680-4d0e-9640-0a3358e31177\n", "\"", ""} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, table []byte) {
		apps, err := ReadSignInApps(table)
		if err != nil {
			if ledger.CodeOf(err) != ledger.CodeInvalid {
				t.Fatalf("%q: %v", table, err)
			}
			return
		}
		for _, app := range apps {
			if !isGUID(app.id) {
				t.Fatalf("%q gives the program %q", table, app.id)
			}
		}
		if condition := apps.condition(true); strings.Count(condition, "'") != 2*strings.Count(condition, "appId eq '") || !strings.HasPrefix(condition, "(appId") {
			t.Fatalf("%q asks %s", table, condition)
		}
	})
}
