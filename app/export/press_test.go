package export

import (
	"bytes"
	"runtime"
	"testing"

	"licenseledger/store/ledger"
)

// picked are rows of which columns can be picked, side by side.
type picked struct{ numberedRows }

func (p picked) Pick(columns []string) (func(n int, r *ledger.Row), error) {
	return func(n int, r *ledger.Row) {
		page, _ := p.Rows(n, 1)
		*r = page[0]
	}, nil
}

// How many processors there are, and who reads the rows, is not seen in the file.
func TestWriteXLSX_SameBytesOnAnyNumberOfProcessors(t *testing.T) {
	rows := numberedRows(12_345)
	m := contosoMeta(t, "en")
	want := workbook(t, m, LayoutList, rows)
	before := runtime.GOMAXPROCS(0)
	defer runtime.GOMAXPROCS(before)
	for _, processors := range []int{1, 3, 32} {
		runtime.GOMAXPROCS(processors)
		if !bytes.Equal(want, workbook(t, m, LayoutList, rows)) {
			t.Errorf("%d processors write other bytes", processors)
		}
		if !bytes.Equal(want, workbook(t, m, LayoutList, picked{rows})) {
			t.Errorf("%d processors that read side by side write other bytes", processors)
		}
	}
}
