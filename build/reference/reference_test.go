package main

import (
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/spf13/cobra"

	"licenseledger/app/cli"
	"licenseledger/store/ledger"
)

var checkout = filepath.Join("..", "..")

func TestPages_AreWhatTheProgramSays(t *testing.T) {
	for _, p := range pages() {
		want, err := p.make(checkout)
		if err != nil {
			t.Fatal(err)
		}
		got, err := os.ReadFile(filepath.Join(checkout, p.name))
		if err != nil {
			t.Fatal(err)
		}
		if string(got) != want {
			t.Errorf("%s is not what the program says: go run ./build reference writes it again", p.name)
		}
	}
}

// TestAdvice_EveryNote finds the codes of notes in the source, so that none is
// forgotten.
func TestAdvice_EveryNote(t *testing.T) {
	known := map[string]bool{}
	for _, n := range warningAdvice {
		if known[n.code] {
			t.Errorf("the note %s has two entries", n.code)
		}
		known[n.code] = true
	}
	names, err := filepath.Glob(filepath.Join(checkout, "store", "ledger", "*.go"))
	if err != nil {
		t.Fatal(err)
	}
	found := 0
	for _, name := range names {
		file, err := parser.ParseFile(token.NewFileSet(), name, nil, 0)
		if err != nil {
			t.Fatal(err)
		}
		ast.Inspect(file, func(n ast.Node) bool {
			spec, ok := n.(*ast.ValueSpec)
			if !ok || len(spec.Names) != 1 || len(spec.Values) != 1 || !strings.HasPrefix(spec.Names[0].Name, "Warn") {
				return true
			}
			if literal, ok := spec.Values[0].(*ast.BasicLit); ok {
				found++
				if code := strings.Trim(literal.Value, `"`); !known[code] {
					t.Errorf("the note %s (ledger.%s) has no entry in build/reference/advice.go", code, spec.Names[0].Name)
				}
			}
			return true
		})
	}
	if found < len(ledger.WarningsOfUnread()) {
		t.Errorf("only %d codes of notes were found in store/ledger", found)
	}
}

func TestManual_APageForEachCommand(t *testing.T) {
	t.Setenv("SOURCE_DATE_EPOCH", "1767225600") // 2026-01-01
	dir, again := t.TempDir(), t.TempDir()
	for _, to := range []string{dir, again} {
		if err := run([]string{"man", to}); err != nil {
			t.Fatal(err)
		}
	}
	each(cli.Commands(), func(c *cobra.Command) {
		name := strings.ReplaceAll(c.CommandPath(), " ", "-") + ".1"
		text, err := os.ReadFile(filepath.Join(dir, name))
		if err != nil {
			t.Error(err)
			return
		}
		same, _ := os.ReadFile(filepath.Join(again, name))
		if string(text) != string(same) {
			t.Errorf("%s is different each time", name)
		}
		for _, want := range []string{"Jan 2026", "License Ledger", strings.Fields(c.Short)[0]} {
			if !strings.Contains(string(text), want) {
				t.Errorf("%s does not say %q", name, want)
			}
		}
	})
}

func TestBlocks(t *testing.T) {
	if got, want := blocks("One:\n  a  b\n  c\nTwo", "    "), "One:\n\n    a  b\n    c\n\nTwo"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}
