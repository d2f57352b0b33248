package desktop

import (
	"bytes"
	"compress/gzip"
	"encoding/json"
	"os"
	"path/filepath"
	"reflect"
	"strings"
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

// FuzzPicture opens what was sealed as the page of before: in bounded memory, and what
// is shown is kept the same again.
func FuzzPicture(f *testing.F) {
	seal := pictureSeal{stamp: "stamp", key: make([]byte, 32)}
	whole, err := seal.close(Picture{Stamp: "stamp", Root: map[string]string{"lang": "nl"}, Title: "Contoso & Co", HTML: "<p>Jane</p>"})
	if err != nil {
		f.Fatal(err)
	}
	aead, err := seal.aead()
	if err != nil {
		f.Fatal(err)
	}
	packed, err := aead.Open(nil, whole[:aead.NonceSize()], whole[aead.NonceSize():], []byte(seal.stamp))
	if err != nil {
		f.Fatal(err)
	}
	f.Add(packed)
	f.Add(packed[:len(packed)-9])
	f.Add(append(packed[:len(packed):len(packed)], packed...))
	f.Add([]byte{0x1f, 0x8b, 8, 255, 0, 0, 0, 0, 0, 255, 255, 255})
	for _, seed := range []string{`null`, `{"root":{"a":5}}`, `{"html":"\ud800"} x`, `[`, `{"html":"` + strings.Repeat("<", 1<<16) + `"}`} {
		f.Add(gzipped(f, seed))
	}
	f.Fuzz(func(t *testing.T, packed []byte) {
		nonce := make([]byte, aead.NonceSize())
		p, err := seal.open(aead.Seal(nonce, nonce, packed, []byte(seal.stamp)))
		if err != nil {
			return
		}
		content, err := seal.close(p)
		if err != nil {
			t.Fatal(err)
		}
		if again, err := seal.open(content); err != nil || !reflect.DeepEqual(again, p) {
			t.Fatalf("%+v is kept as %+v: %v", p, again, err)
		}
	})
}

func gzipped(t testing.TB, text string) []byte {
	t.Helper()
	var packed bytes.Buffer
	w := gzip.NewWriter(&packed)
	if _, err := w.Write([]byte(text)); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return packed.Bytes()
}

// TestPicture_UnpacksNoMoreThanAPageIs opens one of some kilobytes that unpacks to more
// than any page is.
func TestPicture_UnpacksNoMoreThanAPageIs(t *testing.T) {
	seal := pictureSeal{stamp: "stamp", key: make([]byte, 32)}
	for html, shown := range map[string]bool{strings.Repeat("<", pictureBytes): true, strings.Repeat("a", unpackedBytes): false} {
		content, err := seal.close(Picture{HTML: html})
		if err != nil {
			t.Fatal(err)
		}
		if _, err := seal.open(content); (err == nil) != shown {
			t.Errorf("a page of %d bytes, packed in %d: %v", len(html), len(content), err)
		}
	}
}

// FuzzDownloadFolder reads the file in which a desktop names its folders: there always
// is a folder, told whole.
func FuzzDownloadFolder(f *testing.F) {
	for _, seed := range []string{"XDG_DOWNLOAD_DIR=\"$HOME/Downloads\"\n", "XDG_DOWNLOAD_DIR=\"$HOME\"\nXDG_DOWNLOAD_DIR=\"/d\"", "XDG_DOWNLOAD_DIR=", "XDG_DOWNLOAD_DIR=\"../x\"", "\x00\nXDG_DOWNLOAD_DIR=/\x00"} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, content []byte) {
		config, home := t.TempDir(), filepath.Join(string(filepath.Separator), "home", "jane")
		if err := os.WriteFile(filepath.Join(config, "user-dirs.dirs"), content, 0o600); err != nil {
			t.Fatal(err)
		}
		if at := downloadsIn(home, config); !filepath.IsAbs(at) || at == home || strings.ContainsAny(at, "\x00\n") {
			t.Fatalf("%q has downloads in %q", content, at)
		}
	})
}
