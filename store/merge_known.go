package store

import (
	"context"
	"errors"
	"slices"

	"licenseledger/store/ledger"
)

// mergeKnown finds out whether another ledger knows nothing that this one does not, as
// a backup of it does. It is asked where it lies, so that nothing is copied and examined
// of which nothing is taken: of facts, the listings alone tell. ok is false where
// anything may be taken, and where the other file cannot be asked like this: Merge goes
// its whole way then, and says what is wrong, if anything is.
func (l *Ledger) mergeKnown(ctx context.Context, op, path string) (done ledger.Merged, ok bool) {
	if l.isFile(path) {
		return done, false
	}
	other, err := Open(ctx, path, Options{ReadOnly: true})
	if err != nil {
		return done, false
	}
	ok, err = l.knowsAll(ctx, op, path, other, &done)
	return done, errors.Join(err, other.Close()) == nil && ok
}

func (l *Ledger) knowsAll(ctx context.Context, op, path string, other *Ledger, done *ledger.Merged) (ok bool, err error) {
	if other.copyFolder != "" || other.isStill || l.write == nil {
		return false, nil
	}
	if err := l.sameTenant(ctx, op, path, other); err != nil {
		return false, err
	}
	forgotten, err := readForgotten(ctx, other.read)
	if err != nil {
		return false, err
	}
	ours, err := readForgotten(ctx, l.read)
	if err != nil || !ours.has(forgotten) {
		return false, err
	}
	// Nobody is forgotten by it, so that this goes through no facts.
	*done, err = l.mergeFrom(ctx, dsn(path, "ro"), forgotten, true)
	return err == nil && done.Nothing(), err
}

// has tells whether everybody is forgotten here whom another ledger forgot.
func (p forgottenPeople) has(others forgottenPeople) bool {
	known := map[string]bool{}
	for _, row := range p.hashes {
		known[string(row.hash)] = true
	}
	return !slices.ContainsFunc(others.hashes, func(row erasedHash) bool { return !known[string(row.hash)] }) &&
		!slices.ContainsFunc(others.tags, func(tag string) bool { return !slices.Contains(p.tags, tag) })
}

// errFresh says that the other ledger has a listing that is not here.
var errFresh = errors.New("a listing is not known")

// lacks fails with errFresh where the other ledger has a listing that would be taken, or
// one at a place where another one lies here: somebody who was forgotten is the only
// reason why one listing has two contents.
func (m *merger) lacks(ctx context.Context) error {
	var fresh bool
	err := m.tx.QueryRowContext(ctx, `SELECT EXISTS (SELECT 1 FROM other.listing g JOIN other.source d USING (source_id)
		LEFT JOIN main.source c ON c.name = d.name LEFT JOIN main.listing o ON o.source_id = c.source_id AND o.pos = g.pos
		WHERE NOT EXISTS (SELECT 1 FROM other.thinned t WHERE t.source_id = g.source_id AND t.pos = g.pos)
			AND NOT EXISTS (SELECT 1 FROM main.listing f WHERE f.file_hash = g.file_hash)
			AND (o.pos IS NULL OR o.rows <> g.rows OR o.content_hash <> g.content_hash AND NOT EXISTS (SELECT 1 FROM main.erased) AND NOT EXISTS (SELECT 1 FROM other.erased)))`).Scan(&fresh)
	if err == nil && fresh {
		err = errFresh
	}
	return err
}
