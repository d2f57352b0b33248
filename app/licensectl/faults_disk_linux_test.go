package main

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
)

// mounted gives a folder on a small disk of its own. Only root may mount; others skip.
func mounted(t *testing.T, options string) string {
	t.Helper()
	if os.Geteuid() != 0 {
		t.Skip("needs root, to mount a small disk")
	}
	dir := filepath.Join(t.TempDir(), "disk")
	if err := os.Mkdir(dir, 0o700); err != nil {
		t.Fatal(err)
	}
	if err := syscall.Mount("none", dir, "tmpfs", 0, options); err != nil {
		t.Skip("this machine does not let us mount a disk:", err)
	}
	t.Cleanup(func() {
		if err := syscall.Unmount(dir, syscall.MNT_DETACH); err != nil {
			t.Error(err)
		}
	})
	return dir
}

const filler = "filler"

// leave fills a disk up to so many bytes.
func leave(t *testing.T, dir string, free int64) {
	t.Helper()
	if err := os.RemoveAll(filepath.Join(dir, filler)); err != nil {
		t.Fatal(err)
	}
	var s syscall.Statfs_t
	if err := syscall.Statfs(dir, &s); err != nil {
		t.Fatal(err)
	}
	file, err := os.Create(filepath.Join(dir, filler))
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	if size := int64(s.Bavail)*s.Bsize - free; size > 0 {
		if err := syscall.Fallocate(int(file.Fd()), 0, 0, size); err != nil {
			t.Fatal(err)
		}
	}
}

func diskFull(t *testing.T) string {
	disk := mounted(t, "size=4m")
	want := story(t, filepath.Join(copyOf(t, made(t), t.TempDir(), "contoso.ledger"), "contoso.ledger"))
	said := ""
	for _, free := range []int64{0, 4 << 10, 8 << 10, 16 << 10} { // in the file, the log, its index
		dir := filepath.Join(disk, fmt.Sprint(free))
		if err := os.Mkdir(dir, 0o700); err != nil {
			t.Fatal(err)
		}
		copyOf(t, made(t), dir, "contoso.ledger")
		leave(t, disk, free)
		done(t, dir, "list", "contoso.ledger")
		said = refused(t, dir, "compact", "contoso.ledger")
		if free == 0 {
			said += refused(t, dir, setPrice("contoso.ledger")...) + refused(t, dir, "tenants", "add", "contoso.ledger")
		}
		if strings.Count(said, "[disk_full]") != strings.Count(said, "[") {
			t.Errorf("%d bytes are free: %s", free, said)
		}
		done(t, dir, "list", "contoso.ledger") // what failed left a log
		if err := os.Remove(filepath.Join(disk, filler)); err != nil {
			t.Fatal(err)
		}
		if got := story(t, filepath.Join(dir, "contoso.ledger")); got != want {
			t.Errorf("it says something else: %s", firstDifference(want, got))
		}
		done(t, dir, setPrice("contoso.ledger")...)
	}
	return said
}

func exportDiskFull(t *testing.T) string {
	dir := copyOf(t, made(t), mounted(t, "size=4m"), "contoso.ledger")
	if err := os.WriteFile(filepath.Join(dir, "out.csv"), []byte("mine\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	leave(t, dir, 4<<10)
	said := refused(t, dir, "export", "contoso.ledger", "--out", "out.csv")
	if content, err := os.ReadFile(filepath.Join(dir, "out.csv")); err != nil || string(content) != "mine\n" {
		t.Errorf("out.csv is %q, %v", content, err)
	}
	return said
}

func diskLimit(t *testing.T) string {
	dir, path := priced(t)
	want, said := story(t, path), ""
	for _, most := range []int{3000, 20_000, 40_000} {
		c := program(dir, "backup", "contoso.ledger", "copy.ledger")
		c.Env = append(c.Env, fmt.Sprintf("%s=%d", limitVariable, most))
		s := run(t, c)
		if s.code != 1 || !strings.Contains(s.stderr, "[read_only]") {
			t.Fatalf("of %d bytes: %v", most, s)
		}
		said = s.stderr
		if _, err := os.Stat(filepath.Join(dir, "copy.ledger")); err == nil {
			t.Error("there is half a copy")
		}
		if got := story(t, path); got != want {
			t.Error(firstDifference(want, got))
		}
	}
	return said
}

func readOnlyPlace(t *testing.T) string {
	dir := mounted(t, "size=8m")
	logged(t, dir)
	if err := syscall.Mount("none", dir, "", syscall.MS_REMOUNT|syscall.MS_RDONLY, ""); err != nil {
		t.Fatal(err)
	}
	at := t.TempDir()
	path := filepath.Join(dir, "contoso.ledger")
	if prices := done(t, at, "prices", path); !strings.Contains(prices, "31.40") {
		t.Errorf("what was kept is not read: %s", prices)
	}
	if said := done(t, at, "check", path); !strings.Contains(said, "is sound") {
		t.Error(said)
	}
	return refused(t, at, setPrice(path)...)
}

func backupToReadOnlyPlace(t *testing.T) string {
	dir, _ := priced(t)
	target := mounted(t, "size=1m,ro")
	return refused(t, dir, "backup", "contoso.ledger", filepath.Join(target, "copy.ledger"))
}
