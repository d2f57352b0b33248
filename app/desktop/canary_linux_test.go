package desktop

import (
	"crypto/tls"
	"crypto/x509"
	"log/slog"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"testing"

	"licenseledger/app"
	"licenseledger/app/canarytest"
	"licenseledger/app/schedule/scheduletest"
	"licenseledger/store/ledger"
	"licenseledger/sync/auth/authtest"
	"licenseledger/sync/simtenant"
)

// startingShell starts the programs of the system, as the window does, and saves where it
// is told.
type startingShell struct {
	recorder
	pages chan string
}

func (*startingShell) Open(path string) error { return openFile(path) }
func (*startingShell) Show(path string) error { return showFile(path) }

func (s *startingShell) Browse(page string) error {
	s.pages <- page
	return openFile(page)
}

// recorded is in place of a program of the system: it keeps the words and the
// environment with which it was started.
const recorded = `#!/bin/sh
{ printf '%s\n' "$0" "$@"; cat /proc/$$/environ; } > "$HOME/started/$$.new"
mv "$HOME/started/$$.new" "$HOME/started/$$.txt"
`

// ownHome lets everything that the window and what it starts write lie in one folder,
// with programs of the system that only keep how they were started, and what the program
// says beside it.
func ownHome(t *testing.T) (home string) {
	t.Helper()
	home = t.TempDir()
	for name, folder := range map[string]string{"HOME": "", "XDG_DATA_HOME": "data", "XDG_CONFIG_HOME": "config", "XDG_CACHE_HOME": "cache",
		"XDG_STATE_HOME": "state", "XDG_RUNTIME_DIR": "run", "TMPDIR": "tmp"} {
		t.Setenv(name, filepath.Join(home, folder))
	}
	for _, folder := range []string{"run", "tmp", "bin", "started", "Downloads/named"} {
		if err := os.MkdirAll(filepath.Join(home, folder), 0o700); err != nil {
			t.Fatal(err)
		}
	}
	for _, program := range []string{"xdg-open", "systemctl"} {
		if err := os.WriteFile(filepath.Join(home, "bin", program), []byte(recorded), 0o700); err != nil {
			t.Fatal(err)
		}
	}
	t.Setenv("PATH", filepath.Join(home, "bin")+string(os.PathListSeparator)+os.Getenv("PATH"))
	log, err := os.Create(filepath.Join(home, "stderr.txt"))
	if err != nil {
		t.Fatal(err)
	}
	before := slog.Default()
	slog.SetDefault(slog.New(slog.NewTextHandler(log, &slog.HandlerOptions{Level: slog.LevelDebug})))
	t.Cleanup(func() {
		slog.SetDefault(before)
		_ = log.Close()
	})
	return home
}

// canaryWindow is a window whose roads are walked, on a home of its own.
type canaryWindow struct {
	*Window
	t       *testing.T
	home    string
	shell   *startingShell
	browser *authtest.Browser
	secrets canarytest.Words
	people  canarytest.Words
}

func newCanaryWindow(t *testing.T) *canaryWindow {
	t.Helper()
	c := &canaryWindow{Window: New(), t: t, home: ownHome(t), shell: &startingShell{pages: make(chan string, 9)}, secrets: canarytest.NewWords(canarytest.Secrets...)}
	t.Cleanup(func() { c.stopped(t.Context()) })
	c.Window.shell = c.shell
	if err := c.locate(); err != nil {
		t.Fatal(err)
	}
	t.Setenv(app.CertificatePassword, "Planted-Password-77")
	c.secrets = c.secrets.And("Planted-Password-77")
	return c
}

func (c *canaryWindow) must(err error) {
	c.t.Helper()
	if err != nil {
		c.t.Fatal(err)
	}
}

// done waits for the work that was started.
func (c *canaryWindow) done(_ string, err error) *Job {
	c.t.Helper()
	c.must(err)
	c.jobs.wait()
	job := c.jobs.last()
	if job.State != JobDone && job.State != JobPartial {
		c.t.Fatalf("%s ended as %s: %+v", job.Kind, job.State, job.Error)
	}
	return job
}

// signsIn goes on as a person does, in the browser that opens.
func (c *canaryWindow) signsIn(id string, err error) {
	c.t.Helper()
	c.must(err)
	if _, err := c.browser.Visit(<-c.shell.pages, "Global Administrator"); err != nil {
		c.t.Fatal(err)
	}
	c.done(id, nil)
}

func (c *canaryWindow) trusts(connection Connection) {
	c.t.Helper()
	trusted, pem := x509.NewCertPool(), c.read(connection.CAPath)
	if !trusted.AppendCertsFromPEM(pem) {
		c.t.Fatal("the certificate of the tenant is none")
	}
	c.browser = authtest.NewBrowser(&http.Client{Transport: &http.Transport{TLSClientConfig: &tls.Config{RootCAs: trusted}}})
	c.secrets = c.secrets.And(canarytest.KeyLines(c.read(connection.CertificatePath))...)
}

func (c *canaryWindow) read(path string) []byte {
	c.t.Helper()
	content, err := os.ReadFile(path)
	c.must(err)
	return content
}

// learns makes everybody of the history somebody who must not be named, and gives one.
func (c *canaryWindow) learns() (somebody Row) {
	c.t.Helper()
	for _, row := range rows(c.t, c.Window, open(c.t, c.Window, ViewRequest{At: "latest", Kind: ledger.ViewUsers})) {
		if len(row.UserName) > 6 && row.UserName != ledger.UnknownWord {
			c.people = c.people.And(row.UserName, row.EmailAddress, row.UserID)
			somebody = row
		}
	}
	if len(c.people.Plain) < 30 {
		c.t.Fatalf("only %d words tell of people", len(c.people.Plain))
	}
	return somebody
}

// started waits until so many programs of the system have kept how they were started.
func (c *canaryWindow) started(least int) {
	c.t.Helper()
	scheduletest.Until(c.t, "programs of the system are started", func() bool {
		kept, err := filepath.Glob(filepath.Join(c.home, "started", "*.txt"))
		return err == nil && len(kept) >= least
	})
}

// look keeps a picture of a page that names somebody, which each change takes away, and
// searches everything that is there now.
func (c *canaryWindow) look(named Row) {
	c.t.Helper()
	c.must(c.KeepPicture(Picture{Stamp: stamp(c.t, c.Window), Title: "Contoso", HTML: "<p>" + named.UserName + " " + named.EmailAddress + "</p>"}))
	secrets, err := c.secrets.Below(c.home, "secret", nil)
	c.must(err)
	people, err := c.people.Below(c.home, "person", canarytest.Window.Without)
	c.must(err)
	for _, found := range append(secrets.Found, people.Found...) {
		c.t.Error(found)
	}
	c.t.Attr("canaries", strconv.Itoa(len(c.secrets.Plain)+len(c.people.Plain)))
	c.t.Attr("canary_forms", strconv.Itoa(c.secrets.Forms()+c.people.Forms()))
	c.t.Attr("files_searched", strconv.Itoa(secrets.Files))
	c.t.Attr("bytes_searched", strconv.FormatInt(secrets.Bytes, 10))
}

// TestCanaries_StandNowhereOfTheWindow walks the roads of the window that write
// something or start a program. frontend/e2e/canaries.spec.ts walks its pages.
func TestCanaries_StandNowhereOfTheWindow(t *testing.T) {
	authtest.Keychain(t)
	c := newCanaryWindow(t)
	connection, tenant := simulated(t, simtenant.Knobs{})
	c.trusts(connection)
	byPerson := connection
	byPerson.Auth = app.AuthBrowser
	c.signsIn(c.StartConnect(byPerson))
	c.done(c.FinishConnecting(string(ledger.ActivityDay), 13))
	person := c.learns()

	view := ViewRequest{Kind: ledger.ViewList, At: "latest", Search: person.UserName}
	open(t, c.Window, view)
	_, err := c.Find(person.UserName, "latest")
	c.must(err)
	_, err = c.Person(person.UserID, "latest")
	c.must(err)
	c.must(c.SaveView(SavedView{Name: "Of " + person.UserName, Kind: ledger.ViewList, Search: person.UserName, Filters: []Filter{}, Columns: []string{}}))
	whole := ViewRequest{Kind: ledger.ViewList, At: "latest"}
	export := c.done(c.StartExport(ExportRequest{View: whole, Format: "xlsx", Layout: "list", Language: "en"})).Result.Path
	c.done(c.StartExport(ExportRequest{View: whole, Format: "csv", Layout: "list", Language: "en", Redact: true}))
	c.must(c.OpenExport(export))
	c.must(c.ShowExport(export))
	c.must(c.ShowLedger())
	for _, kind := range []string{"request", "privacy"} {
		_, err := c.WriteRequest(RequestPage{Kind: kind, Language: "en", Connection: byPerson, Sets: []string{"people", "list"}})
		c.must(err)
	}
	c.must(c.SaveSchedule("05:45", nil))
	_, err = c.Schedule()
	c.must(err)

	// What cannot be read is told, and so is what waits for a sign-in.
	tenant.SetKnobs(simtenant.Knobs{Forbid: []string{"User.Read.All", "exportServicePlans"}, ReportPolls: -1})
	if _, err := c.StartSync(); err == nil {
		c.jobs.wait()
	}
	tenant.SetKnobs(simtenant.Knobs{ReportPolls: -1})
	_, err = c.SaveDiagnostics()
	c.must(err)
	c.shell.save = filepath.Join(c.home, "Downloads", "named", person.UserName+".xlsx")
	c.done(c.StartExport(ExportRequest{View: view, Format: "xlsx", Layout: "list", Language: "en", Ask: true}))
	c.shell.save = filepath.Join(c.home, "Downloads", "gone", person.UserName+".xlsx")
	if _, err := c.StartExport(ExportRequest{View: view, Format: "xlsx", Layout: "list", Language: "en", Ask: true}); err == nil {
		c.jobs.wait()
	}
	c.look(person)

	c.must(c.SignOut())
	c.signsIn(c.StartSignIn())
	c.started(9)
	c.look(person)
	if kept, err := filepath.Glob(filepath.Join(c.home, "Downloads", "*")); err != nil || len(kept) < 6 {
		t.Errorf("a road leads nowhere: %v (%v)", kept, err)
	}
	there, err := c.people.Below(filepath.Join(c.home, "data"), "person", nil)
	if c.must(err); len(there.Found) == 0 || !slices.Contains(c.secrets.In(c.read(connection.CertificatePath)), "PRIVATE KEY") {
		t.Error("the search finds nothing where something stands")
	}
}
