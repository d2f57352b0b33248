package export

import (
	"archive/zip"
	"bytes"
	"context"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"testing"

	"licenseledger/store/ledger"
)

func nobody(string) (string, error) { return "", nil }

func redacted(t *testing.T, x *Redactor, rows Rows, sort string) []ledger.Row {
	t.Helper()
	hidden, err := x.Rows(t.Context(), rows, sort)
	if err != nil {
		t.Fatal(err)
	}
	all, err := hidden.Rows(0, hidden.Len())
	if err != nil || len(all) != rows.Len() {
		t.Fatalf("%d rows of %d, %v", len(all), rows.Len(), err)
	}
	return all
}

// One person is one pseudonym, whichever of id, address and name a row has, and
// however it is written.
func TestRedactor_GivesAPersonOnePseudonym(t *testing.T) {
	owner := func(address string) (string, error) {
		if address == "jane@contoso.com" {
			return "a1", nil
		}
		return "", nil
	}
	rows := sliceRows{
		{UserID: "A1", UserName: "Jane Doe", EmailAddress: "jane@contoso.com", License: "1"},
		{UserName: "Jane Doe", EmailAddress: "JANE@contoso.com", License: "2"},
		{UserID: "a1", UserName: "Unknown", EmailAddress: "Unknown", LastKnownName: "Jane Roe", LastKnownEmail: "old@contoso.com", License: "3"},
		{UserName: "Unknown", EmailAddress: "Unknown", Candidates: []ledger.Candidate{{UserID: "a1", Name: "Jane Doe", Email: "jane@contoso.com"}, {Email: "jane@contoso.com"}, {Name: "Jane Doe"}}, License: "4"},
		{UserName: "Jane Doe", License: "5"}, // of a name alone nobody can say whose it is
		{UserName: "Onbekend", License: "6"},
	}
	got := redacted(t, NewRedactor([]byte("key"), owner), rows, "license")
	jane := got[0]
	if got[1].UserName != jane.UserName || got[1].EmailAddress != jane.EmailAddress || got[2].UserID != jane.UserID || got[2].LastKnownName != jane.UserName || got[2].LastKnownEmail != jane.EmailAddress {
		t.Errorf("Jane is several people: %+v", got[:3])
	}
	if c := got[3].Candidates; c[0] != (ledger.Candidate{UserID: jane.UserID, Name: jane.UserName, Email: jane.EmailAddress}) || c[1].Email != jane.EmailAddress || c[2].Name != got[4].UserName {
		t.Errorf("candidates %+v", c)
	}
	if got[4].UserName == jane.UserName || got[2].UserName != "Unknown" || got[5].UserName != "Onbekend" || got[1].UserID != "" {
		t.Errorf("%+v", got[4:])
	}
	if other := redacted(t, NewRedactor([]byte("another"), owner), rows, "license"); other[0].UserName == jane.UserName || other[0].UserID == jane.UserID {
		t.Error("another ledger gives the same pseudonyms")
	}
	if rows[3].Candidates[0].Name != "Jane Doe" || rows[0].UserName != "Jane Doe" {
		t.Error("the rows themselves were changed")
	}
}

// The order of names tells names. Whatever the list is sorted by, what is equal
// in it is in no order of names.
func TestRedactor_LeavesNoOrderOfNames(t *testing.T) {
	var rows sliceRows
	for i := range 400 {
		rows = append(rows, ledger.Row{UserID: ledger.Text(fmt.Sprintf("id%03d", i)), UserName: ledger.Text(fmt.Sprintf("Name %03d", i)), License: ledger.Text(fmt.Sprint(i / 200)), AssignedDate: "2026-01-01"})
	}
	x := NewRedactor([]byte("key"), nobody)
	place := map[ledger.Text]int{}
	for i, r := range rows {
		one := x.Person(ledger.Candidate{UserID: r.UserID})
		place[one.UserID] = i
	}
	for _, sort := range []string{"", "user_name", "license", "assigned_date"} {
		got := redacted(t, x, rows, sort)
		rising := 0
		for i := range got[1:] {
			if place[got[i].UserID] < place[got[i+1].UserID] {
				rising++
			}
		}
		if rising < 150 || rising > 250 {
			t.Errorf("sorted by %q: of 399 neighbours %d stand as their names do", sort, rising)
		}
		if sort == "license" && !slices.IsSortedFunc(got, func(a, b ledger.Row) int { return strings.Compare(string(a.License), string(b.License)) }) {
			t.Error("the list is no longer sorted by license")
		}
	}
}

// Rows that are picked are those that are read whole.
func TestRedactor_PicksWhatIsReadWhole(t *testing.T) {
	rows := pickedRows{numberedRows(3*blockRows + 5)}
	x := NewRedactor([]byte("key"), nobody)
	picked, err := x.Rows(t.Context(), rows, "")
	if err != nil {
		t.Fatal(err)
	}
	whole, err := x.Rows(t.Context(), rows.numberedRows, "")
	if err != nil {
		t.Fatal(err)
	}
	m, err := x.Meta(contosoMeta(t, "en"))
	if err != nil {
		t.Fatal(err)
	}
	if a, b := csvOf(t, m, LayoutFull, picked, DefaultCSV()), csvOf(t, m, LayoutFull, whole, DefaultCSV()); a != b || strings.Contains(a, "Nagy") || strings.Contains(a, "contoso.com") {
		t.Errorf("%d bytes picked, %d whole; first lines\n%.300s", len(a), len(b), a)
	}
	if lines, err := csv.NewReader(strings.NewReader(csvOf(t, m, LayoutList, picked, DefaultCSV()))).ReadAll(); err != nil || len(lines) != rows.Len()+1 || !strings.HasPrefix(lines[1][0], "Person ") {
		t.Errorf("%d lines, %v", len(lines), err)
	}
}

func TestRedactor_TellsWhenSomebodyCannotBeToldApart(t *testing.T) {
	broken := errors.New("the disk is gone")
	x := NewRedactor([]byte("key"), func(string) (string, error) { return "", broken })
	rows := sliceRows{{UserName: "Jane Doe", EmailAddress: "jane@contoso.com"}}
	redacted(t, x, rows, "")
	if !errors.Is(x.Err(), broken) {
		t.Errorf("Err() = %v", x.Err())
	}
}

// What is said of the rows names nobody either.
func TestRedactor_Meta(t *testing.T) {
	x := NewRedactor([]byte("key"), nobody)
	m := contosoMeta(t, "nl")
	m.Search, m.Sort = "jane doe", "user_name (descending)"
	m.Warnings = []ledger.Warning{{Code: "rows_skipped", Source: ledger.SourceFileReport2022, Text: "1 row of Jane Doe.csv", Count: 1}}
	hidden, err := x.Rows(t.Context(), contoso(), m.Sort)
	if err != nil {
		t.Fatal(err)
	}
	shown, err := x.Meta(m)
	if err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	if err := WriteXLSX(context.Background(), &b, shown, LayoutFull, hidden, nil); err != nil {
		t.Fatal(err)
	}
	for name, text := range unzipped(t, b.Bytes()) {
		for _, word := range []string{"jane", "doe", "user_name (", "soren", "søren", "wang"} {
			if strings.Contains(strings.ToLower(text), word) {
				t.Errorf("%s has %q", name, word)
			}
		}
	}
	if m.Warnings[0].Text == LeftOut("nl") {
		t.Error("the caller's own warnings were changed")
	}
}

// unzipped gives the parts of a workbook by name.
func unzipped(t *testing.T, file []byte) map[string]string {
	t.Helper()
	archive, err := zip.NewReader(bytes.NewReader(file), int64(len(file)))
	if err != nil {
		t.Fatal(err)
	}
	parts := map[string]string{}
	for _, f := range archive.File {
		part, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		text, err := io.ReadAll(part)
		if err != nil {
			t.Fatal(err)
		}
		parts[f.Name] = string(text)
	}
	return parts
}
