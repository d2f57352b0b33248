package export

import (
	"fmt"

	"github.com/xuri/excelize/v2"
)

// styles are the cell styles of a workbook, by their index in it.
type styles struct {
	text    int    // kept as text when a person edits the cell
	long    int    // for texts over 255 characters: older Excel shows those as ##### in the text format
	date    [3]int // by precision
	flag    int
	link    int // an address that opens a mail
	header  int
	count   int
	label   int
	wrapped int
	title   int
	sample  int
	money   map[string]int // by currency
}

// fontFamily is excelize's default font, so that all cells share one.
const fontFamily = "Calibri"

// Number formats that every program has by number.
const (
	formatGeneral   = 0
	formatThousands = 3  // #,##0
	formatText      = 49 // @
)

func newStyles(f *excelize.File, w *words) (s styles, err error) {
	add := func(to *int, style excelize.Style) {
		if err == nil {
			*to, err = f.NewStyle(&style)
		}
	}
	top := &excelize.Alignment{Vertical: "top", Horizontal: "left"}
	wrap := &excelize.Alignment{Vertical: "top", Horizontal: "left", WrapText: true}
	// No side: right-to-left text stands on the right by itself.
	first := &excelize.Alignment{Vertical: "top"}
	add(&s.text, excelize.Style{NumFmt: formatText, Alignment: first})
	add(&s.long, excelize.Style{NumFmt: formatGeneral, Alignment: first})
	for p := range s.date {
		add(&s.date[p], excelize.Style{CustomNumFmt: &w.cellDate[p], Alignment: top})
	}
	// Excel shows a boolean in its own language whatever the format says;
	// LibreOffice would show 1 and 0.
	flag := fmt.Sprintf(`"%[1]s";"%[1]s";"%[2]s"`, w.yes, w.no)
	add(&s.flag, excelize.Style{CustomNumFmt: &flag, Alignment: top})
	add(&s.link, excelize.Style{NumFmt: formatText, Alignment: first, Font: &excelize.Font{Family: fontFamily, Size: 11, Color: "0563C1", Underline: "single"}})
	add(&s.header, excelize.Style{
		Font:      &excelize.Font{Family: fontFamily, Size: 11, Bold: true, Color: "FFFFFF"},
		Fill:      excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{"1F4E78"}},
		Alignment: &excelize.Alignment{Vertical: "center", Horizontal: "left"},
	})
	add(&s.count, excelize.Style{NumFmt: formatThousands, Alignment: top})
	add(&s.label, excelize.Style{Font: &excelize.Font{Family: fontFamily, Size: 11, Bold: true}, Alignment: top})
	add(&s.wrapped, excelize.Style{NumFmt: formatGeneral, Alignment: wrap})
	add(&s.title, excelize.Style{Font: &excelize.Font{Family: fontFamily, Size: 16, Bold: true}})
	add(&s.sample, excelize.Style{Font: &excelize.Font{Family: fontFamily, Size: 14, Bold: true, Color: "C00000"}})
	return s, err
}
