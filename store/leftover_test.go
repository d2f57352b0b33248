package store_test

import (
	"context"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"licenseledger/store"
	"licenseledger/store/ledger"
)

// beside gives the endings of the files that lie beside a ledger.
func beside(t *testing.T, path string) (endings []string) {
	t.Helper()
	files, err := filepath.Glob(path + ".*")
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range files {
		endings = append(endings, file[len(path):])
	}
	return endings
}

// Pages name people. Those that nobody takes up again do not outlive a killed run for
// longer than until the file is opened; those that a run may need stay.
func TestOpen_DropsWhatKilledRunsLeft(t *testing.T) {
	path := emptyLedger(t)
	useful := []string{".file.users.held.staging", ".graph.users.staging", ".graph.users.staging-wal"}
	useless := []string{".file.users.once.staging", ".file.users.once.staging-journal", ".graph.users.changes.staging", ".graph.users.changes.staging-wal",
		".graph.signIns.staging", ".graph.signIns.staging-wal", ".graph.subscribedSkus.staging-shm"}
	for _, ending := range slices.Concat(useful, useless) {
		if err := os.WriteFile(path+ending, []byte("jane@contoso.com"), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	old := time.Now().Add(-ledger.StagingAge - time.Minute)
	if err := os.Chtimes(path+".graph.signIns.staging", old, old); err != nil {
		t.Fatal(err)
	}
	ctx := context.Background()
	open := func(o store.Options) *store.Ledger {
		l, err := store.Open(ctx, path, o)
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { l.Close() })
		return l
	}
	open(store.Options{ReadOnly: true})
	if got := beside(t, path); len(got) != len(useful)+len(useless) {
		t.Errorf("reading left %v", got)
	}
	first := open(store.Options{})
	if got := beside(t, path); !slices.Equal(got, useful) {
		t.Errorf("there are %v", got)
	}
	run, err := first.BeginRun(ctx, ledger.RunSync)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path+useless[0], nil, 0o600); err != nil { // as the run itself would
		t.Fatal(err)
	}
	open(store.Options{})
	if _, err := os.Stat(path + useless[0]); err != nil {
		t.Errorf("pages of a run that is on: %v", err)
	}
	if err := first.EndRun(ctx, run, ledger.RunComplete, nil); err != nil {
		t.Fatal(err)
	}
	open(store.Options{})
	if got := beside(t, path); !slices.Equal(got, useful) {
		t.Errorf("there are %v", got)
	}
}
