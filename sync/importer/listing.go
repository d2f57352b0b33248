package importer

import (
	"context"
	"fmt"
	"strconv"
	"strings"

	"licenseledger/store/ledger"
	"licenseledger/sync/engine"
)

// pageRows is how many rows are handed on and kept in one commit.
const pageRows = 1000

// Listing gives the file as a source of its layout, so that an import goes
// through the same staging and publication as a sync.
func (f *File) Listing() engine.Source { return listing{f} }

type listing struct{ file *File }

var _ engine.Source = listing{}

// Name is the layout.
func (l listing) Name() string { return l.file.Source }

// Pull hands on the rows after cursor, all at the moment the file was taken.
// Rows that are kept out become one warning. ledger.CodeCursorExpired says that
// the cursor is of another file, ledger.CodeInvalid that the file was changed
// since Open.
func (l listing) Pull(ctx context.Context, cursor string, emit func(ledger.Page) error) error {
	f := *l.file
	skip, err := f.place(cursor)
	if err != nil {
		return err
	}
	p := &puller{f: &f, skip: skip, emit: emit}
	p.turn()
	if err := f.pass(ctx, f.options, p); err != nil {
		return err
	}
	if f.ContentHash != l.file.ContentHash {
		return f.changed()
	}
	l.file.evidence = p.evidence
	if w, any := f.skipped(p.rejected); any {
		engine.Warn(ctx, w)
	}
	return emit(p.page)
}

// Skipped is the warning that Pull gives of rows that are kept out; any is false
// when there are none.
func (f *File) Skipped() (w ledger.Warning, any bool) { return f.skipped(f.Rejected) }

func (f *File) skipped(rows int64) (w ledger.Warning, any bool) {
	return ledger.Warning{Code: engine.WarnRowsSkipped, Source: f.Source, Count: rows, Text: fmt.Sprintf(
		"%s kept out of %s. Preview the import to see each with its reason.", ledger.Counted(rows, "row cannot be read and was", "rows cannot be read and were"), f.Name)}, rows > 0
}

// Evidence is what OpenInto or the last complete Pull read beside the listing:
// accounts that an export of active users says are deleted.
func (f *File) Evidence() []ledger.Evidence { return f.evidence }

// puller makes pages of what a pass reads.
type puller struct {
	f        *File
	emit     func(ledger.Page) error
	page     ledger.Page
	read     int64
	skip     int64 // rows of pages that were handed on before
	rejected int64
	evidence []ledger.Evidence
}

func (p *puller) turn() {
	p.page = ledger.Page{At: p.f.Taken.At, Objects: make([]ledger.Object, 0, pageRows)}
}

func (p *puller) begin(*rows) error { return nil }

func (p *puller) object(o ledger.Object) error {
	if len(p.page.Objects) == pageRows {
		p.page.Cursor = p.f.cursorAfter(p.read)
		if err := p.emit(p.page); err != nil {
			return err
		}
		p.turn()
	}
	if p.read++; p.read > p.skip {
		p.page.Objects = append(p.page.Objects, o)
	}
	return nil
}

// softDeleted keeps evidence: who is among the deleted accounts is none of the
// active ones.
func (p *puller) softDeleted(id string) error {
	p.evidence = append(p.evidence, ledger.Evidence{UserID: id, At: p.f.Taken.At, Source: p.f.Source})
	return nil
}

func (p *puller) reject(*Problem, bool) { p.rejected++ }

func (p *puller) note(Problem) {}

// cursorAfter is the place after so many rows of this very file.
func (f *File) cursorAfter(rows int64) string { return fmt.Sprintf("%d %s", rows, f.ContentHash) }

func (f *File) place(cursor string) (rows int64, err error) {
	if cursor == "" {
		return 0, nil
	}
	count, hash, _ := strings.Cut(cursor, " ")
	rows, err = strconv.ParseInt(count, 10, 64)
	if err != nil || hash != f.ContentHash {
		return 0, ledger.Errorf(ledger.CodeCursorExpired, "read "+f.Name,
			"Another file was being read before. %s is read from the beginning.", f.Name)
	}
	return rows, nil
}
