package schedule

import (
	"bytes"
	"flag"
	"os"
	"path/filepath"
	"testing"
	"time"
)

var update = flag.Bool("update", false, "write the texts in testdata anew")

// Two tasks of which every text is kept: a plain one, and one whose paths hold what
// schedulers take for something else.
var (
	plain   = Task{File: "/srv/ledgers/contoso.ledger", Program: "/usr/bin/licensectl", Times: Times{Hour: 6, Minute: 30}}
	hostile = Task{File: `/srv/ledgers/50% "R&D" $HOME <été> it's 漢字.ledger`, Program: `/opt/License Ledger's %h/"${x}"/licensectl`,
		Times: Times{Hour: 23, Minute: 5, Days: []time.Weekday{time.Monday, time.Thursday, time.Sunday}}}
)

func fixedNow() time.Time { return time.Date(2026, 3, 27, 12, 0, 0, 0, time.UTC) } // a Friday

// TestTexts_AreKept holds every text that a scheduler is told to the one in
// testdata, which people have read.
func TestTexts_AreKept(t *testing.T) {
	linux := &systemd{env: []string{`XDG_DATA_HOME=/srv/ledgers/My %Data$ "here"`}, now: fixedNow}
	windows := &taskScheduler{user: "S-1-5-21-1-2-3-1001", now: fixedNow}
	for name, task := range map[string]Task{"plain": plain, "hostile": hostile} {
		for ext, text := range map[string]string{".timer": timer(task), ".service": linux.service(task), ".xml": windows.task(task),
			".plist": agent(agentPrefix+"contoso", task), ".cron": cronLine(task) + "\n"} {
			path := filepath.Join("testdata", name+ext)
			if *update {
				if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
					t.Fatal(err)
				}
			}
			kept, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			if kept = bytes.ReplaceAll(kept, []byte("\r\n"), []byte("\n")); string(kept) != text {
				t.Errorf("%s is now\n%s", path, text)
			}
		}
	}
}

func TestTimes_ReadWhatTheyWrite(t *testing.T) {
	for text, want := range map[string]string{"06:30": "06:30", "6:05": "06:05", "mon 06:30": "mon 06:30", "SUN,thu,mon 23:59": "mon,thu,sun 23:59",
		"mon,tue,wed,thu,fri,sat,sun 00:00": "00:00"} {
		read := Daily
		if len(text) > 5 {
			read = Weekly
		}
		times, err := read(text)
		if err != nil || times.String() != want {
			t.Errorf("%q is read as %v (%v), want %s", text, times, err, want)
		}
	}
	for _, text := range []string{"", "6", "24:00", "06:60", "mon", "06:30", "moon 06:30", "mon 6.30", ", 06:30"} {
		if times, err := Weekly(text); err == nil {
			t.Errorf("%q is read as %v", text, times)
		}
	}
}

func TestTimes_NextAndLast(t *testing.T) {
	amsterdam, err := time.LoadLocation("Europe/Amsterdam")
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct{ times, at, next, last string }{
		{"mon 06:30", "2026-03-27 12:00", "2026-03-30 06:30", "2026-03-23 06:30"},
		{"mon,fri 06:30", "2026-03-27 06:30", "2026-03-30 06:30", "2026-03-27 06:30"},
		{"fri 06:30", "2026-03-27 06:31", "2026-04-03 06:30", "2026-03-27 06:30"},
		{"mon,tue,wed,thu,fri,sat,sun 02:30", "2026-03-28 12:00", "2026-03-29 03:30", "2026-03-28 02:30"}, // there is no half past two that night
		{"mon,tue,wed,thu,fri,sat,sun 06:30", "2026-10-24 07:00", "2026-10-25 06:30", "2026-10-24 06:30"}, // an hour longer
	} {
		times, err := Weekly(c.times)
		if err != nil {
			t.Fatal(err)
		}
		at, err := time.ParseInLocation("2006-01-02 15:04", c.at, amsterdam)
		if err != nil {
			t.Fatal(err)
		}
		if next := times.Next(at).Format("2006-01-02 15:04"); next != c.next {
			t.Errorf("%s after %s is next %s, want %s", c.times, c.at, next, c.next)
		}
		if last := times.Last(at).Format("2006-01-02 15:04"); last != c.last {
			t.Errorf("%s up to %s was last %s, want %s", c.times, c.at, last, c.last)
		}
	}
}

func TestNames_AreSafeAndDiffer(t *testing.T) {
	seen := map[string]string{}
	for _, file := range []string{"/a/contoso.ledger", "/b/contoso.ledger", "/a/Contoso.ledger", "/a/漢字.ledger", "/a/../../etc %n.ledger", "/a/-.ledger", "/a/.ledger"} {
		name := nameOf(file)
		if other, twice := seen[name]; twice {
			t.Errorf("%s and %s are both called %s", file, other, name)
		}
		seen[name] = file
		for _, r := range name {
			if (r < 'a' || r > 'z') && (r < '0' || r > '9') && r != '-' {
				t.Errorf("%s is called %q", file, name)
			}
		}
	}
}
