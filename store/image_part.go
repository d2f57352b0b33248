package store

import (
	"bufio"
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io"

	"licenseledger/store/column"
	"licenseledger/store/ledger"
)

// pieceBytes is how long the pieces of a part are at most.
var pieceBytes = 1 << 20

// part reads a part of the kept image, piece by piece, into what decode makes of
// it.
func (r *imageReader) part(name string, decode func(body io.Reader, size int) error) error {
	size, pieces := 0, 0
	err := r.q.QueryRowContext(r.ctx, `SELECT coalesce(sum(length(body)), 0), count(*) FROM image_part WHERE source_id = ? AND name = ?`,
		r.sourceID, name).Scan(&size, &pieces)
	if err != nil {
		return err
	}
	if pieces == 0 {
		return fmt.Errorf("image part %s is missing: %w", name, errImage)
	}
	rows, err := r.q.QueryContext(r.ctx, `SELECT body FROM image_part WHERE source_id = ? AND name = ? ORDER BY piece`, r.sourceID, name)
	if err != nil {
		return err
	}
	defer rows.Close()
	body := &pieceReader{rows: rows}
	if err := decode(body, size); err != nil {
		if err := errors.Join(body.err, rows.Err()); err != nil {
			return err // the file could not be read, whatever decode thinks of it
		}
		return fmt.Errorf("image part %s: %w: %w", name, err, errImage)
	}
	return rows.Close()
}

// pieceReader reads pieces as one.
type pieceReader struct {
	rows  *sql.Rows
	piece sql.RawBytes
	err   error
}

func (p *pieceReader) Read(b []byte) (int, error) {
	for len(p.piece) == 0 {
		if !p.rows.Next() {
			return 0, errors.Join(p.rows.Err(), io.EOF)
		}
		if p.err = p.rows.Scan(&p.piece); p.err != nil {
			return 0, p.err
		}
	}
	n := copy(b, p.piece)
	p.piece = p.piece[n:]
	return n, nil
}

func (r *imageReader) numbers(name string) (numbers []uint32, err error) {
	err = r.part(name, func(body io.Reader, size int) (err error) {
		numbers, err = column.ReadNumbers(body, size, r.room)
		return err
	})
	return numbers, err
}

func (r *imageReader) codes(name string, rows int, limit uint32) (codes column.Codes, err error) {
	err = r.part(name, func(body io.Reader, size int) (err error) {
		codes, err = column.ReadCodes(body, size, rows, limit, r.room)
		return err
	})
	return codes, err
}

func (r *imageReader) dict(name string) (dict *column.Dict, err error) {
	err = r.part("dict/"+name, func(body io.Reader, size int) (err error) {
		dict, err = column.ReadDict(body, size)
		return err
	})
	return dict, err
}

// makeRoom finds how many facts of a kind can be newer than the kept image, whose
// highest is after.
func (r *imageReader) makeRoom(kind ledger.Kind, after int64) error {
	return r.q.QueryRowContext(r.ctx, fmt.Sprintf(`SELECT max(0, min((SELECT coalesce(max(fact_id), 0) FROM %s) - ?,
		(SELECT coalesce(sum(began), 0) FROM listing WHERE source_id IN (SELECT value FROM json_each(?)) AND pos > ?)))`, kind),
		after, idList(r.members), int64(r.pos)).Scan(&r.room)
}

// partWriter writes parts of an image, piece by piece.
type partWriter struct {
	ctx      context.Context
	tx       *sql.Tx
	sourceID int64
	buffer   *bufio.Writer
	name     string
	pieces   int
}

func newPartWriter(ctx context.Context, tx *sql.Tx, sourceID int64) *partWriter {
	w := &partWriter{ctx: ctx, tx: tx, sourceID: sourceID}
	w.buffer = bufio.NewWriterSize(w, pieceBytes)
	return w
}

// part writes a part in place of the kept one.
func (w *partWriter) part(name string, write func(body *bufio.Writer) error) error {
	if _, err := w.tx.ExecContext(w.ctx, `DELETE FROM image_part WHERE source_id = ? AND name = ?`, w.sourceID, name); err != nil {
		return err
	}
	w.name, w.pieces = name, 0
	if err := errors.Join(write(w.buffer), w.buffer.Flush()); err != nil {
		return err
	}
	if w.pieces == 0 { // a part of nothing is one
		return w.piece(nil)
	}
	return nil
}

// Write keeps a piece, or several.
func (w *partWriter) Write(b []byte) (int, error) {
	for n := 0; n < len(b); {
		end := min(n+pieceBytes, len(b))
		if err := w.piece(b[n:end]); err != nil {
			return n, err
		}
		n = end
	}
	return len(b), nil
}

func (w *partWriter) piece(b []byte) error {
	if b == nil {
		b = []byte{} // not NULL
	}
	_, err := w.tx.ExecContext(w.ctx, `INSERT INTO image_part (source_id, name, piece, body) VALUES (?, ?, ?, ?)`, w.sourceID, w.name, w.pieces, b)
	w.pieces++
	return err
}
