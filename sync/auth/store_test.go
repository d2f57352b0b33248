package auth_test

import (
	"bytes"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"licenseledger/store/ledger"
	"licenseledger/sync/auth"
	"licenseledger/sync/auth/authtest"
	"licenseledger/sync/simtenant"
)

// files are the kept sign-ins.
func (d *desk) files() []string {
	d.t.Helper()
	entries, err := os.ReadDir(d.dir)
	if err != nil && !os.IsNotExist(err) {
		d.t.Fatal(err)
	}
	var paths []string
	for _, entry := range entries {
		paths = append(paths, filepath.Join(d.dir, entry.Name()))
	}
	return paths
}

func (d *desk) mustSignInAgain(why string) {
	d.t.Helper()
	if who, ok := d.person().SignedIn(d.t.Context()); ok {
		d.t.Errorf("%s: still signed in as %+v", why, who)
	}
	_, err := d.person().Token(d.t.Context(), d.GraphAudience)
	d.wantCode(err, ledger.CodeSignInRequired, "ign in again")
}

func TestStore_KeepsNothingReadable(t *testing.T) {
	d := newDesk(t, simtenant.SignInKnobs{})
	who := d.mustSignIn(platformAdmin)
	token := d.token(d.GraphAudience)
	files := d.files()
	if len(files) != 1 {
		t.Fatalf("files: %v", files)
	}
	content, err := os.ReadFile(files[0])
	if err != nil {
		t.Fatal(err)
	}
	name, _, _ := strings.Cut(who.UserName, "@")
	for _, secret := range []string{token, token[:40], who.UserName, name, who.Account, d.TenantID, d.ClientID, "refresh", "Bearer"} {
		if bytes.Contains(content, []byte(secret)) || strings.Contains(files[0], secret) {
			t.Errorf("the file tells %q", secret)
		}
	}
	for path, want := range map[string]os.FileMode{files[0]: 0o600, d.dir: 0o700} {
		info, err := os.Stat(path)
		if err != nil || runtime.GOOS != "windows" && info.Mode().Perm() != want {
			t.Errorf("%s: %v, %v", path, info.Mode(), err)
		}
	}
}

func TestStore_SaysThatADamagedFileNeedsASignIn(t *testing.T) {
	d := newDesk(t, simtenant.SignInKnobs{})
	d.mustSignIn(platformAdmin)
	first := d.files()[0]
	good, err := os.ReadFile(first)
	if err != nil {
		t.Fatal(err)
	}
	other := deskIn(t, d.dir, simtenant.SignInKnobs{})
	other.mustSignIn(platformAdmin)
	var foreign []byte
	for _, path := range d.files() {
		if path != first {
			foreign, err = os.ReadFile(path)
		}
	}
	if err != nil || foreign == nil {
		t.Fatalf("the other tenant has no file of its own: %v, %v", d.files(), err)
	}
	flipped := bytes.Clone(good)
	flipped[len(flipped)/2] ^= 1
	for name, content := range map[string][]byte{"empty": {}, "cut": good[:len(good)-5], "only its beginning": good[:30],
		"a bit that turned": flipped, "another tenant's": foreign, "not ours": []byte(`{"tokens":{}}`)} {
		if err := os.WriteFile(first, content, 0o600); err != nil {
			t.Fatal(err)
		}
		d.restart()
		d.mustSignInAgain(name)
	}
	d.mustSignIn(platformAdmin)
	d.restart()
	d.token(d.GraphAudience)
	if left, err := filepath.Glob(filepath.Join(d.dir, ".*")); err != nil || len(left) > 0 {
		t.Errorf("left behind: %v, %v", left, err)
	}
}

func TestStore_SaysThatALostKeyNeedsASignIn(t *testing.T) {
	d := newDesk(t, simtenant.SignInKnobs{})
	d.mustSignIn(platformAdmin)
	authtest.Keychain(t) // another one
	d.restart()
	d.mustSignInAgain("key lost")
	d.mustSignIn(platformAdmin)
	d.restart()
	d.token(d.GraphAudience)
	authtest.NoKeychain(t)
	d.restart()
	d.mustSignInAgain("keychain lost")
	_, err := d.person().Token(t.Context(), d.GraphAudience)
	d.wantCode(err, ledger.CodeSignInRequired, "keychain")
}

func TestStore_ServesOnlyTheServicesThatAPersonSignedInFor(t *testing.T) {
	d := newDesk(t, simtenant.SignInKnobs{})
	d.services = []string{"https://graph.microsoft.com"}
	d.mustSignIn(platformAdmin)
	d.token(d.GraphAudience)
	d.services = []string{"https://elsewhere.example"}
	d.mustSignInAgain("another place for its tokens")
}

func TestStore_KeepsInMemoryWhereThereIsNoKeychain(t *testing.T) {
	d := newDesk(t, simtenant.SignInKnobs{})
	authtest.NoKeychain(t)
	if who := d.mustSignIn(platformAdmin); who.Kept {
		t.Errorf("said to be kept: %+v", who)
	}
	d.token(d.PowerPlatformAudience)
	if who, ok := d.person().SignedIn(t.Context()); !ok || who.Kept {
		t.Errorf("SignedIn is %+v, %v", who, ok)
	}
	if files := d.files(); len(files) > 0 {
		t.Errorf("files: %v", files)
	}
	d.restart()
	d.mustSignInAgain("restart")
}

func TestStore_CanKeepWhereThereIsAKeychain(t *testing.T) {
	authtest.Keychain(t)
	store := auth.NewStore(t.TempDir())
	if !store.CanKeep(t.Context()) || auth.NewStore("").CanKeep(t.Context()) {
		t.Error("a keychain keeps what has a folder, and nothing else")
	}
	authtest.NoKeychain(t)
	if store.CanKeep(t.Context()) {
		t.Error("without a keychain something is kept")
	}
}

func TestStore_KeepsInMemoryWhereNothingCanBeWritten(t *testing.T) {
	d := newDesk(t, simtenant.SignInKnobs{})
	if err := os.WriteFile(d.dir, []byte("a file, no folder"), 0o600); err != nil {
		t.Fatal(err)
	}
	if who := d.mustSignIn(platformAdmin); who.Kept {
		t.Errorf("said to be kept: %+v", who)
	}
	d.token(d.GraphAudience)
}

func TestSignOut_RemovesEverything(t *testing.T) {
	d := newDesk(t, simtenant.SignInKnobs{})
	d.mustSignIn(platformAdmin)
	file := d.files()[0]
	content, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	for range 2 { // the second time there is nothing left
		if err := d.person().SignOut(t.Context()); err != nil {
			t.Fatal(err)
		}
	}
	d.mustSignInAgain("signed out")
	if files := d.files(); len(files) > 0 {
		t.Errorf("files: %v", files)
	}
	// A copy of the file is worth nothing: its key is gone.
	if err := os.WriteFile(file, content, 0o600); err != nil {
		t.Fatal(err)
	}
	d.restart()
	d.mustSignInAgain("the file is back")
}

func TestSignIn_OfAnotherPersonReplacesTheFirst(t *testing.T) {
	d := newDesk(t, simtenant.SignInKnobs{})
	first := d.mustSignIn(platformAdmin)
	account := d.account
	second := d.mustSignIn(globalAdministrator)
	if first.UserName == second.UserName || len(d.files()) != 1 {
		t.Errorf("%+v, %+v, files: %v", first, second, d.files())
	}
	d.account = account
	d.mustSignInAgain("replaced")
}

func TestStore_KeepsTenantsApart(t *testing.T) {
	a := newDesk(t, simtenant.SignInKnobs{})
	b := deskIn(t, a.dir, simtenant.SignInKnobs{}) // same seed: same ids, same people, another address
	b.store = a.store
	a.mustSignIn(platformAdmin)
	b.neverSignedIn()
	b.mustSignIn(globalAdministrator)
	if a.token(a.GraphAudience) == b.token(b.GraphAudience) || len(a.files()) != 2 {
		t.Errorf("files: %v", a.files())
	}
	if err := b.person().SignOut(t.Context()); err != nil {
		t.Fatal(err)
	}
	a.restart()
	a.token(a.GraphAudience)
	b.mustSignInAgain("signed out")
}

// neverSignedIn is a person who never signed in.
func (d *desk) neverSignedIn() {
	d.t.Helper()
	_, err := d.person().Token(d.t.Context(), d.GraphAudience)
	d.wantCode(err, ledger.CodeSignInRequired, "Nobody has signed in")
}

func TestNewPerson_RefusesWhatCannotBeUsed(t *testing.T) {
	for name, cfg := range map[string]auth.PersonConfig{
		"no tenant": {Authority: "https://login.example/", ClientID: "app"},
		"no TLS":    {Authority: "http://login.example/tenant", ClientID: "app"},
		"no app":    {Authority: "https://login.example/tenant"},
	} {
		cfg.Store = auth.NewStore(t.TempDir())
		if _, err := auth.NewPerson(cfg); ledger.CodeOf(err) != ledger.CodeInvalid {
			t.Errorf("%s: %v", name, err)
		}
	}
}
