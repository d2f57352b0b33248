package export

import (
	"bytes"
	"context"
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf8"

	"licenseledger/store/ledger"
)

// set writes files with their own name as content, and an index of them.
func set(ctx context.Context, names ...string) func(*Folder) error {
	return func(f *Folder) error {
		var lines []IndexLine
		for _, name := range names {
			if err := f.Write(ctx, name, writes(name)); err != nil {
				return err
			}
			lines = append(lines, IndexLine{Value: name, File: name, Rows: 1, People: 1})
		}
		return f.Write(ctx, IndexName, func(w io.Writer) error {
			return WriteIndex(w, "department", "nl", lines, CSVOptions{BOM: true, Comma: ';'})
		})
	}
}

func filesIn(t *testing.T, folder string) string {
	t.Helper()
	entries, err := os.ReadDir(folder)
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, e := range entries {
		names = append(names, e.Name())
	}
	return strings.Join(names, " ")
}

func TestToFolder_ReplacesASetAsAWhole(t *testing.T) {
	path := filepath.Join(t.TempDir(), "per department")
	for _, names := range [][]string{{"a.csv", "b; c.csv"}, {"b; c.csv", "d.csv"}, {}} {
		got, err := ToFolder(t.Context(), path, false, set(t.Context(), names...))
		if err != nil || got != path {
			t.Fatalf("%s, %v", got, err)
		}
		if got, want := filesIn(t, path), strings.Join(append(names, IndexName), " "); got != want {
			t.Errorf("the folder has %q, want %q", got, want)
		}
		if left := filesIn(t, filepath.Dir(path)); left != "per department" {
			t.Errorf("beside it lies %q", left)
		}
	}
}

func TestToFolder_LeavesTheOldSetWhenAnythingFails(t *testing.T) {
	path := filepath.Join(t.TempDir(), "set")
	if _, err := ToFolder(t.Context(), path, false, set(t.Context(), "a.csv")); err != nil {
		t.Fatal(err)
	}
	wrong := errors.New("no more rows")
	ctx, stop := context.WithCancel(t.Context())
	for name, fill := range map[string]func(*Folder) error{
		"the second file fails": func(f *Folder) error {
			if err := f.Write(t.Context(), "b.csv", writes("b")); err != nil {
				return err
			}
			return f.Write(t.Context(), "c.csv", func(io.Writer) error { return wrong })
		},
		"a name twice": func(f *Folder) error {
			return errors.Join(f.Write(t.Context(), "b", writes("")), f.Write(t.Context(), "b", writes("")))
		},
		"a name too long":             func(f *Folder) error { return f.Write(t.Context(), strings.Repeat("x", 300), writes("")) },
		"stopped after the last file": func(f *Folder) error { err := set(t.Context(), "b.csv")(f); stop(); return err },
	} {
		if got, err := ToFolder(ctx, path, false, fill); err == nil {
			t.Errorf("%s: made %s", name, got)
		}
		if got := filesIn(t, path) + ", beside it " + filesIn(t, filepath.Dir(path)); got != "a.csv index.csv, beside it set" {
			t.Errorf("%s: the folder has %s", name, got)
		}
	}
}

func TestToFolder_RefusesWhatIsNoSetOrIsOpen(t *testing.T) {
	ctx := t.Context()
	for _, test := range []struct {
		name, put, says string
		code            ledger.Code
	}{
		{"something of somebody's", "mine.txt", "mine.txt, which is not of a set", ledger.CodeInvalid},
		{"a file open in Excel", "~$a.csv", "Close it there", ledger.CodeBusy},
		{"a file open in LibreOffice", ".~lock.a.csv#", "Close it there", ledger.CodeBusy},
	} {
		path := filepath.Join(t.TempDir(), "set")
		if _, err := ToFolder(ctx, path, false, set(ctx, "a.csv")); err != nil {
			t.Fatal(err)
		}
		put := func() {
			if err := os.WriteFile(filepath.Join(path, test.put), []byte("theirs"), 0o600); err != nil {
				t.Fatal(err)
			}
		}
		for _, meanwhile := range []bool{true, false} {
			_, err := ToFolder(ctx, path, false, func(f *Folder) error {
				if meanwhile {
					put()
				}
				return set(ctx, "b.csv")(f)
			})
			if ledger.CodeOf(err) != test.code || !strings.Contains(err.Error(), test.says) {
				t.Errorf("%s: %v", test.name, err)
			}
			if got := filesIn(t, path); !strings.Contains(got, "a.csv") || !strings.Contains(got, test.put) || strings.Contains(got, "b.csv") {
				t.Errorf("%s: the folder has %s", test.name, got)
			}
			if left := filesIn(t, filepath.Dir(path)); left != "set" {
				t.Errorf("%s: beside it lies %s", test.name, left)
			}
		}
	}
	file := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(file, []byte("old"), 0o600); err != nil {
		t.Fatal(err)
	}
	for path, code := range map[string]ledger.Code{file: ledger.CodeInvalid, filepath.Join(file, "set"): ledger.CodeNotFound, filepath.Join(t.TempDir(), "no", "set"): ledger.CodeNotFound} {
		if _, err := ToFolder(ctx, path, false, set(ctx, "a.csv")); ledger.CodeOf(err) != code {
			t.Errorf("%s: %v, want %s", path, err, code)
		}
	}
}

func TestToFolder_FreshReplacesNothing(t *testing.T) {
	folder := t.TempDir()
	for _, want := range []string{"set", "set (2)", "set (3)"} {
		got, err := ToFolder(t.Context(), filepath.Join(folder, "set"), true, set(t.Context(), want))
		if err != nil || filepath.Base(got) != want {
			t.Errorf("%s, %v; want %s", got, err, want)
		}
	}
	if got := filesIn(t, filepath.Join(folder, "set")); got != "index.csv set" {
		t.Errorf("the first has %s", got)
	}
}

func TestFileNames_AreTakenByEverySystem(t *testing.T) {
	var names FileNames
	seen := map[string]string{}
	for _, test := range []struct{ text, want string }{
		{"Sales", "Sales.csv"}, {"sales", "sales (2).csv"}, {"SALES ", "SALES (3).csv"}, {"Économie", "Économie.csv"}, {"E\u0301conomie", "E\u0301conomie (2).csv"},
		{"R&D / Labs: <new>", "R&D Labs new.csv"}, {"a\\b|c?d*e\"f", "a b c d e f.csv"}, {"ends with dots... ", "ends with dots.csv"},
		{"CON", "_CON.csv"}, {"con.trol", "_con.trol.csv"}, {"com1", "_com1.csv"}, {"LPT¹", "_LPT¹.csv"}, {"COM10", "COM10.csv"}, {"Common", "Common.csv"}, {"nul ", "_nul.csv"},
		{"", "_.csv"}, {"..", "_ (2).csv"}, {"../../etc/passwd", "_.. .. etc passwd.csv"}, {".hidden", "_.hidden.csv"}, {"~$x", "_~$x.csv"}, {"=cmd()", "_=cmd().csv"}, {"-x", "_-x.csv"},
		{"index", "index (2).csv"}, {"line\nbreak\tand\x00nul", "line break and nul.csv"}, {"abc\u202efdp", "abcfdp.csv"}, {"Sales (2)", "Sales (2) (2).csv"},
		{strings.Repeat("é", 200), strings.Repeat("é", 60) + ".csv"}, {strings.Repeat("é", 201), strings.Repeat("é", 60) + " (2).csv"},
		{"\xff\xfe", "_ (3).csv"},
	} {
		got := names.Next(test.text, ".csv")
		if got != test.want {
			t.Errorf("%q is named %q, want %q", test.text, got, test.want)
		}
		if before, taken := seen[strings.ToLower(got)]; taken {
			t.Errorf("%q and %q are both named %q", before, test.text, got)
		}
		if seen[strings.ToLower(got)] = test.text; !utf8.ValidString(got) || len(got) > 200 {
			t.Errorf("%q is no name", got)
		}
	}
}

// However an index is written, the set is known again by it.
func TestIndex_IsReadBackHoweverItIsWritten(t *testing.T) {
	lines := []IndexLine{{"=Sales; \"North\"", "_=Sales North.csv", 3, 2}, {"", "Afdeling niet bekend.csv", 1, 1}}
	for _, language := range []string{"en", "nl"} {
		for _, o := range []CSVOptions{{}, {BOM: true, Comma: ';', CRLF: true}, {Comma: '\t', FormulaGuard: true}, {Comma: '|'}} {
			var b bytes.Buffer
			if err := WriteIndex(&b, "manager", language, lines, o); err != nil {
				t.Fatal(err)
			}
			path := filepath.Join(t.TempDir(), IndexName)
			if err := os.WriteFile(path, b.Bytes(), 0o600); err != nil {
				t.Fatal(err)
			}
			if got := strings.Join(indexed(path), ","); got != "_=Sales North.csv,Afdeling niet bekend.csv" {
				t.Errorf("%s %+v: read back %q from\n%s", language, o, got, b.String())
			}
		}
	}
}
