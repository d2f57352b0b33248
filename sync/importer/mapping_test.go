package importer

import (
	"errors"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"licenseledger/store/ledger"
)

// askedBy is what an error asks; "" when it asks nothing.
func askedBy(err error) Asks {
	var question *Question
	if errors.As(err, &question) {
		return question.Asks
	}
	return ""
}

func TestParseMapping(t *testing.T) {
	want := &Mapping{Layout: ledger.SourceFileReport2022, DateOrder: OrderDayFirst,
		Columns: map[Column]string{ColumnUserName: "Full name", ColumnService: "What = which"}}
	for name, text := range map[string]string{
		"lines": "\ufeff# of the help desk\r\nUser_name = Full name\r\nservice= \"What = which\"\n\nlayout = file.licenseReport2022\n; so\ndate_order = day-first\n",
		"JSON":  `{"columns": {"user_name": "Full name", "service": "What = which"}, "layout": "file.licenseReport2022", "date_order": "day_first"}`,
	} {
		got, err := ParseMapping(strings.NewReader(text), "m.txt")
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s: %s", name, diff)
		}
	}
	for text, want := range map[string]string{
		"":                                 "names no column",
		"user_name":                        "line 1 is not like",
		"name = Full name":                 "does not exist",
		"user_name = A\nuser_name = B":     "again",
		"user_name = A\nservice = a ":      "one heading cannot be two columns",
		"user_name = --":                   "has no heading",
		"user_name = A\ndate_order = year": "day_first or month_first",
		"user_name = A\nlayout = list":     "no layout of that name",
		"{":                                "JSON cannot be read",
		`{"columns": {}, "colour": 1}`:     "JSON cannot be read",
		strings.Repeat("# much too long\n", 9999):        "longer than 64 KiB",
		"object_id = A\nlayout = file.licenseReport2022": "does not exist",
	} {
		if m, err := ParseMapping(strings.NewReader(text), "m.txt"); ledger.CodeOf(err) != ledger.CodeUsage || !strings.Contains(err.Error(), want) || !strings.Contains(err.Error(), "m.txt") {
			t.Errorf("%.40q: %v, %v, want %q", text, m, err, want)
		}
	}
}

const strange = "Osoba|Adres|Usługa|Licencja|Od kiedy|Dział\n"

func TestOpen_Mapping(t *testing.T) {
	path := put(t, "lista.csv", strange+"Jane Doe|jane@contoso.com|Flow Free|Free|01/05/2022|Sales\n")
	f, err := Open(t.Context(), path, Options{})
	if ledger.CodeOf(err) != ledger.CodeNeedsAnswer || askedBy(err) != AsksColumns || strings.Contains(err.Error(), "Osoba") {
		t.Fatalf("got %v", err)
	}
	if diff := cmp.Diff([]string{"Osoba", "Adres", "Usługa", "Licencja", "Od kiedy", "Dział"}, f.Header); diff != "" || f.Source != "" || f.Delimiter != '|' {
		t.Errorf("%s, %+v", diff, f.Format)
	}
	m := Mapping{DateOrder: OrderDayFirst, Columns: map[Column]string{ColumnUserName: "osoba", ColumnEmailAddress: "Adres", ColumnService: "Usługa",
		ColumnLicense: "Licencja", ColumnAssignedDate: "Od kiedy"}}
	f, err = Open(t.Context(), path, Options{Mapping: &m})
	if err != nil {
		t.Fatal(err)
	}
	if got := show(listed(t, f, "").rows[0]); got != "Jane Doe|jane@contoso.com|Flow Free|Free|2022-05-01|-||0" {
		t.Errorf("got %s", got)
	}
	if f.RecognizedBy != ByMapping || f.OrderRule != OrderGiven || f.Source != ledger.SourceFileReport2017 {
		t.Errorf("got %+v", f.Format)
	}

	m.Header = f.HeaderKey()
	next := put(t, "lista 2.csv", strings.ToUpper(strange)+"Jane Doe|jane@contoso.com|Flow Free|Free|02/05/2022|Sales\n")
	f, err = Open(t.Context(), next, Options{Remember: []Mapping{{Header: "another"}, m}})
	if err != nil || f.RecognizedBy != ByRemembered || f.DateOrder != OrderDayFirst {
		t.Errorf("the next file: %+v, %v", f.Format, err)
	}
	wrong := m
	wrong.Columns = map[Column]string{ColumnUserName: "Person"}
	if _, err = Open(t.Context(), path, Options{Mapping: &wrong}); ledger.CodeOf(err) != ledger.CodeInvalid || !strings.Contains(err.Error(), `no column "Person"`) {
		t.Errorf("got %v", err)
	}
}

// Headings are asked about; values are not, since they name people.
func TestOpen_AsksOnlyAboutHeadings(t *testing.T) {
	for text, asks := range map[string]Asks{
		"Person,Post,Product,Bought as,Since\n":                           AsksColumns,
		"User name,Email address,Product,Bought as,Since\n":               AsksColumns,
		"User name,Email address\n":                                       "",
		"Jane Doe,jane@contoso.com,Flow Free,Free,1/2/2017\n":             "",
		"Jane Doe,Flow Free,Free,2017-02-01\n":                            "",
		"Jane Doe,Flow Free,Free,TRUE\n":                                  "",
		"Jane Doe,Free,Free\n":                                            "",
		"Jane Doe," + idOne + "\n":                                        "",
		"Dear Jane, we had to close your account.\nYours,\nthe IT desk\n": AsksColumns,
		"Jane\n": "",
	} {
		_, err := Open(t.Context(), put(t, "x.csv", text), Options{})
		if askedBy(err) != asks || err == nil || strings.Contains(err.Error(), "Jane") {
			t.Errorf("%q: %v", text, err)
		}
	}
}

func TestOpen_Windows1252(t *testing.T) {
	path := put(t, "x.csv", header2017+"Zo\xeb \x80,zoe@contoso.com,Flow Free,Free,1/5/2022,\n")
	if _, err := Open(t.Context(), path, Options{}); askedBy(err) != AsksEncoding || !strings.Contains(err.Error(), "Line 2 of x.csv") {
		t.Fatalf("got %v", err)
	}
	f, err := Open(t.Context(), path, Options{Encoding: Windows1252})
	if err != nil {
		t.Fatal(err)
	}
	if got := listed(t, f, "").rows[0].UserName; got != "Zoë €" || f.Encoding != Windows1252 {
		t.Errorf("got %q as %s", got, f.Encoding)
	}
}

func TestOpen_Counts(t *testing.T) {
	f, err := Open(t.Context(), put(t, "x.csv", header2017+
		"Jane Doe,jane@contoso.com,Flow Free,Free,1/5/2022,\n"+
		"Jane Doe,JANE@contoso.com,PowerApps,Free,1/5/2022,\n"+
		"John Doe,Onbekend,PowerApps,Free,1/5/2022,\n"+
		"Unknown,Unknown,PowerApps,Free,1/5/2022,\n"+
		",,PowerApps,Free,1/5/2022,\n"+
		"Max,max@fabrikam.com,PowerApps,Free,1/5/2022,\n"), Options{})
	if err != nil {
		t.Fatal(err)
	}
	if f.Rows != 6 || f.Facts != 6 || f.People != 3 || f.Unknown != 2 {
		t.Errorf("got %+v", f)
	}
	if diff := cmp.Diff(map[string]int64{"contoso.com": 1, "fabrikam.com": 1}, f.Domains); diff != "" {
		t.Error(diff)
	}
}

func TestOpen_Separators(t *testing.T) {
	const text = "sep=|\nUser name|Email address|Service|License|Assigned date\nDoe, Jane; Dr.|jane@contoso.com|Flow Free|Free|2022-02-28\n"
	for _, whole := range []string{text, strings.TrimPrefix(text, "sep=|\n")} {
		f, err := Open(t.Context(), put(t, "x.csv", whole), Options{})
		if err != nil || f.Delimiter != '|' || listed(t, f, "").rows[0].UserName != "Doe, Jane; Dr." {
			t.Errorf("got %+v, %v", f, err)
		}
	}
}
