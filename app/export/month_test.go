package export

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/csv"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"

	"licenseledger/store/ledger"
)

type noLines struct{}

func (noLines) Len() int                                    { return 0 }
func (noLines) Rows(from, n int) ([]ledger.FreeLine, error) { return nil, nil }

// aMonth has people of whom every other one costs nothing that is known, in two
// currencies.
func aMonth(t *testing.T, language string, people Rows) Month {
	t.Helper()
	price, euro := ledger.Money(1200*8), ledger.Money(1200*16)
	row := func(name string, m ledger.SeatMoney) ledger.SeatRow {
		return ledger.SeatRow{License: ledger.Text(name), LicenseID: ledger.Text(name), Bought: 2, Assigned: 3, Free: -1, SeatMoney: m}
	}
	n := 0
	m := Month{Meta: contosoMeta(t, language), Month: "2026-03", Currencies: []string{"EUR", "USD"}, People: people, Trials: sliceRows{}, Free: noLines{},
		Movement: ledger.Movement{Unmoved: ledger.UnmovedNoReading, Rows: []ledger.MovementRow{{License: "E3", End: 3}}},
		Licenses: []MonthLicense{
			{SeatRow: row("E1", ledger.SeatMoney{CostBasis: ledger.CostUnknown, Unpriced: 2})},
			{SeatRow: row("E3", ledger.SeatMoney{Price: &price, Currency: "EUR", Per: "month", CostMonth: &euro, CostBasis: ledger.CostPriced}), Cost: Amount{1600, "EUR"}},
			{SeatRow: ledger.SeatRow{License: "Held only"}, Unread: true},
		},
		Parts: []MonthPart{{Kind: PartHeld, CostCenter: "=A1", License: "E3", Units: 3, Cost: Amount{2400, "EUR"}}, {Kind: PartOver, License: "E3", Units: -1, Cost: Amount{-800, "EUR"}}},
	}
	m.Cost = func(*ledger.Row) Amount {
		n++
		return []Amount{{}, {834, "EUR"}, {}, {5, "USD"}}[n%4]
	}
	return m
}

func monthOf(t *testing.T, m Month, perSheet int) []byte {
	t.Helper()
	b, err := newMonthBook(context.Background(), m, perSheet)
	if err != nil {
		t.Fatal(err)
	}
	var w bytes.Buffer
	if err := b.write(context.Background(), &w, nil); err != nil {
		t.Fatal(err)
	}
	return w.Bytes()
}

func TestWriteMonth_WhatIsNotKnownIsEmptyAndCurrenciesAreApart(t *testing.T) {
	f := open(t, monthOf(t, aMonth(t, "nl", contoso()), maxRows-1))
	if want := []string{"Over", "Overzicht", "Verloop", "Per kostenplaats", "Kostenplaatsen per licentie", "Personen", "Vrijgekomen licenties", "Vrij te maken", "Proefversies"}; !slices.Equal(f.GetSheetList(), want) {
		t.Errorf("sheets %q, want %q", f.GetSheetList(), want)
	}
	lines := func(sheet string) [][]string {
		t.Helper()
		all, err := f.GetRows(sheet)
		if err != nil {
			t.Fatal(err)
		}
		return all
	}
	got := lines("Overzicht")
	for n, want := range map[int][]string{
		0: {"Licentie", "Gekocht", "Toegewezen", "In gebruik gezien", "Vrij", "Prijs", "Per", "Kosten per maand (EUR)", "Kosten per maand (USD)", "Eenheden zonder prijs", "Gekocht, verschil",
			"Kosten, verschil (EUR)", "Kosten, verschil (USD)", "In bezit, aanmelden geblokkeerd", "Licentie-id"},
		1: {"E1", "2", "3", "", "-1", "", "", "", "", "2", "", "", "", "", "E1"},
		2: {"E3", "2", "3", "", "-1", "EUR 8.00", "maand", "EUR 16.00", "", "0", "", "", "", "", "E3"},
		3: {"Held only", "", "", "", "", "", "", "", "", "0"},
		5: {"Totaal", "4", "6", "", "", "", "", "EUR 16.00", "", "2"},
	} {
		for i := range got[n] {
			got[n][i] = strings.TrimSpace(got[n][i])
		}
		if d := cmp.Diff(want, got[n]); d != "" {
			t.Errorf("line %d (-want +got):\n%s", n, d)
		}
	}
	if got := lines("Verloop"); len(got) != 6 || strings.Join(got[1], "|") != "E3||||||||3 " || got[5][0] != monthDutch["unmoved_no_reading"] {
		t.Errorf("the movement is %q", got)
	}
	if got := lines("Per kostenplaats"); got[1][0] != "=A1" || got[2][0] != "(te veel toegewezen)" || strings.TrimSpace(got[2][2]) != "-EUR 8.00" {
		t.Errorf("cost centers: %q", got)
	}
	if kind, err := f.GetCellType("Per kostenplaats", "A2"); err != nil || kind == excelize.CellTypeFormula {
		t.Errorf("a cost center is %v, %v", kind, err)
	}
}

// People go on on further sheets, what they cost with them; the digest is that
// of all of them.
func TestWriteMonth_PeopleOfSeveralSheets(t *testing.T) {
	people := sliceRows{}
	for i := range 2500 {
		people = append(people, ledger.Row{UserID: ledger.Text(fmt.Sprint("id", i)), UserName: ledger.Text(fmt.Sprintf(`Jane, "%d"`, i)), License: "E3", CostCenter: "=1+1", Status: "blocked"})
	}
	content := monthOf(t, aMonth(t, "en", people), 1200)
	f := open(t, content)
	var b bytes.Buffer
	w := csv.NewWriter(&b)
	w.UseCRLF = true
	cost := aMonth(t, "en", people).Cost
	want := []string{"user_name", "email_address", "license", "service", "cost_EUR", "cost_USD", "cost_center", "department", "manager", "status", "assigned_by", "group_name", "last_used", "watched_since", "user_id", "license_id"}
	if err := w.Write(want); err != nil {
		t.Fatal(err)
	}
	for _, r := range people {
		line := []string{string(r.UserName), "", "E3", "", "", "", "=1+1", "", "", "blocked", "", "", "", "", string(r.UserID), ""}
		switch cost(&r).Currency {
		case "EUR":
			line[4] = "8.34"
		case "USD":
			line[5] = "0.05"
		}
		if err := w.Write(line); err != nil {
			t.Fatal(err)
		}
	}
	w.Flush()
	about := fmt.Sprint(f.GetRows("About"))
	if want := fmt.Sprintf("%x", sha256.Sum256(b.Bytes())); !strings.Contains(about, want) {
		t.Errorf("the first sheet lacks %s", want)
	}
	lines := 0
	for _, name := range []string{"People", "People 2", "People 3"} {
		rows, err := f.GetRows(name, excelize.Options{RawCellValue: true})
		if err != nil {
			t.Fatal(err)
		}
		for i, row := range rows[1:] {
			if row[0] != string(people[lines].UserName) || row[6] != "=1+1" || row[9] != "Sign-in blocked" {
				t.Fatalf("%s, line %d: %q", name, i, row)
			}
			lines++
		}
	}
	if lines != len(people) {
		t.Errorf("%d lines, want %d", lines, len(people))
	}
}
