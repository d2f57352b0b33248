package export

import (
	"context"
	"fmt"
	"io"
	"time"

	"github.com/xuri/excelize/v2"

	"licenseledger/store/ledger"
)

// LayoutMonth is the workbook of a month, which finance gets. It is no layout of
// rows: WriteMonth writes it, from a Month.
const LayoutMonth Layout = "month"

// Amount is money as it is shown, in 1/100 of a currency; without a currency it
// is not known.
type Amount struct {
	Cents    int64
	Currency string
}

// Month is what the workbook of a month says. Amounts are rounded so that parts
// add up to what is their whole on another sheet.
type Month struct {
	Meta                      // of the reading that stands for the month
	Month      ledger.Month   // "" is the day of the reading: see WriteCost
	ClosedAt   ledger.Instant // 0 while the month is open
	Later      int            // readings of the month after that one
	Before     ledger.Instant // the reading that stands for the month before; 0 without one
	Currencies []string       // that amounts are in
	Licenses   []MonthLicense
	Movement   ledger.Movement
	Parts      []MonthPart                // by license, and in it by cost center
	People     Rows                       // who holds which license, each once
	Cost       func(r *ledger.Row) Amount // what a row of People costs a month; asked once for each, in order
	Back       []ledger.SeatBack
	Free       FreeLines        // licenses that can be taken back
	FreeSums   []ledger.FreeSum // by group
	Trials     Rows
	Prices     []MonthPrice // that were used
}

// MonthLicense is a license of the month, or one that was there in the month
// before alone.
type MonthLicense struct {
	ledger.SeatRow
	Unread     bool   // what was bought was not read: of it, only that it is held is known
	Cost       Amount // a month, of what was bought
	Was        Amount // a month, of what was bought at the reading before
	CostChange Amount // since then
	WasBought  int64
	Before     bool // it is known what there was of it at the reading before
}

// PartKind tells what the units of a part of a license are.
type PartKind string

// The closed list of parts. Those of a license add up to what was bought of it.
const (
	PartHeld        PartKind = "held"          // by people of a cost center
	PartUntold      PartKind = "untold"        // assigned as Microsoft counts, less those whose holder was read
	PartNotAssigned PartKind = "not_assigned"  // bought and nobody's
	PartOver        PartKind = "over_assigned" // assigned beyond what was bought: less than 0
)

// MonthPart is a part of a license.
type MonthPart struct {
	Kind       PartKind
	CostCenter ledger.Text // of PartHeld; "" is not known
	License    ledger.Text
	LicenseID  ledger.Text
	Units      int64
	Cost       Amount
	Unpriced   int64 // units of it that are in no sum
}

// MonthPrice is a price that was used.
type MonthPrice struct {
	ledger.Price
	License ledger.Text
}

// WriteMonth writes the workbook of a month. Codes as WriteXLSX.
func WriteMonth(ctx context.Context, w io.Writer, m Month, progress Progress) error {
	b, err := newMonthBook(ctx, m, maxRows-1)
	if err != nil {
		return fmt.Errorf("lay out the workbook: %w", err)
	}
	return b.write(ctx, w, progress)
}

// monthBook is the workbook of a month, whose row sheets have no rows yet.
type monthBook struct {
	*book
	month Month
	in    map[string]string // words of the month
}

func newMonthBook(ctx context.Context, m Month, perSheet int) (*book, error) {
	in := wordsOf(m.Language)
	b := monthBook{month: m, in: in.month}
	rows := m.People
	if m.Month == "" {
		rows = noRows{}
	}
	about := func(begun *book, name string) error {
		b.book = begun
		return b.writeAbout(name)
	}
	if _, err := newGridBook(m.Meta, rows, m.Currencies, about); err != nil {
		return nil, err
	}
	if m.Month == "" {
		return b.book, b.finish(b.title(), b.addSummary, b.addFree)
	}
	var err error
	if b.shared, err = sharedWords(ctx, peopleShared, m.People, in); err != nil {
		return nil, err
	}
	return b.book, b.finish(b.title(), b.addSummary, b.addMovement, b.addCenters, b.addParts,
		func() error { return b.addPeople(perSheet) }, b.addBack, b.addFree, b.addTrials)
}

func (b monthBook) title() string {
	of := string(b.month.Month)
	if of == "" {
		of = b.meta.At.Time().In(b.meta.zone()).Format(time.DateOnly)
	}
	return fmt.Sprintf(b.in["title"], of)
}

// moneyStyles makes a number format for each currency, which programs know by
// its three letters.
func moneyStyles(f *excelize.File, currencies []string) (map[string]int, error) {
	styles := map[string]int{}
	for _, currency := range currencies {
		style, err := rightStyle(f, fmt.Sprintf(`[$%s] #,##0.00_ ;-[$%s] #,##0.00_ `, currency, currency))
		if err != nil {
			return nil, err
		}
		styles[currency] = style
	}
	return styles, nil
}

// rightStyle is numbers below each other, with a blank after them.
func rightStyle(f *excelize.File, format string) (int, error) {
	return f.NewStyle(&excelize.Style{CustomNumFmt: &format, Alignment: &excelize.Alignment{Vertical: "top", Horizontal: "right"}})
}

// in gives the decimal number of an amount in a currency; ok is false where
// it is in another, or not known.
func (a Amount) in(currency string) (text string, ok bool) {
	return ledger.CentsText(a.Cents), a.Currency == currency
}
