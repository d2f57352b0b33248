package export

import (
	"context"
	"strconv"

	"licenseledger/store/ledger"
)

// backColumns say who left, what they held on their last day, since when, and
// how sure that is.
var backColumns = []moreColumn[ledger.SeatBack]{
	{name: "last_known_name", width: 28, kind: kindName, text: func(s *ledger.SeatBack) ledger.Text { return lastKnown(s.LastKnownName, s.UserName) }},
	{name: "last_known_email", width: 36, kind: kindName, text: func(s *ledger.SeatBack) ledger.Text { return lastKnown(s.LastKnownEmail, s.EmailAddress) }},
	{name: "license", width: 40, kind: kindText, text: func(s *ledger.SeatBack) ledger.Text { return s.License }},
	{name: "first_seen", width: secondsColumn, kind: kindDate, text: func(s *ledger.SeatBack) ledger.Text { return s.FirstSeen }},
	{name: "status", width: 20, kind: kindWord, text: func(s *ledger.SeatBack) ledger.Text { return s.Status }},
	{name: "status_since_from", width: secondsColumn, kind: kindDate, text: func(s *ledger.SeatBack) ledger.Text { from, _ := bounds(s.StatusSince); return from }},
	{name: "status_since_to", width: secondsColumn, kind: kindDate, text: func(s *ledger.SeatBack) ledger.Text { _, to := bounds(s.StatusSince); return to }},
	{name: "identity_confidence", width: 16, kind: kindWord, text: func(s *ledger.SeatBack) ledger.Text { return s.IdentityConfidence }},
	{name: "at_start", width: 14, kind: kindBool, text: func(s *ledger.SeatBack) ledger.Text { return ledger.Text(strconv.FormatBool(s.AtStart)) }},
	{name: "assigned_by", width: 18, kind: kindWord, text: func(s *ledger.SeatBack) ledger.Text { return s.AssignedBy }},
	{name: "group_name", width: 24, kind: kindText, text: func(s *ledger.SeatBack) ledger.Text { return s.GroupName }},
	{name: "restorable_until", width: secondsColumn, kind: kindDate, text: func(s *ledger.SeatBack) ledger.Text { return s.RestorableUntil }},
	{name: "department", width: 24, kind: kindText, text: func(s *ledger.SeatBack) ledger.Text { return s.Department }},
	{name: "cost_center", width: 20, kind: kindText, text: func(s *ledger.SeatBack) ledger.Text { return s.CostCenter }},
	{name: "user_id", width: 38, kind: kindText, text: func(s *ledger.SeatBack) ledger.Text { return s.UserID }},
}

func (b monthBook) addBack() error {
	columns := append([]moreColumn[ledger.SeatBack]{}, backColumns...)
	for i := range columns {
		switch columns[i].name {
		case "at_start", "first_seen":
			columns[i].title = b.in[columns[i].name]
		}
	}
	back := b.month.Back[:min(len(b.month.Back), maxRows-1)]
	return addMoreSheet(b.book, b.in["back"], "Back", columns, len(back), func(ctx context.Context, do func([]ledger.SeatBack) error) error {
		return chunks(ctx, back, do)
	})
}

// trialKeys are what is told of a trial: who has it, since when, until when, and
// what else is known of it.
var trialKeys = []string{"user_name", "email_address", "service", "license", "assigned_date", "expiration_date", "trial_ended", "also_paid", "trial_origin",
	"last_used", "status", "department", "cost_center", "user_id"}

// addTrials adds the trials of the day as the view of them has them.
func (b monthBook) addTrials() error {
	all, err := shown(trialKeys)
	if err != nil {
		return err
	}
	columns := make([]moreColumn[ledger.Row], 0, len(all))
	for _, col := range all {
		columns = append(columns, moreColumn[ledger.Row]{name: col.name, width: 28, kind: col.kind, text: col.text})
	}
	trials := b.month.Trials
	size := min(trials.Len(), maxRows-1)
	return addMoreSheet(b.book, b.cells.words.sheets[ledger.ViewTrials], "Trials", columns, size, func(ctx context.Context, do func([]ledger.Row) error) error {
		return eachPage(ctx, trials.Rows, 0, size, do)
	})
}
