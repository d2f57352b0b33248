package cli_test

import (
	"os"
	"slices"
	"strconv"
	"strings"

	"github.com/rogpeppe/go-internal/testscript"
)

// edit FILE OUT CHANGES writes a text file with changed lines. Each line of
// CHANGES is one change: "- TEXT" takes the first line away that has the text,
// "* TEXT" says it twice, "+ LINE" adds a line at the end, and "~ TEXT => LINE"
// puts another in its place.
func edit(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 3 {
		ts.Fatalf("usage: edit FILE OUT CHANGES")
	}
	lines := strings.Split(strings.TrimSuffix(ts.ReadFile(args[0]), "\r\n"), "\r\n")
	for _, change := range strings.Split(strings.TrimSpace(ts.ReadFile(args[2])), "\n") {
		kind, text, _ := strings.Cut(change, " ")
		text, instead, _ := strings.Cut(text, " => ")
		at := slices.IndexFunc(lines, func(line string) bool { return strings.Contains(line, text) })
		if at < 0 && kind != "+" {
			ts.Fatalf("%s has no line with %q", args[0], text)
		}
		switch kind {
		case "-":
			lines = slices.Delete(lines, at, at+1)
		case "*":
			lines = slices.Insert(lines, at, lines[at])
		case "+":
			lines = append(lines, text)
		case "~":
			lines[at] = instead
		default:
			ts.Fatalf("there is no change %q", change)
		}
	}
	ts.Check(os.WriteFile(ts.MkAbs(args[1]), []byte(strings.Join(lines, "\r\n")+"\r\n"), 0o600))
}

// escapes FILE puts characters that no script can hold in place of their Go
// escapes, such as \x1b.
func escapes(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 1 {
		ts.Fatalf("usage: escapes FILE")
	}
	text, err := strconv.Unquote("\"" + strings.ReplaceAll(ts.ReadFile(args[0]), "\n", `\n`) + "\"")
	ts.Check(err)
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), []byte(text), 0o600))
}
