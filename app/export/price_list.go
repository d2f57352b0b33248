package export

import (
	"encoding/csv"
	"io"
)

// PriceColumns are the headings of a list of prices, which importer.ReadPriceFile
// reads again.
func PriceColumns() []string {
	return []string{"license", "sku_part_number", "license_id", "price", "currency", "per", "from"}
}

// WritePriceList writes a list of prices as CSV, one row for each line. comma
// separates the cells.
func WritePriceList(w io.Writer, lines [][]string, comma rune) error {
	out := csv.NewWriter(w)
	out.Comma, out.UseCRLF = comma, true
	if err := out.Write(PriceColumns()); err != nil {
		return err
	}
	return out.WriteAll(lines)
}
