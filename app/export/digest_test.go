package export

import (
	"crypto/sha256"
	"fmt"
	"testing"
)

// Who has the workbook and the CSV of a view can tell that they hold the same.
func TestWriteXLSX_DigestIsThatOfTheCSV(t *testing.T) {
	for _, language := range []string{"en", "nl"} {
		for _, layout := range []Layout{LayoutList, LayoutFull} {
			for name, rows := range map[string]Rows{"contoso": contoso(), "hostile": hostileRows(), "many": numberedRows(3500), "none": sliceRows{}} {
				m := contosoMeta(t, language)
				want := fmt.Sprintf("%x", sha256.Sum256([]byte(csvOf(t, m, layout, rows, DefaultCSV()))))
				if got := digestIn(t, workbook(t, m, layout, rows)); got != want {
					t.Errorf("%s %s %s: the digest is %s, of the CSV %s", name, layout, language, got, want)
				}
			}
		}
	}
}

func digestIn(t *testing.T, content []byte) string {
	t.Helper()
	f := open(t, content)
	rows, err := f.GetRows(f.GetSheetName(0))
	if err != nil {
		t.Fatal(err)
	}
	for _, row := range rows {
		if len(row) > 1 && (row[0] == english.about["digest"] || row[0] == dutch.about["digest"]) {
			return row[1]
		}
	}
	t.Fatal("the first sheet has no digest")
	return ""
}
