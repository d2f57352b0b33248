package store

import (
	"context"
	"errors"
	"io/fs"
	"os"

	"licenseledger/store/ledger"
)

// forgetHeld throws away what waits and names somebody who was forgotten. Most
// who are forgotten left long before, and then it goes on waiting: people are
// forgotten by themselves after each sync.
func (l *Ledger) forgetHeld(ctx context.Context) error {
	var errs []error
	for _, info := range ledger.Sources() {
		if _, err := os.Stat(l.heldPath(info)); errors.Is(err, fs.ErrNotExist) {
			continue
		}
		if names, err := l.heldNamesForgotten(ctx, info); names || err != nil { // one that cannot be read may name anybody
			errs = append(errs, l.dropHeld(info))
		}
	}
	return errors.Join(errs...)
}

// heldNamesForgotten tells whether the pages that wait of a source have an
// account, a name or an address of somebody who is forgotten.
func (l *Ledger) heldNamesForgotten(ctx context.Context, info ledger.SourceInfo) (names bool, err error) {
	e, err := l.loadErasures(ctx, l.read)
	if err != nil || e == nil {
		return false, err
	}
	s := l.newStaging(info)
	s.path, s.confirmed = l.heldPath(info), true
	if err := s.open(ctx); err != nil {
		return false, err
	}
	defer func() { err = errors.Join(err, s.release()) }()
	if s.state, err = readState(ctx, s.db); err != nil {
		return false, err
	}
	staged := newHashSet(0)
	for bucket := range contentBuckets {
		err := s.eachContent(ctx, bucket, func(part []byte) error {
			return eachFresh(part, func(code byte, hash ledger.Hash, content []byte) error {
				staged.add(hash)
				kind := allKinds[code]
				values, err := ledger.AppendValues(nil, kind, content)
				if err != nil {
					return err
				}
				erased, err := e.apply(storedFact{kind, values}.typed())
				if err != nil {
					return err
				}
				now, _ := ledger.HashOf(erased, nil)
				names = names || now != hash
				return nil
			})
		})
		if names || err != nil {
			return names, err
		}
	}
	// What the listing before said of them was rewritten, so it has what is in no
	// listing any more.
	base, err := l.newestBase(ctx, info)
	if err != nil {
		return false, err
	}
	err = s.eachPage(ctx, func(p *stagedPage) error {
		return eachFact(p.facts, func(_ byte, hash ledger.Hash) {
			_, before := base.set.find(hash)
			_, fresh := staged.find(hash)
			names = names || !before && !fresh
		})
	})
	return names, err
}
