package tenant

import (
	"context"
	"fmt"
	"iter"
	"time"

	"licenseledger/store"
	"licenseledger/store/ledger"
)

// Sources are what a big tenant is read from, in the order of a sync.
func Sources() []string {
	return []string{ledger.SourceOrganization, ledger.SourceSubscribedSkus, ledger.SourceSubscriptions, ledger.SourceUsers,
		ledger.SourceDeletedUsers, ledger.SourceLicenseReport}
}

// PageRows is how many objects a page has: what the sources of a sync ask for.
const PageRows = 999

// Pages cuts objects into pages of the day, and tells the last, of which there
// is always one.
func (t *Tenant) Pages(source string, objects iter.Seq[ledger.Object]) iter.Seq2[ledger.Page, bool] {
	return func(yield func(ledger.Page, bool) bool) {
		page := ledger.Page{At: ledger.InstantOf(t.ReadAt(source))}
		for object := range objects {
			if len(page.Objects) == PageRows {
				if !yield(page, false) {
					return
				}
				page.Objects = make([]ledger.Object, 0, PageRows)
			}
			page.Objects = append(page.Objects, object)
		}
		yield(page, true)
	}
}

// stagingAge is longer than any reading of a generated listing.
const stagingAge = 24 * time.Hour

// PublishWhole syncs the day, every source whole.
func (t *Tenant) PublishWhole(ctx context.Context, l *store.Ledger) error {
	return t.inRun(ctx, l, func(run int64) error {
		for _, source := range Sources() {
			staging, err := l.Stage(ctx, source, stagingAge)
			if err != nil {
				return err
			}
			if err := t.publish(ctx, l, staging, run, source, t.Pages(source, t.Listing(source))); err != nil {
				return fmt.Errorf("publish %s: %w", source, err)
			}
		}
		return nil
	})
}

// PublishChanges syncs the day by what changed in every source, as delta reads
// do. The readings before it must have been published.
func (t *Tenant) PublishChanges(ctx context.Context, l *store.Ledger) error {
	return t.inRun(ctx, l, func(run int64) error {
		for _, source := range Sources() {
			staging, err := l.StageChanges(ctx, source, stagingAge)
			if err != nil {
				return err
			}
			objects, gone := t.Changes(source)
			if err := t.publish(ctx, l, staging, run, source, withGone(t.Pages(source, objects), gone)); err != nil {
				return fmt.Errorf("publish changes of %s: %w", source, err)
			}
		}
		return nil
	})
}

// withGone says with the first page which lines are gone.
func withGone(pages iter.Seq2[ledger.Page, bool], gone []ledger.Fact) iter.Seq2[ledger.Page, bool] {
	return func(yield func(ledger.Page, bool) bool) {
		for page, last := range pages {
			page.Gone, gone = gone, nil
			if !yield(page, last) {
				return
			}
		}
	}
}

func (t *Tenant) publish(ctx context.Context, l *store.Ledger, staging *store.Staging, run int64, source string, pages iter.Seq2[ledger.Page, bool]) error {
	for page, last := range pages {
		if err := staging.Put(ctx, page, last); err != nil {
			return err
		}
	}
	_, err := l.Publish(ctx, staging, t.Publication(source, run))
	return err
}

// Publication is what a run says of a source's listing of the day. Whoever left
// was looked up, as a sync does.
func (t *Tenant) Publication(source string, run int64) ledger.Publication {
	at := ledger.InstantOf(t.ReadAt(source))
	p := ledger.Publication{RunID: run, Source: source, At: at, ReadFrom: at, AtRule: ledger.AtDateHeader}
	if source == ledger.SourceUsers {
		for _, id := range t.Left() {
			p.Evidence = append(p.Evidence, ledger.Evidence{UserID: id, At: at, Source: source})
		}
	}
	return p
}

// inRun lets f publish in a run, with what was seen in use on the day before.
func (t *Tenant) inRun(ctx context.Context, l *store.Ledger, f func(run int64) error) error {
	run, err := l.BeginRun(ctx, ledger.RunSync)
	if err != nil {
		return err
	}
	state := ledger.RunComplete
	if err = f(run); err == nil {
		err = l.PublishActivity(ctx, t.Activity())
	}
	if err != nil {
		state = ledger.RunFailed
	}
	if ended := l.EndRun(ctx, run, state, nil); err == nil {
		err = ended
	}
	return err
}
