package cli

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"licenseledger/store/ledger"
)

// checkLine tells what is wrong with a line that starts with licensectl, without
// running it: a command, a flag or a value that does not exist, or a number of
// arguments that does not fit.
func checkLine(line string) error {
	words, err := shellWords(line)
	if err != nil {
		return err
	}
	root := Commands()
	cmd, rest, err := root.Find(words[1:])
	if err != nil {
		return err
	}
	if !cmd.Runnable() {
		return fmt.Errorf("%s does nothing by itself", cmd.CommandPath())
	}
	cmd.InitDefaultHelpFlag()
	if err := cmd.ParseFlags(rest); err != nil {
		return err
	}
	if asked, _ := cmd.Flags().GetBool("help"); !asked {
		if cmd.Args == nil && cmd.Flags().NArg() > 0 && cmd.HasSubCommands() {
			return fmt.Errorf("%s has no command %q", cmd.CommandPath(), cmd.Flags().Arg(0))
		}
		if err := cmd.ValidateArgs(cmd.Flags().Args()); err != nil {
			return err
		}
	}
	return checkValues(cmd)
}

// checkValues looks at flags whose values are closed lists.
func checkValues(cmd *cobra.Command) (err error) {
	cmd.Flags().Visit(func(f *pflag.Flag) {
		values := []string{f.Value.String()}
		if list, ok := f.Value.(pflag.SliceValue); ok {
			values = list.GetSlice()
		}
		var known []string
		switch f.Name {
		case "filter":
			for _, value := range values {
				if _, wrong := ledger.ParseFilter(value); wrong != nil {
					err = wrong
				}
			}
			return
		case "view":
			known = textsOf(ledger.ViewKinds())
		case "by", "columns":
			known = ledger.FilterColumns()
		case "split-by":
			known = ledger.SplitColumns()
		default:
			return
		}
		for _, value := range values {
			if !slices.Contains(known, value) {
				err = fmt.Errorf("--%s has no value %q", f.Name, value)
			}
		}
	})
	return err
}

// shellWords splits a line as a shell does, up to a pipe, a redirection or a
// comment.
func shellWords(line string) ([]string, error) {
	var words []string
	var word strings.Builder
	begun, quote := false, rune(0)
	end := func() {
		if begun {
			words = append(words, word.String())
		}
		word.Reset()
		begun = false
	}
	for _, r := range line {
		switch {
		case quote != 0 && r == quote:
			quote = 0
		case quote != 0:
			word.WriteRune(r)
		case r == '\'' || r == '"':
			begun, quote = true, r
		case r == '#' && !begun, r == '|', r == '>', r == ';', r == '&':
			end()
			return words, nil
		case r == ' ' || r == '\t':
			end()
		default:
			begun = true
			word.WriteRune(r)
		}
	}
	if quote != 0 {
		return nil, fmt.Errorf("a quotation mark is not closed")
	}
	end()
	return words, nil
}

// eachCommand visits the tree of commands from the top.
func eachCommand(cmd *cobra.Command, visit func(*cobra.Command)) {
	visit(cmd)
	for _, child := range cmd.Commands() {
		eachCommand(child, visit)
	}
}

func examplesOf(cmd *cobra.Command) []string {
	var lines []string
	for line := range strings.Lines(cmd.Example) {
		if line = strings.TrimSpace(line); line != "" {
			lines = append(lines, line)
		}
	}
	return lines
}

func TestExamples_EveryCommandHasSomeThatItUnderstands(t *testing.T) {
	eachCommand(Commands(), func(cmd *cobra.Command) {
		if cmd.HasParent() && cmd.IsAvailableCommand() && len(examplesOf(cmd)) == 0 {
			t.Errorf("%s has no example: give it one that somebody would type", cmd.CommandPath())
		}
		for _, line := range examplesOf(cmd) {
			if inner, isSource := strings.CutPrefix(line, "source <("); isSource {
				line = strings.TrimSuffix(inner, ")")
			}
			if !strings.HasPrefix(line, "licensectl ") {
				t.Errorf("%s: the example %q does not begin with licensectl", cmd.CommandPath(), line)
			} else if err := checkLine(line); err != nil {
				t.Errorf("%s: the example %q: %v", cmd.CommandPath(), line, err)
			}
		}
	})
}

func TestCheckLine(t *testing.T) {
	for line, want := range map[string]string{
		"licensectl list contoso.ledger --filter 'origin in office_365,dynamics_365' | jq .": "",
		"licensectl lst contoso.ledger":                             "unknown command",
		"licensectl list contoso.ledger --veiw departed":            "veiw",
		"licensectl list contoso.ledger --view left":                "left",
		"licensectl list contoso.ledger --filter departement=Sales": "department",
		"licensectl list":                                               "missing",
		"licensectl list a.ledger b.ledger":                             "too many",
		"licensectl month clsoe contoso.ledger 2026-02":                 "clsoe",
		"licensectl export contoso.ledger --out a.xlsx --split-by x":    "split-by",
		"licensectl user contoso.ledger 'someone":                       "quotation",
		"licensectl summary contoso.ledger --by department > other.txt": "",
		"licensectl diff contoso.ledger 1 2 # what changed":             "",
	} {
		err := checkLine(line)
		if want == "" && err != nil || want != "" && (err == nil || !strings.Contains(err.Error(), want)) {
			t.Errorf("%s: got %v, want something about %q", line, err, want)
		}
	}
}

func TestGroups_EveryCommandIsInOne(t *testing.T) {
	root := Commands()
	for _, cmd := range root.Commands() {
		if cmd.GroupID == "" {
			t.Errorf("%q is in no group: add it to one in app/cli/groups.go, so that \"licensectl help\" shows it in its place", cmd.Name())
		}
	}
	for _, g := range groups {
		for _, name := range g.commands {
			if found, _, err := root.Find([]string{name}); err != nil || found.Name() != name {
				t.Errorf("app/cli/groups.go names %q, which is no command", name)
			}
		}
	}
}

// TestExamples_Work runs what the help shows, one command after the other, on a
// ledger as demo makes it. Those that need a tenant or downloads are in
// testdata/script.
func TestExamples_Work(t *testing.T) {
	elsewhere := []string{"connect", "signin", "signout", "doctor", "sync", "schedule", "held", "simulate", "import", "demo"}
	t.Chdir(t.TempDir())
	t.Setenv("XDG_DATA_HOME", t.TempDir()) // of the list of tenants
	run := func(words ...string) (string, int) {
		var out, notes bytes.Buffer
		code := Run(t.Context(), words, nil, &out, &notes)
		return out.String() + notes.String(), code
	}
	must := func(words ...string) string {
		said, code := run(words...)
		if code != 0 {
			t.Fatalf("licensectl %q ended with %d: %s", words, code, said)
		}
		return said
	}
	must("demo", "contoso.ledger", "--users", "30")
	must("backup", "contoso.ledger", "other.ledger")
	must("tenants", "add", "contoso.ledger")
	must("export", "contoso.ledger", "--out", "licenses.csv", "--layout", "report-2022")
	must("export", "contoso.ledger", "--out", "licenses-2026-03-31.csv", "--layout", "report-2022")
	must("prices", "set", "contoso.ledger", "Power Apps Premium", "18.70", "EUR", "--from", "2026-01-01")
	prices, _, _ := strings.Cut(must("prices", "contoso.ledger", "--csv", "-q"), "\n\n")
	var somebody, another struct {
		ID    string `json:"user_id"`
		Email string `json:"email_address"`
	}
	people := strings.Split(must("list", "contoso.ledger", "--view", "users", "--filter", "status=present", "--json", "-q"), "\n")
	if err := errors.Join(json.Unmarshal([]byte(people[0]), &somebody), json.Unmarshal([]byte(people[1]), &another)); err != nil {
		t.Fatal(err)
	}
	for name, content := range map[string]string{"prices.csv": prices, "centers.csv": "email,cost_center\n" + somebody.Email + ",4711\n"} {
		if err := os.WriteFile(name, []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	ran := 0
	try := func(cmd *cobra.Command) {
		for _, line := range examplesOf(cmd) {
			if strings.HasPrefix(line, "source ") || strings.Contains(line, "--layout lake") || strings.Contains(line, "--check") {
				continue // a shell's own; a file for each day, see testdata/script/lake.txtar; a server of somebody's, see TestVersion_Check
			}
			line = strings.NewReplacer("someone@contoso.com", somebody.Email, "jane@contoso.com", another.Email, "11111111-2222-3333-4444-555555555555", another.ID).Replace(line)
			words, err := shellWords(line)
			if err != nil {
				t.Fatal(err)
			}
			ran++
			if said, code := run(words[1:]...); code != 0 {
				t.Errorf("%s\nended with %d: %s", line, code, said)
			}
		}
	}
	root := Commands()
	for _, g := range groups { // who looks comes before who forgets
		for _, name := range g.commands {
			if cmd, _, err := root.Find([]string{name}); err == nil && !slices.Contains(elsewhere, name) {
				eachCommand(cmd, try)
			}
		}
	}
	if ran < 60 {
		t.Errorf("only %d examples ran", ran)
	}
}
