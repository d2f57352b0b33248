package export

import (
	"context"
	"io"
)

// LayoutCost is the workbook of a day's licenses: what there was of each, what it
// cost, and what of it can be taken back. As LayoutMonth it is no layout of rows.
const LayoutCost Layout = "cost"

// WriteCost writes that workbook, from a Month that is of no month: of it only
// Meta, Before, Currencies, Licenses, Free, FreeSums and Prices are looked at.
// Codes as WriteXLSX.
func WriteCost(ctx context.Context, w io.Writer, day Month, progress Progress) error {
	day.Month = ""
	return WriteMonth(ctx, w, day, progress)
}
