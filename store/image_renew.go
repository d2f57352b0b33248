package store

import (
	"bufio"
	"context"
	"database/sql"
	"errors"
	"fmt"
	"slices"

	"licenseledger/store/column"
	"licenseledger/store/ledger"
)

// renewImages brings kept images up to date with facts that were changed in place since an
// epoch: to make a large tenant's anew takes as long as to forget somebody. An image that
// did not speak any more is deleted, since it may name who is not to be named.
func (l *Ledger) renewImages(ctx context.Context, tx *sql.Tx, since int64, changed map[ledger.Kind][]int64) error {
	// What found the facts has most memory now, and is not needed any more.
	if _, err := caching(ctx, tx, frugalCache, "main"); err != nil {
		return err
	}
	if _, err := tx.ExecContext(ctx, `PRAGMA shrink_memory`); err != nil {
		return err
	}
	for _, info := range ledger.Sources() {
		kinds := imagedKinds(info)
		if len(kinds) == 0 {
			continue
		}
		m, err := readImage(ctx, tx, info.Name, l.past.damaged.Load())
		if err != nil {
			return err
		}
		err = m.renew(ctx, tx, since, kinds, changed)
		if errors.Is(err, errImage) {
			err = m.drop(ctx, tx)
		}
		if err != nil {
			return fmt.Errorf("renew image of %s: %w", info.Name, err)
		}
	}
	return nil
}

// renew fails with errImage where no kept image spoke in the epoch, or it is damaged.
func (m *image) renew(ctx context.Context, tx *sql.Tx, since int64, kinds []ledger.Kind, changed map[ledger.Kind][]int64) error {
	r, err := m.readerIn(ctx, tx, since)
	if err != nil {
		return err
	}
	if !r.kept {
		return errImage
	}
	for _, kind := range kinds {
		if len(changed[kind]) == 0 {
			continue
		}
		w := &imageWriter{partWriter: newPartWriter(ctx, tx, m.sourceID), image: m, reader: r, recode: map[string][]uint32{}, sizes: map[string]int{}}
		if err := w.renewKind(kind, changed[kind], sharedDicts(kinds)); err != nil {
			return err
		}
	}
	now, err := epoch(ctx, tx)
	if err == nil {
		_, err = tx.ExecContext(ctx, `UPDATE image SET epoch = ? WHERE source_id = ?`, now, m.sourceID)
	}
	return err
}

// drop deletes what was kept of an image.
func (m *image) drop(ctx context.Context, tx *sql.Tx) error {
	for _, table := range []string{"image_part", "image"} {
		if _, err := tx.ExecContext(ctx, `DELETE FROM `+table+` WHERE source_id = ?`, m.sourceID); err != nil {
			return err
		}
	}
	return nil
}

// renewKind writes the facts of a kind again. Those that were changed are left out where
// they stood, and read as if they were newer.
func (w *imageWriter) renewKind(kind ledger.Kind, changed []int64, shared []string) error {
	f, err := w.withChanged(kind, changed, imageColumns[kind])
	if err != nil || f == nil {
		return err
	}
	if err := w.spansOfChanged(kind, f); err != nil {
		return err
	}
	w.image.sort(kind)
	order := f.withoutStood(w.reader.changed)
	for _, c := range imageColumns[kind] {
		codes, dict := f.columns[c.name], w.image.dicts[c.dict]
		if slices.Contains(shared, c.dict) {
			if dict.Added() > 0 {
				return errImage // which facts of other kinds are written by
			}
			w.keepDict(c.dict, dict)
			continue
		}
		used := make(marks, dict.Len()/64+1)
		for _, fact := range order {
			used.mark(codes.At(fact))
		}
		if err := w.writeUsed(c.dict, dict, used); err != nil {
			return err
		}
	}
	w.image.dicts = map[string]*column.Dict{}
	f.keepNewer()
	if kind == ledger.KindUser {
		if err := w.renewAddresses(kind, order); err != nil {
			return err
		}
		w.image.kinds[kind] = f
	}
	return w.facts(kind, f, order)
}

// withChanged reads columns of a kind; nil where the image has none of the changed facts.
func (w *imageWriter) withChanged(kind ledger.Kind, changed []int64, columns []imageColumn) (*facts, error) {
	m, r := w.image, w.reader
	f, err := r.spine(m, kind)
	if err != nil {
		return nil, err
	}
	are := make(map[uint32]bool, len(changed))
	for _, id := range changed {
		are[uint32(id)] = true
	}
	r.changed = nil
	for _, id := range f.ids {
		if are[id] {
			r.changed = append(r.changed, int64(id))
		}
	}
	if r.changed == nil {
		return nil, nil
	}
	if columns != nil {
		f.lists = nil // see renewAddresses
	}
	m.dicts, m.kinds = map[string]*column.Dict{}, map[ledger.Kind]*facts{kind: f}
	if err := r.columns(m, kind, columns, true); err != nil {
		return nil, err
	}
	if int(f.n-f.kept) != len(r.changed) {
		return nil, errImage
	}
	return f, nil
}

// renewAddresses does it for the addresses of accounts, which are many.
func (w *imageWriter) renewAddresses(kind ledger.Kind, order []uint32) error {
	f, err := w.withChanged(kind, w.reader.changed, nil)
	if err != nil {
		return err
	}
	dict := w.image.dicts["address"]
	used := make(marks, dict.Len()/64+1)
	for _, fact := range order {
		for _, code := range f.lists.at(fact) {
			used.mark(code)
		}
	}
	w.image.dicts = map[string]*column.Dict{}
	if err := w.writeUsed("address", dict, used); err != nil {
		return err
	}
	return w.writeAddresses(f.lists, order)
}

// spansOfChanged reads all stretches of the facts that were changed.
func (w *imageWriter) spansOfChanged(kind ledger.Kind, f *facts) error {
	query := fmt.Sprintf(`SELECT fact_id, from_pos, to_pos FROM %s_span WHERE source_id = ?1 AND ?2 IS NOT NULL AND ?3 IS NOT NULL
		AND fact_id IN (SELECT value FROM json_each(?4)) ORDER BY 1, 2`, kind)
	for _, member := range w.reader.members {
		if err := w.reader.newSpansOf(w.image, f, query, member, idList(w.reader.changed)); err != nil {
			return err
		}
	}
	return nil
}

// withoutStood gives the facts in the order of people, but for some of the kept ones, by
// their ids.
func (f *facts) withoutStood(ids []int64) []uint32 {
	gone := make(map[uint32]bool, len(ids))
	for _, id := range ids {
		gone[uint32(id)] = true
	}
	stood := func(fact uint32) bool { return fact < f.kept && gone[f.ids[fact]] }
	f.again = slices.DeleteFunc(f.again, func(s span) bool { return stood(s.fact) })
	return slices.DeleteFunc(f.inOrder(), stood)
}

// keepDict leaves a dictionary as it was kept.
func (w *imageWriter) keepDict(name string, dict *column.Dict) {
	w.sizes[name], w.recode[name] = dict.Len(), make([]uint32, dict.Len())
	for code := range w.recode[name] {
		w.recode[name][code] = uint32(code)
	}
}

// writeUsed writes the texts of a dictionary that are used.
func (w *imageWriter) writeUsed(name string, dict *column.Dict, used marks) error {
	sorted, codes := dict.SortedOf(used.has)
	w.sizes[name], w.recode[name] = sorted.Len(), codes
	return w.part("dict/"+name, func(b *bufio.Writer) error { return column.WriteDict(b, sorted) })
}
