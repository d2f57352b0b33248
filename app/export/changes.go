package export

import (
	"context"

	"licenseledger/store/ledger"
)

// Comparison is what changed between another reading and the one of the rows.
type Comparison struct {
	Before  ledger.Instant // of the other reading
	Len     int
	Rows    func(from, n int) ([]ledger.Change, error) // in order, as Rows.Rows
	NotRead []string                                   // sources that were not read on both days
}

var changeColumns = []moreColumn[ledger.Change]{
	{name: "change", width: 26, kind: kindWord, text: func(c *ledger.Change) ledger.Text { return ledger.Text(c.Change) }},
	{name: "user_name", width: 28, kind: kindName, text: func(c *ledger.Change) ledger.Text { return c.UserName }},
	{name: "email_address", width: 36, kind: kindName, text: func(c *ledger.Change) ledger.Text { return c.EmailAddress }},
	{name: "service", width: 36, kind: kindText, text: func(c *ledger.Change) ledger.Text { return c.Service }},
	{name: "license", width: 32, kind: kindText, text: func(c *ledger.Change) ledger.Text { return c.License }},
	{name: "was_service", width: 32, kind: kindText, text: func(c *ledger.Change) ledger.Text { return c.WasService }},
	{name: "was_license", width: 32, kind: kindText, text: func(c *ledger.Change) ledger.Text { return c.WasLicense }},
	{name: "was_name", width: 28, kind: kindName, text: func(c *ledger.Change) ledger.Text { return c.WasName }},
	{name: "was_email", width: 36, kind: kindName, text: func(c *ledger.Change) ledger.Text { return c.WasEmail }},
	{name: "status_since_from", width: secondsColumn, kind: kindDate, text: func(c *ledger.Change) ledger.Text { from, _ := bounds(c.Since); return from }},
	{name: "status_since_to", width: secondsColumn, kind: kindDate, text: func(c *ledger.Change) ledger.Text { _, to := bounds(c.Since); return to }},
	{name: "user_id", width: 38, kind: kindText, text: func(c *ledger.Change) ledger.Text { return c.UserID }},
}

// addChanges adds the sheet of changes; those that it cannot hold are told on
// the first sheet by their number.
func (b *book) addChanges() error {
	compared := b.meta.Compared
	return addMoreTable(b, "changes", "Changes", changeColumns, min(compared.Len, maxRows-1), func(ctx context.Context, do func([]ledger.Change) error) error {
		return eachPage(ctx, compared.Rows, 0, min(compared.Len, maxRows-1), do)
	})
}
