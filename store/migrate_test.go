package store_test

import (
	"bytes"
	"context"
	"database/sql"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"licenseledger/store"
	"licenseledger/store/ledger"
	"licenseledger/store/schema"
	"licenseledger/store/storetest"
)

// oldLedger makes a file as the program that wrote a version made it.
func oldLedger(tb testing.TB, version int) string {
	tb.Helper()
	path := filepath.Join(tb.TempDir(), "contoso.ledger")
	text, err := os.ReadFile(fmt.Sprintf("testdata/v%d.sql", version))
	if err != nil {
		tb.Fatal(err)
	}
	runSQL(tb, path, string(text))
	return path
}

func runSQL(tb testing.TB, path, statements string) {
	tb.Helper()
	if err := storetest.Load(path, statements); err != nil {
		tb.Fatal(err)
	}
}

// oldDump is what the program that wrote version 1 said of it, with the column
// that accounts have since.
func oldDump(tb testing.TB) []string {
	tb.Helper()
	text, err := os.ReadFile("testdata/v1.dump.txt")
	if err != nil {
		tb.Fatal(err)
	}
	lines := strings.Split(strings.TrimSpace(string(text)), "\n")
	for i, line := range lines {
		if strings.HasPrefix(line, `"user" `) {
			lines[i] = line + " -"
		}
	}
	return lines
}

// saysTheSame compares a ledger with what the old program said of it.
func saysTheSame(tb testing.TB, l *store.Ledger) {
	tb.Helper()
	got := strings.Split(strings.TrimSpace(storetest.Dump(tb, l)), "\n")
	if diff := cmp.Diff(oldDump(tb), got); diff != "" {
		tb.Errorf("the ledger says something else than before, -before +after:\n%s", diff)
	}
}

func versionOf(tb testing.TB, path string) (version int) {
	tb.Helper()
	db, err := sql.Open("sqlite", path) // not read-only: a killed writer may have left a journal to play back
	if err != nil {
		tb.Fatal(err)
	}
	defer db.Close()
	if err := db.QueryRow(`PRAGMA user_version`).Scan(&version); err != nil {
		tb.Fatal(err)
	}
	return version
}

func backups(tb testing.TB, path string) []string {
	tb.Helper()
	found, err := filepath.Glob(path + ".v*.backup*")
	if err != nil {
		tb.Fatal(err)
	}
	return found
}

func TestMigrate_KeepsWhatWasAndMakesABackup(t *testing.T) {
	ctx, path := context.Background(), oldLedger(t, 1)
	l, err := store.Open(ctx, path, store.Options{AppVersion: "test"})
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	m, ok := l.Migrated()
	want := fmt.Sprintf("%s.v1-%s.backup", path, time.Now().UTC().Format(time.DateOnly))
	if !ok || m != (store.Migration{From: 1, To: schema.Version, Backup: want}) {
		t.Fatalf("Migrated gives %+v, %v; the backup should be %s", m, ok, want)
	}
	if v := versionOf(t, m.Backup); v != 1 {
		t.Errorf("the backup has version %d", v)
	}
	storetest.Sound(t, l)
	saysTheSame(t, l)
	snapshots, err := l.Snapshots(ctx)
	if err != nil || len(snapshots) != 10 {
		t.Fatalf("%d snapshots, want 8 syncs and 2 imports (%v)", len(snapshots), err)
	}
	for _, s := range snapshots {
		v, err := l.OpenView(ctx, store.ViewSpec{At: fmt.Sprint(s.ID)})
		if err != nil {
			t.Fatal(err)
		}
		if int64(v.Counts().Rows) != s.Rows || s.Rows == 0 {
			t.Errorf("snapshot %d opens with %d rows and says %d", s.ID, v.Counts().Rows, s.Rows)
		}
	}
	if err := l.Close(); err != nil {
		t.Fatal(err)
	}
	if again, err := store.Open(ctx, path, store.Options{}); err != nil {
		t.Error(err)
	} else if m, ok := again.Migrated(); ok {
		t.Errorf("the second opening migrated again: %+v", m)
	} else if err := again.Close(); err != nil {
		t.Error(err)
	}
	if found := backups(t, path); len(found) != 1 {
		t.Errorf("the backups are %v", found)
	}
}

// TestMigrate_ASyncGoesOn publishes into a migrated ledger what a new one can
// hold.
func TestMigrate_ASyncGoesOn(t *testing.T) {
	ctx := context.Background()
	l, err := store.Open(ctx, oldLedger(t, 1), store.Options{AppVersion: "test"})
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	at := time.Date(2027, 1, 1, 0, 0, 0, 0, time.UTC)
	storetest.Publish(t, l,
		storetest.Listing{Source: ledger.SourceSubscriptions, At: at, Objects: []ledger.Object{{Owner: "s",
			Facts: []ledger.Fact{ledger.Subscription{SubscriptionID: "s", SkuID: "k", Total: 25}}}}},
		storetest.Listing{Source: ledger.SourceUsers, At: at, Objects: []ledger.Object{{Owner: "u",
			Facts: []ledger.Fact{ledger.User{UserID: "u", ManagerID: "m"}}}}})
	storetest.Sound(t, l)
	if text := storetest.Dump(t, l); !strings.Contains(text, `"subscription" "graph.subscriptions"`) || !strings.Contains(text, ` - "m"`) {
		t.Error("what version 2 is there for was not kept")
	}
}

// TestMigrate_ReadsWithoutWriting opens an old file for reading only: it
// answers, it is not changed, and nothing is left anywhere.
func TestMigrate_ReadsWithoutWriting(t *testing.T) {
	ctx, path := context.Background(), oldLedger(t, 1)
	temporary := t.TempDir()
	t.Setenv("TMPDIR", temporary)
	t.Setenv("TMP", temporary)
	before, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	l, err := store.Open(ctx, path, store.Options{ReadOnly: true})
	if err != nil {
		t.Fatal(err)
	}
	saysTheSame(t, l)
	if _, err := l.OpenView(ctx, store.ViewSpec{Kind: ledger.ViewUsers}); err != nil {
		t.Error(err)
	}
	if m, ok := l.Migrated(); !ok || m.Backup != "" || !l.ReadOnly() || l.Path() != path {
		t.Errorf("Migrated gives %+v, %v; read-only %v, at %s", m, ok, l.ReadOnly(), l.Path())
	}
	if err := l.Close(); err != nil {
		t.Fatal(err)
	}
	after, err := os.ReadFile(path)
	if err != nil || !bytes.Equal(before, after) {
		t.Errorf("the file was changed (%v)", err)
	}
	for _, folder := range []string{temporary, filepath.Dir(path)} {
		left, err := os.ReadDir(folder)
		if want := len([]string{path}); err != nil || (folder == temporary && len(left) > 0) || (folder != temporary && len(left) != want) {
			t.Errorf("%s holds %v (%v)", folder, left, err)
		}
	}
}

func TestMigrate_ChangesNothingWhenItCannot(t *testing.T) {
	dangling := `PRAGMA foreign_keys = 0; INSERT INTO evidence VALUES ('nobody', 1, 99, 1)`
	for name, prepare := range map[string]func(t *testing.T, path string) ledger.Code{
		"a run goes on": func(t *testing.T, path string) ledger.Code {
			busy, err := store.Create(context.Background(), path+".other", store.Options{})
			if err != nil {
				t.Fatal(err)
			}
			t.Cleanup(func() { busy.Close() })
			if _, err := busy.BeginRun(context.Background(), ledger.RunImport); err != nil {
				t.Fatal(err)
			}
			if err := os.Link(path+".other.lock", path+".lock"); err != nil {
				t.Skip(err)
			}
			return ledger.CodeBusy
		},
		"a row points at nothing": func(t *testing.T, path string) ledger.Code {
			runSQL(t, path, dangling)
			return ledger.CodeNotALedger
		},
		"no place for the backup": func(t *testing.T, path string) ledger.Code {
			// A folder in the place of the partial copy cannot be replaced by a file.
			partial := fmt.Sprintf("%s.v1-%s.backup.partial", path, time.Now().UTC().Format(time.DateOnly))
			if err := os.MkdirAll(filepath.Join(partial, "full"), 0o700); err != nil {
				t.Fatal(err)
			}
			return ledger.CodeInternal
		},
	} {
		t.Run(name, func(t *testing.T) {
			path := oldLedger(t, 1)
			want := prepare(t, path)
			before := shapeOf(t, path)
			l, err := store.Open(context.Background(), path, store.Options{})
			if ledger.CodeOf(err) != want {
				t.Fatalf("Open returned %v, %v, want code %s", l, err, want)
			}
			if v := versionOf(t, path); v != 1 {
				t.Errorf("the file has version %d now", v)
			}
			if diff := cmp.Diff(before, shapeOf(t, path)); diff != "" {
				t.Errorf("the file was changed:\n%s", diff)
			}
			for _, b := range backups(t, path) {
				if !strings.HasSuffix(b, ".partial") {
					t.Errorf("the backup %s is left although nothing was changed", b)
				}
			}
		})
	}
}

// TestMigrate_LeftoversAreReplacedOrKept: half a copy is of no use, a whole one
// may be of another file.
func TestMigrate_LeftoversAreReplacedOrKept(t *testing.T) {
	path := oldLedger(t, 1)
	name := fmt.Sprintf("%s.v1-%s", path, time.Now().UTC().Format(time.DateOnly))
	for leftover, body := range map[string]string{name + ".backup": "whole", name + "-2.backup.partial": "half", name + "-2.backup.partial-journal": "half"} {
		if err := os.WriteFile(leftover, []byte(body), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	l, err := store.Open(context.Background(), path, store.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	want := []string{name + "-2.backup", name + ".backup"}
	if diff := cmp.Diff(want, backups(t, path)); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
	if m, _ := l.Migrated(); m.Backup != want[0] || versionOf(t, want[0]) != 1 {
		t.Errorf("Migrated gives %+v", m)
	}
	if body, err := os.ReadFile(want[1]); err != nil || string(body) != "whole" {
		t.Errorf("the other copy is %q now (%v)", body, err)
	}
}
