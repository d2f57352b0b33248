package desktop

import (
	"context"
	"os"
	"path/filepath"
	"testing"

	"licenseledger/store/ledger"
)

func TestDataFolder_NewFilesGoWhereTheyAreWanted(t *testing.T) {
	w, shell := newWindow(t)
	if folder, err := w.DataFolder(); err != nil || !folder.IsUsual || folder.Path != w.places.data {
		t.Fatalf("at first %+v, %v", folder, err)
	}
	if err := w.ShowDataFolder(); err != nil || len(shell.opened) != 1 || shell.opened[0] != w.places.data {
		t.Errorf("opened %v, %v", shell.opened, err)
	}
	if err := w.PickDataFolder(); ledger.CodeOf(err) != ledger.CodeCanceled {
		t.Errorf("a mind that was changed: %v", err)
	}
	shell.folder = filepath.Join(t.TempDir(), "nowhere")
	if err := w.PickDataFolder(); ledger.CodeOf(err) != ledger.CodeInvalid {
		t.Errorf("a folder that cannot be written: %v", err)
	}
	shell.folder = t.TempDir()
	if err := w.PickDataFolder(); err != nil {
		t.Fatal(err)
	}
	// Another day.
	again := New()
	again.shell, again.places = shell, w.places
	again.settings = readSettings(w.places.settings)
	t.Cleanup(func() { again.stopped(context.Background()) })
	if folder, err := again.DataFolder(); err != nil || folder.IsUsual || folder.Missing || folder.Path != shell.folder {
		t.Errorf("after a restart %+v, %v", folder, err)
	}
	list := filepath.Join(t.TempDir(), "list 2022-04-01.csv")
	text := "User name,Email address,Service,License,License Assigned Date\nJane Doe,jane@contoso.com,Flow Free,Free,2022-03-01\n"
	if err := os.WriteFile(list, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	id, err := again.StartImport(ImportRequest{Paths: []string{list}})
	finish(t, again, id, err)
	if path := stateOf(t, again).Ledger.Path; filepath.Dir(path) != shell.folder {
		t.Errorf("the new file is %s", path)
	}
	if err := again.UsualDataFolder(); err != nil {
		t.Fatal(err)
	}
	if folder, err := again.DataFolder(); err != nil || !folder.IsUsual {
		t.Errorf("back again %+v, %v", folder, err)
	}
}

func TestDataFolder_OneThatIsGoneIsMissed(t *testing.T) {
	w, shell := newWindow(t)
	shell.folder = t.TempDir()
	if err := w.PickDataFolder(); err != nil {
		t.Fatal(err)
	}
	if err := os.RemoveAll(shell.folder); err != nil {
		t.Fatal(err)
	}
	if folder, err := w.DataFolder(); err != nil || !folder.Missing || w.newLedgerFolder() != w.places.data {
		t.Errorf("%+v, %v; new files go to %s", folder, err, w.newLedgerFolder())
	}
	if err := w.ShowDataFolder(); ledger.CodeOf(err) != ledger.CodeNotFound {
		t.Errorf("shown: %v", err)
	}
}
