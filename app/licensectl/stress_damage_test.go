//go:build stress

package main

import (
	"bytes"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

var pages = flag.Int("pages", 1, "every how manieth page of the file is damaged")

const pageSize = 4096

// damages are what happens to a page, which begins at a place of the file.
var damages = map[string]func(content []byte, at int) []byte{
	"zeroed":  func(c []byte, at int) []byte { clear(c[at : at+pageSize]); return c },
	"flipped": func(c []byte, at int) []byte { c[at+at/pageSize*37%pageSize] ^= 0x10; return c },
	"garbled": func(c []byte, at int) []byte {
		copy(c[at:at+pageSize], bytes.Repeat([]byte{0xA5, 7}, pageSize/2))
		return c
	},
	"exchanged": func(c []byte, at int) []byte { copy(c[at:at+pageSize], c[len(c)-pageSize:]); return c },
	"truncated": func(c []byte, at int) []byte { return c[:at] },
}

// reason finds the code of an error, told to people or as JSON.
var reason = regexp.MustCompile(`(?:\[|"code":")([a-z_]+)`)

// TestStress_Damage damages every page of a file in several ways. The program refuses
// with a reason, or says what it said before, or check finds the damage; looking
// changes no byte, and nothing breaks down.
func TestStress_Damage(t *testing.T) {
	content, err := os.ReadFile(filepath.Join(made(t), "contoso.ledger"))
	if err != nil {
		t.Fatal(err)
	}
	looks := [][]string{{"list", "contoso.ledger"}, {"overview", "contoso.ledger", "--json"}, {"export", "contoso.ledger", "--out", "out.csv"}}
	whole := copyOf(t, made(t), t.TempDir(), "contoso.ledger")
	var want []string
	for _, look := range looks {
		want = append(want, done(t, whole, look...))
	}
	for name, damage := range damages {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			damaged := 0
			for at := 0; at < len(content); at += *pages * pageSize {
				damagedPage(t, fmt.Sprintf("%s at %d", name, at), damage(bytes.Clone(content), at), looks, want)
				damaged++
			}
			t.Attr("pages-damaged", fmt.Sprint(damaged))
			t.Attr("pages-damaged-survived", fmt.Sprint(damaged))
		})
	}
}

func damagedPage(t *testing.T, what string, content []byte, looks [][]string, want []string) {
	t.Helper()
	dir, err := os.MkdirTemp(t.TempDir(), "")
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(dir, "contoso.ledger")
	if err := os.WriteFile(path, content, 0o600); err != nil {
		t.Fatal(err)
	}
	found := run(t, program(dir, "check", "contoso.ledger"))
	clear := func(s said) {
		if code := reason.FindStringSubmatch(s.stderr); s.code != 0 && (code == nil || code[1] == "internal") {
			t.Errorf("%s: %v", what, s)
		}
	}
	if found.code != 0 && !strings.Contains(found.stdout+found.stderr, "Restore") && !strings.Contains(found.stdout+found.stderr, "finding") {
		clear(found)
	}
	for i, look := range looks {
		s := run(t, program(dir, look...))
		clear(s)
		if found.code == 0 && (s.code != 0 || s.stdout != want[i]) {
			t.Errorf("%s: check finds nothing, and %s says %v", what, look[0], s)
		}
	}
	if after, err := os.ReadFile(path); err != nil || !bytes.Equal(content, after) {
		t.Errorf("%s: looking changed it; %v", what, err)
	}
	if err := os.RemoveAll(dir); err != nil {
		t.Fatal(err)
	}
}
