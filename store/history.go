package store

import (
	"context"
	"database/sql"
	"errors"
	"sync"
	"sync/atomic"

	"licenseledger/store/column"
	"licenseledger/store/ledger"
)

// history is everything the ledger knows in one generation, loaded as far as
// it was asked for. A publication makes it the past; views keep it until they
// are let go.
type history struct {
	ledger     *Ledger
	generation int64
	listings   []listing

	mu       sync.Mutex // guards the rest, and all work on dictionaries
	images   map[string]*image
	people   *people
	assigned *assignments
	reports  map[string]*report
	users    *users                 // of activity
	noUsers  bool                   // no activity was ever read
	abouts   map[string]codedColumn // of accounts' facts, that a view was split by
	days     []*day                 // looked at last; newest use last
	persons  *column.Dict           // texts that tell apart people without an account or a known address
	pairs    map[pair]uint32        // service and license, told apart in any source
}

// pair is a service and a license in the words of a report.
type pair struct{ service, license string }

// historyCache keeps the history of the newest generation.
type historyCache struct {
	mu      sync.Mutex
	newest  *history
	damaged atomic.Bool // a kept image could not be read: none is trusted any more
}

// forget lets go of a history, so that the next reader loads another.
func (c *historyCache) forget(h *history) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.newest == h {
		c.newest = nil
	}
}

// history gives the history in the present generation.
func (l *Ledger) history(ctx context.Context) (*history, error) {
	now, err := generation(ctx, l.read)
	if err != nil {
		return nil, err
	}
	l.past.mu.Lock()
	defer l.past.mu.Unlock()
	if h := l.past.newest; h != nil && h.generation == now {
		return h, nil
	}
	listings, err := readListings(ctx, l.read)
	if err != nil {
		return nil, err
	}
	l.past.newest = &history{ledger: l, generation: now, listings: listings, images: map[string]*image{},
		reports: map[string]*report{}, persons: column.NewDict(), pairs: map[pair]uint32{}}
	return l.past.newest, nil
}

// reading runs f in one read transaction of the history's own generation, so
// that what is loaded late belongs to what was loaded early.
func (h *history) reading(ctx context.Context, f func(q querier) error) error {
	tx, err := h.ledger.read.BeginTx(ctx, &sql.TxOptions{ReadOnly: true})
	if err != nil {
		return err
	}
	defer tx.Rollback()
	now, err := generation(ctx, tx)
	if err != nil {
		return err
	}
	if now != h.generation {
		return errStale
	}
	return f(tx)
}

var errStale = &ledger.Error{Code: ledger.CodeStale, Op: "read view",
	Message: "The history has changed since this view was opened. Open it again."}

// late gives the image of a source with the late columns of a kind that it
// has.
func (h *history) late(ctx context.Context, source string, kind ledger.Kind) (*image, error) {
	m, err := h.image(ctx, source, kind)
	if err != nil {
		return nil, err
	}
	return h.load(ctx, source, func(q querier) (*image, error) { return m.withLate(ctx, q, kind) })
}

// load keeps an image that more was read of.
func (h *history) load(ctx context.Context, source string, read func(q querier) (*image, error)) (m *image, err error) {
	err = h.reading(ctx, func(q querier) (err error) { m, err = read(q); return err })
	if errors.Is(err, errImage) && !h.ledger.past.damaged.Swap(true) {
		// Kept images only spare time: begin again without them.
		h.ledger.past.forget(h)
		return nil, errStale
	}
	if err == nil {
		h.images[source] = m
	}
	return m, err
}

// image gives the image of a source with a kind of its facts.
func (h *history) image(ctx context.Context, source string, kind ledger.Kind) (*image, error) {
	m := h.images[source]
	if m != nil && m.kinds[kind] != nil {
		return m, nil
	}
	return h.load(ctx, source, func(q querier) (*image, error) {
		if m == nil {
			begun, err := readImage(ctx, q, source, h.ledger.past.damaged.Load())
			if err != nil {
				return nil, err
			}
			m = begun
		}
		return m.with(ctx, q, kind)
	})
}

// pairOf numbers a service and a license.
func (h *history) pairOf(p pair) uint32 {
	n, ok := h.pairs[p]
	if !ok {
		n = uint32(len(h.pairs))
		h.pairs[p] = n
	}
	return n
}
