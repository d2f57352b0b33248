package importer

import (
	"errors"
	"maps"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"licenseledger/store/ledger"
)

const (
	reportHeader = "User name,Email address,Service,License,Assigned date\n"
	usersHeader  = "Display name,User principal name,Object Id,Soft deletion time stamp,Block credential,Licenses\n"
	oneID        = "6fa459ea-ee8a-4ca4-894e-db77e160355e"
)

// Why a file is refused is a code with its values, and the English sentence
// stays. Every code but those of the system is reached.
func TestOpen_TellsWhyAsACode(t *testing.T) {
	reached := map[Why]bool{WhyNotAllowed: true, WhyUnreadable: true, WhyChanged: true, WhyStillToCome: true, WhyCellToCome: true}
	row := "Jane,jane@contoso.com,Flow,Free,2022-02-01\n"
	for _, test := range []struct {
		name, text string
		o          Options
		want       Refusal
	}{
		{"empty.csv", " \n", Options{}, Refusal{Why: WhyEmpty}},
		{"book.csv", "PK\x03\x04...", Options{}, Refusal{Why: WhyWorkbook}},
		{"old.csv", "\xd0\xcf\x11\xe0...", Options{}, Refusal{Why: WhyWorkbook}},
		{"db.csv", "SQLite format 3\x00", Options{}, Refusal{Why: WhyDatabase}},
		{"x.csv", "%PDF-1.4", Options{}, Refusal{Why: WhyPDF}},
		{"x.csv", "<html>", Options{}, Refusal{Why: WhyWebPage}},
		{"x.csv", "{}", Options{}, Refusal{Why: WhyJSON}},
		{"x.csv", "\x1f\x8b\x08", Options{}, Refusal{Why: WhyPacked}},
		{"x.csv", "MZ\x90\x00\x00,\x00", Options{}, Refusal{Why: WhyNoText}},
		{"x.ledger", "", Options{}, Refusal{Why: WhyLedger}},
		{"x.csv", "Jane,jane@contoso.com\n", Options{}, Refusal{Why: WhyNoHeader, Columns: []Column{ColumnUserName, ColumnEmailAddress, ColumnService, ColumnLicense, ColumnAssignedDate}}},
		{"x.csv", "User name,Service,a\n", Options{}, Refusal{Why: WhyLacksColumns, Columns: []Column{ColumnEmailAddress, ColumnLicense, ColumnAssignedDate}}},
		{"x.csv", "User principal name,Licenses\n", Options{}, Refusal{Why: WhyKeyColumn, Columns: []Column{ColumnObjectID}}},
		{"x.csv", reportHeader + row, Options{Mapping: &Mapping{Columns: map[Column]string{ColumnService: "Part"}}}, Refusal{Why: WhyMapping, Text: "Part"}},
		{"x.csv", "Username," + reportHeader, Options{}, Refusal{Why: WhyColumnTwice, Text: "User name"}},
		{"x.csv", reportHeader, Options{}, Refusal{Why: WhyNoRows}},
		{"x.csv", reportHeader + row + "a\nb\n", Options{}, Refusal{Why: WhyMostlyBad, Rows: 2, Of: 3, Line: 3}},
		{"x.csv", usersHeader + "Jane,jane@contoso.com," + oneID + ",,False,\nJohn,john@contoso.com,7,,False,\n", Options{}, Refusal{Why: WhyRowsLost, Rows: 1, Line: 3}},
		{"x.csv", "Display name,User principal name,Object Id,When created\nJane,jane@contoso.com," + oneID + ",2022-01-01\n", Options{}, Refusal{Why: WhyNoLicenses}},
		{"x.csv", usersHeader + "Jane,jane@contoso.com," + oneID + ",2022-01-01,False,\n", Options{Layout: activeUsers.source}, Refusal{Why: WhyAllDeleted}},
		{"x.csv", reportHeader + row + "Zo\xeb,zoe@contoso.com,Flow,Free,2022-02-01\n", Options{Encoding: UTF8}, Refusal{Why: WhyNotUTF8, Line: 3}},
		{"x.csv", reportHeader + row + "\"Jane,jane@contoso.com", Options{}, Refusal{Why: WhyOpenQuote, Line: 3}},
	} {
		_, err := Open(t.Context(), put(t, test.name, test.text), test.o)
		var got *Refusal
		if !errors.As(err, &got) {
			t.Errorf("%q: %v is no refusal, want %s", test.text, err, test.want.Why)
			continue
		}
		if got.Why != test.want.Why || got.Text != test.want.Text || !slices.Equal(got.Columns, test.want.Columns) ||
			got.Line != test.want.Line || got.Rows != test.want.Rows || got.Of != test.want.Of {
			t.Errorf("%q: %+v, want %+v", test.text, got, test.want)
		}
		if ledger.CodeOf(err) != ledger.CodeInvalid || !strings.HasSuffix(err.Error(), ".") {
			t.Errorf("%q: %v", test.text, err)
		}
		reached[got.Why] = true
	}
	for why, path := range map[Why]string{WhyNoFile: t.TempDir(), WhyNotThere: filepath.Join(t.TempDir(), "x.csv")} {
		_, err := Open(t.Context(), path, Options{})
		var got *Refusal
		if !errors.As(err, &got) || got.Why != why {
			t.Errorf("%s: %v", why, err)
		}
		reached[why] = true
	}
	for _, why := range Whys() {
		if !reached[why] {
			t.Errorf("nothing gives %s", why)
		}
	}
	if len(reached) != len(Whys()) {
		t.Errorf("not in the list: %v", slices.Sorted(maps.Keys(reached)))
	}
}

// What is wrong with a row is a code with its values.
func TestOpen_TellsProblemsAsCodes(t *testing.T) {
	rows := []string{reportHeader}
	for range 10 {
		rows = append(rows, "Jane,jane@contoso.com,Flow,Free,2022-02-01\n")
	}
	list := strings.Join(rows, "") + "\"Jane\"x,jane@contoso.com,Flow,Free,2022-02-01\nJane,jane@contoso.com\n" +
		"Jane,jane@contoso.com,Flow,Free,soon\nJane,jane@contoso.com,Flow,Free,2022-02-30\nJane,jane@contoso.com,,Free,2022-02-01\n"
	users := usersHeader + "Jane,jane@contoso.com," + oneID + ",,perhaps,\n" + "Jane,jane@contoso.com," + oneID + ",,False,\n"
	lost := usersHeader + "Jane,jane@contoso.com,7,,False,\n"
	mixed := usersHeader + "Jane,jane@contoso.com," + oneID + ",,False,\n"
	use := "User name,User principal name,App name,Environment name,License used,License type,Last launch date\n" +
		"Jane,jane@contoso.com,Leave,Here,Free,,2022-02-01\nJane,jane@contoso.com,Leave,Here,Free,,2022-02-01\n,,Leave,Here,Free,,2022-02-01\n"
	reached := map[Reason]bool{}
	for _, test := range []struct {
		text, layout string
		want         []Problem
	}{
		{list, "", []Problem{{Line: 12, Reason: ReasonAfterQuote}, {Line: 13, Reason: ReasonCellCount, Cells: 2, Headings: 5},
			{Line: 14, Column: "Assigned date", Reason: ReasonNoDate}, {Line: 15, Column: "Assigned date", Reason: ReasonNoSuchDay},
			{Line: 16, Column: "Service", Reason: ReasonNoService}}},
		{users, "", []Problem{{Line: 2, Column: "Block credential", Reason: ReasonNotYesNo}, {Line: 3, Reason: ReasonRepeated}}},
		{lost, "", []Problem{{Line: 2, Column: "Object Id", Reason: ReasonNoObjectID}}},
		{mixed, deletedUsers.source, []Problem{{Line: 2, Column: "Soft deletion time stamp", Reason: ReasonNotDeleted}}},
		{use, "", []Problem{{Line: 4, Column: "User principal name", Reason: ReasonNobody}}},
	} {
		f, _ := Open(t.Context(), put(t, "x.csv", test.text), Options{Layout: test.layout})
		if !slices.Equal(f.Problems, test.want) {
			t.Errorf("problems %+v, want %+v", f.Problems, test.want)
		}
		for _, p := range f.Problems {
			if reached[p.Reason] = true; p.Text() == "" {
				t.Errorf("%s has no words", p.Reason)
			}
		}
	}
	for _, reason := range Reasons() {
		if !reached[reason] {
			t.Errorf("nothing gives %s", reason)
		}
	}
	if one := (&Problem{Reason: ReasonCellCount, Cells: 1, Headings: 5}).Text(); !strings.HasPrefix(one, "the row has 1 cell and the header 5;") {
		t.Error(one)
	}
}
