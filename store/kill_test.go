package store_test

import (
	"bufio"
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"licenseledger/store"
	"licenseledger/store/ledger"
	"licenseledger/store/storetest"
)

// TestMain lets the test program play the program that is killed.
func TestMain(m *testing.M) {
	if path := os.Getenv("LL_TEST_WRITER"); path != "" {
		if err := writeHistory(path); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		os.Exit(0)
	}
	os.Exit(m.Run())
}

const killSeed, killDays = 7, 6

// writeHistory publishes what the ledger at path does not have yet, one run a
// listing, and says a line after every step.
func writeHistory(path string) error {
	ctx := context.Background()
	l, err := store.Open(ctx, path, store.Options{AppVersion: "test"})
	if err != nil {
		return err
	}
	defer l.Close()
	have, err := l.Snapshots(ctx)
	if err != nil {
		return err
	}
	for _, x := range storetest.Histories(killSeed, killDays)[len(have):] {
		if err := writeListing(ctx, l, x); err != nil {
			return err
		}
	}
	return l.Close()
}

func writeListing(ctx context.Context, l *store.Ledger, x storetest.Listing) error {
	step := func(name string) { fmt.Println(name) }
	run, err := l.BeginRun(ctx, ledger.RunImport)
	if err != nil {
		return err
	}
	step("begun")
	staging, err := l.Stage(ctx, x.Source, time.Hour)
	if err != nil {
		return err
	}
	step("staged")
	for i, object := range x.Objects {
		page := ledger.Page{Objects: []ledger.Object{object}, At: ledger.InstantOf(x.At), Cursor: fmt.Sprint(i + 1)}
		if i < len(x.Objects) && staging.Cursor() >= page.Cursor && len(staging.Cursor()) >= len(page.Cursor) {
			continue // kept before the kill
		}
		if err := staging.Put(ctx, page, i == len(x.Objects)-1); err != nil {
			return err
		}
		step("page")
	}
	p := ledger.Publication{RunID: run, Source: x.Source, At: ledger.InstantOf(x.At), ReadFrom: ledger.InstantOf(x.At), AtRule: ledger.AtGiven}
	if _, err := l.Publish(ctx, staging, p); err != nil {
		return err
	}
	step("published")
	return l.EndRun(ctx, run, ledger.RunComplete, nil)
}

// TestKill_LosesNothing kills a writer again and again at drawn steps; the
// next writer goes on, and the end is the same as without a kill.
func TestKill_LosesNothing(t *testing.T) {
	undisturbed := storetest.New(t)
	for _, x := range storetest.Histories(killSeed, killDays) {
		storetest.Publish(t, undisturbed, x)
	}
	seed := drawnSeed(t)
	r := rand.New(rand.NewPCG(seed, 4))
	path := filepath.Join(t.TempDir(), "killed.ledger")
	l, err := store.Create(context.Background(), path, store.Options{AppVersion: "test"})
	if err != nil {
		t.Fatal(err)
	}
	if err := l.Close(); err != nil {
		t.Fatal(err)
	}
	kills := 0
	for !runWriter(t, path, r.IntN(30)+1) {
		kills++
		after, err := store.Open(context.Background(), path, store.Options{})
		if err != nil {
			t.Fatalf("after kill %d: %v", kills, err)
		}
		storetest.Sound(t, after)
		if err := after.Close(); err != nil {
			t.Fatal(err)
		}
	}
	if kills < 3 {
		t.Fatalf("only %d kills: the test proves nothing", kills)
	}
	t.Logf("%d kills", kills)
	l, err = store.Open(context.Background(), path, store.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	if d := cmp.Diff(storetest.Dump(t, undisturbed), storetest.Dump(t, l)); d != "" {
		t.Errorf("killing shows (-undisturbed +killed):\n%s", d)
	}
	left, err := filepath.Glob(path + "*")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range left {
		// A lock file that outlives its process holds no lock, and the next run takes it.
		if name != path && name != path+"-wal" && name != path+"-shm" && name != path+".lock" {
			t.Errorf("%s was left behind", filepath.Base(name))
		}
	}
}

// runWriter starts a writer, kills it after its n-th step, and tells whether
// it got to its end before.
func runWriter(t *testing.T, path string, n int) bool {
	t.Helper()
	command := exec.Command(os.Args[0], "-test.run=^$")
	command.Env = append(os.Environ(), "LL_TEST_WRITER="+path)
	command.Stderr = os.Stderr
	steps, err := command.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := command.Start(); err != nil {
		t.Fatal(err)
	}
	lines := bufio.NewScanner(steps)
	for range n {
		if !lines.Scan() {
			break
		}
	}
	killed := command.Process.Kill() == nil
	for lines.Scan() { // what it wrote before the signal came
	}
	err = command.Wait()
	if err != nil && !killed {
		t.Fatalf("writer: %v", err)
	}
	if exit, ok := err.(*exec.ExitError); ok && exit.Exited() {
		t.Fatalf("writer failed: %v", err)
	}
	return err == nil
}

// TestLocks_SurviveEverythingTheProgramDoesToALedger is the trap of POSIX
// locks: closing any descriptor of a file drops this process's locks on it, and
// another process could then remove the log of a writer.
func TestLocks_SurviveEverythingTheProgramDoesToALedger(t *testing.T) {
	ctx, l := context.Background(), storetest.New(t)
	listings := storetest.Histories(killSeed, killDays)
	storetest.Publish(t, l, listings[0])
	if _, err := l.Check(ctx); err != nil {
		t.Fatal(err)
	}
	again, err := store.Open(ctx, l.Path(), store.Options{ReadOnly: true})
	if err != nil {
		t.Fatal(err)
	}
	if err := again.Close(); err != nil {
		t.Fatal(err)
	}
	if !runWriter(t, l.Path(), 1<<30) { // another process writes the rest and closes
		t.Fatal("the other process did not get to its end")
	}
	late := storetest.Listing{Source: ledger.SourceUsers, At: time.Date(2027, 1, 1, 0, 0, 0, 0, time.UTC), Objects: listings[0].Objects}
	storetest.Publish(t, l, late)
	storetest.Sound(t, l)
	snapshots, err := l.Snapshots(ctx)
	if err != nil || len(snapshots) != len(listings)+1 {
		t.Errorf("%d snapshots, want %d (%v)", len(snapshots), len(listings)+1, err)
	}
}

func TestRun_TheSecondIsToldWhoRuns(t *testing.T) {
	ctx, l := context.Background(), storetest.New(t)
	run, err := l.BeginRun(ctx, ledger.RunSync)
	if err != nil {
		t.Fatal(err)
	}
	other, err := store.Open(ctx, l.Path(), store.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer other.Close()
	if _, err := other.BeginRun(ctx, ledger.RunSync); ledger.CodeOf(err) != ledger.CodeBusy {
		t.Errorf("a second run: %v, want busy", err)
	}
	if err := l.EndRun(ctx, run, ledger.RunComplete, nil); err != nil {
		t.Fatal(err)
	}
	again, err := other.BeginRun(ctx, ledger.RunSync)
	if err != nil {
		t.Fatalf("after the first ended: %v", err)
	}
	if err := other.EndRun(ctx, again, ledger.RunComplete, nil); err != nil {
		t.Fatal(err)
	}
}
