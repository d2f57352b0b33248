package cli

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// demoLedger makes a small history of 30 days, from 2026-01-05 on.
func demoLedger(t *testing.T) string {
	t.Helper()
	file := filepath.Join(t.TempDir(), "contoso.ledger")
	var notes bytes.Buffer
	if code := Run(t.Context(), []string{"demo", file, "--users", "30", "--days", "30"}, nil, &notes, &notes); code != 0 {
		t.Fatalf("no demo, exit code %d: %s", code, notes.String())
	}
	return file
}

// completed is what the program offers for a line whose last word is begun.
func completed(t *testing.T, words ...string) []string {
	t.Helper()
	var out, notes bytes.Buffer
	if code := Run(t.Context(), append([]string{"__complete"}, words...), nil, &out, &notes); code != 0 {
		t.Fatalf("completing %q ended with %d: %s", words, code, notes.String())
	}
	var offered []string
	for line := range strings.Lines(out.String()) {
		if value, _, _ := strings.Cut(strings.TrimSpace(line), "\t"); !strings.HasPrefix(value, ":") {
			offered = append(offered, value)
		}
	}
	return offered
}

func TestCompletion(t *testing.T) {
	file := demoLedger(t)
	t.Run("offers what fits", func(t *testing.T) { offersWhatFits(t, file) })
	t.Run("in bash", func(t *testing.T) { completesInBash(t, file) })
}

func offersWhatFits(t *testing.T, file string) {
	for _, c := range []struct {
		line string // what was typed, with the word to complete at the end
		want []string
	}{
		{"lic", []string{"licenses"}},
		{"month close " + file + " 2026-0", []string{"2026-01", "2026-02"}},
		{"list ", []string{"ledger"}}, // the ending of the files to offer
		{"compare " + file + " ", []string{"csv", "txt"}},
		{"list " + file + " --view de", []string{"departed"}},
		{"list --at 2026-01-09 --view un", []string{"unknown"}},
		{"list " + file + " --at 2026-01-1", []string{"2026-01-19", "2026-01-18", "2026-01-17", "2026-01-16", "2026-01-15", "2026-01-14", "2026-01-13", "2026-01-12", "2026-01-11", "2026-01-10"}},
		{"list " + file + " --at L", []string{"LATEST"}},
		{"diff " + file + " 1 2026-01-05", []string{"2026-01-05"}},
		{"delete " + file + " 12", []string{"12"}},
		{"list " + file + " --filter depart", []string{"department="}},
		{"list " + file + " --sort=-last_us", []string{"-last_used", "-last_used_source"}},
		{"summary " + file + " --by cost", []string{"cost_center"}},
		{"summary " + file + " --sort=-c", []string{"-change", "-cost"}},
		{"export " + file + " --columns user_name,depart", []string{"user_name,department"}},
		{"export " + file + " --layout report", []string{"report", "report-2022"}},
		{"prices set " + file + " power apps pr", []string{"Power Apps Premium"}},
		{"completion z", []string{"zsh"}},
		{"help free-up leave", []string{"leave-out"}},
		{"list nosuch.ledger --at 2", nil},
		{"list " + os.Args[0] + " --at 2", nil}, // no ledger
	} {
		words := strings.Split(c.line, " ")
		if i := slices.Index(words, "power"); i > 0 { // one word with spaces
			words = append(words[:i], strings.Join(words[i:], " "))
		}
		if got := completed(t, words...); !slices.Equal(got, c.want) {
			t.Errorf("%q is completed by %q, want %q", c.line, got, c.want)
		}
	}
}

// completesInBash presses the key, as far as a program can: bash calls the function
// of the script with the words of a line.
func completesInBash(t *testing.T, file string) {
	const helpers = "/usr/share/bash-completion/bash_completion"
	if _, err := os.Stat(helpers); err != nil {
		t.Skip("there is no bash-completion: go run ./build test installs it where it can")
	}
	script := filepath.Join(t.TempDir(), "licensectl.bash")
	var written bytes.Buffer
	if code := Run(t.Context(), []string{"completion", "bash"}, nil, &written, os.Stderr); code != 0 {
		t.Fatalf("no script, exit code %d", code)
	}
	if err := os.WriteFile(script, written.Bytes(), 0o600); err != nil {
		t.Fatal(err)
	}
	for line, want := range map[string]string{
		"licensectl snap":                                "snapshots",
		"licensectl list --view never":                   "never-used",
		"licensectl list " + file + " --at 2026-01-05":   "2026-01-05",
		"licensectl list " + file + " --filter identity": "identity_confidence=",
	} {
		words := strings.Fields(line)
		// The tests' own licensectl comes first in PATH: see TestMain.
		bash := exec.Command("bash", "--norc", "-c", `source "$1"; source "$2"; shift 2
			COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); COMP_LINE="$*"; COMP_POINT=${#COMP_LINE}; COMP_TYPE=9
			__start_licensectl 2>/dev/null; printf '%s\n' "${COMPREPLY[@]}"`, "bash", helpers, script)
		bash.Args = append(bash.Args, words...)
		got, err := bash.Output()
		if err != nil {
			t.Fatalf("%s: %v", line, err)
		}
		if strings.TrimSpace(string(got)) != want {
			t.Errorf("%s: bash offers %q, want %q", line, got, want)
		}
	}
}
