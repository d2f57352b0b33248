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

// Pull hands on the rows after cursor, all at the moment the list was taken.
// Rows that are kept out become one warning. ledger.CodeCursorExpired says that
// the cursor is of another file, ledger.CodeInvalid that the file was changed
// since Open.
func (l listing) Pull(ctx context.Context, cursor string, emit func(ledger.Page) error) error {
	f := l.file
	skip, err := f.place(cursor)
	if err != nil {
		return err
	}
	o := f.options
	o.DateOrder = f.DateOrder
	page := ledger.Page{At: f.Taken.At}
	var read, rejected int64
	hash, err := f.pass(o, func(*Reader) {}, func(row ledger.ReportRow) error {
		if len(page.Objects) == pageRows {
			page.Cursor = f.cursorAfter(read)
			if err := emit(page); err != nil {
				return err
			}
			page = ledger.Page{At: f.Taken.At}
		}
		if read++; read > skip {
			page.Objects = append(page.Objects, ledger.Object{Facts: []ledger.Fact{row}})
		}
		return ctx.Err()
	}, func(*Problem) { rejected++ })
	if err != nil {
		return err
	}
	if hash != f.ContentHash {
		return f.changed()
	}
	if rejected > 0 {
		engine.Warn(ctx, ledger.Warning{Code: engine.WarnRowsSkipped, Source: f.Source, Count: rejected, Text: fmt.Sprintf(
			"%d rows of %s cannot be read and were kept out. Preview the import to see each with its reason.", rejected, f.Name)})
	}
	return emit(page)
}

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
