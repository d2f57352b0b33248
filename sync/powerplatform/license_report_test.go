package powerplatform_test

import (
	"context"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"time"

	"licenseledger/store/ledger"
	"licenseledger/sync/engine"
	"licenseledger/sync/engine/enginetest"
	"licenseledger/sync/powerplatform"
	"licenseledger/sync/rest"
	"licenseledger/sync/simtenant"
)

// jobs keeps jobs in memory.
type jobs struct {
	mu   sync.Mutex
	kept map[string]ledger.Job
	puts int
}

func newJobs() *jobs { return &jobs{kept: map[string]ledger.Job{}} }

func (j *jobs) Job(_ context.Context, source string) (ledger.Job, bool, error) {
	j.mu.Lock()
	defer j.mu.Unlock()
	job, ok := j.kept[source]
	return job, ok, nil
}

func (j *jobs) PutJob(_ context.Context, job ledger.Job) error {
	j.mu.Lock()
	defer j.mu.Unlock()
	j.puts++
	j.kept[job.Source] = job
	return nil
}

func (j *jobs) DropJob(_ context.Context, source string) error {
	j.mu.Lock()
	defer j.mu.Unlock()
	delete(j.kept, source)
	return nil
}

func report(tenant *enginetest.Tenant, j *jobs, wait time.Duration) *powerplatform.LicenseReport {
	return powerplatform.NewLicenseReport(tenant.Client, j, powerplatform.Config{Base: tenant.PowerPlatform, Wait: wait, PageRows: 40})
}

func read(t *testing.T, s engine.Source, cursor string) (pages []ledger.Page, err error) {
	t.Helper()
	err = s.Pull(t.Context(), cursor, func(p ledger.Page) error { pages = append(pages, p); return nil })
	return pages, err
}

func count(pages []ledger.Page) (n int) {
	for _, p := range pages {
		n += len(p.Objects)
	}
	return n
}

func TestLicenseReport_KeepsTheContract(t *testing.T) {
	enginetest.Run(t, enginetest.Suite{
		New: func(t *testing.T) enginetest.Service {
			tenant, j := enginetest.Serve(t, simtenant.Config{Users: 120, Seed: 7}), newJobs()
			return enginetest.Service{
				Source:   report(tenant, j, time.Hour),
				Again:    func() engine.Source { return report(tenant, j, time.Hour) },
				Throttle: func() { tenant.SetKnobs(simtenant.Knobs{ThrottleEvery: 2}) },
				Forbid:   func() { tenant.SetKnobs(simtenant.Knobs{Forbid: []string{"exportServicePlans"}}) },
				Expire:   func(cursor string) string { return strings.Replace(cursor, `"`, `"0`, 1) },
			}
		},
		Empty: func(t *testing.T) engine.Source {
			p := newPlatform(t)
			p.file = "User Name,Email Address,Service,License,License Assigned Date,Is Trial,Expiration Date\r\n"
			return p.source(newJobs(), 0)
		},
		EmptyIsRefused: true,
	})
}

func TestPull_AReportHeldForHoursArrivesInALaterRun(t *testing.T) {
	tenant, j := enginetest.Serve(t, simtenant.Config{Users: 60, Seed: 7, Knobs: simtenant.Knobs{ReportHold: 6 * time.Hour}}), newJobs()
	asked := tenant.Clock().Now()
	pages, err := read(t, report(tenant, j, 5*time.Minute), "")
	if ledger.CodeOf(err) != ledger.CodePending || len(pages) != 0 || !strings.Contains(err.Error(), asked.Format("2006-01-02 at 15:04 UTC")) {
		t.Fatalf("Pull returned %v and %d pages", err, len(pages))
	}
	if waited := tenant.Clock().Now().Sub(asked); waited < 4*time.Minute || waited > 5*time.Minute {
		t.Errorf("the run waited %v of 5 minutes", waited)
	}
	job := j.kept[ledger.SourceLicenseReport]
	if job.RequestedAt.Time().Before(asked) || job.CheckedAt <= job.RequestedAt || job.Location == "" {
		t.Errorf("kept job is %+v", job)
	}
	tenant.Clock().Advance(6 * time.Hour)
	pages, err = read(t, report(tenant, j, -1), "") // another start of the program, which asks once
	if err != nil || count(pages) == 0 {
		t.Fatalf("Pull returned %v and %d rows", err, count(pages))
	}
	if at := pages[0].At.Time(); at.Sub(asked) < 6*time.Hour {
		t.Errorf("the listing is at %v, it was read after %v", at, asked.Add(6*time.Hour))
	}
	if refused := tenant.Refused(); len(refused) != 0 {
		t.Errorf("refused: %v", refused)
	}
}

func TestPrepare_AsksOnceAndFinishLetsGo(t *testing.T) {
	p, j := newPlatform(t), newJobs()
	s := p.source(j, 0)
	for range 2 {
		if err := s.Prepare(t.Context()); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := read(t, s, ""); err != nil || p.asked != 1 {
		t.Errorf("the report was asked for %d times; %v", p.asked, err)
	}
	if len(j.kept) != 1 {
		t.Error("the job was let go of before its rows were kept")
	}
	if err := s.Finish(t.Context()); err != nil || len(j.kept) != 0 {
		t.Errorf("after Finish: %v, %v", j.kept, err)
	}
}

func TestPull_ALostJobIsAskedForAnew(t *testing.T) {
	tenant, j := enginetest.Serve(t, simtenant.Config{Users: 60, Seed: 7}), newJobs()
	s := report(tenant, j, time.Hour)
	if err := s.Prepare(t.Context()); err != nil {
		t.Fatal(err)
	}
	before := j.kept[ledger.SourceLicenseReport].Location
	tenant.SetKnobs(simtenant.Knobs{ReportLost: true})
	pages, err := read(t, s, "")
	if err != nil || count(pages) == 0 || j.kept[ledger.SourceLicenseReport].Location == before {
		t.Errorf("Pull returned %v and %d rows; the job is at %s", err, count(pages), j.kept[ledger.SourceLicenseReport].Location)
	}
}

func TestPull_JobsOlderThanAWeekAreNotTrusted(t *testing.T) {
	p, j := newPlatform(t), newJobs()
	j.kept[ledger.SourceLicenseReport] = ledger.Job{Source: ledger.SourceLicenseReport, Location: "/providers/operations/old",
		RequestedAt: ledger.InstantOf(p.clock.Now().Add(-8 * 24 * time.Hour))}
	if _, err := read(t, p.source(j, 0), ""); err != nil || p.asked != 1 {
		t.Errorf("the report was asked for %d times; %v", p.asked, err)
	}
}

// platform is a Power Platform and a blob store whose faults a test chooses.
type platform struct {
	client  *rest.Client
	clock   *jumpClock
	base    string
	file    string
	asked   int
	links   int // signed addresses given
	refuse  int // downloads to refuse with 403
	cut     int // downloads to cut in the middle
	foreign bool
}

// jumpClock moves by sleeping.
type jumpClock struct {
	mu  sync.Mutex
	now time.Time
}

func (c *jumpClock) Now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.now
}

func (c *jumpClock) Sleep(ctx context.Context, d time.Duration) error {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.now = c.now.Add(d)
	return ctx.Err()
}

func rowsOf(n int) string {
	var b strings.Builder
	b.WriteString("User Name,Email Address,Service,License,License Assigned Date,Is Trial,Expiration Date\r\n")
	for i := range n {
		fmt.Fprintf(&b, "Person %d,p%d@contoso.com,Power Apps for Office 365,Office 365 E3,2/28/2022 4:00:48 AM,FALSE,\r\n", i, i)
	}
	return b.String()
}

func newPlatform(t *testing.T) *platform {
	t.Helper()
	p := &platform{clock: &jumpClock{now: time.Date(2026, 2, 3, 4, 0, 0, 0, time.UTC)}, file: rowsOf(100)}
	blob := httptest.NewUnstartedServer(http.HandlerFunc(p.download))
	blob.StartTLS()
	t.Cleanup(blob.Close)
	service := httptest.NewTLSServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Date", p.clock.Now().Format(http.TimeFormat))
		switch {
		case r.Method == http.MethodPost:
			p.asked++
			host := "https://" + r.Host
			if p.foreign {
				host = blob.URL
			}
			w.Header().Set("Location", fmt.Sprintf("%s/providers/operations/%d", host, p.asked))
			w.WriteHeader(http.StatusAccepted)
		case r.URL.Path == "/providers/operations/old":
			t.Error("the old job was asked for")
		default:
			p.links++
			fmt.Fprintf(w, `{"sharedAccessSignature":"%s/list.csv?sig=CANARY%d"}`, blob.URL, p.links)
		}
	}))
	t.Cleanup(service.Close)
	p.base = service.URL
	client, err := rest.New(rest.Config{
		Services: []rest.Service{{Base: service.URL, Audience: "https://service.example/"}},
		Token:    func(context.Context, string) (string, error) { return "token", nil },
		HTTP:     service.Client(), Clock: p.clock, // all test servers have one certificate
	})
	if err != nil {
		t.Fatal(err)
	}
	p.client = client
	return p
}

func (p *platform) download(w http.ResponseWriter, r *http.Request) {
	if p.refuse > 0 {
		p.refuse--
		w.WriteHeader(http.StatusForbidden)
		fmt.Fprint(w, `<?xml version="1.0"?><Error><Code>AuthenticationFailed</Code></Error>`)
		return
	}
	w.Header().Set("ETag", `"1"`)
	w.Header().Set("Date", p.clock.Now().Format(http.TimeFormat))
	if p.cut > 0 {
		p.cut--
		w.Header().Set("Content-Length", fmt.Sprint(len(p.file)))
		fmt.Fprint(w, p.file[:len(p.file)*2/3])
		panic(http.ErrAbortHandler)
	}
	fmt.Fprint(w, p.file)
}

func (p *platform) source(j *jobs, wait time.Duration) *powerplatform.LicenseReport {
	return powerplatform.NewLicenseReport(p.client, j, powerplatform.Config{Base: p.base, Wait: wait, PageRows: 30})
}

func TestPull_ASignedAddressThatRanOutIsAskedForAgain(t *testing.T) {
	p := newPlatform(t)
	p.refuse = 1
	pages, err := read(t, p.source(newJobs(), 0), "")
	if err != nil || count(pages) != 100 || p.links != 2 || p.asked != 1 {
		t.Errorf("%d rows by %d addresses of %d jobs; %v", count(pages), p.links, p.asked, err)
	}
	p = newPlatform(t)
	p.refuse = 1000
	_, err = read(t, p.source(newJobs(), 0), "")
	if ledger.CodeOf(err) != ledger.CodeOffline || p.asked != 2 {
		t.Errorf("after %d jobs: %v", p.asked, err)
	}
	if strings.Contains(err.Error(), "CANARY") {
		t.Errorf("the error holds a signed address: %v", err)
	}
}

func TestPull_AConnectionLostInTheMiddleCostsNoRow(t *testing.T) {
	p := newPlatform(t)
	p.cut = 1
	pages, err := read(t, p.source(newJobs(), 0), "")
	if err != nil || count(pages) != 100 || len(pages) != 4 {
		t.Errorf("%d rows in %d pages; %v", count(pages), len(pages), err)
	}
	seen := map[string]bool{}
	for _, page := range pages {
		for _, o := range page.Objects {
			seen[o.Facts[0].(ledger.ReportRow).EmailAddress] = true
		}
	}
	if len(seen) != 100 {
		t.Errorf("%d different rows", len(seen))
	}
	p = newPlatform(t)
	p.cut = 1000
	_, err = read(t, p.source(newJobs(), 0), "")
	if ledger.CodeOf(err) != ledger.CodeOffline {
		t.Errorf("error is %v", err)
	}
}

func TestPull_AFileThatIsNoListIsRefusedWhole(t *testing.T) {
	for name, file := range map[string]string{
		"nothing":        "",
		"another header": "Name,Amount\r\nJane,1\r\n",
		"a web page":     "<html><body>Jane Doe, sign in</body></html>",
		"an error":       `{"error":{"code":"BlobNotFound"}}`,
	} {
		t.Run(name, func(t *testing.T) {
			p := newPlatform(t)
			p.file = file
			pages, err := read(t, p.source(newJobs(), 0), "")
			if ledger.CodeOf(err) != ledger.CodeInvalid || len(pages) != 0 {
				t.Errorf("Pull returned %v and %d pages", err, len(pages))
			}
			if err != nil && strings.Contains(err.Error(), "Jane") {
				t.Errorf("the error repeats the file: %v", err)
			}
		})
	}
}

// More rows than any tenant has are no report, however small they came: nothing of it
// is used.
func TestPull_AReportWithoutEndIsRefused(t *testing.T) {
	p := newPlatform(t)
	p.file = rowsOf(101)
	source := powerplatform.NewLicenseReport(p.client, newJobs(), powerplatform.Config{Base: p.base, PageRows: 30, MostRows: 100})
	pages, err := read(t, source, "")
	if ledger.CodeOf(err) != ledger.CodeInvalid || !strings.Contains(err.Error(), "more than 100 rows") || len(pages) != 3 || p.links != 1 {
		t.Errorf("%d pages of %d downloads, %v", len(pages), p.links, err)
	}
	p.file = rowsOf(100)
	if pages, err = read(t, source, ""); err != nil || count(pages) != 100 {
		t.Errorf("%d rows, %v", count(pages), err)
	}
}

func TestPull_RowsThatCannotBeReadAreCountedAndTooManyRefuseTheFile(t *testing.T) {
	const broken = "Jane CANARY,jane@contoso.com,Power Apps for Office 365,Office 365 E3,someday,FALSE,\r\n"
	p := newPlatform(t)
	p.file = rowsOf(100) + broken + broken
	var warnings []ledger.Warning
	ctx := engine.WithReports(t.Context(), engine.Reports{Warn: func(w ledger.Warning) { warnings = append(warnings, w) }})
	rows := 0
	err := p.source(newJobs(), 0).Pull(ctx, "", func(p ledger.Page) error { rows += len(p.Objects); return nil })
	if err != nil || rows != 100 {
		t.Fatalf("%d rows, %v", rows, err)
	}
	if len(warnings) != 1 || warnings[0].Code != engine.WarnRowsSkipped || warnings[0].Count != 2 || strings.Contains(warnings[0].Text, "CANARY") {
		t.Errorf("warnings are %+v", warnings)
	}
	p.file = rowsOf(2) + strings.Repeat(broken, 3)
	if _, err := read(t, p.source(newJobs(), 0), ""); ledger.CodeOf(err) != ledger.CodeInvalid || strings.Contains(err.Error(), "CANARY") {
		t.Errorf("a file of broken rows: %v", err)
	}
}

func TestPull_AJobAtAnotherHostIsRefused(t *testing.T) {
	p, j := newPlatform(t), newJobs()
	p.foreign = true
	if _, err := read(t, p.source(j, 0), ""); ledger.CodeOf(err) != ledger.CodeInvalid || len(j.kept) != 0 {
		t.Errorf("error is %v, kept %v", err, j.kept)
	}
}
