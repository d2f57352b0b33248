package export

import (
	"context"
	"math"
	"unicode"

	"licenseledger/store/ledger"
)

const (
	measuredRows  = 1000
	widestColumn  = 50
	filterButton  = 4   // room for the button beside a header, in characters
	boldFactor    = 1.2 // bold letters against the digits that widths are measured in
	letterFactor  = 1.1 // letters against those digits
	secondsColumn = 22
	dayColumn     = 13
)

// columnWidths gives a width to each column, in digits of the default font:
// wide enough for its header and for any date in it, and for the texts of the
// first rows as far as they are not very long.
func columnWidths(ctx context.Context, columns []column, rows Rows, in *words) ([]float64, error) {
	widths := make([]float64, len(columns))
	for i, col := range columns {
		widths[i] = float64(columnsWide(in.headers[col.name]))*boldFactor + filterButton
	}
	err := eachRow(ctx, rows, columns, 0, min(measuredRows, rows.Len()), func(r *ledger.Row) error {
		for i, col := range columns {
			widths[i] = max(widths[i], wanted(col, r, in))
		}
		return nil
	})
	for i := range widths {
		widths[i] = math.Ceil(widths[i])
	}
	return widths, err
}

func wanted(col column, r *ledger.Row, in *words) float64 {
	if col.kind == kindFlag {
		return 0
	}
	s := string(col.text(r))
	switch {
	case s == "":
		return 0
	case col.kind == kindDate:
		// A later row of the column may have a time of day even if this one has
		// none, and a number that does not fit is shown as #####.
		return secondsColumn
	case col.kind == kindWord:
		s = in.word(col.key, s)
	}
	return min(widestColumn, float64(columnsWide(s))*letterFactor+2)
}

// columnsWide counts characters, those of East Asian scripts twice, up to the
// first line break.
func columnsWide(s string) (n int) {
	for _, r := range s {
		switch {
		case r == '\n' || n >= widestColumn:
			return n
		case unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Hangul):
			n += 2
		case unicode.IsPrint(r) && !unicode.Is(unicode.Mn, r):
			n++
		}
	}
	return n
}
