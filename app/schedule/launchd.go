package schedule

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"time"
)

// launchd has agents of the user. What was missed while the computer slept is
// caught up by launchd itself. What was missed while it was off or nobody was
// logged in, it forgets: so an agent also runs when it is loaded, at the login, and
// ifMissed then leaves all alone whose time was not missed.
// https://developer.apple.com/library/archive/documentation/MacOSX/Conceptual/BPSystemStartup/Chapters/ScheduledJobs.html
type launchd struct {
	folder string // of the user's agents
	domain string // gui/501
	now    func() time.Time
}

func newLaunchd() (*launchd, error) {
	home, err := os.UserHomeDir()
	if err != nil {
		return nil, noHome(err)
	}
	return &launchd{folder: filepath.Join(home, "Library", "LaunchAgents"), domain: fmt.Sprintf("gui/%d", os.Getuid()), now: time.Now}, nil
}

const (
	agentPrefix = "licenseledger.sync."
	agentSuffix = ".plist"
)

// Name is launchd.
func (*launchd) Name() string { return "launchd" }

// Add implements System.
func (s *launchd) Add(ctx context.Context, t Task) error {
	if err := t.check(); err != nil {
		return err
	}
	label := agentPrefix + nameOf(t.File)
	if err := put(s.folder, label+agentSuffix, []byte(agent(label, t))); err != nil {
		return err
	}
	_, _ = call(ctx, "launchctl", "bootout", s.domain+"/"+label) // one of before; it is no matter that there is none
	_, err := call(ctx, "launchctl", "bootstrap", s.domain, filepath.Join(s.folder, label+agentSuffix))
	return refusedBy("launchd", err)
}

// List implements System.
func (s *launchd) List(ctx context.Context) ([]Planned, error) {
	files, err := filesIn(s.folder, agentPrefix, agentSuffix)
	if err != nil {
		return nil, err
	}
	var all []Planned
	for file, one := range files {
		t, ok := readAgent(one.content)
		if !ok {
			continue
		}
		p := Planned{Task: t, State: StateOff, Since: one.since, OnlyLoggedIn: true}
		if _, err := call(ctx, "launchctl", "print", s.domain+"/"+strings.TrimSuffix(file, agentSuffix)); err == nil {
			p.State, p.Next = StateOn, t.Next(s.now())
		}
		all = append(all, p)
	}
	return byPath(all), ctx.Err()
}

// Remove implements System.
func (s *launchd) Remove(ctx context.Context, file string) error {
	label := agentPrefix + nameOf(file)
	there, err := isSetUp(s.folder, label+agentSuffix)
	if err != nil {
		return err
	}
	if !there {
		return notScheduled(file)
	}
	_, _ = call(ctx, "launchctl", "bootout", s.domain+"/"+label) // it may have been unloaded already
	return unwritable(s.folder, os.Remove(filepath.Join(s.folder, label+agentSuffix)))
}

// agent is what launchd is told.
func agent(label string, t Task) string {
	var out strings.Builder
	out.WriteString("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n" +
		"<!DOCTYPE plist PUBLIC \"-//Apple//DTD PLIST 1.0//EN\" \"http://www.apple.com/DTDs/PropertyList-1.0.dtd\">\n" +
		"<plist version=\"1.0\">\n<dict>\n")
	fmt.Fprintf(&out, "\t<key>Label</key>\n\t<string>%s</string>\n\t<key>ProgramArguments</key>\n\t<array>\n", label)
	for _, word := range append([]string{t.Program}, append(t.arguments(), ifMissed)...) {
		fmt.Fprintf(&out, "\t\t<string>%s</string>\n", xmlText(word))
	}
	out.WriteString("\t</array>\n\t<key>StartCalendarInterval</key>\n\t<array>\n")
	at := fmt.Sprintf("\t\t\t<key>Hour</key>\n\t\t\t<integer>%d</integer>\n\t\t\t<key>Minute</key>\n\t\t\t<integer>%d</integer>\n", t.Hour, t.Minute)
	if len(t.Days) == 0 {
		out.WriteString("\t\t<dict>\n" + at + "\t\t</dict>\n")
	}
	for _, day := range t.Days {
		fmt.Fprintf(&out, "\t\t<dict>\n\t\t\t<key>Weekday</key>\n\t\t\t<integer>%d</integer>\n%s\t\t</dict>\n", int(day), at)
	}
	out.WriteString("\t</array>\n\t<key>RunAtLoad</key>\n\t<true/>\n\t<key>ProcessType</key>\n\t<string>Background</string>\n</dict>\n</plist>\n")
	return out.String()
}
