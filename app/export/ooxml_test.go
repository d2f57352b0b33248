package export

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"fmt"
	"io"
	"path"
	"slices"
	"strings"
	"testing"
	"unicode/utf16"

	"github.com/xuri/excelize/v2"

	"licenseledger/store/ledger"
)

// Every sort of workbook is one that Excel opens without repairing it: what its
// repairs are usually about is checked part by part.
func TestWriteXLSX_PartsFitTogether(t *testing.T) {
	for name, content := range everyWorkbook(t) {
		t.Run(name, func(t *testing.T) {
			p := openPackage(t, content)
			p.contentTypes(t)
			p.relations(t)
			p.workbook(t)
			for _, sheet := range p.named("xl/worksheets/sheet") {
				p.sheet(t, sheet)
			}
			p.tables(t)
		})
	}
}

func everyWorkbook(t *testing.T) map[string][]byte {
	t.Helper()
	all := map[string][]byte{}
	for _, language := range []string{"en", "nl"} {
		m := contosoMeta(t, language)
		m.Compared = changed(m)
		for _, layout := range []Layout{LayoutList, LayoutFull} {
			all[fmt.Sprintf("contoso %s %s", layout, language)] = workbook(t, m, layout, grouped{contoso()})
			all[fmt.Sprintf("hostile %s %s", layout, language)] = workbook(t, m, layout, grouped{hostileRows()})
			all[fmt.Sprintf("nothing %s %s", layout, language)] = workbook(t, Meta{Language: language}, layout, sliceRows{})
		}
	}
	var b bytes.Buffer
	if err := writeXLSX(t.Context(), &b, contosoMeta(t, "en"), LayoutList, numberedRows(3500), nil, 1100); err != nil {
		t.Fatal(err)
	}
	all["several sheets"] = b.Bytes()
	return all
}

// opcPackage is the parts of a workbook.
type opcPackage map[string][]byte

func openPackage(t *testing.T, content []byte) opcPackage {
	t.Helper()
	archive, err := zip.NewReader(bytes.NewReader(content), int64(len(content)))
	if err != nil {
		t.Fatal(err)
	}
	p := opcPackage{}
	for _, file := range archive.File {
		if _, twice := p[file.Name]; twice {
			t.Errorf("%s is there twice", file.Name)
		}
		p[file.Name] = part(t, content, file.Name)
		wellFormed(t, file.Name, p[file.Name])
	}
	return p
}

func wellFormed(t *testing.T, name string, content []byte) {
	t.Helper()
	for d := xml.NewDecoder(bytes.NewReader(content)); ; {
		if _, err := d.Token(); err == io.EOF {
			return
		} else if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
	}
}

func (p opcPackage) named(prefix string) (names []string) {
	for name := range p {
		if strings.HasPrefix(name, prefix) {
			names = append(names, name)
		}
	}
	slices.Sort(names)
	return names
}

func decode[T any](t *testing.T, p opcPackage, name string) (to T) {
	t.Helper()
	if err := xml.Unmarshal(p[name], &to); err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	return to
}

// contentTypes: every part has one, and none is told of what is not there.
func (p opcPackage) contentTypes(t *testing.T) {
	t.Helper()
	types := decode[struct {
		Default []struct {
			Extension string `xml:",attr"`
		}
		Override []struct {
			PartName string `xml:",attr"`
		}
	}](t, p, "[Content_Types].xml")
	told := map[string]bool{}
	for _, o := range types.Override {
		name := strings.TrimPrefix(o.PartName, "/")
		if told[name] || p[name] == nil {
			t.Errorf("the type of %s is told twice, or it is not there", name)
		}
		told[name] = true
	}
	for name := range p {
		byEnding := slices.ContainsFunc(types.Default, func(d struct {
			Extension string `xml:",attr"`
		}) bool {
			return "."+d.Extension == path.Ext(name)
		})
		if isXML := path.Ext(name) == ".xml"; name != "[Content_Types].xml" && !told[name] && (isXML || !byEnding) {
			t.Errorf("%s has no content type", name)
		}
	}
}

type relation struct {
	ID         string `xml:"Id,attr"`
	Target     string `xml:",attr"`
	TargetMode string `xml:",attr"`
}

func (p opcPackage) relationsOf(t *testing.T, name string) map[string]relation {
	t.Helper()
	all := map[string]relation{}
	rels := path.Join(path.Dir(name), "_rels", path.Base(name)+".rels")
	if p[rels] == nil {
		return all
	}
	for _, r := range decode[struct{ Relationship []relation }](t, p, rels).Relationship {
		if _, twice := all[r.ID]; twice {
			t.Errorf("%s has %s twice", rels, r.ID)
		}
		all[r.ID] = r
	}
	return all
}

// relations lead to parts that are there, or outside to mails.
func (p opcPackage) relations(t *testing.T) {
	t.Helper()
	for name := range p {
		if path.Ext(name) != ".rels" {
			continue
		}
		owner := path.Join(path.Dir(path.Dir(name)), strings.TrimSuffix(path.Base(name), ".rels"))
		for _, r := range p.relationsOf(t, owner) {
			target := path.Join(path.Dir(owner), r.Target)
			if strings.HasPrefix(r.Target, "/") {
				target = r.Target[1:]
			}
			if external := r.TargetMode == "External"; external != strings.HasPrefix(r.Target, "mailto:") || !external && p[target] == nil {
				t.Errorf("%s: %s leads to %s", name, r.ID, r.Target)
			}
		}
	}
}

// workbook: sheets have names that a sheet can have, each once.
func (p opcPackage) workbook(t *testing.T) {
	t.Helper()
	const name = "xl/workbook.xml"
	book := decode[struct {
		Sheets struct {
			Sheet []struct {
				Name    string `xml:"name,attr"`
				SheetID string `xml:"sheetId,attr"`
				RID     string `xml:"id,attr"`
			} `xml:"sheet"`
		} `xml:"sheets"`
	}](t, p, name)
	relations, names := p.relationsOf(t, name), map[string]bool{}
	for _, s := range book.Sheets.Sheet {
		for _, unique := range []string{"name " + strings.ToLower(s.Name), "id " + s.SheetID, "relation " + s.RID} {
			if names[unique] {
				t.Errorf("two sheets have the %s", unique)
			}
			names[unique] = true
		}
		if n := len(utf16.Encode([]rune(s.Name))); n == 0 || n > 31 || strings.ContainsAny(s.Name, `:\/?*[]`) {
			t.Errorf("no sheet can be called %q", s.Name)
		}
		if _, ok := relations[s.RID]; !ok {
			t.Errorf("%s leads nowhere", s.Name)
		}
	}
}

// worksheetOrder is the order of the elements of a sheet that we write, of
// those that the schema knows (CT_Worksheet).
var worksheetOrder = []string{"sheetPr", "dimension", "sheetViews", "sheetFormatPr", "cols", "sheetData", "sheetProtection", "autoFilter", "mergeCells",
	"conditionalFormatting", "dataValidations", "hyperlinks", "printOptions", "pageMargins", "pageSetup", "headerFooter", "rowBreaks", "colBreaks",
	"ignoredErrors", "drawing", "legacyDrawing", "tableParts", "extLst"}

// sheet: elements, rows and cells are in order; what cells refer to is there.
func (p opcPackage) sheet(t *testing.T, name string) {
	t.Helper()
	styles := decode[struct {
		CellXfs struct {
			Count int `xml:"count,attr"`
		} `xml:"cellXfs"`
	}](t, p, "xl/styles.xml").CellXfs.Count
	relations := p.relationsOf(t, name)
	last, lastRow, lastColumn, links, cells := -1, 0, 0, 0, map[string]bool{}
	depth := 0
	for d := xml.NewDecoder(bytes.NewReader(p[name])); ; {
		token, err := d.Token()
		if err == io.EOF {
			break
		}
		if _, ended := token.(xml.EndElement); ended {
			depth--
		}
		e, ok := token.(xml.StartElement)
		if !ok {
			continue
		}
		attribute := func(name string) string {
			for _, a := range e.Attr {
				if a.Name.Local == name {
					return a.Value
				}
			}
			return ""
		}
		if depth++; depth == 2 {
			place := slices.Index(worksheetOrder, e.Name.Local)
			if place <= last {
				t.Errorf("%s: %s stands behind %s", name, e.Name.Local, worksheetOrder[last])
			}
			last = place
		}
		switch e.Name.Local {
		case "row":
			row := 0
			if _, err := fmt.Sscan(attribute("r"), &row); err != nil || row <= lastRow || row > maxRows {
				t.Errorf("%s: row %s behind row %d", name, attribute("r"), lastRow)
			}
			lastRow, lastColumn = row, 0
		case "c":
			column, row, err := excelize.CellNameToCoordinates(attribute("r"))
			if err != nil || row != lastRow || column <= lastColumn {
				t.Errorf("%s: cell %s in row %d behind column %d", name, attribute("r"), lastRow, lastColumn)
			}
			lastColumn = column
			cells[attribute("r")] = true
			style := 0
			if s := attribute("s"); s != "" {
				if _, err := fmt.Sscan(s, &style); err != nil || style >= styles {
					t.Errorf("%s: %s has the style %s of %d", name, attribute("r"), s, styles)
				}
			}
		case "f":
			t.Errorf("%s has a formula", name)
		case "hyperlink":
			links++
			if r := relations[attribute("id")]; r.TargetMode != "External" || !cells[attribute("ref")] {
				t.Errorf("%s: the link of %s leads to %q", name, attribute("ref"), r.Target)
			}
		case "tablePart", "drawing":
			if _, ok := relations[attribute("id")]; !ok {
				t.Errorf("%s: %s leads nowhere", name, e.Name.Local)
			}
		}
	}
	if links > 65_530 {
		t.Errorf("%s has %d links", name, links)
	}
}

// tables have ids and names of their own, and headers that their cells repeat:
// Excel repairs those that do not.
func (p opcPackage) tables(t *testing.T) {
	t.Helper()
	seen := map[string]bool{}
	f, err := excelize.OpenReader(bytes.NewReader(p.zipped(t)))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	headers := map[string][]string{} // by table
	for _, sheet := range f.GetSheetList() {
		tables, err := f.GetTables(sheet)
		if err != nil {
			t.Fatal(err)
		}
		for _, table := range tables {
			from, to, _ := strings.Cut(table.Range, ":")
			c1, r1, _ := excelize.CellNameToCoordinates(from)
			c2, r2, _ := excelize.CellNameToCoordinates(to)
			if r2 <= r1 {
				t.Errorf("%s: the table %s has no row", sheet, table.Name)
			}
			for c := c1; c <= c2; c++ {
				at, _ := excelize.CoordinatesToCellName(c, r1)
				text, _ := f.GetCellValue(sheet, at)
				headers[table.Name] = append(headers[table.Name], text)
			}
		}
	}
	for _, name := range p.named("xl/tables/") {
		table := decode[struct {
			ID          string `xml:"id,attr"`
			Name        string `xml:"name,attr"`
			DisplayName string `xml:"displayName,attr"`
			Columns     []struct {
				ID   string `xml:"id,attr"`
				Name string `xml:"name,attr"`
			} `xml:"tableColumns>tableColumn"`
		}](t, p, name)
		for _, unique := range []string{"id " + table.ID, "name " + strings.ToLower(table.DisplayName)} {
			if seen[unique] {
				t.Errorf("two tables have the %s", unique)
			}
			seen[unique] = true
		}
		var columns []string
		for _, c := range table.Columns {
			columns = append(columns, c.Name)
			if key := table.ID + " " + strings.ToLower(c.Name); seen[key] {
				t.Errorf("%s has two columns %q", table.Name, c.Name)
			} else {
				seen[key] = true
			}
		}
		if !slices.Equal(columns, headers[table.Name]) {
			t.Errorf("%s has the columns %q and the header %q", table.Name, columns, headers[table.Name])
		}
	}
}

func (p opcPackage) zipped(t *testing.T) []byte {
	t.Helper()
	var b bytes.Buffer
	archive := zip.NewWriter(&b)
	for name, content := range p {
		w, err := archive.Create(name)
		if err == nil {
			_, err = w.Write(content)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := archive.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// Nothing that a row can hold makes a workbook that is none.
func FuzzWriteXLSX(f *testing.F) {
	for _, h := range hostile {
		f.Add(h.text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		row := ledger.Row{UserName: ledger.Text(text), EmailAddress: ledger.Text(text), License: ledger.Text(text), AssignedDate: ledger.Text(text), Status: ledger.Text(text), UserID: "id"}
		content := workbook(t, Meta{View: ledger.ViewList, Tenant: text, Search: text}, LayoutFull, grouped{sliceRows{row}})
		p := openPackage(t, content)
		p.relations(t)
		p.sheet(t, "xl/worksheets/sheet2.xml")
		got, err := open(t, content).GetCellValue("User licenses", "A2")
		if want := fitted(english.name(text), english.cut); err != nil || got != want {
			t.Errorf("%.80q reads %.80q, %v", want, got, err)
		}
	})
}
