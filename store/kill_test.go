package store_test

import (
	"bufio"
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"licenseledger/store"
	"licenseledger/store/storetest"
)

// kills is how often a writer is killed. A release is proven with 200:
//
//	go test ./store -run TestKill -kills 200
var kills = flag.Int("kills", usualKills, "how often TestKill_LosesNothing kills a writer")

// TestMain lets the test program play the programs of other processes.
func TestMain(m *testing.M) {
	if path := os.Getenv(roleVariable); path != "" {
		if err := play(path); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		os.Exit(0)
	}
	os.Exit(m.Run())
}

// roleVariable tells the test program whom to play: the role, the seed of its
// plan, and the path of the ledger.
const roleVariable = "LL_TEST_ROLE"

const (
	roleWriter = "writer" // does what is left of the plan
	roleHolder = "holder" // holds the run lock until its standard input ends
	roleReader = "reader" // opens, reads and closes, once for every line it is told

	roleChecker = "checker:" // does the checks named behind it, and commits after each
)

func play(text string) error {
	var role, path string
	var seed uint64
	if _, err := fmt.Sscanf(text, "%s %d %q", &role, &seed, &path); err != nil {
		return err
	}
	say := func(format string, args ...any) { fmt.Printf(format+"\n", args...) }
	switch role {
	case roleWriter:
		return work(context.Background(), path, seed, say)
	case roleHolder:
		return hold(path, say)
	}
	if checks, ok := strings.CutPrefix(role, roleChecker); ok {
		return checkFile(strings.Split(checks, ","), path, say)
	}
	return readThrough(path, say)
}

// actor is a process of the test program.
type actor struct {
	*exec.Cmd
	stdin io.WriteCloser
	steps *bufio.Scanner
}

func start(t *testing.T, role string, seed uint64, path string) *actor {
	t.Helper()
	command := exec.Command(os.Args[0], "-test.run=^$")
	command.Env = append(os.Environ(), fmt.Sprintf("%s=%s %d %q", roleVariable, role, seed, path))
	command.Stderr = os.Stderr
	stdin, err := command.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	stdout, err := command.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := command.Start(); err != nil {
		t.Fatal(err)
	}
	return &actor{command, stdin, bufio.NewScanner(stdout)}
}

// end waits until the process has ended, and tells whether it did so by
// itself.
func (a *actor) end(t *testing.T) bool {
	t.Helper()
	_ = a.stdin.Close()
	for a.steps.Scan() { // what it wrote before its end
	}
	err := a.Wait()
	if exit, ok := err.(*exec.ExitError); ok && exit.Exited() {
		t.Fatalf("the other process failed: %v", err)
	}
	return err == nil
}

// killAt kills the process after its n-th step, or after one that is wanted,
// when it has worked on for a while, and tells after which step that was; ""
// when it got to its end before.
func (a *actor) killAt(t *testing.T, n int, wanted func(step string) bool, while time.Duration) string {
	t.Helper()
	step := ""
	for range n {
		if !a.steps.Scan() {
			break
		}
		if step = a.steps.Text(); wanted(step) {
			break
		}
	}
	for began := time.Now(); time.Since(began) < while; { // no timer wakes as exactly
	}
	_ = a.Process.Kill() // it may have ended
	if a.end(t) {
		return ""
	}
	return step
}

// whatever step it is, nothing is wanted of it.
func whatever(string) bool { return false }

// TestKill_LosesNothing kills writers again and again, at drawn steps and at
// drawn moments after them. Every time the file is sound and the next writer
// goes on; the end is the same as without a kill.
func TestKill_LosesNothing(t *testing.T) {
	t.Parallel()
	seed := lastSeed(t)
	r := rand.New(rand.NewPCG(seed, 4))
	killed := map[string]int{}
	count, lives := 0, 0
	for ; count < *kills; lives++ {
		count += killedLife(t, r, killed)
	}
	t.Logf("%d kills in %d lives, after these steps: %v", count, lives, killed)
	if len(killed) < 5 && *kills >= usualKills {
		t.Error("the kills came after too few kinds of steps to prove anything")
	}
}

// killedLife carries out one drawn plan against kills, and counts them.
func killedLife(t *testing.T, r *rand.Rand, killed map[string]int) (count int) {
	t.Helper()
	seed := r.Uint64()
	path, undisturbed, opened := life(t, seed), life(t, seed), false
	if err := work(context.Background(), undisturbed, seed, func(string, ...any) {}); err != nil {
		t.Fatal(err)
	}
	verified := map[string]time.Time{}
	for {
		a := start(t, roleWriter, seed, path)
		// Long work comes once in a life: it is killed in its midst as often as not,
		// and migration, which half of the lives have, more often.
		wanted := func(step string) bool {
			migrating := step == "opening" && !opened && isOld(seed)
			opened = opened || step == "opened"
			return migrating && r.IntN(4) > 0 || isKeeping(step) && r.IntN(2) == 0 || step == "publishing" && r.IntN(8) == 0
		}
		step := a.killAt(t, 1+r.IntN(80), wanted, time.Duration(r.IntN(3)*r.IntN(25_000))*time.Microsecond)
		if step == "" {
			break
		}
		killed[step]++
		count++
		if r.IntN(4) > 0 { // the next writer often finds the file as the kill left it
			soundFiles(t, path, verified, "erased") // forgetting may be unfinished, and says so
		}
	}
	if d := cmp.Diff(story(t, undisturbed), story(t, path)); d != "" {
		t.Fatalf("plan %d: killing shows (-undisturbed +killed):\n%s", seed, d)
	}
	return count
}

// isKeeping tells whether a step begins work that keeps a file in order: all
// but opening and publishing.
func isKeeping(step string) bool {
	word, _, _ := strings.Cut(step, " ")
	return strings.HasSuffix(word, "ing") && word != "opening" && word != "publishing"
}

// emptyLedger makes a ledger and closes it.
func emptyLedger(t *testing.T) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "contoso.ledger")
	created(t, path)
	return path
}

// soundFiles checks a ledger and every copy that lies beside it, those that
// were not verified as they are. Findings of the checks named are no fault.
func soundFiles(t *testing.T, path string, verified map[string]time.Time, allowed ...string) {
	t.Helper()
	sound(t, path, allowed...)
	for _, pattern := range []string{"*.ledger", "*.backup"} {
		copies, err := filepath.Glob(filepath.Join(filepath.Dir(path), pattern))
		if err != nil {
			t.Fatal(err)
		}
		for _, name := range copies {
			info, err := os.Stat(name)
			if err != nil {
				t.Fatal(err)
			}
			if name != path && !info.ModTime().Equal(verified[name]) {
				sound(t, name, allowed...)
				verified[name] = info.ModTime()
			}
		}
	}
}

func sound(t *testing.T, path string, allowed ...string) {
	t.Helper()
	l, err := store.Open(context.Background(), path, store.Options{ReadOnly: strings.HasSuffix(path, ".backup")})
	if err != nil {
		t.Fatalf("%s: %v", filepath.Base(path), err)
	}
	findings, err := l.Check(context.Background())
	for _, f := range findings {
		if !slices.Contains(allowed, f.Check) {
			t.Fatalf("%s: %s: %s", filepath.Base(path), f.Check, f.Text)
		}
	}
	if err := errors.Join(err, l.Close()); err != nil {
		t.Fatal(err)
	}
}

// story tells all that a ledger says, and which files lie beside it.
func story(t *testing.T, path string) string {
	t.Helper()
	soundFiles(t, path, map[string]time.Time{})
	l, err := store.Open(context.Background(), path, store.Options{ReadOnly: true})
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	var b strings.Builder
	b.WriteString(storetest.Dump(t, l))
	snapshots, err := l.Snapshots(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	for _, s := range snapshots {
		fmt.Fprintf(&b, "snapshot %s %s %d rows +%d -%d\n", s.At, s.Basis, s.Rows, s.Began, s.Ended)
	}
	files, err := os.ReadDir(filepath.Dir(path))
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range files {
		if !mayBeLeft(f.Name()) {
			fmt.Fprintf(&b, "file %s\n", f.Name())
		}
	}
	return b.String()
}

// mayBeLeft tells whether a file may be there or not: a lock file that outlives
// its process holds no lock, and the next run takes it; what a restore found
// is kept once more when it is done again.
func mayBeLeft(name string) bool {
	for _, suffix := range []string{".lock", "-wal", "-shm", ".backup"} {
		if strings.HasSuffix(name, suffix) {
			return true
		}
	}
	return false
}
