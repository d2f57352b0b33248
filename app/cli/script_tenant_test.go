package cli_test

import (
	"bufio"
	"crypto/tls"
	"crypto/x509"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"net/http"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"time"

	"github.com/rogpeppe/go-internal/testscript"
)

// served is a simulated tenant in a process of its own.
type served struct {
	process *exec.Cmd
	admin   string
	connect []string // the words of the command that it printed
	client  *http.Client
	folder  string // of its files
	proxy   string // of a tenant with public names

	address   string // as it listens
	authority []byte // that its certificates come from, as PEM
}

type servedKey string

func tenantNamed(ts *testscript.TestScript, name string) *served {
	tenant, ok := ts.Value(servedKey("tenants")).(map[string]*served)[name]
	if !ok {
		ts.Fatalf("no tenant %q is served", name)
	}
	return tenant
}

// simulate NAME FLAGS... serves a tenant until the script ends and waits until
// it answers. Its files are in the folder NAME.
func simulate(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 1 {
		ts.Fatalf("usage: simulate NAME FLAGS...")
	}
	name := args[0]
	program, err := exec.LookPath("licensectl")
	ts.Check(err)
	tenant, err := serveTenant(program, ts.MkAbs(name), args[1:], ts.Defer)
	ts.Check(err)
	tenant.client, err = through(tenant.proxy, tenant.authority)
	ts.Check(err)
	ts.Defer(func() { // before the tenant ends
		if err := leavingOf(ts).asked(tenant); err != nil {
			panic(fmt.Sprintf("what the tenant was asked is not known: %v", err))
		}
	})
	if tenant.proxy != "" { // Microsoft's names, which the program is led to by another proxy than the person's browser
		proxy := leavingOf(ts).microsoft(tenant.address, tenant.authority)
		ts.Setenv("HTTPS_PROXY", proxy.URL)
		ts.Check(os.WriteFile(filepath.Join(tenant.folder, "ca.pem"), append(tenant.authority, proxy.CA...), 0o600))
	}
	ts.Value(servedKey("tenants")).(map[string]*served)[name] = tenant
}

// serveTenant serves a tenant, whose files go into a folder, until what later was
// handed is called.
func serveTenant(program, folder string, flags []string, later func(func())) (*served, error) {
	tenant := &served{folder: folder}
	tenant.process = interruptible(exec.Command(program, append([]string{"simulate", "--write", folder}, flags...)...))
	output, err := tenant.process.StdoutPipe()
	if err != nil {
		return nil, err
	}
	hints, err := tenant.process.StderrPipe()
	if err != nil {
		return nil, err
	}
	if err := tenant.process.Start(); err != nil {
		return nil, err
	}
	later(func() {
		if err := interrupt(tenant.process); err != nil {
			_ = tenant.process.Process.Kill()
			_ = tenant.process.Wait() // it could not be asked to end well
			return
		}
		if err := tenant.process.Wait(); err != nil {
			panic(fmt.Sprintf("the tenant ended badly: %v", err))
		}
	})
	line, err := bufio.NewReader(output).ReadBytes('\n')
	if err != nil {
		rest, _ := io.ReadAll(hints)
		return nil, fmt.Errorf("the tenant did not start: %w\n%s", err, rest)
	}
	var endpoints struct{ Admin, Proxy, Address string }
	if err := json.Unmarshal(line, &endpoints); err != nil {
		return nil, err
	}
	tenant.admin, tenant.proxy, tenant.address = endpoints.Admin, endpoints.Proxy, endpoints.Address
	if tenant.connect = printedCommand(hints); tenant.connect == nil {
		return nil, errors.New("the tenant printed no connect command")
	}
	go func() { _, _ = io.Copy(io.Discard, hints) }()
	if tenant.authority, err = os.ReadFile(filepath.Join(folder, "ca.pem")); err != nil {
		return nil, err
	}
	tenant.client, err = through("", tenant.authority)
	return tenant, err
}

// printedCommand reads the hints up to the command that a person would paste; nil
// when there is none.
func printedCommand(hints io.Reader) []string {
	lines := bufio.NewScanner(hints)
	for lines.Scan() {
		if words := strings.Fields(lines.Text()); len(words) > 2 && words[0] == "licensectl" {
			for i, word := range words {
				words[i] = strings.Trim(word, `"`)
			}
			return words
		}
	}
	return nil
}

// connect NAME FILE FLAGS... runs the command that the tenant printed, for FILE
// and with more flags.
func connect(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 {
		ts.Fatalf("usage: connect NAME FILE FLAGS...")
	}
	words := append([]string(nil), tenantNamed(ts, args[0]).connect...)
	words[2] = args[1]
	ts.Check(ts.Exec(words[0], append(words[1:], args[2:]...)...))
}

// advance NAME DURATION moves the clock of a tenant.
func advance(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 2 {
		ts.Fatalf("usage: advance NAME DURATION")
	}
	ts.Check(tenantNamed(ts, args[0]).post("/advance?by="+url.QueryEscape(args[1]), ""))
}

// knobs NAME JSON turns faults on and off.
func knobs(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 2 {
		ts.Fatalf("usage: knobs NAME JSON")
	}
	ts.Check(tenantNamed(ts, args[0]).post("/knobs", args[1]))
}

// through is a client with a proxy, "" for none, that trusts an authority.
func through(proxy string, pem []byte) (*http.Client, error) {
	pool := x509.NewCertPool()
	pool.AppendCertsFromPEM(pem)
	transport := &http.Transport{TLSClientConfig: &tls.Config{RootCAs: pool}}
	if proxy != "" {
		address, err := url.Parse(proxy)
		if err != nil {
			return nil, err
		}
		transport.Proxy = func(r *http.Request) (*url.URL, error) {
			if host := r.URL.Hostname(); host == "127.0.0.1" || host == "localhost" { // as for everybody
				return nil, nil
			}
			return address, nil
		}
	}
	return &http.Client{Timeout: 20 * time.Second, Transport: transport}, nil
}

func (s *served) post(what, body string) error {
	answer, err := s.client.Post(s.admin+what, "application/json", strings.NewReader(body))
	if err != nil {
		return err
	}
	defer answer.Body.Close()
	if answer.StatusCode != http.StatusOK {
		text, _ := io.ReadAll(answer.Body)
		return fmt.Errorf("%s: %s: %s", what, answer.Status, text)
	}
	return nil
}

// killSync FILE STAGED runs a sync and ends it with SIGKILL as soon as the file
// STAGED is there: what a source leaves behind while it is being read.
func killSync(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 2 {
		ts.Fatalf("usage: kill-sync FILE STAGED")
	}
	sync := startSync(ts, args[0], args[1])
	ts.Check(sync.Process.Kill())
	if err := sync.Wait(); err == nil {
		ts.Fatalf("the sync ended before it could be killed")
	}
}

// interruptSync FILE STAGED CODE does the same with an interrupt, as Ctrl-C
// does, and checks the exit code.
func interruptSync(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 3 {
		ts.Fatalf("usage: interrupt-sync FILE STAGED CODE")
	}
	sync := startSync(ts, args[0], args[1])
	ts.Check(interrupt(sync))
	_ = sync.Wait() // the exit code tells
	if got := fmt.Sprint(sync.ProcessState.ExitCode()); got != args[2] {
		ts.Fatalf("exit code %s, want %s", got, args[2])
	}
}

// startSync starts a sync and waits until a file is there.
func startSync(ts *testscript.TestScript, file, staged string) *exec.Cmd {
	program, err := exec.LookPath("licensectl")
	ts.Check(err)
	sync := interruptible(exec.Command(program, "sync", file, "--whole"))
	sync.Dir = ts.MkAbs(".")
	ts.Check(sync.Start())
	deadline := time.Now().Add(time.Minute)
	for {
		if _, err := os.Stat(ts.MkAbs(staged)); err == nil {
			return sync
		}
		if time.Now().After(deadline) {
			_ = sync.Process.Kill()
			_ = sync.Wait()
			ts.Fatalf("%s never came", staged)
		}
		time.Sleep(time.Millisecond)
	}
}

// killSyncAnywhere FILE TIMES ends that many syncs with SIGKILL after a drawn
// time, each a little later than nothing, and checks after each that the file
// is sound. A sync that ends by itself before is as good.
func killSyncAnywhere(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 2 {
		ts.Fatalf("usage: kill-sync-anywhere FILE TIMES")
	}
	times, err := strconv.Atoi(args[1])
	ts.Check(err)
	program, err := exec.LookPath("licensectl")
	ts.Check(err)
	for range times {
		after := time.Duration(rand.Int64N(int64(150 * time.Millisecond)))
		ts.Logf("killed after %v", after)
		sync := exec.Command(program, "sync", args[0], "--wait", "1ms")
		sync.Dir = ts.MkAbs(".")
		ts.Check(sync.Start())
		killed := time.AfterFunc(after, func() { _ = sync.Process.Kill() })
		_ = sync.Wait() // killed, pending or done
		killed.Stop()
		ts.Check(ts.Exec("licensectl", "check", args[0]))
	}
}
