package importer

import (
	"context"
	"encoding/hex"
	"io"
	"os"
)

// pass reads the file once from its beginning and tells what it reads. It keeps
// the format and the bytes' hash.
func (f *File) pass(ctx context.Context, o Options, h hears) error {
	in, err := os.Open(f.Path)
	if err != nil {
		return unreadable(f.Name, err)
	}
	defer in.Close()
	bytes := readAhead(ctx, in)
	defer bytes.Close()
	r, format, err := openRows(bytes, o)
	f.Format = format
	if err != nil {
		return err
	}
	if err := h.begin(r); err != nil {
		return err
	}
	told := func(rows int64) {
		if o.Told != nil {
			o.Told(Pass{Rows: rows, Read: bytes.given, Size: f.size})
		}
	}
	if err := f.each(ctx, r, h, told); err != io.EOF {
		return err
	}
	f.ContentHash = hex.EncodeToString(bytes.Sum())
	return nil
}
