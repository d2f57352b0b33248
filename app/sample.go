package app

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"slices"
	"time"

	"licenseledger/store/ledger"
	"licenseledger/sync/auth"
	"licenseledger/sync/engine"
	"licenseledger/sync/simtenant"
)

const sampleSetting = "sample"

// Sample is what a ledger remembers of its simulated tenant. The same seed,
// number of users and start give the same tenant, so it can be started anew.
type Sample struct {
	Seed  int64     `json:"seed"`
	Users int       `json:"users"`
	Start time.Time `json:"start"` // the virtual instant of the first sync
	Days  int       `json:"days"`  // virtual days synced so far
	// Knobs are the faults of the tenant from its first day; nil for none.
	Knobs *simtenant.Knobs `json:"knobs,omitempty"`
	// Script is what happens on chosen days of the tenant; nil for nothing.
	Script *simtenant.Script `json:"script,omitempty"`
	// Still: what a sync finds depends on its day alone; see SampleOptions.
	Still bool `json:"still,omitempty"`
}

// nextDay is when the first day begins that was not synced.
func (s Sample) nextDay() time.Time { return s.Start.Add(time.Duration(s.Days) * oneDay) }

// SampleOptions tell which sample to make. Zero numbers take the defaults.
type SampleOptions struct {
	Users int   // people at the start; 500
	Days  int   // virtual days, one sync each; 60
	Seed  int64 // 0 is a seed like any other
	Start time.Time
	Knobs *simtenant.Knobs // faults of the tenant; nil for none
	// Script is what happens on chosen days of the tenant; nil for nothing.
	Script *simtenant.Script
	// Newest is how many of the days, the last ones, are synced before the sample
	// is there; FillSample adds those before them. 0 is all.
	Newest int
	// Still makes a sample that is the same in whatever order its days are synced:
	// the tenant's clock stands still during a sync, and who may be behind Unknown
	// rows is not looked up, since that depends on what was known before. It goes
	// with no knobs: those that make a client wait need a clock that moves.
	Still bool
	// Truth gets what is really so on every day, as JSON lines; nil for nothing.
	Truth io.Writer
}

// sampleStart is a Monday before office hours, when nothing happens: what a sync
// reads in several steps is then one state of the tenant.
var sampleStart = time.Date(2026, 1, 5, 5, 0, 0, 0, time.UTC)

const (
	sampleUsers = 500
	sampleDays  = 60
	oneDay      = 24 * time.Hour
)

// Sample tells whether a simulated tenant stands behind the ledger.
func (l *Ledger) Sample(ctx context.Context) (s Sample, ok bool, err error) {
	ok, err = l.store.Setting(ctx, sampleSetting, &s)
	return s, ok, err
}

// CreateSample makes a ledger at path and syncs a simulated tenant into it, one
// sync per virtual day, by the very path of a real tenant: sign-in, TLS and all.
// When it ends early nothing is left behind. Codes: those of Create, canceled,
// invalid for options that make no tenant.
func CreateSample(ctx context.Context, path string, o SampleOptions, progress ProgressFunc) (*Ledger, error) {
	if o.Users < 0 || o.Days < 0 || o.Newest < 0 {
		return nil, ledger.Errorf(ledger.CodeInvalid, "", "A sample needs people and days. Give numbers of one or more.")
	}
	if o.Knobs != nil && o.Still {
		return nil, ledger.Errorf(ledger.CodeInvalid, "", "A sample whose clock stands still has no faults that make a sync wait. Leave one of both out.")
	}
	sample := Sample{Seed: o.Seed, Users: o.Users, Start: o.Start.UTC().Truncate(time.Second), Knobs: o.Knobs, Script: o.Script, Still: o.Still}
	if sample.Users == 0 {
		sample.Users = sampleUsers
	}
	if o.Start.IsZero() {
		sample.Start = sampleStart
	}
	if o.Days == 0 {
		o.Days = sampleDays
	}
	if o.Newest == 0 || o.Newest > o.Days {
		o.Newest = o.Days
	}
	sample.Days = o.Days - o.Newest
	l, err := Create(ctx, path, OpenOptions{Zone: time.UTC})
	if err != nil {
		return nil, err
	}
	if err = l.priceSample(ctx, sample.Start, sample.Start.Add(time.Duration(o.Days-1)*oneDay)); err == nil && sample.Days > 0 {
		err = l.store.PutSetting(ctx, sampleGapSetting, SampleGap{Days: sample.Days})
	}
	if err == nil {
		err = l.syncSampleDays(ctx, sample, o.Newest, o.Truth, progress)
	}
	if err != nil {
		return nil, errors.Join(err, l.discard())
	}
	return l, nil
}

// syncSampleDays syncs so many days of a sample from its next one on.
func (l *Ledger) syncSampleDays(ctx context.Context, sample Sample, days int, truth io.Writer, progress ProgressFunc) error {
	if err := l.store.PutSetting(ctx, sampleSetting, sample); err != nil {
		return err
	}
	for day := range days {
		told := func(p Progress) {
			p.Step, p.Done, p.Total = StepSample, int64(day), int64(days)
			progress.tell(p)
		}
		told(Progress{})
		if err := l.syncSampleDay(ctx, truth, told); err != nil {
			return fmt.Errorf("sync day %d of the sample: %w", sample.Days+day+1, err)
		}
	}
	progress.tell(Progress{Step: StepSample, Done: int64(days), Total: int64(days)})
	return nil
}

func (l *Ledger) syncSampleDay(ctx context.Context, truth io.Writer, progress ProgressFunc) error {
	tenant, err := l.remote(ctx)
	if err != nil {
		return err
	}
	if truth != nil {
		if err := l.tenant.tenant.WriteTruth(truth); err != nil {
			return fmt.Errorf("write the truth: %w", err)
		}
	}
	sample, _, err := l.Sample(ctx)
	if err != nil {
		return err
	}
	result, err := l.syncFrom(ctx, tenant, SyncOptions{ReportWait: DefaultReportWait}, progress)
	if err != nil {
		return err
	}
	if result.State == ledger.RunPartial && sample.refusedOn(sample.Days) || result.judged() {
		return nil
	}
	return result.Outcome()
}

// sampleAt moves the sample tenant to an instant; it never goes back.
func (l *Ledger) sampleAt(s Sample, at time.Time) (*remote, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.tenant == nil {
		tenant, err := startSample(s)
		if err != nil {
			return nil, err
		}
		l.tenant = tenant
	}
	l.tenant.tenant.Clock().AdvanceTo(at)
	return l.tenant.remote, nil
}

// daySynced remembers that the sample may move on: all was read, whether or not
// a person has to judge it, or what the script leaves of the day.
func (l *Ledger) daySynced(ctx context.Context, r SyncResult) error {
	sample, ok, err := l.Sample(ctx)
	if err != nil || !ok || r.State != ledger.RunComplete && !r.judged() && (r.State != ledger.RunPartial || !sample.refusedOn(sample.Days)) {
		return err
	}
	sample.Days++
	return l.store.PutSetting(ctx, sampleSetting, sample)
}

// refusedOn tells whether the script has the report refused on a day.
func (s Sample) refusedOn(day int) bool {
	return s.Script != nil && slices.Contains(s.Script.PartialDays, day)
}

// sampleTenant is a simulated tenant that runs inside this program.
type sampleTenant struct {
	tenant *simtenant.Tenant
	server *simtenant.Server
	remote *remote
}

func startSample(s Sample) (*sampleTenant, error) {
	config := simtenant.Config{Users: s.Users, Seed: s.Seed, Start: s.Start}
	if s.Knobs != nil {
		config.Knobs = *s.Knobs
	}
	if s.Script != nil {
		config.Script = *s.Script
	}
	tenant := simtenant.New(config)
	server, err := tenant.Serve("127.0.0.1:0")
	if err != nil {
		return nil, ledger.Errorf(ledger.CodeBusy, "start sample tenant",
			"The sample tenant found no free port on this computer. Close programs that use the network, or allow this one to open ports on 127.0.0.1.").Because(err)
	}
	e := server.Endpoints()
	var clock engine.Clock = tenant.Clock()
	if s.Still {
		clock = stillClock{tenant.Clock()}
	}
	r, err := reachSample(e, clock)
	if err != nil {
		return nil, errors.Join(err, server.Close())
	}
	return &sampleTenant{tenant: tenant, server: server, remote: r}, nil
}

// reachSample signs in to a simulated tenant with the certificate it gave out.
func reachSample(e simtenant.Endpoints, clock engine.Clock) (*remote, error) {
	where := connectionTo(e).resolved()
	transport, err := trusting(e.CAPEM)
	if err != nil {
		return nil, err
	}
	app, err := auth.NewCertificate(auth.CertificateConfig{Authority: where.Authority, ClientID: where.ClientID,
		PEM: e.ClientCertificatePEM, HTTP: &http.Client{Transport: transport}})
	if err != nil {
		return nil, err
	}
	return reach(where, credentials{token: app.Token}, transport, clock)
}

// stillClock waits without letting the tenant's time go by.
type stillClock struct{ *simtenant.Clock }

// Sleep implements engine.Clock: it takes no time.
func (stillClock) Sleep(ctx context.Context, _ time.Duration) error { return ctx.Err() }

func (t *sampleTenant) close() {
	t.remote.close()
	_ = t.server.Close() // it serves nobody else, and the program goes on without it
}
