//go:build window && linux

package desktop

import (
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"licenseledger/app"
	"licenseledger/app/export/exporttest"
)

// mainRoad goes from the list by a filter, a day back and a person to workbooks,
// whose rows must be those of the same views of the store.
func mainRoad(t *testing.T, w *realWindow) {
	const navX, licensesY = 100, 100
	const licenseX, exportX, exportY = 1060, 1126, 26
	const filterByThis = 124 // below the place of the menu of a cell
	// Within the fourth row, or the third where the filter is too long to stand beside the
	// search: it is that of whoever is first in the sample on this day.
	const filteredRowY = firstRowY + 3*rowHeight + 4
	const nothingX, nothingY = 900, 130
	today := w.titled(t, `^Contoso, .+ - License Ledger$`)
	w.downloads(t)
	overview := w.picture(t, "road-overview")

	w.click(navX, licensesY)
	list := w.picture(t, "road-list", overview)
	w.must("mousemove", "--window", w.id, strconv.Itoa(licenseX), strconv.Itoa(firstRowY), "click", "3")
	menu := w.picture(t, "road-menu", list)
	w.click(licenseX+40, firstRowY+filterByThis)
	w.picture(t, "road-filtered", list, menu)
	w.canExport(t)
	w.click(exportX, exportY)
	w.holds(t, "LATEST")

	w.key("alt+Left")
	w.titledOther(t, today)
	w.picture(t, "road-day-back")
	w.canExport(t)
	w.key("ctrl+e")
	w.holds(t, "the reading before")
	w.key("alt+Home")
	w.titled(t, "^"+strings.ReplaceAll(today, "+", `\+`)+"$")

	latest := w.picture(t, "road-latest")
	w.click(emailX, filteredRowY)
	w.must("mousemove", "--window", w.id, strconv.Itoa(nothingX), strconv.Itoa(nothingY)) // over a cell its whole text is told
	row := w.picture(t, "road-row", latest)
	w.key("Return")
	person := w.picture(t, "road-person", row)
	w.key("Escape")
	if w.picture(t, "road-back", person) != row {
		t.Error("Escape does not lead back to the row")
	}
	w.must("mousemove", "--window", w.id, strconv.Itoa(emailX), strconv.Itoa(filteredRowY), "click", "--repeat", "2", "--delay", "60", "1")
	w.picture(t, "road-person-by-mouse", row)
	w.key("Escape")
	w.close(t)
}

// downloads empties the folder of downloads.
func (w *realWindow) downloads(t *testing.T) {
	t.Helper()
	if err := os.RemoveAll(filepath.Join(w.home, "Downloads")); err != nil {
		t.Fatal(err)
	}
}

// holds looks whether the workbook that was just written has as many rows as the
// list of the sample on a day, of the license of its first row.
func (w *realWindow) holds(t *testing.T, day string) {
	t.Helper()
	file := w.downloaded(t, `^SAMPLE Contoso user licenses \d{4}-\d\d-\d\d\.xlsx$`)
	opened, err := app.Open(t.Context(), filepath.Join(w.home, "data", "LicenseLedger", "sample.ledger"), app.OpenOptions{ReadOnly: true})
	if err != nil {
		t.Fatal(err)
	}
	defer opened.Close()
	first, err := opened.View(t.Context(), app.ViewSpec{})
	if err != nil {
		t.Fatal(err)
	}
	rows, err := first.Rows(0, 1)
	if err != nil {
		t.Fatal(err)
	}
	at := ""
	if day != "LATEST" {
		snapshots, err := opened.Snapshots(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		at = strconv.FormatInt(snapshots[len(snapshots)-2].ID, 10)
	}
	view, err := opened.View(t.Context(), app.ViewSpec{At: at, Filters: []string{"license=" + string(rows[0].License)}})
	if err != nil {
		t.Fatal(err)
	}
	if view.Len() == 0 || view.Len() == first.Len() {
		t.Fatalf("%d of %d rows are of %s, which tells nothing", view.Len(), first.Len(), rows[0].License)
	}
	if got := len(exporttest.Rows(t, file)); got != view.Len()+1 { // its header
		t.Errorf("%s: the workbook has %d rows, want %d and a header", day, got, view.Len())
	}
	w.downloads(t)
}
