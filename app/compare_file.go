package app

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"os"

	"licenseledger/store"
	"licenseledger/store/ledger"
	"licenseledger/sync/importer"
)

// comparedList hands the rows of a file to the store. Rows that cannot be read
// are left out; describe lists them.
func comparedList(list *importer.File, told func(rows int64)) store.ComparedList {
	return store.ComparedList{At: list.Taken.At, HasExpirations: list.Source != ledger.SourceFileReport2017,
		Each: func(ctx context.Context, row func(line int, r *ledger.ReportRow) error) error {
			var n int64
			return eachLine(list, func(line int, r *ledger.ReportRow) error {
				if n++; n%4096 == 0 {
					told(n)
					if err := ctx.Err(); err != nil {
						return err
					}
				}
				return row(line, r)
			})
		}}
}

// eachLine reads a file once more, as it was when it was opened.
func eachLine(list *importer.File, row func(line int, r *ledger.ReportRow) error) error {
	file, err := os.Open(list.Path)
	if err != nil {
		return fmt.Errorf("read %s: %w", list.Name, err)
	}
	defer file.Close()
	sum := sha256.New()
	reader, err := importer.NewReader(io.TeeReader(file, sum), importer.Options{Name: list.Name, Layout: list.Source, Encoding: list.Encoding,
		DateOrder: list.DateOrder, Mapping: list.Mapping})
	if err != nil {
		return err
	}
	for {
		r, line, err := reader.Read()
		var bad *importer.Problem
		switch {
		case err == io.EOF:
			if hex.EncodeToString(sum.Sum(nil)) != list.ContentHash {
				return ledger.Errorf(ledger.CodeInvalid, "", "%s was changed while it was read. Compare it again when it is complete.", list.Name)
			}
			return nil
		case errors.As(err, &bad):
		case err != nil:
			return err
		default:
			if err := row(line, &r); err != nil {
				return err
			}
		}
	}
}
