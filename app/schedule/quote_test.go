package schedule

import (
	"encoding/xml"
	"math/rand/v2"
	"os/exec"
	"reflect"
	"strings"
	"testing"
	"time"
	"unicode"
	"unicode/utf8"
)

// paths give words made of what schedulers take for something else, always the
// same ones.
func paths(n int) []string {
	letters := []string{" ", "%", "%%", "%h", "\"", "'", "\\", "$", "${HOME}", "$$", "`", ";", "&", "<", ">", "]]>", "*", "?", "~", "=", "#", "!", "(", ")", "{}", "é", "漢", "🎈", "\u00a0", "\u202e", "a", "B", "9", "-", "--"}
	draw := rand.New(rand.NewPCG(9, 38))
	all := []string{"/", `/\`, `/"`, `/a\"`, `/a\\`, "/ ", "/%", "/$"}
	for range n {
		word := "/"
		for range 1 + draw.IntN(12) {
			word += letters[draw.IntN(len(letters))]
		}
		all = append(all, word)
	}
	return all
}

// TestTexts_TellTheTask: whatever a path holds, each system's text gives the task
// back that it was made of.
func TestTexts_TellTheTask(t *testing.T) {
	all := paths(400)
	for i, path := range all {
		task := Task{File: path, Program: all[len(all)-1-i], Times: Times{Hour: i % 24, Minute: i % 60}}
		if i%3 == 0 {
			task.Days = []time.Weekday{time.Tuesday, time.Saturday, time.Sunday}
		}
		tells(t, task)
	}
}

func tells(t *testing.T, task Task) {
	t.Helper()
	linux, windows := &systemd{}, &taskScheduler{now: fixedNow}
	for system, read := range map[string]func() (Task, bool){
		"systemd": func() (Task, bool) { return readUnits(timer(task), linux.service(task)) },
		"windows": func() (Task, bool) { return readTask(utf16Text(windows.task(task))) },
		"launchd": func() (Task, bool) { return readAgent([]byte(agent("label", task))) },
	} {
		if got, ok := read(); !ok || !reflect.DeepEqual(got, task) {
			t.Errorf("%s gives %+v (%v) of %+v", system, got, ok, task)
		}
	}
}

// FuzzTexts looks for a path that a text does not give back.
func FuzzTexts(f *testing.F) {
	for _, path := range paths(20) {
		f.Add(path, "/usr/bin/licensectl", uint16(390))
	}
	f.Fuzz(func(t *testing.T, file, program string, minute uint16) {
		task := Task{File: "/" + file, Program: "/" + program, Times: Times{Hour: int(minute) / 60 % 24, Minute: int(minute) % 60}}
		if task.check() == nil {
			tells(t, task)
		}
	})
}

// TestTask_RefusesWhatNoTextCanHold: such as a line break, which would begin a line
// of its own in a unit.
func TestTask_RefusesWhatNoTextCanHold(t *testing.T) {
	for _, path := range []string{"/a\nExecStart=/bin/true", "/a\r", "/a\x00", "/a\x7f", "/\xff", "relative", "/\ufffe"} {
		if err := (Task{File: path, Program: "/p"}).check(); err == nil {
			t.Errorf("%q was taken", path)
		}
		if err := (Task{File: "/f", Program: path}).check(); err == nil {
			t.Errorf("the program %q was taken", path)
		}
	}
}

// TestCron_LineIsWhatTheShellTakesApart hands the line, as cron leaves it, to a real
// shell.
func TestCron_LineIsWhatTheShellTakesApart(t *testing.T) {
	shell, err := exec.LookPath("sh")
	if err != nil {
		t.Skip("there is no sh here")
	}
	var script strings.Builder
	all := paths(200)
	for _, path := range all {
		line := cronLine(Task{File: path, Program: "/p", Times: Times{Hour: 6, Minute: 30, Days: []time.Weekday{time.Sunday}}})
		command, ok := strings.CutPrefix(line, "30 6 * * 0 '/p' ")
		if !ok || strings.Contains(strings.ReplaceAll(command, `\%`, ""), "%") {
			t.Fatalf("the line is %s", line)
		}
		script.WriteString("printf '%s\\n' " + strings.ReplaceAll(command, `\%`, "%") + "\n")
	}
	cmd := exec.Command(shell)
	cmd.Stdin = strings.NewReader(script.String())
	out, err := cmd.Output()
	if err != nil {
		t.Fatal(err)
	}
	want := ""
	for _, path := range all {
		want += "sync\n" + path + "\n" + unattended + "\n"
	}
	if string(out) != want {
		t.Errorf("the shell takes the lines for\n%s", out)
	}
}

// TestXML_IsWellFormed: every text of XML is read by a parser that knows nothing of
// tasks.
func TestXML_IsWellFormed(t *testing.T) {
	for _, path := range paths(100) {
		task := Task{File: path, Program: path}
		for _, text := range []string{agent("label", task), strings.Replace((&taskScheduler{now: fixedNow}).task(task), `encoding="UTF-16"`, "", 1)} {
			if err := xml.Unmarshal([]byte(text), new(struct{})); err != nil {
				t.Fatalf("%v in\n%s", err, text)
			}
			if !utf8.ValidString(text) || strings.ContainsFunc(text, func(r rune) bool { return unicode.IsControl(r) && r != '\n' && r != '\t' }) {
				t.Fatalf("odd letters in\n%s", text)
			}
		}
	}
}

// TestTaskScheduler_RefusesVariables: the Task Scheduler would put something else
// in their place.
func TestTaskScheduler_RefusesVariables(t *testing.T) {
	for path, refused := range map[string]bool{`C:\Ledgers\contoso.ledger`: false, `C:\50%\contoso.ledger`: false, `C:\%TEMP%\contoso.ledger`: true, `C:\$(Arg0)\x`: true, `C:\$HOME\x`: false} {
		if got := expanded.MatchString(path); got != refused {
			t.Errorf("%s: refused %v", path, got)
		}
	}
}

// TestTaskScheduler_SeesThatATaskIsSwitchedOff in what schtasks prints, which is
// half of UTF-16 or in a code page.
func TestTaskScheduler_SeesThatATaskIsSwitchedOff(t *testing.T) {
	text := (&taskScheduler{now: fixedNow}).task(plain)
	off := strings.Replace(text, "<Enabled>true</Enabled>\n    <Hidden>", "<Enabled>false</Enabled>\n    <Hidden>", 1)
	if off == text || switchedOff(text) || !switchedOff(off) || !switchedOff(string(utf16Text(off))) {
		t.Error("it is not seen")
	}
}
