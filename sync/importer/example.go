package importer

import (
	"fmt"

	"licenseledger/store/ledger"
)

// DateExample is a date of a file that depends on the order of day and month,
// with both its readings.
type DateExample struct {
	Text       string `json:"text"`        // the day as it is written: 3/4/2026
	DayFirst   string `json:"day_first"`   // 2026-04-03; "" when it cannot be read so
	MonthFirst string `json:"month_first"` // 2026-03-04; "" when it cannot be read so
}

// example gives the first date that depends on the order; nil when none does.
func (e *orderEvidence) example() *DateExample {
	if e.anyOf == 0 {
		return nil
	}
	day := writtenDate{numbers: e.first.numbers, precision: ledger.PrecisionDay}
	read := func(order DateOrder) string {
		text, ok := day.canonical(order)
		if !ok {
			return ""
		}
		return text
	}
	n, separator := day.numbers, string(rune(e.first.separator))
	return &DateExample{Text: fmt.Sprint(n[0], separator, n[1], separator, n[2]), DayFirst: read(OrderDayFirst), MonthFirst: read(OrderMonthFirst)}
}
