package cli_test

import (
	"encoding/json"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"licenseledger/app/cli"
	"licenseledger/app/schedule"
	"licenseledger/sync/auth/authtest"
	"licenseledger/sync/engine/enginetest"
	"licenseledger/sync/simtenant"
)

// TestUnattended_WaitsForAPersonWithoutFailing runs the commands of five nights, and of
// the morning on which somebody signs in.
func TestUnattended_WaitsForAPersonWithoutFailing(t *testing.T) {
	authtest.Keychain(t)
	dir := t.TempDir()
	for _, name := range []string{"XDG_CONFIG_HOME", "XDG_DATA_HOME", "HOME", "AppData"} { // where the systems keep settings
		t.Setenv(name, dir)
	}
	tenant := enginetest.Serve(t, simtenant.Config{Users: 20, Seed: 6, Knobs: simtenant.Knobs{ReportPolls: -1,
		SignIn: simtenant.SignInKnobs{TokenLifetime: time.Second, Frequency: 12 * time.Hour, FrequencyOf: []string{"power_platform"}}}})
	ca, file := filepath.Join(dir, "ca.pem"), filepath.Join(dir, "contoso.ledger")
	if err := os.WriteFile(ca, tenant.CAPEM, 0o600); err != nil {
		t.Fatal(err)
	}
	browser := authtest.NewBrowser(tenant.HTTP)
	run := func(want int, args ...string) string {
		t.Helper()
		var out strings.Builder
		r := &reader{do: func(line string) {
			if err := answer(browser, line, "Global Administrator"); err != nil {
				t.Errorf("browser: %v", err)
			}
		}}
		if got := cli.Run(t.Context(), args, strings.NewReader(""), &out, r); got != want {
			t.Fatalf("%v: exit code %d, want %d: %s", args, got, want, r.said.String())
		}
		return out.String() + r.said.String()
	}
	run(0, "connect", file, "--tenant", tenant.TenantID, "--client-id", tenant.ClientID, "--auth", "browser", "--no-browser", "--ca", ca,
		"--authority", tenant.Authority, "--graph", tenant.Graph, "--power-platform", tenant.PowerPlatform)
	for range 5 {
		tenant.Clock().Advance(24 * time.Hour)
		if said := run(4, "sync", file, "--unattended"); !strings.Contains(said, "Sign in to fetch the list (due since ") || !strings.HasSuffix(said, "[due]\n") {
			t.Fatalf("a night says: %s", said)
		}
	}
	records := nightsIn(t, filepath.Join(dir, "LicenseLedger", "schedule"))
	if len(records) != 5 || records[4].Exit != 4 || records[4].Code != "due" || len(records[4].Warnings) != 1 || records[4].Warnings[0].Source != "powerplatform.licenseReport" {
		t.Errorf("the log has %+v", records)
	}
	run(2, "sync", file, "--unattended", "--due")
	run(3, "sync", file, "--due") // still nobody
	run(0, "signin", file, "--no-browser")
	if said := run(0, "sync", file, "--due", "--json"); !strings.Contains(said, `"source":"powerplatform.licenseReport"`) || strings.Contains(said, "graph.users") || !strings.Contains(said, `"due":[]`) {
		t.Errorf("the morning says: %s", said)
	}
	run(1, "sync", file, "--due") // nothing is any more
	for _, secret := range []string{"@", "eyJ", "contoso.com"} {
		for _, record := range records {
			if text, _ := json.Marshal(record); strings.Contains(string(text), secret) {
				t.Errorf("the log says %q: %s", secret, text)
			}
		}
	}
}

// nightsIn reads the log of the one ledger that has one.
func nightsIn(t *testing.T, folder string) (all []schedule.Record) {
	t.Helper()
	files, err := filepath.Glob(filepath.Join(folder, "*.log"))
	if err != nil || len(files) != 1 {
		t.Fatalf("%d logs (%v)", len(files), err)
	}
	in, err := os.Open(files[0])
	if err != nil {
		t.Fatal(err)
	}
	defer in.Close()
	lines := json.NewDecoder(in)
	for {
		var record schedule.Record
		if err := lines.Decode(&record); err == io.EOF {
			return all
		} else if err != nil {
			t.Fatal(err)
		}
		all = append(all, record)
	}
}
