package importer

import "licenseledger/store/ledger"

// Asks names what a person has to say before a file can be read.
type Asks string

// The closed list of questions, each answered by the field of Options of that
// name.
const (
	AsksColumns   Asks = "columns"    // which column is what: Options.Mapping
	AsksLayout    Asks = "layout"     // what the file is: Options.Layout
	AsksEncoding  Asks = "encoding"   // how its letters are written: Options.Encoding
	AsksDateOrder Asks = "date_order" // whether the day or the month comes first: Options.DateOrder
)

// Question is an error of code ledger.CodeNeedsAnswer.
type Question struct {
	Asks Asks
	err  *ledger.Error
}

// Ask makes a question of sentences; op is what was being done.
func Ask(asks Asks, op, format string, args ...any) error {
	return &Question{asks, ledger.Errorf(ledger.CodeNeedsAnswer, op, format, args...)}
}

func ask(asks Asks, name, format string, args ...any) error {
	return Ask(asks, "read "+name, format, args...)
}

// Error gives the question as sentences.
func (q *Question) Error() string { return q.err.Error() }

// Unwrap gives the ledger.Error.
func (q *Question) Unwrap() error { return q.err }
