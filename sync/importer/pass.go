package importer

import (
	"context"
	"crypto/sha256"
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
	bytes := readAhead(in)
	defer bytes.Close()
	r, format, err := openRows(bytes, o)
	f.Format = format
	if err != nil {
		return err
	}
	h.begin(r)
	if err := f.each(ctx, r, h); err != io.EOF {
		return err
	}
	f.ContentHash = hex.EncodeToString(bytes.Sum())
	return nil
}

// exactKey is a hash by which rows are taken to be equal.
func exactKey(row []byte) [16]byte {
	sum := sha256.Sum256(row)
	return [16]byte(sum[:16])
}
