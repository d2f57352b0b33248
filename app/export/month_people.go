package export

import (
	"context"
	"fmt"

	"licenseledger/store/ledger"
)

// personLine is a person with a license, and what it costs.
type personLine struct {
	ledger.Row
	cost Amount
}

// peopleColumns are those of a row; what a row costs stands among them.
var peopleColumns = []moreColumn[personLine]{
	{name: "user_name", width: 28, kind: kindName, text: func(p *personLine) ledger.Text { return p.UserName }},
	{name: "email_address", width: 36, kind: kindName, text: func(p *personLine) ledger.Text { return p.EmailAddress }},
	{name: "license", width: 40, kind: kindText, text: func(p *personLine) ledger.Text { return p.License }},
	{name: "service", width: 44, kind: kindText, text: func(p *personLine) ledger.Text { return p.Service }},
}

var peopleMore = []moreColumn[personLine]{
	{name: "cost_center", width: 20, kind: kindText, text: func(p *personLine) ledger.Text { return p.CostCenter }},
	{name: "department", width: 24, kind: kindText, text: func(p *personLine) ledger.Text { return p.Department }},
	{name: "manager", width: 28, kind: kindName, text: func(p *personLine) ledger.Text { return managerText(p.Manager) }},
	{name: "status", width: 20, kind: kindWord, text: func(p *personLine) ledger.Text { return p.Status }},
	{name: "assigned_by", width: 18, kind: kindWord, text: func(p *personLine) ledger.Text { return p.AssignedBy }},
	{name: "group_name", width: 24, kind: kindText, text: func(p *personLine) ledger.Text { return p.GroupName }},
	{name: "last_used", width: secondsColumn, kind: kindDate, text: func(p *personLine) ledger.Text { return p.LastUsed }},
	{name: "watched_since", width: secondsColumn, kind: kindDate, text: func(p *personLine) ledger.Text { return p.WatchedSince }},
	{name: "user_id", width: 38, kind: kindText, text: func(p *personLine) ledger.Text { return p.UserID }},
	{name: "license_id", width: 38, kind: kindText, text: func(p *personLine) ledger.Text { return p.LicenseID }},
}

// peopleRead are the columns that rows of people are made of.
var peopleRead = []column{{key: "user_name"}, {key: "email_address"}, {key: "license"}, {key: "service"}, {key: "cost_center"}, {key: "department"}, {key: "manager"},
	{key: "status"}, {key: "assigned_by"}, {key: "group_name"}, {key: "last_used"}, {key: "watched_since"}, {key: "user_id"}, {key: "license_id"}}

// peopleShared are the columns of which many rows have the same words.
var peopleShared = []column{
	{"license", "license", kindText, func(r *ledger.Row) ledger.Text { return r.License }},
	{"service", "service", kindText, func(r *ledger.Row) ledger.Text { return r.Service }},
	{"cost_center", "cost_center", kindText, func(r *ledger.Row) ledger.Text { return r.CostCenter }},
	{"department", "department", kindText, func(r *ledger.Row) ledger.Text { return r.Department }},
	{"status", "status", kindWord, func(r *ledger.Row) ledger.Text { return r.Status }},
	{"assigned_by", "assigned_by", kindWord, func(r *ledger.Row) ledger.Text { return r.AssignedBy }},
	{"license_id", "license_id", kindText, func(r *ledger.Row) ledger.Text { return r.LicenseID }},
}

// managerText names a manager as far as they are known.
func managerText(m *ledger.Candidate) ledger.Text {
	if m == nil {
		return ""
	}
	return ledger.Text(known(m.Name, m.Email, m.UserID))
}

// addPeople adds who holds which license, on further sheets where one cannot
// hold them. Rows are read one page after the other, since what a row costs
// depends on those before it: a license whose month has no end in cents is
// shared so that its rows add up.
func (b monthBook) addPeople(perSheet int) error {
	columns := append([]moreColumn[personLine]{}, peopleColumns...)
	for _, currency := range b.month.Currencies {
		columns = append(columns, moneyColumn(b, "cost", currency, func(p *personLine) Amount { return p.cost }))
	}
	columns = append(columns, peopleMore...)
	for i := range columns {
		if columns[i].name == "manager" {
			columns[i].title = b.cells.words.about["manager"]
		}
	}
	b.digestHead = nil
	digest := newDigest(nil, b.meta)
	for i := range columns {
		b.digestHead = digest.field(b.digestHead, i, columns[i].name)
	}
	b.digestHead = append(b.digestHead, digest.end...)
	rows := b.month.People
	for n, from := 1, 0; from == 0 || from < rows.Len(); n, from = n+1, from+perSheet {
		name, table, size := b.in["people"], "People", min(perSheet, rows.Len()-from)
		if n > 1 {
			name, table = fmt.Sprintf("%s %d", name, n), fmt.Sprintf("%s_%d", table, n)
		}
		err := addMoreSheet(b.book, name, table, columns, size, func(ctx context.Context, do func([]personLine) error) error {
			return b.peoplePages(ctx, from, from+size, do)
		})
		if err != nil {
			return err
		}
		sheet := &b.sheets[len(b.sheets)-1]
		sheet.from, sheet.counted, sheet.hashed = from, true, true
	}
	return nil
}

func (b monthBook) peoplePages(ctx context.Context, from, to int, do func([]personLine) error) error {
	var lines []personLine
	err := eachRow(ctx, b.month.People, peopleRead, from, to, func(r *ledger.Row) error {
		lines = append(lines, personLine{*r, b.month.Cost(r)})
		if len(lines) < window {
			return nil
		}
		done := lines
		lines = make([]personLine, 0, window) // the others are still being written
		return do(done)
	})
	if err != nil || len(lines) == 0 {
		return err
	}
	return do(lines)
}
