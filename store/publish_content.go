package store

import (
	"context"
	"slices"

	"licenseledger/store/ledger"
)

type stagedFact struct {
	hash       ledger.Hash
	code       byte
	begin, end int // its content
}

// contentReader reads what is new in a staging, a bucket at a time and in the order
// of hashes, while the one before is inserted.
type contentReader struct {
	filled chan *firstFacts // closed after the last one, or an error
	err    error            // once filled is closed
}

// readContent begins to read the facts that nobody has, and notes them in kept,
// until ctx ends.
func (b *publisher) readContent(ctx context.Context, kept bitset) *contentReader {
	r := &contentReader{filled: make(chan *firstFacts)}
	go func() {
		defer close(r.filled)
		for bucket := range contentBuckets {
			part, _ := b.buffers.Get().(*firstFacts)
			if part == nil {
				part = &firstFacts{}
			}
			if r.err = b.fill(ctx, part, bucket, kept); r.err != nil {
				return
			}
			select {
			case r.filled <- part:
			case <-ctx.Done():
				r.err = ctx.Err()
				return
			}
		}
	}()
	return r
}

// fill reads one bucket.
func (b *publisher) fill(ctx context.Context, part *firstFacts, bucket int, kept bitset) error {
	found, content := slices.Grow(part.facts[:0], b.perBucket.facts), slices.Grow(part.content[:0], b.perBucket.content)
	err := b.staging.eachContent(context.WithoutCancel(ctx), bucket, func(staged []byte) error {
		return eachFresh(staged, func(code byte, hash ledger.Hash, fact []byte) error {
			if b.allFresh || b.isWanted(hash, kept) {
				found = append(found, stagedFact{hash, code, len(content), len(content) + len(fact)})
				content = append(content, fact...)
			}
			return nil
		})
	})
	slices.SortFunc(found, func(x, y stagedFact) int { return compareHash(x.hash, y.hash) })
	part.facts, part.content = found, content
	b.found += len(found)
	b.perBucket.facts, b.perBucket.content = len(found)*9/8, len(content)*9/8 // buckets are about as large as each other
	return err
}

// isWanted tells whether a staged fact is one of the listing that nobody has, and notes
// in kept that somebody has it now.
func (b *publisher) isWanted(hash ledger.Hash, kept bitset) bool {
	n, ok := b.tally.fresh.find(hash)
	if !ok || !b.tally.live.has(n) || kept.has(n) {
		return false
	}
	kept.put(n)
	return true
}

// wait waits until nothing is read any more.
func (r *contentReader) wait() {
	for range r.filled {
	}
}
