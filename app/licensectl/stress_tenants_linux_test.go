//go:build stress

package main

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"licenseledger/app/tenants"
	"licenseledger/sync/simtenant"
)

var tenantsOf = flag.Int("tenants", 200, "tenants of one computer")

// TestStress_TwoHundredTenants has as many ledgers, each of a tenant of its own: they are
// synced together, looked at together and written into one workbook, in the memory and
// with the handles of a few.
func TestStress_TwoHundredTenants(t *testing.T) {
	r := &roads{t: t, dir: t.TempDir(), kind: "tenants", most: 3 * time.Second, mostMB: 400}
	var names []string
	for n := range *tenantsOf {
		names = append(names, r.connected(n))
	}
	r.road("put on the list", append([]string{"tenants", "add"}, names...)...)
	r.most = time.Duration(*tenantsOf) * time.Second // of all of them together
	for _, sync := range []string{"first sync of all", "second sync of all"} {
		complete := 0
		for _, one := range lines[struct{ State string }](t, r.road(sync, "sync", "--all", "--json")) {
			if one.State == string(tenants.StateDone) {
				complete++
			}
		}
		if complete != *tenantsOf {
			t.Errorf("the %s was complete for %d of %d", sync, complete, *tenantsOf)
		}
	}
	r.most = time.Duration(*tenantsOf) * 100 * time.Millisecond
	if all := strings.Count(r.road("all tenants", "tenants", "list", "--json"), "\n"); all != *tenantsOf {
		t.Errorf("%d tenants are told of, not %d", all, *tenantsOf)
	}
	r.road("one workbook of all", "export", "--all", "--out", "all.xlsx")
	r.has("all.xlsx", "PK", 20_000)
	r.together()
	r.counts()
}

// connected makes a ledger of a tenant of its own, which is served until the test ends.
func (r *roads) connected(n int) (name string) {
	r.t.Helper()
	tenant := simtenant.New(simtenant.Config{Users: 40, Seed: int64(n + 1), Name: fmt.Sprintf("Contoso %d", n), Knobs: simtenant.Knobs{ReportPolls: -1}})
	server, err := tenant.Serve("127.0.0.1:0")
	if err != nil {
		r.t.Fatal(err)
	}
	r.t.Cleanup(func() { _ = server.Close() }) // it serves nobody else
	e, name := server.Endpoints(), fmt.Sprintf("contoso-%03d.ledger", n)
	authority, key := filepath.Join(r.dir, name+".ca.pem"), filepath.Join(r.dir, name+".client.pem")
	for path, pem := range map[string][]byte{authority: e.CAPEM, key: e.ClientCertificatePEM} {
		if err := os.WriteFile(path, pem, 0o600); err != nil {
			r.t.Fatal(err)
		}
	}
	done(r.t, r.dir, "connect", name, "--tenant", e.TenantID, "--client-id", e.ClientID, "--auth", "certificate", "--certificate", key, "--authority", e.Authority,
		"--graph", e.Graph, "--power-platform", e.PowerPlatform, "--graph-audience", e.GraphAudience, "--power-platform-audience", e.PowerPlatformAudience, "--ca", authority)
	return name
}

// together reads how every tenant stands by what the page of all tenants calls, five
// times in one process, and counts handles.
func (r *roads) together() {
	r.t.Helper()
	r.tried++
	list := tenants.ListIn(filepath.Join(r.dir, ".data", "LicenseLedger"))
	all, err := list.All()
	if err != nil || len(all) != *tenantsOf {
		r.t.Errorf("the list has %d tenants, %v", len(all), err)
		return
	}
	before, most := handles(r.t), 0
	for range 5 {
		for _, k := range all {
			if s := list.Read(r.t.Context(), k, tenants.OpenFile); s.Err != nil {
				r.t.Fatal(s.Err)
			}
			most = max(most, handles(r.t))
		}
	}
	after := handles(r.t)
	r.t.Attr("tenants-handles-most", fmt.Sprint(most-before))
	r.t.Attr("tenants-handles-left", fmt.Sprint(after-before))
	if after > before || most > before+10 {
		r.t.Errorf("%d handles before, at most %d, %d after", before, most, after)
		return
	}
	r.went++
}

func handles(t *testing.T) int {
	t.Helper()
	all, err := os.ReadDir("/proc/self/fd")
	if err != nil {
		t.Fatal(err)
	}
	return len(all)
}
