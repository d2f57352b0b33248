package export

import (
	"fmt"
	"strings"

	"licenseledger/store/ledger"
)

// FilterWords says a condition as people read it: Department is Sales.
func FilterWords(language string, f ledger.Filter) string {
	in := wordsOf(language)
	column := in.column(f.Column)
	if len(f.Values) == 1 && f.Values[0] == "" {
		switch f.Op {
		case ledger.FilterIs, ledger.FilterIn:
			return fmt.Sprintf(in.more["empty"], column)
		case ledger.FilterIsNot, ledger.FilterNotIn:
			return fmt.Sprintf(in.more["not_empty"], column)
		}
	}
	values := make([]string, 0, len(f.Values))
	for _, value := range f.Values {
		values = append(values, in.valueOf(f.Column, value))
	}
	return fmt.Sprintf(in.filters[f.Op], column, strings.Join(values, in.more["or"]))
}

// ChangedWords says that only what changed since another day is among the rows.
func ChangedWords(m Meta, kind string, other ledger.Instant) string {
	in := wordsOf(m.Language)
	return fmt.Sprintf(in.changed[kind], other.Time().In(m.zone()).Format(in.goDate[toSecond]))
}

// column gives the header of a key of ledger.RowColumns.
func (w *words) column(key string) string {
	if header := w.headers[key]; header != "" {
		return header
	}
	if header := w.headers[key+"_from"]; header != "" { // one that became two
		return header
	}
	return key
}

// valueOf gives the word for a value of a column.
func (w *words) valueOf(column, value string) string {
	switch {
	case value == "":
		return w.more["nothing"]
	case column == "is_trial" && value == "true":
		return w.yes
	case column == "is_trial" && value == "false":
		return w.no
	}
	return w.word(column, w.name(value))
}

// order says by what the rows are sorted: Meta.Sort, whose column may be a key.
func (w *words) order(sort string) string {
	column, isDescending := strings.CutSuffix(sort, " (descending)")
	if isDescending {
		return w.column(column) + w.more["descending"]
	}
	return w.column(column)
}
