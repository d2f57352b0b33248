package tenants

import (
	"os"
	"path/filepath"
	"testing"

	"licenseledger/store/ledger"
)

// FuzzList reads an entry of the list of tenants that anybody may have written: it is
// passed over, or has a name and an absolute path, and stays removable.
func FuzzList(f *testing.F) {
	for _, seed := range []string{`{"path":"/a.ledger","tenantName":"Contoso","added":"2026-01-02T03:04:05Z"}`, `{"path":"a.ledger"}`, `{"path":5}`, `{"path":"/\u0000"}`, `[]`, `{"path":"/../../etc","isSample":true}`, "\xff"} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, content []byte) {
		l := ListIn(t.TempDir())
		if err := l.Put(Known{Path: filepath.Join(string(filepath.Separator), "mine.ledger")}); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(l.folder, "other.json"), content, 0o600); err != nil {
			t.Fatal(err)
		}
		all, err := l.All()
		if err != nil || len(all) < 1 || len(all) > 2 {
			t.Fatalf("%q: %+v, %v", content, all, err)
		}
		for _, k := range all {
			if k.Name() == "" || !filepath.IsAbs(k.Path) {
				t.Fatalf("%q gives %+v", content, k)
			}
			if err := l.Remove(k.Path); err != nil && ledger.CodeOf(err) != ledger.CodeNotFound {
				t.Fatalf("%q: %v", content, err)
			}
		}
	})
}
