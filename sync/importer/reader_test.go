package importer

import (
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/text/encoding/unicode"

	"licenseledger/store/ledger"
)

const header2017 = "User name,Email address,Service,License,Assigned date,Is trial\n"

// show writes a row as the tests compare it.
func show(row ledger.ReportRow) string {
	trial := "-"
	if row.IsTrial != nil {
		trial = fmt.Sprint(*row.IsTrial)
	}
	return strings.Join([]string{row.UserName, row.EmailAddress, row.Service, row.License, row.AssignedDate, trial, row.ExpirationDate, fmt.Sprint(row.Ordinal)}, "|")
}

// readAll gives every row and every problem, each with its line.
func readAll(t *testing.T, r io.Reader, o Options) (*Reader, []string) {
	t.Helper()
	reader, err := NewReader(r, o)
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for {
		row, line, err := reader.Read()
		var problem *Problem
		switch {
		case err == io.EOF:
			return reader, got
		case errors.As(err, &problem):
			got = append(got, "! "+problem.Error())
		case err != nil:
			t.Fatal(err)
		default:
			got = append(got, fmt.Sprintf("%d %s", line, show(row)))
		}
	}
}

func TestReader_TheSamples(t *testing.T) {
	for _, test := range []struct {
		file   string
		source string
		want   []string
	}{
		{"2017-04-01 active user licenses.csv", ledger.SourceFileReport2017, []string{
			"2 Jane Doe|jane@contoso.com|PowerApps for Office 365|Office 365 E1|2017-02-21|-||0",
			"3 Jane Doe|jane@contoso.com|Flow for Office 365|Office 365 E1|2017-01-15|-||0",
			"4 Unknown|Unknown|PowerApps Trial|PowerApps Trial|2017-01-15|true||0",
			"5 Unknown|Unknown|Flow Trial|Flow Trial|2017-01-15|true||0",
		}},
		{"licenses 2022-04-15.csv", ledger.SourceFileReport2022, []string{
			"2 Megan Bowen|MeganB@contoso.com|Power Apps for Office 365 (Plan 3)|Office 365 E5|2022-02-28T04:00:48Z|false||0",
			"3 Megan Bowen|MeganB@contoso.com|Power Automate for Office 365|Office 365 E5|2022-02-28T04:00:48Z|false||0",
			"4 Adele Vance|AdeleV@contoso.com|Power Apps Per User Plan trial|Microsoft Power Apps & Flow|2022-02-28T04:00:48Z|true|2022-03-30T04:04:53Z|0",
			"5 test 12|Not known|Power Apps Per User Plan trial|Microsoft Power Apps & Flow|2022-03-01T09:12:07Z|true|2022-03-31T09:12:09Z|0",
			"6 Vos, Lies van der|lies.vandervos@contoso.nl|Power Apps for Dynamics 365|Dynamics 365 Customer Service Enterprise|2021-11-03T13:15:30Z|false||0",
			`7 =HYPERLINK("http://example.com")|evil@contoso.com|Flow Free|Microsoft Power Automate Free|2022-01-05T00:00:00Z|false||0`,
		}},
		{"gebruikerslicenties 2022-05-15 (nl, puntkomma, BOM).csv", ledger.SourceFileReport2022, []string{
			"2 Megan Bowen|MeganB@contoso.com|Power Apps for Office 365 (Plan 3)|Office 365 E5|2022-02-28T04:00:48Z|false||0",
			"3 Bowen; Megan (2)|meganb2@contoso.com|Power Automate for Office 365|Office 365 E5|2022-02-28T04:00:48Z|false||0",
			"4 Onbekend|Onbekend|Power Apps Per User Plan trial|Microsoft Power Apps & Flow|2022-02-28T04:00:48Z|true|2022-03-30T04:04:53Z|0",
		}},
	} {
		t.Run(test.file, func(t *testing.T) {
			in, err := os.Open(filepath.Join("testdata", test.file))
			if err != nil {
				t.Fatal(err)
			}
			defer in.Close()
			reader, got := readAll(t, in, Options{})
			if diff := cmp.Diff(test.want, got); diff != "" {
				t.Errorf("-want +got:\n%s", diff)
			}
			if reader.Source != test.source {
				t.Errorf("layout %s, want %s", reader.Source, test.source)
			}
		})
	}
}

// One row, as every encoding, delimiter and line end may have it.
func TestReader_Encodings(t *testing.T) {
	utf16 := func(order unicode.Endianness, mark unicode.BOMPolicy) func(string) string {
		return func(s string) string {
			out, err := unicode.UTF16(order, mark).NewEncoder().String(s)
			if err != nil {
				t.Fatal(err)
			}
			return out
		}
	}
	as := func(s string) string { return s }
	const text = "User name,Email address,Service,License,Assigned date,Is trial\n\"Zoë; van\tDijk, Jr.\",zoe@contoso.com,\"Power\n\"\"Apps\"\"\",Office 365 E1,2022-02-28,\n"
	for _, test := range []struct {
		name      string
		encode    func(string) string
		delimiter string
		lineEnd   string
		want      Encoding
	}{
		{"UTF-8", as, ",", "\n", UTF8},
		{"UTF-8 with a mark", func(s string) string { return "\ufeff" + s }, ",", "\r\n", UTF8},
		{"old Mac line ends", as, ",", "\r", UTF8},
		{"semicolons", as, ";", "\r\n", UTF8},
		{"tabs", as, "\t", "\n", UTF8},
		{"UTF-16 LE with a mark", utf16(unicode.LittleEndian, unicode.UseBOM), "\t", "\r\n", UTF16LE},
		{"UTF-16 BE with a mark", utf16(unicode.BigEndian, unicode.UseBOM), ",", "\r\n", UTF16BE},
		{"UTF-16 LE without a mark", utf16(unicode.LittleEndian, unicode.IgnoreBOM), ",", "\n", UTF16LE},
		{"UTF-16 BE without a mark", utf16(unicode.BigEndian, unicode.IgnoreBOM), ";", "\n", UTF16BE},
		{"the first line of Windows PowerShell's Export-Csv", func(s string) string { return "#TYPE System.Management.Automation.PSCustomObject\r\n" + s }, ";", "\r\n", UTF8},
		{"a quoted one", func(s string) string { return "\"#TYPE System.Object\"\n" + s }, ",", "\n", UTF8},
		{"a line that tells Excel the delimiter", func(s string) string { return "sep=;\r\n" + s }, ";", "\r\n", UTF8},
		{"blank lines", func(s string) string { return "\n\n" + s + "\n\n" }, ",", "\n", UTF8},
	} {
		t.Run(test.name, func(t *testing.T) {
			header, row, _ := strings.Cut(text, "\n")
			row = strings.Replace(row, `",zoe@contoso.com,"`, `"`+test.delimiter+"zoe@contoso.com"+test.delimiter+`"`, 1)
			row = strings.Replace(row, `",Office 365 E1,2022-02-28,`, `"`+test.delimiter+"Office 365 E1"+test.delimiter+"2022-02-28"+test.delimiter, 1)
			whole := strings.ReplaceAll(header, ",", test.delimiter) + "\n" + row
			reader, got := readAll(t, strings.NewReader(test.encode(strings.ReplaceAll(whole, "\n", test.lineEnd))), Options{})
			if len(got) != 1 {
				t.Fatalf("got %q", got)
			}
			_, got[0], _ = strings.Cut(got[0], " ")
			want := "Zoë; van\tDijk, Jr.|zoe@contoso.com|Power\n\"Apps\"|Office 365 E1|2022-02-28|-||0"
			if got[0] != want {
				t.Errorf("got %q, want %q", got[0], want)
			}
			if reader.Encoding != test.want || string(rune(reader.Delimiter)) != test.delimiter {
				t.Errorf("read as %s with %q", reader.Encoding, reader.Delimiter)
			}
		})
	}
}

func TestReader_Headers(t *testing.T) {
	for _, test := range []struct {
		name, header string
		want         string // layout
		english      bool
	}{
		{"2017", "User name,Email address,Service,License,Assigned date,Is trial", ledger.SourceFileReport2017, true},
		{"2022", "User Name,Email Address,Service,License,License Assigned Date,Is Trial,Expiration Date", ledger.SourceFileReport2022, true},
		{"2022 without expiration", "User Name,Email Address,Service,License,License Assigned Date,Is Trial", ledger.SourceFileReport2022, true},
		{"joined by underscores", "USER_NAME,email_address,SERVICE,license,license_assigned_date,is_trial", ledger.SourceFileReport2022, true},
		{"any order", "Is trial,License,Assigned date,Service,Email address,User name", ledger.SourceFileReport2017, true},
		{"no trial column", "User name,Email address,Service,License,Assigned date", ledger.SourceFileReport2017, true},
		{"Dutch", "Gebruikersnaam,E-mailadres,Service,Licentie,Toegewezen op,Is proefversie,Vervaldatum", ledger.SourceFileReport2022, false},
		{"German", "Benutzername,E-Mail-Adresse,Dienst,Lizenz,Zugewiesen am,Ist Testversion", ledger.SourceFileReport2017, false},
		{"French", "Nom d'utilisateur,Adresse e-mail,Service,Licence,Date d'attribution,Est un essai,Date d'expiration", ledger.SourceFileReport2022, false},
		{"French 2022 without expiration", "Nom d’utilisateur,Adresse de messagerie,Service,Licence,Date d’attribution de la licence,Est un essai", ledger.SourceFileReport2022, false},
		{"Spanish", "Nombre de usuario,Dirección de correo electrónico,Servicio,Licencia,Fecha de asignación,Es prueba,Fecha de expiración", ledger.SourceFileReport2022, false},
	} {
		t.Run(test.name, func(t *testing.T) {
			columns := strings.Split(test.header, ",")
			reader, err := NewReader(strings.NewReader(test.header+"\n"), Options{})
			if err != nil {
				t.Fatal(err)
			}
			if reader.Source != test.want || reader.rows.header.english != test.english || len(reader.rows.header.at) != len(columns) || len(reader.Ignored) > 0 {
				t.Errorf("read as %s, english %v, columns %v, ignored %v", reader.Source, reader.rows.header.english, reader.rows.header.at, reader.Ignored)
			}
		})
	}
}

func TestReader_OrderOfColumnsAndStrangers(t *testing.T) {
	const text = "Department,Is trial,License,Assigned date,Service,Email address,User name,\n" +
		"Sales,No,Office 365 E1,2017-02-21,Flow for Office 365,jane@contoso.com,Jane Doe,\n"
	reader, got := readAll(t, strings.NewReader(text), Options{})
	want := []string{"2 Jane Doe|jane@contoso.com|Flow for Office 365|Office 365 E1|2017-02-21|false||0"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
	if diff := cmp.Diff([]string{"Department"}, reader.Ignored); diff != "" {
		t.Errorf("ignored: %s", diff)
	}
}

func TestReader_GivenColumns(t *testing.T) {
	const text = "Who,Mail,Name,What,License,Since\nJane Doe,jane@contoso.com,x,Flow Free,Free,2017-02-21\n"
	given := map[Column]string{ColumnUserName: "who", ColumnService: "What", ColumnAssignedDate: "Since"}
	_, got := readAll(t, strings.NewReader(text), Options{Mapping: &Mapping{Columns: given}})
	want := []string{"2 Jane Doe|jane@contoso.com|Flow Free|Free|2017-02-21|-||0"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
}

func TestReader_Rows(t *testing.T) {
	const text = header2017 +
		"Jane Doe,jane@contoso.com,Flow Free,Free,2/21/2017,\n" +
		"Jane Doe,jane@contoso.com,Flow Free,Free,2/21/2017,\n" + // equal
		" Jane Doe ,jane@contoso.com,Flow Free,Free,2/21/2017,No\n" + // said more: not equal
		"Jane Doe,jane@contoso.com,Flow Free,Free,2/21/2017,,,\n" + // blank cells too many
		"Jane Doe,jane@contoso.com,Flow Free,Free\n" +
		"Jane Doe,jane@contoso.com,Flow Free,Free,2/21/2017,,more\n" +
		"Jane Doe,jane@contoso.com,,Free,2/21/2017,\n" +
		"Jane Doe,jane@contoso.com,Flow Free,Free,yesterday,\n" +
		"Jane Doe,jane@contoso.com,Flow Free,Free,2/30/2017,\n" +
		"Jane Doe,jane@contoso.com,Flow Free,Free,2/21/2017,perhaps\n" +
		"\"Jane\" Doe,jane@contoso.com,Flow Free,Free,2/21/2017,\n" +
		"Jane \"Jay\" Doe,jane@contoso.com,Flow Free,Free,,\n" +
		"Unknown,,Flow Free,Free,Unknown,Unknown\n"
	_, got := readAll(t, strings.NewReader(text), Options{})
	want := []string{
		"2 Jane Doe|jane@contoso.com|Flow Free|Free|2017-02-21|-||0",
		"3 Jane Doe|jane@contoso.com|Flow Free|Free|2017-02-21|-||1",
		"4 Jane Doe|jane@contoso.com|Flow Free|Free|2017-02-21|false||0",
		"5 Jane Doe|jane@contoso.com|Flow Free|Free|2017-02-21|-||2",
		"! line 6: the row has 4 cells and the header 6; the download may have broken off here",
		"! line 7: the row has 7 cells and the header 6; the download may have broken off here",
		"! line 8, Service: the cell is blank, so the row is about no service",
		"! line 9, Assigned date: the cell is no date in figures; write 2022-02-28 or 2/28/2022 4:00:48 AM",
		"! line 10, Assigned date: there is no such day; correct the date",
		"! line 11, Is trial: the cell is neither yes nor no; write TRUE, FALSE or leave it blank",
		"! line 12: text follows a closing quotation mark; put the whole cell in quotation marks, with those inside it doubled",
		`13 Jane "Jay" Doe|jane@contoso.com|Flow Free|Free||-||0`,
		"14 Unknown||Flow Free|Free||-||0",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
}

func TestReader_AStreamThatContradictsItselfEnds(t *testing.T) {
	reader, err := NewReader(strings.NewReader(header2017+"Jane Doe,,Flow Free,Free,1/2/2017,\nJane Doe,,Flow Free,Free,21/2/2017,\nJane Doe,,Flow Free,Free,1/2/2017,\n"), Options{})
	if err != nil {
		t.Fatal(err)
	}
	if row, _, err := reader.Read(); err != nil || row.AssignedDate != "2017-01-02" {
		t.Fatalf("first row: %v, %v", row, err)
	}
	for range 2 {
		if _, _, err := reader.Read(); ledger.CodeOf(err) != ledger.CodeNeedsAnswer {
			t.Errorf("got %v", err)
		}
	}
}

func TestReader_RefusedWhole(t *testing.T) {
	quote := func(s string) string { return header2017 + "Jane Doe,,Flow Free,Free,1/2/2017,\n" + s }
	for _, test := range []struct{ name, text, want string }{
		{"empty", "", "it is empty"},
		{"blank", " \n\n", "it is empty"},
		{"a workbook", "PK\x03\x04\x14\x00\x06\x00", "Excel workbook"},
		{"a database", "SQLite format 3\x00\x10\x00", "a database"},
		{"a sign-in page", "\r\n<!DOCTYPE html><html>", "web page"},
		{"bytes", "\x7fELF\x02\x01\x01\x00\x00\x00", "no text"},
		{"other columns", "User name,Email address,Department\nJane Doe,jane@contoso.com,Sales\n", "its header (User name, Email address, Department) lacks the columns Service, License, Assigned date"},
		{"another export", "Display name,User principal name,Object Id,Licenses\n", "an export of active users"},
		{"no header", "Jane Doe,jane@contoso.com,Flow Free,Free,1/2/2017,\n", "names none of the columns"},
		{"a column twice", "User name,Display name,Email address,Service,License,Assigned date\n", `the second is "Display name"`},
		{"Western Windows letters", quote("Zo\xeb,,Flow Free,Free,1/2/2017,\n"), "Line 3 of x.csv cannot be read: the text is neither UTF-8 nor UTF-16"},
		{"an open quotation mark", quote("\"Jane Doe,,Flow Free,Free,1/2/2017,\n\n\n"), "Line 3 of x.csv cannot be read: a quotation mark is opened and never closed"},
		{"a row without end", quote(strings.Repeat("x", 2<<20)), "a row is longer than 1 MiB"},
		{"a row of delimiters", quote(strings.Repeat(",", 2<<20)), "a row is longer than 1 MiB"},
	} {
		t.Run(test.name, func(t *testing.T) {
			reader, err := NewReader(strings.NewReader(test.text), Options{Name: "x.csv"})
			for err == nil {
				_, _, err = reader.Read()
			}
			if ledger.CodeOf(err) != ledger.CodeInvalid || !strings.Contains(err.Error(), test.want) {
				t.Errorf("got %v, want %q", err, test.want)
			}
			if !strings.Contains(err.Error(), "x.csv") || !strings.Contains(err.Error(), "Nothing was") && !strings.Contains(err.Error(), "nothing was") {
				t.Errorf("the file or that nothing was changed is not said: %v", err)
			}
			if strings.Contains(err.Error(), "Jane") || strings.Contains(err.Error(), "@") {
				t.Errorf("a person is named: %v", err)
			}
		})
	}
}

func TestReadTruth(t *testing.T) {
	for cell, want := range map[string]string{
		"TRUE": "true", "True": "true", "Yes": "true", "WAAR": "true", "Ja": "true", "WAHR": "true", "VRAI": "true", "Oui": "true", "VERDADERO": "true", "Sí": "true", "1": "true",
		"FALSE": "false", "No": "false", "ONWAAR": "false", "Nee": "false", "FALSCH": "false", "Nein": "false", "FAUX": "false", "Non": "false", "FALSO": "false", "0": "false",
		"": "nil", "maybe": "refused", "2": "refused",
	} {
		value, ok := readTruth(cell)
		got := "nil"
		if !ok {
			got = "refused"
		} else if value != nil {
			got = fmt.Sprint(*value)
		}
		if got != want {
			t.Errorf("%q: got %s, want %s", cell, got, want)
		}
	}
}
