package schedule

import (
	"bytes"
	"context"
	"encoding/xml"
	"fmt"
	"os"
	"os/user"
	"path/filepath"
	"regexp"
	"strings"
	"time"
	"unicode/utf16"

	"licenseledger/store/ledger"
)

// taskScheduler is the Task Scheduler of Windows, told by schtasks with XML: the
// flags of schtasks know neither that a missed time is caught up nor that a laptop
// on battery counts. No password is kept: a task runs while its user is logged in.
// https://learn.microsoft.com/windows/win32/taskschd/task-scheduler-schema
type taskScheduler struct {
	folder string // copies of what was told: what schtasks prints is in the code page of the console
	user   string // whose tasks they are, by security identifier
	now    func() time.Time
}

func newTaskScheduler() (*taskScheduler, error) {
	config, err := os.UserConfigDir()
	if err != nil {
		return nil, noHome(err)
	}
	who, err := user.Current()
	if err != nil {
		return nil, noHome(err)
	}
	return &taskScheduler{folder: filepath.Join(config, "LicenseLedger", "schedule"), user: who.Uid, now: time.Now}, nil
}

const taskSuffix = ".xml"

func taskName(name string) string { return "License Ledger " + name }

// Name is task_scheduler.
func (*taskScheduler) Name() string { return "task_scheduler" }

// expanded are what the Task Scheduler puts something else for: variables of the
// environment and of the one who starts a task. It knows no way to say that they
// are letters.
// https://learn.microsoft.com/windows/win32/taskschd/taskschedulerschema-command-exectype-element
var expanded = regexp.MustCompile(`%[^%]+%|\$\(`)

// Add implements System.
func (s *taskScheduler) Add(ctx context.Context, t Task) error {
	if err := t.check(); err != nil {
		return err
	}
	for _, path := range []string{t.File, t.Program} {
		if found := expanded.FindString(path); found != "" {
			return ledger.Errorf(ledger.CodeInvalid, "", "The Task Scheduler takes %s in %s for a variable. Rename it, then schedule it.", found, path)
		}
	}
	name := nameOf(t.File)
	if err := put(s.folder, name+taskSuffix, utf16Text(s.task(t))); err != nil {
		return err
	}
	if _, err := call(ctx, "schtasks", "/Create", "/F", "/TN", taskName(name), "/XML", filepath.Join(s.folder, name+taskSuffix)); err != nil {
		_ = os.Remove(filepath.Join(s.folder, name+taskSuffix)) // what the scheduler does not have is not there
		return refusedBy("Task Scheduler", err)
	}
	return nil
}

// List implements System.
func (s *taskScheduler) List(ctx context.Context) ([]Planned, error) {
	files, err := filesIn(s.folder, "", taskSuffix)
	if err != nil {
		return nil, err
	}
	var all []Planned
	for file, one := range files {
		t, ok := readTask(one.content)
		if !ok {
			continue
		}
		p := Planned{Task: t, State: StateOff, Since: one.since, OnlyLoggedIn: true}
		said, err := call(ctx, "schtasks", "/Query", "/XML", "/TN", taskName(strings.TrimSuffix(file, taskSuffix)))
		if err == nil && !switchedOff(said) {
			p.State, p.Next = StateOn, t.Next(s.now())
		}
		all = append(all, p)
	}
	return byPath(all), ctx.Err()
}

// Remove implements System.
func (s *taskScheduler) Remove(ctx context.Context, file string) error {
	name := nameOf(file)
	there, err := isSetUp(s.folder, name+taskSuffix)
	if err != nil {
		return err
	}
	if !there {
		return notScheduled(file)
	}
	if _, err := call(ctx, "schtasks", "/Query", "/TN", taskName(name)); err == nil { // else somebody was faster
		if _, err := call(ctx, "schtasks", "/Delete", "/F", "/TN", taskName(name)); err != nil {
			return refusedBy("Task Scheduler", err)
		}
	}
	return unwritable(s.folder, os.Remove(filepath.Join(s.folder, name+taskSuffix)))
}

// switchedOff looks into the XML of a task, whose letters beyond ASCII nobody can
// rely on.
func switchedOff(task string) bool {
	return strings.Contains(strings.ToLower(strings.ReplaceAll(task, "\x00", "")), "<enabled>false</enabled>")
}

// task is what the Task Scheduler is told. It begins with the next time, so that
// none was missed.
func (s *taskScheduler) task(t Task) string {
	when := "<ScheduleByDay><DaysInterval>1</DaysInterval></ScheduleByDay>"
	if len(t.Days) > 0 {
		days := ""
		for _, day := range t.Days {
			days += "<" + day.String() + "/>"
		}
		when = "<ScheduleByWeek><DaysOfWeek>" + days + "</DaysOfWeek><WeeksInterval>1</WeeksInterval></ScheduleByWeek>"
	}
	words := t.arguments()
	for i, word := range words {
		words[i] = windowsQuoted(word)
	}
	return fmt.Sprintf(taskForm,
		xmlText("License Ledger syncs "+filepath.Base(t.File)+". It was set up with: licensectl schedule"),
		t.Next(s.now()).Format("2006-01-02T15:04:05"), when, xmlText(s.user), xmlText(t.Program), xmlText(strings.Join(words, " ")))
}

const taskForm = `<?xml version="1.0" encoding="UTF-16"?>
<Task version="1.2" xmlns="http://schemas.microsoft.com/windows/2004/02/mit/task">
  <RegistrationInfo>
    <Author>License Ledger</Author>
    <Description>%s</Description>
  </RegistrationInfo>
  <Triggers>
    <CalendarTrigger>
      <StartBoundary>%s</StartBoundary>
      <Enabled>true</Enabled>
      %s
    </CalendarTrigger>
  </Triggers>
  <Principals>
    <Principal id="Author">
      <UserId>%s</UserId>
      <LogonType>InteractiveToken</LogonType>
      <RunLevel>LeastPrivilege</RunLevel>
    </Principal>
  </Principals>
  <Settings>
    <MultipleInstancesPolicy>IgnoreNew</MultipleInstancesPolicy>
    <DisallowStartIfOnBatteries>false</DisallowStartIfOnBatteries>
    <StopIfGoingOnBatteries>false</StopIfGoingOnBatteries>
    <AllowHardTerminate>true</AllowHardTerminate>
    <StartWhenAvailable>true</StartWhenAvailable>
    <Enabled>true</Enabled>
    <Hidden>false</Hidden>
    <ExecutionTimeLimit>PT72H</ExecutionTimeLimit>
    <Priority>7</Priority>
  </Settings>
  <Actions Context="Author">
    <Exec>
      <Command>%s</Command>
      <Arguments>%s</Arguments>
    </Exec>
  </Actions>
</Task>
`

func xmlText(text string) string {
	var out bytes.Buffer
	_ = xml.EscapeText(&out, []byte(text)) // a buffer takes everything
	return out.String()
}

// utf16Text is how schtasks wants XML.
func utf16Text(text string) []byte {
	out := []byte{0xff, 0xfe}
	for _, unit := range utf16.Encode([]rune(strings.ReplaceAll(text, "\n", "\r\n"))) {
		out = append(out, byte(unit), byte(unit>>8))
	}
	return out
}

func textOfUTF16(content []byte) (string, bool) {
	if len(content) < 2 || len(content)%2 != 0 || content[0] != 0xff || content[1] != 0xfe {
		return "", false
	}
	units := make([]uint16, 0, len(content)/2)
	for i := 2; i < len(content); i += 2 {
		units = append(units, uint16(content[i])|uint16(content[i+1])<<8)
	}
	return string(utf16.Decode(units)), true
}
