package importer

import (
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"testing"

	"licenseledger/store/ledger"
)

func addSeeds(f *testing.F) {
	samples, err := filepath.Glob("testdata/*.csv")
	if err != nil || len(samples) < 4 {
		f.Fatalf("samples: %v, %v", samples, err)
	}
	for _, sample := range samples {
		body, err := os.ReadFile(sample)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(body)
	}
	f.Add([]byte("sep=;\nUser name;Email address;Service;License;Assigned date\n\"a\"\"b\n;\";;s;l;1.2.2022 3:04 pm\n"))
	f.Add([]byte("\xff\xfeU\x00s\x00e\x00r\x00"))
}

// Whatever the bytes are, a row that is handed on is well-formed, and written
// out again as a plain list it reads as the same row.
func FuzzReader(f *testing.F) {
	addSeeds(f)
	f.Fuzz(func(t *testing.T, data []byte) {
		reader, err := NewReader(bytes.NewReader(data), Options{})
		if err != nil {
			return
		}
		var again bytes.Buffer
		plain := csv.NewWriter(&again)
		plain.Write([]string{"User Name", "Email Address", "Service", "License", "License Assigned Date", "Is Trial", "Expiration Date"})
		var rows []ledger.ReportRow
		facts := map[ledger.Hash]bool{}
		before := 0
		for {
			row, line, err := reader.Read()
			var problem *Problem
			if errors.As(err, &problem) {
				continue
			}
			if err != nil {
				break
			}
			if line <= before {
				t.Fatalf("line %d comes after line %d", line, before)
			}
			before = line
			for _, date := range []string{row.AssignedDate, row.ExpirationDate} {
				if _, _, ok := ledger.ParseDateText(date); !ok && date != "" {
					t.Fatalf("date %q is not canonical", date)
				}
			}
			hash, _ := ledger.HashOf(row, nil)
			if facts[hash] {
				t.Fatalf("two equal facts: %+v", row)
			}
			facts[hash] = true
			trial := ""
			if row.IsTrial != nil {
				trial = fmt.Sprint(*row.IsTrial)
			}
			plain.Write([]string{row.UserName, row.EmailAddress, row.Service, row.License, row.AssignedDate, trial, row.ExpirationDate})
			rows = append(rows, row)
		}
		plain.Flush()
		second, err := NewReader(&again, Options{})
		if err != nil {
			t.Fatalf("written again: %v", err)
		}
		for _, want := range rows {
			got, _, err := second.Read()
			if err != nil || show(got) != show(want) {
				t.Fatalf("written again, %+v reads as %+v, %v", want, got, err)
			}
		}
		if _, _, err := second.Read(); err != io.EOF {
			t.Fatalf("written again, more rows: %v", err)
		}
	})
}

// A date that can be read gives a canonical date or no such day, in both
// orders, and a canonical one reads as itself.
func FuzzDate(f *testing.F) {
	for _, seed := range []string{"2/28/2022 4:00:48 AM", "28-02-2022 04:00:48", "2022-02-28T04:00:48.123+02:00", "1.5.22 3:04 p. m.", "9999-12-31T23:59-14:00"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, cell string) {
		w, ok := readWritten(cell)
		if !ok {
			return
		}
		for _, order := range []DateOrder{OrderDayFirst, OrderMonthFirst} {
			text, ok := w.canonical(order)
			if !ok {
				continue
			}
			if _, precision, ok := ledger.ParseDateText(text); !ok || precision != w.precision {
				t.Fatalf("%q gives %q", cell, text)
			}
			again, ok := readWritten(text)
			if got, same := again.canonical(order); !ok || !same || got != text {
				t.Fatalf("%q gives %q, and that gives %q", cell, text, got)
			}
		}
	})
}
