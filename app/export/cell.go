package export

import (
	"strconv"

	"licenseledger/store/ledger"
)

// Limits of the format.
// https://support.microsoft.com/office/excel-specifications-and-limits-1672b34d-7043-467e-8e27-269d656771c3
const (
	maxCell  = 32767     // UTF-16 code units in a cell
	maxRows  = 1_048_576 // rows of a sheet, the header included
	maxShown = 255       // longer texts in the text format
)

// rowWriter turns rows into the XML of a sheet. Cells hold their text
// themselves instead of an index into a shared table, so no table of all texts
// is ever in memory.
type rowWriter struct {
	columns []column
	letters []string // A, B, ... by column
	styles  styles
	words   *words
	meta    Meta
	buffer  []byte
}

// row appends one row; number is its place in the sheet, from 1.
func (w *rowWriter) row(number int, r *ledger.Row) {
	w.buffer = append(w.buffer, `<row r="`...)
	w.buffer = strconv.AppendInt(w.buffer, int64(number), 10)
	w.buffer = append(w.buffer, `">`...)
	for i, col := range w.columns {
		if col.kind == kindFlag {
			w.flag(i, number, r.IsTrial)
			continue
		}
		s := string(col.text(r))
		if s == "" {
			continue
		}
		switch col.kind {
		case kindDate:
			w.date(i, number, s)
		case kindWord:
			w.text(i, number, w.words.word(col.key, s))
		case kindName:
			w.text(i, number, w.words.name(s))
		default:
			w.text(i, number, s)
		}
	}
	w.buffer = append(w.buffer, `</row>`...)
}

// open begins a cell and leaves the tag open for its type.
func (w *rowWriter) open(column, number, style int) {
	w.buffer = append(append(w.buffer, `<c r="`...), w.letters[column]...)
	w.buffer = strconv.AppendInt(w.buffer, int64(number), 10)
	w.buffer = append(w.buffer, `" s="`...)
	w.buffer = strconv.AppendInt(w.buffer, int64(style), 10)
	w.buffer = append(w.buffer, '"')
}

func (w *rowWriter) flag(column, number int, value *bool) {
	if value == nil {
		return
	}
	w.open(column, number, w.styles.flag)
	if *value {
		w.buffer = append(w.buffer, ` t="b"><v>1</v></c>`...)
	} else {
		w.buffer = append(w.buffer, ` t="b"><v>0</v></c>`...)
	}
}

// date writes a number with a date format; a text that is no date, or a day
// that a workbook cannot count, stays a text.
func (w *rowWriter) date(column, number int, s string) {
	t, p, ok := parseDate(s, w.meta.zone())
	if ok {
		days, fits := serial(t)
		if fits {
			w.open(column, number, w.styles.date[p])
			w.buffer = append(w.buffer, `><v>`...)
			w.buffer = strconv.AppendFloat(w.buffer, days, 'f', -1, 64)
			w.buffer = append(w.buffer, `</v></c>`...)
			return
		}
	}
	w.text(column, number, s)
}

func (w *rowWriter) text(column, number int, s string) {
	style := w.styles.text
	if len(s) > maxShown {
		style = w.styles.long
	}
	w.open(column, number, style)
	w.buffer = append(w.buffer, ` t="inlineStr"><is><t xml:space="preserve">`...)
	w.buffer = appendXML(w.buffer, printable(s, w.words.cut))
	w.buffer = append(w.buffer, `</t></is></c>`...)
}
