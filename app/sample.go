package app

import (
	"context"
	"errors"
	"fmt"
	"io"
	"time"

	"licenseledger/store/ledger"
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
	if o.Users < 0 || o.Days < 0 {
		return nil, ledger.Errorf(ledger.CodeInvalid, "", "A sample needs people and days. Give numbers of one or more.")
	}
	sample := Sample{Seed: o.Seed, Users: o.Users, Start: o.Start.UTC().Truncate(time.Second), Knobs: o.Knobs}
	if sample.Users == 0 {
		sample.Users = sampleUsers
	}
	if o.Start.IsZero() {
		sample.Start = sampleStart
	}
	if o.Days == 0 {
		o.Days = sampleDays
	}
	l, err := Create(ctx, path, OpenOptions{Zone: time.UTC})
	if err != nil {
		return nil, err
	}
	if err := l.fillSample(ctx, sample, o, progress); err != nil {
		return nil, errors.Join(err, l.discard())
	}
	return l, nil
}

func (l *Ledger) fillSample(ctx context.Context, sample Sample, o SampleOptions, progress ProgressFunc) error {
	if err := l.store.PutSetting(ctx, sampleSetting, sample); err != nil {
		return err
	}
	for day := range o.Days {
		told := func(p Progress) {
			p.Step, p.Done, p.Total = StepSample, int64(day), int64(o.Days)
			progress.tell(p)
		}
		told(Progress{})
		if err := l.syncSampleDay(ctx, o.Truth, told); err != nil {
			return fmt.Errorf("sync day %d of the sample: %w", day+1, err)
		}
	}
	progress.tell(Progress{Step: StepSample, Done: int64(o.Days), Total: int64(o.Days)})
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
	result, err := l.syncFrom(ctx, tenant, SyncOptions{ReportWait: DefaultReportWait}, progress)
	if err != nil {
		return err
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

// daySynced remembers that the sample may move on.
func (l *Ledger) daySynced(ctx context.Context) error {
	sample, ok, err := l.Sample(ctx)
	if err != nil || !ok {
		return err
	}
	sample.Days++
	return l.store.PutSetting(ctx, sampleSetting, sample)
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
	tenant := simtenant.New(config)
	server, err := tenant.Serve("127.0.0.1:0")
	if err != nil {
		return nil, &ledger.Error{Code: ledger.CodeBusy, Op: "start sample tenant", Err: err,
			Message: "The sample tenant found no free port on this computer. Close programs that use the network, or allow this one to open ports on 127.0.0.1."}
	}
	e := server.Endpoints()
	r, err := reach(connectionTo(e), e.ClientCertificatePEM, e.CAPEM, tenant.Clock())
	if err != nil {
		return nil, errors.Join(err, server.Close())
	}
	return &sampleTenant{tenant: tenant, server: server, remote: r}, nil
}

func (t *sampleTenant) close() {
	t.remote.close()
	_ = t.server.Close() // it serves nobody else, and the program goes on without it
}
