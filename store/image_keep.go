package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"

	"licenseledger/store/column"
	"licenseledger/store/ledger"
)

// An image is kept once it spares more than it costs: not for few facts, and
// again when more than a part of its facts began or ended since.
var (
	imageFacts = 4096
	imageShare = 10
)

// keepImages brings the kept images up to date where that is worth it. The run
// lock is held, so nothing is published meanwhile.
func (l *Ledger) keepImages(ctx context.Context) error {
	damaged := l.past.damaged.Load() // nobody knows which: all are made anew
	for _, info := range ledger.Sources() {
		if len(imagedKinds(info)) == 0 {
			continue
		}
		due, err := l.imageDue(ctx, info)
		if err != nil {
			return fmt.Errorf("look at image of %s: %w", info.Name, err)
		}
		if !due && !damaged {
			continue
		}
		err = l.keepImage(ctx, info)
		if errors.Is(err, errImage) && !l.past.damaged.Swap(true) {
			err = l.keepImage(ctx, info) // from the facts alone
		}
		if err != nil {
			return fmt.Errorf("keep image of %s: %w", info.Name, err)
		}
	}
	if damaged {
		l.past.damaged.Store(false)
	}
	return nil
}

// imagedKinds are the kinds of a source that images hold.
func imagedKinds(info ledger.SourceInfo) []ledger.Kind {
	var kinds []ledger.Kind
	for _, kind := range info.Kinds {
		if imageColumns[kind] != nil {
			kinds = append(kinds, kind)
		}
	}
	return kinds
}

func (l *Ledger) imageDue(ctx context.Context, info ledger.SourceInfo) (due bool, err error) {
	now, err := epoch(ctx, l.read)
	if err != nil {
		return false, err
	}
	// The facts begun and ended since the kept image, or since the beginning.
	err = l.read.QueryRowContext(ctx, `SELECT coalesce(sum(g.began + g.ended), 0) > max(?1, coalesce(max(i.facts), 0) / ?2)
		FROM source c JOIN listing g USING (source_id) LEFT JOIN image i ON i.source_id = c.source_id AND i.epoch = ?3 AND i.format = ?4
		WHERE c.name = ?5 AND g.pos > coalesce(i.pos, 0)`, imageFacts, imageShare, now, imageFormat, info.Name).Scan(&due)
	return due, err
}

// keepImage writes the image of a source anew, in one transaction.
func (l *Ledger) keepImage(ctx context.Context, info ledger.SourceInfo) error {
	return l.inWrite(ctx, "keep image", func(tx *sql.Tx) error {
		m, err := readImage(ctx, tx, info.Name, l.past.damaged.Load())
		if err != nil {
			return err
		}
		for _, kind := range imagedKinds(info) {
			if m, err = m.with(ctx, tx, kind); err != nil {
				return err
			}
			if m, err = m.withLate(ctx, tx, kind); err != nil {
				return err
			}
		}
		w := &imageWriter{ctx: ctx, tx: tx, image: m, recode: map[string][]uint32{}, sizes: map[string]int{}}
		return w.write(imagedKinds(info))
	})
}

// imageWriter writes an image with all facts in the order of people and all
// dictionaries sorted.
type imageWriter struct {
	ctx    context.Context
	tx     *sql.Tx
	image  *image
	recode map[string][]uint32 // new codes of the dictionaries
	sizes  map[string]int
	buffer []byte
}

func (w *imageWriter) write(kinds []ledger.Kind) error {
	hashes := map[ledger.Kind][]byte{}
	facts := 0
	for _, kind := range kinds {
		var err error
		if hashes[kind], err = w.hashes(kind); err != nil {
			return err
		}
		facts += int(w.image.kinds[kind].n)
	}
	now, err := epoch(w.ctx, w.tx)
	if err != nil {
		return err
	}
	if _, err := w.tx.ExecContext(w.ctx, `DELETE FROM image_part WHERE source_id = ?`, w.image.sourceID); err != nil {
		return err
	}
	newest := ledger.Position(0) // of a source that was never read
	if n := len(w.image.listings); n > 0 {
		newest = w.image.listings[n-1]
	}
	if _, err := w.tx.ExecContext(w.ctx, `INSERT OR REPLACE INTO image (source_id, format, epoch, pos, facts) VALUES (?, ?, ?, ?, ?)`,
		w.image.sourceID, imageFormat, now, int64(newest), facts); err != nil {
		return err
	}
	for name, dict := range w.image.dicts {
		sorted, codes := dict.Sorted()
		w.recode[name], w.sizes[name] = codes, sorted.Len()
		if err := w.part("dict/"+name, column.AppendDict(w.buffer[:0], sorted)); err != nil {
			return err
		}
		delete(w.image.dicts, name)
	}
	for _, kind := range kinds {
		if err := w.kind(kind, hashes[kind]); err != nil {
			return fmt.Errorf("keep %s: %w", kind, err)
		}
	}
	return nil
}

func (w *imageWriter) part(name string, body []byte) error {
	w.buffer = body
	_, err := w.tx.ExecContext(w.ctx, `INSERT INTO image_part (source_id, name, body) VALUES (?, ?, ?)`, w.image.sourceID, name, body)
	return err
}

// hashes gives the hashes of all facts of a kind, in their present places.
func (w *imageWriter) hashes(kind ledger.Kind) ([]byte, error) {
	r, err := w.image.reader(w.ctx, w.tx)
	if err != nil {
		return nil, err
	}
	f, err := r.spine(kind)
	if err != nil {
		return nil, err
	}
	var hashes []byte
	if r.kept {
		if err := r.part(string(kind)+"/hash", func(body []byte) error { hashes = append(hashes, body...); return nil }); err != nil {
			return nil, err
		}
	}
	newer, err := r.newHashes(f, kind)
	if hashes = append(hashes, newer...); err == nil && len(hashes) != int(w.image.kinds[kind].n)*len(ledger.Hash{}) {
		err = errImage
	}
	return hashes, err
}

// kind writes the facts of a kind in the order of people.
func (w *imageWriter) kind(kind ledger.Kind, hashes []byte) error {
	f := w.image.kinds[kind]
	order := f.inOrder()
	if err := w.part(string(kind)+"/id", appendInOrder(w.buffer[:0], f.ids, order)); err != nil {
		return err
	}
	for name, codes := range map[string]column.Codes{"from": f.from, "to": f.to} {
		sorted := codes.InOrder(order)
		if err := w.part(string(kind)+"/"+name, column.AppendCodes(w.buffer[:0], &sorted)); err != nil {
			return err
		}
	}
	body := w.buffer[:0]
	for _, fact := range order {
		body = append(body, hashes[int(fact)*16:int(fact)*16+16]...)
	}
	if err := w.part(string(kind)+"/hash", body); err != nil {
		return err
	}
	if err := w.part(string(kind)+"/again", column.AppendNumbers(w.buffer[:0], f.againInOrder(order))); err != nil {
		return err
	}
	for _, c := range imageColumns[kind] {
		codes := f.columns[c.name]
		sorted := codes.Recode(order, w.recode[c.dict], uint32(w.sizes[c.dict]))
		if err := w.part(string(kind)+"/"+c.name, column.AppendCodes(w.buffer[:0], &sorted)); err != nil {
			return err
		}
	}
	if f.lists == nil {
		return nil
	}
	carried := &lists{}
	for _, fact := range order {
		for _, code := range f.lists.at(fact) {
			carried.codes = append(carried.codes, w.recode["address"][code])
		}
		carried.append()
	}
	if err := w.part("user/address_end", column.AppendNumbers(w.buffer[:0], carried.ends)); err != nil {
		return err
	}
	return w.part("user/address", column.AppendNumbers(w.buffer[:0], carried.codes))
}

func appendInOrder(b []byte, numbers, order []uint32) []byte {
	sorted := make([]uint32, len(order))
	for i, fact := range order {
		sorted[i] = numbers[fact]
	}
	return column.AppendNumbers(b, sorted)
}

// againInOrder gives the later stretches with the new places of their facts.
func (f *facts) againInOrder(order []uint32) []uint32 {
	if len(f.again) == 0 {
		return nil
	}
	places := make([]uint32, len(order))
	for i, fact := range order {
		places[fact] = uint32(i)
	}
	var numbers []uint32
	for _, s := range f.again {
		numbers = append(numbers, places[s.fact], s.from, s.to)
	}
	return numbers
}
