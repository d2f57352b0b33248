package export

import (
	"github.com/xuri/excelize/v2"

	"licenseledger/store/ledger"
)

// newGridBook begins a workbook of money: styles, and the first sheet, which about
// fills.
func newGridBook(m Meta, rows Rows, currencies []string, about func(b *book, name string) error) (*book, error) {
	in := wordsOf(m.Language)
	f := excelize.NewFile()
	b := &book{file: f, meta: m, rows: rows, cells: cellWriter{words: in, zone: m.zone()}}
	var err error
	if b.cells.styles, err = newStyles(f, in); err != nil {
		return nil, err
	}
	if b.cells.styles.money, err = moneyStyles(f, currencies); err != nil {
		return nil, err
	}
	name := in.about["sheet"]
	if err = f.SetSheetName("Sheet1", name); err != nil {
		return nil, err
	}
	if err = about(b, name); err != nil {
		return nil, err
	}
	b.cells.styles.count, err = rightStyle(f, `#,##0_ ;-#,##0_ `) // below money; the first sheet has none
	return b, err
}

// finish adds the other sheets, and sets what the file says about itself outside of
// them.
func (b *book) finish(title string, sheets ...func() error) error {
	for _, add := range sheets {
		if err := add(); err != nil {
			return err
		}
	}
	b.file.SetActiveSheet(1)
	if err := properties(b.file, b.meta); err != nil {
		return err
	}
	props, err := b.file.GetDocProps()
	if err != nil {
		return err
	}
	props.Title = title
	return b.file.SetDocProps(props)
}

// noRows is the rows of a workbook whose sheets are grids.
type noRows struct{}

func (noRows) Len() int                            { return 0 }
func (noRows) Rows(int, int) ([]ledger.Row, error) { return nil, nil }
