package export

import (
	"context"
	"fmt"
	"io"
	"math"
	"slices"
	"time"

	"licenseledger/store/ledger"
)

// Tenants is what the workbook over all tenants says. It names nobody.
type Tenants struct {
	Meta       // of the file; its day is that on which it was made
	Tenants    []Tenant
	Currencies []string // that amounts are in
}

// Tenant is one of them. What was not read is nil, never 0.
type Tenant struct {
	Name      string // its own, or else that of its file
	FileName  string
	Sample    bool
	Unread    ledger.Code    // why nothing could be read; "" when it was
	At        ledger.Instant // of the newest reading; 0 before the first
	ListRead  ledger.Instant // when a license list was read last; 0 for never
	People    *int
	Seats     *TenantSeats
	Needs     []TenantNeed // the worst first
	LastSync  ledger.Instant
	SyncState string // a ledger.RunState; "" before the first
	SyncWhy   string // what kept it from reading all
	Licenses  []TenantLicense
	Sources   []ledger.SourceAge
}

// TenantSeats adds up the licenses that are paid for.
type TenantSeats struct {
	Bought, Assigned, Free, OverAssigned int64
	Cost                                 []Amount // a month, one for each currency
	Unpriced                             int64    // units that are in none of them
}

// TenantNeed is something that waits for a person.
type TenantNeed struct {
	Code         string
	Rows, People *int
	Source       string
	Days         *int // since it was read
}

// TenantLicense is a license of a tenant. Costs are rounded so that those of a
// tenant add up to its own.
type TenantLicense struct {
	ledger.SeatRow
	Cost Amount
}

// WriteTenants writes the workbook over all tenants. Codes as WriteXLSX.
func WriteTenants(ctx context.Context, w io.Writer, t Tenants) error {
	b, err := newTenantsBook(t)
	if err != nil {
		return fmt.Errorf("lay out the workbook: %w", err)
	}
	return b.write(ctx, w, nil)
}

// tenantsBook is the workbook over all tenants.
type tenantsBook struct {
	*book
	all Tenants
	in  map[string]string // its words
}

func newTenantsBook(t Tenants) (*book, error) {
	b := tenantsBook{all: t, in: wordsOf(t.Language).tenants}
	about := func(begun *book, name string) error {
		b.book = begun
		return b.writeAbout(name)
	}
	if _, err := newGridBook(t.Meta, noRows{}, t.Currencies, about); err != nil {
		return nil, err
	}
	return b.book, b.finish(b.in["title"], b.addTenants, b.addLicenses, b.addNeeds)
}

// addTenants adds one line for each tenant: the page of all tenants.
func (b tenantsBook) addTenants() error {
	in := b.in
	columns := slices.Concat(
		[]gridColumn{{in["tenant"], 32}, {in["list_read"], secondsColumn}, {in["people"], 12}, {in["bought"], 12}, {in["assigned"], 12}, {in["free"], 12}, {in["over"], 14}},
		b.moneyColumns(), []gridColumn{{in["unpriced"], 14}, {in["needs"], 12}, {in["worst"], 40}, {in["last_sync"], secondsColumn}, {in["sync_state"], 22}, {in["why"], 60},
			{in["at"], secondsColumn}, {in["file"], 32}})
	var lines [][]cell
	for i := range b.all.Tenants {
		lines = append(lines, b.tenantLine(&b.all.Tenants[i]))
	}
	return b.addGrid(grid{name: in["tenants"], table: "Tenants", columns: columns, lines: lines})
}

func (b tenantsBook) tenantLine(t *Tenant) []cell {
	line := []cell{b.textCell(b.nameOf(t)), b.instantCell(t.ListRead), {}, {}, {}, {}, {}}
	line[2] = b.intCell(t.People)
	money := make([]cell, len(b.all.Currencies)+1)
	if s := t.Seats; s != nil {
		line[3], line[4], line[5], line[6] = b.countCell(s.Bought), b.countCell(s.Assigned), b.countCell(s.Free), b.countCell(s.OverAssigned)
		for _, cost := range s.Cost {
			if i := slices.Index(b.all.Currencies, cost.Currency); i >= 0 {
				money[i] = b.amountCell(cost)
			}
		}
		money[len(money)-1] = b.countCell(s.Unpriced)
	}
	needs, worst, why := b.countCell(int64(len(t.Needs))), "", t.SyncWhy
	if t.Unread != "" {
		needs, why = cell{}, b.unread(t.Unread)
	}
	if len(t.Needs) > 0 {
		worst = b.need(t.Needs[0].Code)
	}
	return append(append(line, money...), needs, b.textCell(worst), b.instantCell(t.LastSync), b.textCell(in(b.in, "sync_", t.SyncState)), b.textCell(why),
		b.instantCell(t.At), b.textCell(t.FileName))
}

// in gives the word of a code; a code without a word is shown as it is.
func in(words map[string]string, prefix, code string) string {
	if word := words[prefix+code]; word != "" {
		return word
	}
	return code
}

// nameOf says of a sample that it is one.
func (b tenantsBook) nameOf(t *Tenant) string {
	if t.Sample {
		return fmt.Sprintf(b.in["sample"], t.Name)
	}
	return t.Name
}

func (b tenantsBook) need(code string) string { return in(b.in, "need_", code) }

// unread says why nothing could be read of a tenant.
func (b tenantsBook) unread(code ledger.Code) string {
	if word := b.in["unread_"+string(code)]; word != "" {
		return word
	}
	return fmt.Sprintf(b.in["unread"], code)
}

// addLicenses adds what each tenant has of each license.
func (b tenantsBook) addLicenses() error {
	in, headers := b.in, b.cells.words.headers
	columns := slices.Concat(
		[]gridColumn{{in["tenant"], 32}, {headers["license"], 44}, {in["bought"], 12}, {in["assigned"], 12}, {in["free"], 12}, {in["used"], 12}, {in["price"], 16}, {in["per"], 10}},
		b.moneyColumns(), []gridColumn{{in["unpriced"], 14}, {in["renews"], 14}, {in["part_number"], 34}, {headers["license_id"], 38}})
	var lines [][]cell
	for i := range b.all.Tenants {
		t := &b.all.Tenants[i]
		for j := range t.Licenses {
			lines = append(lines, b.licenseLine(t, &t.Licenses[j]))
		}
	}
	return b.addGrid(grid{name: in["licenses"], table: "Licenses", columns: columns, lines: lines[:min(len(lines), maxRows-1)]})
}

func (b tenantsBook) licenseLine(t *Tenant, l *TenantLicense) []cell {
	line := []cell{b.textCell(b.nameOf(t)), b.textCell(string(l.License)), b.countCell(l.Bought), b.countCell(l.Assigned), b.countCell(l.Free), b.intCell(l.InUse), {}, {}}
	if l.Price != nil {
		line[6], line[7] = b.amountCell(Amount{l.Price.Cents(), string(l.Currency)}), b.textCell(b.in["per_"+string(l.Per)])
	}
	for _, currency := range b.all.Currencies {
		cost := cell{}
		if l.Cost.Currency == currency {
			cost = b.amountCell(l.Cost)
		}
		line = append(line, cost)
	}
	return append(line, b.countCell(l.Unpriced), b.dayCell(string(l.RenewsAt)), b.textCell(string(l.SkuPartNumber)), b.textCell(string(l.LicenseID)))
}

// addNeeds adds what waits for a person, tenant by tenant: first why one could
// not be read, or why its last sync failed.
func (b tenantsBook) addNeeds() error {
	in := b.in
	columns := []gridColumn{{in["tenant"], 32}, {in["what"], 52}, {in["need_rows"], 12}, {in["need_people"], 12}, {in["days"], 16}, {in["source"], 44}, {in["why"], 60}}
	var lines [][]cell
	for i := range b.all.Tenants {
		t := &b.all.Tenants[i]
		name := b.textCell(b.nameOf(t))
		switch {
		case t.Unread != "":
			lines = append(lines, []cell{name, b.textCell(in["not_read"]), {}, {}, {}, {}, b.textCell(b.unread(t.Unread))})
		case t.SyncState == string(ledger.RunFailed):
			lines = append(lines, []cell{name, b.textCell(in["sync_failed_need"]), {}, {}, {}, {}, b.textCell(t.SyncWhy)})
		}
		for _, n := range t.Needs {
			source := ""
			if n.Source != "" {
				source = b.cells.words.source(n.Source)
			}
			lines = append(lines, []cell{name, b.textCell(b.need(n.Code)), b.intCell(n.Rows), b.intCell(n.People), b.intCell(n.Days), b.textCell(source), {}})
		}
	}
	return b.addGrid(grid{name: in["needs"], table: "Needs", columns: columns, lines: lines})
}

func (b tenantsBook) moneyColumns() []gridColumn {
	var columns []gridColumn
	for _, currency := range b.all.Currencies {
		columns = append(columns, gridColumn{b.in["cost"] + " (" + currency + ")", 18})
	}
	return columns
}

func (b tenantsBook) amountCell(a Amount) cell {
	return cell{float64(a.Cents) / 100, b.cells.styles.money[a.Currency]}
}

// intCell is a count that may not be known.
func (b tenantsBook) intCell(n *int) cell {
	if n == nil {
		return cell{}
	}
	return b.countCell(int64(*n))
}

func (b tenantsBook) instantCell(at ledger.Instant) cell {
	if at == 0 {
		return cell{}
	}
	days, ok := serial(at.Time().In(b.meta.zone()))
	if !ok {
		return cell{}
	}
	return cell{days, b.cells.styles.date[toSecond]}
}

// dayCell is the day of an instant.
func (b tenantsBook) dayCell(text string) cell {
	at, err := time.Parse(time.RFC3339, text)
	if err != nil {
		return cell{}
	}
	days, ok := serial(at.In(b.meta.zone()))
	if !ok {
		return cell{}
	}
	return cell{math.Floor(days), b.cells.styles.date[toDay]}
}
