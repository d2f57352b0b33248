package main

import (
	"context"
	"encoding/csv"
	"errors"
	"fmt"
	"iter"
	"os"
	"path/filepath"
	"strings"

	"licenseledger/store/ledger"
	"licenseledger/store/storetest/tenant"
)

// The two files that writeLists writes, each with the day it was taken in its
// name.
var listFiles = []string{"licenses 2025-07-02.csv", "licenses 2025-07-03.csv"}

// writeLists writes the report of two days as files of the 2022 layout, as the
// admin center writes them, into the folder -out. Between the days one of two
// hundred accounts changed, and some left.
func writeLists(_ context.Context, o options) error {
	t := tenant.New(o.users, seed)
	for _, name := range listFiles {
		rows, err := writeList(filepath.Join(o.out, name), t.Listing(ledger.SourceLicenseReport))
		if err != nil {
			return fmt.Errorf("write %s: %w", name, err)
		}
		if err := tell(figure{Key: name, Rows: rows}); err != nil {
			return err
		}
		t.Day()
	}
	return nil
}

func writeList(path string, lines iter.Seq[ledger.Object]) (rows int, err error) {
	file, err := os.Create(path)
	if err != nil {
		return 0, err
	}
	w := csv.NewWriter(file)
	w.UseCRLF = true
	_ = w.Write([]string{"User Name", "Email Address", "Service", "License", "License Assigned Date", "Is Trial", "Expiration Date"}) // Flush and Error tell
	for line := range lines {
		row := line.Facts[0].(ledger.ReportRow)
		_ = w.Write([]string{row.UserName, row.EmailAddress, row.Service, row.License, americanDate(row.AssignedDate),
			strings.ToUpper(fmt.Sprint(*row.IsTrial)), americanDate(row.ExpirationDate)})
		rows++
	}
	w.Flush()
	return rows, errors.Join(w.Error(), file.Close())
}

func americanDate(canonical string) string {
	at, _, ok := ledger.ParseDateText(canonical)
	if !ok {
		return ""
	}
	return at.Format("1/2/2006 3:04:05 PM")
}
