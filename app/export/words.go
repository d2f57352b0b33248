package export

import "licenseledger/store/ledger"

// words are what a file says in one language.
type words struct {
	headers  map[string]string            // by column.name
	codes    map[string]map[string]string // by column key, then by code
	sheets   map[ledger.ViewKind]string   // at most 25 characters: a number may follow
	sources  map[string]string            // by wire name
	bases    map[ledger.Basis]string      // whole sentences
	about    map[string]string            // by the keys of about.go
	more     map[string]string            // of the sheets beside the rows
	month    map[string]string            // of the workbook of a month
	tenants  map[string]string            // of the workbook over all tenants
	filters  map[ledger.FilterOp]string   // sentences of a column and values
	changed  map[string]string            // sentences of a day, by kind of change
	unknown  string                       // stands for ledger.UnknownWord
	yes, no  string                       // as Excel writes booleans in CSV
	goDate   [3]string                    // time layouts by precision
	cellDate [3]string                    // number formats by precision
	cut      string                       // ends a text that was too long
	ageUnits [3]string                    // minutes, hours, days
	pageOf   string                       // print footer
}

// wordsOf gives the words of a language; English for one without words.
func wordsOf(language string) *words {
	if language == "nl" {
		return &dutch
	}
	return &english
}

// word gives the word for a code; a code without a word is shown as it is.
func (w *words) word(key, code string) string {
	if word := w.codes[key][code]; word != "" {
		return word
	}
	return code
}

// name puts the language's word in place of Unknown.
func (w *words) name(s string) string {
	if s == ledger.UnknownWord {
		return w.unknown
	}
	return s
}

// source names a source, and what it is called on the wire.
func (w *words) source(name string) string {
	if title := w.sources[name]; title != "" {
		return title + " (" + name + ")"
	}
	return name
}
