package export

import (
	"strings"
	"time"

	"github.com/xuri/excelize/v2"
)

// product is what made the file: License Ledger 1.0.
func product(m Meta) string { return strings.TrimSpace("License Ledger " + m.AppVersion) }

// properties sets what the file says about itself outside its sheets.
func properties(f *excelize.File, m Meta) error {
	in := wordsOf(m.Language)
	p := excelize.DocProperties{Creator: product(m), LastModifiedBy: product(m), Title: in.sheets[m.View], Subject: printable(m.Tenant, in.cut)}
	if m.Sample {
		p.Description, p.Keywords, p.Category = in.about["sample"], "sample", "sample"
	}
	p.Created = m.MadeAt.UTC().Format(time.RFC3339)
	p.Modified = p.Created
	if err := f.SetAppProps(&excelize.AppProperties{Application: "License Ledger"}); err != nil {
		return err
	}
	return f.SetDocProps(&p)
}

// printSetup makes a sheet print well: landscape, as wide as the page, tenant
// and day above, page numbers below. repeat names rows that stand on each page.
func printSetup(f *excelize.File, sheet string, m Meta, repeat string) error {
	fit, landscape, a4, wide, endless := true, "landscape", 9, 1, 0
	props := &excelize.SheetPropsOptions{FitToPage: &fit}
	in := wordsOf(m.Language)
	middle := ""
	if m.Sample {
		red := "C00000"
		props.TabColorRGB = &red
		middle = "&C" + escapePrint(in.about["sample"])
	}
	if err := f.SetSheetProps(sheet, props); err != nil {
		return err
	}
	if err := f.SetPageLayout(sheet, &excelize.PageLayoutOptions{Size: &a4, Orientation: &landscape, FitToWidth: &wide, FitToHeight: &endless}); err != nil {
		return err
	}
	day := ""
	if m.At != 0 {
		day = m.At.Time().In(m.zone()).Format(in.goDate[toDay])
	}
	err := f.SetHeaderFooter(sheet, &excelize.HeaderFooterOptions{
		OddHeader: "&L" + escapePrint(m.Tenant) + middle + "&R" + day,
		OddFooter: "&L" + escapePrint(product(m)) + "&R" + in.pageOf,
	})
	if err != nil || repeat == "" {
		return err
	}
	return f.SetDefinedName(&excelize.DefinedName{Name: "_xlnm.Print_Titles", Scope: sheet, RefersTo: "'" + sheet + "'!" + repeat})
}

// escapePrint keeps a text from being read as codes of a page header, which
// may have 255 characters in all.
func escapePrint(s string) string {
	s = printable(s, "")
	if r := []rune(s); len(r) > 80 {
		s = string(r[:80])
	}
	return strings.ReplaceAll(s, "&", "&&")
}
