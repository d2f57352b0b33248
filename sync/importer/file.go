package importer

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"licenseledger/store/ledger"
)

// maxProblems is how many problems are kept for a person to look at; all are
// counted.
const maxProblems = 1000

// File is a list in a file, read once to its end, so that it is known to be
// one and what it says as a whole.
type File struct {
	Format
	Path        string
	Name        string    // base name
	Rows        int64     // rows that can be read
	Rejected    int64     // rows that are kept out
	Problems    []Problem // the first of them, in the order of the file
	Taken       Taken
	ContentHash string // hex SHA-256 of the bytes

	options Options
}

// Open reads a file to its end, twice: once to find out its date order and
// once to try every row. It changes nothing and keeps no row.
//
// The error is ledger.CodeNotFound or ledger.CodeForbidden for a file that
// cannot be opened, ledger.CodeInvalid for one that is no list,
// ledger.CodeNeedsAnswer when the date order cannot be told (say it in
// Options.DateOrder), and ledger.CodeUsage for an Options.TakenAt that is no
// date. Ledgers are refused by their name, without being opened: closing a
// second descriptor of an open ledger would drop SQLite's locks on it.
func Open(path string, o Options) (*File, error) {
	f := &File{Path: path, Name: filepath.Base(path), options: o}
	if f.options.Name == "" {
		f.options.Name = f.Name
	}
	info, err := check(path, f.Name)
	if err != nil {
		return nil, err
	}
	if err := f.decideOrder(); err != nil {
		return nil, err
	}
	latest, err := f.tryRows()
	if err != nil {
		return nil, err
	}
	f.Taken, err = taken(f.options, f.Name, info.ModTime(), latest)
	return f, err
}

// check refuses what must not be opened.
func check(path, name string) (fs.FileInfo, error) {
	info, err := os.Stat(path)
	switch {
	case err != nil:
		return nil, unreadable(name, err)
	case !info.Mode().IsRegular():
		return nil, ledger.Errorf(ledger.CodeInvalid, "read "+name, "%s is no file. Choose the list itself, a CSV file.", name)
	}
	lower := strings.ToLower(name)
	for _, end := range []string{".ledger", ".ledger-wal", ".ledger-shm", ".ledger-journal"} {
		if strings.HasSuffix(lower, end) {
			return nil, ledger.Errorf(ledger.CodeInvalid, "read "+name, "%s is a ledger and no list. Open it instead; nothing was changed.", name)
		}
	}
	return info, nil
}

func unreadable(name string, err error) error {
	code, text := ledger.CodeInvalid, "%s cannot be read. Copy it to another place and import the copy."
	switch {
	case errors.Is(err, fs.ErrNotExist):
		code, text = ledger.CodeNotFound, "%s does not exist. Check the name and the folder."
	case errors.Is(err, fs.ErrPermission):
		code, text = ledger.CodeInvalid, "%s may not be read. Ask for the right to read it, or copy it to a folder of your own."
	}
	e := ledger.Errorf(code, "read "+name, text, name)
	// A path names the person whose home it is in, so only the reason goes on.
	var pathErr *fs.PathError
	if errors.As(err, &pathErr) {
		err = pathErr.Err
	}
	e.Err = err
	return e
}

// pass reads the file once from its beginning and gives the bytes' hash. Rows
// that cannot be read go to reject.
func (f *File) pass(o Options, prepare func(*Reader), row func(ledger.ReportRow) error, reject func(*Problem)) (hash string, err error) {
	in, err := os.Open(f.Path)
	if err != nil {
		return "", unreadable(f.Name, err)
	}
	defer in.Close()
	sum := sha256.New()
	reader, err := NewReader(io.TeeReader(in, sum), o)
	if err != nil {
		return "", err
	}
	prepare(reader)
	for {
		got, _, err := reader.Read()
		var problem *Problem
		switch {
		case err == io.EOF:
			return hex.EncodeToString(sum.Sum(nil)), nil
		case errors.As(err, &problem):
			reject(problem)
		case err != nil:
			return "", err
		default:
			if err := row(got); err != nil {
				return "", err
			}
		}
	}
}

// decideOrder fills in the format and the hash.
func (f *File) decideOrder() (err error) {
	var evidence orderEvidence
	english := false
	f.ContentHash, err = f.pass(f.options, func(r *Reader) {
		r.seen = evidence.add
		r.equal = nil // equal rows are counted when they are read
		english = r.header.english
		f.Format = r.Format
	}, func(ledger.ReportRow) error { return nil }, func(*Problem) {})
	if err != nil || f.options.DateOrder != OrderAuto {
		return err
	}
	f.DateOrder, f.OrderRule, err = evidence.decide(f.Name, english)
	return err
}

// tryRows counts rows and problems, and gives the latest assigned date.
func (f *File) tryRows() (latest string, err error) {
	o := f.options
	o.DateOrder = f.DateOrder
	_, err = f.pass(o, func(r *Reader) { r.equal = nil }, func(row ledger.ReportRow) error {
		f.Rows++
		latest = later(latest, row.AssignedDate)
		return nil
	}, func(p *Problem) {
		f.Rejected++
		if len(f.Problems) < maxProblems {
			f.Problems = append(f.Problems, *p)
		}
	})
	switch {
	case err != nil:
		return "", err
	case f.Rows == 0 && f.Rejected == 0:
		return "", ledger.Errorf(ledger.CodeInvalid, "read "+f.Name,
			"%s has a header and no rows. That does not mean that nobody has a license, so it was not imported. Download the list again.", f.Name)
	case f.Rejected > f.Rows:
		return "", ledger.Errorf(ledger.CodeInvalid, "read "+f.Name,
			"%s is no list that can be used: %d of its %d rows cannot be read, the first in %s. Correct that and import it again; nothing was changed.",
			f.Name, f.Rejected, f.Rows+f.Rejected, f.Problems[0].Error())
	}
	return latest, nil
}

// later gives the later of two canonical dates.
func later(a, b string) string {
	ta, _, okA := ledger.ParseDateText(a)
	tb, _, okB := ledger.ParseDateText(b)
	if !okA || okB && tb.After(ta) {
		return b
	}
	return a
}

// changed is the error for a file that is another one than when it was opened.
func (f *File) changed() error {
	return ledger.Errorf(ledger.CodeInvalid, "read "+f.Name,
		"%s was changed while it was read. Nothing was imported; import it again when it is complete.", f.Name)
}

// OrderSaid tells a person how the dates were read; "" when it did not matter
// or they said so themselves.
func (f *File) OrderSaid() string {
	order := map[DateOrder]string{OrderDayFirst: "day first", OrderMonthFirst: "month first"}[f.DateOrder]
	switch f.OrderRule {
	case OrderFromDates:
		return fmt.Sprintf("Dates were read %s, as some of them can only be.", order)
	case OrderFromForm:
		return fmt.Sprintf("Dates can be read both ways; they were read %s, since they are written as Microsoft writes them.", order)
	case OrderFromMarks:
		return fmt.Sprintf("Dates can be read both ways; they were read %s, as is usual with dashes and dots.", order)
	}
	return ""
}
