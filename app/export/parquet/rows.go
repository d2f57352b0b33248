package parquet

import (
	"licenseledger/app/export"
	"licenseledger/store/ledger"
)

// RowColumn is a column of a file and the column of ledger.RowColumns that it
// is from.
type RowColumn struct {
	Column[ledger.Row]
	Key string
}

type row = ledger.Row

// allColumns are the columns of a row of a view, in the order of the layouts.
// Where a value can be a day or an instant, or only bounds are known, it is
// several columns: a type that depends on what the rows happen to hold would
// differ from one file to the next.
var allColumns = []RowColumn{
	{TextColumn("user_name", "Name as the list shows it: Unknown where it does not tell.", func(r *row) ledger.Text { return r.UserName }), "user_name"},
	{TextColumn("email_address", "Address as the list shows it: Unknown where it does not tell.", func(r *row) ledger.Text { return r.EmailAddress }), "email_address"},
	{TextColumn("service", "Service that the license brings, in Microsoft's words.", func(r *row) ledger.Text { return r.Service }), "service"},
	{TextColumn("license", "License, in Microsoft's words.", func(r *row) ledger.Text { return r.License }), "license"},
	{DateColumn("assigned_date", "Day of the assignment; of an instant, its day in UTC.", func(r *row) ledger.Text { return r.AssignedDate }), "assigned_date"},
	{TimestampColumn("assigned_at", "Instant of the assignment; null where only the day is known.", func(r *row) ledger.Text { return r.AssignedDate }), "assigned_date"},
	{BooleanColumn("is_trial", "Whether it is a trial.", func(r *row) *bool { return r.IsTrial }), "is_trial"},
	{DateColumn("expiration_date", "Day of the expiration; of an instant, its day in UTC.", func(r *row) ledger.Text { return r.ExpirationDate }), "expiration_date"},
	{TimestampColumn("expiration_at", "Instant of the expiration; null where only the day is known.", func(r *row) ledger.Text { return r.ExpirationDate }), "expiration_date"},
	{TextColumn("status", "present, blocked, soft_deleted, gone, left, unresolved, unverified or erased.", func(r *row) ledger.Text { return r.Status }), "status"},
	{TimestampColumn("status_since_from", "Earliest instant since when the status holds; equal to status_since_to where it is known.", sinceFrom), "status_since"},
	{TimestampColumn("status_since_to", "Latest instant since when the status holds.", sinceTo), "status_since"},
	{TextColumn("last_known_name", "Name that somebody had last, where the list says Unknown.", func(r *row) ledger.Text { return r.LastKnownName }), "last_known_name"},
	{TextColumn("last_known_email", "Address that somebody had last, where the list says Unknown.", func(r *row) ledger.Text { return r.LastKnownEmail }), "last_known_email"},
	{TextColumn("identity_confidence", "How sure it is who an Unknown row is: certain, likely, one_of_n or none; null for named rows.", func(r *row) ledger.Text { return r.IdentityConfidence }), "identity_confidence"},
	{TextColumn("candidates", "Who an Unknown row may be: Jane Doe <jane@contoso.com>; ...", export.CandidatesText), "candidates"},
	{TextColumn("department", "Department in the directory.", func(r *row) ledger.Text { return r.Department }), "department"},
	{TextColumn("cost_center", "Cost center in the directory.", func(r *row) ledger.Text { return r.CostCenter }), "cost_center"},
	{TextColumn("product", "power_apps, power_automate or other.", func(r *row) ledger.Text { return r.Product }), "product"},
	{TextColumn("origin", "What the service comes with: office_365, dynamics_365, other_product, standalone or unknown.", func(r *row) ledger.Text { return r.Origin }), "origin"},
	{TextColumn("tier", "paid, seeded, trial, free or developer.", func(r *row) ledger.Text { return r.Tier }), "tier"},
	{TextColumn("assigned_by", "direct or group.", func(r *row) ledger.Text { return r.AssignedBy }), "assigned_by"},
	{TextColumn("group_name", "Group that gives the license.", func(r *row) ledger.Text { return r.GroupName }), "group_name"},
	{TextColumn("last_used", "When the product was last seen in use, as exactly as it is kept: 2026-03-14 or 2026-03.", func(r *row) ledger.Text { return r.LastUsed }), "last_used"},
	{DateColumn("last_used_from", "First day on which that can have been.", func(r *row) ledger.Text { from, _ := DaysOf(r.LastUsed); return from }), "last_used"},
	{DateColumn("last_used_to", "Last day on which that can have been.", func(r *row) ledger.Text { _, to := DaysOf(r.LastUsed); return to }), "last_used"},
	{TextColumn("last_used_source", "Source that saw the use.", func(r *row) ledger.Text { return r.LastUsedSource }), "last_used_source"},
	{DateColumn("watched_since", "Day since when use is watched without a gap.", func(r *row) ledger.Text { return r.WatchedSince }), "watched_since"},
	{TimestampColumn("first_seen", "Instant of the first reading that has the row.", func(r *row) ledger.Text { return r.FirstSeen }), "first_seen"},
	{TextColumn("source", "Source that the row is from.", func(r *row) ledger.Text { return r.Source }), "source"},
	{TextColumn("basis", "What the list is made from: report, directory or none.", func(r *row) ledger.Text { return r.Basis }), "basis"},
	{TimestampColumn("as_of", "Instant of the reading that the row is from.", func(r *row) ledger.Text { return r.AsOf }), "as_of"},
	{TextColumn("user_id", "Object id of the account in Microsoft Entra ID.", func(r *row) ledger.Text { return r.UserID }), "user_id"},
	{TextColumn("service_id", "Id of the service plan.", func(r *row) ledger.Text { return r.ServiceID }), "service_id"},
	{TextColumn("license_id", "Id of the license (SKU).", func(r *row) ledger.Text { return r.LicenseID }), "license_id"},
	{TimestampColumn("restorable_until", "Until when a deleted account can be restored.", func(r *row) ledger.Text { return r.RestorableUntil }), "restorable_until"},
	{BooleanColumn("trial_ended", "Of trials: whether it ended before the list was made that still has it.", func(r *row) *bool { return r.TrialEnded.Bool() }), "trial_ended"},
	{BooleanColumn("also_paid", "Of trials: whether the person holds a paid license for the same product.", func(r *row) *bool { return r.AlsoPaid.Bool() }), "also_paid"},
	{TextColumn("trial_origin", "Of trials: self_service, sign_up_or_admin or admin.", func(r *row) ledger.Text { return r.TrialOrigin }), "trial_origin"},
}

func sinceFrom(r *row) ledger.Text { from, _ := export.Bounds(r.StatusSince); return from }
func sinceTo(r *row) ledger.Text   { _, to := export.Bounds(r.StatusSince); return to }

// listed is how many columns, from the first, are those of Microsoft's list.
const listed = 9

// ofTrials is how many columns, from the last, say something of trials alone.
const ofTrials = 3

// RowColumns gives every column of a row of a view that is not about trials.
func RowColumns() []Column[ledger.Row] { return plain(allColumns[:len(allColumns)-ofTrials]) }

func plain(of []RowColumn) []Column[ledger.Row] {
	columns := make([]Column[ledger.Row], 0, len(of))
	for i := range of {
		columns = append(columns, of[i].Column)
	}
	return columns
}

// columnsOf gives the columns of a layout. Unlike in other formats the dates of
// expiration are in the list always: files of several days are read as one table.
func columnsOf(l export.Layout, m export.Meta) ([]RowColumn, error) {
	switch l {
	case export.LayoutList:
		return allColumns[:listed], nil
	case export.LayoutFull:
		return allColumns, nil
	case export.LayoutShown:
		var shown []RowColumn
		for _, key := range m.Columns {
			before := len(shown)
			for i := range allColumns {
				if allColumns[i].Key == key {
					shown = append(shown, allColumns[i])
				}
			}
			if len(shown) == before {
				return nil, ledger.Errorf(ledger.CodeUsage, "export", "There is no column %q. Did you mean %s?", key, ledger.Nearest(key, ledger.RowColumns()))
			}
		}
		if len(shown) > 0 {
			return shown, nil
		}
		return nil, ledger.Errorf(ledger.CodeUsage, "export", "No columns were chosen, so there is nothing to write. Choose some.")
	}
	return nil, ledger.Errorf(ledger.CodeUsage, "export", "There is no layout %q. A Parquet file has list, full or shown.", l)
}

// RowColumnsOf gives the columns of some keys of ledger.RowColumns, in their
// order: where one became several, all.
func RowColumnsOf(keys ...string) []Column[ledger.Row] {
	columns, err := columnsOf(export.LayoutShown, export.Meta{Columns: keys})
	if err != nil {
		panic(err) // keys are constants
	}
	return plain(columns)
}
