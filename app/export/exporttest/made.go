package exporttest

import (
	"fmt"
	"time"

	"licenseledger/store/ledger"
)

// Slice is rows in memory.
type Slice []ledger.Row

// Len is the number of rows.
func (s Slice) Len() int { return len(s) }

// Rows gives up to n rows from a place on.
func (s Slice) Rows(from, n int) ([]ledger.Row, error) {
	return s[min(from, len(s)):min(from+n, len(s))], nil
}

// Numbered is so many rows that are made up as they are asked for, so that a test
// of memory measures the writer.
type Numbered int

// Len is the number of rows.
func (g Numbered) Len() int { return int(g) }

// Rows gives up to n rows from a place on.
func (g Numbered) Rows(from, n int) ([]ledger.Row, error) {
	page := make([]ledger.Row, 0, n)
	for i := from; i < min(from+n, int(g)); i++ {
		trial := i%7 == 0
		page = append(page, ledger.Row{
			UserName:     ledger.Text(fmt.Sprintf("Péter Nagy %d", i)),
			EmailAddress: ledger.Text(fmt.Sprintf("peter.nagy%d@contoso.com", i)),
			Service:      "Power Apps for Office 365 (Plan 3)", License: "Office 365 E5",
			AssignedDate: ledger.Text(time.Unix(1646020848+int64(i)*61, 0).UTC().Format(time.RFC3339)),
			IsTrial:      &trial,
		})
		if trial {
			page[len(page)-1].ExpirationDate = "2026-06-30"
		}
	}
	return page, nil
}
