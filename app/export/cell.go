package export

import (
	"strconv"
	"time"

	"licenseledger/store/ledger"
)

// Limits of the format.
// https://support.microsoft.com/office/excel-specifications-and-limits-1672b34d-7043-467e-8e27-269d656771c3
const (
	maxCell  = 32767     // UTF-16 code units in a cell
	maxRows  = 1_048_576 // rows of a sheet, the header included
	maxShown = 255       // longer texts in the text format
)

// cellWriter turns values into the XML of a sheet. Cells hold their text
// themselves, but for words that many rows have, so no table of all texts is ever
// in memory, and blocks of rows can be written side by side.
type cellWriter struct {
	letters []string // A, B, ... by column
	styles  styles
	words   *words
	zone    *time.Location
	buffer  []byte
	links   []link
	shared  map[string]string // what stands in the cells of words that many rows have
}

// beginRow opens a row; number is its place in the sheet, from 1.
func (w *cellWriter) beginRow(number int) {
	w.buffer = append(w.buffer, `<row r="`...)
	w.buffer = strconv.AppendInt(w.buffer, int64(number), 10)
	w.buffer = append(w.buffer, `">`...)
}

func (w *cellWriter) endRow() { w.buffer = append(w.buffer, `</row>`...) }

// row appends one row of a view; linked makes links of its addresses.
func (w *cellWriter) row(columns []column, number int, r *ledger.Row, linked bool) {
	w.beginRow(number)
	for i, col := range columns {
		if col.kind == kindFlag {
			w.flag(i, number, r.IsTrial)
			continue
		}
		s := string(col.text(r))
		if linked && col.key == linkedColumn && w.link(i, number, s) {
			continue
		}
		w.value(i, number, col.kind, col.key, s)
	}
	w.endRow()
}

// value writes a text as what its column is; nothing for "".
func (w *cellWriter) value(column, number int, kind kind, key, s string) {
	switch {
	case s == "":
	case kind == kindDate:
		w.date(column, number, s)
	case kind == kindWord:
		w.word(column, number, w.words.word(key, s))
	case kind == kindName:
		w.text(column, number, w.words.name(s))
	case kind == kindCount:
		w.count(column, number, s)
	case kind == kindBool:
		is := s == "true"
		w.flag(column, number, &is)
	default:
		w.word(column, number, s)
	}
}

// word writes a text that many rows may have.
func (w *cellWriter) word(column, number int, s string) {
	if ref, shared := w.shared[s]; shared {
		w.open(column, number, w.styles.text)
		w.buffer = append(w.buffer, ref...)
		return
	}
	w.text(column, number, s)
}

// open begins a cell and leaves the tag open for its type.
func (w *cellWriter) open(column, number, style int) {
	w.buffer = append(append(w.buffer, `<c r="`...), w.letters[column]...)
	w.buffer = strconv.AppendInt(w.buffer, int64(number), 10)
	w.buffer = append(w.buffer, `" s="`...)
	w.buffer = strconv.AppendInt(w.buffer, int64(style), 10)
	w.buffer = append(w.buffer, '"')
}

func (w *cellWriter) flag(column, number int, value *bool) {
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
func (w *cellWriter) date(column, number int, s string) {
	t, p, ok := parseDate(s, w.zone)
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

// count writes a whole number in digits.
func (w *cellWriter) count(column, number int, digits string) {
	w.open(column, number, w.styles.count)
	w.buffer = append(append(append(w.buffer, `><v>`...), digits...), `</v></c>`...)
}

// money writes a decimal number; nothing for "".
func (w *cellWriter) money(column, number int, currency, digits string) {
	if digits == "" {
		return
	}
	w.open(column, number, w.styles.money[currency])
	w.buffer = append(append(append(w.buffer, `><v>`...), digits...), `</v></c>`...)
}

// link writes an address that opens a mail; false for a text that is none.
func (w *cellWriter) link(column, number int, s string) bool {
	target := mailto(s)
	if target == "" {
		return false
	}
	w.links = append(w.links, link{w.letters[column] + strconv.Itoa(number), target})
	w.styled(column, number, w.styles.link, s)
	return true
}

func (w *cellWriter) text(column, number int, s string) {
	style := w.styles.text
	if len(s) > maxShown {
		style = w.styles.long
	}
	w.styled(column, number, style, s)
}

func (w *cellWriter) styled(column, number, style int, s string) {
	s = fitted(s, w.words.cut)
	w.open(column, number, style)
	w.buffer = appendText(append(w.buffer, ` t="inlineStr"><is>`...), s)
	w.buffer = append(w.buffer, `</is></c>`...)
}

// appendText writes a fitted text with its element.
func appendText(to []byte, s string) []byte {
	to = append(to, `<t`...)
	if hasOuterSpace(s) {
		to = append(to, ` xml:space="preserve"`...)
	}
	to = appendXML(append(to, '>'), s)
	return append(to, `</t>`...)
}
