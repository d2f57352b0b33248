package main

import (
	"bytes"
	"context"
	"crypto/tls"
	"crypto/x509"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"runtime"
	"time"
)

// conformPeople are enough for lists of several pages and everything that happens in a day.
const conformPeople = 2500

// runConform is the target that reads a simulated tenant with Microsoft's own SDK,
// unmodified, and with this program, and compares.
func runConform(ctx context.Context, p *project, args []string) error {
	if err := noArguments("conform", args); err != nil {
		return err
	}
	dir := p.path("out", "conform")
	if err := os.RemoveAll(dir); err != nil {
		return fmt.Errorf("empty %s: %w", p.short(dir), err)
	}
	if _, err := p.outDir("conform"); err != nil {
		return err
	}
	c := &conform{console: filepath.Join(dir, executable("licensectl")), sdk: filepath.Join(dir, executable("conform")), dir: dir,
		ledger: filepath.Join(dir, "conform.ledger")}
	results, err := p.runSteps(ctx, []step{
		{name: "conform-build", title: "build the console program", run: func(ctx context.Context, s *stepRun) error {
			return buildConsole(ctx, s, runtime.GOOS, runtime.GOARCH, c.console)
		}},
		{name: "conform-sdk", title: "build Microsoft's SDK (some minutes and 5 GB of memory, the first time)", run: func(ctx context.Context, s *stepRun) error {
			return s.do(ctx, command{dir: s.path("build", "conform"), args: []string{"go", "build", "-o", c.sdk, "."}})
		}},
		{name: "conform", title: "read one tenant with both, and compare", run: func(ctx context.Context, s *stepRun) error {
			c.stepRun = s
			return c.compareAll(ctx)
		}},
	})
	printSummary(p.out, results)
	return err
}

// conform is one comparison.
type conform struct {
	*stepRun
	console, sdk string // programs
	dir, ledger  string
	tenant       publicTenant
}

// publicTenant is what the simulated tenant prints of itself.
type publicTenant struct {
	TenantID string `json:"tenant_id"`
	ClientID string `json:"client_id"`
	Address  string `json:"address"`
	Proxy    string `json:"proxy"`
	Admin    string `json:"admin"`
}

func (c *conform) file(name string) string { return filepath.Join(c.dir, "tenant", name) }

// compareAll compares on the first day, and again three days later, when the SDK reads
// what changed since.
func (c *conform) compareAll(ctx context.Context) error {
	stop, err := c.serve(ctx, conformPeople, "--premium")
	if err != nil {
		return err
	}
	defer stop()
	connect := command{env: c.env(), args: []string{c.console, "connect", c.ledger, "--tenant", c.tenant.TenantID, "--client-id", c.tenant.ClientID,
		"--auth", "certificate", "--certificate", c.file("client.pem"), "--ca", c.file("ca.pem")}}
	if err := c.do(ctx, connect); err != nil {
		return err
	}
	if err := c.do(ctx, command{args: []string{c.console, "privacy", c.ledger, "--activity", "day"}}); err != nil {
		return err
	}
	first, err := c.readBoth(ctx, "")
	if err != nil {
		return fmt.Errorf("the first day: %w", err)
	}
	if err := c.steer(ctx, http.MethodPost, "/advance?by=72h", nil); err != nil {
		return err
	}
	second, err := c.readBoth(ctx, first.DeltaLink)
	if err != nil {
		return fmt.Errorf("three days later: %w", err)
	}
	if err := second.changesLeadHere(first); err != nil {
		return fmt.Errorf("what changed in three days: %w", err)
	}
	c.note("%d people, %d deleted, %d licenses, %d changes, %d sign-ins: the same by both", len(second.People), len(second.Deleted), len(second.Licenses), len(second.Changed), len(second.SignIns))
	return nil
}

// env leads this program's client to the tenant.
func (c *conform) env() []string { return []string{"HTTPS_PROXY=" + c.tenant.Proxy} }

// serve starts the tenant under the public cloud's names, with pages that are empty and
// changes that are told twice. stop ends it and waits for its end.
func (c *conform) serve(ctx context.Context, people int, more ...string) (stop func(), err error) {
	read, write := io.Pipe()
	ctx, cancel := context.WithCancel(ctx)
	ended := make(chan struct{})
	go func() {
		defer close(ended)
		args := []string{c.console, "simulate", "--users", fmt.Sprint(people), "--public-hosts", "--delta-empty-every", "3", "--delta-replay",
			"--forbid", "exportServicePlans", "--write", filepath.Join(c.dir, "tenant")}
		err := c.do(ctx, command{stdout: write, args: append(args, more...)})
		write.CloseWithError(fmt.Errorf("it ended: %w", err))
	}()
	stop = func() {
		cancel()
		read.Close()
		<-ended
	}
	lines := json.NewDecoder(read)
	if err := lines.Decode(&c.tenant); err != nil || c.tenant.Address == "" {
		stop()
		return nil, fmt.Errorf("start the simulated tenant: %w", err)
	}
	go io.Copy(io.Discard, io.MultiReader(lines.Buffered(), read))
	return stop, nil
}

// steer calls the tenant's admin address.
func (c *conform) steer(ctx context.Context, method, path string, answer any) error {
	pem, err := os.ReadFile(c.file("ca.pem"))
	if err != nil {
		return err
	}
	pool := x509.NewCertPool()
	pool.AppendCertsFromPEM(pem)
	client := &http.Client{Transport: &http.Transport{TLSClientConfig: &tls.Config{RootCAs: pool}}}
	defer client.CloseIdleConnections()
	request, err := http.NewRequestWithContext(ctx, method, c.tenant.Admin+path, http.NoBody)
	if err != nil {
		return err
	}
	response, err := client.Do(request)
	if err != nil {
		return fmt.Errorf("steer the tenant: %w", err)
	}
	defer response.Body.Close()
	if response.StatusCode != http.StatusOK {
		return fmt.Errorf("steer the tenant: %s answers %s", path, response.Status)
	}
	if answer == nil {
		return nil
	}
	return json.NewDecoder(response.Body).Decode(answer)
}

// sdkCall runs Microsoft's SDK on the tenant.
func (c *conform) sdkCall() []string {
	return []string{c.sdk, "-address", c.tenant.Address, "-tenant", c.tenant.TenantID, "-client-id", c.tenant.ClientID,
		"-certificate", c.file("client.pem"), "-ca", c.file("ca.pem")}
}

// refused lists what the tenant refused so far.
func (c *conform) refused(ctx context.Context) ([]string, error) {
	var state struct{ Refused []string }
	err := c.steer(ctx, http.MethodGet, "/state", &state)
	return state.Refused, err
}

// dayBefore is the tenant's yesterday.
func (c *conform) dayBefore(ctx context.Context) (string, error) {
	var state struct{ Now time.Time }
	err := c.steer(ctx, http.MethodGet, "/state", &state)
	return state.Now.AddDate(0, 0, -1).Format(time.DateOnly), err
}

// products are those of the programs that people sign in to, by their ids.
func (c *conform) products() (map[string]string, error) {
	table, err := os.ReadFile(c.path("sync", "graph", "sign_in_apps.csv"))
	if err != nil {
		return nil, err
	}
	lines, err := csv.NewReader(bytes.NewReader(table)).ReadAll()
	if err != nil {
		return nil, err
	}
	products := map[string]string{}
	for _, fields := range lines[1:] {
		products[fields[0]] = fields[1]
	}
	return products, nil
}

// readBoth reads the tenant with the SDK and with this program, and compares.
func (c *conform) readBoth(ctx context.Context, since string) (sdkReading, error) {
	var got sdkReading
	before, err := c.refused(ctx)
	if err != nil {
		return got, err
	}
	day, err := c.dayBefore(ctx)
	if err != nil {
		return got, err
	}
	text, err := c.read(ctx, command{args: append(c.sdkCall(), "-since", since, "-sign-ins", day+"T00:00:00Z")})
	if err == nil {
		err = json.Unmarshal([]byte(text), &got)
	}
	if err != nil {
		return got, fmt.Errorf("read with Microsoft's SDK: %w", err)
	}
	after, err := c.refused(ctx)
	if err != nil {
		return got, err
	}
	if len(after) > len(before) {
		return got, fmt.Errorf("the tenant refused what Microsoft's SDK asked for: %q", after[len(before):])
	}
	// The list of used licenses is refused, which a sync tells by its exit code: the SDK knows no such list.
	if err := c.do(ctx, command{env: c.env(), args: []string{c.console, "sync", c.ledger}}); err != nil {
		fmt.Fprintf(c.log, "the sync ended with %v\n", err)
	}
	var own ownReading
	for _, part := range []struct {
		args []string
		into func(line []byte) error
	}{
		{[]string{"list", c.ledger, "--view", "users", "--json"}, own.person},
		{[]string{"list", c.ledger, "--view", "assigned", "--json"}, func(line []byte) error { return own.assigned(line, day) }},
		{[]string{"list", c.ledger, "--view", "departed", "--json"}, own.departed},
		{[]string{"licenses", c.ledger, "--json"}, own.license},
	} {
		text, err := c.read(ctx, command{args: append([]string{c.console}, part.args...)})
		if err != nil {
			return got, err
		}
		for line := range bytes.Lines([]byte(text)) {
			if err := part.into(line); err != nil {
				return got, fmt.Errorf("read the answer of %s: %w", part.args[0], err)
			}
		}
	}
	products, err := c.products()
	if err != nil {
		return got, err
	}
	return got, own.compare(&got, products)
}
