package cli

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/spf13/pflag"
)

var (
	codeBlock  = regexp.MustCompile("(?ms)^[ \t]*```[a-z]*\n(.*?)^[ \t]*```[ \t]*$")
	codeInText = regexp.MustCompile("`(licensectl [^`\n]+)`")
)

// consoleLines are the commands that a page shows: lines of their own in blocks of
// code, and words in the text, which may leave out what they are not about.
func consoleLines(text string) (whole, mentioned []string) {
	for _, block := range codeBlock.FindAllStringSubmatch(text, -1) {
		joined := strings.ReplaceAll(block[1], "\\\n", " ") // a line that goes on
		for line := range strings.Lines(joined) {
			line = strings.TrimPrefix(strings.TrimSpace(line), "$ ")
			if strings.HasPrefix(line, "licensectl ") {
				whole = append(whole, line)
			}
		}
	}
	for _, found := range codeInText.FindAllStringSubmatch(codeBlock.ReplaceAllString(text, ""), -1) {
		mentioned = append(mentioned, found[1])
	}
	return whole, mentioned
}

// checkMention is checkLine for words in a text: arguments and the value of the last
// flag may be missing.
func checkMention(line string) error {
	words, err := shellWords(line)
	if err != nil {
		return err
	}
	root := Commands()
	cmd, rest, err := root.Find(words[1:])
	if err != nil {
		return err
	}
	cmd.InitDefaultHelpFlag()
	var missing *pflag.ValueRequiredError
	if err := cmd.ParseFlags(rest); err != nil && !errors.As(err, &missing) {
		return err
	}
	return checkValues(cmd)
}

func TestDocuments_CommandsAreUnderstood(t *testing.T) {
	root := filepath.Join("..", "..")
	lines := 0
	err := filepath.WalkDir(root, func(path string, entry fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if entry.IsDir() && (entry.Name() == "node_modules" || entry.Name() == "out" || entry.Name() == ".git" || entry.Name() == "testdata") {
			return fs.SkipDir
		}
		// The console page shows how a command is called, in words that stand for others.
		if filepath.Ext(path) != ".md" || entry.Name() == "console.md" {
			return nil
		}
		text, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		whole, mentioned := consoleLines(string(text))
		lines += len(whole)
		for _, line := range whole {
			if err := checkLine(line); err != nil {
				t.Errorf("%s: %s\n%v", path, line, err)
			}
		}
		for _, line := range mentioned {
			if strings.HasPrefix(line, "licensectl COMMAND") {
				continue
			}
			if err := checkMention(line); err != nil {
				t.Errorf("%s: %s\n%v", path, line, err)
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if lines < 40 {
		t.Errorf("only %d commands were found", lines)
	}
}

func TestConsoleLines(t *testing.T) {
	whole, mentioned := consoleLines("See `licensectl held FILE`.\n```sh\n$ licensectl list a.ledger \\\n  --json\nls\n```\n")
	if len(whole) != 1 || checkLine(whole[0]) != nil || !strings.Contains(whole[0], "--json") {
		t.Errorf("in blocks: %q", whole)
	}
	if len(mentioned) != 1 || checkMention(mentioned[0]) != nil {
		t.Errorf("in the text: %q", mentioned)
	}
	for _, line := range []string{"licensectl hold FILE", "licensectl list --veiw", "licensectl list --view left"} {
		if checkMention(line) == nil {
			t.Errorf("%s is understood", line)
		}
	}
	if err := checkMention("licensectl connect --use-minutes"); err != nil {
		t.Error(err)
	}
}
