package store

import "licenseledger/store/ledger"

// tally is what the pages so far make of the base: which of its facts the new
// listing has, and which others. It follows from the base and the pages.
type tally struct {
	base       *base
	seen       bitset  // facts of the base that the listing has
	fresh      hashSet // facts that the base lacks, those dropped again among them
	freshCodes []byte  // their kinds
	live       bitset  // those of fresh that the listing has
	sum        hashSum // of the listing
}

// newTally begins with an empty listing, or with the base itself.
func newTally(b *base, whole bool) *tally {
	t := &tally{base: b, seen: newBitset(b.set.len(), whole), fresh: newHashSet(0)}
	if whole {
		t.sum = b.sum
	}
	return t
}

// add adds a fact to the listing; kept tells that neither base nor listing has
// had it before, so that its content is needed.
func (t *tally) add(code byte, hash ledger.Hash) (kept bool) {
	if n, ok := t.base.set.find(hash); ok {
		t.addKnown(n)
		return false
	}
	n, added := t.fresh.add(hash)
	if added {
		t.freshCodes = append(t.freshCodes, code)
		t.live = t.live.grown(n + 1)
	}
	if !t.live.has(n) {
		t.live.put(n)
		t.sum.add(hash)
	}
	return added
}

// addKnown adds a fact of the base, by its number there.
func (t *tally) addKnown(n int) {
	if !t.seen.has(n) {
		t.seen.put(n)
		t.sum.add(t.base.set.at(n))
	}
}

// drop takes a fact out of the listing and tells whether it was in it.
func (t *tally) drop(hash ledger.Hash) bool {
	set := t.seen
	n, ok := t.base.set.find(hash)
	if !ok {
		set = t.live
		n, ok = t.fresh.find(hash)
	}
	if !ok || !set.has(n) {
		return false
	}
	set.drop(n)
	t.sum.drop(hash)
	return true
}

// know adds to a base that has only part of its facts one that the listing of it has.
func (t *tally) know(code byte, hash ledger.Hash, id int64) {
	n, added := t.base.set.add(hash)
	if !added {
		return
	}
	t.base.codes, t.base.ids = append(t.base.codes, code), append(t.base.ids, id)
	t.seen = t.seen.grown(n + 1)
	t.seen.put(n)
}

// eachGone hands on the facts of the base that the listing lacks.
func (t *tally) eachGone(f func(n int)) {
	for n := range t.base.set.len() {
		if !t.seen.has(n) {
			f(n)
		}
	}
}

// eachFresh hands on the facts of the listing that the base lacks.
func (t *tally) eachFresh(f func(n int)) {
	for n := range t.fresh.len() {
		if t.live.has(n) {
			f(n)
		}
	}
}
