package app_test

import (
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"syscall"
	"testing"
	"time"

	"licenseledger/app"
	"licenseledger/app/export"
	"licenseledger/store"
	"licenseledger/store/ledger"
	"licenseledger/store/storetest"
)

// manyManagers is how many there are if nobody says otherwise: more than a
// process may have files open here.
const manyManagers = 150

// A set of many files is written one file after the other.
func TestExport_ManyManagersAreFewOpenFiles(t *testing.T) {
	managers := manyManagers
	if n, err := strconv.Atoi(os.Getenv("LL_MANAGERS")); err == nil {
		managers = n
	}
	path := filepath.Join(t.TempDir(), "managed.ledger")
	kept, err := store.Create(t.Context(), path, store.Options{Zone: time.UTC})
	if err != nil {
		t.Fatal(err)
	}
	var objects []ledger.Object
	on := true
	for i := range managers * 3 {
		id := fmt.Sprintf("%08d-0000-4000-8000-000000000000", i)
		objects = append(objects, ledger.Object{Owner: id, Facts: []ledger.Fact{ledger.User{UserID: id, DisplayName: fmt.Sprintf("Person %d", i),
			UserPrincipalName: fmt.Sprintf("p%d@contoso.com", i), AccountEnabled: &on, ManagerID: fmt.Sprintf("%08d-0000-4000-8000-000000000000", i/3)}}})
	}
	storetest.Publish(t, kept, storetest.Listing{Source: ledger.SourceUsers, At: time.Date(2026, 3, 1, 12, 0, 0, 0, time.UTC), Objects: objects})
	if err := kept.Close(); err != nil {
		t.Fatal(err)
	}
	l, err := app.Open(t.Context(), path, app.OpenOptions{})
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()

	var before syscall.Rlimit
	if err := syscall.Getrlimit(syscall.RLIMIT_NOFILE, &before); err != nil {
		t.Fatal(err)
	}
	few := before
	few.Cur = 100
	if err := syscall.Setrlimit(syscall.RLIMIT_NOFILE, &few); err != nil {
		t.Fatal(err)
	}
	defer func() {
		if err := syscall.Setrlimit(syscall.RLIMIT_NOFILE, &before); err != nil {
			t.Error(err)
		}
	}()
	for _, format := range []string{"csv", "xlsx"} {
		began := time.Now()
		spec := app.ExportSpec{ViewSpec: app.ViewSpec{Kind: ledger.ViewUsers}, SplitBy: ledger.SplitManager, Format: format, Out: filepath.Join(t.TempDir(), "set"), Columns: []string{"user_name", "email_address"}}
		result, err := l.Export(t.Context(), spec, nil)
		if err != nil || result.Files != managers || result.Rows != 3*managers {
			t.Fatalf("%s: %+v, %v", format, result, err)
		}
		t.Logf("%d files of %s in %s", result.Files, format, time.Since(began))
		if index := cells(t, filepath.Join(spec.Out, export.IndexName)); len(index) != managers+1 || index[1][2] != "3" {
			t.Errorf("%s: the index has %d lines, the first %v", format, len(index), index[1])
		}
	}
}
