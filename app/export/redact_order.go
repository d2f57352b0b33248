package export

import (
	"cmp"
	"context"
	"encoding/binary"
	"slices"

	"licenseledger/store/ledger"
)

// inNoOrder puts rows that are equal in the sort column in the order of their
// pseudonyms: a list in the order of names tells who is who to everybody who has
// those names. Rows of one person stay together, as they were.
func (x *Redactor) inNoOrder(ctx context.Context, rows Rows, sort string) ([]uint32, error) {
	read := []column{}
	for _, key := range personColumns {
		read = append(read, column{key: key})
	}
	if sort != "" {
		read = append(read, column{key: sort})
	}
	who := x.who()
	order, begin, value := make([]place, 0, rows.Len()), 0, ""
	settle := func() {
		slices.SortFunc(order[begin:], func(a, b place) int { return cmp.Or(cmp.Compare(a.pseudonym, b.pseudonym), cmp.Compare(a.row, b.row)) })
		begin = len(order)
	}
	err := eachRow(ctx, rows, read, 0, rows.Len(), func(r *ledger.Row) error {
		if now := sortedBy(sort, r); now != value {
			settle()
			value = now
		}
		n := who(r)
		order = append(order, place{binary.BigEndian.Uint64(n[:]), uint32(len(order))})
		return nil
	})
	if err != nil {
		return nil, err
	}
	settle()
	places := make([]uint32, len(order))
	for i := range order {
		places[i] = order[i].row
	}
	return places, nil
}

type place struct {
	pseudonym uint64
	row       uint32
}

// sortedBy gives what a row has in the column that the list is sorted by.
func sortedBy(key string, r *ledger.Row) string {
	if key == "is_trial" {
		switch {
		case r.IsTrial == nil:
			return ""
		case *r.IsTrial:
			return "true"
		}
		return "false"
	}
	for _, col := range slices.Concat(listColumns, []column{expirationColumn}, moreColumns) {
		if col.key == key {
			return string(col.text(r))
		}
	}
	return ""
}
