package importer

import (
	"context"

	"licenseledger/store/ledger"
)

// Taker takes the pages of a file while it is surveyed, so that it need not be
// read again to be staged. It publishes nothing: what the file says as a whole
// is known at its end only.
type Taker interface {
	// Begin begins a reading of the file as a source. Pages of a reading before
	// are void: it had taken the file, or its dates, for something else.
	Begin(ctx context.Context, source string) error
	// Take takes the next page, which is its own from then on. At is missing. A
	// page without a cursor is the last one. An error ends the survey.
	Take(ctx context.Context, page ledger.Page) error
}

// OpenInto is Open, with the pages that Listing would pull handed on at once.
// They count when the error is nil.
func OpenInto(ctx context.Context, path string, o Options, into Taker) (*File, error) {
	return open(ctx, path, o, into)
}

// handing surveys rows and hands them on.
type handing struct {
	*surveyor
	puller
	ctx  context.Context
	into Taker
}

func (h *handing) begin(r *rows) error {
	if err := h.surveyor.begin(r); err != nil {
		return err
	}
	return h.into.Begin(h.ctx, r.Source)
}

func (h *handing) object(o ledger.Object) error {
	if err := h.surveyor.object(o); err != nil {
		return err
	}
	return h.puller.object(o)
}

func (h *handing) softDeleted(id string) error {
	if err := h.surveyor.softDeleted(id); err != nil {
		return err
	}
	return h.puller.softDeleted(id)
}

func (h *handing) reject(p *Problem, repeats bool) { h.surveyor.reject(p, repeats) }

func (h *handing) note(p Problem) { h.surveyor.note(p) }

// surveyInto is one pass of a survey. It hands the pages on, if anybody takes
// them.
func (f *File) surveyInto(ctx context.Context, o Options, s *surveyor, into Taker) error {
	f.evidence = nil
	if into == nil {
		return f.pass(ctx, o, s)
	}
	h := &handing{surveyor: s, ctx: ctx, into: into, puller: puller{f: f, emit: func(page ledger.Page) error { return into.Take(ctx, page) }}}
	h.turn()
	if err := f.pass(ctx, o, h); err != nil {
		return err
	}
	f.evidence = h.puller.evidence
	return into.Take(ctx, h.page)
}
