package export

import (
	"bytes"
	"fmt"
	"html"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"licenseledger/store/ledger"
)

// grouped are rows that can tell how they divide, by counting them.
type grouped struct{ sliceRows }

func (g grouped) Groups(name string) ([]ledger.Group, error) {
	var of column
	for _, col := range allColumns() {
		if col.key == name {
			of = col
		}
	}
	var groups []ledger.Group
	people := map[[2]string]bool{}
	for i := range g.sliceRows {
		value := string(of.text(&g.sliceRows[i]))
		at := slices.IndexFunc(groups, func(other ledger.Group) bool { return other.Value == value })
		if at < 0 {
			at, groups = len(groups), append(groups, ledger.Group{Value: value})
		}
		groups[at].Rows++
		if who := [2]string{value, string(g.sliceRows[i].UserName)}; !people[who] {
			people[who] = true
			groups[at].People++
			groups[at].Licenses++
		}
	}
	return groups, nil
}

// changed is a comparison with one change of each kind, and hostile ones.
func changed(m Meta) *Comparison {
	var all []ledger.Change
	for _, kind := range ledger.ChangeKinds() {
		all = append(all, ledger.Change{Change: kind, UserID: "id", UserName: "Jane Doe", EmailAddress: "jane@contoso.com", Service: "Power Apps",
			License: "Office 365 E1", WasService: "Power Automate", WasLicense: "Office 365 E3", WasName: "Jane Roe", WasEmail: "roe@contoso.com",
			Since: "2026-03-12T10:00:00Z/2026-03-13T10:00:00Z"})
	}
	for _, h := range hostile {
		all = append(all, ledger.Change{Change: ledger.ChangeRenamed, UserName: ledger.Text(h.text), WasName: ledger.Text(h.text)})
	}
	return &Comparison{Before: m.At - 86_400_000, Len: len(all), NotRead: []string{ledger.SourceDeletedUsers},
		Rows: func(from, n int) ([]ledger.Change, error) { return all[from:min(from+n, len(all))], nil }}
}

func TestWriteXLSX_CountsHaveTablesAndCharts(t *testing.T) {
	for language, in := range map[string]*words{"en": &english, "nl": &dutch} {
		var rows grouped
		for i := range 30 {
			rows.sliceRows = append(rows.sliceRows, ledger.Row{UserName: ledger.Text(fmt.Sprint(i / 2)), License: ledger.Text(fmt.Sprintf("=License %02d", i%15)),
				Status: ledger.Text([]string{"present", "blocked", ""}[i%3]), Tier: "paid"})
		}
		content := workbook(t, contosoMeta(t, language), LayoutList, rows)
		f := open(t, content)
		sheet := in.more["counts"]
		lines, err := f.GetRows(sheet)
		if err != nil {
			t.Fatal(err)
		}
		for row, want := range map[int][]string{
			1:  {in.headers["license"], in.about["rows"], in.about["people"], in.more["licenses"]},
			2:  {"=License 00", "2", "2", "2"},
			18: {in.headers["tier"], in.about["rows"], in.about["people"], in.more["licenses"]},
			19: {in.codes["tier"]["paid"], "30", "15", "15"},
			22: {in.codes["status"]["present"], "10", "10", "10"},
			24: {in.more["nothing"], "10", "10", "10"},
		} {
			if d := cmp.Diff(want, lines[row-1]); d != "" {
				t.Errorf("%s, row %d (-want +got):\n%s", language, row, d)
			}
		}
		tables, err := f.GetTables(sheet)
		if err != nil || len(tables) != 3 || tables[0].Range != "A1:D16" {
			t.Errorf("tables = %+v, %v", tables, err)
		}
		// A kind that all rows have has no chart, and a chart shows the longest bars.
		for path, want := range map[string]string{"xl/charts/chart1.xml": "$A$2:$A$13", "xl/charts/chart2.xml": "$A$22:$A$24"} {
			if chart := html.UnescapeString(string(part(t, content, path))); !strings.Contains(chart, "'"+sheet+"'!"+want) || !strings.Contains(chart, "barChart") {
				t.Errorf("%s does not show %s", path, want)
			}
		}
		if bytes.Contains(part(t, content, "[Content_Types].xml"), []byte("chart3.xml")) {
			t.Error("there is a third chart")
		}
	}
}

func TestWriteXLSX_WhoLeftIsListedOnce(t *testing.T) {
	left := func(id, name, status, since string) ledger.Row {
		return ledger.Row{UserID: ledger.Text(id), UserName: "Unknown", EmailAddress: "Unknown", LastKnownName: ledger.Text(name), Status: ledger.Text(status),
			StatusSince: ledger.Text(since), IdentityConfidence: "certain", RestorableUntil: "2026-04-30T10:00:00Z", License: "Office 365 E1"}
	}
	rows := sliceRows{left("b", "Bo", "gone", "2026-01-01T00:00:00Z"), {UserID: "c", UserName: "Ann", Status: "present"},
		left("a", "Al", "soft_deleted", "2026-03-01T00:00:00Z/2026-03-02T00:00:00Z"), left("b", "Bo", "gone", "2026-01-01T00:00:00Z"),
		left("", "", "left", ""), left("", "", "left", ""), left("d", "Di", "unresolved", "")}
	f := open(t, workbook(t, Meta{View: ledger.ViewList, Language: "nl"}, LayoutList, rows))
	lines, err := f.GetRows("Wie vertrok")
	if err != nil {
		t.Fatal(err)
	}
	want := [][]string{
		{"Bo", "Onbekend", "Voorgoed weg", "01-01-2026 00:00:00", "01-01-2026 00:00:00", "Zeker", "", "30-04-2026 10:00:00", "", "", "2", "b"},
		{"Al", "Onbekend", "Weg, te herstellen", "01-03-2026 00:00:00", "02-03-2026 00:00:00", "Zeker", "", "30-04-2026 10:00:00", "", "", "1", "a"},
		{"Onbekend", "Onbekend", "Weg", "", "", "Zeker", "", "30-04-2026 10:00:00", "", "", "1"},
		{"Onbekend", "Onbekend", "Weg", "", "", "Zeker", "", "30-04-2026 10:00:00", "", "", "1"},
	}
	if d := cmp.Diff(want, lines[1:]); d != "" {
		t.Errorf("(-want +got):\n%s", d)
	}
	if got := sheetNames(t, workbook(t, Meta{View: ledger.ViewList}, LayoutList, numberedRows(3))); len(got) != 2 {
		t.Errorf("a list that nobody left has the sheets %v", got)
	}
}

func sheetNames(t *testing.T, content []byte) []string {
	t.Helper()
	return open(t, content).GetSheetList()
}

func TestWriteXLSX_ChangesOfEachKindHaveWords(t *testing.T) {
	for language, in := range map[string]*words{"en": &english, "nl": &dutch} {
		m := contosoMeta(t, language)
		m.Compared = changed(m)
		f := open(t, workbook(t, m, LayoutList, contoso()))
		lines, err := f.GetRows(in.more["changes"])
		if err != nil || len(lines) != m.Compared.Len+1 {
			t.Fatalf("%d lines, want %d, %v", len(lines), m.Compared.Len+1, err)
		}
		for i, kind := range ledger.ChangeKinds() {
			if lines[i+1][0] != in.codes["change"][kind] || lines[i+1][7] != "Jane Roe" {
				t.Errorf("%s: %s reads %q", language, kind, lines[i+1])
			}
		}
		for i, h := range hostile {
			want := fitted(h.text, in.cut)
			if got := lines[len(ledger.ChangeKinds())+1+i]; got[1] != want || got[7] != want {
				t.Errorf("%s: %s reads %.40q", language, h.name, got)
			}
		}
		about := fmt.Sprint(f.GetRows(in.about["sheet"]))
		for _, want := range []string{in.about["compared"], in.about["not_read_both"] + " " + in.sources[ledger.SourceDeletedUsers]} {
			if !strings.Contains(about, want) {
				t.Errorf("%s: the first sheet lacks %q:\n%s", language, want, about)
			}
		}
	}
}

func TestFilterWords(t *testing.T) {
	for expr, want := range map[string][2]string{
		"department=Sales":                  {"Department is Sales", "Afdeling is Sales"},
		"department=":                       {"Department is empty", "Afdeling is leeg"},
		"status!=present":                   {"Status is not Present", "Status is niet Aanwezig"},
		"origin in office_365,dynamics_365": {"Comes with is Office 365 or Dynamics 365", "Komt mee met is Office 365 of Dynamics 365"},
		"last_used<2026-01-01":              {"Last seen in use is before 2026-01-01", "Laatst in gebruik gezien is voor 2026-01-01"},
		"status_since>=2026-01-01":          {"Status since is 2026-01-01 or later", "Status sinds is 2026-01-01 of later"},
		"license~premium":                   {"License contains “premium”", "Licentie bevat ‘premium’"},
		"is_trial=true":                     {"Is trial is TRUE", "Is proefversie is WAAR"},
		"user_name=Unknown":                 {"User name is Unknown", "Gebruikersnaam is Onbekend"},
	} {
		f, err := ledger.ParseFilter(expr)
		if err != nil {
			t.Fatal(err)
		}
		if got := [2]string{FilterWords("en", f), FilterWords("nl", f)}; got != want {
			t.Errorf("%s reads %q, want %q", expr, got, want)
		}
	}
}
