package app_test

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	gocmp "github.com/google/go-cmp/cmp"

	"licenseledger/app"
	"licenseledger/app/export/exporttest"
	"licenseledger/store/ledger"
)

// parquetFiles gives the Parquet files of a lake with the hashes of their
// content.
func parquetFiles(t *testing.T, folder string) map[string]string {
	t.Helper()
	files := map[string]string{}
	err := filepath.WalkDir(folder, func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() || filepath.Ext(path) != ".parquet" {
			return err
		}
		content, err := os.ReadFile(path)
		name, _ := filepath.Rel(folder, path)
		sum := sha256.Sum256(content)
		files[filepath.ToSlash(name)] = hex.EncodeToString(sum[:])
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}

// lakeOf brings a lake up to date, and fails unless it is what a lake would be
// that is written now.
func lakeOf(t *testing.T, l *app.Ledger, folder, since string) app.LakeResult {
	t.Helper()
	result, err := l.ExportLake(t.Context(), app.LakeSpec{Out: folder, Since: since}, nil)
	if err != nil {
		t.Fatal(err)
	}
	fresh := filepath.Join(t.TempDir(), "fresh")
	if _, err := l.ExportLake(t.Context(), app.LakeSpec{Out: fresh, Since: since}, nil); err != nil {
		t.Fatal(err)
	}
	if diff := gocmp.Diff(parquetFiles(t, fresh), parquetFiles(t, folder)); diff != "" {
		t.Fatalf("a lake brought up to date is not what one written now is (-now +kept):\n%s", diff)
	}
	return result
}

// Whatever happens to a history, a lake that is brought up to date is what one
// written now would be, and little of it is written.
func TestLake_FollowsTheHistory(t *testing.T) {
	t.Parallel()
	l, err := app.CreateSample(t.Context(), filepath.Join(t.TempDir(), "sample.ledger"), app.SampleOptions{Users: 60, Days: 30, Seed: 4}, nil)
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	folder := filepath.Join(t.TempDir(), "lake")
	whole := lakeOf(t, l, folder, "")
	if whole.Days != 30 || whole.Written != whole.Files || whole.First != "2026-01-05" || whole.Last != "2026-02-03" {
		t.Errorf("first: %+v", whole)
	}
	if got := lakeOf(t, l, folder, ""); got.Written+got.Removed+got.Checked != 0 {
		t.Errorf("again, without a change: %+v", got)
	}
	for range 3 {
		if _, err := l.Sync(t.Context(), app.SyncOptions{}, nil); err != nil {
			t.Fatal(err)
		}
	}
	if got := lakeOf(t, l, folder, ""); got.Days != 33 || got.Written < 3*5 || got.Written > whole.Files/3 {
		t.Errorf("three days more: %+v; want little more than their files written", got)
	}
	t.Run("forgetting", func(t *testing.T) { forgetInLake(t, l, folder) })
	snapshots, err := l.Snapshots(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if _, err := l.DeleteReadingForGood(t.Context(), snapshots[7].ID); err != nil {
		t.Fatal(err)
	}
	if got := lakeOf(t, l, folder, ""); got.Days != 32 || got.Removed < 5 {
		t.Errorf("a day was deleted: %+v", got)
	}
	if got := lakeOf(t, l, folder, "2026-01-25"); got.First != "2026-01-25" || got.Days != 13 || got.Written > 1 {
		t.Errorf("since a day: %+v", got)
	}
}

// forgetInLake forgets somebody whom many days name.
func forgetInLake(t *testing.T, l *app.Ledger, folder string) {
	view, err := l.View(t.Context(), app.ViewSpec{At: "2026-01-10", Kind: ledger.ViewUsers})
	if err != nil {
		t.Fatal(err)
	}
	rows, err := view.Rows(5, 1)
	if err != nil {
		t.Fatal(err)
	}
	who := rows[0]
	named := func() string {
		files := filepath.ToSlash(folder) + "/*/*/*/*.parquet"
		a := exporttest.DuckDB(t, fmt.Sprintf("SELECT count(*) FROM read_parquet('%s', union_by_name = true) WHERE list_contains([user_name, last_known_name, was_name], '%s') OR list_contains([email_address, last_known_email, was_email], '%s') OR candidates LIKE '%%%s%%'",
			files, who.UserName, who.EmailAddress, who.EmailAddress))[0]
		return *a.Rows[0][0]
	}
	if named() == "0" {
		t.Fatalf("the lake never named the person to forget")
	}
	if _, err := l.Forget(t.Context(), string(who.UserID), false); err != nil {
		t.Fatal(err)
	}
	if got := lakeOf(t, l, folder, ""); got.Written == 0 || got.Removed != got.Written {
		t.Errorf("%+v", got)
	}
	if n := named(); n != "0" {
		t.Errorf("%s rows still name somebody who was forgotten", n)
	}
}

func TestLake_AHistoryThatChangesMeanwhileChangesNothing(t *testing.T) {
	t.Parallel()
	l, err := app.CreateSample(t.Context(), filepath.Join(t.TempDir(), "sample.ledger"), app.SampleOptions{Users: 40, Days: 4, Seed: 4}, nil)
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	folder := filepath.Join(t.TempDir(), "lake")
	lakeOf(t, l, folder, "")
	if _, err := l.Sync(t.Context(), app.SyncOptions{}, nil); err != nil {
		t.Fatal(err)
	}
	before := parquetFiles(t, folder)
	once := false
	_, err = l.ExportLake(t.Context(), app.LakeSpec{Out: folder}, func(p app.Progress) {
		if p.Done == p.Total-3 && !once {
			once = true
			if _, err := l.Sync(t.Context(), app.SyncOptions{}, nil); err != nil {
				t.Error(err)
			}
		}
	})
	if ledger.CodeOf(err) != ledger.CodeStale || !strings.Contains(err.Error(), "Repeat the export") {
		t.Errorf("err = %v", err)
	}
	if diff := gocmp.Diff(before, parquetFiles(t, folder)); diff != "" {
		t.Error(diff)
	}
	lakeOf(t, l, folder, "")
}

func TestLake_RefusesADayThatIsNone(t *testing.T) {
	t.Parallel()
	l, err := app.Create(t.Context(), filepath.Join(t.TempDir(), "Leeg bestand.ledger"), app.OpenOptions{})
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	folder := filepath.Join(t.TempDir(), "lake")
	if _, err := l.ExportLake(t.Context(), app.LakeSpec{Out: folder, Since: "soon"}, nil); ledger.CodeOf(err) != ledger.CodeUsage {
		t.Errorf("err = %v", err)
	}
	if _, err := os.Stat(folder); err == nil {
		t.Error("a folder was made")
	}
	// A history without a reading, and of no tenant that is known by an id.
	if got, err := l.ExportLake(t.Context(), app.LakeSpec{Out: folder}, nil); err != nil || got.Days != 0 || got.Files != 0 {
		t.Errorf("%+v, %v", got, err)
	}
	if _, err := os.Stat(filepath.Join(folder, "_manifest", "file-leeg-bestand.json")); err != nil {
		t.Error(err)
	}
}
