package importer

import (
	"context"
	"errors"
	"fmt"
	"hash/maphash"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"licenseledger/store/ledger"
)

// maxProblems is how many problems are kept for a person to look at; all are
// counted.
const maxProblems = 1000

// File is a downloaded file, read once to its end, so that it is known what it
// is and what it says as a whole.
type File struct {
	Format
	Path        string
	Name        string           // base name
	Rows        int64            // rows that enter the listing
	Facts       int64            // what they say, in facts of the source
	People      int64            // distinct addresses, or names where there is no address
	Unknown     int64            // rows whose person the file does not know
	SoftDeleted int64            // rows of an export of active users that are of deleted accounts: evidence, and no part of the listing
	Rejected    int64            // rows that are kept out
	Problems    []Problem        // the first of them, and of cells that say nothing, in the order of the file
	Domains     map[string]int64 // how many people have an address of each mail domain, lower case; the first maxDomains
	Strangers   int64            // people of yet other domains
	Taken       Taken
	Example     *DateExample // the first date that depends on the order of day and month; nil when none does
	ContentHash string       // hex SHA-256 of the bytes

	size      int64   // in bytes, when it was opened
	options   Options // with what was found out: layout and date order
	lost      int64   // rows that are kept out and are no repetitions
	firstLost Problem

	withoutLicenses bool // the file has no column of licenses

	seed     maphash.Seed
	evidence []ledger.Evidence // of what was handed on
}

// Open reads a file to its end and finds out what it is. It changes nothing and
// keeps no row. The file is read once more for dates that are not written as
// they usually are, and for an export of deleted users.
//
// An export of users whose rows all are of deleted accounts is one of deleted
// users; one without any is an export of active users, and so is one with some:
// those rows are evidence that the accounts are deleted and no complete list of
// deleted users.
//
// The error is ledger.CodeNotFound or ledger.CodeInvalid for a file that cannot
// be opened, ledger.CodeInvalid for one that cannot be used,
// ledger.CodeNeedsAnswer when a person has to say something (in Options: its
// layout, encoding, date order or mapping), ledger.CodeUsage for an
// Options.TakenAt that is no date, and the context's. File is not nil then and
// holds what is known. Ledgers are refused by their name, without being opened:
// closing a second descriptor of an open ledger would drop SQLite's locks on it.
func Open(ctx context.Context, path string, o Options) (*File, error) {
	return open(ctx, path, o, nil)
}

func open(ctx context.Context, path string, o Options, into Taker) (*File, error) {
	f := &File{Path: path, Name: filepath.Base(path), options: o, seed: maphash.MakeSeed()}
	if f.options.Name == "" {
		f.options.Name = f.Name
	}
	f.options.askEncoding = o.Encoding == ""
	info, err := check(path, f.Name)
	if err != nil {
		return f, err
	}
	f.size = info.Size()
	latest, err := f.survey(ctx, into)
	if err != nil {
		return f, err
	}
	f.Taken, err = taken(f.options, f.Name, info.ModTime(), latest)
	if err != nil {
		return f, err
	}
	for i := range f.evidence {
		f.evidence[i].At = f.Taken.At
	}
	return f, f.judge()
}

// HeaderKey tells whether another file has the same header, see Mapping.Header.
func (f *File) HeaderKey() string { return headerKey(f.Header) }

// judge refuses a file that cannot be used as a whole.
func (f *File) judge() error {
	what := f.layout()
	refuse := func(r Refusal, format string, args ...any) error {
		return Refuse(r, ledger.CodeInvalid, "read "+f.Name, format, args...)
	}
	switch {
	case what.needsRows && f.lost > 0:
		return refuse(Refusal{Why: WhyRowsLost, Rows: f.lost, Line: f.firstLost.Line}, "%s cannot be used: %d of its rows cannot be read, the first in %s. Whoever is left out would be taken for gone, so correct the file or export it again; nothing was changed.",
			f.Name, f.lost, f.firstLost.Error())
	case f.Rejected > f.Rows+f.SoftDeleted:
		return refuse(Refusal{Why: WhyMostlyBad, Rows: f.Rejected, Of: f.Rows + f.SoftDeleted + f.Rejected, Line: f.Problems[0].Line}, "%s is no list that can be used: %d of its %s cannot be read, the first in %s. Correct that and import it again; nothing was changed.",
			f.Name, f.Rejected, ledger.Counted(f.Rows+f.SoftDeleted+f.Rejected, "row", "rows"), f.Problems[0].Error())
	case what == activeUsers && f.withoutLicenses:
		return refuse(Refusal{Why: WhyNoLicenses}, "%s is an export of active users without the column Licenses. Every license would be taken for removed, so export it again with that column; nothing was changed.", f.Name)
	case f.Rows > 0:
		return nil
	case what == deletedUsers:
		return nil // said to be one: nobody is deleted
	case what == activeUsers && f.SoftDeleted == 0 && f.options.Layout == "":
		return ask(AsksLayout, f.Name,
			"%s has a header and no rows. If it is the export of deleted users, and nobody is deleted, say that it is one (%s) and import it again; an export of active users is never empty. Nothing was changed.", f.Name, deletedUsers.source)
	case what == activeUsers && f.SoftDeleted > 0:
		return refuse(Refusal{Why: WhyAllDeleted}, "%s is said to be an export of active users, and all of its accounts are deleted. Leave that to the file; nothing was changed.", f.Name)
	}
	return refuse(Refusal{Why: WhyNoRows}, "%s has a header and no rows. That does not mean that nobody has a license, so it was not imported. Download the list again.", f.Name)
}

func (f *File) layout() *layout { return layoutOf(f.Source) }

// check refuses what must not be opened.
func check(path, name string) (fs.FileInfo, error) {
	info, err := os.Stat(path)
	switch {
	case err != nil:
		return nil, unreadable(name, err)
	case !info.Mode().IsRegular():
		return nil, Refuse(Refusal{Why: WhyNoFile}, ledger.CodeInvalid, "read "+name, "%s is no file. Choose the list itself, a CSV file.", name)
	}
	lower := strings.ToLower(name)
	for _, end := range []string{".ledger", ".ledger-wal", ".ledger-shm", ".ledger-journal"} {
		if strings.HasSuffix(lower, end) {
			return nil, Refuse(Refusal{Why: WhyLedger}, ledger.CodeInvalid, "read "+name, "%s is a ledger and no list. Open it instead; nothing was changed.", name)
		}
	}
	return info, nil
}

func unreadable(name string, err error) error {
	r := Refusal{Why: WhyUnreadable}
	code, text := ledger.CodeInvalid, "%s cannot be read. Copy it to another place and import the copy."
	switch {
	case errors.Is(err, fs.ErrNotExist):
		r.Why = WhyNotThere
		code, text = ledger.CodeNotFound, "%s does not exist. Check the name and the folder."
	case errors.Is(err, fs.ErrPermission):
		r.Why = WhyNotAllowed
		code, text = ledger.CodeInvalid, "%s may not be read. Ask for the right to read it, or copy it to a folder of your own."
	}
	r.err = ledger.Errorf(code, "read "+name, text, name)
	// A path names the person whose home it is in, so only the reason goes on.
	var pathErr *fs.PathError
	if errors.As(err, &pathErr) {
		err = pathErr.Err
	}
	r.err.Err = err
	return &r
}

// changed is the error for a file that is another one than when it was opened.
func (f *File) changed() error {
	return Refuse(Refusal{Why: WhyChanged}, ledger.CodeInvalid, "read "+f.Name,
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
