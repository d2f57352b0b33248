package graph_test

import (
	"context"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"licenseledger/store/ledger"
	"licenseledger/sync/engine"
	"licenseledger/sync/engine/enginetest"
	"licenseledger/sync/graph"
	"licenseledger/sync/rest"
	"licenseledger/sync/simtenant"
)

// source finds one of the sources of a client.
func source(t *testing.T, client *rest.Client, base, name string, pageSize int) engine.Source {
	t.Helper()
	for _, s := range graph.New(client, graph.Config{Base: base, PageSize: pageSize}).Sources() {
		if s.Name() == name {
			return s
		}
	}
	t.Fatalf("there is no source %s", name)
	return nil
}

// against is the conformance suite over the simulated tenant.
func against(name string, users, pageSize int, forbid ...string) enginetest.Suite {
	return enginetest.Suite{
		New: func(t *testing.T) enginetest.Service {
			tenant := enginetest.Serve(t, simtenant.Config{Users: users, Seed: 7})
			tenant.Clock().Advance(20 * 24 * time.Hour) // people leave
			again := func() engine.Source { return source(t, tenant.Client, tenant.GraphBase(), name, pageSize) }
			return enginetest.Service{
				Source: again(),
				Again:  again,
				Throttle: func() {
					tenant.SetKnobs(simtenant.Knobs{ThrottleEvery: 2})
				},
				Forbid: func() { tenant.SetKnobs(simtenant.Knobs{Forbid: forbid}) },
				Expire: func(cursor string) string { return strings.Replace(cursor, "skiptoken=", "skiptoken=A", 1) },
			}
		},
		Empty: func(t *testing.T) engine.Source {
			client, base := scripted(t, func(w http.ResponseWriter, _ *http.Request) { fmt.Fprint(w, `{"value":[]}`) })
			return source(t, client, base, name, pageSize)
		},
	}
}

// scripted is a client for a service whose answers a test writes.
func scripted(t *testing.T, handler http.HandlerFunc) (client *rest.Client, base string) {
	t.Helper()
	server := httptest.NewTLSServer(handler)
	t.Cleanup(server.Close)
	client, err := rest.New(rest.Config{
		Services: []rest.Service{{Base: server.URL + "/v1.0", Audience: "https://graph.example"}},
		Token:    func(context.Context, string) (string, error) { return "token", nil },
		HTTP:     server.Client(), Clock: engine.SystemClock{},
	})
	if err != nil {
		t.Fatal(err)
	}
	return client, server.URL + "/v1.0"
}

func TestOrganization_KeepsTheContract(t *testing.T) {
	s := against(ledger.SourceOrganization, 60, 0, "Organization.Read.All")
	s.OnePage = true
	enginetest.Run(t, s)
}

func TestSubscribedSkus_KeepTheContract(t *testing.T) {
	s := against(ledger.SourceSubscribedSkus, 60, 0, "LicenseAssignment.Read.All", "Organization.Read.All")
	s.OnePage = true
	enginetest.Run(t, s)
}

func TestUsers_KeepTheContract(t *testing.T) {
	s := against(ledger.SourceUsers, 120, 50, "User.Read.All")
	s.Unfilled = []string{"user.manager_id"} // read only when asked for
	enginetest.Run(t, s)
}

func TestDeletedUsers_KeepTheContract(t *testing.T) {
	enginetest.Run(t, against(ledger.SourceDeletedUsers, 700, 2, "User.Read.All"))
}

func TestPull_RefusesANextLinkToAnotherHost(t *testing.T) {
	elsewhere := httptest.NewTLSServer(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) {
		t.Errorf("%s was sent elsewhere", r.URL.Path)
	}))
	defer elsewhere.Close()
	client, base := scripted(t, func(w http.ResponseWriter, _ *http.Request) {
		fmt.Fprintf(w, `{"value":[{"id":"a"}],"@odata.nextLink":"%s/v1.0/users?$skiptoken=x"}`, elsewhere.URL)
	})
	pages := 0
	err := source(t, client, base, ledger.SourceUsers, 0).Pull(t.Context(), "", func(ledger.Page) error { pages++; return nil })
	if ledger.CodeOf(err) != ledger.CodeInvalid || pages != 0 {
		t.Errorf("Pull returned %v after %d pages", err, pages)
	}
}

func TestPull_ACursorNeverLeadsToAnotherHost(t *testing.T) {
	client, base := scripted(t, func(_ http.ResponseWriter, r *http.Request) { t.Errorf("%s was sent", r.URL) })
	for _, cursor := range []string{"https://elsewhere.example/v1.0/users", "//elsewhere.example/users", "@elsewhere.example/", "users"} {
		err := source(t, client, base, ledger.SourceUsers, 0).Pull(t.Context(), cursor, func(ledger.Page) error { return nil })
		if ledger.CodeOf(err) != ledger.CodeCursorExpired {
			t.Errorf("cursor %q: %v", cursor, err)
		}
	}
}

func TestPull_AnAnswerThatIsNoListIsNoEmptyListing(t *testing.T) {
	for _, body := range []string{`{}`, `{"value":null}`, `{"value":{}}`, ``, `null`} {
		client, base := scripted(t, func(w http.ResponseWriter, _ *http.Request) { fmt.Fprint(w, body) })
		err := source(t, client, base, ledger.SourceUsers, 0).Pull(t.Context(), "", func(ledger.Page) error {
			t.Errorf("%q gave a page", body)
			return nil
		})
		if ledger.CodeOf(err) != ledger.CodeInvalid {
			t.Errorf("%q: %v", body, err)
		}
	}
}
