//go:build stress

package cli_test

import (
	"strconv"
	"testing"
	"time"

	"licenseledger/app/canarytest"
)

// everyFault is each kind of trouble that makes a sync write an error.
var everyFault = []string{
	`{"forbid":["User.Read.All","exportServicePlans"]}`, `{"forbid":["deletedItems","subscriptions"]}`,
	`{"forbid":[],"unreachable":["sign_in"]}`, `{"unreachable":["graph"]}`, `{"unreachable":["power_platform"]}`, `{"unreachable":["download"]}`,
	`{"unreachable":[],"fail_pages_from":5,"fail_status":500,"page_size":5}`, `{"fail_status":403}`, `{"fail_status":400}`, `{"fail_status":0,"fail_pages_from":0}`,
	`{"expire_links":99}`, `{"expire_links":0,"drop_downloads":99}`, `{"drop_downloads":0,"report_lost":true}`, `{"drop_connection_at":2}`,
	`{"empty":["users"]}`, `{"empty":[],"null_properties":["department","mail"]}`, `{"null_properties":[],"throttle_every":3,"throttle_silent":true}`,
	`{"throttle_every":0,"sign_in":{"refuse_sign_in":53003}}`, `{"sign_in":{"refuse_sign_in":50105}}`, `{"sign_in":{"refuse_sign_in":7000218}}`,
	`{"sign_in":{"refuse_sign_in":0,"not_consented":["graph","power_platform"]}}`, `{"sign_in":{"not_consented":[]},"no_power_platform":true}`, `{"no_power_platform":false,"report_hold":"6h"}`,
}

// canaryKills is how many syncs are killed, each a little later, to see the files that
// are there for a moment only.
const canaryKills = 100

func TestStress_Canaries(t *testing.T) {
	a := newAviary(t, canarytest.Secrets...)
	a.watches = true
	tenant := a.serve("--users", "300", "--seed", "5", "--report-polls", "-1")
	a.walk(tenant, everyFault)
	a.knobs(tenant, noFaults)
	for n := range canaryKills {
		sync := a.command("sync", "contoso.ledger", "--whole")
		if err := sync.Start(); err != nil {
			t.Fatal(err)
		}
		killed := time.AfterFunc(time.Duration(n)*20*time.Millisecond, func() { _ = sync.Process.Kill() })
		_ = sync.Wait() // killed, or done before
		killed.Stop()
		a.look(a.secrets, "secret")
		a.look(a.people, "person")
	}
	t.Attr("faults", strconv.Itoa(len(everyFault)))
	t.Attr("kills", strconv.Itoa(canaryKills))
	a.counts()
}
