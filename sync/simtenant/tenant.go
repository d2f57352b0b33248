package simtenant

import (
	"fmt"
	"net/http"
	"sync"
	"time"
)

// Config says which tenant to play. The zero value is a usable tenant.
type Config struct {
	// Users is the number of people present at the start; 500 if zero. Some
	// leavers of the weeks before come on top.
	Users int
	// Seed decides everything: same seed, same bytes.
	Seed int64
	// Start is the first instant of the virtual clock, in whole seconds;
	// 2026-01-05T06:30:00Z, a Monday morning, if zero.
	Start time.Time
	// Name is the tenant's display name; "Contoso" if empty.
	Name string
	// ReportKeepsLeaversDays is how long the report goes on listing somebody
	// who left, as Unknown; 60 if zero. An assumption: Microsoft names no limit.
	ReportKeepsLeaversDays int
	// Premium gives the tenant Entra ID P1: sign-ins can be read, and its
	// administrator consented to that and to searching the audit log.
	Premium bool
	// Hostile calls people, departments, groups, licenses and the tenant by
	// [HostileTexts].
	Hostile bool
	// Life is how much happens; the zero value is an ordinary tenant.
	Life Life
	// Script is what happens on chosen days besides.
	Script Script
	// Knobs are the faults it starts with; see [Tenant.SetKnobs].
	Knobs Knobs
}

// Tenant is a simulated tenant. Its methods may be called from several
// goroutines.
type Tenant struct {
	cfg   Config
	ids   identities
	clock *Clock

	mu    sync.RWMutex // guards everything below
	world *world
	knobs Knobs
	job   *reportJob
	jobs  uint64 // report jobs so far

	registerOnce sync.Once
	registered   *registered
	registerErr  error

	counters  counters
	quota     quota
	log       signInLog
	searches  searches
	keys      keys
	refusals  refusals
	asked     asked
	authority *authority
}

// identities are the names of the tenant and its parts, fixed by the seed.
type identities struct {
	tenant, client, servicePrincipal guid
	created                          moment
}

// New makes the tenant. The time and memory it takes grow with Users only.
func New(cfg Config) *Tenant {
	if cfg.Users <= 0 {
		cfg.Users = 500
	}
	if cfg.Start.IsZero() {
		cfg.Start = time.Date(2026, 1, 5, 6, 30, 0, 0, time.UTC)
	}
	cfg.Start = cfg.Start.UTC().Truncate(time.Second)
	if cfg.Name == "" {
		cfg.Name = "Contoso"
	}
	if cfg.ReportKeepsLeaversDays <= 0 {
		cfg.ReportKeepsLeaversDays = internalDays
	}
	t := &Tenant{
		cfg:   cfg,
		knobs: cfg.Knobs,
		world: newWorld(cfg.Seed, cfg.Users, cfg.Start, cfg.Name, cfg.ReportKeepsLeaversDays, cfg.Life, cfg.Script),
		ids: identities{
			tenant:           seededGUID(cfg.Seed, forKeys, 1),
			client:           seededGUID(cfg.Seed, forKeys, 2),
			servicePrincipal: seededGUID(cfg.Seed, forKeys, 3),
			created:          momentOf(cfg.Start) - 7*365*day,
		},
	}
	if cfg.Hostile {
		t.world.hostile, t.world.tenantName = true, hostileTenant
	}
	t.knobs.setAt = t.world.now
	t.keys = newKeys(cfg.Seed)
	t.authority = newAuthority()
	t.clock = &Clock{tenant: t}
	return t
}

// Clock is the tenant's virtual clock.
func (t *Tenant) Clock() *Clock { return t.clock }

// Handler serves every part of the tenant in one handler: by the Host header
// where it names one of Microsoft's public hosts, else by path, which differs
// for each service. It needs no TLS, so tests can call it directly.
func (t *Tenant) Handler() http.Handler { return &site{tenant: t} }

// SetKnobs switches faults on and off. Counters such as ThrottleEvery start
// again.
func (t *Tenant) SetKnobs(k Knobs) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.authority.turned(t.knobs.SignIn, k.SignIn)
	t.knobs = k
	t.knobs.setAt = t.world.now
	t.counters.reset()
	t.searches.reset()
	if t.job != nil {
		t.reschedule()
	}
}

// Knobs returns the faults in force.
func (t *Tenant) Knobs() Knobs {
	t.mu.RLock()
	defer t.mu.RUnlock()
	return t.knobs
}

// Refused lists the requests that were refused or not understood, as
// "METHOD path: reason", the first thousand of them. Queries are left out: they
// may carry secrets. Throttling and cut connections are faults, not refusals.
func (t *Tenant) Refused() []string { return t.refusals.list() }

type refusals struct {
	mu    sync.Mutex
	lines []string
}

func (r *refusals) add(method, path, reason string) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if len(r.lines) < 1000 {
		r.lines = append(r.lines, fmt.Sprintf("%s %s: %s", method, path, reason))
	}
}

func (r *refusals) list() []string {
	r.mu.Lock()
	defer r.mu.Unlock()
	return append([]string(nil), r.lines...)
}
