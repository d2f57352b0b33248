package app

import (
	"context"
	"errors"
	"fmt"
	"time"

	"licenseledger/store/ledger"
	"licenseledger/sync/engine"
	"licenseledger/sync/importer"
)

// Extent says whether a file is the whole list or a part of it.
type Extent string

// The closed list of extents.
const (
	ExtentUnsaid Extent = ""      // asked when it matters
	ExtentWhole  Extent = "whole" // what it lacks has ended
	ExtentPart   Extent = "part"  // what it lacks has not ended
)

// ImportOptions are the answers to what a file may ask.
type ImportOptions struct {
	TakenAt   string // a date or an RFC 3339 instant; "" leaves it to the file
	DateOrder importer.DateOrder
	Extent    Extent
	Preview   bool // say what the files are and change nothing
}

// ImportResult tells what became of each file, in the order given.
type ImportResult struct {
	Files    []ImportedFile
	KeptCopy string // see Ledger.KeptCopy
}

// ImportedFile tells what a file is and what it added.
type ImportedFile struct {
	Name          string // base name
	Source        string // the layout, one of ledger.Sources
	Rows          int64
	At            string // RFC 3339
	AtRule        ledger.AtRule
	Dates         string        // how dates were read, where a person should know; "" otherwise
	Rejected      []RejectedRow // the first rows that could not be read, with the reason
	RejectedCount int64         // all of them
	Question      string        // what would be asked; only in a preview
	Preview       bool          // nothing was changed
	Unchanged     bool          // the ledger had this file already
	SnapshotID    int64         // 0 when nothing was published
	Began         int64
	Ended         int64
	Warnings      []ledger.Warning
}

// RejectedRow is a row of a file that was kept out.
type RejectedRow struct {
	Line   int    // first line of the row in the file, from 1
	Column string // heading of the cell; "" when it is about the whole row
	Reason string
}

// ImportInto is Import for a ledger that is not open; one that does not exist is
// made, unless no file can be imported.
func ImportInto(ctx context.Context, path string, files []string, o ImportOptions, progress ProgressFunc) (ImportResult, error) {
	l, err := Open(ctx, path, OpenOptions{ReadOnly: o.Preview})
	created := false
	if ledger.CodeOf(err) == ledger.CodeNotFound {
		read, err := readLists(files, o, localZone())
		if err != nil {
			return ImportResult{}, err
		}
		if o.Preview {
			return previewOf(read, nil), nil
		}
		if l, err = Create(ctx, path, OpenOptions{}); err != nil {
			return ImportResult{}, err
		}
		created = true
	} else if err != nil {
		return ImportResult{}, err
	}
	result, err := l.Import(ctx, files, o, progress)
	result.KeptCopy = l.KeptCopy()
	if err != nil && created && len(result.Files) == 0 {
		return result, errors.Join(err, l.discard())
	}
	return result, errors.Join(err, l.Close())
}

// Import adds downloaded lists. Every file is read and checked before the first
// one is published; the same file twice adds nothing. Codes: not_found and
// invalid for a file that is no list, needs_answer for a question that the
// options answer, usage for a date that is none, busy, read_only, canceled.
func (l *Ledger) Import(ctx context.Context, files []string, o ImportOptions, progress ProgressFunc) (ImportResult, error) {
	for _, file := range files {
		if sameFile(file, l.store.Path()) {
			return ImportResult{}, ledger.Errorf(ledger.CodeInvalid, "", "%s is the ledger itself and no list. Choose a downloaded list.", file)
		}
	}
	lists, err := readLists(files, o, l.store.Zone())
	if err != nil {
		return ImportResult{}, err
	}
	questions, err := l.askAbout(ctx, lists, o.Extent)
	if err != nil {
		return ImportResult{}, err
	}
	if o.Preview {
		return previewOf(lists, questions), nil
	}
	for _, question := range questions {
		if question != nil {
			return ImportResult{}, question
		}
	}
	return l.publishLists(ctx, lists, progress)
}

// readLists opens every file, so that one that is no list stops the import
// before anything was changed.
func readLists(files []string, o ImportOptions, zone *time.Location) ([]*importer.File, error) {
	if o.TakenAt != "" && len(files) > 1 {
		return nil, ledger.Errorf(ledger.CodeUsage, "", "One date cannot be true of %d files. Import them one by one, or leave the date to the files.", len(files))
	}
	if o.Extent == ExtentPart {
		return nil, ledger.Errorf(ledger.CodeUsage, "", "This version cannot keep a part of a list yet. Nothing was changed; import the whole list.")
	}
	var lists []*importer.File
	for _, file := range files {
		list, err := importer.Open(file, importer.Options{DateOrder: o.DateOrder, TakenAt: o.TakenAt, Zone: zone})
		if err != nil {
			return nil, err
		}
		lists = append(lists, list)
	}
	return lists, nil
}

func (l *Ledger) publishLists(ctx context.Context, lists []*importer.File, progress ProgressFunc) (ImportResult, error) {
	var result ImportResult
	var done, total int64
	for _, list := range lists {
		total += list.Rows
	}
	for _, list := range lists {
		told := func(rows int64) {
			progress.tell(Progress{Step: StepImport, Done: done + rows, Total: total, File: list.Name})
		}
		told(0)
		published, warnings, err := l.publishList(ctx, list, told)
		if err != nil {
			return result, fmt.Errorf("import %s: %w", list.Name, err)
		}
		file := describe(list)
		file.Unchanged, file.SnapshotID, file.Began, file.Ended = published.Unchanged, published.SnapshotID, published.Began, published.Ended
		file.Warnings = warnings
		result.Files = append(result.Files, file)
		done += list.Rows
	}
	return result, nil
}

// publishList makes one list a run of its own.
func (l *Ledger) publishList(ctx context.Context, list *importer.File, told func(rows int64)) (ledger.Published, []ledger.Warning, error) {
	into := sink{l.store}
	runID, err := into.BeginRun(ctx, ledger.RunImport)
	if err != nil {
		return ledger.Published{}, nil, err
	}
	p := ledger.Publication{RunID: runID, Source: list.Source, At: list.Taken.At, ReadFrom: list.Taken.At,
		AtRule: list.Taken.Rule, FileHash: list.ContentHash, FileName: list.Name}
	published, err := stageAndPublish(ctx, into, list, &p, told)
	state := ledger.RunComplete
	switch {
	case ctx.Err() != nil && err != nil:
		state = ledger.RunCanceled
	case err != nil:
		state = ledger.RunFailed
	}
	return published, p.Warnings, errors.Join(err, into.EndRun(context.WithoutCancel(ctx), runID, state, p.Warnings))
}

func stageAndPublish(ctx context.Context, into engine.Sink, list *importer.File, p *ledger.Publication, told func(rows int64)) (ledger.Published, error) {
	// A file is quickly read again, so what an interrupted import left is not used.
	staging, err := into.Stage(ctx, list.Source, 0)
	if err != nil {
		return ledger.Published{}, err
	}
	ctx = engine.WithReports(ctx, engine.Reports{Warn: func(w ledger.Warning) { p.Warnings = append(p.Warnings, w) }})
	err = list.Listing().Pull(ctx, "", func(page ledger.Page) error {
		if err := staging.Put(ctx, page, page.Cursor == ""); err != nil {
			return err
		}
		told(staging.Rows())
		return nil
	})
	if err != nil {
		return ledger.Published{}, errors.Join(err, staging.Discard(), staging.Close())
	}
	published, err := into.Publish(ctx, staging, *p)
	if err != nil {
		return published, errors.Join(err, staging.Close())
	}
	return published, nil
}
