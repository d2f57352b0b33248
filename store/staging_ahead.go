package store

import (
	"context"
	"errors"

	"licenseledger/store/ledger"
)

// aheadBytes is how much of a staging that may not have a file is in memory: the
// hashes of nearly four million facts, and what is new in a usual next listing.
var aheadBytes = 64 << 20

// errNoRoom says that a staging that stays in memory has become too large for it.
var errNoRoom = errors.New("the listing does not fit into memory")

// StageAhead opens a temporary staging for a source that is read before it is
// known whether it may be published. It needs no run, and writes nothing; Claim
// makes it the run's. A page that does not fit into memory makes it forget all
// pages, and ignore those that follow. ok is false where the source has no
// listing yet: then everything is new, which does not fit.
func (l *Ledger) StageAhead(ctx context.Context, source string) (s *Staging, ok bool, err error) {
	info, known := ledger.SourceByName(source)
	if !known || l.readOnly {
		return nil, false, nil
	}
	at, err := newestListing(ctx, l.read, info)
	if err != nil || at == 0 {
		return nil, false, classify("open staging", l.path, err)
	}
	s = l.newStaging(info)
	s.path, s.temporary, s.ahead = l.oncePath(info), true, true
	s.begin(false)
	s.erasures, err = l.loadErasures(ctx, l.read)
	return s, err == nil, classify("open staging", l.path, err)
}

// Claim makes a staging of StageAhead one that is published, between BeginRun
// and EndRun. ok is false when it cannot be, because it did not fit, has no last
// page, or history changed since it was opened: then the source is read again.
func (s *Staging) Claim(ctx context.Context) (ok bool, err error) {
	if err := s.wait(); err != nil {
		return false, err
	}
	if s.forgot || !s.state.Complete {
		return false, nil
	}
	newest, err := newestListing(ctx, s.ledger.read, s.info)
	if err == nil {
		ok, err = s.base.current(ctx, s.ledger.read, newest)
	}
	if err != nil || !ok {
		return false, classify("use staged pages", s.ledger.path, err)
	}
	s.ahead = false
	return true, classify("remove staging", s.path, removeFiles(s.path)) // of a run that was killed
}

// forget makes room: nothing of the pages is kept.
func (s *Staging) forget() {
	s.begin(false)
	s.forgot = true
}
