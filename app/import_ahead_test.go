package app_test

import (
	"path/filepath"
	"strings"
	"testing"

	"licenseledger/app"
	"licenseledger/store/ledger"
)

// A next list is staged while it is looked at; one that asks something, is
// another tenant's, cannot be read or is a part leaves the ledger as it was.
func TestImport_WhatWasStagedAndIsNotPublishedLeavesNothing(t *testing.T) {
	folder := t.TempDir()
	path := filepath.Join(folder, "contoso.ledger")
	files := write(t, folder,
		"1 list 2022-04-01.csv", people(0, 100, "contoso.com"),
		"2 small 2022-05-01.csv", people(0, 60, "contoso.com"),
		"3 strange 2022-05-01.csv", people(0, 100, "fabrikam.com"),
		"4 broken 2022-05-01.csv", people(0, 100, "contoso.com")+"Jane,\"jane@contoso.com",
		"5 part 2022-05-01.csv", people(0, 3, "contoso.com"),
		"6 next 2022-05-01.csv", people(2, 101, "contoso.com"))
	l, _, err := app.OpenOrCreate(t.Context(), path, app.OpenOptions{})
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	if _, err := l.Import(t.Context(), files[:1], app.ImportOptions{}, nil); err != nil {
		t.Fatal(err)
	}
	before := dumpOf(t, path)
	for _, test := range []struct {
		file string
		o    app.ImportOptions
		code ledger.Code
	}{
		{files[1], app.ImportOptions{}, ledger.CodeNeedsAnswer},
		{files[2], app.ImportOptions{}, ledger.CodeNeedsAnswer},
		{files[3], app.ImportOptions{}, ledger.CodeInvalid},
		{files[4], app.ImportOptions{FileAnswers: app.FileAnswers{Extent: app.ExtentPart}}, ""},
		{files[0], app.ImportOptions{}, ""},
	} {
		if _, err := l.Import(t.Context(), []string{test.file}, test.o, nil); ledger.CodeOf(err) != test.code {
			t.Errorf("%s: %v, want code %q", filepath.Base(test.file), err, test.code)
		}
		if after := dumpOf(t, path); after != before {
			t.Errorf("%s changed the ledger", filepath.Base(test.file))
		}
	}
	result, err := l.Import(t.Context(), files[5:], app.ImportOptions{}, nil)
	if err != nil || len(result.Files) != 1 || result.Files[0].Began != 1 || result.Files[0].Ended != 2 {
		t.Errorf("the next list: %+v, %v", result, err)
	}
	if left, _ := filepath.Glob(path + ".*"); strings.Contains(strings.Join(left, " "), "staging") {
		t.Errorf("left beside the ledger: %v", left)
	}
}
