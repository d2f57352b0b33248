package engine

import (
	"context"
	"time"

	"licenseledger/store/ledger"
)

// Reports are what a source tells besides its pages.
type Reports struct {
	// Wait is told before a wait; over is called when it ended.
	Wait func(until time.Time, reason string) (over func())
	// Warn is told what a person should know about the listing.
	Warn func(ledger.Warning)
}

type reportsKey struct{}

// WithReports gives a context in which ReportWait and Warn reach r. Run does
// this for every source.
func WithReports(ctx context.Context, r Reports) context.Context {
	return context.WithValue(ctx, reportsKey{}, r)
}

// ReportWait tells the run that its source waits until a moment. The caller
// calls over when the wait ended. Outside a run nobody listens.
func ReportWait(ctx context.Context, until time.Time, reason string) (over func()) {
	if r, ok := ctx.Value(reportsKey{}).(Reports); ok && r.Wait != nil {
		return r.Wait(until, reason)
	}
	return func() {}
}

// Warn adds a warning to the source's listing and to the run.
func Warn(ctx context.Context, w ledger.Warning) {
	if r, ok := ctx.Value(reportsKey{}).(Reports); ok && r.Warn != nil {
		r.Warn(w)
	}
}

// Codes of the warnings that a run or a source gives.
const (
	WarnPermissionMissing = ledger.WarnPermissionMissing
	WarnReportPending     = ledger.WarnReportPending
	WarnNotRead           = ledger.WarnNotRead
	WarnUnreachable       = ledger.WarnUnreachable
	WarnThrottled         = ledger.WarnThrottled
	WarnSignIn            = ledger.WarnSignIn
	WarnSignInRefused     = ledger.WarnSignInRefused
	WarnNotConsented      = ledger.WarnNotConsented
	WarnHeld              = ledger.WarnHeld
	WarnRowsSkipped       = "rows_skipped" // rows that could not be understood were kept out
	WarnSameMoment        = "same_moment"  // another file of the kind tells the same moment, and one of them speaks for it
)
