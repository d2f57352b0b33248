package store

import (
	"slices"
	"sync"

	"licenseledger/store/ledger"
)

// hashAlone is how many facts one goroutine hashes in the time that a second
// one takes to start.
const hashAlone = 1000

// pageHasher hashes some objects of a page and looks their facts up in the
// base.
type pageHasher struct {
	objects []ledger.Object
	facts   []hashedFact // of the objects, in their order
	content []byte
	err     error
}

type hashedFact struct {
	hash       ledger.Hash
	code       byte
	known      int // number in the base; -1 when the base lacks it
	begin, end int // its content, when the base lacks it
}

// hash hashes the objects of a page, on two goroutines when that is worth it.
func (s *Staging) hash(objects []ledger.Object) error {
	facts := 0
	for i := range objects {
		facts += len(objects[i].Facts)
	}
	split := len(objects)
	if facts >= 2*hashAlone && s.erasures == nil { // erasures are for one goroutine
		split = 0
		for first := 0; first < facts/2; split++ {
			first += len(objects[split].Facts)
		}
	}
	s.hashers[0].objects, s.hashers[1].objects = objects[:split], objects[split:]
	var second sync.WaitGroup
	if split < len(objects) {
		second.Go(func() { s.hashers[1].run(s) })
	} else {
		s.hashers[1].facts = s.hashers[1].facts[:0]
	}
	s.hashers[0].run(s)
	second.Wait()
	for i := range s.hashers {
		if err := s.hashers[i].err; err != nil {
			return err
		}
	}
	return nil
}

func (h *pageHasher) run(s *Staging) {
	h.facts, h.content, h.err = h.facts[:0], h.content[:0], nil
	for i := range h.objects {
		for _, fact := range h.objects[i].Facts {
			fact, err := s.erasures.apply(fact)
			if err != nil {
				h.err = err
				return
			}
			kind := fact.Kind()
			if !slices.Contains(s.info.Kinds, kind) {
				h.err = ledger.Errorf(ledger.CodeInternal, "keep page", "The source %s delivers no %s.", s.info.Name, kind)
				return
			}
			begin := len(h.content)
			h.content = ledger.AppendContent(h.content, fact)
			h.facts = append(h.facts, hashedFact{ledger.HashContent(h.content[begin:]), kindCode(kind), -1, begin, len(h.content)})
		}
	}
	// Looking up waits for memory; many look-ups beside each other wait together.
	for i := range h.facts {
		if n, ok := s.base.set.find(h.facts[i].hash); ok {
			h.facts[i].known = n
		}
	}
}
