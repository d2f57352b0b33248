package importer

import (
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"licenseledger/store/ledger"
)

const header2022 = "User Name,Email Address,Service,License,License Assigned Date,Is Trial,Expiration Date\n"

// put writes a file and gives its path.
func put(t *testing.T, name, text string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

// dated is a list with these assigned dates.
func dated(dates ...string) string {
	text := header2017
	for i, date := range dates {
		text += fmt.Sprintf("User %d,user%d@contoso.com,Flow Free,Free,%s,\n", i, i, date)
	}
	return text
}

func TestOpen_TheSamples(t *testing.T) {
	for _, test := range []struct {
		name      string
		source    string
		delimiter string
		order     DateOrder
		rule      OrderRule
		rows      int64
		at        string
	}{
		{"2017-03-01 active user licenses.csv", ledger.SourceFileReport2017, ",", OrderMonthFirst, OrderFromDates, 4, "2017-03-01T23:59:59Z"},
		{"2017-04-01 active user licenses.csv", ledger.SourceFileReport2017, ",", OrderMonthFirst, OrderFromDates, 4, "2017-04-01T23:59:59Z"},
		{"licenses 2022-04-15.csv", ledger.SourceFileReport2022, ",", OrderMonthFirst, OrderFromDates, 6, "2022-04-15T23:59:59Z"},
		{"gebruikerslicenties 2022-05-15 (nl, puntkomma, BOM).csv", ledger.SourceFileReport2022, ";", OrderDayFirst, OrderFromDates, 3, "2022-05-15T23:59:59Z"},
	} {
		f, err := Open(t.Context(), filepath.Join("testdata", test.name), Options{})
		if err != nil {
			t.Errorf("%s: %v", test.name, err)
			continue
		}
		if f.Source != test.source || string(rune(f.Delimiter)) != test.delimiter || f.DateOrder != test.order || f.OrderRule != test.rule ||
			f.Rows != test.rows || f.Rejected != 0 || f.Encoding != UTF8 || f.Taken.At.String() != test.at || f.Taken.Rule != ledger.AtFileName {
			t.Errorf("%s: got %+v", test.name, f)
		}
	}
}

func TestOpen_DateOrder(t *testing.T) {
	dutch := func(text string) string {
		return strings.Replace(text, header2017, "Gebruikersnaam,E-mailadres,Service,Licentie,Toegewezen op,Is proefversie\n", 1)
	}
	for _, test := range []struct {
		name  string
		text  string
		given DateOrder
		want  DateOrder
		rule  OrderRule // "" = asks
		first string
	}{
		{"one date decides for all", dated("1/5/2022", "2/28/2022"), "", OrderMonthFirst, OrderFromDates, "2022-01-05"},
		{"day first with slashes", dated("1/5/2022", "28/2/2022"), "", OrderDayFirst, OrderFromDates, "2022-05-01"},
		{"Microsoft's own form", dated("1/5/2022", "2/6/2022"), "", OrderMonthFirst, OrderFromForm, "2022-01-05"},
		{"Microsoft's own form with time", dated("1/5/2022 4:00:48 AM"), "", OrderMonthFirst, OrderFromForm, "2022-01-05T04:00:48Z"},
		{"dashes", dated("1-5-2022", "2-6-2022"), "", OrderDayFirst, OrderFromMarks, "2022-05-01"},
		{"dots", dated("01.05.2022"), "", OrderDayFirst, OrderFromMarks, "2022-05-01"},
		{"dashes, month first", dated("1-5-2022", "2-28-2022"), "", OrderMonthFirst, OrderFromDates, "2022-01-05"},
		{"year first", dated("2022-05-01"), "", OrderMonthFirst, OrderNotNeeded, "2022-05-01"},
		{"the same both ways", dated("5/5/2022"), "", OrderMonthFirst, OrderNotNeeded, "2022-05-05"},
		{"no dates", dated("", ""), "", OrderMonthFirst, OrderNotNeeded, ""},
		{"padded slashes are not Microsoft's", dated("01/05/2022", "02/06/2022"), "", "", "", ""},
		{"nor is a clock of 24 hours", dated("1/5/2022 4:00:48"), "", "", "", ""},
		{"nor a Dutch header", dutch(dated("1/5/2022")), "", "", "", ""},
		{"slashes and dashes", dated("1/5/2022", "2-6-2022"), "", "", "", ""},
		{"contradiction", dated("28/2/2022", "2/28/2022"), "", "", "", ""},
		{"given", dated("01/05/2022"), OrderDayFirst, OrderDayFirst, OrderGiven, "2022-05-01"},
		{"given against the form", dated("1/5/2022"), OrderDayFirst, OrderDayFirst, OrderGiven, "2022-05-01"},
	} {
		t.Run(test.name, func(t *testing.T) {
			f, err := Open(t.Context(), put(t, "x.csv", test.text), Options{DateOrder: test.given})
			if test.rule == "" {
				if ledger.CodeOf(err) != ledger.CodeNeedsAnswer || !strings.Contains(err.Error(), "x.csv") || !strings.Contains(err.Error(), "line 2") {
					t.Fatalf("got %v, %v", f, err)
				}
				return
			}
			if err != nil {
				t.Fatal(err)
			}
			if f.DateOrder != test.want || f.OrderRule != test.rule {
				t.Errorf("read %s by %s", f.DateOrder, f.OrderRule)
			}
			if said := f.OrderSaid(); (said == "") != (test.rule == OrderGiven || test.rule == OrderNotNeeded) {
				t.Errorf("says %q", said)
			}
			if got := listed(t, f, "").rows[0].AssignedDate; got != test.first {
				t.Errorf("first date %q, want %q", got, test.first)
			}
		})
	}
}

func TestOpen_ExpirationDatesDecideToo(t *testing.T) {
	f, err := Open(t.Context(), put(t, "x.csv", header2022+"Jane,j@contoso.com,Flow Trial,Flow Trial,5/4/2022,TRUE,28/4/2022\n"), Options{})
	if err != nil {
		t.Fatal(err)
	}
	if row := listed(t, f, "").rows[0]; row.AssignedDate != "2022-04-05" || row.ExpirationDate != "2022-04-28" {
		t.Errorf("got %+v", row)
	}
}

func TestOpen_Refuses(t *testing.T) {
	folder := t.TempDir()
	for _, test := range []struct {
		name, path string
		o          Options
		code       ledger.Code
		want       string
	}{
		{"a file that is not there", filepath.Join(folder, "none.csv"), Options{}, ledger.CodeNotFound, "none.csv does not exist"},
		{"a folder", folder, Options{}, ledger.CodeInvalid, "is no file"},
		{"a ledger, unopened", put(t, "Contoso.LEDGER", dated("1/5/2022")), Options{}, ledger.CodeInvalid, "is a ledger"},
		{"a header alone", put(t, "x.csv", header2017), Options{}, ledger.CodeInvalid, "has a header and no rows"},
		{"more bad rows than good", put(t, "x.csv", dated("soon", "2022-02-28", "later")), Options{}, ledger.CodeInvalid, "2 of its 3 rows cannot be read, the first in line 2, Assigned date"},
		{"bad rows alone", put(t, "x.csv", dated("soon")), Options{}, ledger.CodeInvalid, "1 of its 1 row"},
		{"a moment that is none", put(t, "x.csv", dated("2022-02-28")), Options{TakenAt: "yesterday"}, ledger.CodeUsage, `"yesterday" is no date`},
		{"a wrong name of its own", put(t, "x.csv", "nothing\n"), Options{Name: "upload 1"}, ledger.CodeInvalid, "upload 1 is no list"},
	} {
		t.Run(test.name, func(t *testing.T) {
			f, err := Open(t.Context(), test.path, test.o)
			if ledger.CodeOf(err) != test.code || !strings.Contains(err.Error(), test.want) {
				t.Fatalf("got %v, %v", f, err)
			}
			if strings.Contains(err.Error(), filepath.Dir(test.path)) {
				t.Errorf("the folder, which may name a person, is told: %v", err)
			}
		})
	}
}

func TestOpen_NotAllowed(t *testing.T) {
	if runtime.GOOS == "windows" || os.Geteuid() == 0 {
		t.Skip("the administrator may read every file")
	}
	path := put(t, "x.csv", dated("2022-02-28"))
	if err := os.Chmod(path, 0); err != nil {
		t.Fatal(err)
	}
	if _, err := Open(t.Context(), path, Options{}); ledger.CodeOf(err) != ledger.CodeInvalid {
		t.Errorf("got %v", err)
	}
}

func TestOpen_KeepsTheFirstProblemsAndCountsAll(t *testing.T) {
	dates := make([]string, 2*maxProblems+100)
	for i := range dates {
		dates[i] = "2022-02-28"
		if i < maxProblems+10 {
			dates[i] = "soon"
		}
	}
	f, err := Open(t.Context(), put(t, "x.csv", dated(dates...)), Options{})
	if err != nil {
		t.Fatal(err)
	}
	if len(f.Problems) != maxProblems || f.Rejected != maxProblems+10 || f.Rows != maxProblems+90 {
		t.Errorf("%d problems, %d rejected, %d rows", len(f.Problems), f.Rejected, f.Rows)
	}
	if want := (Problem{Line: 2, Column: "Assigned date", Reason: ReasonNoDate}); f.Problems[0] != want {
		t.Errorf("first problem %+v", f.Problems[0])
	}
}

func TestOpen_TheSameBytesHaveTheSameHash(t *testing.T) {
	hash := func(path string) string {
		f, err := Open(t.Context(), path, Options{})
		if err != nil {
			t.Fatal(err)
		}
		return f.ContentHash
	}
	a, b, c := hash(put(t, "a.csv", long(5))), hash(put(t, "b.csv", long(5))), hash(put(t, "c.csv", long(6)))
	if a != b || a == c || len(a) != 64 {
		t.Errorf("%s, %s, %s", a, b, c)
	}
}
