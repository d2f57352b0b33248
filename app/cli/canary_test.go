package cli_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"

	"licenseledger/app/canarytest"
)

// aviary is a computer of its own for the program: a home with everything that it
// writes, and what it said.
type aviary struct {
	t       *testing.T
	home    string
	program string
	secrets canarytest.Words
	people  canarytest.Words
	files   int
	bytes   int64
	seen    map[string]bool   // files that were there at some moment
	looked  map[string]string // how they were then
	watches bool              // what runs is looked at all the time
	mu      sync.Mutex
}

func newAviary(t *testing.T, secrets ...string) *aviary {
	t.Helper()
	program, err := exec.LookPath("licensectl")
	if err != nil {
		t.Fatal(err)
	}
	a := &aviary{t: t, home: t.TempDir(), program: program, secrets: canarytest.NewWords(secrets...), seen: map[string]bool{}, looked: map[string]string{}}
	for _, folder := range []string{"work/named", "work/given", "tmp", "run"} {
		if err := os.MkdirAll(filepath.Join(a.home, folder), 0o700); err != nil {
			t.Fatal(err)
		}
	}
	return a
}

func (a *aviary) command(args ...string) *exec.Cmd {
	cmd := exec.Command(a.program, args...)
	cmd.Dir = filepath.Join(a.home, "work")
	at := func(name string) string { return filepath.Join(a.home, name) }
	cmd.Env = append(os.Environ(), "HOME="+a.home, "XDG_DATA_HOME="+at("data"), "XDG_CONFIG_HOME="+at("config"), "XDG_CACHE_HOME="+at("cache"), "XDG_STATE_HOME="+at("state"),
		"XDG_RUNTIME_DIR="+at("run"), "DBUS_SESSION_BUS_ADDRESS=unix:path="+at("run/none"), "TMPDIR="+at("tmp"), "APPDATA="+at("config"), "LOCALAPPDATA="+at("data"), "TZ=UTC")
	return cmd
}

// runs runs the program and keeps what it said beside its files, under its words: that
// is what ends in a log of whoever started it. An answer about people may name them.
func (a *aviary) runs(args ...string) (answer string) {
	a.t.Helper()
	var out, said bytes.Buffer
	cmd := a.command(args...)
	cmd.Stdout, cmd.Stderr = &out, &said
	_ = cmd.Run() // many of the roads end in an error, whose words are looked at
	a.keep("stderr", args, said.Bytes())
	a.keep("stdout", args, out.Bytes())
	a.look(a.secrets, "secret")
	return out.String()
}

func (a *aviary) keep(stream string, args []string, said []byte) {
	a.t.Helper()
	name := strconv.Itoa(len(a.seen)) + "-" + stream + "-" + args[0]
	if stream == "stdout" && slices.Contains([]string{"list", "user"}, args[0]) {
		name = "named/" + name
	}
	if err := os.WriteFile(filepath.Join(a.home, "work", name), said, 0o600); err != nil {
		a.t.Fatal(err)
	}
}

// look searches every file that is there at this moment, its name too.
func (a *aviary) look(c canarytest.Words, kind string) {
	a.t.Helper()
	a.mu.Lock()
	defer a.mu.Unlock()
	err := canarytest.Walk(a.home, func(name, path string) {
		a.seen[name] = true
		content, err := a.changed(kind+name, path)
		if err != nil {
			return // it was there a moment ago
		}
		a.files++
		a.bytes += int64(len(content))
		if kind == "person" {
			if content = canarytest.Console.Without(name, content); content == nil {
				return
			}
		}
		for _, word := range append(c.In(content), c.In([]byte(name))...) {
			a.t.Errorf("%s has a %s: %q", name, kind, word)
		}
	})
	if err != nil {
		a.t.Error(err)
	}
}

// changed reads a file that was not looked at as it is now.
func (a *aviary) changed(as, path string) ([]byte, error) {
	info, err := os.Stat(path)
	if err != nil {
		return nil, err
	}
	now := fmt.Sprint(info.Size(), info.ModTime().UnixNano())
	if a.looked[as] == now {
		return nil, fs.ErrExist
	}
	content, err := os.ReadFile(path)
	if err == nil {
		a.looked[as] = now
	}
	return content, err
}

// during looks again and again while something runs: many files are there for a moment
// only.
func (a *aviary) during(run func()) {
	if !a.watches {
		run()
		return
	}
	done, ended := make(chan struct{}), make(chan struct{})
	go func() {
		defer close(ended)
		for {
			select {
			case <-done:
				return
			default:
				a.look(a.secrets, "secret")
			}
		}
	}()
	run()
	close(done)
	<-ended
}

// learn makes everybody of the history somebody who must not be named.
func (a *aviary) learn(file string) {
	a.t.Helper()
	var words []string
	for _, line := range strings.Split(a.runs("list", file, "--view", "users", "--json"), "\n") {
		var person struct {
			Name string `json:"user_name"`
			Mail string `json:"email_address"`
			ID   string `json:"user_id"`
		}
		if json.Unmarshal([]byte(line), &person) == nil && len(person.Name) > 6 && person.Name != "Unknown" {
			words = append(words, person.Name, person.Mail, person.ID)
		}
	}
	if len(words) < 30 {
		a.t.Fatalf("only %d words tell of people", len(words))
	}
	a.people = a.people.And(words...)
}

func (a *aviary) counts() {
	a.t.Attr("canaries", strconv.Itoa(len(a.secrets.Plain)+len(a.people.Plain)))
	a.t.Attr("canary_forms", strconv.Itoa(a.secrets.Forms()+a.people.Forms()))
	a.t.Attr("files_searched", strconv.Itoa(a.files))
	a.t.Attr("bytes_searched", strconv.FormatInt(a.bytes, 10))
	a.t.Attr("different_files", strconv.Itoa(len(a.seen)))
}

// serve starts a tenant, outside of the home, with a client that drives it; the words
// are those of the command that connects to it.
func (a *aviary) serve(flags ...string) (tenant *served) {
	a.t.Helper()
	tenant, err := serveTenant(a.program, a.t.TempDir(), flags, a.t.Cleanup)
	if err != nil {
		a.t.Fatal(err)
	}
	key, err := os.ReadFile(filepath.Join(tenant.folder, "client.pem"))
	if err != nil {
		a.t.Fatal(err)
	}
	a.secrets = a.secrets.And(canarytest.KeyLines(key)...)
	return tenant
}
