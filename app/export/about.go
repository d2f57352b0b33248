package export

import (
	"fmt"
	"math"
	"strings"
	"time"

	"github.com/xuri/excelize/v2"

	"licenseledger/store/ledger"
)

// aboutWidths are the widths of the first sheet's columns.
var aboutWidths = []float64{44, 72, 24, 12}

// Heights of rows, in points.
const (
	lineHeight = 15.0
	maxHeight  = 409.0 // the most that Excel accepts
)

// aboutSheet fills the first sheet: what the rows are, how old each source is,
// and what the reader should know about them.
type aboutSheet struct {
	file   *excelize.File
	name   string
	styles styles
	meta   Meta
	words  *words
	row    int
	err    error // the first one; later calls do nothing
}

func writeAbout(f *excelize.File, name string, s styles, m Meta, rows, leavers int) error {
	a := aboutSheet{file: f, name: name, styles: s, meta: m, words: wordsOf(m.Language)}
	for i, width := range aboutWidths {
		if a.err == nil {
			at, _ := excelize.ColumnNumberToName(i + 1)
			a.err = f.SetColWidth(name, at, at, width)
		}
	}
	if m.Sample {
		a.line(cell{a.words.about["sample"], s.sample})
		a.row++
	}
	a.line(cell{a.words.sheets[m.View], s.title})
	a.row++
	a.facts(rows, leavers)
	a.row++
	a.coverage()
	a.row++
	a.warnings()
	if a.err == nil {
		a.err = printSetup(f, name, m, "")
	}
	return a.err
}

func (a *aboutSheet) facts(rows, leavers int) {
	m := a.meta
	a.pair("tenant", m.Tenant)
	a.pair("tenant_id", m.TenantID)
	if t, ok := a.wall(m.At); ok {
		a.line(a.label("day"), cell{math.Floor(t), a.styles.date[toDay]})
		a.line(a.label("at"), cell{t, a.styles.date[toSecond]})
	}
	a.pair("zone", m.zone().String())
	basis := a.words.bases[m.Basis]
	if basis == "" {
		basis = string(m.Basis)
	}
	a.pair("basis", basis)
	a.line(a.label("rows"), cell{rows, a.styles.count})
	a.line(a.label("people"), cell{m.Counts.People, a.styles.count})
	if leavers > 0 {
		a.line(a.label("leavers"), cell{leavers, a.styles.count})
	}
	a.line(a.label("unknown"), cell{m.Counts.Unknown, a.styles.count})
	a.pair("digest", digestMark)
	if len(m.Filter) == 0 && m.Search == "" {
		a.pair("filter", a.words.about["no_filter"])
	}
	for _, condition := range m.Filter {
		a.pair("filter", condition)
	}
	a.pair("search", m.Search)
	a.pair("sort", a.words.order(m.Sort))
	a.compared()
	if m.Redacted {
		a.pair("people_are", a.words.about["pseudonyms"])
	}
	if t, ok := a.wall(ledger.InstantOf(m.MadeAt)); ok {
		a.line(a.label("made_at"), cell{t, a.styles.date[toSecond]})
	}
	a.pair("made_by", product(m))
}

// compared says what the sheet of changes compares.
func (a *aboutSheet) compared() {
	c := a.meta.Compared
	if c == nil {
		return
	}
	if t, ok := a.wall(c.Before); ok {
		a.line(a.label("compared"), cell{t, a.styles.date[toSecond]})
	}
	a.line(a.label("changes"), cell{c.Len, a.styles.count})
	for _, source := range c.NotRead {
		a.pair("not_read_both", a.words.source(source))
	}
}

func (a *aboutSheet) coverage() {
	if len(a.meta.Coverage) == 0 {
		return
	}
	a.heading("source", "source_at", "age", "facts")
	for _, c := range a.meta.Coverage {
		title := a.words.source(c.Source)
		t, p, ok := parseDate(string(c.AsOf), a.meta.zone())
		days, fits := serial(t)
		if !ok || !fits {
			a.line(cell{title, a.styles.wrapped}, cell{a.words.about["not_read"], a.styles.wrapped})
			continue
		}
		a.line(cell{title, a.styles.wrapped}, cell{days, a.styles.date[p]},
			cell{a.words.age(a.meta.At.Time().Sub(t)), a.styles.wrapped}, cell{c.Rows, a.styles.count})
	}
}

func (a *aboutSheet) warnings() {
	a.heading("warnings", "", "", "")
	if len(a.meta.Warnings) == 0 {
		a.line(cell{a.words.about["no_warnings"], a.styles.wrapped})
	}
	for _, w := range a.meta.Warnings {
		source := w.Source
		if t := a.words.sources[source]; t != "" {
			source = t
		}
		cells := []cell{{source, a.styles.wrapped}, {w.Text, a.styles.wrapped}, {w.Code, a.styles.wrapped}}
		if w.Count > 0 {
			cells = append(cells, cell{w.Count, a.styles.count})
		}
		a.line(cells...)
	}
}

// age says how long before the snapshot a source was read; a source read after
// it has none.
func (w *words) age(d time.Duration) string {
	switch {
	case d < 0:
		return ""
	case d < time.Hour:
		return fmt.Sprintf(w.ageUnits[0], int(d.Minutes()))
	case d < 48*time.Hour:
		return fmt.Sprintf(w.ageUnits[1], int(d.Hours()))
	}
	return fmt.Sprintf(w.ageUnits[2], int(d.Hours()/24))
}

// wall gives the number of an instant in the ledger's zone.
func (a *aboutSheet) wall(at ledger.Instant) (days float64, ok bool) {
	if at == 0 {
		return 0, false
	}
	return serial(at.Time().In(a.meta.zone()))
}

// cell is a value with its style. Texts go through printable, so that hostile
// text on this sheet is as harmless as in the rows.
type cell struct {
	value any
	style int
}

func (a *aboutSheet) label(key string) cell { return cell{a.words.about[key], a.styles.label} }

// pair writes a labelled text, or nothing when there is no text.
func (a *aboutSheet) pair(key, value string) {
	if value != "" {
		a.line(a.label(key), cell{value, a.styles.wrapped})
	}
}

func (a *aboutSheet) heading(keys ...string) {
	cells := make([]cell, len(keys))
	for i, key := range keys {
		cells[i] = cell{a.words.about[key], a.styles.header}
	}
	a.line(cells...)
}

// line writes the next row, high enough for what is broken into lines in it:
// not every program finds that out by itself.
func (a *aboutSheet) line(cells ...cell) {
	a.row++
	lines := 1
	for i, c := range cells {
		if a.err != nil {
			return
		}
		at, _ := excelize.CoordinatesToCellName(i+1, a.row)
		if s, isText := c.value.(string); isText {
			if c.style == a.styles.wrapped {
				lines = max(lines, linesOf(s, int(aboutWidths[i])))
			}
			a.err = a.file.SetCellStr(a.name, at, printable(s, a.words.cut))
		} else {
			a.err = a.file.SetCellValue(a.name, at, c.value)
		}
		if a.err == nil {
			a.err = a.file.SetCellStyle(a.name, at, at, c.style)
		}
	}
	if lines > 1 && a.err == nil {
		a.err = a.file.SetRowHeight(a.name, a.row, min(float64(lines)*lineHeight, maxHeight))
	}
}

// linesOf says how many lines a text takes where width characters fit on one.
func linesOf(s string, width int) (lines int) {
	for line := range strings.Lines(s) {
		lines += max(1, (len([]rune(line))+width-1)/width)
	}
	return lines
}
