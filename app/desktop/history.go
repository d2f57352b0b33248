package desktop

import (
	"time"

	"licenseledger/store/ledger"
)

// Run is one sync or import, and what became of it. What its reading shows
// stands in the Snapshot of the same id.
type Run struct {
	ID          int64           `json:"id"`
	Kind        ledger.RunKind  `json:"kind"`
	State       ledger.RunState `json:"state"`      // running also when it was interrupted
	At          string          `json:"at"`         // RFC 3339: of its reading, else of its begin
	Day         string          `json:"day"`        // 2006-01-02 in the zone of the ledger
	SnapshotID  int64           `json:"snapshotId"` // 0 when it has no reading that can be opened
	Thinned     bool            `json:"thinned"`
	Newest      bool            `json:"newest"` // of all, or of something that was read: it cannot be deleted
	Pinned      bool            `json:"pinned"`
	ClosedMonth string          `json:"closedMonth"` // 2026-03, which is closed with its reading; empty for others
	Label       string          `json:"label"`
	Changes     int             `json:"changes"`
	Warnings    int             `json:"warnings"` // how many
	FileName    string          `json:"fileName"` // of an import
	Titles      []string        `json:"titles"`   // kinds of things that were read to their end, as in Reading.Title
}

// RunDetail is what a run read to its end, and what went wrong.
type RunDetail struct {
	Listings []RunListing `json:"listings"`
	Warnings []Warning    `json:"warnings"`
}

// RunListing is a source that a run read to its end.
type RunListing struct {
	Source   string `json:"source"`
	Title    string `json:"title"` // as in Reading.Title
	Rows     int    `json:"rows"`
	Changes  int    `json:"changes"`
	Seconds  int    `json:"seconds"` // from its first page to its last
	FileName string `json:"fileName"`
}

// Runs lists every sync and import, oldest first.
func (w *Window) Runs() ([]Run, error) {
	return guard("list syncs and imports", func() ([]Run, error) {
		opened, err := w.current()
		if err != nil {
			return nil, err
		}
		runs, err := opened.Runs(w.work)
		if err != nil {
			return nil, err
		}
		out := make([]Run, 0, len(runs))
		for _, r := range runs {
			out = append(out, Run{ID: r.ID, Kind: r.Kind, State: r.State, At: r.At, Day: dayOf(r.At, opened.Zone()), SnapshotID: r.SnapshotID,
				Thinned: r.Thinned, Newest: r.Newest, Pinned: r.Pinned, ClosedMonth: string(r.ClosedMonth), Label: string(r.Label), Changes: int(r.Began + r.Ended), Warnings: int(r.Warnings),
				FileName: string(r.FileName), Titles: titlesOf(r.Sources)})
		}
		return out, nil
	})
}

// RunDetail tells what a run read, in the order in which runs read.
func (w *Window) RunDetail(id int64) (RunDetail, error) {
	return guard("read sync or import", func() (RunDetail, error) {
		opened, err := w.current()
		if err != nil {
			return RunDetail{}, err
		}
		listings, warnings, err := opened.RunListings(w.work, id)
		if err != nil {
			return RunDetail{}, err
		}
		out := RunDetail{Listings: []RunListing{}, Warnings: warningsOf(warnings)}
		for _, g := range listings {
			out.Listings = append(out.Listings, RunListing{Source: g.Source, Title: titleOf(g.Source), Rows: int(g.Rows), Changes: int(g.Began + g.Ended),
				Seconds: secondsBetween(g.ReadFrom, g.ReadTo), FileName: string(g.FileName)})
		}
		return out, nil
	})
}

// LabelReading gives a reading a person's own words; "" takes them back. Codes:
// not_found, invalid, read_only.
func (w *Window) LabelReading(id int64, label string) error {
	return do("label reading", func() error {
		opened, err := w.current()
		if err != nil {
			return err
		}
		if err := opened.LabelSnapshot(w.work, id, label); err != nil {
			return err
		}
		w.changed("snapshots")
		return nil
	})
}

// PinReadings protects readings from thinning, or no longer. Codes: not_found,
// read_only.
func (w *Window) PinReadings(ids []int64, pinned bool) error {
	return do("pin reading", func() error {
		opened, err := w.current()
		if err != nil {
			return err
		}
		err = opened.PinSnapshots(w.work, ids, pinned)
		w.changed("snapshots")
		return err
	})
}

// titlesOf names kinds of things, each once: several sources may tell one.
func titlesOf(sources []string) []string {
	out := []string{}
	seen := map[string]bool{}
	for _, source := range sources {
		if title := titleOf(source); !seen[title] {
			seen[title] = true
			out = append(out, title)
		}
	}
	return out
}

func dayOf(instant string, zone *time.Location) string {
	at, err := time.Parse(time.RFC3339Nano, instant)
	if err != nil {
		return ""
	}
	return at.In(zone).Format(time.DateOnly)
}

func secondsBetween(from, to string) int {
	a, errA := time.Parse(time.RFC3339Nano, from)
	b, errB := time.Parse(time.RFC3339Nano, to)
	if errA != nil || errB != nil {
		return 0
	}
	return int(b.Sub(a).Seconds())
}
