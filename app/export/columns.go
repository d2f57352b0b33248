package export

import (
	"context"
	"errors"
	"slices"
	"strings"

	"licenseledger/store/ledger"
)

// kind tells how the text of a column is to be read.
type kind int

const (
	kindText  kind = iota // shown as it is
	kindName              // as it is, but the word Unknown follows the language
	kindWord              // a code of a closed list
	kindDate              // a month, a day or an instant
	kindFlag              // true, false or nothing
	kindCount             // a whole number, on sheets beside the rows only
	kindMoney             // a decimal number in the currency of its column, on those too
	kindBool              // "true" or "false", on those too
)

// column is one column of a file: a column of ledger.Row, or a part of one.
type column struct {
	key  string // as in ledger.RowColumns
	name string // key of the header; differs from key where one column became two
	kind kind
	text func(*ledger.Row) ledger.Text // nil for kindFlag
}

var listColumns = []column{
	{"user_name", "user_name", kindName, func(r *ledger.Row) ledger.Text { return r.UserName }},
	{"email_address", "email_address", kindName, func(r *ledger.Row) ledger.Text { return r.EmailAddress }},
	{"service", "service", kindText, func(r *ledger.Row) ledger.Text { return r.Service }},
	{"license", "license", kindText, func(r *ledger.Row) ledger.Text { return r.License }},
	{"assigned_date", "assigned_date", kindDate, func(r *ledger.Row) ledger.Text { return r.AssignedDate }},
	{"is_trial", "is_trial", kindFlag, nil},
}

var expirationColumn = column{"expiration_date", "expiration_date", kindDate,
	func(r *ledger.Row) ledger.Text { return r.ExpirationDate }}

// moreColumns are what the full layout adds: who it is and how they stand,
// then what the license is, then use, then where the row is from, then ids, then
// what came later: people refer to columns of a workbook by their letters.
var moreColumns = []column{
	{"status", "status", kindWord, func(r *ledger.Row) ledger.Text { return r.Status }},
	{"status_since", "status_since_from", kindDate, func(r *ledger.Row) ledger.Text { from, _ := bounds(r.StatusSince); return from }},
	{"status_since", "status_since_to", kindDate, func(r *ledger.Row) ledger.Text { _, to := bounds(r.StatusSince); return to }},
	{"last_known_name", "last_known_name", kindText, func(r *ledger.Row) ledger.Text { return r.LastKnownName }},
	{"last_known_email", "last_known_email", kindText, func(r *ledger.Row) ledger.Text { return r.LastKnownEmail }},
	{"identity_confidence", "identity_confidence", kindWord, func(r *ledger.Row) ledger.Text { return r.IdentityConfidence }},
	{"candidates", "candidates", kindText, candidates},
	{"department", "department", kindText, func(r *ledger.Row) ledger.Text { return r.Department }},
	{"cost_center", "cost_center", kindText, func(r *ledger.Row) ledger.Text { return r.CostCenter }},
	{"product", "product", kindWord, func(r *ledger.Row) ledger.Text { return r.Product }},
	{"origin", "origin", kindWord, func(r *ledger.Row) ledger.Text { return r.Origin }},
	{"tier", "tier", kindWord, func(r *ledger.Row) ledger.Text { return r.Tier }},
	{"assigned_by", "assigned_by", kindWord, func(r *ledger.Row) ledger.Text { return r.AssignedBy }},
	{"group_name", "group_name", kindText, func(r *ledger.Row) ledger.Text { return r.GroupName }},
	{"last_used", "last_used", kindDate, func(r *ledger.Row) ledger.Text { return r.LastUsed }},
	{"last_used_source", "last_used_source", kindText, func(r *ledger.Row) ledger.Text { return r.LastUsedSource }},
	{"watched_since", "watched_since", kindDate, func(r *ledger.Row) ledger.Text { return r.WatchedSince }},
	{"first_seen", "first_seen", kindDate, func(r *ledger.Row) ledger.Text { return r.FirstSeen }},
	{"source", "source", kindText, func(r *ledger.Row) ledger.Text { return r.Source }},
	{"basis", "basis", kindWord, func(r *ledger.Row) ledger.Text { return r.Basis }},
	{"as_of", "as_of", kindDate, func(r *ledger.Row) ledger.Text { return r.AsOf }},
	{"user_id", "user_id", kindText, func(r *ledger.Row) ledger.Text { return r.UserID }},
	{"service_id", "service_id", kindText, func(r *ledger.Row) ledger.Text { return r.ServiceID }},
	{"license_id", "license_id", kindText, func(r *ledger.Row) ledger.Text { return r.LicenseID }},
	{"restorable_until", "restorable_until", kindDate, func(r *ledger.Row) ledger.Text { return r.RestorableUntil }},
	{"trial_ended", "trial_ended", kindWord, func(r *ledger.Row) ledger.Text { return ledger.Text(r.TrialEnded) }},
	{"also_paid", "also_paid", kindWord, func(r *ledger.Row) ledger.Text { return ledger.Text(r.AlsoPaid) }},
	{"trial_origin", "trial_origin", kindWord, func(r *ledger.Row) ledger.Text { return r.TrialOrigin }},
}

// bounds splits an interval from/to; an instant is both of its bounds, so that
// a filter on either column finds it.
func bounds(since ledger.Text) (from, to ledger.Text) {
	a, b, isInterval := strings.Cut(string(since), "/")
	if !isInterval {
		return since, since
	}
	return openBound(a), openBound(b)
}

// openBound reads the two ways ISO 8601 writes a bound that is not known.
func openBound(s string) ledger.Text {
	if s == ".." {
		return ""
	}
	return ledger.Text(s)
}

// candidates joins the people in one cell: Jane Doe <jane@contoso.com>; ...
func candidates(r *ledger.Row) ledger.Text {
	var b strings.Builder
	for i, c := range r.Candidates {
		if i > 0 {
			b.WriteString("; ")
		}
		switch {
		case c.Name == "" && c.Email == "":
			b.WriteString(string(c.UserID))
		case c.Email == "":
			b.WriteString(string(c.Name))
		case c.Name == "":
			b.WriteString(string(c.Email))
		default:
			b.WriteString(string(c.Name) + " <" + string(c.Email) + ">")
		}
	}
	return ledger.Text(b.String())
}

// shown gives the columns of some keys, in their order: where one column became
// two, both.
func shown(keys []string) ([]column, error) {
	all := slices.Concat(listColumns, []column{expirationColumn}, moreColumns)
	var columns []column
	for _, key := range keys {
		before := len(columns)
		for _, col := range all {
			if col.key == key {
				columns = append(columns, col)
			}
		}
		if len(columns) == before {
			return nil, ledger.Errorf(ledger.CodeUsage, "export", "There is no column %q. Did you mean %s?", key, ledger.Nearest(key, ledger.RowColumns()))
		}
	}
	if len(columns) == 0 {
		return nil, ledger.Errorf(ledger.CodeUsage, "export", "No columns were chosen, so there is nothing to write. Choose some.")
	}
	return columns, nil
}

// ListColumns names the columns of the list layout for rows, so that files with
// parts of them have the same.
func ListColumns(ctx context.Context, rows Rows) ([]string, error) {
	columns, err := columnsOf(ctx, LayoutList, Meta{}, rows)
	return keysOf(columns), err
}

// columnsOf gives the columns of a layout. The list layout has the expiration
// date only if a row has one, so its rows may be read to the end here.
func columnsOf(ctx context.Context, l Layout, m Meta, rows Rows) ([]column, error) {
	switch l {
	case LayoutShown:
		return shown(m.Columns)
	case LayoutReport2017:
		return listColumns, nil
	case LayoutReport2022:
		return append(append([]column(nil), listColumns...), expirationColumn), nil
	case LayoutFull:
		return append(append(append([]column(nil), listColumns...), expirationColumn), moreColumns...), nil
	case LayoutList:
		found, err := hasExpiration(ctx, rows)
		if err != nil || !found {
			return listColumns, err
		}
		return append(append([]column(nil), listColumns...), expirationColumn), nil
	}
	return nil, ledger.Errorf(ledger.CodeUsage, "export", "There is no layout %q. Use list, full or shown.", l)
}

func hasExpiration(ctx context.Context, rows Rows) (bool, error) {
	errFound := errors.New("found")
	err := eachRow(ctx, rows, []column{expirationColumn}, 0, rows.Len(), func(r *ledger.Row) error {
		if r.ExpirationDate != "" {
			return errFound
		}
		return nil
	})
	if errors.Is(err, errFound) {
		return true, nil
	}
	return false, err
}
