package export

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"testing"

	"licenseledger/store/ledger"
)

// pickedRows are numberedRows that can be picked from, by several goroutines.
type pickedRows struct{ numberedRows }

func (p pickedRows) Pick(columns []string) (func(n int, r *ledger.Row), error) {
	return func(n int, r *ledger.Row) {
		page, err := p.Rows(n, 1)
		if err != nil {
			panic(err) // made up
		}
		*r = page[0]
	}, nil
}

// However many processors make the blocks, they stand in the order of the rows.
func TestWriteCSV_SameBytesSideBySide(t *testing.T) {
	for _, n := range []int{0, 1, blockRows - 1, blockRows, blockRows + 1, 5*blockRows + 17} {
		t.Run(fmt.Sprint(n), func(t *testing.T) {
			one := csvOf(t, contosoMeta(t, "nl"), LayoutFull, numberedRows(n), DefaultCSV())
			several := csvOf(t, contosoMeta(t, "nl"), LayoutFull, pickedRows{numberedRows(n)}, DefaultCSV())
			if one != several {
				t.Errorf("%d bytes one by one, other %d side by side", len(one), len(several))
			}
		})
	}
}

func TestWriteCSV_SideBySideStopsWhereWritingFails(t *testing.T) {
	rows := pickedRows{numberedRows(20 * blockRows)}
	full := &recorderOf{room: 300_000}
	if err := WriteCSV(context.Background(), full, Meta{}, LayoutList, rows, DefaultCSV(), nil); err != io.ErrShortWrite {
		t.Errorf("a disk without room: %v", err)
	}
	ctx, stop := context.WithCancel(t.Context())
	err := WriteCSV(ctx, io.Discard, Meta{}, LayoutList, rows, DefaultCSV(), func(done int) {
		if done >= 2*blockRows {
			stop()
		}
	})
	if ledger.CodeOf(err) != ledger.CodeCanceled {
		t.Errorf("stopped half way: %v", err)
	}
}

// recorderOf takes so many bytes.
type recorderOf struct{ room int }

func (r *recorderOf) Write(p []byte) (int, error) {
	if r.room -= len(p); r.room < 0 {
		return 0, io.ErrShortWrite
	}
	return len(p), nil
}

// The bytes are those of files that Microsoft's page and command gave.
func TestWriteCSV_MicrosoftsOwnLayouts(t *testing.T) {
	rows := contoso()[:3]
	for layout, want := range map[Layout]string{
		LayoutReport2017: "User name,Email address,Service,License,Assigned date,Is trial\r\n" +
			"Jane Doe,jane@contoso.com,Power Apps for Office 365,Office 365 E1,2/21/2017,\r\n" +
			"Unknown,Unknown,Power Automate for Office 365,Office 365 E5,2/28/2022,\r\n" +
			"王 小明,xiaoming.wang@contoso.com,Power Apps per user plan,Power Apps Premium,3/28/2026,Yes\r\n",
		LayoutReport2022: "User Name,Email Address,Service,License,License Assigned Date,Is Trial,Expiration Date\r\n" +
			"Jane Doe,jane@contoso.com,Power Apps for Office 365,Office 365 E1,2/21/2017,,\r\n" +
			"Unknown,Unknown,Power Automate for Office 365,Office 365 E5,2/28/2022 4:00:48 AM,FALSE,\r\n" +
			"王 小明,xiaoming.wang@contoso.com,Power Apps per user plan,Power Apps Premium,3/28/2026 11:30:00 PM,TRUE,4/27/2026\r\n",
	} {
		for _, language := range []string{"en", "nl"} {
			if got := csvOf(t, contosoMeta(t, language), layout, rows, CSVOptions{}); got != want {
				t.Errorf("%s in a window in %s: got\n%q\nwant\n%q", layout, language, got, want)
			}
		}
	}
	for _, o := range []CSVOptions{{Comma: ';', CRLF: true}, {BOM: true, Comma: ',', CRLF: true}, {Comma: ',', CRLF: true, DateForm: DateLocal}} {
		if err := WriteCSV(context.Background(), io.Discard, Meta{}, LayoutReport2017, rows, o, nil); ledger.CodeOf(err) != ledger.CodeUsage {
			t.Errorf("%+v: err = %v", o, err)
		}
	}
	var b bytes.Buffer
	if err := WriteXLSX(context.Background(), &b, Meta{}, LayoutReport2017, rows, nil); ledger.CodeOf(err) != ledger.CodeUsage || b.Len() > 0 {
		t.Errorf("a workbook in Microsoft's layout: %d bytes, %v", b.Len(), err)
	}
}
