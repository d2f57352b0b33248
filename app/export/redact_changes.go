package export

import "licenseledger/store/ledger"

// Changes gives n changes with pseudonyms, those of one kind in the order of
// these. Codes as of rows.
func (x *Redactor) Changes(n int, rows func(from, n int) ([]ledger.Change, error)) ([]ledger.Change, error) {
	redacted, err := x.comparison(&Comparison{Len: n, Rows: rows})
	if err != nil {
		return nil, err
	}
	return redacted.Rows(0, redacted.Len)
}
