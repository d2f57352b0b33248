package schedule

import (
	"bytes"
	"encoding/json"
	"errors"
	"os"
	"path/filepath"
	"time"

	"licenseledger/store/ledger"
)

// Log is what syncs that nobody watched came to, a line of JSON for each, in a file
// for each ledger. It tells no names, no addresses and nothing of what was read.
type Log struct{ Folder string }

// Record is one of them.
type Record struct {
	Began    time.Time   `json:"began"`
	Ended    time.Time   `json:"ended"`
	Exit     int         `json:"exit"`    // code of the program
	Code     ledger.Code `json:"code"`    // "" when it is done
	Message  string      `json:"message"` // whole sentences in English; "" when it is done
	Warnings []Warning   `json:"warnings"`
}

// Warning is one that a sync left, without its words.
type Warning struct {
	Code   string `json:"code"`
	Source string `json:"source"`
}

// logLimit is how large the file gets before it becomes the older one, in place of
// that: about a year of nights in both.
const logLimit = 64 << 10

// Path is where the log of a ledger lies.
func (g Log) Path(file string) string { return filepath.Join(g.Folder, nameOf(file)+".log") }

// Append adds what a sync came to. Code read_only.
func (g Log) Append(file string, r Record) error {
	if r.Warnings == nil {
		r.Warnings = []Warning{}
	}
	line, err := json.Marshal(r)
	if err != nil {
		return err
	}
	path := g.Path(file)
	if err := os.MkdirAll(g.Folder, 0o700); err != nil {
		return unwritable(g.Folder, err)
	}
	if info, err := os.Stat(path); err == nil && info.Size()+int64(len(line)) > logLimit {
		if err := os.Rename(path, path+".1"); err != nil {
			return unwritable(g.Folder, err)
		}
	}
	//not-a-ledger: the log beside the program's own data
	out, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_APPEND, 0o600)
	if err != nil {
		return unwritable(g.Folder, err)
	}
	_, err = out.Write(append(line, '\n'))
	return unwritable(g.Folder, errors.Join(err, out.Close()))
}

// Newest gives what the last sync came to; nil before the first. A line that was
// cut off by a crash is passed over.
func (g Log) Newest(file string) (*Record, error) {
	last, err := g.Last(file, 1)
	if len(last) == 0 {
		return nil, err
	}
	return &last[0], nil
}

// Last gives what the last syncs came to, at most so many, the newest first.
func (g Log) Last(file string, most int) (last []Record, err error) {
	for _, path := range []string{g.Path(file), g.Path(file) + ".1"} {
		content, err := os.ReadFile(path)
		if err != nil && !errors.Is(err, os.ErrNotExist) {
			return last, unwritable(g.Folder, err)
		}
		lines := bytes.Split(content, []byte("\n"))
		for i := len(lines) - 1; i >= 0 && len(last) < most; i-- {
			var r Record
			if json.Unmarshal(lines[i], &r) == nil && !r.Began.IsZero() {
				last = append(last, r)
			}
		}
	}
	return last, nil
}
