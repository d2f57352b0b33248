package app_test

import (
	"cmp"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	gocmp "github.com/google/go-cmp/cmp"

	"licenseledger/app"
	"licenseledger/app/export/exporttest"
	"licenseledger/app/export/parquet"
	"licenseledger/store/ledger"
	"licenseledger/sync/simtenant"
)

// guide reads docs/lake.md: its SQL by the headings above it.
func guide(t *testing.T) map[string]string {
	t.Helper()
	content, err := os.ReadFile(filepath.Join("..", "docs", "lake.md"))
	if err != nil {
		t.Fatal(err)
	}
	queries := map[string]string{}
	heading, inSQL := "", false
	for line := range strings.Lines(string(content)) {
		switch {
		case strings.HasPrefix(line, "#") && !inSQL:
			heading = strings.TrimSpace(strings.TrimLeft(line, "#"))
		case strings.TrimSpace(line) == "```sql":
			inSQL = true
		case strings.HasPrefix(line, "```"):
			inSQL = false
		case inSQL:
			queries[heading] += line
		}
	}
	return queries
}

// laked is a tenant in a lake.
type laked struct {
	*app.Ledger
	tenant string
	days   []ledger.Snapshot // the last of each day
}

// newLaked makes the history of 45 days of a tenant, and its lake.
func newLaked(t *testing.T, folder string, seed int64, level ledger.ActivityLevel) *laked {
	t.Helper()
	w := premiumLedger(t, level, simtenant.Config{Users: 120, Seed: seed})
	for range 45 {
		w.sync()
		w.tenant.Clock().Advance(24 * time.Hour)
	}
	l := w.ledger
	for _, p := range lakePrices {
		if err := l.SetPrice(t.Context(), p); err != nil {
			t.Fatal(err)
		}
	}
	info, err := l.Info(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	made := &laked{Ledger: l, tenant: info.TenantID}
	snapshots, err := l.Snapshots(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	for _, s := range snapshots {
		if n := len(made.days); n > 0 && made.days[n-1].At[:10] == s.At[:10] {
			made.days = made.days[:n-1]
		}
		made.days = append(made.days, s)
	}
	if result, err := l.ExportLake(t.Context(), app.LakeSpec{Out: folder}, nil); err != nil || result.Days != 45 {
		t.Fatalf("%+v, %v", result, err)
	}
	return made
}

// lakePrices are in two currencies, for a month and a year, and one of them
// changes; of the other licenses none is known.
var lakePrices = []ledger.Price{
	{SkuID: "6fd2c87f-b296-42f0-b197-1e91e994b900", From: "2026-01-01", Currency: "EUR", Amount: amountOf(2160), Per: ledger.PerMonth},
	{SkuID: "6fd2c87f-b296-42f0-b197-1e91e994b900", From: "2026-02-10", Currency: "EUR", Amount: amountOf(2260), Per: ledger.PerMonth},
	{SkuID: "7ac9fe77-66b7-4e5e-9e46-10eed1cff547", From: "2026-01-01", Currency: "EUR", Amount: amountOf(8000), Per: ledger.PerYear},
	{SkuID: "b30411f5-fea1-4a59-9ad9-3db7c7ead579", From: "2026-02-01", Currency: "USD", Amount: amountOf(2000), Per: ledger.PerMonth},
}

func amountOf(cents int64) *int64 { return &cents }

func (l *laked) rows(t *testing.T, at string, kind ledger.ViewKind) []ledger.Row {
	t.Helper()
	view, err := l.View(t.Context(), app.ViewSpec{At: at, Kind: kind})
	if err != nil {
		t.Fatal(err)
	}
	rows, err := view.Rows(0, view.Len())
	if err != nil {
		t.Fatal(err)
	}
	return rows
}

// changes calls do with every change of the days from, ..., to, and with the
// snapshot before.
func (l *laked) changes(t *testing.T, from, to string, do func(before, day ledger.Snapshot, change ledger.Change)) {
	t.Helper()
	for i := 1; i < len(l.days); i++ {
		before, day := l.days[i-1], l.days[i]
		if day.At[:10] < from || day.At[:10] > to {
			continue
		}
		changes, err := l.Changes(t.Context(), fmt.Sprint(before.ID), fmt.Sprint(day.ID))
		if err != nil {
			t.Fatal(err)
		}
		rows, err := changes.Rows(0, changes.Len())
		if err != nil {
			t.Fatal(err)
		}
		for _, row := range rows {
			do(before, day, row)
		}
	}
}

// line writes values as DuckDB's answers are written below; "" is null.
func line(values ...any) string {
	var cells []string
	for _, value := range values {
		text := fmt.Sprint(value)
		if count, ok := value.(*int); ok {
			text = ""
			if count != nil {
				text = fmt.Sprint(*count)
			}
		}
		if at, err := time.Parse(time.RFC3339, text); err == nil {
			text = at.UTC().Format("2006-01-02 15:04:05+00")
		}
		cells = append(cells, cmp.Or(text, "null"))
	}
	return strings.Join(cells, " | ")
}

func lines(a exporttest.Answer) (all []string) {
	for _, row := range a.Rows {
		var cells []string
		for _, cell := range row {
			if cell == nil {
				cells = append(cells, "null")
			} else {
				cells = append(cells, *cell)
			}
		}
		all = append(all, strings.Join(cells, " | "))
	}
	return all
}

// Every query of the guide answers what the ledgers themselves do.
func TestLake_TheGuidesQueriesAnswerWhatTheLedgersDo(t *testing.T) {
	t.Parallel()
	folder := filepath.Join(t.TempDir(), "lake")
	both := []*laked{newLaked(t, folder, 1, ledger.ActivityDay), newLaked(t, folder, 3, ledger.ActivityMonth)}
	queries := guide(t)
	views := queries["Queries"]
	delete(queries, "Queries")
	answers := map[string]func(*testing.T, *laked) []string{
		"Who held what on a day":                           heldOnADay,
		"Leavers across tenants, and what they held":       leavers,
		"Licenses bought, held, and seen in use":           seatsNow,
		"Changes of a month":                               changesOfAMonth,
		"Seats and holders per month":                      seatsPerMonth,
		"Cost per month":                                   costPerMonth,
		"Who was last seen using what they hold, and when": lastUses,
		"Reading exactly one state":                        rowsPerDay,
	}
	if diff := gocmp.Diff(slices.Sorted(maps.Keys(queries)), slices.Sorted(maps.Keys(answers))); diff != "" {
		t.Fatalf("queries of docs/lake.md and of this test (-guide +test):\n%s", diff)
	}
	for name, query := range queries {
		t.Run(name, func(t *testing.T) {
			var want []string
			for _, l := range both {
				own := answers[name](t, l)
				if len(own) == 0 {
					t.Errorf("%s has no answer, which proves nothing", l.tenant)
				}
				want = append(want, own...)
			}
			text := strings.ReplaceAll(views+query, "'lake/", "'"+filepath.ToSlash(folder)+"/")
			all := exporttest.DuckDB(t, text)
			got := lines(all[len(all)-1])
			slices.Sort(want)
			slices.Sort(got)
			if diff := gocmp.Diff(want, got); diff != "" {
				t.Errorf("(-ledger +lake):\n%s", diff)
			}
		})
	}
}

func heldOnADay(t *testing.T, l *laked) (want []string) {
	for _, r := range l.rows(t, "2026-01-20", ledger.ViewAssigned) {
		day := string(r.AssignedDate)
		want = append(want, line(l.tenant, r.UserID, r.UserName, r.Service, r.License, day[:min(10, len(day))], r.AssignedBy))
	}
	return want
}

func leavers(t *testing.T, l *laked) (want []string) {
	l.changes(t, "2026-01-15", "2026-02-14", func(before, day ledger.Snapshot, c ledger.Change) {
		if c.Change != ledger.ChangeDeparted {
			return
		}
		held := map[ledger.Text]bool{}
		for _, r := range l.rows(t, fmt.Sprint(before.ID), ledger.ViewAssigned) {
			if r.UserID == c.UserID {
				held[r.LicenseID] = true
			}
		}
		from, to, isInterval := strings.Cut(string(c.Since), "/")
		if !isInterval {
			to = from
		}
		want = append(want, line(l.tenant, day.At[:10], c.UserName, c.EmailAddress, from, to, len(held)))
	})
	return want
}

func seatsNow(t *testing.T, l *laked) (want []string) {
	_, rows, err := l.Seats(t.Context(), "")
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range rows {
		want = append(want, line(l.tenant, r.License, r.Bought, r.Assigned, r.Free, r.Holders, r.InUse))
	}
	return want
}

func changesOfAMonth(t *testing.T, l *laked) (want []string) {
	times, people := map[string]int{}, map[string]map[ledger.Text]bool{}
	l.changes(t, "2026-02-01", "2026-02-28", func(_, _ ledger.Snapshot, c ledger.Change) {
		if c.Change == ledger.ChangeNotRead {
			return
		}
		times[c.Change]++
		if people[c.Change] == nil {
			people[c.Change] = map[ledger.Text]bool{}
		}
		people[c.Change][cmp.Or(c.UserID, c.EmailAddress, c.UserName)] = true
	})
	for change, n := range times {
		delete(people[change], "")
		want = append(want, line(l.tenant, change, n, len(people[change])))
	}
	return want
}

func seatsPerMonth(t *testing.T, l *laked) (want []string) {
	for i, day := range l.days {
		if i+1 < len(l.days) && l.days[i+1].At[:7] == day.At[:7] {
			continue
		}
		_, rows, err := l.Seats(t.Context(), fmt.Sprint(day.ID))
		if err != nil {
			t.Fatal(err)
		}
		for _, r := range rows {
			want = append(want, line(day.At[:7]+"-01", l.tenant, r.License, r.Bought, r.Holders))
		}
	}
	return want
}

func costPerMonth(t *testing.T, l *laked) (want []string) {
	for i, day := range l.days {
		if i+1 < len(l.days) && l.days[i+1].At[:7] == day.At[:7] {
			continue
		}
		_, rows, err := l.Seats(t.Context(), fmt.Sprint(day.ID))
		if err != nil {
			t.Fatal(err)
		}
		sums := ledger.SumSeats(rows)
		for _, sum := range sums.List() {
			want = append(want, line(day.At[:7]+"-01", l.tenant, sum.Currency, sum.CostMonth, 0))
		}
		want = append(want, line(day.At[:7]+"-01", l.tenant, "", "", sums.Unpriced))
	}
	return want
}

func lastUses(t *testing.T, l *laked) (want []string) {
	for _, r := range l.rows(t, "", ledger.ViewAssigned) {
		if own := line(l.tenant, r.UserID, r.Product, r.LastUsed); !slices.Contains(want, own) {
			want = append(want, own)
		}
	}
	return want
}

func rowsPerDay(t *testing.T, l *laked) (want []string) {
	for _, day := range l.days {
		if n := len(l.rows(t, fmt.Sprint(day.ID), ledger.ViewList)); n > 0 {
			want = append(want, line(l.tenant, day.At[:10], n))
		}
	}
	return want
}

// What a day has in the lake is what the ledger says of it, cell by cell.
func TestLake_EveryTableIsWhatTheLedgerSays(t *testing.T) {
	t.Parallel()
	folder := filepath.Join(t.TempDir(), "lake")
	l := newLaked(t, folder, 2, ledger.ActivityMonth)
	for _, day := range []ledger.Snapshot{l.days[3], l.days[20], l.days[44]} {
		for table, kind := range map[string]ledger.ViewKind{"list": ledger.ViewList, "licenses": ledger.ViewAssigned} {
			var want []string
			for _, r := range l.rows(t, fmt.Sprint(day.ID), kind) {
				from, to := parquet.DaysOf(r.LastUsed)
				date := string(r.AssignedDate)
				want = append(want, line(r.UserID, r.UserName, r.EmailAddress, r.Service, r.ServiceID, r.License, r.LicenseID, date[:min(10, len(date))], r.AssignedDate,
					r.Status, r.LastKnownName, r.LastKnownEmail, r.IdentityConfidence, r.Department, r.CostCenter, r.Product, r.Tier, r.LastUsed, from, to, r.FirstSeen, r.AsOf))
			}
			a := exporttest.DuckDB(t, fmt.Sprintf(`SELECT user_id, user_name, email_address, service, service_id, license, license_id, assigned_date, assigned_at::VARCHAR,
				status, last_known_name, last_known_email, identity_confidence, department, cost_center, product, tier, last_used, last_used_from, last_used_to, first_seen::VARCHAR, as_of::VARCHAR
				FROM read_parquet('%s/%s/*/day=%s/*.parquet')`, filepath.ToSlash(folder), table, day.At[:10]))[0]
			if diff := gocmp.Diff(want, lines(a)); diff != "" || len(want) == 0 {
				t.Errorf("%s of %s, %d rows (-ledger +lake):\n%s", table, day.At, len(want), diff)
			}
		}
		want := map[string]bool{}
		for _, kind := range []ledger.ViewKind{ledger.ViewUsers, ledger.ViewDeparted} {
			for _, r := range l.rows(t, fmt.Sprint(day.ID), kind) {
				want[line(r.UserID, r.UserName, r.Status, r.LastKnownName, r.Department)] = true
			}
		}
		a := exporttest.DuckDB(t, fmt.Sprintf("SELECT user_id, user_name, status, last_known_name, department FROM read_parquet('%s/people/*/day=%s/*.parquet') ORDER BY ALL", filepath.ToSlash(folder), day.At[:10]))[0]
		got := lines(a)
		slices.Sort(got)
		if diff := gocmp.Diff(slices.Sorted(maps.Keys(want)), got); diff != "" {
			t.Errorf("people of %s (-ledger +lake):\n%s", day.At, diff)
		}
	}
}
