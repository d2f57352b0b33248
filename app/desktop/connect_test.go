package desktop

import (
	"cmp"
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"licenseledger/app"
	"licenseledger/store/ledger"
	"licenseledger/sync/simtenant"
)

// simulated serves a tenant and gives the connection to it, as a page has it. A
// report is ready at once unless the knobs say otherwise: waits are real here.
func simulated(t *testing.T, knobs simtenant.Knobs) (Connection, *simtenant.Tenant) {
	t.Helper()
	knobs.ReportPolls = cmp.Or(knobs.ReportPolls, -1)
	tenant := simtenant.New(simtenant.Config{Users: 20, Seed: 5, Knobs: knobs})
	server, err := tenant.Serve("127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = server.Close() })
	e, folder := server.Endpoints(), t.TempDir()
	c := Connection{TenantID: e.TenantID, ClientID: " " + e.ClientID + " ", Cloud: app.CloudPublic, Auth: app.AuthCertificate, Authority: e.Authority,
		Graph: e.Graph, PowerPlatform: e.PowerPlatform, GraphAudience: e.GraphAudience, PowerPlatformAudience: e.PowerPlatformAudience,
		CertificatePath: filepath.Join(folder, "client.pem"), CAPath: filepath.Join(folder, "ca.pem")}
	for path, content := range map[string][]byte{c.CertificatePath: e.ClientCertificatePEM, c.CAPath: e.CAPEM} {
		if err := os.WriteFile(path, content, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return c, tenant
}

// connectNow connects and gives the job as it ended.
func connectNow(t *testing.T, w *Window, c Connection) *Job {
	t.Helper()
	if _, err := w.StartConnect(c); err != nil {
		t.Fatal(err)
	}
	w.jobs.wait()
	return w.jobs.last()
}

func access(t *testing.T, w *Window) Access {
	t.Helper()
	a, err := w.Access()
	if err != nil {
		t.Fatal(err)
	}
	return a
}

func TestConnect_ANewFileIsMadeCheckedAndRead(t *testing.T) {
	w, shell := newWindow(t)
	if a := access(t, w); a.Connection != nil || len(a.Findings) != 0 {
		t.Errorf("before: %+v", a)
	}
	c, tenant := simulated(t, simtenant.Knobs{Forbid: []string{"deletedItems"}})
	if job := connectNow(t, w, c); job.State != JobDone || job.Kind != JobConnect || job.SignIn != nil {
		t.Fatalf("connecting ended as %+v %+v", job, job.Error)
	}
	a := access(t, w)
	if a.Connection == nil || a.Connection.ClientID != strings.TrimSpace(c.ClientID) || !a.SignedIn || !a.Kept || a.HasRead || a.CheckedAt == "" || len(a.Findings) != len(ledger.Accesses()) {
		t.Errorf("after: %+v", a)
	}
	for _, f := range a.Findings {
		if (f.State == app.AccessRoleMissing) != (f.Source == ledger.SourceDeletedUsers) {
			t.Errorf("%s is %s", f.Source, f.State)
		}
	}
	state, err := w.State()
	if err != nil || state.Ledger == nil || state.Ledger.FileName != "tenant.ledger" || !state.Ledger.CanSync {
		t.Errorf("state %+v (%v)", state.Ledger, err)
	}
	if tenant.ReportsAsked() != 0 || !strings.Contains(strings.Join(shell.events, " "), eventDataChanged) {
		t.Errorf("%d reports were asked for, %v was told", tenant.ReportsAsked(), shell.events)
	}
	if _, err := w.FinishConnecting("hourly", 13); ledger.CodeOf(err) != ledger.CodeInvalid {
		t.Errorf("an unknown way to keep use: %v", err)
	}
	if _, err := w.FinishConnecting(string(ledger.ActivityDay), 13); err != nil {
		t.Fatal(err)
	}
	w.jobs.wait()
	if job := w.jobs.last(); job.State != JobPartial || job.Kind != JobSync || job.Result.SnapshotID == 0 {
		t.Errorf("the first sync ended as %+v %+v", job, job.Error)
	}
	kept, err := w.Privacy()
	if err != nil || kept.Activity != string(ledger.ActivityDay) || !kept.NamesChosen || kept.NameMonths != 13 {
		t.Errorf("kept is %+v (%v)", kept, err)
	}
	if a := access(t, w); !a.HasRead {
		t.Error("nothing was read")
	}
	if err := w.AbandonConnecting(); err != nil || w.openedIfAny() == nil {
		t.Errorf("a file with history was closed (%v)", err)
	}
}

// leftBehind is what the folder of data holds, but for the list of tenants when that
// is empty.
func leftBehind(t *testing.T, w *Window) (names []string) {
	t.Helper()
	files, err := os.ReadDir(w.places.data)
	if err != nil {
		t.Fatal(err)
	}
	known, err := w.known().All()
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range files {
		if file.Name() != "tenants" || len(known) > 0 {
			names = append(names, file.Name())
		}
	}
	return names
}

func TestConnect_AMistakeLeavesNothingBehind(t *testing.T) {
	w, _ := newWindow(t)
	c, _ := simulated(t, simtenant.Knobs{})
	missing := c
	missing.CertificatePath = "/nowhere/client.pem"
	if _, err := w.StartConnect(missing); ledger.CodeOf(err) != ledger.CodeInvalid {
		t.Errorf("a certificate that is not there: %v", err)
	}
	if files, _ := filepath.Glob(filepath.Join(w.places.data, "*")); len(files) != 0 {
		t.Errorf("left behind: %v", files)
	}
	wrong := c
	wrong.ClientID = "00000000-0000-4000-8000-000000000000"
	if job := connectNow(t, w, wrong); job.State != JobFailed || job.Error.Code != ledger.CodeSignInRequired {
		t.Fatalf("another app ended as %+v %+v", job, job.Error)
	}
	// The same file takes the right one.
	if job := connectNow(t, w, c); job.State != JobDone {
		t.Fatalf("the right app ended as %+v %+v", job, job.Error)
	}
	if err := w.AbandonConnecting(); err != nil {
		t.Fatal(err)
	}
	if left := leftBehind(t, w); len(left) != 0 || w.openedIfAny() != nil {
		t.Errorf("left behind: %v", left)
	}
	if recents, err := w.Recents(); err != nil || len(recents) != 0 {
		t.Errorf("recent files are %v (%v)", recents, err)
	}
}

func TestConnect_AFileOfImportsIsConnectedAndTheSampleIsNot(t *testing.T) {
	w, _ := withSample(t)
	c, tenant := simulated(t, simtenant.Knobs{})
	if job := connectNow(t, w, c); job.State != JobDone {
		t.Fatalf("connecting beside the sample ended as %+v", job.Error)
	}
	made := w.openedIfAny().Path()
	if filepath.Base(made) != "tenant.ledger" {
		t.Errorf("made %s", made)
	}
	tenant.SetKnobs(simtenant.Knobs{Forbid: []string{"User.Read.All"}})
	if _, err := w.StartAccessCheck(); err != nil {
		t.Fatal(err)
	}
	w.jobs.wait()
	a := access(t, w)
	if i := indexOf(a.Findings, ledger.SourceUsers); a.Findings[i].State != app.AccessConsentMissing || a.Findings[i].Link != a.ConsentLink {
		t.Errorf("%+v", a.Findings[i])
	}
	if job := connectNow(t, w, c); job.State != JobDone || w.openedIfAny().Path() != made {
		t.Errorf("the file was not connected again: %+v", job.Error)
	}
}

func indexOf(findings []AccessFinding, source string) int {
	for i, f := range findings {
		if f.Source == source {
			return i
		}
	}
	return 0
}

func TestConnect_OnlyPagesForAdministratorsAreOpened(t *testing.T) {
	w, shell := newWindow(t)
	if err := w.OpenPage("https://portal.azure.com/#view/x"); err != nil || len(shell.browsed) != 1 {
		t.Errorf("the portal: %v, opened %v", err, shell.browsed)
	}
	if err := w.OpenPage("https://microsoft.com/devicelogin"); ledger.CodeOf(err) != ledger.CodeInvalid || len(shell.browsed) != 1 {
		t.Errorf("another page: %v, opened %v", err, shell.browsed)
	}
	ended := make(chan struct{})
	asked := make(chan struct{})
	if _, err := w.jobs.start(t.Context(), JobConnect, func(_ context.Context, tell report) (*JobResult, error) {
		tell(func(job *Job) { job.SignIn = &SignInAsk{Address: "https://microsoft.com/devicelogin", Code: "ABCD"} })
		close(asked)
		<-ended
		return nil, nil
	}, func() {}); err != nil {
		t.Fatal(err)
	}
	<-asked
	if err := w.OpenPage("https://microsoft.com/devicelogin"); err != nil || len(shell.browsed) != 2 {
		t.Errorf("the page on which the code is typed: %v, opened %v", err, shell.browsed)
	}
	close(ended)
}

func TestWriteRequest_WritesBesideWhatIsThere(t *testing.T) {
	w, _ := newWindow(t)
	r := RequestPage{Kind: "request", Language: "nl", Connection: Connection{TenantID: "contoso.com", Auth: app.AuthDevice}, Sets: []string{"people", "list"}}
	first, err := w.WriteRequest(r)
	if err != nil || first.FileName != "Verzoek voor License Ledger.html" || first.Folder != "Downloads" {
		t.Fatalf("%+v (%v)", first, err)
	}
	second, err := w.WriteRequest(r)
	if err != nil || second.Path == first.Path {
		t.Errorf("%+v (%v)", second, err)
	}
	content, err := os.ReadFile(first.Path)
	if err != nil || !strings.Contains(string(content), "contoso.com") || strings.Contains(string(content), "AuditLog") {
		t.Errorf("%s (%v)", content, err)
	}
	if err := w.OpenExport(first.Path); err != nil {
		t.Error(err)
	}
	r.Kind, r.Sets = "privacy", nil
	if page, err := w.WriteRequest(r); err != nil || page.FileName != "Wat License Ledger van mensen bewaart.html" {
		t.Errorf("%+v (%v)", page, err)
	}
}

func TestPickConnection_TakesTheFileOfASimulatedTenant(t *testing.T) {
	w, shell := newWindow(t)
	shell.one = filepath.Join(t.TempDir(), "connection.json")
	if err := os.WriteFile(shell.one, []byte(`{"tenant_id":"t","client_id":"c","auth":"certificate","graph":"https://g.test"}`), 0o600); err != nil {
		t.Fatal(err)
	}
	if c, err := w.PickConnection(); err != nil || c.TenantID != "t" || c.Graph != "https://g.test" {
		t.Errorf("%+v (%v)", c, err)
	}
	if err := os.WriteFile(shell.one, []byte(`{"tenant":"t"}`), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := w.PickConnection(); ledger.CodeOf(err) != ledger.CodeInvalid {
		t.Errorf("another file: %v", err)
	}
	shell.one = ""
	if _, err := w.PickConnection(); ledger.CodeOf(err) != ledger.CodeCanceled {
		t.Errorf("no file: %v", err)
	}
}
