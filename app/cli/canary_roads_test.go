package cli_test

import (
	"bufio"
	"os"
	"path/filepath"
	"testing"

	"licenseledger/app/canarytest"
	"licenseledger/sync/auth/authtest"
)

// knobs turns faults of a tenant on and off.
func (a *aviary) knobs(tenant *served, faults string) {
	a.t.Helper()
	if err := tenant.post("/knobs", faults); err != nil {
		a.t.Fatal(err)
	}
}

// connects connects a history file, and signs a person in where one is asked for.
func (a *aviary) connects(tenant *served, file string, flags ...string) {
	a.t.Helper()
	words := append([]string(nil), tenant.connect[1:]...)
	words[1] = file
	args := append(words, flags...)
	cmd := a.command(args...)
	said, err := cmd.StderrPipe()
	if err != nil {
		a.t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		a.t.Fatal(err)
	}
	log := ""
	for lines := bufio.NewScanner(said); lines.Scan(); {
		log += lines.Text() + "\n"
		_ = answer(authtest.NewBrowser(tenant.client), lines.Text(), "Global Administrator") // what was refused is told by the program
	}
	_ = cmd.Wait()
	a.keep("stderr", args, []byte(log))
	a.look(a.secrets, "secret")
}

// brokenList has a person who is in no tenant, in lines that cannot be read.
const brokenList = "User name,Email address,Service,License,Assigned date,Is trial\n" +
	"Jolanthe Kanariewoud,jolanthe.kanariewoud@contoso.com,PowerApps Trial,PowerApps Trial,31/31/2017,True\n" +
	"\"Jolanthe Kanariewoud,jolanthe.kanariewoud@contoso.com,Flow Trial,Flow Trial,1/15/2017\n"

// walk goes every road of the console on a history file of a tenant: reading, faults,
// broken files, everything that can be handed out, and forgetting.
func (a *aviary) walk(tenant *served, faults []string) {
	a.t.Helper()
	const file = "contoso.ledger"
	a.people = canarytest.NewWords("Jolanthe Kanariewoud", "jolanthe.kanariewoud@contoso.com")
	a.connects(tenant, "other.ledger", "--auth", "device")
	a.connects(tenant, "third.ledger", "--auth", "browser", "--no-browser")
	a.connects(tenant, file)
	a.during(func() { a.runs("sync", file) })
	a.learn(file)
	a.runs("doctor", file)
	for _, fault := range faults {
		a.knobs(tenant, fault)
		a.during(func() { a.runs("sync", file, "--whole", "--unattended", "--wait", "1ms") })
		a.runs("doctor", file)
	}
	a.knobs(tenant, noFaults)
	if err := os.WriteFile(filepath.Join(a.home, "work", "named", "broken.csv"), []byte(brokenList), 0o600); err != nil {
		a.t.Fatal(err)
	}
	person := a.people.Plain[len(a.people.Plain)-1]
	for _, road := range [][]string{
		{"import", file, "named/broken.csv"}, {"import", file, "named/broken.csv", "--taken-at", "2017-03-01", "--date-order", "mdy"},
		{"export", file, "--out", "named/all.xlsx"}, {"export", file, "--out", "named/all.csv"}, {"export", file, "--out", "named/all.parquet"},
		{"export", file, "--out", "given/redacted.xlsx", "--redact"}, {"export", file, "--out", "given/redacted.csv", "--redact"}, {"export", file, "--out", "given/redacted.parquet", "--redact"},
		{"export", file, "--out", "named/missing/all.xlsx"}, {"list", file, "--filter", "user_name=" + person}, {"list", file, "--json"}, {"overview", file}, {"licenses", file}, {"snapshots", file},
		{"share", file, "given/shared.copy", "--without", "names,activity"}, {"backup", file, file + ".1.backup"}, {"diagnostics", file}, {"diagnostics", file, "--out", "given/x.zip"},
		{"request", file, "--out", "given/request.html"}, {"request", file, "--privacy", "--out", "given/privacy.html"}, {"schedule", file, "--daily", "06:30"}, {"schedule", "list"},
		{"tenants"}, {"check", file}, {"compact", file}, {"privacy", file, "--leavers", "13", "--preview"}, {"signout", "other.ledger"}, {"sync", "third.ledger"},
		{"forget", file, person}, {"check", file}, {"list", file, "--filtre", person}, {"list", "named/broken.csv"},
	} {
		a.runs(road...)
	}
	for _, made := range []string{"named/all.xlsx", "named/all.parquet", "given/redacted.xlsx", "given/redacted.csv", "given/redacted.parquet", "given/shared.copy", "given/x.zip", "given/request.html", "contoso.ledger.1.backup"} {
		if _, err := os.Stat(filepath.Join(a.home, "work", filepath.FromSlash(made))); err != nil {
			a.t.Errorf("a road leads nowhere: %v", err)
		}
	}
	a.look(a.secrets, "secret")
	a.look(a.people, "person")
}

const noFaults = `{"forbid":[],"unreachable":[],"throttle_for":"0s","throttle_every":0,"fail_pages_from":0,"fail_status":0,"empty":[],"expire_links":0,"drop_downloads":0,"page_size":0,"report_lost":false,"sign_in":{"refuse_sign_in":0}}`

// TestCanaries_StandNowhere has a few faults; TestStress_Canaries has all.
func TestCanaries_StandNowhere(t *testing.T) {
	t.Parallel()
	a := newAviary(t, canarytest.Secrets...)
	tenant := a.serve("--users", "20", "--seed", "5", "--report-polls", "-1")
	a.walk(tenant, []string{`{"forbid":["User.Read.All","exportServicePlans"]}`, `{"forbid":[],"expire_links":9}`})
	a.counts()
}
