package tenants_test

import (
	"archive/zip"
	"io"
	"math"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"licenseledger/app"
	"licenseledger/app/export/exporttest"
	"licenseledger/app/tenants"
	"licenseledger/store/ledger"
	"licenseledger/sync/simtenant"
)

// column gives the cells below a header, as long as the sheet has rows.
func column(t *testing.T, rows [][]string, header string) []string {
	t.Helper()
	i := slices.Index(rows[0], header)
	if i < 0 {
		t.Fatalf("no column %q in %q", header, rows[0])
	}
	var cells []string
	for _, row := range rows[1:] {
		cell := ""
		if i < len(row) {
			cell = row[i]
		}
		cells = append(cells, cell)
	}
	return cells
}

// dayNumber is how a workbook keeps an instant.
func dayNumber(t *testing.T, instant string) float64 {
	t.Helper()
	at, err := time.Parse(time.RFC3339, instant)
	if err != nil {
		t.Fatal(err)
	}
	_, offset := at.In(app.LocalZone()).Zone()
	return float64(at.Unix()+int64(offset)+25569*86400) / 86400
}

func TestExport_SaysWhatTheLedgersSayAndNamesNobody(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.connected("Contoso", simtenant.Config{Users: 25, Seed: 6})
	w.connected("Fabrikam", simtenant.Config{Users: 40, Seed: 7})
	w.sync(t.Context(), tenants.SyncOptions{})
	amount := int64(1234)
	l, _, err := w.open(t.Context(), w.path("Contoso"), false)
	if err != nil {
		t.Fatal(err)
	}
	people := w.names(l)
	_, seats, err := l.Seats(t.Context(), "")
	if err == nil {
		err = l.SetPrice(t.Context(), ledger.Price{SkuID: string(seats[0].LicenseID), From: "2020-01-01", Amount: &amount, Currency: "EUR", Per: ledger.PerMonth})
	}
	if closed := l.Close(); err == nil {
		err = closed
	}
	if err != nil {
		t.Fatal(err)
	}
	w.copied("Contoso", "twin")
	if err := w.list.Put(tenants.Known{Path: w.path("nowhere"), TenantName: "Nowhere"}); err != nil {
		t.Fatal(err)
	}
	for _, language := range []string{"en", "nl"} {
		path := filepath.Join(w.folder, language+".xlsx")
		done, err := w.list.Export(t.Context(), w.all(), tenants.ExportOptions{Out: path, Language: language, Open: w.open})
		if err != nil || done.Unread() != 1 {
			t.Fatalf("%d unread: %v", done.Unread(), err)
		}
		w.saysNobody(path, people)
		if language == "nl" {
			continue
		}
		w.sheetOfTenants(done.Tenants, exporttest.Values(t, path, "Tenants"))
		w.sheetOfLicenses(done.Tenants, exporttest.Values(t, path, "Licenses"))
		needs := 1 // why one could not be read
		for _, s := range done.Tenants {
			needs += len(s.Figures.Needs)
		}
		if got := len(exporttest.Values(t, path, "Needs you")) - 1; got != needs {
			t.Errorf("%d lines of needs, want %d", got, needs)
		}
		about := exporttest.Sheet(t, path, "About")
		for _, text := range []string{"Fabrikam.ledger", "nowhere.ledger", "The file is not there any more: it was moved or deleted."} {
			if !slices.ContainsFunc(about, func(row []string) bool { return slices.Contains(row, text) }) {
				t.Errorf("the first sheet does not say %q: %q", text, about)
			}
		}
	}
}

func (w *world) sheetOfTenants(all []tenants.Standing, rows [][]string) {
	w.Helper()
	people, free, list, worst, why := column(w.T, rows, "People"), column(w.T, rows, "Free"), column(w.T, rows, "Last list"), column(w.T, rows, "What first"), column(w.T, rows, "Why")
	cost := column(w.T, rows, "Cost a month (EUR)")
	if len(people) != len(all) {
		w.Fatalf("%d lines, want %d", len(people), len(all))
	}
	for n, s := range all {
		if s.Err != nil {
			if people[n]+free[n]+list[n]+cost[n] != "" || why[n] == "" {
				w.Errorf("%s could not be read and has %q", s.Name(), rows[n+1])
			}
			continue
		}
		if people[n] != strconv.Itoa(*s.Figures.People) || free[n] != strconv.FormatInt(s.Figures.Seats.Free, 10) || (worst[n] == "") != (len(s.Figures.Needs) == 0) {
			w.Errorf("%s: %q, want %d people, %d free", s.Name(), rows[n+1], *s.Figures.People, s.Figures.Seats.Free)
		}
		if got, err := strconv.ParseFloat(list[n], 64); err != nil || math.Abs(got-dayNumber(w.T, s.Figures.ListRead)) > 1.0/86400 {
			w.Errorf("%s: list of %s, want %s", s.Name(), list[n], s.Figures.ListRead)
		}
		if want := s.Figures.Seats.Costs; len(want) > 0 && cost[n] != strings.TrimSuffix(strings.TrimSuffix(want[0].CostMonth.String(), "0"), ".0") && cost[n] != want[0].CostMonth.String() {
			w.Errorf("%s: cost %s, want %s", s.Name(), cost[n], want[0].CostMonth)
		}
	}
}

func (w *world) sheetOfLicenses(all []tenants.Standing, rows [][]string) {
	w.Helper()
	n := 0
	bought, assigned := column(w.T, rows, "Bought"), column(w.T, rows, "Assigned")
	for _, s := range all {
		for _, l := range s.Figures.Licenses {
			if rows[n+1][1] != string(l.License) || bought[n] != strconv.FormatInt(l.Bought, 10) || assigned[n] != strconv.FormatInt(l.Assigned, 10) {
				w.Errorf("%s: %q, want %s with %d and %d", s.Name(), rows[n+1], l.License, l.Bought, l.Assigned)
			}
			n++
		}
	}
	if n == 0 || n != len(rows)-1 {
		w.Errorf("%d lines of licenses, want %d", len(rows)-1, n)
	}
}

// names gives everybody whom a ledger names.
func (w *world) names(l *app.Ledger) (all []string) {
	w.Helper()
	view, err := l.View(w.Context(), app.ViewSpec{Kind: ledger.ViewUsers})
	if err != nil {
		w.Fatal(err)
	}
	rows, err := view.Rows(0, view.Len())
	if err != nil || len(rows) == 0 {
		w.Fatalf("%d people: %v", len(rows), err)
	}
	for _, r := range rows {
		all = append(all, string(r.UserName), string(r.EmailAddress))
	}
	return all
}

// saysNobody looks for people in every part of a workbook.
func (w *world) saysNobody(path string, people []string) {
	w.Helper()
	book, err := zip.OpenReader(path)
	if err != nil {
		w.Fatal(err)
	}
	defer book.Close()
	for _, part := range book.File {
		in, err := part.Open()
		if err != nil {
			w.Fatal(err)
		}
		content, err := io.ReadAll(in)
		if err != nil {
			w.Fatal(err)
		}
		for _, who := range people {
			if who != "" && strings.Contains(string(content), who) {
				w.Errorf("%s names somebody", part.Name)
			}
		}
		if strings.Contains(string(content), w.folder) {
			w.Errorf("%s says in which folder files lie", part.Name)
		}
	}
}

func TestExport_LeavesNothingHalfWritten(t *testing.T) {
	w := newWorld(t)
	if err := w.list.Put(tenants.Known{Path: w.path("nowhere")}); err != nil {
		t.Fatal(err)
	}
	for name, want := range map[string]ledger.Code{"all.csv": ledger.CodeUsage, filepath.Join("no folder", "all.xlsx"): ledger.CodeNotFound} {
		if _, err := w.list.Export(t.Context(), w.all(), tenants.ExportOptions{Out: filepath.Join(w.folder, name), Open: w.open}); ledger.CodeOf(err) != want {
			t.Errorf("%s: %v, want %s", name, err, want)
		}
	}
	if left, err := filepath.Glob(filepath.Join(w.folder, "*.x*")); err != nil || len(left) > 0 {
		t.Errorf("left behind: %v %v", left, err)
	}
}
