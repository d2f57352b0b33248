package schedule

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"licenseledger/app/export"
	"licenseledger/store/ledger"
)

// Task is a ledger that the system has synced.
type Task struct {
	File    string // the ledger; an absolute path
	Program string // what syncs it; an absolute path
	Times
}

// State tells how a Task stands with the system.
type State string

// The closed list of states.
const (
	StateOn  State = "on"  // the system will start it
	StateOff State = "off" // it was set up and the system will not start it: somebody switched it off, or removed half of it
)

// States lists every state once.
func States() []State { return []State{StateOn, StateOff} }

// Planned is a Task as the system has it.
type Planned struct {
	Task
	State State
	Next  time.Time // zero when it is off
	Since time.Time // when it was set up
	// OnlyLoggedIn is true when the system starts it only while whoever asked for
	// it is logged in; what was missed is caught up then.
	OnlyLoggedIn bool
}

// System is the scheduler of an operating system, for the user who asks. Errors
// are ledger.Errors: invalid when there is no scheduler or it cannot be told such a
// task, read_only when its folder cannot be written.
type System interface {
	// Name is systemd, task_scheduler or launchd.
	Name() string
	// Add sets up a task, in place of the one for the same ledger.
	Add(ctx context.Context, t Task) error
	// List gives every task that Add set up, by path.
	List(ctx context.Context) ([]Planned, error)
	// Remove takes away the task of a ledger; not_found when there is none.
	Remove(ctx context.Context, file string) error
}

// arguments are what the program is started with.
func (t Task) arguments() []string { return []string{"sync", t.File, unattended} }

// The flags that tell a sync that nobody watches it, and that it is one only if a
// time was missed or has come.
const (
	unattended = "--unattended"
	ifMissed   = "--if-missed"
)

// check refuses what cannot be written into the texts of schedulers.
func (t Task) check() error {
	for _, path := range []string{t.File, t.Program} {
		if !filepath.IsAbs(path) {
			return ledger.Errorf(ledger.CodeInvalid, "", "%s is no absolute path, so no scheduler would find it.", path)
		}
		if !utf8.ValidString(path) || strings.ContainsFunc(path, unicode.IsControl) || strings.ContainsAny(path, "\ufffe\uffff") {
			return ledger.Errorf(ledger.CodeInvalid, "", "The path %q has characters that cannot be told to a scheduler. Rename it, then schedule it.", path)
		}
	}
	return nil
}

// nameLength bounds what is taken of a file's own name.
const nameLength = 24

// nameOf is what a task is called at the scheduler: letters of the ledger's own
// name, for people, and a hash of its path, so that no two are called the same.
func nameOf(file string) string {
	own := strings.ToLower(strings.TrimSuffix(filepath.Base(file), filepath.Ext(file)))
	own = strings.Trim(strings.Map(func(r rune) rune {
		if r >= 'a' && r <= 'z' || r >= '0' && r <= '9' {
			return r
		}
		return '-'
	}, own), "-")
	sum := sha256.Sum256([]byte(file))
	hash := hex.EncodeToString(sum[:5])
	if own = own[:min(len(own), nameLength)]; own == "" {
		return hash
	}
	return own + "-" + hash
}

// isSetUp tells whether Add set a task up for a ledger in a folder.
func isSetUp(folder, name string) (bool, error) {
	_, err := os.Stat(filepath.Join(folder, name))
	if errors.Is(err, os.ErrNotExist) {
		return false, nil
	}
	return err == nil, unwritable(folder, err)
}

func notScheduled(file string) error {
	return ledger.Errorf(ledger.CodeNotFound, "", "%s is not scheduled, so nothing was changed.", filepath.Base(file))
}

// put writes a file of a scheduler's folder, and makes the folder when it is not
// there.
func put(folder, name string, content []byte) error {
	err := os.MkdirAll(folder, 0o700)
	if err == nil {
		err = export.Keep(filepath.Join(folder, name), content)
	}
	return unwritable(folder, err)
}

func unwritable(folder string, err error) error {
	if err == nil || ledger.CodeOf(err) == ledger.CodeDiskFull {
		return err
	}
	return ledger.Errorf(ledger.CodeReadOnly, "schedule",
		"The folder %s, where the system looks for what is scheduled, cannot be read or written. Check whose it is.", folder).Because(err)
}

// kept is a file that Add wrote.
type kept struct {
	content []byte
	since   time.Time
}

// filesIn gives the files of a folder whose names begin and end as told; nothing
// for a folder that is not there.
func filesIn(folder, prefix, suffix string) (map[string]kept, error) {
	entries, err := os.ReadDir(folder)
	if err != nil && !errors.Is(err, os.ErrNotExist) {
		return nil, unwritable(folder, err)
	}
	all := map[string]kept{}
	for _, entry := range entries {
		name := entry.Name()
		if entry.IsDir() || !strings.HasPrefix(name, prefix) || !strings.HasSuffix(name, suffix) {
			continue
		}
		content, err := os.ReadFile(filepath.Join(folder, name))
		if errors.Is(err, os.ErrNotExist) {
			continue // it was removed meanwhile
		}
		if err != nil {
			return nil, unwritable(folder, err)
		}
		info, err := entry.Info()
		if err != nil {
			continue // the same
		}
		all[name] = kept{content, info.ModTime()}
	}
	return all, nil
}

// byPath puts tasks in the order of their ledgers.
func byPath(all []Planned) []Planned {
	slices.SortFunc(all, func(a, b Planned) int { return strings.Compare(a.File, b.File) })
	return all
}
