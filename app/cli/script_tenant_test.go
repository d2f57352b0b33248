package cli_test

import (
	"bufio"
	"bytes"
	"crypto/tls"
	"crypto/x509"
	"encoding/json"
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
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/testscript"
)

// served is a simulated tenant in a process of its own.
type served struct {
	process *exec.Cmd
	admin   string
	connect []string // the words of the command that it printed
	client  *http.Client
	stderr  *bytes.Buffer
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
	tenant := &served{stderr: &bytes.Buffer{}}
	tenant.process = interruptible(exec.Command(program, append([]string{"simulate", "--write", name}, args[1:]...)...))
	tenant.process.Dir = ts.MkAbs(".")
	output, err := tenant.process.StdoutPipe()
	ts.Check(err)
	hints, err := tenant.process.StderrPipe()
	ts.Check(err)
	ts.Check(tenant.process.Start())
	ts.Defer(func() {
		if tenant.client != nil {
			if err := leavingOf(ts).asked(tenant); err != nil {
				panic(fmt.Sprintf("what the tenant was asked is not known: %v", err))
			}
		}
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
		ts.Fatalf("the tenant did not start: %v\n%s", err, rest)
	}
	var endpoints struct{ Admin, Proxy, Address string }
	ts.Check(json.Unmarshal(line, &endpoints))
	tenant.admin = endpoints.Admin
	tenant.connect = printedCommand(ts, hints)
	go func() { _, _ = io.Copy(io.Discard, hints) }()
	authority := filepath.Join(ts.MkAbs(name), "ca.pem")
	pem, err := os.ReadFile(authority)
	ts.Check(err)
	tenant.client = through(leavingOf(ts).t, endpoints.Proxy, pem)
	if endpoints.Proxy != "" { // Microsoft's names, which the program is led to by another proxy than the person's browser
		proxy := leavingOf(ts).microsoft(endpoints.Address, pem)
		ts.Setenv("HTTPS_PROXY", proxy.URL)
		ts.Check(os.WriteFile(authority, append(pem, proxy.CA...), 0o600))
	}
	ts.Value(servedKey("tenants")).(map[string]*served)[name] = tenant
}

// printedCommand reads the hints up to the command that a person would paste.
func printedCommand(ts *testscript.TestScript, hints io.Reader) []string {
	lines := bufio.NewScanner(hints)
	for lines.Scan() {
		if words := strings.Fields(lines.Text()); len(words) > 2 && words[0] == "licensectl" {
			for i, word := range words {
				words[i] = strings.Trim(word, `"`)
			}
			return words
		}
	}
	ts.Fatalf("the tenant printed no connect command")
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
	tenantNamed(ts, args[0]).post(ts, "/advance?by="+url.QueryEscape(args[1]), "")
}

// knobs NAME JSON turns faults on and off.
func knobs(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 2 {
		ts.Fatalf("usage: knobs NAME JSON")
	}
	tenantNamed(ts, args[0]).post(ts, "/knobs", args[1])
}

// through is a client with a proxy, "" for none, that trusts an authority.
func through(t *testing.T, proxy string, pem []byte) *http.Client {
	pool := x509.NewCertPool()
	pool.AppendCertsFromPEM(pem)
	transport := &http.Transport{TLSClientConfig: &tls.Config{RootCAs: pool}}
	if proxy != "" {
		address, err := url.Parse(proxy)
		if err != nil {
			t.Fatal(err)
		}
		transport.Proxy = func(r *http.Request) (*url.URL, error) {
			if host := r.URL.Hostname(); host == "127.0.0.1" || host == "localhost" { // as for everybody
				return nil, nil
			}
			return address, nil
		}
	}
	return &http.Client{Timeout: 20 * time.Second, Transport: transport}
}

func (s *served) post(ts *testscript.TestScript, what, body string) {
	answer, err := s.client.Post(s.admin+what, "application/json", strings.NewReader(body))
	ts.Check(err)
	defer answer.Body.Close()
	if answer.StatusCode != http.StatusOK {
		text, _ := io.ReadAll(answer.Body)
		ts.Fatalf("%s: %s: %s", what, answer.Status, text)
	}
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
