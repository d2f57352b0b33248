package app

import (
	"context"
	"path/filepath"
	"time"

	"licenseledger/app/schedule"
	"licenseledger/store/ledger"
)

// Scheduled is a ledger that the system syncs at fixed times, with what came of it.
type Scheduled struct {
	schedule.Planned
	System      string           // systemd, task_scheduler or launchd
	ProgramGone bool             // the program is no longer where it was: set the schedule up again
	FileGone    bool             // the ledger is no longer where it was
	LastRun     *schedule.Record // nil before the first
}

// Schedule has the system sync a ledger at fixed times with the program that runs
// now, or its twin that opens no console window, in place of what it did before for this
// ledger. Codes: not_found, usage for a
// ledger that is not connected, invalid where no scheduler is or takes it, read_only.
func Schedule(ctx context.Context, file string, times schedule.Times) (Scheduled, error) {
	if err := canSync(ctx, file); err != nil {
		return Scheduled{}, err
	}
	program, err := schedule.Program()
	if err != nil {
		return Scheduled{}, err
	}
	system, err := schedule.Find()
	if err != nil {
		return Scheduled{}, err
	}
	task := schedule.Task{File: placeOfFile(file), Program: program, Times: times}
	if err := system.Add(ctx, task); err != nil {
		return Scheduled{}, err
	}
	all, err := schedulesOf(ctx, system, task.File)
	if err != nil || len(all) != 1 {
		return Scheduled{Planned: schedule.Planned{Task: task, State: schedule.StateOff}, System: system.Name()}, err
	}
	return all[0], nil
}

// canSync tells whether a sync of a ledger could do anything.
func canSync(ctx context.Context, file string) (err error) {
	l, err := Open(ctx, file, OpenOptions{ReadOnly: true})
	if err != nil {
		return err
	}
	defer func() {
		if closed := l.Close(); err == nil {
			err = closed
		}
	}()
	if _, sample, err := l.Sample(ctx); err != nil || sample {
		return err
	}
	_, err = l.mustConnection(ctx)
	return err
}

// Schedules lists what the system syncs by itself, by path; file narrows it to one
// ledger when it is not "". Codes: invalid where no scheduler is, read_only.
func Schedules(ctx context.Context, file string) ([]Scheduled, error) {
	system, err := schedule.Find()
	if err != nil {
		return nil, err
	}
	if file != "" {
		file = placeOfFile(file)
	}
	return schedulesOf(ctx, system, file)
}

func schedulesOf(ctx context.Context, system schedule.System, file string) ([]Scheduled, error) {
	planned, err := system.List(ctx)
	if err != nil {
		return nil, err
	}
	log, err := scheduleLog()
	if err != nil {
		return nil, err
	}
	var all []Scheduled
	for _, p := range planned {
		if file != "" && p.File != file {
			continue
		}
		one := Scheduled{Planned: p, System: system.Name(), ProgramGone: isGone(p.Program), FileGone: isGone(p.File)}
		if one.LastRun, err = log.Newest(p.File); err != nil {
			return nil, err
		}
		all = append(all, one)
	}
	return all, nil
}

// Unschedule lets the system no longer sync a ledger. Codes: not_found when it did
// not, invalid, read_only.
func Unschedule(ctx context.Context, file string) error {
	system, err := schedule.Find()
	if err != nil {
		return err
	}
	return system.Remove(ctx, placeOfFile(file))
}

// NoteUnattended keeps what a sync came to that nobody watched.
func NoteUnattended(file string, r schedule.Record) error {
	log, err := scheduleLog()
	if err != nil {
		return err
	}
	return log.Append(placeOfFile(file), r)
}

// WasMissed tells whether a time of a ledger's schedule has come, or was missed, since
// its last sync that nobody watched. A ledger that is not scheduled missed none.
func WasMissed(ctx context.Context, file string, now time.Time) (bool, error) {
	all, err := Schedules(ctx, file)
	if err != nil || len(all) == 0 {
		return false, err
	}
	return all[0].missed(now), nil
}

// missed counts from the last run, and of a new schedule from when it was set up.
func (s Scheduled) missed(now time.Time) bool {
	return s.Times.Last(now.In(time.Local)).After(s.since())
}

func (s Scheduled) since() time.Time {
	if s.LastRun != nil && s.LastRun.Began.After(s.Since) {
		return s.LastRun.Began
	}
	return s.Since
}

// Trouble is what is wrong with the syncs of a ledger that nobody watches.
type Trouble string

// What can be wrong. That something waits for a person, for Microsoft or for an OK is
// told where that is done.
const (
	TroubleFailed  Trouble = "failed"  // the last one read nothing
	TroublePartial Trouble = "partial" // the last one could not read everything
	TroubleOverdue Trouble = "overdue" // none was since two of their times have passed
)

// Troubles lists every one once.
func Troubles() []Trouble { return []Trouble{TroubleFailed, TroublePartial, TroubleOverdue} }

// startsWithin is how long after its time a sync may end: it is caught up at a login, and
// tried once more when something was in its way.
const startsWithin = time.Hour

// Trouble tells what is wrong at an instant; "" for nothing. A run that is long ago is
// worse than what it came to.
func (s Scheduled) Trouble(now time.Time) Trouble {
	since := s.since()
	if !since.IsZero() {
		first := s.Times.Next(since.In(now.Location()))
		if second := s.Times.Next(first); now.After(second.Add(startsWithin)) {
			return TroubleOverdue
		}
	}
	if s.LastRun == nil {
		return ""
	}
	switch s.LastRun.Code {
	case "", ledger.CodeDue, ledger.CodeHeld, ledger.CodePending:
		return ""
	case ledger.CodePartial:
		return TroublePartial
	}
	return TroubleFailed
}

func scheduleLog() (schedule.Log, error) {
	data, err := DataFolder()
	if err != nil {
		return schedule.Log{}, ledger.Errorf(ledger.CodeReadOnly, "find folders",
			"The system does not say where your home folder is. Set HOME and try again.").Because(err)
	}
	return schedule.Log{Folder: filepath.Join(data, "schedule")}, nil
}

// placeOfFile is the one path by which a ledger is scheduled, whichever way leads
// to it.
func placeOfFile(file string) string {
	absolute, err := filepath.Abs(file)
	if err != nil {
		return file
	}
	if folder, err := filepath.EvalSymlinks(filepath.Dir(absolute)); err == nil { // the file itself may be gone
		absolute = filepath.Join(folder, filepath.Base(absolute))
	}
	return absolute
}
