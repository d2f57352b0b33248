package cli_test

import (
	"archive/zip"
	"bytes"
	"encoding/csv"
	"encoding/json"
	"encoding/xml"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"licenseledger/sync/simtenant"
)

// steered finds what makes a terminal do something, or turns around what stands beside it.
func steered(said string) string {
	if !utf8.ValidString(said) {
		return "bytes that are no text"
	}
	for line := range strings.Lines(said) {
		for _, r := range strings.TrimRight(line, "\r\n") {
			if unicode.IsControl(r) && r != '\t' && r != '\r' || r >= '\u202a' && r <= '\u202e' || r >= '\u2066' && r <= '\u2069' {
				return strconv.QuoteToASCII(line)
			}
		}
	}
	return ""
}

// hostileLedger is the history of a hostile tenant over some days, in a home of its own.
func hostileLedger(t *testing.T, days int) *aviary {
	t.Helper()
	a := newAviary(t)
	tenant := a.serve("--users", "100", "--seed", "3", "--premium", "--hostile", "--report-polls", "-1")
	a.connects(tenant, "contoso.ledger", "--managers", "--group-names")
	for n := range days {
		if n > 0 {
			if err := tenant.post("/advance?by=24h", ""); err != nil {
				t.Fatal(err)
			}
		}
		if said, err := a.command("sync", "contoso.ledger").CombinedOutput(); err != nil {
			t.Fatalf("%v\n%s", err, said)
		}
	}
	return a
}

var hostileAnswers = [][]string{
	{"list"}, {"list", "--view", "users"}, {"list", "--view", "departed"}, {"list", "--view", "unknown"}, {"overview"}, {"licenses"}, {"snapshots"}, {"diff", "1", "LATEST"},
	{"free-up"}, {"held"}, {"doctor"}, {"sync"}, {"check"}, {"privacy"}, {"prices"}, {"cost-centers"}, {"month", "list"}, {"diagnostics"},
	{"summary", "--by", "department"}, {"summary", "--by", "license"}, {"summary", "--by", "group_name"}, {"summary", "--by", "manager"},
}

// A tenant in which everything is called by what means harm changes nothing in what the
// console says, on a terminal or to a program, and in no file that it writes.
func TestHostileTenant_SteersNoTerminalAndNoFile(t *testing.T) {
	t.Parallel()
	a := hostileLedger(t, 2)
	said, answers := 0, 0
	hears := func(how, answer string, words []string) {
		t.Helper()
		answers++
		said += len(answer)
		if found := steered(answer); found != "" {
			t.Errorf("licensectl %s %s says %.300s", strings.Join(words, " "), how, found)
		}
	}
	for _, words := range hostileAnswers {
		words := append([]string{words[0], "contoso.ledger"}, words[1:]...)
		if words[0] == "month" {
			words[1], words[2] = words[2], words[1]
		}
		seen := onTerminal(t, a.command(append(words, "--no-color")...))
		hears("on a terminal", seen, words)
		for line := range strings.Lines(seen) {
			if len(line) > 5_000 {
				t.Errorf("licensectl %s says a line of %d bytes on a terminal", strings.Join(words, " "), len(line))
				break
			}
		}
		if !slices.Contains([]string{"list", "licenses", "diff"}, words[0]) {
			continue // nothing else is said to a program
		}
		out, err := a.command(words...).CombinedOutput()
		if err != nil {
			t.Errorf("licensectl %s: %v\n%.300s", strings.Join(words, " "), err, out)
		}
		hears("to a program", string(out), words)
		answer, err := a.command(append(words, "--json")...).Output()
		if err != nil {
			t.Errorf("licensectl %s --json: %v", strings.Join(words, " "), err)
		}
		hears("as JSON", string(answer), words)
		for line := range strings.Lines(string(answer)) {
			if !json.Valid([]byte(line)) {
				t.Errorf("licensectl %s --json prints %.200q", strings.Join(words, " "), line)
			}
		}
	}
	for _, person := range addressesOf(t, a) {
		words := []string{"user", "contoso.ledger", person}
		hears("on a terminal", onTerminal(t, a.command(append(words, "--no-color")...)), words)
	}
	t.Attr("hostile_texts", strconv.Itoa(len(simtenant.HostileTexts)))
	t.Attr("answers", strconv.Itoa(answers))
	t.Attr("bytes_said", strconv.Itoa(said))
	if answers < 35 || said < 100_000 {
		t.Errorf("only %d answers of %d bytes were looked at", answers, said)
	}
	a.handsOut()
}

func addressesOf(t *testing.T, a *aviary) (some []string) {
	t.Helper()
	out, err := a.command("list", "contoso.ledger", "--view", "users", "--json").Output()
	if err != nil {
		t.Fatal(err)
	}
	for line := range strings.Lines(string(out)) {
		var person struct {
			ID string `json:"user_id"`
		}
		if err := json.Unmarshal([]byte(line), &person); err != nil {
			t.Fatal(err)
		}
		if len(some) < 3 {
			some = append(some, person.ID)
		}
	}
	return some
}

// handsOut writes every kind of file, and looks into each.
func (a *aviary) handsOut() {
	a.t.Helper()
	for _, words := range [][]string{
		{"export", "contoso.ledger", "--out", "given/list.xlsx"}, {"export", "contoso.ledger", "--out", "given/full.xlsx", "--layout", "full"},
		{"export", "contoso.ledger", "--out", "given/since.xlsx", "--compare-with", "1"}, {"export", "contoso.ledger", "--out", "given/cost.xlsx", "--layout", "cost"},
		{"export", "contoso.ledger", "--out", "given/month.xlsx", "--layout", "month", "--month", "2026-01"}, {"export", "contoso.ledger", "--out", "given/redacted.xlsx", "--redact"},
		{"export", "contoso.ledger", "--out", "given/list.csv", "--csv-guard"}, {"export", "contoso.ledger", "--out", "given/full.csv", "--layout", "full", "--csv-guard"},
		{"export", "contoso.ledger", "--out", "given/list.parquet"}, {"export", "contoso.ledger", "--out", "given/lake", "--layout", "lake"},
		{"export", "contoso.ledger", "--out", "given/departments", "--split-by", "department"}, {"export", "contoso.ledger", "--out", "given/managers", "--split-by", "manager", "--format", "csv", "--csv-guard"},
		{"export", "--all", "--out", "given/all.xlsx"}, {"request", "contoso.ledger", "--out", "given/request.html"}, {"request", "contoso.ledger", "--privacy", "--out", "given/privacy.html"},
		{"share", "contoso.ledger", "given/shared.copy"}, {"diagnostics", "contoso.ledger", "--out", "given/support.zip"},
	} {
		said, err := a.command(words...).CombinedOutput()
		if err != nil && words[len(words)-1] != "2026-01" {
			a.t.Errorf("licensectl %s: %v\n%.300s", strings.Join(words, " "), err, said)
		}
		if found := steered(string(said)); found != "" {
			a.t.Errorf("licensectl %s says %.300s", strings.Join(words, " "), found)
		}
	}
	given := filepath.Join(a.home, "work", "given")
	files := 0
	err := filepath.WalkDir(given, func(path string, entry fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if found := steered(entry.Name()); found != "" || strings.ContainsAny(entry.Name()[:1], ".=+-@") || strings.ContainsAny(entry.Name(), `<>:"\|?*`) {
			a.t.Errorf("a file is called %q", entry.Name())
		}
		if entry.IsDir() {
			return nil
		}
		files++
		content, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		name, _ := filepath.Rel(given, path)
		switch filepath.Ext(path) {
		case ".xlsx":
			a.calculatesNothing(name, content)
		case ".csv":
			a.guards(name, content)
		case ".html":
			a.marksNothingUp(name, content)
		}
		return nil
	})
	if err != nil {
		a.t.Error(err)
	}
	if files < 60 {
		a.t.Errorf("only %d files were handed out", files)
	}
	a.t.Attr("files_handed_out", strconv.Itoa(files))
	for _, outside := range []string{"/tmp/planted", filepath.Join(a.home, "planted"), filepath.Join(a.home, "work", "planted")} {
		if _, err := os.Lstat(outside); !errors.Is(err, fs.ErrNotExist) {
			a.t.Errorf("%s is there: %v", outside, err)
		}
	}
}

// calculatesNothing looks for formulas and links in a workbook, each part of which has to
// be XML that every program reads.
func (a *aviary) calculatesNothing(name string, content []byte) {
	a.t.Helper()
	book, err := zip.NewReader(bytes.NewReader(content), int64(len(content)))
	if err != nil {
		a.t.Errorf("%s: %v", name, err)
		return
	}
	for _, part := range book.File {
		if filepath.Ext(part.Name) != ".xml" && filepath.Ext(part.Name) != ".rels" {
			continue
		}
		in, err := part.Open()
		if err != nil {
			a.t.Errorf("%s: %v", name, err)
			continue
		}
		within := ""
		for xmls := xml.NewDecoder(in); ; {
			token, err := xmls.Token()
			if errors.Is(err, io.EOF) {
				break
			}
			if err != nil {
				a.t.Errorf("%s, %s: %v", name, part.Name, err)
				break
			}
			switch token := token.(type) {
			case xml.StartElement:
				within = token.Name.Local
				for _, attribute := range token.Attr {
					if within == "Relationship" && strings.Contains(attribute.Value, simtenant.HostileMark) && !mailTo.MatchString(attribute.Value) {
						a.t.Errorf("%s, %s has the link %q", name, part.Name, attribute.Value)
					}
				}
			case xml.EndElement:
				within = ""
			case xml.CharData:
				if within == "f" && strings.Contains(string(token), simtenant.HostileMark) {
					a.t.Errorf("%s, %s has the formula %q", name, part.Name, token)
				}
			}
		}
		if err := in.Close(); err != nil {
			a.t.Error(err)
		}
	}
}

// mailTo writes to somebody, and says nothing.
var mailTo = regexp.MustCompile(`^mailto:[A-Za-z0-9.+_'=%~-]+@contoso\.com$`)

// guards looks for values that a spreadsheet program calculates.
func (a *aviary) guards(name string, content []byte) {
	a.t.Helper()
	rows, err := csv.NewReader(bytes.NewReader(content)).ReadAll()
	if err != nil {
		a.t.Errorf("%s: %v", name, err)
	}
	for _, row := range rows {
		for _, value := range row {
			if value != "" && strings.ContainsAny(value[:1], "=+-@\t\r\n") {
				a.t.Errorf("%s has the value %.60q", name, value)
			}
		}
	}
}

var markedUp = regexp.MustCompile(`(?is)<[^>]*planted|<script|<img|<svg|javascript:`)

func (a *aviary) marksNothingUp(name string, content []byte) {
	a.t.Helper()
	if found := markedUp.Find(content); found != nil {
		a.t.Errorf("%s has %.200q", name, found)
	}
}

func TestHostileTenant_IsFound(t *testing.T) {
	for _, said := range []string{"a\x1b[2Jb", "a\u009b31m", "\u202egpj", "\xff", "a\x00"} {
		if steered(said) == "" {
			t.Errorf("%q was not found", said)
		}
	}
	if found := steered("Zoë\t東京\r\n"); found != "" {
		t.Errorf("found %s", found)
	}
	if markedUp.MatchString("&lt;script>planted") || !markedUp.MatchString(`<b title="planted">`) {
		t.Error("markup is not found")
	}
}
