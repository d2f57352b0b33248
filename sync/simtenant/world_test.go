package simtenant

import (
	"bytes"
	"fmt"
	"strings"
	"testing"
	"time"
)

// transcript walks every route over some days and writes down what came.
func transcript(tb testing.TB, cfg Config) string {
	c := newCaller(tb, cfg)
	var b strings.Builder
	take := func(url string) {
		w := c.get(url)
		fmt.Fprintf(&b, "%s\n%d %s\n%s\n", url, w.Code, w.Header().Get("Date"), w.Body)
	}
	for range 3 {
		take("/v1.0/organization")
		take("/v1.0/subscribedSkus")
		take("/v1.0/directory/subscriptions")
		take("/v1.0/users?$select=" + everything + "&$top=50")
		take("/v1.0/directory/deletedItems/microsoft.graph.user?$select=" + everything)
		b.Write(c.reportBytes())
		must(tb, c.tenant.WriteTruth(&b))
		c.tenant.Clock().Advance(30 * time.Hour)
	}
	return b.String()
}

func TestSameSeedGivesTheSameBytes(t *testing.T) {
	cfg := Config{Users: 200, Seed: 42, Knobs: Knobs{PageSize: 40}}
	first := transcript(t, cfg)
	if second := transcript(t, cfg); first != second {
		t.Fatal("two tenants of one seed differ")
	}
	cfg.Seed = 43
	if transcript(t, cfg) == first {
		t.Fatal("another seed gives the same tenant")
	}
}

func TestSteppingAndLeapingLeadToTheSameWorld(t *testing.T) {
	step, leap := newCaller(t, Config{Users: 300, Seed: 9}), newCaller(t, Config{Users: 300, Seed: 9})
	for range 40 * 24 {
		step.tenant.Clock().Advance(time.Hour)
	}
	step.report() // a client's requests must not change what happens
	step.tenant.Clock().Advance(20 * 24 * time.Hour)
	leap.tenant.Clock().Advance(60 * 24 * time.Hour)
	var a, b bytes.Buffer
	must(t, step.tenant.WriteTruth(&a))
	must(t, leap.tenant.WriteTruth(&b))
	if a.String() != b.String() {
		t.Fatal("the world depends on how the clock is moved")
	}
}

// Sixty days of the default tenant must show every kind of event, or the tests
// built on it prove nothing.
func TestSixtyDaysBringEveryKindOfEvent(t *testing.T) {
	for _, seed := range []int64{0, 1, 2, 3, 20260105} {
		c := newCaller(t, Config{Seed: seed})
		seen := map[string]int{}
		c.tenant.Clock().Advance(60 * 24 * time.Hour)
		for _, e := range c.truth().events {
			seen[e.Event]++
		}
		for _, kind := range []string{"joined", "left", "purged", "renamed", "blocked", "got", "lost", "used_first", "trial_started", "trial_expired"} {
			if n := seen[kind]; n < 3 || n > 150 {
				t.Errorf("seed %d: %d times %s in 60 days", seed, n, kind)
			}
		}
		t.Logf("seed %d: %v", seed, seen)
	}
}

func TestNoTwoLivingAccountsShareAUPNOrAddress(t *testing.T) {
	c := newCaller(t, Config{Users: 3000, Seed: 5})
	c.tenant.Clock().Advance(90 * 24 * time.Hour)
	seen := map[string]string{}
	for _, u := range c.users() {
		for _, a := range append([]string{"UPN:" + u.UserPrincipalName}, u.ProxyAddresses...) {
			_, address, _ := strings.Cut(a, ":")
			key := strings.ToLower(address)
			if owner := seen[key]; owner != "" && owner != u.ID {
				t.Errorf("%s belongs to %s and to %s", key, owner, u.ID)
			}
			seen[key] = u.ID
		}
	}
}

func TestNamesThatBreakPrograms(t *testing.T) {
	c := newCaller(t, Config{})
	has := map[string]bool{}
	for _, u := range c.users() {
		name := u.DisplayName
		has["nameless"] = has["nameless"] || name == ""
		has["comma"] = has["comma"] || strings.Contains(name, ",")
		has["quote"] = has["quote"] || strings.Contains(name, `"`)
		has["formula"] = has["formula"] || strings.HasPrefix(name, "=")
		has["apostrophe"] = has["apostrophe"] || strings.Contains(name, "'")
		has["particle"] = has["particle"] || strings.Contains(name, " van der ")
		has["another script"] = has["another script"] || strings.ContainsAny(name, "王李张陈佐藤田中محمد")
		has["guest"] = has["guest"] || strings.Contains(u.UserPrincipalName, "#EXT#")
		has["no mailbox"] = has["no mailbox"] || u.Mail == ""
	}
	for _, kind := range []string{"nameless", "comma", "quote", "formula", "apostrophe", "particle", "another script", "guest", "no mailbox"} {
		if !has[kind] {
			t.Errorf("nobody with: %s", kind)
		}
	}
	for _, u := range c.users() {
		if local, _, _ := strings.Cut(u.UserPrincipalName, "@"); strings.ContainsAny(local, " '") || !isASCII(local) {
			t.Errorf("UPN %q is none", u.UserPrincipalName)
		}
	}
}

func isASCII(s string) bool {
	for _, r := range s {
		if r > 126 {
			return false
		}
	}
	return true
}

func TestObjectIDsAreFoundWithoutAnIndex(t *testing.T) {
	seen := map[guid]bool{}
	for n := range int32(20000) {
		g := objectID(7, n)
		if seen[g] {
			t.Fatalf("id of %d occurs twice", n)
		}
		seen[g] = true
		if back, ok := personOf(7, g); !ok || back != n {
			t.Fatalf("person %d is found as %d, %v", n, back, ok)
		}
		if _, ok := personOf(8, g); ok {
			t.Fatalf("another tenant knows the id of %d", n)
		}
		parsed, ok := parseGUID(strings.ToUpper(g.String()))
		if !ok || parsed != g {
			t.Fatalf("%s is read as %s", g, parsed)
		}
	}
}

// Under the race detector: people read while the clock moves and knobs turn.
// While somebody reads, less time passes than a token or a link lives; the
// hours in which the tenant changes pass in between.
func TestReadingWhileTimePasses(t *testing.T) {
	c := newCaller(t, Config{Users: 100})
	for range 20 {
		done := make(chan struct{})
		go func() {
			defer close(done)
			for range 3 {
				c.tenant.Clock().Advance(15 * time.Minute)
				c.tenant.SetKnobs(Knobs{PageSize: 7})
			}
		}()
		if users := c.users(); len(users) < 80 {
			t.Errorf("%d users", len(users))
		}
		c.reportBytes()
		<-done
		c.tenant.Clock().Advance(14 * time.Hour)
	}
}
