package cli_test

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"licenseledger/app/cli"
)

// question is one of docs/questions.md: its commands, and what they must print.
// What the window says is looked for by frontend/e2e/questions.spec.ts.
type question struct {
	number   int
	commands [][]string
	quoted   []string
	window   string // the way through the window, and what is said at its end
}

var word = regexp.MustCompile(`'[^']*'|\S+`)

// questions reads docs/questions.md.
func questions(t *testing.T) []question {
	t.Helper()
	content, err := os.ReadFile(filepath.Join("..", "..", "docs", "questions.md"))
	if err != nil {
		t.Fatal(err)
	}
	var all []question
	for _, part := range strings.Split(string(content), "\n## ")[1:] {
		number, _, _ := strings.Cut(part, ".")
		var q question
		if q.number, err = strconv.Atoi(number); err != nil {
			t.Fatalf("a heading of docs/questions.md begins without a number: %.40s", part)
		}
		for line := range strings.Lines(part) {
			line = strings.TrimSuffix(line, "\n")
			if quoted, ok := strings.CutPrefix(line, "> "); ok {
				q.quoted = append(q.quoted, quoted)
			}
			if strings.HasPrefix(line, "licensectl ") {
				words := word.FindAllString(line, -1)[1:]
				for n := range words {
					words[n] = strings.Trim(words[n], "'")
				}
				q.commands = append(q.commands, words)
			}
		}
		if _, way, found := strings.Cut(part, "\nIn the window: "); found {
			way, _, _ = strings.Cut(way, "\n\n")
			q.window = strings.ReplaceAll(way, "\n", " ")
		}
		all = append(all, q)
	}
	return all
}

// TestQuestions_AreAnsweredAsTheDocumentSays runs every command of
// docs/questions.md on the demo, and compares what is quoted there with what is
// printed and with what is really so, which is counted without the store.
func TestQuestions_AreAnsweredAsTheDocumentSays(t *testing.T) {
	all := questions(t)
	if len(all) != 13 {
		t.Fatalf("docs/questions.md has %d questions, not thirteen", len(all))
	}
	t.Chdir(t.TempDir())
	say(t, "demo", "demo.ledger", "--truth", "truth.jsonl")
	truth := readDemoTruth(t, "truth.jsonl")
	for _, q := range all {
		t.Run(fmt.Sprint(q.number), func(t *testing.T) {
			var printed string
			for _, command := range q.commands {
				printed = say(t, command...)
			}
			for _, quoted := range q.quoted {
				if !strings.Contains(printed, quoted) {
					t.Errorf("%q is not in what is printed:\n%s", quoted, printed)
				}
			}
			really := truth.answer(t, q.number)
			for _, figure := range really.console {
				if !slices.ContainsFunc(q.quoted, func(quoted string) bool { return strings.Contains(quoted, figure) }) {
					t.Errorf("what is really so, %q, is not quoted: %q", figure, q.quoted)
				}
			}
			for _, figure := range really.window {
				if !strings.Contains(q.window, figure) {
					t.Errorf("what is really so, %q, is not what the window is said to say: %s", figure, q.window)
				}
			}
			if len(really.console) == 0 && len(q.commands) > 0 {
				t.Error("nothing is counted in the truth")
			}
		})
	}
}

// say runs a command and gives all that it prints.
func say(t *testing.T, args ...string) string {
	t.Helper()
	var out, notes bytes.Buffer
	if code := cli.Run(t.Context(), args, strings.NewReader(""), &out, &notes); code != 0 {
		t.Fatalf("licensectl %s: exit %d\n%s", strings.Join(args, " "), code, notes.String())
	}
	return out.String() + notes.String()
}
