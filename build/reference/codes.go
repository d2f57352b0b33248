package main

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"licenseledger/app/cli"
	"licenseledger/store/ledger"
)

// wordsOfWindow are what the window says, by their keys.
type wordsOfWindow struct {
	Error map[string]json.RawMessage `json:"error"`
}

// codesPage tells of every error code what the window says, how the console ends,
// when it comes and what to do. A code without advice is an error.
func codesPage(root string) (string, error) {
	content, err := os.ReadFile(filepath.Join(root, "frontend", "src", "i18n", "en.json"))
	if err != nil {
		return "", fmt.Errorf("read the words of the window: %w", err)
	}
	var words wordsOfWindow
	if err := json.Unmarshal(content, &words); err != nil {
		return "", fmt.Errorf("read the words of the window: %w", err)
	}
	var out strings.Builder
	out.WriteString("# When something went wrong\n\n" + generated + codesIntroduction)
	out.WriteString("\n| code | in short | the console ends with |\n|---|---|---|\n")
	var sections strings.Builder
	for _, code := range ledger.Codes() {
		var said struct{ Title, Text string }
		if err := json.Unmarshal(words.Error[string(code)], &said); err != nil {
			return "", fmt.Errorf("the window has no words for %s: %w", code, err)
		}
		about, known := advice[code]
		if !known {
			return "", fmt.Errorf("there is no advice for the code %s: write some in build/reference/advice.go", code)
		}
		exit := cli.ExitCode(code)
		fmt.Fprintf(&out, "| [`%s`](#%s) | %s | %d |\n", code, code, said.Title, exit)
		fmt.Fprintf(&sections, "\n## %s\n\n> **%s.** %s\n\n%s\n\n**What to do.** %s\n", code, said.Title, said.Text, about.when, about.do)
	}
	out.WriteString(sections.String())
	out.WriteString(warningsIntroduction)
	for _, w := range warningAdvice {
		fmt.Fprintf(&out, "| `%s` | %s | %s |\n", w.code, w.about.when, w.about.do)
	}
	return out.String(), nil
}

const codesIntroduction = `Whatever goes wrong ends with a sentence that says what happened, what it means and what to do, and with a code: in brackets at the end of the line on
the console, under *Details for support* in the window. With ` + "`--json`" + ` the console writes it as an object on the last line of standard error:

` + "```json" + `
{"code":"not_found","message":"There is no file contoso.ledger. Check the name.","link":null,"request_id":null,"retry_after_seconds":null,"exit_code":1}
` + "```" + `

` + "`link`" + ` is the page on which it is put right, ` + "`request_id`" + ` is Microsoft's number of the call, for their support, and ` + "`retry_after_seconds`" + ` is how long Microsoft asked to wait. Each is
null where there is none. Whatever happened, **what was in the history file before is still there**: a source counts whole or not at all.
`

const warningsIntroduction = `
# Notes of a sync

A sync that could not read everything publishes the rest, ends with 4, and says what is missing in notes. They stand beside the figures in the window, and on the console behind *Warning*.

| note | means | what to do |
|---|---|---|
`
