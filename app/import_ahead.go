package app

import (
	"context"

	"licenseledger/store"
	"licenseledger/store/ledger"
	"licenseledger/sync/engine"
	"licenseledger/sync/importer"
)

// ahead stages a file while it is surveyed, so that it is read once. Until it is
// claimed for a run, that changes nothing: the file may ask a question yet.
type ahead struct {
	store   *store.Ledger
	staging *store.Staging // nil where nothing is staged
}

var _ importer.Taker = (*ahead)(nil)

// open surveys a file; a nil ahead stages nothing.
func (a *ahead) open(ctx context.Context, path string, o importer.Options) (*importer.File, error) {
	if a == nil {
		return importer.Open(ctx, path, o)
	}
	return importer.OpenInto(ctx, path, o, a)
}

// Begin implements importer.Taker.
func (a *ahead) Begin(ctx context.Context, source string) error {
	a.drop()
	staging, ok, err := a.store.StageAhead(ctx, source)
	if ok {
		a.staging = staging
	}
	return err
}

// Take implements importer.Taker.
func (a *ahead) Take(ctx context.Context, page ledger.Page) error {
	if a.staging == nil {
		return nil
	}
	return a.staging.Put(ctx, page, page.Cursor == "")
}

// drop throws away what was not published.
func (a *ahead) drop() {
	if a.staging != nil {
		_ = a.staging.Discard() // it is in memory
		a.staging = nil
	}
}

// claim gives what was staged, unless the file has to be read again.
func (a *ahead) claim(ctx context.Context) (staging *store.Staging, err error) {
	if a == nil || a.staging == nil {
		return nil, nil
	}
	ok, err := a.staging.Claim(ctx)
	if err != nil || !ok {
		a.drop()
		return nil, err
	}
	staging, a.staging = a.staging, nil
	return staging, nil
}

// stage gives a file's pages: those that were staged ahead, else it is read
// again.
func (l *list) stage(ctx context.Context, into engine.Sink, p *ledger.Publication, told func(rows int64)) (engine.Staging, error) {
	staged, err := l.ahead.claim(ctx)
	if err != nil {
		return nil, err
	}
	if staged == nil {
		return pull(ctx, into, l.File, p, told)
	}
	if w, any := l.Skipped(); any {
		p.Warnings = append(p.Warnings, w)
	}
	told(staged.Rows())
	return staged, nil
}
