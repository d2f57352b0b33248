package schedule

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// FuzzReadBack reads what lies in the folders of schedulers, whoever wrote it: what
// is taken for a task of ours is at a time of a day, and can be written again.
func FuzzReadBack(f *testing.F) {
	linux, windows := &systemd{}, &taskScheduler{now: fixedNow}
	for _, task := range []Task{
		{File: "/a.ledger", Program: "/usr/bin/licensectl", Times: Times{Hour: 6, Minute: 30}},
		{File: `/a "b"\%$.ledger`, Program: "/p", Times: Times{Hour: 23, Minute: 59, Days: []time.Weekday{time.Monday, time.Sunday}}},
	} {
		f.Add([]byte(timer(task)), []byte(linux.service(task)))
		f.Add([]byte(utf16Text(windows.task(task))), []byte(windows.task(task)))
		f.Add([]byte(agent("label", task)), []byte(nil))
		f.Add([]byte(strings.Replace(agent("label", task), "<integer>", "<integer>99", 1)), []byte(nil))
	}
	f.Add([]byte("OnCalendar=*-*-* 25:61:00\n"), []byte("ExecStart=\"a\\\n"))
	f.Add([]byte("\xff\xfe\x00\xd8"), []byte("\xfe\xff"))
	f.Fuzz(func(t *testing.T, first, second []byte) {
		for system, read := range map[string]func() (Task, bool){
			"systemd": func() (Task, bool) { return readUnits(string(first), string(second)) },
			"windows": func() (Task, bool) { return readTask(first) },
			"launchd": func() (Task, bool) { return readAgent(first) },
		} {
			task, ok := read()
			if !ok {
				continue
			}
			if task.Hour < 0 || task.Hour > 23 || task.Minute < 0 || task.Minute > 59 {
				t.Fatalf("%s reads %q as %02d:%02d", system, first, task.Hour, task.Minute)
			}
			for _, day := range task.Days {
				if day < time.Sunday || day > time.Saturday {
					t.Fatalf("%s reads %q as weekday %d", system, first, day)
				}
			}
		}
		_ = switchedOff(string(first))
		_ = windowsWords(string(first))
	})
}

// FuzzLog reads a log of syncs: the newest whole line or none, and never an error.
func FuzzLog(f *testing.F) {
	for _, seed := range []string{
		`{"began":"2026-01-02T03:04:05Z","ended":"2026-01-02T03:05:05Z","exit":0,"code":"","message":"","warnings":[]}` + "\n" + `{"began":"2026-`,
		"{}\n[]\nnull\n", "\x00\n{\"began\":\"0001-01-01T00:00:00Z\"}\n", "",
	} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, content []byte) {
		g := Log{Folder: t.TempDir()}
		if err := os.WriteFile(g.Path(filepath.Join("/", "a.ledger")), content, 0o600); err != nil {
			t.Fatal(err)
		}
		r, err := g.Newest(filepath.Join("/", "a.ledger"))
		if err != nil || r != nil && r.Began.IsZero() {
			t.Fatalf("%q: %+v, %v", content, r, err)
		}
	})
}
