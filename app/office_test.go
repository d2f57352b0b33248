package app_test

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"licenseledger/app"
	"licenseledger/store/ledger"
	"licenseledger/sync/auth"
	"licenseledger/sync/engine"
	"licenseledger/sync/simtenant"
)

// office is a history file that is connected to a simulated tenant over TLS, on
// a computer whose clock is its own.
type office struct {
	t      *testing.T
	tenant *simtenant.Tenant
	server *simtenant.Server
	clock  *drift
	path   string
	ledger *app.Ledger
	signs  *auth.Store
	health simtenant.Knobs // of the tenant when nothing troubles it
}

// drift is a computer's clock: the tenant's, so much ahead of it. Waiting takes
// no time.
type drift struct {
	*simtenant.Clock
	ahead time.Duration
}

func (d *drift) Now() time.Time { return d.Clock.Now().Add(d.ahead) }

// officePeople fill several pages.
const officePeople, peopleInPage = 400, 80

func newOffice(t *testing.T) *office {
	t.Helper()
	return newOfficeOf(t, simtenant.Config{Users: officePeople, Seed: 5, Knobs: healthy()})
}

func newOfficeOf(t *testing.T, cfg simtenant.Config) *office {
	t.Helper()
	tenant := simtenant.New(cfg)
	o := &office{t: t, tenant: tenant, clock: &drift{Clock: tenant.Clock()}, path: filepath.Join(t.TempDir(), "contoso.ledger"),
		signs: auth.NewStore(filepath.Join(t.TempDir(), "sign-ins")), health: healthy()}
	var err error
	if o.ledger, err = app.Create(t.Context(), o.path, app.OpenOptions{Zone: time.UTC, Clock: o.clock, SignIns: o.signs}); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := o.ledger.Close(); err != nil {
			t.Error(err)
		}
	})
	o.serve()
	t.Cleanup(func() { o.server.Close() })
	t.Cleanup(func() { onlyListedCalls(t, tenant) })
	return o
}

// onlyListedCalls holds what a tenant was asked to the closed list of calls.
func onlyListedCalls(t *testing.T, tenant *simtenant.Tenant) {
	t.Helper()
	for line := range tenant.Asked() {
		listed := false
		for _, service := range []ledger.CallService{ledger.CallSignIn, ledger.CallGraph, ledger.CallPowerPlatform, ledger.CallDownload} {
			if request, ok := strings.CutPrefix(line, string(service)+" "); ok {
				method, path, _ := strings.Cut(request, " ")
				if service == ledger.CallGraph {
					path = strings.TrimPrefix(path, "/v1.0")
				}
				_, listed = ledger.CallOf(method, path, service)
			}
		}
		if !listed && !strings.HasSuffix(line, "/oauth2/v2.0/authorize") && !strings.HasSuffix(line, " /devicelogin") { // pages in a person's browser
			t.Errorf("not in the closed list of calls: %s", line)
		}
	}
}

// healthy is a tenant that nothing troubles.
func healthy() simtenant.Knobs { return simtenant.Knobs{PageSize: peopleInPage, ReportPolls: 1} }

// serve puts the tenant on the network, at addresses of its own, and connects
// the ledger to them.
func (o *office) serve() {
	o.t.Helper()
	var err error
	if o.server, err = o.tenant.Serve("127.0.0.1:0"); err != nil {
		o.t.Fatal(err)
	}
	o.connect(o.server.Endpoints().CAPEM)
}

func (o *office) connect(authority []byte) {
	o.t.Helper()
	e, dir := o.server.Endpoints(), o.t.TempDir()
	files := map[string][]byte{"ca.pem": authority, "client.pem": e.ClientCertificatePEM}
	for name, content := range files {
		if err := os.WriteFile(filepath.Join(dir, name), content, 0o600); err != nil {
			o.t.Fatal(err)
		}
	}
	err := o.ledger.Connect(o.t.Context(), app.Connection{TenantID: e.TenantID, ClientID: e.ClientID, Auth: app.AuthCertificate,
		CertificatePath: filepath.Join(dir, "client.pem"), CAPath: filepath.Join(dir, "ca.pem"), Authority: e.Authority,
		Graph: e.Graph, PowerPlatform: e.PowerPlatform, GraphAudience: e.GraphAudience, PowerPlatformAudience: e.PowerPlatformAudience})
	if err != nil {
		o.t.Fatal(err)
	}
}

// trouble turns knobs of the healthy tenant.
func (o *office) trouble(turn func(*simtenant.Knobs)) {
	knobs := o.health
	turn(&knobs)
	o.tenant.SetKnobs(knobs)
}

// over is the end of the trouble, a minute later.
func (o *office) over() {
	o.tenant.SetKnobs(o.health)
	o.tenant.Clock().Advance(time.Minute)
}

// sync reads the tenant. heard, which may be nil, is told of every step.
func (o *office) sync(heard func(source string, s engine.StageProgress)) (app.SyncResult, error) {
	return o.syncUntil(o.t.Context(), heard)
}

// syncUntil reads everything whole, which is what most troubles are about; see
// changesInterruptions for what changed alone.
func (o *office) syncUntil(ctx context.Context, heard func(source string, s engine.StageProgress)) (app.SyncResult, error) {
	return o.ledger.Sync(ctx, app.SyncOptions{Whole: true}, func(p app.Progress) {
		for _, s := range p.Stages {
			if heard != nil {
				heard(s.Source, s)
			}
		}
	})
}

// good is a sync that nothing may trouble.
func (o *office) good() app.SyncResult {
	o.t.Helper()
	result, err := o.sync(nil)
	if err != nil || result.State != ledger.RunComplete || len(result.Warnings) != 0 {
		o.t.Fatalf("an untroubled sync is %s with %v, error %v", result.State, result.Warnings, err)
	}
	return result
}

// in does something once, when a source has been read in part.
func in(source string, do func(rows int64)) func(string, engine.StageProgress) {
	done := false
	return func(name string, s engine.StageProgress) {
		if name == source && s.State == engine.StageReading && s.Rows > 0 && !done {
			done = true
			do(s.Rows)
		}
	}
}

// counting notes how many rows of a source were kept.
func counting(source string, rows *int64, then func(string, engine.StageProgress)) func(string, engine.StageProgress) {
	return func(name string, s engine.StageProgress) {
		if name == source && s.State == engine.StageReading {
			*rows = s.Rows
		}
		then(name, s)
	}
}

// begun notes with how many rows a source begins to be read.
func begun(source string, rows *int64) func(string, engine.StageProgress) {
	*rows = -1
	return func(name string, s engine.StageProgress) {
		if name == source && s.State == engine.StageReading && *rows < 0 {
			*rows = s.Rows
		}
	}
}

// settled checks that what was published is what the tenant has: another sync,
// a minute later and untroubled, changes nothing.
func (o *office) settled() {
	o.t.Helper()
	o.over()
	for _, p := range o.good().Published {
		if p.Began != 0 || p.Ended != 0 || p.Rows == 0 {
			o.t.Errorf("an untroubled sync finds %s different: %d rows, %d began, %d ended", p.Source, p.Rows, p.Began, p.Ended)
		}
	}
}

// after ends the trouble, syncs again, and checks that nothing is missing.
func (o *office) after(first outcome) outcome {
	o.t.Helper()
	o.over()
	result, err := o.sync(nil)
	if err != nil {
		o.t.Fatalf("the sync after the trouble: %v", err)
	}
	o.settled()
	first.state += ", then " + string(result.State)
	return first
}

// published tells whether a result has a listing of a source.
func published(result app.SyncResult, source string) bool {
	for _, p := range result.Published {
		if p.Source == source {
			return true
		}
	}
	return false
}
