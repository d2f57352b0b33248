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
	{"change", 26, kindWord, func(c *ledger.Change) ledger.Text { return ledger.Text(c.Change) }},
	{"user_name", 28, kindName, func(c *ledger.Change) ledger.Text { return c.UserName }},
	{"email_address", 36, kindName, func(c *ledger.Change) ledger.Text { return c.EmailAddress }},
	{"service", 36, kindText, func(c *ledger.Change) ledger.Text { return c.Service }},
	{"license", 32, kindText, func(c *ledger.Change) ledger.Text { return c.License }},
	{"was_service", 32, kindText, func(c *ledger.Change) ledger.Text { return c.WasService }},
	{"was_license", 32, kindText, func(c *ledger.Change) ledger.Text { return c.WasLicense }},
	{"was_name", 28, kindName, func(c *ledger.Change) ledger.Text { return c.WasName }},
	{"was_email", 36, kindName, func(c *ledger.Change) ledger.Text { return c.WasEmail }},
	{"status_since_from", secondsColumn, kindDate, func(c *ledger.Change) ledger.Text { from, _ := bounds(c.Since); return from }},
	{"status_since_to", secondsColumn, kindDate, func(c *ledger.Change) ledger.Text { _, to := bounds(c.Since); return to }},
	{"user_id", 38, kindText, func(c *ledger.Change) ledger.Text { return c.UserID }},
}

// addChanges adds the sheet of changes; those that it cannot hold are told on
// the first sheet by their number.
func (b *book) addChanges() error {
	compared := b.meta.Compared
	return addMoreTable(b, "changes", "Changes", changeColumns, min(compared.Len, maxRows-1), func(ctx context.Context, do func([]ledger.Change) error) error {
		return eachPage(ctx, compared.Rows, 0, min(compared.Len, maxRows-1), do)
	})
}
