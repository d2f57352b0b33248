package parquet

import (
	"fmt"
	"io"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"licenseledger/app/export"
	"licenseledger/app/export/exporttest"
	"licenseledger/store/ledger"
)

// written puts rows into a file.
func written(t testing.TB, m export.Meta, l export.Layout, rows export.Rows) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "rows.parquet")
	if err := export.ToFile(t.Context(), path, func(w io.Writer) error { return WriteRows(t.Context(), w, m, l, rows, nil) }); err != nil {
		t.Fatal(err)
	}
	return path
}

// shown gives a table of DuckDB's as lines; null is null.
func shown(a exporttest.Answer) []string {
	lines := []string{strings.Join(a.Columns, " | ")}
	for _, row := range a.Rows {
		var cells []string
		for _, cell := range row {
			if cell == nil {
				cells = append(cells, "null")
			} else {
				cells = append(cells, fmt.Sprintf("%q", *cell))
			}
		}
		lines = append(lines, strings.Join(cells, " | "))
	}
	return lines
}

func TestWriteRows_DuckDBReadsEveryColumnWithItsType(t *testing.T) {
	path := written(t, meta(), export.LayoutFull, everySort())
	answers := exporttest.DuckDB(t, "SELECT column_name, column_type FROM (DESCRIBE SELECT * FROM '"+path+"')")
	var want []string
	for _, column := range plain(allColumns) {
		want = append(want, fmt.Sprintf("%q | %q", column.Name, column.Type))
	}
	if diff := cmp.Diff(want, shown(answers[0])[1:]); diff != "" {
		t.Error(diff)
	}
	for _, key := range ledger.RowColumns() {
		found := false
		for _, column := range allColumns {
			found = found || column.Key == key
		}
		if !found {
			t.Errorf("no column is made from %s", key)
		}
	}
}

func TestWriteRows_DatesAreDaysAndInstantsAndWhatIsNotKnownIsNull(t *testing.T) {
	path := written(t, meta(), export.LayoutFull, everySort())
	answers := exporttest.DuckDB(t,
		"SELECT user_name, is_trial, assigned_date, assigned_at::VARCHAR AS at, expiration_date, expiration_at::VARCHAR AS expires FROM '"+path+"'",
		"SELECT status_since_from::VARCHAR AS since_from, status_since_to::VARCHAR AS since_to, last_used, last_used_from, last_used_to, watched_since, candidates, restorable_until::VARCHAR AS until FROM '"+path+"'",
		"SELECT count(*) AS empty FROM '"+path+"' WHERE user_id = '' OR service = '' OR candidates = '' OR last_used = ''")
	want := []string{
		`user_name | is_trial | assigned_date | at | expiration_date | expires`,
		`"Jane Doe" | null | "2017-02-21" | null | null | null`,
		`"Unknown" | "false" | "2022-02-28" | "2022-02-28 23:59:00+00" | null | null`,
		`"王 小明" | "true" | "2026-03-28" | "2026-03-28 23:30:01+00" | "2026-04-27" | "2026-04-27 00:00:00+00"`,
		`"Unknown" | null | "0001-01-01" | null | null | null`,
		`null | null | null | null | null | null`,
		`since_from | since_to | last_used | last_used_from | last_used_to | watched_since | candidates | until`,
		`null | null | "2026-02" | "2026-02-01" | "2026-02-28" | "2026-01-01" | null | null`,
		`"2026-03-12 10:00:00+00" | "2026-03-13 10:00:00+00" | "2026-03-14" | "2026-03-14" | "2026-03-14" | null | "Søren Ågård <soren@contoso.com>" | "2026-04-12 10:00:00+00"`,
		`"2026-03-30 09:00:00+00" | "2026-03-30 09:00:00+00" | null | null | null | null | null | null`,
		`null | "2026-03-31 04:30:00+00" | null | null | null | null | null | null`,
		`null | null | null | null | null | null | null | null`,
		`empty`, `"0"`,
	}
	var got []string
	for _, a := range answers {
		got = append(got, shown(a)...)
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func TestWriteRows_NotesSayWhatTheRowsAre(t *testing.T) {
	path := written(t, meta(), export.LayoutList, everySort())
	a := exporttest.DuckDB(t, "SELECT decode(key), decode(value) FROM parquet_kv_metadata('"+path+"') ORDER BY 1")[0]
	got := map[string]string{}
	for _, row := range a.Rows {
		got[strings.TrimPrefix(*row[0], notePrefix)] = *row[1]
	}
	want := map[string]string{
		"tenant": "Contoso & Zonen", "tenant_id": "84841066-274d-4ec0-a5c1-276be684bdd3", "sample": "true", "day": "2026-04-01",
		"at": "2026-03-31T22:30:00Z", "zone": "Europe/Amsterdam", "view": "list", "basis": "report", "rows": "5",
		"filter": `["Department is Sales","Name has \""]`, "app_version": "1.2.3", "made_at": "2026-04-01T07:00:00Z",
		"warnings": `[{"code":"permission_missing","source":"graph.deletedUsers","text":"Deleted people were not read.","count":1}]`,
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

// hostile are texts that programs like to make something else of.
var hostile = []string{
	`=cmd|'/C calc'!A0`, "00123", "1/2/2026", "TRUE", "NULL", "null", "'tis", "\tx\ty", "a\nb", "a\r\nb", `say "hi"`, "a,b;c", "  x  ", " ",
	"👩‍👩‍👧‍👦 family", "משה כהן", "abc\u202edef", "e\u0301", "a\x01b\x7fc", strings.Repeat("ab", 20_000), strings.Repeat("🙂", 40_000),
}

func TestWriteRows_HostileTextsAreReadBackAsTheyAre(t *testing.T) {
	var rows sliceRows
	for _, text := range append(hostile, "a\xff\xfeb", "a\x00b") {
		rows = append(rows, ledger.Row{UserName: ledger.Text(text), AssignedDate: ledger.Text(text), FirstSeen: ledger.Text(text)})
	}
	path := written(t, meta(), export.LayoutFull, rows)
	a := exporttest.DuckDB(t, "SELECT user_name, assigned_date, assigned_at::VARCHAR, first_seen::VARCHAR FROM '"+path+"'")[0]
	want := append(hostile, "a\ufffdb", "a\x00b")
	if len(a.Rows) != len(want) {
		t.Fatalf("%d rows of %d", len(a.Rows), len(want))
	}
	for i, row := range a.Rows {
		if row[0] == nil || *row[0] != want[i] {
			t.Errorf("%.40q became %.40q", want[i], shown(a)[i+1])
		}
		if row[1] != nil || row[2] != nil || row[3] != nil {
			t.Errorf("%.40q became a date: %s", want[i], shown(a)[i+1])
		}
	}
}

func TestWriteRows_ColumnsAsShown(t *testing.T) {
	m := meta()
	m.Columns = []string{"last_used", "user_name", "assigned_date"}
	path := written(t, m, export.LayoutShown, everySort())
	a := exporttest.DuckDB(t, "SELECT * FROM '"+path+"' LIMIT 1")[0]
	if diff := cmp.Diff([]string{"last_used", "last_used_from", "last_used_to", "user_name", "assigned_date", "assigned_at"}, a.Columns); diff != "" {
		t.Error(diff)
	}
	for _, test := range []struct {
		layout  export.Layout
		columns []string
		says    string
	}{
		{export.LayoutShown, []string{"user"}, `no column "user"`}, {export.LayoutShown, nil, "No columns were chosen"}, {"month", nil, `no layout "month"`},
	} {
		m.Columns = test.columns
		err := WriteRows(t.Context(), io.Discard, m, test.layout, everySort(), nil)
		if ledger.CodeOf(err) != ledger.CodeUsage || !strings.Contains(err.Error(), test.says) {
			t.Errorf("err = %v, want %q", err, test.says)
		}
	}
}

// Two row groups and a half, with dictionaries that are too large for names.
func TestWriteRows_ManyRowsAreReadBackInOrder(t *testing.T) {
	const n = groupRows*2 + 5000
	path := written(t, meta(), export.LayoutList, numberedRows(n))
	answers := exporttest.DuckDB(t,
		"SELECT count(*), sum(is_trial::int), count(DISTINCT user_name), count(DISTINCT assigned_at), count(expiration_date) FROM '"+path+"'",
		fmt.Sprintf("SELECT count(*) FROM (SELECT user_name, assigned_at, row_number() OVER () - 1 AS i FROM '%s') WHERE user_name <> 'Péter Nagy ' || i OR epoch(assigned_at) <> 1646020848 + i * 61", path),
		"SELECT count(DISTINCT row_group_id) FROM parquet_metadata('"+path+"')")
	want := []string{fmt.Sprintf(`"%d" | "%d" | "%d" | "%d" | "%d"`, n, (n+6)/7, n, n, (n+6)/7), `"0"`, `"3"`}
	for i, a := range answers {
		if got := shown(a)[1]; got != want[i] {
			t.Errorf("%s, want %s", got, want[i])
		}
	}
}
