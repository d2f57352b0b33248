package export

import (
	"time"

	"github.com/xuri/excelize/v2"

	"licenseledger/store/ledger"
)

// writeAbout fills the first sheet: when the file was made, and of each tenant
// which file it is, as of which day, and how old everything in it is.
func (b tenantsBook) writeAbout(name string) error {
	m := b.meta
	a := aboutSheet{file: b.file, name: name, styles: b.cells.styles, meta: m, words: b.cells.words}
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
	a.line(cell{b.in["title"], a.styles.title})
	a.row++
	told := func(key string, value any, style int) { a.line(cell{b.in[key], a.styles.label}, cell{value, style}) }
	told("count", len(b.all.Tenants), a.styles.count)
	told("names", b.in["no_names"], a.styles.wrapped)
	told("seats_are", b.in["paid_only"], a.styles.wrapped)
	a.pair("zone", m.zone().String())
	if t, ok := a.wall(ledger.InstantOf(m.MadeAt)); ok {
		a.line(a.label("made_at"), cell{t, a.styles.date[toSecond]})
	}
	a.pair("made_by", product(m))
	for i := range b.all.Tenants {
		a.row++
		b.aboutTenant(&a, &b.all.Tenants[i])
	}
	if a.err == nil {
		a.err = printSetup(b.file, name, m, "")
	}
	return a.err
}

func (b tenantsBook) aboutTenant(a *aboutSheet, t *Tenant) {
	header := func(text string) cell { return cell{text, a.styles.header} }
	a.line(header(b.nameOf(t)), header(a.words.about["source_at"]), header(b.in["age"]))
	a.line(cell{b.in["file"], a.styles.label}, cell{t.FileName, a.styles.wrapped})
	if t.Unread != "" {
		a.line(cell{b.in["not_read"], a.styles.label}, cell{b.unread(t.Unread), a.styles.wrapped})
		return
	}
	if days, ok := a.wall(t.At); ok {
		a.line(cell{b.in["at"], a.styles.label}, cell{days, a.styles.date[toSecond]}, cell{a.words.age(a.meta.MadeAt.Sub(t.At.Time())), a.styles.wrapped})
	} else {
		a.line(cell{b.in["at"], a.styles.label}, cell{b.in["nothing_read"], a.styles.wrapped})
	}
	if t.SyncWhy != "" {
		a.line(cell{b.in["why"], a.styles.label}, cell{t.SyncWhy, a.styles.wrapped})
	}
	for _, source := range t.Sources {
		read, err := time.Parse(time.RFC3339, string(source.LastRead))
		if err != nil {
			continue // that it was never read is told where it stands alone for its kind of thing
		}
		days, ok := a.wall(ledger.InstantOf(read))
		if !ok {
			continue
		}
		age := a.words.age(a.meta.MadeAt.Sub(read))
		if source.AsOf == "" {
			age = b.in["too_old"]
		}
		a.line(cell{a.words.source(source.Source), a.styles.wrapped}, cell{days, a.styles.date[toSecond]}, cell{age, a.styles.wrapped})
	}
	if t.ListRead == 0 && t.At != 0 {
		a.line(cell{b.in["list"], a.styles.wrapped}, cell{a.words.about["not_read"], a.styles.wrapped})
	}
	if t.People == nil && t.At != 0 {
		a.line(cell{b.in["people"], a.styles.wrapped}, cell{a.words.about["not_read"], a.styles.wrapped})
	}
	if t.Seats == nil && t.At != 0 {
		a.line(cell{b.in["licenses"], a.styles.wrapped}, cell{a.words.about["not_read"], a.styles.wrapped})
	}
}
