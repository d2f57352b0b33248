package export

import (
	"archive/zip"
	"bytes"
	"compress/flate"
	"context"
	"fmt"
	"io"
	"io/fs"
	"math"
	"sort"
	"strings"

	"github.com/xuri/excelize/v2"

	"licenseledger/store/ledger"
)

// compression of the parts: a higher level makes files a little smaller and
// takes several times as long.
const compression = flate.BestSpeed

// parts is what excelize would put into the file, by path. It takes the place
// of excelize's own zip writer, which keeps the whole file in memory, and of
// its stream writer, which leaves rows in a temporary file.
type parts map[string]*bytes.Buffer

// capture lets excelize write its parts. No row is in them yet, so they are
// small.
func capture(f *excelize.File) (parts, error) {
	p := parts{}
	f.SetZipWriter(func(io.Writer) excelize.ZipWriter { return p })
	_, err := f.WriteToBuffer()
	return p, err
}

// Create implements excelize.ZipWriter.
func (p parts) Create(path string) (io.Writer, error) {
	p[path] = new(bytes.Buffer)
	return p[path], nil
}

// AddFS implements excelize.ZipWriter; excelize does not call it for new files.
func (p parts) AddFS(fs.FS) error { return fmt.Errorf("add files: %w", fs.ErrInvalid) }

// Close implements excelize.ZipWriter.
func (p parts) Close() error { return nil }

// paths gives the parts in a fixed order: what says what the file is comes
// first, the sheets come last and by number, the way they are read.
func (p parts) paths() []string {
	rank := func(path string) int {
		switch {
		case path == "[Content_Types].xml":
			return 0
		case path == "_rels/.rels":
			return 1
		case strings.HasPrefix(path, "xl/worksheets/sheet"):
			return 3
		}
		return 2
	}
	paths := make([]string, 0, len(p))
	for path := range p {
		paths = append(paths, path)
	}
	sort.Slice(paths, func(i, j int) bool {
		a, b := paths[i], paths[j]
		if rank(a) != rank(b) {
			return rank(a) < rank(b)
		}
		if rank(a) == 3 && len(a) != len(b) {
			return len(a) < len(b) // sheet9 before sheet10
		}
		return a < b
	})
	return paths
}

// write writes the parts to w and puts the rows into their sheets on the way.
func (b *book) write(ctx context.Context, w io.Writer, frame parts, progress Progress) error {
	archive := zip.NewWriter(w)
	archive.RegisterCompressor(zip.Deflate, func(out io.Writer) (io.WriteCloser, error) {
		return flate.NewWriter(out, compression)
	})
	sheets := map[string]rowSheet{}
	for _, sheet := range b.sheets {
		sheets[sheet.part] = sheet
	}
	for _, path := range frame.paths() {
		part, err := archive.Create(path) // without a time, so that equal rows give equal bytes
		if err != nil {
			return err
		}
		sheet, hasRows := sheets[path]
		if !hasRows {
			if _, err := part.Write(frame[path].Bytes()); err != nil {
				return err
			}
			continue
		}
		delete(sheets, path)
		if err := b.writeSheet(ctx, part, frame[path].Bytes(), sheet, progress); err != nil {
			return err
		}
	}
	if len(sheets) > 0 {
		return ledger.Errorf(ledger.CodeInternal, "write the workbook", "A sheet has no place in the file.")
	}
	progress.tell(b.rows.Len())
	return archive.Close()
}

// writeSheet writes a sheet that has its header only, and its rows after that.
func (b *book) writeSheet(ctx context.Context, part io.Writer, frame []byte, sheet rowSheet, progress Progress) error {
	end := bytes.LastIndex(frame, []byte("</sheetData>"))
	if end < 0 {
		return ledger.Errorf(ledger.CodeInternal, "write the workbook", "A sheet has no place for rows.")
	}
	w, size := &b.writer, int64(len(frame))
	flush := func() error {
		size += int64(len(w.buffer))
		// Excel refuses parts that need the 64-bit form of zip as Go writes it.
		if size > math.MaxUint32 {
			return ledger.Errorf(ledger.CodeInvalid, "write the workbook",
				"A sheet would be larger than a workbook can hold. Export as CSV, narrow the list with a filter, or use the layout list.")
		}
		_, err := part.Write(w.buffer)
		w.buffer = w.buffer[:0]
		return err
	}
	w.buffer = append(w.buffer[:0], frame[:end]...)
	number := 1
	err := eachRow(ctx, b.rows, w.columns, sheet.from, sheet.to, func(r *ledger.Row) error {
		number++
		w.row(number, r)
		if done := sheet.from + number - 1; done%window == 0 {
			progress.tell(done)
			return flush()
		}
		return nil
	})
	if err != nil {
		return err
	}
	w.buffer = append(w.buffer, frame[end:]...)
	return flush()
}
