package export

import (
	"context"
	"slices"
	"strconv"

	"licenseledger/store/ledger"
)

// leaver is somebody who left, by the first of their rows.
type leaver struct{ first, rows int }

// statusColumns are what a row tells of whether whose it is has left.
var statusColumns = []column{
	{"user_id", "user_id", kindText, func(r *ledger.Row) ledger.Text { return r.UserID }},
	{"status", "status", kindWord, func(r *ledger.Row) ledger.Text { return r.Status }},
}

// leaversOf finds the people among the rows who left, in the order of their
// first rows. A row of somebody whose account is not known stands for itself.
// groups are those of the rows, nil where they do not tell.
func leaversOf(ctx context.Context, rows Rows, groups map[string][]ledger.Group) ([]leaver, error) {
	if groups != nil && !anyLeft(groups["status"]) { // which takes a fraction of the time
		return nil, nil
	}
	var all []leaver
	known := map[ledger.Text]int{}
	n := 0
	err := eachRow(ctx, rows, statusColumns, 0, rows.Len(), func(r *ledger.Row) error {
		at := n
		n++
		if !ledger.Status(r.Status).Departed() {
			return nil
		}
		if place, again := known[r.UserID]; again {
			all[place].rows++
			return nil
		}
		if r.UserID != "" {
			known[r.UserID] = len(all)
		}
		all = append(all, leaver{at, 1})
		return nil
	})
	return all, err
}

func anyLeft(groups []ledger.Group) bool {
	for _, group := range groups {
		if ledger.Status(group.Value).Departed() {
			return true
		}
	}
	return false
}

// leaverColumns say who left, since when, and how sure that is.
var leaverColumns = []moreColumn[leaverRow]{
	{name: "last_known_name", width: 28, kind: kindName, text: func(r *leaverRow) ledger.Text { return lastKnown(r.LastKnownName, r.UserName) }},
	{name: "last_known_email", width: 36, kind: kindName, text: func(r *leaverRow) ledger.Text { return lastKnown(r.LastKnownEmail, r.EmailAddress) }},
	{name: "status", width: 20, kind: kindWord, text: func(r *leaverRow) ledger.Text { return r.Status }},
	{name: "status_since_from", width: secondsColumn, kind: kindDate, text: func(r *leaverRow) ledger.Text { from, _ := bounds(r.StatusSince); return from }},
	{name: "status_since_to", width: secondsColumn, kind: kindDate, text: func(r *leaverRow) ledger.Text { _, to := bounds(r.StatusSince); return to }},
	{name: "identity_confidence", width: 16, kind: kindWord, text: func(r *leaverRow) ledger.Text { return r.IdentityConfidence }},
	{name: "candidates", width: 36, kind: kindText, text: func(r *leaverRow) ledger.Text { return candidates(&r.Row) }},
	{name: "restorable_until", width: secondsColumn, kind: kindDate, text: func(r *leaverRow) ledger.Text { return r.RestorableUntil }},
	{name: "department", width: 24, kind: kindText, text: func(r *leaverRow) ledger.Text { return r.Department }},
	{name: "cost_center", width: 16, kind: kindText, text: func(r *leaverRow) ledger.Text { return r.CostCenter }},
	{name: "rows_of", width: 10, kind: kindCount, text: func(r *leaverRow) ledger.Text { return ledger.Text(strconv.Itoa(r.rows)) }},
	{name: "user_id", width: 38, kind: kindText, text: func(r *leaverRow) ledger.Text { return r.UserID }},
}

// leaverRow is the first row of somebody who left, and how many they have.
type leaverRow struct {
	ledger.Row
	rows int
}

func (b *book) addLeavers() error {
	all := b.leavers
	if len(all) > maxRows-1 {
		all = all[:maxRows-1] // their rows stand on further sheets
	}
	return addMoreTable(b, "leavers", "Leavers", leaverColumns, len(all), func(ctx context.Context, do func([]leaverRow) error) error {
		for some := range slices.Chunk(all, window) {
			people, err := firstRows(ctx, b.rows, some)
			if err == nil {
				err = do(people)
			}
			if err != nil {
				return err
			}
		}
		return nil
	})
}

// firstRows gives the first row of each of some leavers.
func firstRows(ctx context.Context, rows Rows, some []leaver) ([]leaverRow, error) {
	columns := append(append([]column(nil), listColumns[:2]...), moreColumns...)
	people := make([]leaverRow, 0, len(some))
	for _, one := range some {
		err := eachRow(ctx, rows, columns, one.first, one.first+1, func(r *ledger.Row) error {
			people = append(people, leaverRow{*r, one.rows})
			return nil
		})
		if err != nil {
			return nil, err
		}
	}
	return people, nil
}

// lastKnown is what somebody was called last; views of accounts have that in
// the place of a name.
func lastKnown(last, now ledger.Text) ledger.Text {
	if last != "" {
		return last
	}
	return now
}
