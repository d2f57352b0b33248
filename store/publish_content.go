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
	free   chan *firstFacts
	filled chan *firstFacts // closed after the last one, or an error
	given  []*firstFacts    // taken, and not free again
	err    error            // once filled is closed
}

// One bucket is read, one is inserted, and the first image may still have the one
// before.
const contentBuffers = 3

// readContent begins to read the facts that nobody has, and notes them in kept,
// until ctx ends.
func (b *publisher) readContent(ctx context.Context, kept bitset) *contentReader {
	r := &contentReader{free: make(chan *firstFacts, contentBuffers), filled: make(chan *firstFacts)}
	for range contentBuffers {
		r.free <- &firstFacts{}
	}
	go func() {
		defer close(r.filled)
		for bucket := range contentBuckets {
			var part *firstFacts
			select {
			case part = <-r.free:
			case <-ctx.Done():
			}
			if r.err = ctx.Err(); r.err == nil {
				r.err = b.fill(ctx, part, bucket, kept)
			}
			if r.err != nil {
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
	found, content := part.facts[:0], part.content[:0]
	err := b.staging.eachContent(context.WithoutCancel(ctx), bucket, func(staged []byte) error {
		return eachFresh(staged, func(_ byte, hash ledger.Hash, fact []byte) error {
			n, ok := b.tally.fresh.find(hash)
			if ok && b.tally.live.has(n) && !kept.has(n) {
				kept.put(n)
				found = append(found, stagedFact{hash, b.tally.freshCodes[n], len(content), len(content) + len(fact)})
				content = append(content, fact...)
			}
			return nil
		})
	})
	slices.SortFunc(found, func(x, y stagedFact) int { return compareHash(x.hash, y.hash) })
	part.facts, part.content = found, content
	return err
}

// next gives the next bucket; nil after the last. It stays as it is until the one
// after the next is asked for.
func (r *contentReader) next() (*firstFacts, error) {
	if len(r.given) == contentBuffers-1 {
		r.free <- r.given[0]
		r.given = r.given[1:]
	}
	part, ok := <-r.filled
	if !ok {
		return nil, r.err
	}
	r.given = append(r.given, part)
	return part, nil
}

// wait waits until nothing is read any more.
func (r *contentReader) wait() {
	for range r.filled {
	}
}
