package engine

import (
	"errors"
	"time"

	"licenseledger/store/ledger"
)

// DefaultActivityBudget is how long a source of activity is read in one run. The
// first month of a large tenant takes half an hour, in which nothing else can
// write to the ledger.
const DefaultActivityBudget = 10 * time.Minute

// errEnough ends the reading of a source whose time in this run is over. It is no
// failure: the next run goes on from the last page.
var errEnough = errors.New("the time for it is over")

// begin starts the time that a source has; no limit when it is negative.
func (d *dayReader) begin(budget time.Duration) {
	if budget >= 0 {
		d.until = d.run.Clock.Now().Add(budget)
	}
}

// enough tells whether the time is over. One day is read to its end however long
// it takes: pages of a day are kept for a while only, and reading has to get on.
func (d *dayReader) enough() bool {
	return d.ended > 0 && !d.until.IsZero() && !d.run.Clock.Now().Before(d.until)
}

// goesOn says that the rest, from a day on, is left to the next run.
func (d *dayReader) goesOn(day string) {
	d.run.warnings = append(d.run.warnings, ledger.Warning{Code: ledger.WarnGoesOn, Source: d.source.Name(), Count: 1,
		Text: "Who was seen in use is read up to " + day + ", and the next sync goes on from there: so much time of one sync goes into it. " +
			"How much is chosen with connect --use-minutes, or in the settings."})
}
