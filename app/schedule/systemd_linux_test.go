package schedule

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"licenseledger/app/schedule/scheduletest"
	"licenseledger/store/ledger"
)

// userManager starts a real systemd for the user of the test.
func userManager(t *testing.T) *systemd {
	t.Helper()
	scheduletest.UserManager(t)
	s, err := newSystemd()
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// recorder is a program whose path is hostile; it notes what it was started with.
func recorder(t *testing.T, home string) (program, notes string) {
	t.Helper()
	folder := filepath.Join(home, `50% "it's" $HOME ${x} \ é漢`)
	if err := os.MkdirAll(folder, 0o700); err != nil {
		t.Fatal(err)
	}
	program, notes = filepath.Join(folder, `licensectl %h`), filepath.Join(home, "notes.txt")
	text := "#!/bin/sh\nprintf '%s\\n' \"$@\" \"$XDG_DATA_HOME\" >> '" + notes + "'\nexit 4\n"
	if err := os.WriteFile(program, []byte(text), 0o700); err != nil {
		t.Fatal(err)
	}
	return program, notes
}

// TestSystemd_RunsWhatWasScheduled tells a real systemd, has it start the program
// with hostile paths, and catch up once on a time that was missed.
func TestSystemd_RunsWhatWasScheduled(t *testing.T) {
	s := userManager(t)
	ctx, home := t.Context(), os.Getenv("HOME")
	program, notes := recorder(t, home)
	task := Task{File: filepath.Join(home, `R&D <50%> "it's" $HOME \ é.ledger`), Program: program, Times: Times{Hour: 6, Minute: 30, Days: []time.Weekday{time.Monday, time.Thursday}}}
	if err := s.Add(ctx, task); err != nil {
		t.Fatal(err)
	}
	name := systemdPrefix + nameOf(task.File)
	said, err := call(ctx, "systemd-analyze", "--user", "verify", filepath.Join(s.folder, name+timerSuffix), filepath.Join(s.folder, name+serviceSuffix))
	if err != nil || said != "" {
		t.Errorf("systemd-analyze: %v %s", err, said)
	}
	planned := s.only(t)
	if planned.State != StateOn || planned.File != task.File || planned.Program != task.Program || planned.Times.String() != "mon,thu 06:30" {
		t.Errorf("listed as %+v", planned)
	}
	if next := s.shown(t, name, "NextElapseUSecRealtime"); next != planned.Next.UTC().Format("Mon 2006-01-02 15:04:05 UTC") {
		t.Errorf("systemd starts it at %s, we say %s", next, planned.Next.UTC())
	}
	if _, err := os.Stat(notes); err == nil {
		t.Error("it ran although no time had come")
	}

	// What it starts is the program, with these words, and 4 is no failure.
	if _, err := call(ctx, "systemctl", "--user", "start", name+serviceSuffix); err != nil {
		t.Errorf("the service failed: %v", err)
	}
	once := strings.Join([]string{"sync", task.File, unattended, os.Getenv("XDG_DATA_HOME")}, "\n") + "\n"
	if got := read(t, notes); got != once {
		t.Errorf("it was started with\n%swant\n%s", got, once)
	}

	// Nobody was there for ten days: three times were missed, and are caught up once.
	if _, err := call(ctx, "systemctl", "--user", "stop", name+timerSuffix); err != nil {
		t.Fatal(err)
	}
	stamp := filepath.Join(os.Getenv("XDG_DATA_HOME"), "systemd", "timers", "stamp-"+name+timerSuffix)
	before := time.Now().AddDate(0, 0, -10)
	if err := os.Chtimes(stamp, before, before); err != nil {
		t.Fatal(err)
	}
	if _, err := call(ctx, "systemctl", "--user", "start", name+timerSuffix); err != nil {
		t.Fatal(err)
	}
	scheduletest.Until(t, "the missed time is caught up", func() bool { return read(t, notes) == once+once })
	if _, err := call(ctx, "systemctl", "--user", "restart", name+timerSuffix); err != nil {
		t.Fatal(err)
	}
	if got := read(t, notes); got != once+once {
		t.Errorf("it was caught up more than once:\n%s", got)
	}
	s.comesAndGoes(t, task, stamp)
}

// comesAndGoes takes the task away and sets it up again.
func (s *systemd) comesAndGoes(t *testing.T, task Task, stamp string) {
	t.Helper()
	ctx := t.Context()
	if _, err := call(ctx, "systemctl", "--user", "stop", systemdPrefix+nameOf(task.File)+timerSuffix); err != nil {
		t.Fatal(err)
	}
	if p := s.only(t); p.State != StateOff || !p.Next.IsZero() {
		t.Errorf("a timer that was stopped is listed as %+v", p)
	}
	if err := s.Remove(ctx, task.File); err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(stamp); err == nil {
		t.Error("systemd remembers when it ran, and would catch up when it is set up again")
	}
	if all, err := s.List(ctx); err != nil || len(all) != 0 {
		t.Errorf("%d tasks are left (%v)", len(all), err)
	}
	if said, _ := call(ctx, "systemctl", "--user", "list-unit-files", "--no-legend", systemdPrefix+"*"); said != "" {
		t.Errorf("systemd still knows %s", said)
	}
	if err := s.Remove(ctx, task.File); ledger.CodeOf(err) != ledger.CodeNotFound {
		t.Errorf("what is not there was taken away: %v", err)
	}
}

func (s *systemd) only(t *testing.T) Planned {
	t.Helper()
	all, err := s.List(context.Background())
	if err != nil || len(all) != 1 {
		t.Fatalf("%d tasks are listed (%v)", len(all), err)
	}
	return all[0]
}

func (s *systemd) shown(t *testing.T, name, property string) string {
	t.Helper()
	t.Setenv("TZ", "UTC")
	said, err := call(t.Context(), "systemctl", "--user", "show", name+timerSuffix, "--value", "-p", property)
	if err != nil {
		t.Fatal(err)
	}
	return strings.TrimSpace(said)
}

func read(t *testing.T, path string) string {
	t.Helper()
	content, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return string(content)
}

// TestSystemd_SaysWhatCronTakes where no manager runs.
func TestSystemd_SaysWhatCronTakes(t *testing.T) {
	home := t.TempDir()
	for _, name := range []string{"HOME", "XDG_RUNTIME_DIR", "XDG_CONFIG_HOME", "XDG_DATA_HOME"} {
		t.Setenv(name, home)
	}
	s, err := newSystemd()
	if err != nil {
		t.Fatal(err)
	}
	err = s.Add(t.Context(), plain)
	if ledger.CodeOf(err) != ledger.CodeInvalid || !strings.Contains(err.Error(), "30 6 * * * '/usr/bin/licensectl' 'sync' '/srv/ledgers/contoso.ledger' '--unattended'") {
		t.Errorf("told: %v", err)
	}
	if all, err := s.List(t.Context()); err != nil || len(all) != 0 {
		t.Errorf("%v, %v", all, err)
	}
	if entries, _ := os.ReadDir(filepath.Join(home, "systemd")); len(entries) != 0 {
		t.Error("units were left behind")
	}
}
