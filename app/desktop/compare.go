package desktop

import (
	"context"

	"licenseledger/app"
	"licenseledger/store/ledger"
)

// CompareRequest names a downloaded list to compare with the ledger's, with the
// answers to what it asks.
type CompareRequest struct {
	File FileAnswers `json:"file"`
	At   string      `json:"at"` // latest, the id of a snapshot, or a date; empty for the day of the file
}

// comparison is one that is open, with what was asked for.
type comparison struct {
	*app.Comparison
	request CompareRequest
}

// Comparison is what stands around the differences between a downloaded list
// and the ledger's.
type Comparison struct {
	ID           string            `json:"id"`
	FileName     string            `json:"fileName"`
	FileRows     int               `json:"fileRows"`
	FileAt       string            `json:"fileAt"` // RFC 3339: when the list was made
	FileAtRule   ledger.AtRule     `json:"fileAtRule"`
	FileRejected int               `json:"fileRejected"` // lines that could not be read
	Snapshot     Snapshot          `json:"snapshot"`
	Basis        ledger.Basis      `json:"basis"`
	AsOf         string            `json:"asOf"` // RFC 3339: when the ledger's list was read
	Rows         int               `json:"rows"` // of the ledger's list
	Differences  int               `json:"differences"`
	Counts       []DifferenceCount `json:"counts"`  // in the order of the differences
	Request      CompareRequest    `json:"request"` // with it, the file is compared with another day
}

// DifferenceCount is how many differences there are of one kind and reason;
// From is the place of the first among all.
type DifferenceCount struct {
	Kind   ledger.DifferenceKind   `json:"kind"`
	Reason ledger.DifferenceReason `json:"reason"`
	Rows   int                     `json:"rows"`
	From   int                     `json:"from"`
}

// DifferencePage is a window of differences.
type DifferencePage struct {
	From int          `json:"from"`
	Rows []Difference `json:"rows"`
}

// Difference is one of them, with the keys of the console contract. Empty text
// means that nothing is known.
type Difference struct {
	Kind         ledger.DifferenceKind   `json:"difference"`
	Reason       ledger.DifferenceReason `json:"reason"`
	Since        string                  `json:"since"` // an instant, a day, or from/to
	UserID       string                  `json:"user_id"`
	UserName     string                  `json:"user_name"`
	EmailAddress string                  `json:"email_address"`
	Service      string                  `json:"service"`
	License      string                  `json:"license"`
	Fields       []string                `json:"fields"`
	OneOf        int                     `json:"one_of"`
	Line         int                     `json:"line"`
	There        *ComparedRow            `json:"there"`
	Here         *ComparedRow            `json:"here"`
}

// ComparedRow is a row as one of the two lists says it.
type ComparedRow struct {
	UserName       string `json:"user_name"`
	EmailAddress   string `json:"email_address"`
	AssignedDate   string `json:"assigned_date"`
	IsTrial        *bool  `json:"is_trial"`
	ExpirationDate string `json:"expiration_date"`
}

// StartCompare compares a downloaded list with the open ledger's and gives the
// id of the job, whose result says what to ask for the comparison by. Nothing
// is imported. Codes: not_found when nothing is open, busy; the job's own
// failure says what is wrong with the file, or what it asks.
func (w *Window) StartCompare(r CompareRequest) (string, error) {
	return guard("start comparison", func() (string, error) {
		opened, err := w.current()
		if err != nil {
			return "", err
		}
		answers, err := r.File.answers()
		if err != nil {
			return "", err
		}
		options := app.CompareOptions{At: r.At, FileAnswers: answers}
		return w.jobs.start(w.work, JobCompare, func(ctx context.Context, tell report) (*JobResult, error) {
			c, err := opened.Compare(ctx, r.File.Path, options, progressTo(tell))
			if err != nil {
				return nil, err
			}
			return &JobResult{FileName: c.File.Name, Rows: int(c.File.Rows), Rejected: int(c.File.RejectedN), Changes: c.Len(),
				Comparison: w.comparisons.add(comparison{c, r}), Warnings: []Warning{}}, nil
		}, func() {})
	})
}

// Comparison tells what stands around the differences. Code stale when another
// was made since.
func (w *Window) Comparison(id string) (Comparison, error) {
	return guard("read comparison", func() (Comparison, error) {
		opened, err := w.current()
		if err != nil {
			return Comparison{}, err
		}
		c, err := w.comparisons.get(id)
		if err != nil {
			return Comparison{}, err
		}
		out := Comparison{ID: id, FileName: c.File.Name, FileRows: int(c.File.Rows), FileAt: c.File.At, FileAtRule: c.File.AtRule,
			FileRejected: int(c.File.RejectedN), Snapshot: snapshotOf(c.Snapshot, opened.Zone()), Basis: c.Basis, AsOf: c.AsOf, Rows: c.Rows,
			Differences: c.Len(), Counts: []DifferenceCount{}, Request: c.request}
		from := 0
		for _, kind := range ledger.DifferenceKinds() {
			for _, reason := range ledger.DifferenceReasons() {
				if n := c.Counts[kind][reason]; n > 0 {
					out.Counts = append(out.Counts, DifferenceCount{Kind: kind, Reason: reason, Rows: n, From: from})
					from += n
				}
			}
		}
		return out, nil
	})
}

// ComparisonRows gives up to count differences. Code stale when the ledger has
// changed, or another comparison was made.
func (w *Window) ComparisonRows(id string, from, count int) (DifferencePage, error) {
	return guard("read differences", func() (DifferencePage, error) {
		c, err := w.comparisons.get(id)
		if err != nil {
			return DifferencePage{}, err
		}
		all, err := c.Differences(from, min(count, 1000))
		if err != nil {
			return DifferencePage{}, err
		}
		page := DifferencePage{From: from, Rows: make([]Difference, 0, len(all))}
		for _, d := range all {
			page.Rows = append(page.Rows, differenceOf(d))
		}
		return page, nil
	})
}

func differenceOf(d ledger.Difference) Difference {
	return Difference{Kind: d.Difference, Reason: d.Reason, Since: string(d.Since), UserID: string(d.UserID), UserName: string(d.UserName),
		EmailAddress: string(d.EmailAddress), Service: string(d.Service), License: string(d.License), Fields: append([]string{}, d.Fields...),
		OneOf: d.OneOf, Line: d.Line, There: comparedRowOf(d.There), Here: comparedRowOf(d.Here)}
}

func comparedRowOf(r *ledger.ComparedRow) *ComparedRow {
	if r == nil {
		return nil
	}
	return &ComparedRow{UserName: string(r.UserName), EmailAddress: string(r.EmailAddress), AssignedDate: string(r.AssignedDate),
		IsTrial: r.IsTrial, ExpirationDate: string(r.ExpirationDate)}
}
