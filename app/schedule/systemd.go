package schedule

import (
	"context"
	"fmt"
	"os"
	"os/user"
	"path/filepath"
	"strings"
	"time"

	"licenseledger/store/ledger"
)

// systemd has timers of the user's own manager: a .timer, which says when, beside
// a .service, which says what. A time that was missed, because the computer was off
// or nobody was logged in, is caught up once as soon as the manager runs.
// https://www.freedesktop.org/software/systemd/man/latest/systemd.timer.html
type systemd struct {
	folder string   // of the user's units
	env    []string // NAME=value that a sync needs to find its sign-ins and settings
	now    func() time.Time
}

// keptVariables say where settings and data lie, when that is not the usual place.
// No other variable is written down: addresses of proxies may hold passwords.
var keptVariables = []string{"XDG_CONFIG_HOME", "XDG_DATA_HOME"}

func newSystemd() (*systemd, error) {
	config, err := os.UserConfigDir()
	if err != nil {
		return nil, noHome(err)
	}
	s := &systemd{folder: filepath.Join(config, "systemd", "user"), now: time.Now}
	for _, name := range keptVariables {
		if value := os.Getenv(name); filepath.IsAbs(value) {
			s.env = append(s.env, name+"="+value)
		}
	}
	return s, nil
}

const (
	systemdPrefix = "licenseledger-"
	timerSuffix   = ".timer"
	serviceSuffix = ".service"
	calendarKey   = "OnCalendar="
	startKey      = "ExecStart="
	becomeIt      = `exec "$0" "$@"` // of a shell: it becomes the program that is named next
)

// Name is systemd.
func (*systemd) Name() string { return "systemd" }

// Add implements System.
func (s *systemd) Add(ctx context.Context, t Task) error {
	if err := t.check(); err != nil {
		return err
	}
	if err := s.runs(ctx); err != nil {
		return noSystem(t, err)
	}
	name := systemdPrefix + nameOf(t.File)
	if err := put(s.folder, name+serviceSuffix, []byte(s.service(t))); err != nil {
		return err
	}
	if err := put(s.folder, name+timerSuffix, []byte(timer(t))); err != nil {
		return err
	}
	if err := s.tell(ctx, "daemon-reload"); err != nil {
		return err
	}
	// Restarted, so that a new time counts for a timer that runs.
	if err := s.tell(ctx, "enable", name+timerSuffix); err != nil {
		return err
	}
	return s.tell(ctx, "restart", name+timerSuffix)
}

// List implements System.
func (s *systemd) List(ctx context.Context) ([]Planned, error) {
	timers, err := filesIn(s.folder, systemdPrefix, timerSuffix)
	if err != nil {
		return nil, err
	}
	services, err := filesIn(s.folder, systemdPrefix, serviceSuffix)
	if err != nil {
		return nil, err
	}
	var all []Planned
	for file, timer := range timers {
		name := strings.TrimSuffix(file, timerSuffix)
		t, ok := readUnits(string(timer.content), string(services[name+serviceSuffix].content))
		if !ok {
			continue // somebody wrote one of their own
		}
		p := Planned{Task: t, State: StateOff, Since: timer.since, OnlyLoggedIn: !lingers()}
		if _, err := call(ctx, "systemctl", "--user", "is-active", "--quiet", file); err == nil {
			p.State, p.Next = StateOn, t.Next(s.now())
		}
		all = append(all, p)
	}
	return byPath(all), ctx.Err()
}

// Remove implements System. When it last ran is forgotten as well: a task that is
// set up again later has missed nothing.
func (s *systemd) Remove(ctx context.Context, file string) error {
	name := systemdPrefix + nameOf(file)
	there, err := isSetUp(s.folder, name+timerSuffix)
	if err != nil {
		return err
	}
	if !there {
		return notScheduled(file)
	}
	if s.runs(ctx) == nil {
		if err := s.tell(ctx, "disable", "--now", name+timerSuffix); err != nil {
			return err
		}
		_, _ = call(ctx, "systemctl", "--user", "clean", "--what=state", name+timerSuffix) // older ones cannot
	}
	for _, suffix := range []string{timerSuffix, serviceSuffix} {
		if err := os.Remove(filepath.Join(s.folder, name+suffix)); err != nil && !os.IsNotExist(err) {
			return unwritable(s.folder, err)
		}
	}
	if s.runs(ctx) == nil {
		return s.tell(ctx, "daemon-reload")
	}
	return nil
}

// runs tells whether there is a manager of this user to talk to.
func (*systemd) runs(ctx context.Context) error {
	_, err := call(ctx, "systemctl", "--user", "list-timers", "--no-pager", "--no-legend", systemdPrefix+"*")
	return err
}

func (*systemd) tell(ctx context.Context, words ...string) error {
	_, err := call(ctx, "systemctl", append([]string{"--user"}, words...)...)
	return refusedBy("systemd", err)
}

// lingers tells whether the user's manager runs while nobody is logged in.
// https://www.freedesktop.org/software/systemd/man/latest/loginctl.html#enable-linger%20USER%E2%80%A6
func lingers() bool {
	who, err := user.Current()
	if err != nil {
		return false
	}
	_, err = os.Stat(filepath.Join("/var/lib/systemd/linger", who.Username))
	return err == nil
}

func noHome(err error) error {
	return ledger.Errorf(ledger.CodeReadOnly, "schedule",
		"The system does not say where your home folder is. Set HOME and try again.").Because(err)
}

// timer is the unit that says when.
func timer(t Task) string {
	days := make([]string, len(t.Days))
	for i, day := range t.Days {
		days[i] = day.String()[:3]
	}
	calendar := fmt.Sprintf("*-*-* %s:00", t.Clock())
	if len(days) > 0 {
		calendar = strings.Join(days, ",") + " " + calendar
	}
	return "# Written by License Ledger; \"licensectl schedule\" changes it.\n" +
		"[Unit]\n" + descriptionOf(t) +
		"\n[Timer]\n" + calendarKey + calendar + "\n" +
		"Persistent=true\n" +
		"\n[Install]\nWantedBy=timers.target\n"
}

// service is the unit that says what. A shell starts the program, because a path
// may hold letters that systemd takes from no program's, and becomes it. That
// something waits for a person is no failure of the unit.
func (s *systemd) service(t Task) string {
	words := append([]string{"/bin/sh", "-c", becomeIt, t.Program}, t.arguments()...)
	for i, word := range words {
		words[i] = systemdQuoted(word, true)
	}
	text := "# Written by License Ledger; \"licensectl schedule\" changes it.\n" +
		"[Unit]\n" + descriptionOf(t) +
		"\n[Service]\nType=oneshot\n" + startKey + strings.Join(words, " ") + "\n" +
		"SuccessExitStatus=4\n"
	for _, one := range s.env {
		text += "Environment=" + systemdQuoted(one, false) + "\n"
	}
	return text
}

func descriptionOf(t Task) string {
	return "Description=License Ledger: sync \u201c" + strings.ReplaceAll(filepath.Base(t.File), "%", "%%") + "\u201d\n"
}

// systemdQuoted is one word of a line of a unit: in quotes, with the specifiers
// and, of a command, the variables of systemd taken as letters.
func systemdQuoted(word string, command bool) string {
	replace := []string{`\`, `\\`, `"`, `\"`, "%", "%%"}
	if command {
		replace = append(replace, "$", "$$")
	}
	return `"` + strings.NewReplacer(replace...).Replace(word) + `"`
}
