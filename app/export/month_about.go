package export

import (
	"math"

	"github.com/xuri/excelize/v2"

	"licenseledger/store/ledger"
)

// writeAbout fills the first sheet: which month and which reading it is, how old
// each source was, which prices were used, and what the reader should know.
func (b monthBook) writeAbout(name string) error {
	m := b.month
	a := aboutSheet{file: b.file, name: name, styles: b.cells.styles, meta: m.Meta, words: b.cells.words}
	for i, width := range aboutWidths {
		if a.err == nil {
			at, _ := excelize.ColumnNumberToName(i + 1)
			a.err = b.file.SetColWidth(name, at, at, width)
		}
	}
	if m.Sample {
		a.line(cell{a.words.about["sample"], a.styles.sample})
		a.row++
	}
	a.line(cell{b.title(), a.styles.title})
	a.row++
	b.facts(&a)
	a.row++
	b.prices(&a)
	a.row++
	b.freeSums(&a)
	a.row++
	a.coverage()
	a.row++
	a.warnings()
	if a.err == nil {
		a.err = printSetup(b.file, name, m.Meta, "")
	}
	return a.err
}

func (b monthBook) facts(a *aboutSheet) {
	m := b.month
	told := func(key string) cell { return cell{b.in[key], a.styles.label} }
	when := func(key string, at ledger.Instant) {
		if t, ok := a.wall(at); ok {
			a.line(told(key), cell{t, a.styles.date[toSecond]})
		}
	}
	a.pair("tenant", m.Tenant)
	a.pair("tenant_id", m.TenantID)
	if m.Month != "" {
		a.line(told("month"), cell{string(m.Month), a.styles.wrapped})
	}
	if t, ok := a.wall(m.At); ok {
		a.line(a.label("day"), cell{math.Floor(t), a.styles.date[toDay]})
		a.line(a.label("at"), cell{t, a.styles.date[toSecond]})
	}
	if m.Month != "" {
		state := "open"
		if m.ClosedAt != 0 {
			state = "closed"
		}
		a.line(told("state"), cell{b.in[state], a.styles.wrapped})
	}
	when("closed_at", m.ClosedAt)
	if m.Later > 0 {
		a.line(told("later"), cell{m.Later, a.styles.count})
	}
	when("before", m.Before)
	a.pair("zone", m.zone().String())
	basis := a.words.bases[m.Basis]
	if basis == "" {
		basis = string(m.Basis)
	}
	a.pair("basis", basis)
	if why := m.Movement.Unmoved; why != "" {
		a.line(told("movement"), cell{b.in["unmoved_"+why], a.styles.wrapped})
	}
	if m.Month != "" {
		a.line(told("people_rows"), cell{m.People.Len(), a.styles.count})
		a.line(told("digest"), cell{digestMark, a.styles.wrapped})
	}
	if m.Redacted {
		a.pair("people_are", a.words.about["pseudonyms"])
	}
	if t, ok := a.wall(ledger.InstantOf(m.MadeAt)); ok {
		a.line(a.label("made_at"), cell{t, a.styles.date[toSecond]})
	}
	a.pair("made_by", product(m.Meta))
}

// prices lists what was reckoned with: what a license costs, and since when.
func (b monthBook) prices(a *aboutSheet) {
	header := func(text string) cell { return cell{text, a.styles.header} }
	a.line(header(b.in["prices"]), header(b.in["price"]), header(b.in["price_from"]), header(b.in["per"]))
	if len(b.month.Prices) == 0 {
		a.line(cell{b.in["no_prices"], a.styles.wrapped})
	}
	for _, p := range b.month.Prices {
		if p.Amount == nil {
			continue
		}
		from := cell{p.From, a.styles.text}
		if t, precision, ok := parseDate(p.From, a.meta.zone()); ok {
			if days, fits := serial(t); fits {
				from = cell{days, a.styles.date[precision]}
			}
		}
		a.line(cell{string(p.License), a.styles.wrapped}, b.moneyCell(Amount{*p.Amount, p.Currency}), from, cell{b.in["per_"+string(p.Per)], a.styles.wrapped})
	}
}
