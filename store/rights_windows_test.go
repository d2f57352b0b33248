package store

import (
	"errors"
	"os"
	"path/filepath"
	"testing"
	"time"
	"unsafe"

	"golang.org/x/sys/windows"

	"licenseledger/store/ledger"
)

// TestRights_NobodyElseReadsWhatLiesInAFolderOfAll looks at a history, its log, an
// unfinished reading with its log, and a copy. `package -prove` runs it.
func TestRights_NobodyElseReadsWhatLiesInAFolderOfAll(t *testing.T) {
	folder, err := os.MkdirTemp("", "rights-")
	if err != nil {
		t.Fatal(err)
	}
	defer func() { // file by file: Wine cannot remove a folder with all that is in it
		files, err := filepath.Glob(filepath.Join(folder, "*"))
		for _, file := range append(files, folder) {
			err = errors.Join(err, os.Remove(file))
		}
		if err != nil {
			t.Error(err)
		}
	}()
	everybody, err := windows.SecurityDescriptorFromString("D:P(A;OICI;FA;;;WD)")
	if err != nil {
		t.Fatal(err)
	}
	list, _, err := everybody.DACL()
	if err != nil {
		t.Fatal(err)
	}
	if err := windows.SetNamedSecurityInfo(folder, windows.SE_FILE_OBJECT, windows.DACL_SECURITY_INFORMATION|windows.PROTECTED_DACL_SECURITY_INFORMATION, nil, nil, list, nil); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(folder, "of all"), nil, 0o600); err != nil || !othersRead(t, filepath.Join(folder, "of all")) {
		t.Fatalf("an ordinary file in the folder is for its owner alone already (%v)", err)
	}
	path := filepath.Join(folder, "contoso.ledger")
	l, err := Create(t.Context(), path, Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	s, err := l.Stage(t.Context(), ledger.SourceUsers, time.Hour)
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	page := ledger.Page{At: 1_772_346_600_000, Objects: []ledger.Object{{Owner: "1", Facts: []ledger.Fact{ledger.User{UserID: "1"}}}}}
	if err := s.Put(t.Context(), page, false); err != nil {
		t.Fatal(err)
	}
	if err := l.Backup(t.Context(), filepath.Join(folder, "copy.ledger")); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{path, path + "-wal", path + "-shm", s.path, s.path + "-wal", s.path + "-shm", filepath.Join(folder, "copy.ledger")} {
		if othersRead(t, name) {
			t.Errorf("others can read %s", filepath.Base(name))
		}
	}
}

// othersRead tells whether a list of rights names anybody but who runs this, the
// system and administrators.
func othersRead(t *testing.T, path string) bool {
	t.Helper()
	rights, err := windows.GetNamedSecurityInfo(path, windows.SE_FILE_OBJECT, windows.DACL_SECURITY_INFORMATION)
	if err != nil {
		t.Fatalf("%s: %v", path, err)
	}
	list, _, err := rights.DACL()
	if err != nil || list == nil {
		return true
	}
	user, err := windows.GetCurrentProcessToken().GetTokenUser()
	if err != nil {
		t.Fatal(err)
	}
	for i := range uint32(list.AceCount) {
		var entry *windows.ACCESS_ALLOWED_ACE
		if err := windows.GetAce(list, i, &entry); err != nil {
			t.Fatal(err)
		}
		who := (*windows.SID)(unsafe.Pointer(&entry.SidStart))
		if !who.Equals(user.User.Sid) && !who.IsWellKnown(windows.WinLocalSystemSid) && !who.IsWellKnown(windows.WinBuiltinAdministratorsSid) {
			return true
		}
	}
	return false
}
