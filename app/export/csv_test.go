package export

import (
	"bytes"
	"context"
	"io"
	"testing"

	"licenseledger/store/ledger"
)

func csvOf(t testing.TB, m Meta, l Layout, rows Rows, o CSVOptions) string {
	t.Helper()
	var b bytes.Buffer
	if err := WriteCSV(context.Background(), &b, m, l, rows, o, nil); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func TestWriteCSV_Bytes(t *testing.T) {
	rows := contoso()
	for _, test := range []struct {
		name     string
		rows     Rows
		language string
		options  CSVOptions
		want     string
	}{
		{"the contract, without an expiration date", rows[:2], "en", DefaultCSV(),
			"User name,Email address,Service,License,Assigned date,Is trial\r\n" +
				"Jane Doe,jane@contoso.com,Power Apps for Office 365,Office 365 E1,2017-02-21,\r\n" +
				"Unknown,Unknown,Power Automate for Office 365,Office 365 E5,2022-02-28T04:00:48Z,FALSE\r\n"},
		{"the contract, with an expiration date", rows[2:3], "en", DefaultCSV(),
			"User name,Email address,Service,License,Assigned date,Is trial,Expiration date\r\n" +
				"王 小明,xiaoming.wang@contoso.com,Power Apps per user plan,Power Apps Premium,2026-03-28T23:30:00Z,TRUE,2026-04-27\r\n"},
		{"as Excel in the Netherlands opens it", rows[1:3], "nl", CSVOptions{BOM: true, Comma: ';', CRLF: true, DateForm: DateLocal},
			"\ufeffGebruikersnaam;E-mailadres;Service;Licentie;Toegewezen op;Is proefversie;Vervaldatum\r\n" +
				"Onbekend;Onbekend;Power Automate for Office 365;Office 365 E5;28-02-2022 05:00:48;ONWAAR;\r\n" +
				"王 小明;xiaoming.wang@contoso.com;Power Apps per user plan;Power Apps Premium;29-03-2026 00:30:00;WAAR;27-04-2026\r\n"},
		{"dates as in Microsoft's report", rows[:2], "en", CSVOptions{DateForm: DateReport},
			"User name,Email address,Service,License,Assigned date,Is trial\n" +
				"Jane Doe,jane@contoso.com,Power Apps for Office 365,Office 365 E1,2/21/2017,\n" +
				"Unknown,Unknown,Power Automate for Office 365,Office 365 E5,2/28/2022 4:00:48 AM,FALSE\n"},
		{"no rows", sliceRows{}, "en", DefaultCSV(), "User name,Email address,Service,License,Assigned date,Is trial\r\n"},
		{"values that need quotes", sliceRows{{UserName: `Doe, "Jane"`, EmailAddress: " x", Service: "a\r\nb", License: "a\nb"}}, "en", DefaultCSV(),
			"User name,Email address,Service,License,Assigned date,Is trial\r\n" +
				"\"Doe, \"\"Jane\"\"\",\" x\",\"a\r\nb\",\"a\nb\",,\r\n"},
	} {
		t.Run(test.name, func(t *testing.T) {
			if got := csvOf(t, contosoMeta(t, test.language), LayoutList, test.rows, test.options); got != test.want {
				t.Errorf("got\n%q\nwant\n%q", got, test.want)
			}
		})
	}
}

func TestWriteCSV_FullGolden(t *testing.T) {
	golden(t, "csv_full_en", csvOf(t, contosoMeta(t, "en"), LayoutFull, contoso(), CSVOptions{}))
}

func TestWriteCSV_RefusesOptionsThatMakeNoCSV(t *testing.T) {
	for _, o := range []CSVOptions{{Comma: '"'}, {Comma: '\n'}, {Comma: '\r'}, {Comma: -1}, {DateForm: "us"}} {
		err := WriteCSV(context.Background(), io.Discard, Meta{}, LayoutList, contoso(), o, nil)
		if ledger.CodeOf(err) != ledger.CodeUsage {
			t.Errorf("%+v: err = %v", o, err)
		}
	}
}

func TestWriteCSV_TellsProgress(t *testing.T) {
	var told []int
	err := WriteCSV(context.Background(), io.Discard, Meta{}, LayoutList, numberedRows(2500), DefaultCSV(), func(done int) { told = append(told, done) })
	if err != nil || len(told) != 3 || told[0] != 1000 || told[2] != 2500 {
		t.Errorf("progress = %v, %v", told, err)
	}
}
