package store_test

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"

	"licenseledger/store"
	"licenseledger/store/ledger"
)

// hostileReads are all that is read of a ledger, and what is made of it for others.
var hostileReads = map[string]func(context.Context, *store.Ledger) error{
	"snapshots": func(ctx context.Context, l *store.Ledger) error { return second(l.Snapshots(ctx)) },
	"views": func(ctx context.Context, l *store.Ledger) error {
		for _, kind := range ledger.ViewKinds() {
			v, err := l.OpenView(ctx, store.ViewSpec{Kind: kind})
			if err != nil {
				return err
			}
			if _, err := v.Rows(0, 100); err != nil {
				return err
			}
		}
		return nil
	},
	"first day": func(ctx context.Context, l *store.Ledger) error {
		return second(l.OpenView(ctx, store.ViewSpec{Kind: ledger.ViewList, At: "1"}))
	},
	"overview":     func(ctx context.Context, l *store.Ledger) error { return second(l.Overview(ctx, "")) },
	"count day":    func(ctx context.Context, l *store.Ledger) error { return second(l.CountDay(ctx, "")) },
	"changes":      func(ctx context.Context, l *store.Ledger) error { return second(l.Diff(ctx, "1", "2")) },
	"since":        func(ctx context.Context, l *store.Ledger) error { return second(l.Since(ctx, "1", "2")) },
	"movement":     func(ctx context.Context, l *store.Ledger) error { return second(l.Movement(ctx, "1", "2")) },
	"trend":        func(ctx context.Context, l *store.Ledger) error { return second(l.Trend(ctx)) },
	"seat months":  func(ctx context.Context, l *store.Ledger) error { return second(l.SeatMonths(ctx, "")) },
	"free up":      func(ctx context.Context, l *store.Ledger) error { return second(l.FreeUp(ctx, "", nil)) },
	"prices":       func(ctx context.Context, l *store.Ledger) error { return second(l.Prices(ctx)) },
	"saved views":  func(ctx context.Context, l *store.Ledger) error { return second(l.Views(ctx)) },
	"runs":         func(ctx context.Context, l *store.Ledger) error { return second(l.Runs(ctx)) },
	"held":         func(ctx context.Context, l *store.Ledger) error { return second(l.HeldListings(ctx)) },
	"held by":      func(ctx context.Context, l *store.Ledger) error { return second(l.HeldBy(ctx, "")) },
	"due":          func(ctx context.Context, l *store.Ledger) error { return second(l.Due(ctx)) },
	"figures":      func(ctx context.Context, l *store.Ledger) error { return second(l.Figures(ctx)) },
	"free rules":   func(ctx context.Context, l *store.Ledger) error { return second(l.FreeRules(ctx)) },
	"leaver names": func(ctx context.Context, l *store.Ledger) error { return second(l.LeaverNames(ctx)) },
	"cost centers": func(ctx context.Context, l *store.Ledger) error { return second(l.CostCenterList(ctx)) },
	"groups":       func(ctx context.Context, l *store.Ledger) error { return second(l.LicenseGroups(ctx)) },
	"seals": func(ctx context.Context, l *store.Ledger) error {
		_, _, err := l.DaySeals(ctx)
		return err
	},
	"months": func(ctx context.Context, l *store.Ledger) error {
		return second(l.Months(ctx, ledger.InstantOf(time.Date(2026, 3, 1, 0, 0, 0, 0, time.UTC))))
	},
	"seats": func(ctx context.Context, l *store.Ledger) error {
		_, _, err := l.Seats(ctx, "")
		return err
	},
	"person": func(ctx context.Context, l *store.Ledger) error {
		v, err := l.OpenView(ctx, store.ViewSpec{Kind: ledger.ViewUsers})
		if err != nil {
			return err
		}
		rows, err := v.Rows(0, 2)
		for _, row := range rows {
			key := string(row.UserID)
			_, _, timeline := l.Timeline(ctx, key)
			_, _, evidence := l.Evidence(ctx, key)
			err = errors.Join(err, second(l.PersonOn(ctx, key, "")), timeline, evidence)
		}
		return err
	},
	"check": func(ctx context.Context, l *store.Ledger) error { return second(l.Check(ctx)) },
	"dump":  func(ctx context.Context, l *store.Ledger) error { return l.Dump(ctx, io.Discard) },
	"backup": func(ctx context.Context, l *store.Ledger) error {
		return l.Backup(ctx, l.Path()+".copy")
	},
	"share": func(ctx context.Context, l *store.Ledger) error {
		return l.Share(ctx, l.Path()+".share", ledger.Without{Names: true})
	},
	"merge": func(ctx context.Context, l *store.Ledger) error {
		into, err := store.Create(ctx, l.Path()+".merged", store.Options{})
		if err != nil {
			return err
		}
		_, err = into.Merge(ctx, l.Path())
		return errors.Join(err, into.Close())
	},
	"rebuild": func(ctx context.Context, l *store.Ledger) error { return l.Rebuild(ctx) },
	"compact": func(ctx context.Context, l *store.Ledger) error {
		_, _, err := l.Compact(ctx)
		return err
	},
}

func second[T any](_ T, err error) error { return err }

// hostileValues are what somebody may write into a cell in place of what belongs there.
var hostileValues = []string{
	"NULL", "-1", "0", "4611686018427387904", "-9223372036854775808", "1e308", "''", "'x'", "'[1,2'",
	"CAST(x'ff00fe80' AS TEXT)", "x'ffffffffffffffffffffffffffffffffffffff7f'", "zeroblob(3000000)",
	"hex(zeroblob(2000000))", "'9999-99-99'", "'\u202e\x1b[31m=cmd'",
}

// cell is a place in a ledger.
type cell struct{ table, column string }

// hostileLedger makes a ledger with something in most tables, and lists its cells.
func hostileLedger(t testing.TB) (path string, cells []cell) {
	t.Helper()
	ctx := context.Background()
	path = oldLedger(t, 5)
	l, err := store.Open(ctx, path, store.Options{})
	if err != nil {
		t.Fatal(err)
	}
	amount := int64(1870)
	licenses, err := l.TenantLicenses(ctx)
	if err != nil || len(licenses) == 0 {
		t.Fatalf("the ledger has licenses %v, %v", licenses, err)
	}
	_, kept := l.CloseMonth(ctx, "2026-01", ledger.InstantOf(time.Date(2026, 2, 9, 0, 0, 0, 0, time.UTC)))
	_, centers := l.SetCostCenters(ctx, []ledger.CostCenterOf{{Address: "ann@contoso.com", CostCenter: "100"}})
	err = errors.Join(kept, centers,
		l.SetPrice(ctx, ledger.Price{SkuID: licenses[0].ID, From: "2026-01-01", Currency: "EUR", Amount: &amount, Per: ledger.PerMonth}),
		l.SaveView(ctx, ledger.SavedView{Name: "mine", Kind: ledger.ViewList, Columns: []string{"license"}}),
		l.LabelSnapshot(ctx, 1, "first"), l.PinSnapshot(ctx, 1, true), l.Close())
	if err != nil {
		t.Fatal(err)
	}
	db := rawly(t, path)
	rows, err := db.Query(`SELECT t.name, c.name FROM sqlite_schema t, pragma_table_info(t.name) c WHERE t.type = 'table' ORDER BY t.name, c.cid`)
	if err != nil {
		t.Fatal(err)
	}
	defer rows.Close()
	for rows.Next() {
		var c cell
		if err := rows.Scan(&c.table, &c.column); err != nil {
			t.Fatal(err)
		}
		cells = append(cells, c)
	}
	if err := rows.Err(); err != nil {
		t.Fatal(err)
	}
	return path, cells
}

// rawly opens a file as a program does that knows nothing of ours.
func rawly(t testing.TB, path string) *sql.DB {
	t.Helper()
	db, err := sql.Open("sqlite", path)
	if err != nil {
		t.Fatal(err)
	}
	db.SetMaxOpenConns(1)
	t.Cleanup(func() { db.Close() })
	return db
}

// plantIn writes a value where the schema forbids it: the schema is another one meanwhile.
// It tells whether the value is there.
func plantIn(t *testing.T, path string, c cell, value string) bool {
	t.Helper()
	run := func(statements ...string) (changed int64, err error) {
		db, err := sql.Open("sqlite", path)
		if err != nil {
			return 0, err
		}
		defer db.Close()
		db.SetMaxOpenConns(1)
		for _, statement := range statements {
			result, err := db.Exec(statement)
			if err != nil {
				return 0, err
			}
			if changed, err = result.RowsAffected(); err != nil {
				return 0, err
			}
		}
		return changed, nil
	}
	db, err := sql.Open("sqlite", path)
	if err != nil {
		t.Fatal(err)
	}
	var statement string
	err = db.QueryRow(`SELECT sql FROM sqlite_schema WHERE name = ? AND type = 'table'`, c.table).Scan(&statement)
	if err := errors.Join(err, db.Close()); err != nil {
		t.Fatal(err)
	}
	lax := strings.NewReplacer("STRICT, WITHOUT", "WITHOUT", "STRICT", "", " NOT NULL", "").Replace(statement)
	written := func(statement string) string {
		return `UPDATE sqlite_schema SET sql = '` + strings.ReplaceAll(statement, `'`, `''`) + `' WHERE name = '` + c.table + `' AND type = 'table'`
	}
	if _, err := run(`PRAGMA writable_schema = on`, written(lax)); err != nil {
		t.Fatal(err)
	}
	// A key of rows takes whole numbers alone, and some values are there already.
	changed, _ := run(`PRAGMA ignore_check_constraints = on`, `PRAGMA foreign_keys = off`,
		fmt.Sprintf(`UPDATE OR IGNORE "%s" SET "%s" = %s WHERE "%s" IS (SELECT "%s" FROM "%s" LIMIT 1)`, c.table, c.column, value, c.column, c.column, c.table))
	if _, err := run(`PRAGMA writable_schema = on`, written(statement)); err != nil {
		t.Fatal(err)
	}
	return changed > 0
}

// The reads of a file may take so much memory of Go's, one after the other, and so much
// more for every byte of it: a long value stands in every row, and database/sql quotes one
// that does not fit, in some thirty of them. The most that was seen is 422, of three
// million zeros where a listing tells how many rows began.
const (
	hostileMost    = 400 << 20
	hostilePerByte = 450
)

// readHostile reads everything of a file in which a value was planted: each gives an
// answer or a reason to refuse, soon, and without much memory. It gives how much of that
// it took for every byte of the file.
func readHostile(t *testing.T, path string, c cell, value string) (perByte uint64) {
	t.Helper()
	info, err := os.Stat(path)
	if err != nil {
		t.Fatal(err)
	}
	size := info.Size()
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	at := fmt.Sprintf("%s in %s.%s", value, c.table, c.column)
	try := func(what string, f func(context.Context) error) {
		ctx, stop := context.WithTimeout(context.Background(), time.Minute)
		defer stop()
		defer func() {
			if broken := recover(); broken != nil {
				stack := make([]byte, 8<<10)
				t.Errorf("%s: %s panics: %v\n%s", at, what, broken, stack[:runtime.Stack(stack, false)])
			}
		}()
		err := f(ctx)
		switch {
		case ctx.Err() != nil:
			t.Errorf("%s: %s takes more than a minute", at, what)
		case err != nil && ledger.CodeOf(err) == ledger.CodeInternal:
			t.Errorf("%s: %s: %v", at, what, err)
		case err != nil && (len(err.Error()) > 2000 || strings.Contains(err.Error(), "=cmd")):
			t.Errorf("%s: %s repeats what was planted, in %d bytes: %.300s", at, what, len(err.Error()), err)
		}
	}
	var l *store.Ledger
	try("open", func(ctx context.Context) (err error) {
		l, err = store.Open(ctx, path, store.Options{})
		return err
	})
	if l != nil {
		for name, read := range hostileReads {
			try(name, func(ctx context.Context) error { return read(ctx, l) })
		}
		try("close", func(context.Context) error { return l.Close() })
	}
	runtime.ReadMemStats(&after)
	took := after.TotalAlloc - before.TotalAlloc
	if perByte = (max(took, hostileMost) - hostileMost) / uint64(size); perByte > hostilePerByte {
		t.Errorf("%s: it took %d MB of memory, %d for every byte beyond %d MB", at, took>>20, perByte, hostileMost>>20)
	}
	return perByte
}

// plantEverywhere plants every n-th of all values in all cells, each in a copy of its own,
// and gives besides the most memory that was taken for a byte.
func plantEverywhere(t *testing.T, n int) (planted, cells int, most uint64) {
	t.Helper()
	path, all := hostileLedger(t)
	content, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	tried := 0
	for _, c := range all {
		for _, value := range hostileValues {
			if tried++; tried%n != 0 {
				continue
			}
			dir, err := os.MkdirTemp(t.TempDir(), "")
			if err != nil {
				t.Fatal(err)
			}
			copied := filepath.Join(dir, "given.ledger")
			if err := os.WriteFile(copied, content, 0o600); err != nil {
				t.Fatal(err)
			}
			if plantIn(t, copied, c, value) {
				planted++
				most = max(most, readHostile(t, copied, c, value))
			}
			if err := os.RemoveAll(dir); err != nil {
				t.Fatal(err)
			}
		}
	}
	return planted, len(all), most
}

// TestHostile_EveryValueIsReadOrRefused plants what no program of ours writes. The target
// stress plants all of it.
func TestHostile_EveryValueIsReadOrRefused(t *testing.T) {
	planted, cells, _ := plantEverywhere(t, 251)
	path, _ := hostileLedger(t)
	content, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	for _, known := range []struct{ table, column, value string }{ // each broke something once
		{"assignment_span", "fact_id", "-1"}, {"saved_view", "body", "'[1,2'"}, {"setting", "value", "''"},
		{"closed_month", "month", "'\u202e\x1b[31m=cmd'"}, {"listing", "ended", "4611686018427387904"}, {"listing", "pos", "'\u202e\x1b[31m=cmd'"}, {"snapshot", "at", "zeroblob(3000)"},
		{"snapshot", "at", "-9223372036854775808"}, {"listing", "rows", "'x'"}, {"assignment", "hash", "''"}, {"subscription", "sku_part_number", "zeroblob(3000)"},
	} {
		copied := filepath.Join(t.TempDir(), "given.ledger")
		if err := os.WriteFile(copied, content, 0o600); err != nil {
			t.Fatal(err)
		}
		c := cell{known.table, known.column}
		if !plantIn(t, copied, c, known.value) {
			t.Errorf("%s could not be planted in %v", known.value, c)
		}
		readHostile(t, copied, c, known.value)
		planted++
	}
	if planted < 10 || cells < 100 {
		t.Errorf("only %d values were planted, in %d cells: the test says little", planted, cells)
	}
}
