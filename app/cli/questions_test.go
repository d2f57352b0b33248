package cli_test

import (
	"bufio"
	"bytes"
	"encoding/json"
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
type question struct {
	number   int
	commands [][]string
	quoted   []string
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
		all = append(all, q)
	}
	return all
}

// TestQuestions_AreAnsweredAsTheDocumentSays runs every command of
// docs/questions.md on the demo, and compares what is quoted there with what is
// printed and with what is really so.
func TestQuestions_AreAnsweredAsTheDocumentSays(t *testing.T) {
	all := questions(t)
	if len(all) != 12 {
		t.Fatalf("docs/questions.md has %d questions, not twelve", len(all))
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
			for _, figure := range truth.figures(q.number) {
				if !slices.ContainsFunc(q.quoted, func(quoted string) bool { return strings.Contains(quoted, figure) }) {
					t.Errorf("what is really so, %q, is not quoted: %q", figure, q.quoted)
				}
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

// demoTruth is what is really so in the demo.
type demoTruth struct{ lines []truthLine }

type truthLine struct {
	Kind            string `json:"kind"`
	Day             string `json:"day"`
	At              string `json:"at"`
	UserID          string `json:"user_id"`
	EmailAddress    string `json:"email_address"`
	State           string `json:"state"`
	Blocked         bool   `json:"blocked"`
	License         string `json:"license"`
	IsTrial         bool   `json:"is_trial"`
	ExpirationDate  string `json:"expiration_date"`
	Reported        bool   `json:"reported"`
	ReportedUnknown bool   `json:"reported_unknown"`
	Held            bool   `json:"held"`
	Bought          int    `json:"bought"`
	Assigned        int    `json:"assigned"`
	Event           string `json:"event"`
}

func readDemoTruth(t *testing.T, path string) demoTruth {
	t.Helper()
	content, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	var d demoTruth
	lines := bufio.NewScanner(bytes.NewReader(content))
	lines.Buffer(nil, 1<<20)
	for lines.Scan() {
		var l truthLine
		if err := json.Unmarshal(lines.Bytes(), &l); err != nil {
			t.Fatal(err)
		}
		d.lines = append(d.lines, l)
	}
	return d
}

const (
	lastDay   = "2026-03-05"
	monthsEnd = "2026-02-28"
)

// figures gives what the answer to a question must say.
func (d demoTruth) figures(number int) []string {
	users := map[string]truthLine{}
	for _, l := range d.on("user", lastDay) {
		users[l.UserID] = l
	}
	switch number {
	case 1:
		return d.rowsAndPeople(monthsEnd, func(l truthLine) bool { return l.Reported && l.License == "Power Apps Premium" })
	case 2:
		rows, _ := d.count(lastDay, func(l truthLine) bool { return l.ReportedUnknown })
		return []string{fmt.Sprintf("total\t%d", rows)}
	case 3:
		return d.rowsAndPeople(lastDay, func(l truthLine) bool {
			return l.Held && users[l.UserID].Blocked && users[l.UserID].State == "present"
		})
	case 5:
		return d.rowsAndPeople(lastDay, func(l truthLine) bool {
			return l.Reported && l.IsTrial && l.ExpirationDate >= lastDay && l.ExpirationDate < "2026-04-05"
		})
	case 7:
		return d.gotAndLost("heloise.david@contoso.com", "Power Apps Premium")
	case 8:
		left := 0
		for _, u := range users {
			if u.State != "present" {
				left++
			}
		}
		return []string{fmt.Sprintf("%d people", left-d.purgedBefore())}
	case 9:
		for _, l := range d.on("seat", lastDay) {
			if l.License == "Power Apps Premium" {
				return []string{fmt.Sprintf("\t%d\t%d\t%d\t", l.Bought, l.Assigned, l.Bought-l.Assigned)}
			}
		}
	}
	return nil // 4, 6, 11: app/truth_test.go; 12 has no truth but the clock
}

func (d demoTruth) on(kind, day string) (found []truthLine) {
	for _, l := range d.lines {
		if l.Kind == kind && l.Day == day {
			found = append(found, l)
		}
	}
	return found
}

func (d demoTruth) count(day string, wanted func(truthLine) bool) (rows, people int) {
	who := map[string]bool{}
	for _, l := range d.on("row", day) {
		if wanted(l) {
			rows++
			who[l.UserID] = true
		}
	}
	return rows, len(who)
}

func (d demoTruth) rowsAndPeople(day string, wanted func(truthLine) bool) []string {
	rows, people := d.count(day, wanted)
	return []string{fmt.Sprintf("%d of %d rows, %d people", rows, rows, people)}
}

// gotAndLost gives how the timeline tells when somebody got a license, and
// between which daily readings it was lost.
func (d demoTruth) gotAndLost(address, license string) (told []string) {
	id := ""
	for _, l := range d.lines {
		if l.Kind == "user" && strings.EqualFold(l.EmailAddress, address) {
			id = l.UserID
		}
		if l.Kind != "event" || l.UserID != id || l.License != license {
			continue
		}
		switch l.Event {
		case "got":
			told = append(told, l.At+"\tgot\t\t"+license)
		case "lost":
			told = append(told, "/"+l.Day+"T05:00:00Z\tlost\t\t"+license)
		}
	}
	return told
}

// purgedBefore counts who was gone for good when the tenant was first read:
// no reading ever told of them.
func (d demoTruth) purgedBefore() (n int) {
	for _, l := range d.lines {
		if l.Kind == "user" && l.Day == "2026-01-05" && l.State == "gone" {
			n++
		}
	}
	return n
}
