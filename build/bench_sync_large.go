package main

import (
	"bytes"
	"context"
	"crypto/tls"
	"crypto/x509"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"time"
)

const (
	troubledPeople = 100_000
	manyPeople     = 1_000_000
	mostSyncMemory = 250 // MB, of a sync of manyPeople
)

// benchTroubledSync syncs with a tenant that answers every fifth call with "wait a
// second", and with one whose client is killed when half of the people were fetched.
// The tenants run beside the client on the same processors.
func benchTroubledSync(ctx context.Context, b *benchRun) ([]measurement, error) {
	all, err := b.troubledSyncs(ctx)
	if err != nil {
		return nil, err
	}
	memory, err := b.syncMany(ctx)
	return append(all, memory...), err
}

func (b *benchRun) troubledSyncs(ctx context.Context) ([]measurement, error) {
	served, stop, err := b.steered(ctx, troubledPeople)
	if err != nil {
		return nil, err
	}
	defer stop()
	plain, err := b.watchedSync(ctx, served, "plain.ledger")
	if err != nil {
		return nil, err
	}
	if err := served.knobs(ctx, `{"throttle_every": 5, "throttle_retry_after": "1s"}`); err != nil {
		return nil, err
	}
	throttled, err := b.watchedSync(ctx, served, "throttled.ledger")
	if err != nil {
		return nil, err
	}
	if err := served.knobs(ctx, `{"throttle_every": 0}`); err != nil {
		return nil, err
	}
	if throttled.waits == 0 {
		return nil, errors.New("no call was throttled")
	}
	resumed, err := b.killedSync(ctx, served, "killed.ledger", plain.pages/2)
	if err != nil {
		return nil, err
	}
	merge := plain.took - plain.fetched
	// Calls that are on their way together wait together, so what was told is no lower bound.
	told := time.Duration(throttled.waits) * time.Second
	return []measurement{
		measurement{Name: fmt.Sprintf("sync-large.throttled, every 5th call, %d told waits of a second", throttled.waits), Value: throttled.took.Seconds(), Unit: "s"}.
			against("those waits and 1.2 of the same sync unthrottled", told.Seconds()+1.2*plain.took.Seconds()).atMostRatio(1),
		measurement{Name: "sync-large.resumed, after a kill at half of the fetch", Value: resumed.took.Seconds(), Unit: "s"}.
			against("half of the fetch and the merge", (plain.fetched/2 + merge).Seconds()).atMostRatio(1),
	}, nil
}

// syncMany measures the memory of a first sync of very many people.
func (b *benchRun) syncMany(ctx context.Context) ([]measurement, error) {
	served, stop, err := b.steered(ctx, manyPeople)
	if err != nil {
		return nil, err
	}
	defer stop()
	got, err := b.watchedSync(ctx, served, "many.ledger")
	if err != nil {
		return nil, err
	}
	return []measurement{
		measurement{Name: fmt.Sprintf("sync-large.memory, first sync of %d people, %d rows", manyPeople, got.rows), Value: megabytes(got.memory), Unit: "MB"}.atMost(mostSyncMemory),
		{Name: fmt.Sprintf("sync-large.time, first sync of %d people", manyPeople), Value: got.took.Seconds(), Unit: "s"},
	}, nil
}

// steeredTenant is a simulated tenant whose doings are watched.
type steeredTenant struct {
	connection
	web *http.Client
}

// steered starts a tenant whose clock runs and whose report is ready at once, so that no
// time passes in waiting for it.
func (b *benchRun) steered(ctx context.Context, people int) (s *steeredTenant, stop func(), err error) {
	tenant, stop, err := b.simulate(ctx, people, "--clock-runs", "--report-polls", "-1")
	if err != nil {
		return nil, nil, err
	}
	authority, err := os.ReadFile(tenant.CA)
	if err != nil {
		stop()
		return nil, nil, err
	}
	roots := x509.NewCertPool()
	roots.AppendCertsFromPEM(authority)
	return &steeredTenant{tenant, &http.Client{Transport: &http.Transport{TLSClientConfig: &tls.Config{RootCAs: roots}}}}, stop, nil
}

// doings are what the tenant counted.
type doings struct {
	Pages     int `json:"user_pages"`
	Throttled int `json:"throttled"`
}

func (s *steeredTenant) doings(ctx context.Context) (doings, error) {
	var state struct{ Served doings }
	r, err := http.NewRequestWithContext(ctx, http.MethodGet, s.Admin+"/state", nil)
	if err != nil {
		return doings{}, err
	}
	answer, err := s.web.Do(r)
	if err != nil {
		return doings{}, err
	}
	defer answer.Body.Close()
	err = json.NewDecoder(answer.Body).Decode(&state)
	return state.Served, err
}

func (s *steeredTenant) knobs(ctx context.Context, text string) error {
	r, err := http.NewRequestWithContext(ctx, http.MethodPost, s.Admin+"/knobs", bytes.NewBufferString(text))
	if err != nil {
		return err
	}
	answer, err := s.web.Do(r)
	if err != nil {
		return err
	}
	defer answer.Body.Close()
	if answer.StatusCode != http.StatusOK {
		return fmt.Errorf("turn knobs: %s", answer.Status)
	}
	return nil
}

// watched is a sync and what the tenant saw of it.
type watched struct {
	cost
	rows    int
	pages   int           // of people
	waits   int           // calls that were told to wait
	fetched time.Duration // from its beginning to the last page of people
}

// newLedger makes a ledger that is connected to the tenant.
func (b *benchRun) newLedger(ctx context.Context, s *steeredTenant, name string) (path string, err error) {
	path = filepath.Join(b.dir, name)
	return path, b.do(ctx, command{args: append([]string{b.console, "connect", path}, s.flags()...)})
}

func (b *benchRun) watchedSync(ctx context.Context, s *steeredTenant, name string) (w watched, err error) {
	ledger, err := b.newLedger(ctx, s, name)
	if err != nil {
		return w, err
	}
	before, err := s.doings(ctx)
	if err != nil {
		return w, err
	}
	watching, over := context.WithCancel(ctx)
	lastPage := make(chan time.Time, 1)
	began := time.Now()
	go func() { lastPage <- s.untilLastPage(watching) }()
	w.cost, w.rows, err = b.sync(ctx, ledger)
	over()
	w.fetched = (<-lastPage).Sub(began)
	if err != nil {
		return w, err
	}
	after, err := s.doings(ctx)
	w.pages, w.waits = after.Pages-before.Pages, after.Throttled-before.Throttled
	return w, err
}

// look is how often the tenant is asked what it did.
const look = 50 * time.Millisecond

// untilLastPage gives when the last page of people was served, once ctx ends.
func (s *steeredTenant) untilLastPage(ctx context.Context) (at time.Time) {
	pages := -1
	for {
		if now, err := s.doings(ctx); err == nil && now.Pages != pages {
			at, pages = time.Now(), now.Pages
		}
		select {
		case <-ctx.Done():
			return at
		case <-time.After(look):
		}
	}
}

// killedSync kills a sync when so many pages were served, and gives the sync that takes
// it up.
func (b *benchRun) killedSync(ctx context.Context, s *steeredTenant, name string, pages int) (w watched, err error) {
	ledger, err := b.newLedger(ctx, s, name)
	if err != nil {
		return w, err
	}
	before, err := s.doings(ctx)
	if err != nil {
		return w, err
	}
	cmd := exec.CommandContext(ctx, b.console, "sync", ledger)
	cmd.Stdout, cmd.Stderr = b.log, b.log
	if err := cmd.Start(); err != nil {
		return w, err
	}
	for now := before; err == nil && now.Pages-before.Pages < pages; time.Sleep(look) {
		now, err = s.doings(ctx)
	}
	killed := cmd.Process.Kill()
	if ended := cmd.Wait(); ended == nil {
		return w, errors.New("the sync ended before it could be killed")
	}
	if err = errors.Join(err, killed); err != nil {
		return w, err
	}
	w.cost, w.rows, err = b.sync(ctx, ledger)
	return w, err
}
