package graph_test

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"licenseledger/store/ledger"
	"licenseledger/sync/engine"
	"licenseledger/sync/engine/enginetest"
	"licenseledger/sync/graph"
	"licenseledger/sync/rest"
	"licenseledger/sync/simtenant"
)

// memory is what a ledger remembers for a source.
type memory struct {
	mu   sync.Mutex
	kept map[string]string
}

func (m *memory) Setting(_ context.Context, key string, out any) (bool, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	text, ok := m.kept[key]
	if !ok {
		return false, nil
	}
	return true, json.Unmarshal([]byte(text), out)
}

func (m *memory) PutSetting(_ context.Context, key string, value any) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	text, err := json.Marshal(value)
	if m.kept == nil {
		m.kept = map[string]string{}
	}
	m.kept[key] = string(text)
	return err
}

func builtInApps(t *testing.T) graph.SignInApps {
	t.Helper()
	apps, err := graph.ReadSignInApps(graph.BuiltInApps())
	if err != nil {
		t.Fatal(err)
	}
	return apps
}

func signIns(t *testing.T, client *rest.Client, base string, pageSize int, m *memory) *graph.SignIns {
	t.Helper()
	return graph.New(client, graph.Config{Base: base}).SignIns(graph.SignInsConfig{Apps: builtInApps(t), Memory: m, PageSize: pageSize})
}

const busyDay = "2026-01-06"

func premium(t *testing.T, users int, knobs simtenant.Knobs) *enginetest.Tenant {
	t.Helper()
	tenant := enginetest.Serve(t, simtenant.Config{Users: users, Seed: 7, Premium: true, Knobs: knobs})
	tenant.Clock().Advance(3 * 24 * time.Hour)
	return tenant
}

func TestSignIns_KeepTheContract(t *testing.T) {
	enginetest.RunActivity(t, enginetest.ActivitySuite{New: func(t *testing.T) enginetest.ActivityService {
		tenant := premium(t, 150, simtenant.Knobs{})
		again := func() engine.ActivitySource { return signIns(t, tenant.Client, tenant.GraphBase(), 20, &memory{}) }
		return enginetest.ActivityService{
			Source: again(), Again: again, Day: busyDay, Empty: "2025-11-01",
			Throttle: func() { tenant.SetKnobs(simtenant.Knobs{ThrottleEvery: 2}) },
			Forbid:   func() { tenant.SetKnobs(simtenant.Knobs{Forbid: []string{"AuditLog.Read.All"}}) },
			Expire:   func(cursor string) string { return strings.Replace(cursor, "skiptoken=", "skiptoken=A", 1) },
		}
	}})
}

// dayOf reads a day to its end.
func dayOf(t *testing.T, source engine.ActivitySource) (uses map[ledger.Use]bool, pages int) {
	t.Helper()
	uses = map[ledger.Use]bool{}
	err := source.ReadDay(t.Context(), busyDay, "", func(p ledger.ActivityPage) error {
		pages++
		for _, use := range p.Uses {
			uses[use] = true
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return uses, pages
}

// TestSignIns_AskForLessUntilGraphCanAnswer: a gateway that gives up on a day
// answers on parts of it, and the parts are the day.
func TestSignIns_AskForLessUntilGraphCanAnswer(t *testing.T) {
	tenant := premium(t, 100, simtenant.Knobs{})
	want, onePage := dayOf(t, signIns(t, tenant.Client, tenant.GraphBase(), 0, &memory{}))
	for _, widest := range []time.Duration{7 * time.Hour, time.Hour, 15 * time.Minute} {
		tenant.SetKnobs(simtenant.Knobs{ActivityKnobs: simtenant.ActivityKnobs{SignInWindow: widest}})
		got, pages := dayOf(t, signIns(t, tenant.Client, tenant.GraphBase(), 0, &memory{}))
		if len(got) != len(want) || onePage != 1 || pages < int(24*time.Hour/widest) {
			t.Errorf("by at most %v: %d uses on %d pages, want %d (at once on %d)", widest, len(got), pages, len(want), onePage)
		}
	}
	// What nobody can be asked for ends at some time, and says so.
	tenant.SetKnobs(simtenant.Knobs{ActivityKnobs: simtenant.ActivityKnobs{SignInWindow: time.Minute}})
	err := signIns(t, tenant.Client, tenant.GraphBase(), 0, &memory{}).ReadDay(t.Context(), busyDay, "", func(ledger.ActivityPage) error { return nil })
	if ledger.CodeOf(err) != ledger.CodeOffline {
		t.Errorf("a service that never answers: %v", err)
	}
}

func TestSignIns_ATenantThatIsToldNowAndThenThatItHasNoPremiumIsRead(t *testing.T) {
	tenant := premium(t, 100, simtenant.Knobs{})
	want, _ := dayOf(t, signIns(t, tenant.Client, tenant.GraphBase(), 20, &memory{}))
	tenant.SetKnobs(simtenant.Knobs{ActivityKnobs: simtenant.ActivityKnobs{Premium: "flaky"}})
	if got, _ := dayOf(t, signIns(t, tenant.Client, tenant.GraphBase(), 20, &memory{})); len(got) != len(want) {
		t.Errorf("%d uses, want %d", len(got), len(want))
	}
}

// TestSignIns_WithoutPremiumAreAskedForOnceADay, whichever program asks.
func TestSignIns_WithoutPremiumAreAskedForOnceADay(t *testing.T) {
	tenant, m := premium(t, 100, simtenant.Knobs{ActivityKnobs: simtenant.ActivityKnobs{Premium: "missing"}}), &memory{}
	read := func() *engine.NotAvailable {
		t.Helper()
		err := signIns(t, tenant.Client, tenant.GraphBase(), 0, m).ReadDay(t.Context(), busyDay, "", func(ledger.ActivityPage) error { return nil })
		var missing *engine.NotAvailable
		if !errors.As(err, &missing) || missing.Warning != ledger.WarnNoPremium || !strings.Contains(err.Error(), "Entra ID P1") {
			t.Fatalf("without P1: %v", err)
		}
		return missing
	}
	if read().Unasked {
		t.Error("that it is first found is no news")
	}
	asked := len(tenant.Refused())
	if again := read(); !again.Unasked || len(tenant.Refused()) != asked || asked < 2 {
		t.Errorf("asked %d times, then %d times more on the same day", asked, len(tenant.Refused())-asked)
	}
	tenant.Clock().Advance(24 * time.Hour)
	if again := read(); !again.Unasked || len(tenant.Refused()) == asked {
		t.Error("it is not asked for a day later")
	}
	tenant.SetKnobs(simtenant.Knobs{})
	tenant.Clock().Advance(24 * time.Hour)
	if got, _ := dayOf(t, signIns(t, tenant.Client, tenant.GraphBase(), 0, m)); len(got) == 0 {
		t.Error("with P1 bought, nobody was seen")
	}
}

func TestSignIns_WithoutARoleSayWhichOnesDo(t *testing.T) {
	tenant := premium(t, 60, simtenant.Knobs{Forbid: []string{"signIns"}})
	err := signIns(t, tenant.Client, tenant.GraphBase(), 0, &memory{}).ReadDay(t.Context(), busyDay, "", func(ledger.ActivityPage) error { return nil })
	var missing *engine.NotAvailable
	if !errors.As(err, &missing) || missing.Warning != ledger.WarnRoleMissing || !strings.Contains(err.Error(), "Reports Reader") {
		t.Errorf("without a role: %v", err)
	}
}

// TestSignIns_ArePickedHereWhereGraphDoesNot, with what a program signed in to
// telling more than its name.
func TestSignIns_ArePickedHereWhereGraphDoesNot(t *testing.T) {
	tenant := premium(t, 100, simtenant.Knobs{})
	want, _ := dayOf(t, signIns(t, tenant.Client, tenant.GraphBase(), 0, &memory{}))
	many := string(graph.BuiltInApps())
	for i := range 10 { // more than Graph takes in a filter
		many += fmt.Sprintf("%08d-0000-4000-8000-000000000000,power_apps,,one more\n", i)
	}
	apps, err := graph.ReadSignInApps([]byte(many))
	if err != nil {
		t.Fatal(err)
	}
	source := graph.New(tenant.Client, graph.Config{Base: tenant.GraphBase()}).SignIns(graph.SignInsConfig{Apps: apps, Memory: &memory{}})
	got, _ := dayOf(t, source)
	if len(got) != len(want) || len(want) == 0 {
		t.Errorf("picked here %d uses, by Graph %d", len(got), len(want))
	}
	if again, _ := dayOf(t, source); len(again) != len(want) || len(tenant.Refused()) != 1 {
		t.Errorf("the filter was tried %d times", len(tenant.Refused()))
	}
}

// TestSignIns_TellUseFromTheRest: what counts, entry by entry.
func TestSignIns_TellUseFromTheRest(t *testing.T) {
	entry := func(user, app, resource string, code int, at string) string {
		return fmt.Sprintf(`{"id":"x","createdDateTime":%q,"userId":%q,"userPrincipalName":"Jane@Fabrikam.com","appId":%q,"resourceId":%q,"status":{"errorCode":%d}}`,
			at, user, app, resource, code)
	}
	const (
		player, flow, service, admin, teams = "3e62f81e-590b-425b-9531-cad6683656cf", "6204c1d1-4712-4c46-a7d9-3ed63d992682",
			"475226c6-020e-4fb2-8a90-7a972cbfc1d4", "065d9450-1e87-434e-ac2f-69af271549ed", "1fec8e78-bce4-4aaf-ab1b-5451cc387264"
		noon = busyDay + "T12:00:00.1234567Z"
	)
	client, base := scripted(t, func(w http.ResponseWriter, r *http.Request) {
		if filter, err := url.QueryUnescape(r.URL.RawQuery); err != nil || !strings.Contains(filter, "createdDateTime ge 2026-01-06T00:00:00Z") {
			t.Errorf("asked for %q", filter)
		}
		fmt.Fprintf(w, `{"value":[%s]}`, strings.Join([]string{
			entry("AA", player, service, 0, noon), entry("AA", player, service, 0, noon), // twice
			entry("bb", flow, "", 0, noon), entry("cc", teams, service, 0, noon),
			entry("dd", player, service, 50126, noon),                          // a wrong password
			entry("ee", admin, service, 0, noon),                               // administration
			entry("ff", teams, "", 0, noon),                                    // something else
			entry("gg", player, service, 0, "2026-01-07T00:00:00Z"),            // another day
			entry("", player, service, 0, noon),                                // nobody
			entry("00000000-0000-0000-0000-000000000000", player, "", 0, noon), // nobody either
		}, ","))
	})
	source := signIns(t, client, base, 0, &memory{})
	uses, _ := dayOf(t, source)
	want := map[ledger.Use]bool{{UserID: "aa", Product: "power_apps"}: true, {UserID: "bb", Product: "power_automate"}: true, {UserID: "cc", Product: "power_apps"}: true}
	if len(uses) != len(want) || !uses[ledger.Use{UserID: "aa", Product: "power_apps"}] || !uses[ledger.Use{UserID: "bb", Product: "power_automate"}] || !uses[ledger.Use{UserID: "cc", Product: "power_apps"}] {
		t.Errorf("uses are %v, want %v", uses, want)
	}
	source = graph.New(client, graph.Config{Base: base}).SignIns(graph.SignInsConfig{Apps: builtInApps(t), Memory: &memory{},
		Guests: func(context.Context) (map[string]string, error) {
			return map[string]string{"jane@fabrikam.com": "guest"}, nil
		}})
	if uses, _ = dayOf(t, source); len(uses) != 2 || !uses[ledger.Use{UserID: "guest", Product: "power_apps"}] {
		t.Errorf("a guest's uses are %v", uses)
	}
}

func TestReadSignInApps_RefusesATableThatIsNone(t *testing.T) {
	for name, table := range map[string]string{
		"nothing":          "",
		"no heading":       "3e62f81e-590b-425b-9531-cad6683656cf,power_apps\n",
		"an id that is no": "app_id,product\nPower Apps,power_apps\n",
		"a product":        "app_id,product\n3e62f81e-590b-425b-9531-cad6683656cf,excel\n",
		"no use at all":    "app_id,product\n3e62f81e-590b-425b-9531-cad6683656cf,none\n",
	} {
		if _, err := graph.ReadSignInApps([]byte(table)); ledger.CodeOf(err) != ledger.CodeInvalid {
			t.Errorf("%s: %v", name, err)
		}
	}
	apps, err := graph.ReadSignInApps([]byte("\ufeffproduct,app_id\npower_automate,3E62F81E-590B-425B-9531-CAD6683656CF\n"))
	if err != nil || len(apps) != 1 {
		t.Errorf("another order of columns: %v, %v", apps, err)
	}
}

// TestSignIns_ThrottledWithoutEndAreGivenUp after asking for less once: each
// time takes minutes.
func TestSignIns_ThrottledWithoutEndAreGivenUp(t *testing.T) {
	tenant := premium(t, 60, simtenant.Knobs{})
	tenant.SetKnobs(simtenant.Knobs{ThrottleFor: 24 * time.Hour, ThrottleRetryAfter: 2 * time.Minute})
	began := tenant.Clock().Now()
	err := signIns(t, tenant.Client, tenant.GraphBase(), 0, &memory{}).ReadDay(t.Context(), busyDay, "", func(ledger.ActivityPage) error { return nil })
	if took := tenant.Clock().Now().Sub(began); ledger.CodeOf(err) != ledger.CodeThrottled || took > 25*time.Minute || took < 10*time.Minute {
		t.Errorf("%v after %v", err, took)
	}
}

// TestSignIns_OfQuietDaysAreReadTogether: a month of a small tenant takes a few
// calls, and tells of each day what reading it by itself does.
func TestSignIns_OfQuietDaysAreReadTogether(t *testing.T) {
	tenant := premium(t, 60, simtenant.Knobs{})
	today := tenant.Clock().Now()
	read := func(source func() engine.ActivitySource) (days map[string]map[ledger.Use]bool, took time.Duration) {
		days = map[string]map[ledger.Use]bool{}
		tenant.Clock().Advance(time.Minute)
		began := tenant.Clock().Now()
		for back := 29; back >= 0; back-- {
			day, seen, pages := today.AddDate(0, 0, -back).Format(time.DateOnly), map[ledger.Use]bool{}, 0
			err := source().ReadDay(t.Context(), day, "", func(p ledger.ActivityPage) error {
				for _, use := range p.Uses {
					seen[use] = true
				}
				pages++
				return nil
			})
			if err != nil || pages != 1 {
				t.Fatalf("%s: %d pages, %v", day, pages, err)
			}
			days[day] = seen
		}
		return days, tenant.Clock().Now().Sub(began)
	}
	together := signIns(t, tenant.Client, tenant.GraphBase(), 0, &memory{})
	got, quick := read(func() engine.ActivitySource { return together })
	want, slow := read(func() engine.ActivitySource { return signIns(t, tenant.Client, tenant.GraphBase(), 0, &memory{}) })
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("days read together differ:\n%s", diff)
	}
	if quick > 15*time.Second || slow < 40*time.Second {
		t.Errorf("together %v, one by one %v", quick, slow)
	}
	// Days that do not come on one page are read by themselves, with their pages.
	small := signIns(t, tenant.Client, tenant.GraphBase(), 40, &memory{})
	uses := map[string]int{}
	for back := 29; back >= 0; back-- {
		day, seen := today.AddDate(0, 0, -back).Format(time.DateOnly), map[ledger.Use]bool{}
		err := small.ReadDay(t.Context(), day, "", func(p ledger.ActivityPage) error {
			for _, use := range p.Uses {
				seen[use] = true
			}
			return nil
		})
		if uses[day] = len(seen); err != nil || len(seen) != len(want[day]) {
			t.Errorf("%s: %d uses on small pages, want %d (%v)", day, len(seen), len(want[day]), err)
		}
	}
}
