package main

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"licenseledger/store/storetest"
)

// setPrice is a short command that writes.
func setPrice(path string) []string {
	return []string{"prices", "set", path, "ENTERPRISEPACK", "31.40", "EUR", "--from", "2026-01-03"}
}

// priced is a folder with a ledger of its own.
func priced(t *testing.T) (dir, path string) {
	t.Helper()
	dir = copyOf(t, made(t), t.TempDir(), "contoso.ledger")
	return dir, filepath.Join(dir, "contoso.ledger")
}

// refused is what the program says that must not do what it is told.
func refused(t *testing.T, dir string, args ...string) string {
	t.Helper()
	s := run(t, program(dir, args...))
	if s.code != 1 || strings.Contains(s.stderr, "[internal]") {
		t.Fatalf("licensectl %q: %v", args, s)
	}
	return s.stderr
}

func killedAnywhere(t *testing.T) string {
	for _, o := range operations() {
		if o.name == "import-report" || o.name == "export-csv" || o.name == "set-price" {
			o.survivesKills(t, 2)
		}
	}
	return ""
}

func folderVanished(t *testing.T) string {
	dir, path := priced(t)
	if err := os.Rename(dir, dir+".elsewhere"); err != nil {
		t.Fatal(err)
	}
	said := refused(t, t.TempDir(), setPrice(path)...)
	if _, err := os.Stat(dir); err == nil {
		t.Error("the folder is there again")
	}
	return said
}

func nameTooLong(t *testing.T) string {
	dir, _ := priced(t)
	long := strings.Repeat("a", 4000) + ".ledger"
	for _, args := range [][]string{{"list", long}, {"backup", "contoso.ledger", long}, {"import", long, "contoso.ledger"}} {
		if said := refused(t, dir, args...); !strings.Contains(said, "[invalid]") || len(said) > 400 {
			t.Errorf("%s says %s", args[0], said)
		}
	}
	return refused(t, dir, setPrice(long)...)
}

func oddNames(t *testing.T) string {
	dir, path := priced(t)
	if err := os.Symlink(path, filepath.Join(dir, "link.ledger")); err != nil {
		t.Skip("no symbolic links here:", err)
	}
	odd := "line\nbreak 🎉 %41?#&mode=ro.ledger"
	for _, name := range []string{odd, "link.ledger"} {
		if name == odd {
			copyOf(t, dir, filepath.Join(dir, ".."), "contoso.ledger")
			if err := os.Rename(filepath.Join(dir, "..", "contoso.ledger"), filepath.Join(dir, odd)); err != nil {
				t.Fatal(err)
			}
		}
		done(t, dir, setPrice(name)...)
		done(t, dir, "backup", name, "copy of "+name)
		done(t, dir, "compact", name)
		if story(t, filepath.Join(dir, name)) != story(t, filepath.Join(dir, "copy of "+name)) {
			t.Errorf("the copy of %q says something else", name)
		}
	}
	return ""
}

func lockedByAnother(t *testing.T) string {
	dir, path := priced(t)
	release, err := storetest.Occupy(path)
	if err != nil {
		t.Fatal(err)
	}
	said := refused(t, dir, setPrice(path)...)
	if err := release(); err != nil {
		t.Fatal(err)
	}
	done(t, dir, setPrice(path)...)
	return said
}

// severalAtOnce lets three consoles import, until one of them was told that another does.
func severalAtOnce(t *testing.T) string {
	said := ""
	for range 20 {
		dir := longImport(t, t.TempDir())
		results := atOnce(3, func() *exec.Cmd { return program(dir, longImportArgs...) })
		look := run(t, program(dir, "snapshots", "files.ledger", "--json"))
		if lines := strings.Count(look.stdout, "\n"); look.code != 0 || lines != 1 && lines != 2 {
			t.Fatalf("who looked saw %v", look)
		}
		said = someDid(t, results)
		if got := strings.Count(done(t, dir, "snapshots", "files.ledger", "--json"), "\n"); got != 2 {
			t.Fatalf("there are %d snapshots", got)
		}
		if said != "" {
			break
		}
	}
	return said
}

func truncated(t *testing.T) string {
	dir, path := priced(t)
	info, err := os.Stat(path)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.Truncate(path, info.Size()/2); err != nil {
		t.Fatal(err)
	}
	for _, args := range [][]string{{"list", path}, {"check", path}, {"compact", path}} {
		if said := refused(t, dir, args...); !strings.Contains(said, "[not_a_ledger]") {
			t.Errorf("%s says %s", args[0], said)
		}
	}
	return refused(t, dir, setPrice(path)...)
}

func damaged(t *testing.T) string {
	dir, path := priced(t)
	content, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	copy(content[4096:], bytes.Repeat([]byte{0xA5}, len(content)-4096))
	if err := os.WriteFile(path, content, 0o600); err != nil {
		t.Fatal(err)
	}
	said := refused(t, dir, setPrice(path)...)
	if after, err := os.ReadFile(path); err != nil || !bytes.Equal(content, after) {
		t.Error("something was written to it", err)
	}
	return said
}

// logOfAnother puts a copy, or a ledger with other content, in the place of one whose last
// writer was killed.
func logOfAnother(t *testing.T) (said string) {
	for _, other := range []string{"copy.ledger", "months.ledger", "thinned.ledger"} {
		dir := t.TempDir()
		logged(t, dir)
		from := made(t)
		if other == "copy.ledger" {
			from = t.TempDir()
			done(t, dir, "backup", "contoso.ledger", filepath.Join(from, other))
			logged(t, dir)
		}
		content, err := os.ReadFile(filepath.Join(from, other))
		if err != nil {
			t.Fatal(err)
		}
		path := filepath.Join(dir, "contoso.ledger")
		if err := os.WriteFile(path, content, 0o600); err != nil {
			t.Fatal(err)
		}
		if got := refused(t, dir, "list", "contoso.ledger"); said != "" && got != said {
			t.Errorf("%s is read: %s", other, got)
		}
		said = refused(t, dir, setPrice("contoso.ledger")...)
		if after, err := os.ReadFile(path); err != nil || !bytes.Equal(content, after) {
			t.Errorf("%s is not as it was put there, %v", other, err)
		}
		if err := os.Rename(path+"-wal", filepath.Join(t.TempDir(), "moved")); err != nil {
			t.Fatal(err)
		}
		done(t, dir, "check", "contoso.ledger")
	}
	return said
}
