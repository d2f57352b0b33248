package app

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
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
	ExtentPart   Extent = "part"  // what it lacks has not ended, so it is looked at and not kept
)

// FileAnswers are what a person says about a file. What is left empty, the file
// tells, or it is asked.
type FileAnswers struct {
	TakenAt   string             // when it was downloaded: a date or an RFC 3339 instant
	DateOrder importer.DateOrder // of dates such as 1/2/2022
	Extent    Extent
	Layout    string            // what it is, one of importer.Layouts
	Encoding  importer.Encoding // how its letters are written
	Mapping   *importer.Mapping // which heading is which column; remembered by the ledger when the file is imported

	SameTenant bool // it is of the ledger's tenant, although most of its mail domains were never seen
}

// ImportOptions are the answers for all files, and for single ones.
type ImportOptions struct {
	FileAnswers
	ByFile map[string]FileAnswers // by the path of a file, as it is given; in place of the answers for all
}

func (o *ImportOptions) answers(file string) FileAnswers {
	if own, ok := o.ByFile[file]; ok {
		return own
	}
	return o.FileAnswers
}

// ImportResult tells what became of each file, in the order given.
type ImportResult struct {
	Files    []ImportedFile
	KeptCopy string // see Ledger.KeptCopy
}

// ImportedFile tells what a file is and what it added.
type ImportedFile struct {
	FilePreview
	Part       bool             `json:"part"`        // it is a part, so it was looked at and not kept
	Unchanged  bool             `json:"unchanged"`   // the ledger had this file already
	SnapshotID int64            `json:"snapshot_id"` // 0 when nothing was published
	Began      int64            `json:"began"`       // facts that the reading before did not have
	Ended      int64            `json:"ended"`
	Warnings   []ledger.Warning `json:"warnings"`
}

// ImportInto is Import for a ledger that is not open; one that does not exist is
// made, unless no file can be imported.
func ImportInto(ctx context.Context, path string, files []string, o ImportOptions, progress ProgressFunc) (ImportResult, error) {
	l, err := Open(ctx, path, OpenOptions{})
	if ledger.CodeOf(err) == ledger.CodeNotFound {
		return importIntoNew(ctx, path, files, o, progress)
	}
	if err != nil {
		return ImportResult{}, err
	}
	result, err := l.Import(ctx, files, o, progress)
	result.KeptCopy = l.KeptCopy()
	return result, errors.Join(err, l.Close())
}

func importIntoNew(ctx context.Context, path string, files []string, o ImportOptions, progress ProgressFunc) (ImportResult, error) {
	lists, err := surveyEach(ctx, files, o, LocalZone(), nil, nil, progress)
	if err != nil {
		return ImportResult{}, err
	}
	if err := askAmong(ctx, lists, engine.SystemClock{}.Now()); err != nil {
		return ImportResult{}, err
	}
	if err := inTheWay(lists); err != nil {
		return ImportResult{}, err
	}
	if allParts(lists) {
		return keptOut(lists), nil
	}
	l, err := Create(ctx, path, OpenOptions{})
	if err != nil {
		return ImportResult{}, err
	}
	result, err := l.importLists(ctx, lists, progress)
	if err != nil && len(result.Files) == 0 {
		return result, errors.Join(err, l.discard())
	}
	return result, errors.Join(err, l.Close())
}

// Import adds downloaded files. Every file is read and checked before the first
// one is published; the same file twice adds nothing, and a file that is said to
// be a part is told about and not kept. Codes: not_found and invalid for a file
// that cannot be used, needs_answer for a question that the options answer,
// usage for a date that is none, busy, read_only, canceled.
func (l *Ledger) Import(ctx context.Context, files []string, o ImportOptions, progress ProgressFunc) (ImportResult, error) {
	var into *ahead
	if len(files) == 1 && o.answers(files[0]).Extent != ExtentPart { // memory is bounded
		into = &ahead{store: l.store}
		defer into.drop()
	}
	lists, err := l.survey(ctx, files, o, into, progress)
	if err != nil {
		return ImportResult{}, err
	}
	return l.importLists(ctx, lists, progress)
}

// survey reads files and asks about them, beside what the ledger has. What it
// reads is staged ahead, unless into is nil.
func (l *Ledger) survey(ctx context.Context, files []string, o ImportOptions, into *ahead, progress ProgressFunc) ([]*list, error) {
	if err := l.refuseItself(files); err != nil {
		return nil, err
	}
	remembered, err := l.mappings(ctx)
	if err != nil {
		return nil, err
	}
	lists, err := surveyEach(ctx, files, o, l.store.Zone(), remembered, into, progress)
	if err != nil {
		return nil, err
	}
	return lists, l.askAbout(ctx, lists)
}

// importLists publishes files that were read, if nothing is in the way of any.
func (l *Ledger) importLists(ctx context.Context, lists []*list, progress ProgressFunc) (ImportResult, error) {
	if err := inTheWay(lists); err != nil {
		return ImportResult{}, err
	}
	result, err := l.publishAll(ctx, lists, progress)
	if err != nil {
		return result, err
	}
	return result, l.remember(ctx, lists)
}

// inTheWay is what stops the import of several files: the first thing that is
// wrong with one of them, or asked.
func inTheWay(lists []*list) error {
	for _, list := range lists {
		if list.err != nil {
			return list.err
		}
	}
	return nil
}

func (l *Ledger) refuseItself(files []string) error {
	for _, file := range files {
		if sameFile(file, l.store.Path()) {
			return ledger.Errorf(ledger.CodeInvalid, "", "%s is the ledger itself and no list. Choose a downloaded list.", file)
		}
	}
	return nil
}

// list is a file on its way into the ledger.
type list struct {
	*importer.File
	answers FileAnswers
	err     error  // why it cannot be imported, or what is asked; nil when nothing is in the way
	there   bool   // the ledger has this file already
	twin    bool   // another list of its kind tells the same moment
	ahead   *ahead // what of it was staged while it was surveyed; may be nil

	counted, neighbour int64  // what the file says and what it was compared with, where that made it ask
	addresses, strange int64  // people with an address, and those among them of domains that were never seen
	beside             string // name of the file in whose place the ledger's domains would be; "" when it has some
}

// surveyEach reads every file. What is wrong with one stands beside it; the
// error is about all of them.
func surveyEach(ctx context.Context, files []string, o ImportOptions, zone *time.Location, remembered []importer.Mapping, into *ahead, progress ProgressFunc) ([]*list, error) {
	if o.TakenAt != "" && len(files) > 1 {
		return nil, ledger.Errorf(ledger.CodeUsage, "", "One date cannot be true of %d files. Import them one by one, or leave the date to the files.", len(files))
	}
	defer collectSeldom()()
	var lists []*list
	for i, path := range files {
		answers := o.answers(path)
		told := func(pass importer.Pass) {
			progress.tell(Progress{Step: StepSurvey, Done: int64(i), Total: int64(len(files)), File: filepath.Base(path), Reading: pass})
		}
		opened, err := into.open(ctx, path, importer.Options{Layout: answers.Layout, Encoding: answers.Encoding, DateOrder: answers.DateOrder,
			Mapping: answers.Mapping, Remember: remembered, Zone: zone, TakenAt: answers.TakenAt, Told: told})
		if ctx.Err() != nil {
			return nil, ctx.Err()
		}
		lists = append(lists, &list{File: opened, answers: answers, err: err, ahead: into})
		progress.tell(Progress{Step: StepSurvey, Done: int64(i + 1), Total: int64(len(files)), File: opened.Name})
	}
	return lists, nil
}

func (l *Ledger) publishAll(ctx context.Context, lists []*list, progress ProgressFunc) (ImportResult, error) {
	var result ImportResult
	var done, total int64
	for _, list := range lists {
		total += list.Facts
	}
	for _, list := range lists {
		told := func(rows int64) {
			progress.tell(Progress{Step: StepImport, Done: done + rows, Total: total, File: list.Name})
		}
		told(0)
		file := ImportedFile{FilePreview: previewOf(list), Part: list.answers.Extent == ExtentPart, Unchanged: list.there, Warnings: []ledger.Warning{}}
		if !file.Part && !file.Unchanged {
			published, warnings, err := l.publishList(ctx, list, told)
			if err != nil {
				return result, fmt.Errorf("import %s: %w", list.Name, err)
			}
			file.Unchanged, file.SnapshotID, file.Began, file.Ended = published.Unchanged, published.SnapshotID, published.Began, published.Ended
			file.Warnings = append(file.Warnings, warnings...)
		}
		result.Files = append(result.Files, file)
		done += list.Facts
	}
	return result, nil
}

// publishList makes one file a run of its own.
func (l *Ledger) publishList(ctx context.Context, file *list, told func(rows int64)) (ledger.Published, []ledger.Warning, error) {
	into := sink{l.store}
	runID, err := into.BeginRun(ctx, ledger.RunImport)
	if err != nil {
		return ledger.Published{}, nil, err
	}
	p := ledger.Publication{RunID: runID, Source: file.Source, At: file.Taken.At, ReadFrom: file.Taken.At,
		AtRule: file.Taken.Rule, FileHash: file.fileHash(), FileName: file.Name}
	if file.twin {
		p.Warnings = append(p.Warnings, file.sameMoment())
	}
	published, err := stageAndPublish(ctx, into, file, &p, told)
	state := ledger.RunComplete
	switch {
	case ctx.Err() != nil && err != nil:
		state = ledger.RunCanceled
	case err != nil:
		state = ledger.RunFailed
	}
	return published, p.Warnings, errors.Join(err, into.EndRun(context.WithoutCancel(ctx), runID, state, p.Warnings))
}

func stageAndPublish(ctx context.Context, into engine.Sink, file *list, p *ledger.Publication, told func(rows int64)) (ledger.Published, error) {
	staging, err := file.stage(ctx, into, p, told)
	if err != nil {
		return ledger.Published{}, err
	}
	p.Evidence = file.Evidence()
	published, err := into.Publish(ctx, staging, *p)
	if err != nil {
		return published, errors.Join(err, staging.Close())
	}
	return published, nil
}

// pull stages a file that was surveyed.
func pull(ctx context.Context, into engine.Sink, file *importer.File, p *ledger.Publication, told func(rows int64)) (engine.Staging, error) {
	// A file is quickly read again, so what an interrupted import left is not used.
	staging, err := into.Stage(ctx, file.Source, 0)
	if err != nil {
		return nil, err
	}
	ctx = engine.WithReports(ctx, engine.Reports{Warn: func(w ledger.Warning) { p.Warnings = append(p.Warnings, w) }})
	err = file.Listing().Pull(ctx, "", func(page ledger.Page) error {
		if err := staging.Put(ctx, page, page.Cursor == ""); err != nil {
			return err
		}
		told(staging.Rows())
		return nil
	})
	if err != nil {
		return nil, errors.Join(err, staging.Discard(), staging.Close())
	}
	return staging, nil
}
