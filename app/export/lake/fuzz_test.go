package lake

import (
	"os"
	"path/filepath"
	"testing"

	"licenseledger/store/ledger"
)

// FuzzManifest reads a manifest that lies in the folder of a lake: one that is taken is
// written the same, any other has a code.
func FuzzManifest(f *testing.F) {
	whole := Manifest{Format: format, Version: SchemaVersion, Tenant: "t", Files: []File{{Table: "a", Day: "2026-01-01", Path: "a/b.parquet", Rows: 1}}}
	f.Add(whole.content())
	for _, seed := range []string{`{"format":"` + format + `","version":9223372036854775807}`, `{"format":"` + format + `","files":[{"path":"../../x","rows":-1}]}`, `[]`, `{`, ""} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, content []byte) {
		folder := t.TempDir()
		path := manifestPath(folder, "t")
		if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
			t.Fatal(err)
		}
		write := func(content []byte) (Manifest, bool, error) {
			if err := os.WriteFile(path, content, 0o600); err != nil {
				t.Fatal(err)
			}
			return ReadManifest(folder, "t")
		}
		m, ok, err := write(content)
		if err != nil {
			if code := ledger.CodeOf(err); code != ledger.CodeInvalid && code != ledger.CodeSchemaTooNew {
				t.Fatalf("%q: %v", content, err)
			}
			return
		}
		again, _, err := write(m.content())
		if !ok || err != nil || string(again.content()) != string(m.content()) {
			t.Fatalf("%q is written as %s and read as %s, %v", content, m.content(), again.content(), err)
		}
	})
}
