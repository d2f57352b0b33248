package export

import (
	"archive/zip"
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"io/fs"
	"slices"
	"strings"

	"github.com/xuri/excelize/v2"

	"licenseledger/store/ledger"
)

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
// first, then what sheets are made of, then the sheets by number, the way they
// are read, and last what is known only once their rows are written.
func (p parts) paths() []string {
	rank := func(path string) int {
		switch {
		case path == "[Content_Types].xml":
			return 0
		case path == "_rels/.rels":
			return 1
		case strings.HasPrefix(path, "xl/worksheets/sheet"):
			return 3
		case strings.HasPrefix(path, "xl/worksheets/_rels/"), path == sharedStrings:
			return 4
		}
		return 2
	}
	paths := make([]string, 0, len(p))
	for path := range p {
		paths = append(paths, path)
	}
	slices.SortFunc(paths, func(a, b string) int {
		if rank(a) != rank(b) {
			return rank(a) - rank(b)
		}
		if rank(a) >= 3 && len(a) != len(b) {
			return len(a) - len(b) // sheet9 before sheet10
		}
		return strings.Compare(a, b)
	})
	return paths
}

// sharedStrings holds the texts of the sheets that excelize writes.
const sharedStrings = "xl/sharedStrings.xml"

// write writes the parts to w and puts the rows into their sheets on the way.
func (b *book) write(ctx context.Context, w io.Writer, progress Progress) error {
	frame, err := capture(b.file)
	if err != nil {
		return fmt.Errorf("lay out the workbook: %w", err)
	}
	archive := zip.NewWriter(w)
	archive.RegisterCompressor(zip.Deflate, compressor)
	b.cells.shared = references(b.shared, frame[sharedStrings].Bytes())
	digest := sha256.New()
	press, err := newPress(b.cells, digest)
	if err != nil {
		return err
	}
	defer press.stop()
	digest.Write(b.digestHead)
	sheets := map[string]rowSheet{}
	for _, sheet := range b.sheets {
		sheets[sheet.part] = sheet
	}
	for _, path := range frame.paths() {
		content := frame[path].Bytes()
		if sheet, hasRows := sheets[path]; hasRows {
			delete(sheets, path)
			relations := frame["xl/worksheets/_rels/"+strings.TrimPrefix(path, "xl/worksheets/")+".rels"]
			if err := writeSheet(ctx, archive, press, content, sheet, relations, progress); err != nil {
				return err
			}
			continue
		}
		if path == sharedStrings {
			content = bytes.ReplaceAll(content, []byte(digestMark), []byte(hex.EncodeToString(digest.Sum(nil))))
			content = withWords(content, b.shared)
		}
		part, err := archive.Create(path) // without a time, so that equal rows give equal bytes
		if err != nil {
			return err
		}
		if _, err := part.Write(content); err != nil {
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
// Links that are in them get their relations, which stand in a part of their own.
func writeSheet(ctx context.Context, archive *zip.Writer, press *press, frame []byte, sheet rowSheet, relations *bytes.Buffer, progress Progress) error {
	const dataEnd, relationsEnd = "</sheetData>", "</Relationships>"
	end := bytes.LastIndex(frame, []byte(dataEnd))
	if end < 0 {
		return ledger.Errorf(ledger.CodeInternal, "write the workbook", "A sheet has no place for rows.")
	}
	var told Progress
	if sheet.counted {
		told = func(done int) { progress.tell(sheet.from + done) }
	}
	if err := press.begin(archive, sheet, told); err != nil {
		return err
	}
	if err := press.add(page{write: func(b *packer, _ int) error {
		b.cells.buffer = append(b.cells.buffer, frame[:end]...)
		return nil
	}}); err != nil {
		return err
	}
	if err := sheet.pages(ctx, press.add); err != nil {
		return err
	}
	if err := press.finish(); err != nil {
		return err
	}
	links := press.links
	err := press.add(page{last: true, write: func(b *packer, _ int) error {
		b.cells.buffer = appendLinks(append(b.cells.buffer, dataEnd...), links)
		b.cells.buffer = append(b.cells.buffer, frame[end+len(dataEnd):]...)
		return nil
	}})
	if err == nil {
		err = press.finish()
	}
	if err != nil || len(links) == 0 {
		return err
	}
	relations.Truncate(bytes.LastIndex(relations.Bytes(), []byte(relationsEnd)))
	relations.Write(appendRelations(nil, links))
	relations.WriteString(relationsEnd)
	return nil
}
