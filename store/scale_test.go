package store_test

import (
	"cmp"
	"database/sql"
	"database/sql/driver"
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"modernc.org/sqlite"

	"licenseledger/store"
	"licenseledger/store/ledger"
	"licenseledger/store/storetest"
	"licenseledger/store/storetest/tenant"
)

const (
	scaleUsers = 600
	scaleDays  = 22
)

// flat is days of a ledger in tables with a row per line and nothing else: what
// SQL says about them must be what the views say. The bench compares speeds of
// the two; here they give the same answers.
type flat struct {
	t  *testing.T
	db *sql.DB
}

func newFlat(t *testing.T) flat {
	t.Helper()
	db, err := sql.Open("sqlite", ":memory:")
	if err != nil {
		t.Fatal(err)
	}
	db.SetMaxOpenConns(1)
	t.Cleanup(func() { db.Close() })
	return flat{t, db}
}

func init() {
	// The order of people: by folded text, then by the text.
	sqlite.MustRegisterCollationUtf8("people", func(a, b string) int {
		return cmp.Or(strings.Compare(ledger.FoldText(a), ledger.FoldText(b)), strings.Compare(a, b))
	})
	sqlite.MustRegisterDeterministicScalarFunction("folded", 1, func(_ *sqlite.FunctionContext, args []driver.Value) (driver.Value, error) {
		return ledger.FoldText(args[0].(string)), nil
	})
}

var flatColumns = []string{"user_id", "user_name", "email_address", "service", "license", "assigned_date", "is_trial", "expiration_date",
	"department", "status", "last_known_name", "last_known_email", "candidates"}

// flatValues are what a row shows, and what it is found and ordered by.
func flatValues(r ledger.Row) []string {
	trial, candidates := "", ""
	if r.IsTrial != nil {
		trial = fmt.Sprint(*r.IsTrial)
	}
	if len(r.Candidates) > 0 {
		candidates = fmt.Sprint(r.Candidates)
	}
	return []string{string(r.UserID), string(r.UserName), string(r.EmailAddress), string(r.Service), string(r.License), string(r.AssignedDate),
		trial, string(r.ExpirationDate), string(r.Department), string(r.Status), string(r.LastKnownName), string(r.LastKnownEmail), candidates}
}

func (f flat) fill(table string, view *store.View) {
	f.t.Helper()
	if _, err := f.db.Exec(`CREATE TABLE ` + table + ` (` + strings.Join(flatColumns, " TEXT, ") + ` TEXT)`); err != nil {
		f.t.Fatal(err)
	}
	tx, err := f.db.Begin()
	if err != nil {
		f.t.Fatal(err)
	}
	insert, err := tx.Prepare(`INSERT INTO ` + table + ` VALUES (?` + strings.Repeat(", ?", len(flatColumns)-1) + `)`)
	if err != nil {
		f.t.Fatal(err)
	}
	for _, row := range scaleRows(f.t, view) {
		var values []any
		for _, value := range flatValues(row) {
			values = append(values, value)
		}
		if _, err := insert.Exec(values...); err != nil {
			f.t.Fatal(err)
		}
	}
	if err := tx.Commit(); err != nil {
		f.t.Fatal(err)
	}
}

// query gives the rows of a query, each as one text.
func (f flat) query(query string) []string {
	f.t.Helper()
	rows, err := f.db.Query(query)
	if err != nil {
		f.t.Fatalf("%s: %v", query, err)
	}
	defer rows.Close()
	var all []string
	names, _ := rows.Columns()
	for rows.Next() {
		values, into := make([]string, len(names)), make([]any, len(names))
		for i := range values {
			into[i] = &values[i]
		}
		if err := rows.Scan(into...); err != nil {
			f.t.Fatal(err)
		}
		all = append(all, strings.Join(values, "|"))
	}
	if err := rows.Err(); err != nil {
		f.t.Fatal(err)
	}
	return all
}

func scaleRows(t *testing.T, view *store.View) []ledger.Row {
	t.Helper()
	rows, err := view.Rows(0, view.Len())
	if err != nil {
		t.Fatal(err)
	}
	return rows
}

func scaleView(t *testing.T, l *store.Ledger, spec store.ViewSpec) *store.View {
	t.Helper()
	view, err := l.OpenView(t.Context(), spec)
	if err != nil {
		t.Fatal(err)
	}
	return view
}

func flatTexts(rows []ledger.Row) []string {
	var all []string
	for _, row := range rows {
		all = append(all, strings.Join(flatValues(row), "|"))
	}
	return all
}

// fileBytes are the pages of a closed ledger that are in use.
func scaledBytes(t *testing.T, path string) (bytes int64) {
	t.Helper()
	db, err := sql.Open("sqlite", "file:"+filepath.ToSlash(path)+"?mode=ro")
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	err = db.QueryRow(`SELECT (page_count - freelist_count) * page_size FROM pragma_page_count, pragma_freelist_count, pragma_page_size`).Scan(&bytes)
	if err != nil {
		t.Fatal(err)
	}
	if beside, err := filepath.Glob(path + "-*"); err != nil || len(beside) > 0 {
		t.Fatalf("side files were left: %v, %v", beside, err)
	}
	return bytes
}

// keepDays opens a ledger, lets f change it and closes it again.
func keepScaled(t *testing.T, path string, f func(l *store.Ledger) error) (bytes int64) {
	t.Helper()
	l, err := store.Open(t.Context(), path, store.Options{AppVersion: "test"})
	if err != nil {
		t.Fatal(err)
	}
	if err := f(l); err != nil {
		t.Error(err)
	}
	if err := l.Close(); err != nil {
		t.Fatal(err)
	}
	return scaledBytes(t, path)
}

func TestScale_ABigTenantDayByDay(t *testing.T) {
	path := filepath.Join(t.TempDir(), "contoso.ledger")
	l, err := store.Create(t.Context(), path, store.Options{AppVersion: "test"})
	if err != nil {
		t.Fatal(err)
	}
	if err := l.Close(); err != nil {
		t.Fatal(err)
	}
	big := tenant.New(scaleUsers, 3)
	first := keepScaled(t, path, func(l *store.Ledger) error { return big.PublishWhole(t.Context(), l) })
	later := keepScaled(t, path, func(l *store.Ledger) error {
		for big.DayNumber() < scaleDays {
			big.Day()
			if err := big.PublishChanges(t.Context(), l); err != nil {
				return err
			}
		}
		return nil
	})
	// A day changes a half of a percent of the accounts, so the days may add a
	// tenth of the file, and some for what comes with a change.
	if later < first || later > first*3/2 {
		t.Errorf("the file has %d bytes after the first day and %d after %d days", first, later, scaleDays)
	}
	const rests = 5
	rested := keepScaled(t, path, func(l *store.Ledger) error {
		for n := range rests {
			big.Rest()
			publish := big.PublishChanges
			if n == 0 {
				publish = big.PublishWhole
			}
			if err := publish(t.Context(), l); err != nil {
				return err
			}
		}
		return nil
	})
	if each := (rested - later) / rests; each > 4096 {
		t.Errorf("a snapshot without changes adds %d bytes to the file", each)
	}
	if l, err = store.Open(t.Context(), path, store.Options{AppVersion: "test"}); err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	storetest.Sound(t, l)
	t.Run("every past day says what the tenant said", func(t *testing.T) { daysAsSaid(t, l) })
	t.Run("views say what SQL says", func(t *testing.T) { viewsAsSQL(t, l) })
	t.Run("changes are those of SQL", func(t *testing.T) { changesAsSQL(t, l) })
}

func scaleDay(n int) string {
	return time.Date(2025, time.July, 1+n, 0, 0, 0, 0, time.UTC).Format(time.DateOnly)
}

// daysAsSaid compares every line of the list of some days with the report of
// the tenant on that day.
func daysAsSaid(t *testing.T, l *store.Ledger) {
	big := tenant.New(scaleUsers, 3)
	for big.DayNumber() <= scaleDays {
		if n := big.DayNumber(); n%7 == 1 || n == scaleDays {
			var said, shown []string
			for object := range big.Listing(ledger.SourceLicenseReport) {
				row := object.Facts[0].(ledger.ReportRow)
				said = append(said, strings.Join([]string{row.UserName, row.EmailAddress, row.Service, row.License, row.AssignedDate, fmt.Sprint(*row.IsTrial), row.ExpirationDate}, "|"))
			}
			for _, row := range scaleRows(t, scaleView(t, l, store.ViewSpec{At: scaleDay(n)})) {
				shown = append(shown, strings.Join(flatValues(row)[1:8], "|"))
			}
			slices.Sort(said)
			slices.Sort(shown)
			if !slices.Equal(said, shown) {
				t.Errorf("day %d: the list has %d rows, the report %d, or they differ", n, len(shown), len(said))
			}
		}
		big.Day()
	}
}
