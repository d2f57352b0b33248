package desktop

import (
	"encoding/json"
	"os"
	"path/filepath"
	"reflect"
	"testing"
)

// FuzzSettings reads settings that an older program, another one or a person wrote: the
// window always has a place, and what is written reads the same again.
func FuzzSettings(f *testing.F) {
	for _, seed := range []string{
		`{"language":"nl","theme":"dark","window":{"width":1280,"height":800},"recents":[{"path":"/a.ledger"}],"looks":{"a":null},"notes":{"":{"a":"b"}}}`,
		`{"window":{"width":-1,"height":9223372036854775807}}`, `{"recents":{}}`, `{"language":["x"]}`, `null`, `{`, "\xff",
	} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, content []byte) {
		path := filepath.Join(t.TempDir(), "settings.json")
		if err := os.WriteFile(path, content, 0o600); err != nil {
			t.Fatal(err)
		}
		s := readSettings(path)
		if !s.Window.fits() || s.Language == "" || s.Theme == "" || len(s.Recents) > recentsKept || len(s.Exported) > exportsKept {
			t.Fatalf("%q gives %+v", content, s)
		}
		if err := writeSettings(path, s); err != nil {
			t.Fatal(err)
		}
		again := readSettings(path)
		before, _ := json.Marshal(s)
		after, _ := json.Marshal(again)
		if !reflect.DeepEqual(before, after) {
			t.Fatalf("%s reads as %s", before, after)
		}
	})
}

// FuzzArguments: what the program is started with is one file or a command, and a file
// is what was given.
func FuzzArguments(f *testing.F) {
	for _, seed := range []string{"", "a.ledger", "--json", "-", "/", "sync", "ledger://open?x", "a\x00.ledger", `C:\a.LEDGER`, "../a.ledger"} {
		f.Add(seed, "")
		f.Add(seed, "x")
	}
	f.Fuzz(func(t *testing.T, first, second string) {
		args := []string{first}
		if second != "" {
			args = append(args, second)
		}
		path, command := Arguments(args)
		if command && path != "" || path != "" && path != first || second != "" && !command {
			t.Fatalf("%q is the file %q, a command %v", args, path, command)
		}
	})
}
