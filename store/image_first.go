package store

import (
	"cmp"
	"context"
	"math"
	"slices"

	"licenseledger/store/column"
	"licenseledger/store/ledger"
)

// mostFirstFacts is of how many facts the first image is made beside their
// insertion: the memory for both is wanted at once.
const mostFirstFacts = 2_000_000

// mostFirstSynced is the same for a sync, which has read people before it, whose
// identities take memory too, and which nobody watches second by second.
const mostFirstSynced = 200_000

// firstImage makes the image of a report of which nothing was known before, from
// the facts as they are inserted and beside the insertion: nothing is read back
// for it, nor for what is concluded of single lines. It is written at the end of
// the run; see keepImages.
type firstImage struct {
	image  *image
	facts  *facts
	epoch  int64
	adder  *adder
	hashes []byte // in the order of ids
	// As imageWriter wants them, since image.dicts are sorted:
	recode map[string][]uint32

	work  chan firstFacts
	sorts chan struct{}         // closed when there is memory for sorting
	lines chan *lineConclusions // what is concluded of the lines, once all came; nil after an error
	done  chan struct{}         // closed when the image is made
	err   error                 // once done: there is no image
}

// firstFacts are inserted facts in the order of their ids.
type firstFacts struct {
	facts   []stagedFact
	content []byte
}

// beginFirstImage begins the image of the listing that is being published; nil
// where that is not a report's first, or not worth it.
func (b *publisher) beginFirstImage(ctx context.Context, c *kindChange) (*firstImage, error) {
	most := mostFirstFacts
	if b.p.Guarded {
		most = mostFirstSynced
	}
	if c.kind != ledger.KindReportRow || len(b.info.Kinds) > 1 || b.tally.fresh.len() <= imageFacts || b.tally.fresh.len() > most {
		return nil, nil
	}
	var known bool // a line of the source, a listing, or somebody who was forgotten: then lines may be changed yet
	if err := b.tx.QueryRowContext(ctx, `SELECT EXISTS (SELECT 1 FROM report_row WHERE source_id = ?1) OR EXISTS (SELECT 1 FROM listing WHERE source_id = ?1)
		OR EXISTS (SELECT 1 FROM erased)`, b.sourceID).Scan(&known); err != nil || known {
		return nil, err
	}
	now, err := epoch(ctx, b.tx)
	if err != nil {
		return nil, err
	}
	n := b.tally.fresh.len()
	f := &facts{after: c.after, ids: make([]uint32, 0, n), from: column.NewCodes(n, 0), to: column.NewCodes(n, 0), columns: map[string]column.Codes{}}
	m := &image{sourceID: b.sourceID, listings: []ledger.Position{b.pos}, dicts: map[string]*column.Dict{}, kinds: map[ledger.Kind]*facts{c.kind: f}}
	for _, c := range imageColumns[c.kind] {
		m.dicts[c.dict], f.columns[c.name] = column.NewDict(), column.NewCodes(n, 0)
	}
	i := &firstImage{image: m, facts: f, epoch: now, hashes: make([]byte, 0, n*len(ledger.Hash{})), recode: map[string][]uint32{},
		work: make(chan firstFacts), sorts: make(chan struct{}), lines: make(chan *lineConclusions, 1), done: make(chan struct{})}
	i.adder = newAdder(m, f, imageColumns[c.kind], false)
	go i.run(c.after)
	return i, nil
}

// add hands facts over. They must not be changed before the next call of add.
func (i *firstImage) add(facts []stagedFact, content []byte) {
	if i != nil {
		i.work <- firstFacts{facts, content}
	}
}

// end tells that no facts come any more. It is called once.
func (i *firstImage) end() {
	if i != nil {
		close(i.work)
	}
}

// sortNow tells that SQLite sorts no index any more, which takes much memory. It
// is called once, also after a failure.
func (i *firstImage) sortNow() {
	if i != nil {
		close(i.sorts)
	}
}

func (i *firstImage) run(after int64) {
	defer close(i.done)
	texts := make([][]byte, 0, len(i.adder.columns))
	for work := range i.work {
		for _, fact := range work.facts {
			if i.err != nil {
				break
			}
			if after++; after > math.MaxUint32 {
				i.err = errImage
				break
			}
			if texts, i.err = ledger.AppendValueTexts(texts[:0], ledger.KindReportRow, work.content[fact.begin:fact.end]); i.err != nil {
				break
			}
			for n, text := range texts {
				i.adder.codes[n].Append(i.adder.dicts[n].Add(text))
			}
			i.facts.ids = append(i.facts.ids, uint32(after))
			i.facts.from.Append(1)
			i.facts.to.Append(0)
			i.facts.n++
			i.hashes = append(i.hashes, fact.hash[:]...)
		}
	}
	i.adder.done()
	for _, dict := range i.image.dicts {
		dict.Forget()
	}
	if i.err != nil {
		i.lines <- nil
		return
	}
	i.lines <- concludeLines(i.image, i.facts)
	<-i.sorts
	i.sort()
}

// sort puts dictionaries and facts in the order of people.
func (i *firstImage) sort() {
	for name, dict := range i.image.dicts {
		i.image.dicts[name], i.recode[name] = dict.Sorted()
	}
	var codes []column.Codes
	var recode [][]uint32
	for _, name := range imageOrder[ledger.KindReportRow] {
		for _, c := range imageColumns[ledger.KindReportRow] {
			if c.name == name {
				codes, recode = append(codes, i.facts.columns[name]), append(recode, i.recode[c.dict])
			}
		}
	}
	place := func(n int, fact uint32) uint32 { return recode[n][codes[n].At(fact)] - 1 } // "" comes last
	type placed struct {
		first uint64
		fact  uint32
	}
	all := make([]placed, i.facts.n)
	for fact := range i.facts.n {
		all[fact] = placed{uint64(place(0, fact))<<32 | uint64(place(1, fact)), fact}
	}
	slices.SortFunc(all, func(a, b placed) int {
		if a.first != b.first {
			return cmp.Compare(a.first, b.first)
		}
		for n := 2; n < len(codes); n++ {
			if x, y := place(n, a.fact), place(n, b.fact); x != y {
				return cmp.Compare(x, y)
			}
		}
		return 0
	})
	i.facts.later = make([]later, len(all))
	for n := range all {
		i.facts.later[n].fact = all[n].fact
	}
}

// keepFirst remembers the image of a listing that was published.
func (l *Ledger) keepFirst(source string, i *firstImage) {
	if i == nil {
		return
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.first == nil {
		l.first = map[string]*firstImage{}
	}
	l.first[source] = i
}

// takeFirst gives the remembered image of a source, unless something else is
// known meanwhile than when it was made.
func (l *Ledger) takeFirst(ctx context.Context, q querier, source string) (*firstImage, error) {
	l.mu.Lock()
	i := l.first[source]
	delete(l.first, source)
	l.mu.Unlock()
	if i == nil {
		return nil, nil
	}
	if <-i.done; i.err != nil {
		return nil, nil // made from the facts instead
	}
	now, err := epoch(ctx, q)
	if err != nil {
		return nil, err
	}
	m, err := readImage(ctx, q, source, false)
	if err != nil || now != i.epoch || !slices.Equal(m.listings, i.image.listings) {
		return nil, err
	}
	return i, nil
}
