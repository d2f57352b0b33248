package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"licenseledger/store"
)

// playVariable makes the test program this program.
const playVariable = "LL_TEST_LICENSECTL"

func TestMain(m *testing.M) {
	if os.Getenv(playVariable) != "" {
		limitFiles()
		main()
	}
	code := m.Run()
	if madeFolder != "" {
		if err := os.RemoveAll(madeFolder); err != nil {
			fmt.Fprintln(os.Stderr, err)
			code = 1
		}
	}
	os.Exit(code)
}

// program is licensectl in a process of its own, that works in dir.
func program(dir string, args ...string) *exec.Cmd {
	c := exec.Command(os.Args[0], args...)
	c.Dir = dir
	c.Env = append(os.Environ(), playVariable+"=1", "TZ=UTC",
		"XDG_DATA_HOME="+filepath.Join(dir, ".data"), "XDG_CONFIG_HOME="+filepath.Join(dir, ".config"), "XDG_CACHE_HOME="+filepath.Join(dir, ".cache"))
	return c
}

// said is what a run of the program came to.
type said struct {
	code           int // how it ended; -1 when it was killed
	stdout, stderr string
}

func (s said) String() string { return fmt.Sprintf("exit code %d\n%s%s", s.code, s.stdout, s.stderr) }

// run runs a program to its end.
func run(t testing.TB, c *exec.Cmd) said {
	t.Helper()
	var stdout, stderr bytes.Buffer
	c.Stdout, c.Stderr = &stdout, &stderr
	err := c.Run()
	var exit *exec.ExitError
	if err != nil && !errors.As(err, &exit) {
		t.Fatal(err)
	}
	s := said{c.ProcessState.ExitCode(), stdout.String(), stderr.String()}
	if strings.Contains(s.stderr, "panic:") || strings.Contains(s.stderr, "SIGXFSZ") {
		t.Fatalf("it broke: %v", s)
	}
	return s
}

// done runs the program, which must do what it is told.
func done(t testing.TB, dir string, args ...string) string {
	t.Helper()
	s := run(t, program(dir, args...))
	if s.code != 0 {
		t.Fatalf("licensectl %q: %v", args, s)
	}
	return s.stdout
}

// copyOf copies the files and folders of a folder.
func copyOf(t testing.TB, from, to string, only ...string) string {
	t.Helper()
	for _, name := range only {
		if err := copyPath(filepath.Join(from, name), filepath.Join(to, name)); err != nil {
			t.Fatal(err)
		}
	}
	return to
}

func copyPath(from, to string) error {
	info, err := os.Stat(from)
	if err != nil {
		return err
	}
	if info.IsDir() {
		return os.CopyFS(to, os.DirFS(from))
	}
	content, err := os.ReadFile(from)
	if err != nil {
		return err
	}
	return os.WriteFile(to, content, 0o600)
}

// story is all that a ledger says, once it was found sound. What an unfinished
// forgetting left may be told.
func story(t testing.TB, path string, allowed ...string) string {
	t.Helper()
	ctx := context.Background()
	l, err := store.Open(ctx, path, store.Options{})
	if err != nil {
		t.Fatalf("%s: %v", filepath.Base(path), err)
	}
	defer l.Close()
	findings, err := l.Check(ctx)
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range findings {
		if !strings.Contains(strings.Join(allowed, " "), f.Check) {
			t.Fatalf("%s: %s: %s", filepath.Base(path), f.Check, f.Text)
		}
	}
	var b strings.Builder
	if err := l.Dump(ctx, &b); err != nil {
		t.Fatal(err)
	}
	snapshots, err := l.Snapshots(ctx)
	if err != nil {
		t.Fatal(err)
	}
	for _, s := range snapshots {
		fmt.Fprintf(&b, "snapshot %s %s %d rows +%d -%d %s\n", s.At, s.Basis, s.Rows, s.Began, s.Ended, s.Label)
	}
	held, err := l.HeldListings(ctx)
	if err != nil {
		t.Fatal(err)
	}
	for _, h := range held {
		fmt.Fprintf(&b, "held %s\n", h.Source)
	}
	return b.String()
}
