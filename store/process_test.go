package store_test

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"maps"
	"os"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"

	"licenseledger/store"
	"licenseledger/store/ledger"
	"licenseledger/store/storetest"
)

// hold begins a run and keeps it until standard input ends.
func hold(path string, say func(string, ...any)) error {
	ctx := context.Background()
	l, err := store.Open(ctx, path, store.Options{})
	if err != nil {
		return err
	}
	defer l.Close()
	run, err := l.BeginRun(ctx, ledger.RunSync)
	if err != nil {
		return err
	}
	say("holding")
	if _, err := io.Copy(io.Discard, os.Stdin); err != nil {
		return err
	}
	return l.EndRun(ctx, run, ledger.RunComplete, nil)
}

// readThrough does what a second window does that only looks and is closed
// again, once for every line of standard input.
func readThrough(path string, say func(string, ...any)) error {
	ctx := context.Background()
	for lines := bufio.NewScanner(os.Stdin); lines.Scan(); {
		for _, readOnly := range []bool{true, false} {
			l, err := store.Open(ctx, path, store.Options{ReadOnly: readOnly})
			if err != nil {
				return err
			}
			_, err = l.Snapshots(ctx)
			if err := errors.Join(err, l.Close()); err != nil {
				return err
			}
		}
		say("read")
	}
	return nil
}

// TestTwoProcesses_TheSecondIsToldWhoWorks lets another process hold the run
// lock while this one wants to do all that needs it.
func TestTwoProcesses_TheSecondIsToldWhoWorks(t *testing.T) {
	ctx, l := context.Background(), storetest.New(t)
	for _, x := range storetest.Histories(2, 3) {
		storetest.Publish(t, l, x)
	}
	backup := l.Path() + ".copy"
	if err := l.Backup(ctx, backup); err != nil {
		t.Fatal(err)
	}
	before := storetest.Dump(t, l)
	other := start(t, roleHolder, 0, l.Path())
	if !other.steps.Scan() {
		t.Fatal("the other process does not work")
	}
	for name, try := range exclusiveWork(ctx, l, backup) {
		err := try()
		if ledger.CodeOf(err) != ledger.CodeBusy || !strings.Contains(fmt.Sprint(err), fmt.Sprintf("process %d", other.Process.Pid)) {
			t.Errorf("%s: %v, want busy and that process %d works", name, err, other.Process.Pid)
		}
	}
	if _, err := l.OpenView(ctx, store.ViewSpec{}); err != nil {
		t.Errorf("looking is always possible: %v", err)
	}
	if storetest.Dump(t, l) != before {
		t.Error("somebody who was told to wait changed the ledger")
	}
	if !other.end(t) {
		t.Fatal("the other process did not get to its end")
	}
	for name, try := range exclusiveWork(ctx, l, backup) {
		if err := try(); err != nil {
			t.Errorf("%s after the other was done: %v", name, err)
		}
	}
}

// TestTwoProcesses_AKilledHolderHoldsNothing: the system gives the lock back.
func TestTwoProcesses_AKilledHolderHoldsNothing(t *testing.T) {
	ctx, l := context.Background(), storetest.New(t)
	other := start(t, roleHolder, 0, l.Path())
	other.killAt(t, 1, whatever, 0)
	run, err := l.BeginRun(ctx, ledger.RunSync)
	if err != nil {
		t.Fatal(err)
	}
	if err := l.EndRun(ctx, run, ledger.RunComplete, nil); err != nil {
		t.Fatal(err)
	}
}

// TestLocks_SurviveEverythingTheProgramDoesToALedger is the trap of POSIX
// locks: closing any descriptor of a file drops the process's locks on it.
// Another process that opens and closes the ledger then finds nobody there and
// removes the write-ahead log, and what the first one commits goes to a file
// that nobody will ever read. So a process does everything that the program
// does to a file by its name; after each of it another comes and goes, and the
// first commits. Then it is killed.
func TestLocks_SurviveEverythingTheProgramDoesToALedger(t *testing.T) {
	checks := slices.Sorted(maps.Keys(fileChecks))
	checks = slices.DeleteFunc(checks, func(name string) bool { return name == carelessCheck })
	if commitsSurvive(t, checks) {
		if commitsSurvive(t, []string{carelessCheck}) && runtime.GOOS == "linux" {
			t.Error("the test does not notice a descriptor that is closed: it proves nothing")
		}
		return
	}
	t.Error("what was committed is lost")
	for _, name := range checks {
		if !commitsSurvive(t, []string{name}) {
			t.Errorf("it is lost after %s", name)
		}
	}
}

// commitsSurvive tells whether all commits survive that follow checks of the
// file and the visits of another process.
func commitsSurvive(t *testing.T, checks []string) bool {
	t.Helper()
	path := emptyLedger(t)
	a, visitor := start(t, roleChecker+strings.Join(checks, ","), 0, path), start(t, roleReader, 0, path)
	for _, name := range checks {
		if !a.steps.Scan() {
			t.Fatalf("the process that checks failed at %s", name)
		}
		visitor.tell(t)
		if !visitor.steps.Scan() {
			t.Fatalf("the other process failed after %s", name)
		}
		a.tell(t)
		if !a.steps.Scan() || a.steps.Text() != "committed" {
			t.Fatalf("the process that checks did not commit after %s", name)
		}
	}
	if !visitor.end(t) {
		t.Fatal("the other process did not get to its end")
	}
	_ = a.Process.Kill()
	a.end(t)
	l, err := store.Open(context.Background(), path, store.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	storetest.Sound(t, l)
	return len(snapshotsOf(t, l)) == 1+len(checks)
}

// tell lets a process go on.
func (a *actor) tell(t *testing.T) {
	t.Helper()
	if _, err := io.WriteString(a.stdin, "go on\n"); err != nil {
		t.Fatal(err)
	}
}

// checkFile is the process that does fileChecks, and commits after each when it
// is told to go on.
func checkFile(checks []string, path string, say func(string, ...any)) error {
	ctx := context.Background()
	l, err := store.Open(ctx, path, store.Options{})
	if err != nil {
		return err
	}
	w := worker{ledger: l, step: func(string, ...any) {}}
	commit := func(n int) error {
		x := storetest.Listing{Source: ledger.SourceUsers, At: time.Date(2026, 1, 5+n, 6, 0, 0, 0, time.UTC),
			Objects: []ledger.Object{account("a", "A", "a@contoso.com", true)}}
		return publishRun(n, []storetest.Listing{x})(ctx, &w)
	}
	if err := commit(0); err != nil {
		return err
	}
	lines := bufio.NewScanner(os.Stdin)
	for i, name := range checks {
		if err := fileChecks[name](ctx, l); err != nil {
			return fmt.Errorf("%s: %w", name, err)
		}
		say("looked")
		if !lines.Scan() {
			return lines.Err()
		}
		if err := commit(i + 1); err != nil {
			return fmt.Errorf("commit after %s: %w", name, err)
		}
		say("committed")
	}
	lines.Scan() // until it is killed
	return nil
}
