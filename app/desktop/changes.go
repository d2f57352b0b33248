package desktop

import (
	"context"
	"time"

	"licenseledger/app"
	"licenseledger/store/ledger"
)

// openChanges is how many comparisons of two days stay open.
const openChanges = 6

// ChangeKind is a kind of change between two days.
type ChangeKind string

func changeKinds() []ChangeKind {
	var kinds []ChangeKind
	for _, kind := range ledger.ChangeKinds() {
		kinds = append(kinds, ChangeKind(kind))
	}
	return kinds
}

// Changes is what stands around the changes between two days, and the key to
// their rows.
type Changes struct {
	ID      string        `json:"id"`
	Before  Snapshot      `json:"before"`
	After   Snapshot      `json:"after"`
	Rows    int           `json:"rows"`
	Counts  []ChangeCount `json:"counts"`  // kinds of which there is one, in the order of the rows
	NotRead []string      `json:"notRead"` // kinds of things that were not read on both days, as in Reading.Title
}

// ChangeCount is how many changes there are of a kind.
type ChangeCount struct {
	Kind ChangeKind `json:"kind"`
	Rows int        `json:"rows"`
}

// ChangePage is a window of changes.
type ChangePage struct {
	From int      `json:"from"`
	Rows []Change `json:"rows"`
}

// Change is one of them, with the keys of the console contract. Empty text
// means that nothing is known.
type Change struct {
	Kind         ChangeKind `json:"change"`
	UserID       string     `json:"user_id"`
	UserName     string     `json:"user_name"`
	EmailAddress string     `json:"email_address"`
	Service      string     `json:"service"`
	License      string     `json:"license"`
	WasService   string     `json:"was_service"`
	WasLicense   string     `json:"was_license"`
	WasName      string     `json:"was_name"`
	WasEmail     string     `json:"was_email"`
	Since        string     `json:"since"` // an instant, a day, or from/to
}

// OpenChanges compares two days, each latest, the id of a snapshot, or a date.
// CancelChanges stops it. Codes: not_found for a day before the first reading, or
// a reading that is gone; canceled.
func (w *Window) OpenChanges(from, to string) (Changes, error) {
	return guard("compare days", func() (Changes, error) {
		opened, err := w.current()
		if err != nil {
			return Changes{}, err
		}
		changes, err := answer(w.work, &w.comparing, daysCompared(from, to), func(ctx context.Context) (*app.Changes, error) {
			return opened.Changes(ctx, from, to)
		})
		if err != nil {
			return Changes{}, err
		}
		return w.changesOf(changes, opened.Zone())
	})
}

// CancelChanges stops comparing two days; it is no failure when that is over.
func (w *Window) CancelChanges(from, to string) error {
	return do("cancel", func() error {
		w.comparing.stop(daysCompared(from, to))
		return nil
	})
}

// daysCompared tells one comparison from others.
func daysCompared(from, to string) string { return from + "/" + to }

func (w *Window) changesOf(changes *app.Changes, zone *time.Location) (Changes, error) {
	sources, err := changes.NotRead()
	if err != nil {
		return Changes{}, err
	}
	out := Changes{ID: w.differences.add(changes), Before: snapshotOf(changes.Before, zone), After: snapshotOf(changes.After, zone),
		Rows: changes.Len() - len(sources), Counts: []ChangeCount{}, NotRead: []string{}}
	for _, source := range sources {
		out.NotRead = append(out.NotRead, titleOf(source))
	}
	for _, kind := range changeKinds() {
		if n := changes.Counts[string(kind)]; n > 0 {
			out.Counts = append(out.Counts, ChangeCount{Kind: kind, Rows: n})
		}
	}
	return out, nil
}

// ChangeRows gives up to count changes of a kind, or of every kind for "".
// Code stale when the ledger has changed.
func (w *Window) ChangeRows(id string, kind ChangeKind, from, count int) (ChangePage, error) {
	return guard("read changes", func() (ChangePage, error) {
		changes, err := w.differences.get(id)
		if err != nil {
			return ChangePage{}, err
		}
		rows, err := changes.Kind(string(kind), from, min(count, 1000))
		if err != nil {
			return ChangePage{}, err
		}
		page := ChangePage{From: from, Rows: make([]Change, 0, len(rows))}
		for _, c := range rows {
			page.Rows = append(page.Rows, Change{Kind: ChangeKind(c.Change), UserID: string(c.UserID), UserName: string(c.UserName),
				EmailAddress: string(c.EmailAddress), Service: string(c.Service), License: string(c.License),
				WasService: string(c.WasService), WasLicense: string(c.WasLicense), WasName: string(c.WasName), WasEmail: string(c.WasEmail),
				Since: string(c.Since)})
		}
		return page, nil
	})
}
