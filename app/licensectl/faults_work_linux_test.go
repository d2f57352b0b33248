package main

import (
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"syscall"
	"testing"
)

// longImportArgs import what longImport made, for long enough that something comes between.
var longImportArgs = []string{"import", "files.ledger", "report.csv", "--taken-at", "2026-05-02"}

// longImport puts a ledger and a long report into a folder.
func longImport(t *testing.T, dir string) string {
	t.Helper()
	rows := bytes.NewBufferString("User Name,Email Address,Service,License,License Assigned Date,Is Trial,Expiration Date\n")
	for n := range 20000 {
		fmt.Fprintf(rows, "Jane Doe %d,jane%[1]d@contoso.com,Power Apps for Office 365,Office 365 E3,2022-01-01T10:00:01Z,FALSE,\n", n)
	}
	if err := os.WriteFile(filepath.Join(dir, "report.csv"), rows.Bytes(), 0o600); err != nil {
		t.Fatal(err)
	}
	return copyOf(t, made(t), dir, "files.ledger")
}

// atOnce runs so many programs side by side, and gives what they came to.
func atOnce(programs int, start func() *exec.Cmd) <-chan said {
	ended := make(chan said, programs)
	var all sync.WaitGroup
	for range programs {
		all.Go(func() {
			var stderr bytes.Buffer
			c := start()
			c.Stderr = &stderr
			_ = c.Run() // its exit code is looked at
			ended <- said{c.ProcessState.ExitCode(), "", stderr.String()}
		})
	}
	go func() {
		all.Wait()
		close(ended)
	}()
	return ended
}

// someDid holds programs that did the same at once to it: at least one came to its end,
// and every other was told that one is at it. It gives what that one was told, if any was.
func someDid(t *testing.T, results <-chan said) (busy string) {
	t.Helper()
	succeeded := 0
	for s := range results {
		switch {
		case s.code == 0:
			succeeded++
		case strings.Contains(s.stderr, "[busy]"):
			busy = s.stderr
		default:
			t.Fatal(s)
		}
	}
	if succeeded == 0 {
		t.Fatal("none of them did it")
	}
	return busy
}

// meanwhile starts a program, and does something once it has begun a run on a ledger.
func meanwhile(t *testing.T, c *exec.Cmd, ledger string, do func()) said {
	t.Helper()
	var stderr bytes.Buffer
	c.Stderr = &stderr
	if err := c.Start(); err != nil {
		t.Fatal(err)
	}
	ended := make(chan struct{})
	go func() {
		defer close(ended)
		_ = c.Wait() // its exit code is looked at
	}()
	for begun := false; !begun; {
		select {
		case <-ended:
			return said{c.ProcessState.ExitCode(), "", stderr.String()}
		default:
			_, err := os.Stat(ledger + ".lock")
			begun = err == nil
		}
	}
	do()
	<-ended
	return said{c.ProcessState.ExitCode(), "", stderr.String()}
}

// replaced puts another history file where the one lies that is worked on, until that came
// before the end of the work.
func replaced(t *testing.T) string {
	for range 20 {
		dir := longImport(t, t.TempDir())
		copyOf(t, made(t), dir, "contoso.ledger")
		path, want := filepath.Join(dir, "files.ledger"), story(t, filepath.Join(dir, "contoso.ledger"))
		s := meanwhile(t, program(dir, longImportArgs...), path, func() {
			if err := os.Rename(filepath.Join(dir, "contoso.ledger"), path); err != nil {
				t.Error(err)
			}
		})
		if s.code == 0 {
			continue
		}
		if got := story(t, path); got != want {
			t.Errorf("the other file says something else: %s", firstDifference(want, got))
		}
		done(t, dir, setPrice("files.ledger")...)
		return s.stderr
	}
	return ""
}

// permissionTaken takes the right to write from the folder in which somebody works, then
// the right to read the file, and gives both back.
func permissionTaken(t *testing.T) string {
	dir := longImport(t, t.TempDir())
	somebody := func(args ...string) *exec.Cmd {
		c := program(dir, args...)
		if os.Geteuid() == 0 { // who may do everything; in a namespace of users, root is one like others
			const other = 1000
			id := []syscall.SysProcIDMap{{ContainerID: other, HostID: 0, Size: 1}}
			c.SysProcAttr = &syscall.SysProcAttr{Cloneflags: syscall.CLONE_NEWUSER, UidMappings: id, GidMappings: id,
				Credential: &syscall.Credential{Uid: other, Gid: other, NoSetGroups: true}}
		}
		return c
	}
	if err := somebody("version").Run(); err != nil {
		t.Skip("this machine does not let us work as somebody else:", err)
	}
	mode := func(mode os.FileMode) {
		if err := os.Chmod(dir, mode); err != nil {
			t.Error(err)
		}
	}
	if s := meanwhile(t, somebody(longImportArgs...), filepath.Join(dir, "files.ledger"), func() { mode(0o500) }); s.code != 0 {
		t.Errorf("what was begun is not done: %v", s)
	}
	mode(0o700)
	path := filepath.Join(dir, "files.ledger")
	if err := os.Chmod(path, 0); err != nil {
		t.Fatal(err)
	}
	look := run(t, somebody("list", "files.ledger"))
	if err := os.Chmod(path, 0o600); err != nil {
		t.Fatal(err)
	}
	if s := run(t, somebody("import", "files.ledger", "report.csv", "--taken-at", "2026-05-03")); s.code != 0 {
		t.Errorf("with all rights again: %v", s)
	}
	if got := strings.Count(done(t, dir, "snapshots", "files.ledger", "--json"), "\n"); got != 3 {
		t.Errorf("there are %d snapshots", got)
	}
	story(t, path)
	if beside, err := filepath.Glob(path + "*"); err != nil || len(beside) != 1 {
		t.Errorf("there are %v, %v", beside, err)
	}
	return look.stderr
}

// lockedByStranger locks the file by the system's own locks, as a backup or a file server
// may, and as SQLite does not.
func lockedByStranger(t *testing.T) string {
	dir, path := priced(t)
	return lockedWhilePricing(t, dir, path, path)
}

// indexLockedByStranger locks what lies beside the file while it is open for writing.
func indexLockedByStranger(t *testing.T) string {
	dir, path := priced(t)
	return lockedWhilePricing(t, dir, path, path+"-shm")
}

func lockedWhilePricing(t *testing.T, dir, path, what string) string {
	file, err := os.OpenFile(what, os.O_RDWR|os.O_CREATE, 0o600)
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	if err := syscall.FcntlFlock(file.Fd(), syscall.F_SETLK, &syscall.Flock_t{Type: syscall.F_WRLCK}); err != nil {
		t.Fatal(err)
	}
	said := refused(t, dir, setPrice(path)...)
	if err := file.Close(); err != nil {
		t.Fatal(err)
	}
	done(t, dir, setPrice(path)...)
	return said
}

// twoSyncs lets two consoles sync one file, until one of them was told that the other does.
func twoSyncs(t *testing.T) string {
	tenant := simulate(t, t.TempDir(), "20")
	told := ""
	for range 20 {
		dir := t.TempDir()
		done(t, dir, tenant.connect("contoso.ledger")...)
		told = someDid(t, atOnce(2, func() *exec.Cmd { return program(dir, "sync", "contoso.ledger") }))
		if got := strings.Count(done(t, dir, "snapshots", "contoso.ledger", "--json"), "\n"); got != 1 {
			t.Fatalf("there are %d snapshots", got)
		}
		story(t, filepath.Join(dir, "contoso.ledger"))
		if told != "" {
			done(t, dir, "sync", "contoso.ledger")
			break
		}
	}
	return told
}

// powerCutAfter cuts the power of a disk as soon as the program has said that it is done:
// what has not reached the disk by then is not there.
func powerCutAfter(t *testing.T) string {
	if os.Geteuid() != 0 {
		t.Skip("needs root, to mount a disk")
	}
	image, disk := filepath.Join(t.TempDir(), "disk.img"), t.TempDir()
	if err := os.WriteFile(image, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.Truncate(image, 16<<20); err != nil {
		t.Fatal(err)
	}
	if out, err := exec.Command("mkfs.ext4", "-q", image).CombinedOutput(); err != nil {
		t.Skipf("this machine makes no disk: %v %s", err, out)
	}
	mount(t, image, disk)
	dir := copyOf(t, made(t), disk, "contoso.ledger")
	syscall.Sync()
	after := t.TempDir()
	for _, does := range []struct {
		args, tells []string
		want        string
	}{
		{[]string{"tenants", "add", "contoso.ledger"}, []string{"tenants", "list"}, "contoso.ledger"},
		{setPrice("contoso.ledger"), []string{"prices", "contoso.ledger"}, "31.40"},
		{[]string{"backup", "contoso.ledger", "copy.ledger"}, []string{"check", "copy.ledger"}, "is sound"},
		{[]string{"export", "contoso.ledger", "--out", "out.csv"}, nil, ""},
	} {
		done(t, dir, does.args...)
		cut := filepath.Join(t.TempDir(), "cut.img")
		if err := copyPath(image, cut); err != nil {
			t.Fatal(err)
		}
		mount(t, cut, after)
		if does.tells == nil {
			wholeFile(t, filepath.Join(after, "out.csv"))
		} else if got := done(t, after, does.tells...); !strings.Contains(got, does.want) {
			t.Errorf("after %s the power went, and %q is not in %s", does.args[0], does.want, got)
		}
		unmount(t, after)
	}
	return ""
}

func mount(t *testing.T, image, at string) {
	t.Helper()
	if out, err := exec.Command("mount", "-o", "loop", image, at).CombinedOutput(); err != nil {
		t.Skipf("this machine does not let us mount a disk: %v %s", err, out)
	}
	t.Cleanup(func() { _ = syscall.Unmount(at, syscall.MNT_DETACH) })
}

func unmount(t *testing.T, at string) {
	t.Helper()
	if err := syscall.Unmount(at, 0); err != nil {
		t.Fatal(err)
	}
}
