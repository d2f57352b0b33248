package export

import (
	"time"

	"licenseledger/store/ledger"
)

// Meta says what the rows are. WriteXLSX shows it on the first sheet and in the
// document properties; WriteCSV uses Language and Zone only.
type Meta struct {
	Tenant, TenantID string
	Sample           bool           // rows of the sample tenant: every workbook says so
	At               ledger.Instant // the instant of the snapshot
	Zone             *time.Location // of the ledger: days and times are shown in it; nil is UTC
	Basis            ledger.Basis
	Coverage         []ledger.Coverage
	View             ledger.ViewKind
	Filter           []string // conditions as they should read, one each
	Search, Sort     string   // as they should read; "" when there is none
	Counts           ledger.Counts
	Warnings         []ledger.Warning
	AppVersion       string
	Language         string      // en or nl; anything else is en
	Columns          []string    // of LayoutShown: keys of ledger.RowColumns, in the order wanted
	MadeAt           time.Time   // when the file was made
	Compared         *Comparison // of another sheet of a workbook; nil for none
	Redacted         bool        // pseudonyms stand in the place of people; see Redactor
}

func (m Meta) zone() *time.Location {
	if m.Zone == nil {
		return time.UTC
	}
	return m.Zone
}

// Layout names a choice of columns.
type Layout string

// The closed list of layouts.
const (
	LayoutList Layout = "list" // Microsoft's six columns, and the expiration date where a row has one
	LayoutFull Layout = "full" // every column of ledger.Row

	LayoutShown Layout = "shown" // Meta.Columns

	// Microsoft's own files, of CSV only: what reads one reads the other.
	LayoutReport2017 Layout = "report"      // the six columns of the admin center's download
	LayoutReport2022 Layout = "report-2022" // the seven of Get-AdminPowerAppLicenses
)

// Layouts gives the layouts that have columns of their own.
func Layouts() []Layout { return []Layout{LayoutList, LayoutFull, LayoutReport2017, LayoutReport2022} }

// Rows are the rows to write, in order; a view of the store is one. Rows gives
// rows from, from+1, ... up to n of them, and fewer only at the end. It is
// called with windows in order, some of them twice, and never concurrently.
type Rows interface {
	Len() int
	Rows(from, n int) ([]ledger.Row, error)
}

// Picker is Rows that can fill in some columns of a row and spare the others,
// which is most of the work: keys of ledger.RowColumns. What it gives is called
// for rows in order, by one goroutine, with the same Row each time; Rows(n, 0)
// tells whether the rows are still those.
type Picker interface {
	Rows
	Pick(columns []string) (fill func(n int, r *ledger.Row), err error)
}

// Progress is told how many rows are written; nil is allowed. It is called
// every thousand rows or so and once at the end, by the writing goroutine.
type Progress func(done int)

func (p Progress) tell(done int) {
	if p != nil {
		p(done)
	}
}
