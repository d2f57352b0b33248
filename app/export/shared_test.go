package export

import (
	"bytes"
	"fmt"
	"testing"

	"licenseledger/store/ledger"
)

// Words that many rows have are written once and come back in every row,
// whatever they look like; those that come late stand in their cells.
func TestWriteXLSX_SharesWordsThatManyRowsHave(t *testing.T) {
	var rows sliceRows
	for range measuredRows/len(hostile) + 1 {
		for _, h := range hostile {
			rows = append(rows, ledger.Row{UserName: "x", License: ledger.Text(h.text), Service: "Power Apps", Status: "soft_deleted"})
		}
	}
	for range measuredRows {
		rows = append(rows, ledger.Row{UserName: "x", License: "late", Service: "Power Apps", Status: "soft_deleted"})
	}
	content := workbook(t, Meta{View: ledger.ViewList, Language: "nl"}, LayoutFull, rows)
	lines, err := open(t, content).GetRows("Gebruikerslicenties")
	if err != nil {
		t.Fatal(err)
	}
	for i, r := range rows {
		if got, want := lines[i+1][3], fitted(string(r.License), dutch.cut); got != want {
			t.Fatalf("row %d: license %.60q, want %.60q", i, got, want)
		}
		if got := lines[i+1][7]; got != "Weg, te herstellen" {
			t.Fatalf("row %d: status %q", i, got)
		}
	}
	texts := part(t, content, sharedStrings)
	for word, want := range map[string]int{"<t>Power Apps</t>": 1, "<t>Weg, te herstellen</t>": 1, "<t>late</t>": 0, "<t>00123</t>": 1} {
		if got := bytes.Count(texts, []byte(word)); got != want {
			t.Errorf("%s is shared %d times, want %d", word, got, want)
		}
	}
	if want := fmt.Sprintf(`uniqueCount="%d"`, bytes.Count(texts, []byte("<si>"))); !bytes.Contains(texts, []byte(want)) {
		t.Errorf("the texts are not told to be %s", want)
	}
	if sheet := part(t, content, "xl/worksheets/sheet2.xml"); bytes.Contains(sheet, []byte("Power Apps")) || bytes.Count(sheet, []byte(">late<")) != measuredRows {
		t.Error("the sheet has a word that is shared, or lacks one that is not")
	}
}
