package export

import (
	"cmp"
	"context"
	"slices"

	"licenseledger/store/ledger"
)

// Month puts pseudonyms into the workbook of a month. People are in no order
// that tells who is who. Codes as of its rows.
func (x *Redactor) Month(ctx context.Context, m Month) (_ Month, err error) {
	if m.Meta, err = x.Meta(m.Meta); err != nil {
		return m, err
	}
	if m.Month != "" {
		if m.People, err = x.Rows(ctx, m.People, ""); err != nil {
			return m, err
		}
		if m.Trials, err = x.Rows(ctx, m.Trials, ""); err != nil {
			return m, err
		}
	}
	if m.Free, err = x.freeLines(ctx, m.Free); err != nil {
		return m, err
	}
	m.Back = slices.Clone(m.Back)
	redact := x.row()
	for i := range m.Back {
		redact(&m.Back[i].Row)
	}
	slices.SortStableFunc(m.Back, func(a, b ledger.SeatBack) int { return cmp.Compare(a.UserID, b.UserID) })
	return m, nil
}
