package desktop

import (
	"context"

	"licenseledger/app"
	"licenseledger/store/ledger"
)

// HeldSync is a sync that waits for a person's OK, since far more would end with
// it than usual.
type HeldSync struct {
	RunID int64     `json:"runId"` // as Run.id
	At    string    `json:"at"`    // RFC 3339: when it was read
	Since string    `json:"since"` // RFC 3339: of the reading that it was compared with
	Ends  []HeldEnd `json:"ends"`  // at least one
}

// HeldEnd is one way in which too much would end.
type HeldEnd struct {
	Of       ledger.EndingKind `json:"of"`
	Property string            `json:"property"` // of values: a column of a person, by its wire name
	Count    int64             `json:"count"`
	Total    int64             `json:"total"`
	Usual    *int64            `json:"usual"` // a day; null when it is not known
	Most     []HeldMost        `json:"most"`  // by department, largest first; empty where none is known
}

// HeldMost is how many of them are of one department.
type HeldMost struct {
	Department string `json:"department"`
	Count      int64  `json:"count"`
}

// Held tells which syncs wait for a person's OK, the oldest first.
func (w *Window) Held() ([]HeldSync, error) {
	return guard("read what waits", func() ([]HeldSync, error) {
		opened, err := w.current()
		if err != nil {
			return nil, err
		}
		syncs, err := opened.Held(w.work)
		if err != nil {
			return nil, err
		}
		out := make([]HeldSync, 0, len(syncs))
		for _, s := range syncs {
			out = append(out, heldOf(s))
		}
		return out, nil
	})
}

func heldOf(s app.HeldSync) HeldSync {
	first := s.Listings[0]
	out := HeldSync{RunID: s.RunID, At: first.At, Since: first.Since, Ends: []HeldEnd{}}
	for _, h := range s.Listings {
		for _, e := range h.Ends {
			end := HeldEnd{Of: e.Of, Property: string(e.Property), Count: e.Count, Total: e.Total, Usual: e.Usual, Most: []HeldMost{}}
			for _, g := range e.Most {
				end.Most = append(end.Most, HeldMost{g.Department, g.Count})
			}
			out.Ends = append(out.Ends, end)
		}
	}
	return out
}

// StartApplyHeld lets in a sync that waits and gives the id of the job. Codes:
// not_found when nothing is open, busy; the job's own: those of
// app.Ledger.ApplyHeld.
func (w *Window) StartApplyHeld(runID int64) (string, error) {
	return guard("let sync in", func() (string, error) {
		opened, err := w.current()
		if err != nil {
			return "", err
		}
		return w.jobs.start(w.work, JobHeld, func(ctx context.Context, tell report) (*JobResult, error) {
			out := &JobResult{Warnings: []Warning{}}
			err := w.patiently(ctx, func() error {
				done, err := opened.ApplyHeld(ctx, runID, progressTo(tell))
				for _, p := range done {
					out.Changes, out.SnapshotID = out.Changes+int(p.Began+p.Ended), p.SnapshotID
				}
				return err
			})
			return out, err
		}, func() { w.changed(sameLedger...) })
	})
}

// DiscardHeld sets a sync that waits aside: it was a filter or permission change.
// Codes: not_found, busy, read_only.
func (w *Window) DiscardHeld(runID int64) error {
	return do("set sync aside", func() error {
		opened, err := w.current()
		if err != nil {
			return err
		}
		err = opened.DiscardHeld(w.work, runID)
		w.changed(sameLedger...)
		return err
	})
}
