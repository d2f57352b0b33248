package store

import (
	"context"
	"hash/maphash"

	"licenseledger/store/ledger"
)

// heldBytes is how much of a temporary staging is in memory, and how long its
// pages are in the file.
var heldBytes = 24 << 20

// waitingPages is how many pages wait while a staging is opened ahead: about as
// many as are read in the time in which the listing before is loaded.
const waitingPages = 100

// taking is pages that are being taken in.
type taking struct {
	pages  chan ledger.Page
	closed bool // pages
	done   chan struct{}
	err    error // once done
}

// takeBeside takes a page in while the caller reads the next one.
func (s *Staging) takeBeside(ctx context.Context, page ledger.Page) error {
	if s.taking != nil && s.taking.closed {
		if err := s.wait(); err != nil {
			return err
		}
	}
	if s.taking == nil {
		waiting := 0
		if s.ahead {
			waiting = waitingPages
		}
		s.taking = &taking{pages: make(chan ledger.Page, waiting), done: make(chan struct{})}
		go s.takeAll(ctx, s.taking)
	}
	select {
	case s.taking.pages <- page:
		return nil
	case <-s.taking.done:
		return s.wait()
	}
}

// takeAll takes pages in until there are no more, or one cannot be kept.
func (s *Staging) takeAll(ctx context.Context, t *taking) {
	defer close(t.done)
	for page := range t.pages {
		if t.err = s.take(ctx, page, false); t.err != nil {
			return
		}
	}
}

// drain waits for the pages that are being taken in.
func (t *taking) drain() {
	if !t.closed {
		close(t.pages)
		t.closed = true
	}
	<-t.done
}

// wait is drain, and tells what became of the pages.
func (s *Staging) wait() error {
	t := s.taking
	if t == nil {
		return nil
	}
	t.drain()
	s.taking = nil
	return t.err
}

// settled is the state once no page is being taken in.
func (s *Staging) settled() *stagingState {
	if s.taking != nil {
		s.taking.drain()
	}
	return &s.state
}

// gathers tells whether the next page is gathered with the one in memory.
func (s *Staging) gathers() bool {
	return s.temporary && s.held != nil && s.held.size() < s.most()
}

// most is how long the page in memory may become.
func (s *Staging) most() int {
	if s.ahead {
		return aheadBytes
	}
	return heldBytes
}

// gather adds a page to the one in memory. That one goes into the file when it
// is long, so the staging of a list of which little is new never has a file,
// and that of a first list is written in few pieces. next is the state with the
// page.
func (s *Staging) gather(ctx context.Context, b *pageBuilder, next *stagingState) error {
	p := b.page
	// What is gone must be so before what the page says, and not before more.
	if s.held != nil && (!s.gathers() || len(p.gone) > 0) {
		if err := s.spill(ctx); err != nil {
			return err
		}
	}
	if s.held == nil {
		b.renumber(next.Pages)
		s.held = p
		// A next listing has about as many facts as the one before; growing to that costs as much as they do.
		if room := min(s.base.set.len()*factSize*33/32, s.most()); room > len(p.facts) {
			p.facts = append(make([]byte, 0, room), p.facts...)
		}
		return nil
	}
	next.Pages--
	s.held.facts = append(s.held.facts, p.facts...)
	s.held.owners = append(s.held.owners, p.owners...)
	for bucket, content := range p.fresh {
		s.held.fresh[bucket] = append(s.held.fresh[bucket], content...)
	}
	return nil
}

// renumber makes a page another one than was expected.
func (b *pageBuilder) renumber(number int64) {
	if b.page.number == number {
		return
	}
	b.page.number = number
	for i := range b.objects {
		if owner := b.objects[i].Owner; owner != "" {
			b.staging.owners[maphash.String(b.staging.seed, owner)] = delivery{uint32(number), len(b.objects[i].Facts) > 0}
		}
	}
}

// size is how many bytes of a page are in memory.
func (p *stagedPage) size() int {
	size := len(p.gone) + len(p.facts) + len(p.owners)
	for _, content := range p.fresh {
		size += len(content)
	}
	return size
}
