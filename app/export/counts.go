package export

import (
	"cmp"
	"fmt"
	"slices"

	"github.com/xuri/excelize/v2"

	"licenseledger/store/ledger"
)

// countedColumns are what the sheet of counts divides the rows by.
var countedColumns = []string{"license", "product", "origin", "tier", "status", "department"}

const (
	chartBars    = 12 // more could not be told apart
	chartColumns = 2  // charts beside each other
	chartWidth   = 560
	chartHeight  = 300
	chartRows    = 17   // rows of the default height that a chart covers, and one between
	countedMost  = 1000 // values of a column on the sheet
)

// chartLetters are the columns in which charts begin, beside the tables.
var chartLetters = [chartColumns]string{"F", "O"}

// groupsOf divides the rows by each of countedColumns; nil for rows that do not
// tell.
func groupsOf(rows Rows) (map[string][]ledger.Group, error) {
	grouper, ok := rows.(Grouper)
	if !ok {
		return nil, nil
	}
	all := map[string][]ledger.Group{}
	for _, column := range countedColumns {
		groups, err := grouper.Groups(column)
		if err != nil {
			return nil, err
		}
		all[column] = groups
	}
	return all, nil
}

// addCounts adds tables of how the rows divide over the values of some columns,
// most people first, and a chart of each. A person with two values counts under
// both. A column of which nothing is known has none.
func (b *book) addCounts() (err error) {
	sheet := ""
	row, charts := 1, 0
	for _, column := range countedColumns {
		groups := b.groups[column]
		if len(groups) == 0 || len(groups) == 1 && groups[0].Value == "" {
			continue
		}
		slices.SortStableFunc(groups, func(a, b ledger.Group) int { return cmp.Compare(b.People, a.People) })
		groups = groups[:min(len(groups), countedMost)]
		if sheet == "" {
			if sheet, err = b.countSheet(); err != nil {
				return err
			}
		}
		if err := b.countTable(sheet, row, column, groups); err != nil {
			return err
		}
		if len(groups) > 1 { // one bar would say nothing
			at := fmt.Sprintf("%s%d", chartLetters[charts%chartColumns], 1+charts/chartColumns*chartRows)
			if err := b.countChart(sheet, at, row, column, min(len(groups), chartBars)); err != nil {
				return err
			}
			charts++
		}
		row += len(groups) + 2
	}
	return nil
}

func (b *book) countSheet() (string, error) {
	name := b.cells.words.more["counts"]
	if _, err := b.file.NewSheet(name); err != nil {
		return "", err
	}
	for letters, width := range map[string]float64{"A": 48, "B": 12, "C": 12, "D": 14} {
		if err := b.file.SetColWidth(name, letters, letters, width); err != nil {
			return "", err
		}
	}
	return name, printSetup(b.file, name, b.meta, "")
}

func (b *book) countTable(sheet string, row int, column string, groups []ledger.Group) error {
	f, in, styles := b.file, b.cells.words, b.cells.styles
	set := func(at string, value any, style int) error {
		if err := f.SetCellValue(sheet, at, value); err != nil {
			return err
		}
		return f.SetCellStyle(sheet, at, at, style)
	}
	for i, header := range []string{in.column(column), in.about["rows"], in.about["people"], in.more["licenses"]} {
		if err := set(fmt.Sprintf("%c%d", 'A'+i, row), header, styles.header); err != nil {
			return err
		}
	}
	for i, group := range groups {
		at := row + 1 + i
		if err := f.SetCellStr(sheet, fmt.Sprintf("A%d", at), printable(in.valueOf(column, group.Value), in.cut)); err != nil {
			return err
		}
		if err := f.SetCellStyle(sheet, fmt.Sprintf("A%d", at), fmt.Sprintf("A%d", at), styles.text); err != nil {
			return err
		}
		for j, count := range []int{group.Rows, group.People, group.Licenses} {
			if err := set(fmt.Sprintf("%c%d", 'B'+j, at), count, styles.count); err != nil {
				return err
			}
		}
	}
	return f.AddTable(sheet, &excelize.Table{Range: fmt.Sprintf("A%d:D%d", row, row+len(groups)), Name: "Counts_" + column, StyleName: "TableStyleMedium2"})
}

// countChart draws the people of the first values as bars, the longest on top.
func (b *book) countChart(sheet, at string, row int, column string, bars int) error {
	in := b.cells.words
	return b.barChart(chart{sheet: sheet, at: at, title: fmt.Sprintf(in.more["chart"], in.column(column)), names: "A", values: "C", row: row, bars: bars, format: "#,##0"})
}

// chart is bars beside a table, one for each of its first lines.
type chart struct {
	sheet, at, title, format string
	names, values            string // letters of columns
	row, bars                int    // of the header; lines below it
}

// barChart draws it, the first line on top.
func (b *book) barChart(c chart) error {
	ref := func(letter string) string {
		return fmt.Sprintf("'%s'!$%s$%d:$%s$%d", c.sheet, letter, c.row+1, letter, c.row+c.bars)
	}
	gap := uint(40)
	varied, zero := false, 0.0 // bars that begin elsewhere would lie
	return b.file.AddChart(c.sheet, c.at, &excelize.Chart{
		Type: excelize.Bar,
		Series: []excelize.ChartSeries{{
			Name:       fmt.Sprintf("'%s'!$%s$%d", c.sheet, c.values, c.row),
			Categories: ref(c.names), Values: ref(c.values),
			Fill: excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{"1F4E78"}},
		}},
		Title:      excelize.ChartTitle{Paragraph: []excelize.RichTextRun{{Text: c.title, Font: &excelize.Font{Family: fontFamily, Size: 12, Bold: true}}}},
		Legend:     excelize.ChartLegend{Position: "none"},
		XAxis:      excelize.ChartAxis{ReverseOrder: true, Font: excelize.Font{Family: fontFamily, Size: 9, Color: "404040"}},
		YAxis:      excelize.ChartAxis{None: true, Minimum: &zero},
		PlotArea:   excelize.ChartPlotArea{ShowVal: true, NumFmt: excelize.ChartNumFmt{CustomNumFmt: c.format}},
		Dimension:  excelize.ChartDimension{Width: chartWidth, Height: chartHeight},
		GapWidth:   &gap,
		VaryColors: &varied,
		Format:     excelize.GraphicOptions{AltText: c.title},
	})
}
