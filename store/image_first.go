package store

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"sync"
	"unsafe"

	"licenseledger/store/ledger"
)

// mostFirstFacts is of how many facts the first image is made beside their
// insertion: the memory for both is wanted at once.
const mostFirstFacts = 2_000_000

// Of a sync fewer are, which nobody watches second by second: of a report, since
// people were read before it and identities take memory too; and of accounts.
const (
	mostFirstSynced   = 200_000
	mostFirstAccounts = 1_000_000
)

// mostWaiting is how many bytes of facts wait for the first image while rows are
// inserted. The image has a processor of its own once they are: until then it would
// only slow down what everything else waits for.
var mostWaiting = 64 << 20 // a test takes less

// firstImage makes the image of a report or a directory of which nothing was known
// before, from the facts as they are inserted and beside the insertion: nothing is
// read back for it, nor for what is concluded of single facts. It is written at
// the end of the run; see keepImages.
type firstImage struct {
	image *image
	epoch int64
	kinds map[byte]*firstKind
	// As imageWriter wants them, since image.dicts are sorted:
	recode map[string][]uint32

	work      chan *firstFacts      // in the order of their ids
	buffers   *sync.Pool            // gets them back
	failed    bool                  // once work is closed: no listing comes of it
	sorts     chan struct{}         // closed when there is memory for sorting
	lines     chan *lineConclusions // what is concluded of a report's lines, once all came; nil after an error
	addresses chan []notedAddress   // what is concluded of accounts, likewise
	done      chan struct{}         // closed when the image is made
	err       error                 // once done: there is no image
}

// firstFacts are inserted facts, those of each kind in the order of their ids.
type firstFacts struct {
	facts   []stagedFact
	content []byte
}

// size is about how many bytes of memory they take.
func (f *firstFacts) size() int {
	return len(f.facts)*int(unsafe.Sizeof(stagedFact{})) + len(f.content)
}

// errNoListing says that the listing of an image was not published.
var errNoListing = errors.New("the listing was not published")

// beginFirstImage begins the image of the listing that is being published; nil
// where that is not the first one of its image, or not worth it.
func (b *publisher) beginFirstImage(ctx context.Context, all []*kindChange) (*firstImage, error) {
	leader, _ := ledger.SourceByName(imageMembers(b.info.Name)[0])
	kinds := imagedKinds(leader)
	for _, c := range all {
		if !slices.Contains(kinds, c.kind) {
			return nil, nil
		}
	}
	n, isReport := b.tally.fresh.len(), slices.Contains(kinds, ledger.KindReportRow)
	if n <= imageFacts || n > b.mostFirst(isReport) || !isReport && !slices.Contains(kinds, ledger.KindUser) {
		return nil, nil
	}
	m, err := readImage(ctx, b.tx, b.info.Name, false)
	if err != nil || len(m.listings) > 0 {
		return nil, err
	}
	for _, c := range all { // somebody who was forgotten: then facts may be changed yet
		var known bool
		if err := b.tx.QueryRowContext(ctx, fmt.Sprintf(`SELECT EXISTS (SELECT 1 FROM %s WHERE source_id IN (SELECT value FROM json_each(?)))
			OR EXISTS (SELECT 1 FROM erased)`, c.kind), idList(m.members)).Scan(&known); err != nil || known {
			return nil, err
		}
	}
	i := &firstImage{image: m, kinds: map[byte]*firstKind{}, recode: map[string][]uint32{}, work: make(chan *firstFacts), buffers: b.buffers, sorts: make(chan struct{}),
		lines: make(chan *lineConclusions, 1), addresses: make(chan []notedAddress, 1), done: make(chan struct{})}
	if i.epoch, err = epoch(ctx, b.tx); err != nil {
		return nil, err
	}
	m.listings = []ledger.Position{b.pos}
	if len(m.members) > 1 {
		m.listedBy = []uint8{uint8(slices.Index(m.members, b.sourceID))}
	}
	var facts [256]int
	for _, code := range b.tally.freshCodes {
		facts[code]++
	}
	for _, kind := range kinds {
		i.addKind(kind, facts[kindCode(kind)])
	}
	for _, c := range all {
		i.kinds[c.code].facts.after = c.after
	}
	go i.run()
	return i, nil
}

// mostFirst is of how many facts the image is made beside their insertion.
func (b *publisher) mostFirst(isReport bool) int {
	switch {
	case !isReport:
		return mostFirstAccounts
	case b.p.Guarded:
		return mostFirstSynced
	}
	return mostFirstFacts
}

// end tells that no facts come any more, and whether all did. It is called once.
func (i *firstImage) end(whole bool) {
	if i != nil {
		i.failed = !whole
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

func (i *firstImage) run() {
	defer close(i.done)
	var waiting []*firstFacts
	size := 0
	takeOldest := func() {
		part := waiting[0]
		waiting[0] = nil // its memory may be wanted
		waiting, size = waiting[1:], size-part.size()
		i.take(part)
		i.buffers.Put(part)
	}
	for part := range i.work {
		waiting, size = append(waiting, part), size+part.size()
		for size > mostWaiting {
			takeOldest()
		}
	}
	if i.failed {
		i.err = errNoListing
	}
	for len(waiting) > 0 {
		takeOldest()
	}
	for _, k := range i.kinds {
		k.adder.done()
	}
	for _, dict := range i.image.dicts {
		dict.Forget()
	}
	i.conclude()
	if i.err != nil {
		return
	}
	<-i.sorts
	i.sort()
}

// take takes facts into the image.
func (i *firstImage) take(part *firstFacts) {
	for n := range part.facts {
		if i.err != nil {
			return
		}
		fact := &part.facts[n]
		i.err = i.kinds[fact.code].add(fact.hash, part.content[fact.begin:fact.end])
	}
}

// conclude gives what is concluded of single facts.
func (i *firstImage) conclude() {
	if i.err != nil {
		i.lines <- nil
		i.addresses <- nil
		return
	}
	for _, k := range i.kinds {
		switch k.kind {
		case ledger.KindReportRow:
			i.lines <- concludeLines(i.image, k.facts)
		case ledger.KindUser:
			sortAddresses(k.noted)
			i.addresses <- k.noted
			k.noted = nil
		}
	}
}

// sort puts dictionaries and facts in the order of people.
func (i *firstImage) sort() {
	for name, dict := range i.image.dicts {
		i.image.dicts[name], i.recode[name] = dict.Sorted()
	}
	for _, k := range i.kinds {
		k.facts.sortByPlaces(k.kind, i.recode)
	}
}

// keepFirst remembers the image of a listing that was published.
func (l *Ledger) keepFirst(source string, i *firstImage) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.first == nil {
		l.first = map[string]*firstImage{}
	}
	l.first[source] = i
}

// keepAccounts writes the first image of accounts at once: other sources are read
// after them, and it takes much memory until then. What fails is made again from
// the facts at the end of the run, which tells.
func (l *Ledger) keepAccounts(ctx context.Context, info ledger.SourceInfo) {
	if slices.Contains(info.Kinds, ledger.KindUser) {
		leader, _ := ledger.SourceByName(imageMembers(info.Name)[0])
		_ = l.keepImage(ctx, leader)
	}
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
