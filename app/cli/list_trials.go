package cli

import (
	"context"

	"licenseledger/app"
	"licenseledger/store/ledger"
)

// printTrials shows of trials when they began and end, whether they ended and are
// listed still, whether their people pay for the same product as well, when they
// were seen in use, and how the trials came.
func printTrials(ctx context.Context, s *streams, view *app.View, count int) error {
	t := newTable(s, "user_name", "email_address", "service", "license", "assigned_date", "expiration_date", "trial_ended", "also_paid", "last_used", "trial_origin",
		"status", "last_known_name", "last_known_email")
	err := eachRow(ctx, view.Rows, count, func(r *ledger.Row) error {
		t.row(string(r.UserName), string(r.EmailAddress), string(r.Service), string(r.License), string(r.AssignedDate), string(r.ExpirationDate),
			string(r.TrialEnded), string(r.AlsoPaid), string(r.LastUsed), string(r.TrialOrigin), string(r.Status), string(r.LastKnownName), string(r.LastKnownEmail))
		return nil
	})
	if err != nil {
		return err
	}
	return t.end()
}
