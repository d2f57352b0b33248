package desktop

import (
	"context"
	"path/filepath"
	"sync"

	"licenseledger/app"
	"licenseledger/store/ledger"
	"licenseledger/sync/importer"
)

// PickImportFiles asks for files to read; none when the person changed their
// mind.
func (w *Window) PickImportFiles() ([]string, error) {
	return guard("choose files", func() ([]string, error) {
		paths, err := w.shell.PickFiles()
		return append([]string{}, paths...), err
	})
}

// StartImport reads downloaded files into the open ledger, or into a new one
// when none is open. Codes: busy, read_only; the job's own failure says what
// is wrong with a file.
func (w *Window) StartImport(r ImportRequest) (string, error) {
	return guard("start import", func() (string, error) {
		if len(r.Paths) == 0 {
			return "", ledger.Errorf(ledger.CodeInvalid, "start import", "No file was chosen.")
		}
		into, fresh := w.importTarget()
		if opened, err := w.current(); err == nil {
			if err := opened.Present(); err != nil { // else a new file would be made in its place
				return "", err
			}
		}
		if fresh {
			if err := ensureFolder(filepath.Dir(into)); err != nil {
				return "", err
			}
		}
		told := sameLedger
		if fresh {
			told = anotherLedger
		}
		options, err := r.options()
		if err != nil {
			return "", err
		}
		return w.jobs.start(w.work, JobImport, func(ctx context.Context, tell report) (*JobResult, error) {
			var result app.ImportResult
			err := w.patiently(ctx, func() (err error) {
				result, err = app.ImportInto(ctx, into, r.Paths, options, progressTo(tell))
				return err
			})
			if err == nil && fresh {
				err = w.openFresh(ctx, into)
			}
			return importResultOf(result), err
		}, func() { w.changed(told...) })
	})
}

// options are the answers of the request.
func (r *ImportRequest) options() (app.ImportOptions, error) {
	o := app.ImportOptions{FileAnswers: app.FileAnswers{TakenAt: r.TakenAt, Extent: app.Extent(r.Part)}, ByFile: map[string]app.FileAnswers{}}
	for _, own := range r.Answers {
		answers, err := own.answers()
		if err != nil {
			return o, err
		}
		o.ByFile[own.Path] = answers
	}
	return o, nil
}

// answers are those of one file. Code usage for columns that do not exist.
func (own *FileAnswers) answers() (app.FileAnswers, error) {
	answers := app.FileAnswers{TakenAt: own.TakenAt, Extent: app.Extent(own.Part), DateOrder: importer.DateOrder(own.DateOrder),
		Layout: own.Layout, Encoding: importer.Encoding(own.Encoding), SameTenant: own.SameTenant}
	if len(own.Columns) == 0 {
		return answers, nil
	}
	mapping := &importer.Mapping{Layout: own.Layout, DateOrder: answers.DateOrder, Columns: map[importer.Column]string{}}
	for column, heading := range own.Columns {
		mapping.Columns[importer.Column(column)] = heading
	}
	answers.Mapping = mapping
	return answers, mapping.Check()
}

// PreviewImport tells what files are and what they ask, in the order given, and
// changes nothing. A file that cannot be imported is told, and is no error. It
// may take seconds for large files, and tells how far it is; CancelPreview, another preview and the end
// of the window stop it with code canceled.
func (w *Window) PreviewImport(r ImportRequest) ([]app.FilePreview, error) {
	return guard("preview import", func() ([]app.FilePreview, error) {
		options, err := r.options()
		if err != nil {
			return nil, err
		}
		ctx, done := w.preview.begin(w.work)
		defer done()
		if opened, err := w.current(); err == nil {
			return opened.Preview(ctx, r.Paths, options, w.previewing())
		}
		into, _ := w.importTarget()
		return app.PreviewInto(ctx, into, r.Paths, options, w.previewing())
	})
}

// CancelPreview stops a preview that runs; it is no failure when none does.
func (w *Window) CancelPreview() error {
	return do("cancel", func() error {
		w.preview.stop()
		return nil
	})
}

// ImportLayouts tells what files can be, with the columns that a person may
// find in them.
func (w *Window) ImportLayouts() []importer.LayoutInfo { return importer.Layouts() }

// latest is work of which only the latest piece matters.
type latest struct {
	mu     sync.Mutex
	cancel context.CancelFunc // of the piece that was begun last
}

// begin stops the piece before and gives the context of a new one; done is
// called at its end.
func (l *latest) begin(ctx context.Context) (_ context.Context, done func()) {
	ctx, cancel := context.WithCancel(ctx)
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.cancel != nil {
		l.cancel()
	}
	l.cancel = cancel
	return ctx, cancel
}

func (l *latest) stop() {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.cancel != nil {
		l.cancel()
	}
}

// importTarget says which ledger to import into, and whether it has to be
// opened afterwards.
func (w *Window) importTarget() (path string, fresh bool) {
	if opened, err := w.current(); err == nil {
		return opened.Path(), false
	}
	return filepath.Join(w.newLedgerFolder(), newLedgerName), true
}

func (w *Window) openFresh(ctx context.Context, path string) error {
	opened, err := app.Open(ctx, path, app.OpenOptions{})
	if err != nil {
		return err
	}
	return w.put(opened)
}

func importResultOf(r app.ImportResult) *JobResult {
	out := &JobResult{Warnings: []Warning{}}
	for _, file := range r.Files {
		out.Rows += int(file.Rows)
		out.Rejected += int(file.RejectedN)
		out.Changes += int(file.Began + file.Ended)
		out.Warnings = append(out.Warnings, warningsOf(file.Warnings)...)
		if file.SnapshotID != 0 {
			out.SnapshotID = file.SnapshotID
		}
	}
	return out
}
