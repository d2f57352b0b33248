package store

import (
	"bufio"
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io"
	"slices"

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
	if l.write != nil { // what the publications before had in memory makes room
		if err := l.dropTemporary(ctx); err != nil {
			return err
		}
	}
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
	l.mu.Lock()
	defer l.mu.Unlock()
	l.first = nil // an image that is not worth keeping
	return nil
}

// imagedKinds are the kinds of a source that its own image holds.
func imagedKinds(info ledger.SourceInfo) []ledger.Kind {
	var kinds []ledger.Kind
	if imageMembers(info.Name)[0] != info.Name {
		return nil
	}
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
		FROM source c JOIN listing g USING (source_id)
		LEFT JOIN image i ON i.source_id = (SELECT source_id FROM source WHERE name = ?5) AND i.epoch = ?3 AND i.format = ?4
		WHERE c.name IN (`+textList(imageMembers(info.Name))+`) AND g.pos > coalesce(i.pos, 0)`, imageFacts, imageShare, now, imageFormat, info.Name).Scan(&due)
	return due, err
}

// keepImage writes the image of a source anew, in one transaction.
func (l *Ledger) keepImage(ctx context.Context, info ledger.SourceInfo) error {
	return l.inWrite(ctx, "keep image", func(tx *sql.Tx) error {
		first, err := l.takeFirst(ctx, tx, info.Name)
		if err != nil {
			return err
		}
		if first != nil {
			w := &imageWriter{partWriter: newPartWriter(ctx, tx, first.image.sourceID), image: first.image, first: first, recode: first.recode, sizes: map[string]int{}}
			return w.write(imagedKinds(info))
		}
		m, err := readImage(ctx, tx, info.Name, l.past.damaged.Load())
		if err != nil {
			return err
		}
		r, err := m.reader(ctx, tx)
		if err != nil {
			return err
		}
		w := &imageWriter{partWriter: newPartWriter(ctx, tx, m.sourceID), reader: r, image: m, recode: map[string][]uint32{}, sizes: map[string]int{}}
		if !r.kept {
			return w.writeAnew(imagedKinds(info))
		}
		for _, kind := range imagedKinds(info) {
			if m, err = m.with(ctx, tx, kind); err != nil {
				return err
			}
			if m, err = m.withLate(ctx, tx, kind); err != nil {
				return err
			}
			m.kinds[kind].keepNewer()
		}
		w.image = m
		return w.write(imagedKinds(info))
	})
}

// keepNewer lets go of the columns of facts that the kept image has: one kind
// at a time is in memory whole, and later one column.
func (f *facts) keepNewer() {
	if f.kept == 0 {
		return
	}
	for name, codes := range f.columns {
		f.columns[name] = codes.From(f.kept)
	}
}

// whole gives a column of all facts: as it was kept, and of the newer ones.
func (w *imageWriter) whole(kind ledger.Kind, c imageColumn) (column.Codes, error) {
	f := w.image.kinds[kind]
	newer := f.columns[c.name]
	delete(f.columns, c.name)
	if f.kept == 0 {
		return newer, nil
	}
	w.reader.room = newer.Len()
	codes, err := w.reader.codes(string(kind)+"/"+c.name, int(f.kept), uint32(len(w.recode[c.dict])))
	for row := range uint32(newer.Len()) {
		codes.Append(newer.At(row))
	}
	return codes, err
}

// imageWriter writes an image with all facts in the order of people and all
// dictionaries sorted. What it wrote it lets go of.
type imageWriter struct {
	*partWriter
	reader *imageReader // of the image that was kept
	image  *image
	first  *firstImage         // in place of reader, and sorted already; or nil
	recode map[string][]uint32 // new codes of the dictionaries
	sizes  map[string]int
}

func (w *imageWriter) write(kinds []ledger.Kind) error {
	facts := 0
	for _, kind := range kinds {
		facts += int(w.image.kinds[kind].n)
	}
	if err := w.begin(facts); err != nil {
		return err
	}
	for name, dict := range w.image.dicts {
		sorted := dict
		if w.first == nil {
			sorted, w.recode[name] = dict.Sorted()
		}
		w.sizes[name] = sorted.Len()
		delete(w.image.dicts, name)
		if err := w.part("dict/"+name, func(b *bufio.Writer) error { return column.WriteDict(b, sorted) }); err != nil {
			return err
		}
	}
	for _, kind := range kinds {
		if err := w.kind(kind); err != nil {
			return fmt.Errorf("keep %s: %w", kind, err)
		}
		delete(w.image.kinds, kind)
	}
	return nil
}

// begin notes what the image speaks for.
func (w *imageWriter) begin(facts int) error {
	now, err := epoch(w.ctx, w.tx)
	if err != nil {
		return err
	}
	newest := ledger.Position(0) // of a source that was never read
	if n := len(w.image.listings); n > 0 {
		newest = w.image.listings[n-1]
	}
	_, err = w.tx.ExecContext(w.ctx, `INSERT INTO image (source_id, format, epoch, pos, facts) VALUES (?, ?, ?, ?, ?)
		ON CONFLICT (source_id) DO UPDATE SET format = excluded.format, epoch = excluded.epoch, pos = excluded.pos, facts = excluded.facts`,
		w.image.sourceID, imageFormat, now, int64(newest), facts)
	return err
}

// hashes gives the hashes of all facts of a kind, in their present places.
func (w *imageWriter) hashes(kind ledger.Kind) (hashes []byte, err error) {
	if w.first != nil {
		return w.first.kinds[kindCode(kind)].hashes, nil
	}
	r := w.reader
	f, err := r.spine(w.image, kind)
	if err != nil {
		return nil, err
	}
	hashes = make([]byte, 0, int(w.image.kinds[kind].n)*len(ledger.Hash{}))
	if r.kept {
		if err := r.part(string(kind)+"/hash", func(body io.Reader, size int) (err error) {
			hashes = slices.Grow(hashes, size)[:size]
			_, err = io.ReadFull(body, hashes)
			return err
		}); err != nil {
			return nil, err
		}
	}
	if hashes, err = r.newHashes(f, kind, hashes); err == nil && len(hashes) != int(w.image.kinds[kind].n)*len(ledger.Hash{}) {
		err = errImage
	}
	return hashes, err
}

// writeHashes writes them in the order of people.
func (w *imageWriter) writeHashes(kind ledger.Kind, order []uint32) error {
	if w.first == nil && !w.reader.kept && imageOrder[kind] == nil {
		return w.hashesAnew(kind, len(order))
	}
	hashes, err := w.hashes(kind)
	if err != nil {
		return err
	}
	return w.part(string(kind)+"/hash", func(b *bufio.Writer) error {
		for _, fact := range order {
			if _, err := b.Write(hashes[int(fact)*len(ledger.Hash{}):][:len(ledger.Hash{})]); err != nil {
				return err
			}
		}
		return nil
	})
}

// kind writes the facts of a kind in the order of people.
func (w *imageWriter) kind(kind ledger.Kind) error {
	f := w.image.kinds[kind]
	order := f.inOrder()
	if err := w.facts(kind, f, order); err != nil || f.lists == nil {
		return err
	}
	return w.writeAddresses(f.lists, order)
}

// facts writes all of them but the addresses of accounts.
func (w *imageWriter) facts(kind ledger.Kind, f *facts, order []uint32) error {
	if err := w.writeHashes(kind, order); err != nil {
		return err
	}
	if err := w.writeNumbers(string(kind)+"/id", inOrder(f.ids, order)); err != nil {
		return err
	}
	for name, codes := range map[string]*column.Codes{"from": &f.from, "to": &f.to} {
		if err := w.writeCodes(string(kind)+"/"+name, codes.InOrder(order)); err != nil {
			return err
		}
		*codes = column.Codes{}
	}
	if len(w.image.members) > 1 {
		if err := w.writeCodes(string(kind)+"/member", f.member.InOrder(order)); err != nil {
			return err
		}
	}
	if err := w.writeNumbers(string(kind)+"/again", f.againInOrder(order)); err != nil {
		return err
	}
	for _, c := range imageColumns[kind] {
		codes, err := w.whole(kind, c)
		if err != nil {
			return err
		}
		if err := w.writeCodes(string(kind)+"/"+c.name, codes.Recode(order, w.recode[c.dict], uint32(w.sizes[c.dict]))); err != nil {
			return err
		}
	}
	return nil
}

// writeAddresses writes the addresses of accounts in the order of people.
func (w *imageWriter) writeAddresses(all *lists, order []uint32) error {
	carried := &lists{}
	for _, fact := range order {
		for _, code := range all.at(fact) {
			carried.codes = append(carried.codes, w.recode["address"][code])
		}
		carried.append()
	}
	if err := w.writeNumbers("user/address_end", carried.ends); err != nil {
		return err
	}
	return w.writeNumbers("user/address", carried.codes)
}

func (w *imageWriter) writeNumbers(name string, numbers []uint32) error {
	return w.part(name, func(b *bufio.Writer) error { return column.WriteNumbers(b, numbers) })
}

func (w *imageWriter) writeCodes(name string, codes column.Codes) error {
	return w.part(name, func(b *bufio.Writer) error { return column.WriteCodes(b, &codes) })
}

func inOrder(numbers, order []uint32) []uint32 {
	sorted := make([]uint32, len(order))
	for i, fact := range order {
		sorted[i] = numbers[fact]
	}
	return sorted
}

// againInOrder gives the later stretches with the new places of their facts.
func (f *facts) againInOrder(order []uint32) []uint32 {
	if len(f.again) == 0 {
		return nil
	}
	places := make([]uint32, f.n)
	for i, fact := range order {
		places[fact] = uint32(i)
	}
	var numbers []uint32
	for _, s := range f.again {
		numbers = append(numbers, places[s.fact], s.from, s.to)
	}
	return numbers
}
