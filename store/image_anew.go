package store

import (
	"bufio"
	"cmp"
	"database/sql"
	"fmt"
	"maps"
	"slices"

	"licenseledger/store/column"
	"licenseledger/store/ledger"
)

// writeAnew writes the image of a source of which none was kept, from the facts and a
// kind at a time: a large tenant's as a whole would be more than all else that a sync
// keeps in memory.
func (w *imageWriter) writeAnew(kinds []ledger.Kind) error {
	if err := w.begin(0); err != nil { // parts belong to one
		return err
	}
	shared, err := w.shareDicts(kinds)
	if err != nil {
		return fmt.Errorf("keep what several kinds say: %w", err)
	}
	facts := 0
	for _, kind := range kinds {
		n, err := w.kindAnew(kind, shared)
		if err != nil {
			return fmt.Errorf("keep %s: %w", kind, err)
		}
		facts += n
	}
	return w.begin(facts)
}

// shareDicts writes the dictionaries that columns of several kinds have, and gives
// them: since they are sorted, what is read then has its codes at once.
func (w *imageWriter) shareDicts(kinds []ledger.Kind) (map[string]*column.Dict, error) {
	users := map[string][]string{} // queries, by the dictionary
	for _, kind := range kinds {
		for _, c := range imageColumns[kind] {
			users[c.dict] = append(users[c.dict], fmt.Sprintf(`SELECT coalesce(%s, '') FROM %s WHERE +source_id IN (SELECT value FROM json_each(?))`, c.expression, kind))
		}
	}
	shared := map[string]*column.Dict{}
	several := sharedDicts(kinds)
	for name, queries := range users {
		if !slices.Contains(several, name) {
			continue
		}
		dict := column.NewDict()
		for _, query := range queries {
			err := each(w.ctx, w.tx, query, []any{idList(w.image.members)}, func(rows *sql.Rows) error {
				var text sql.RawBytes
				err := rows.Scan(&text)
				dict.Add(text)
				return err
			})
			if err != nil {
				return nil, err
			}
		}
		sorted, err := w.sortedDict(name, dict)
		if err != nil {
			return nil, err
		}
		shared[name] = sorted
		for code := range w.recode[name] { // nothing has the codes of before
			w.recode[name][code] = uint32(code)
		}
	}
	return shared, nil
}

// sharedDicts names the dictionaries that several columns have.
func sharedDicts(kinds []ledger.Kind) (names []string) {
	users := map[string]int{}
	for _, kind := range kinds {
		for _, c := range imageColumns[kind] {
			if users[c.dict]++; users[c.dict] == 2 {
				names = append(names, c.dict)
			}
		}
	}
	return names
}

// sortedDict sorts a dictionary, and writes it.
func (w *imageWriter) sortedDict(name string, dict *column.Dict) (sorted *column.Dict, err error) {
	dict.Forget()
	sorted, w.recode[name] = dict.Sorted()
	w.sizes[name] = sorted.Len()
	return sorted, w.part("dict/"+name, func(b *bufio.Writer) error { return column.WriteDict(b, sorted) })
}

// sortDicts sorts the dictionaries of the image, writes them and lets go of each: the
// largest ones last, when there is most room.
func (w *imageWriter) sortDicts() error {
	all := w.image.dicts
	for _, dict := range all {
		dict.Forget()
	}
	for _, name := range slices.SortedFunc(maps.Keys(all), func(a, b string) int { return cmp.Compare(all[a].Len(), all[b].Len()) }) {
		dict := all[name]
		delete(all, name)
		w.sizes[name] = dict.Len()
		if err := w.part("dict/"+name, func(b *bufio.Writer) (err error) {
			w.recode[name], err = column.WriteSorted(b, dict)
			return err
		}); err != nil {
			return err
		}
	}
	return nil
}

// kindAnew reads the facts of a kind, writes them, and tells how many they are.
func (w *imageWriter) kindAnew(kind ledger.Kind, shared map[string]*column.Dict) (n int, err error) {
	m := w.image
	f, err := w.reader.spine(m, kind)
	if err != nil {
		return 0, err
	}
	carries := f.lists != nil
	f.lists = nil
	m.dicts, m.kinds = map[string]*column.Dict{}, map[ledger.Kind]*facts{kind: f}
	for name, dict := range shared {
		m.dicts[name] = dict
	}
	if err := w.reader.columns(m, kind, imageColumns[kind], true); err != nil {
		return 0, err
	}
	if err := w.reader.newSpans(m, f, kind); err != nil {
		return 0, err
	}
	for name := range shared {
		delete(m.dicts, name) // which finds, and has nothing that is new
	}
	if err := w.sortDicts(); err != nil {
		return 0, err
	}
	f.sortByPlaces(kind, w.recode)
	order := f.inOrder()
	f.later = nil
	if err := w.facts(kind, f, order); err != nil || !carries {
		return int(f.n), err
	}
	m.kinds = nil
	return len(order), w.addressesAnew(kind, order)
}

// addressesAnew reads the addresses of accounts, and writes them: they are many, and
// nothing else has to wait for them in memory.
func (w *imageWriter) addressesAnew(kind ledger.Kind, order []uint32) error {
	m := w.image
	f, err := w.reader.spine(m, kind)
	if err != nil {
		return err
	}
	m.dicts, m.kinds = map[string]*column.Dict{}, map[ledger.Kind]*facts{kind: f}
	if err := w.reader.columns(m, kind, nil, true); err != nil {
		return err
	}
	if int(f.n) != len(order) {
		return errImage
	}
	m.kinds = nil
	if err := w.sortDicts(); err != nil {
		return err
	}
	return w.writeAddresses(f.lists, slices.Clip(order))
}

// hashesAnew writes hashes in the order of ids.
func (w *imageWriter) hashesAnew(kind ledger.Kind, n int) error {
	return w.part(string(kind)+"/hash", func(b *bufio.Writer) error {
		err := each(w.ctx, w.tx, fmt.Sprintf(`SELECT hash FROM %s WHERE +source_id IN (SELECT value FROM json_each(?)) ORDER BY fact_id`, kind),
			[]any{idList(w.image.members)}, func(rows *sql.Rows) error {
				var hash scannedHash
				err := rows.Scan(&hash)
				if err == nil {
					_, err = b.Write(hash[:])
				}
				n--
				return err
			})
		if err == nil && n != 0 {
			err = errImage
		}
		return err
	})
}
