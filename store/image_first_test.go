package store

import (
	"context"
	"database/sql"
	"fmt"
	"math/rand/v2"
	"path/filepath"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"licenseledger/store/ledger"
)

// TestFirstImage_IsThatOfTheFacts publishes a first list, whose image and whose
// conclusions of lines are made beside the insertion, and has all of it made
// again from the facts.
func TestFirstImage_IsThatOfTheFacts(t *testing.T) {
	defer func(n int) { imageFacts = n }(imageFacts)
	imageFacts = 0
	defer func(n int) { mostWaiting = n }(mostWaiting)
	ctx := context.Background()
	for seed := range uint64(8) {
		mostWaiting = int(seed) * 10_000 // none of the lines waits, some do, or all
		l, err := Create(ctx, filepath.Join(t.TempDir(), "contoso.ledger"), Options{})
		if err != nil {
			t.Fatal(err)
		}
		publishLines(t, l, ledger.SourceFileReport2022, someLines(rand.New(rand.NewPCG(seed, 1)), 300))
		if l.first != nil {
			t.Error("after the run the image is still in memory")
		}
		first := derivedRows(t, l)
		if err := l.Rebuild(ctx); err != nil {
			t.Fatal(err)
		}
		emptyRun(t, l)
		if diff := cmp.Diff(derivedRows(t, l), first); diff != "" {
			t.Errorf("seed %d: made from the facts (-) and beside their insertion (+):\n%s", seed, diff)
		}
		if err := l.Close(); err != nil {
			t.Fatal(err)
		}
	}
}

// TestFirstImage_OfAccounts does the same with first listings of accounts, of
// whichever source.
func TestFirstImage_OfAccounts(t *testing.T) {
	defer func(n int) { imageFacts = n }(imageFacts)
	imageFacts = 0
	ctx := context.Background()
	for _, source := range ledger.DirectorySources() {
		for seed := range uint64(2) {
			l, err := Create(ctx, filepath.Join(t.TempDir(), "contoso.ledger"), Options{})
			if err != nil {
				t.Fatal(err)
			}
			info, _ := ledger.SourceByName(source)
			publishLines(t, l, source, someAccounts(rand.New(rand.NewPCG(seed, 1)), 200, info.Kinds))
			first := derivedRows(t, l)
			if err := l.Rebuild(ctx); err != nil {
				t.Fatal(err)
			}
			emptyRun(t, l)
			if diff := cmp.Diff(derivedRows(t, l), first); diff != "" || len(first) < 200 {
				t.Errorf("%s, seed %d: made from the facts (-) and beside their insertion (+):\n%s", source, seed, diff)
			}
			if err := l.Close(); err != nil {
				t.Fatal(err)
			}
		}
	}
}

// TestFirstImage_NoneOfAnotherHistory has something else happen to a first list
// before its image is written.
func TestFirstImage_NoneOfAnotherHistory(t *testing.T) {
	defer func(n int) { imageFacts = n }(imageFacts)
	imageFacts = 0
	ctx := context.Background()
	l, err := Create(ctx, filepath.Join(t.TempDir(), "contoso.ledger"), Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	r := rand.New(rand.NewPCG(1, 1))
	lines := someLines(r, 50)
	run, err := l.BeginRun(ctx, ledger.RunImport)
	if err != nil {
		t.Fatal(err)
	}
	stageLines(t, l, run, ledger.SourceFileReport2022, 1_772_346_600_000, lines)
	stageLines(t, l, run, ledger.SourceFileReport2022, 1_772_446_600_000, lines[:20])
	if i, err := l.takeFirst(ctx, l.read, ledger.SourceFileReport2022); i != nil || err != nil {
		t.Errorf("the image of one list is taken for that of two (%v)", err)
	}
	if err := l.EndRun(ctx, run, ledger.RunComplete, nil); err != nil {
		t.Fatal(err)
	}
	if found, err := l.Check(ctx); err != nil || len(found) > 0 {
		t.Errorf("check finds %v, %v", found, err)
	}
}

func someLines(r *rand.Rand, n int) []ledger.Object {
	pick := func(texts ...string) string { return texts[r.IntN(len(texts))] }
	yes, no := true, false
	ordinals := map[ledger.ReportRow]int64{}
	var lines []ledger.Object
	for range n {
		row := ledger.ReportRow{
			UserName:       pick("Jane", "jane", "Änne", "Ann "+fmt.Sprint(r.IntN(50)), "Unknown", "Onbekend", ""),
			EmailAddress:   pick("jane@contoso.com", "Jane@Contoso.com", "änne@contoso.com", "ÄNNE@contoso.com", "Unknown", "Не известно", ""),
			Service:        pick("Power Apps", "power apps", "Power Automate"),
			License:        pick("Office 365 E3", "", "Dynamics"),
			AssignedDate:   pick("2022-02-28", "2022-02-28T04:00Z", "2022-02-28T04:00:48Z", "2021-01-01T00:00:01Z", ""),
			IsTrial:        []*bool{nil, &yes, &no}[r.IntN(3)],
			ExpirationDate: pick("", "", "2023-01-01"),
		}
		row.Ordinal = ordinals[row]
		again := row
		again.Ordinal = 0
		ordinals[again]++
		lines = append(lines, ledger.Object{Facts: []ledger.Fact{row}})
	}
	return lines
}

func someAccounts(r *rand.Rand, n int, kinds []ledger.Kind) []ledger.Object {
	pick := func(texts ...string) string { return texts[r.IntN(len(texts))] }
	yes, no := true, false
	var accounts []ledger.Object
	for i := range n {
		id := fmt.Sprintf("%08x-0000-4000-8000-%012x", r.Uint32(), i)
		facts := []ledger.Fact{ledger.User{
			UserID: id, DisplayName: pick("Jane", "jane", "Änne", "Ann "+fmt.Sprint(r.IntN(50)), ""),
			UserPrincipalName: fmt.Sprintf("u%d@contoso.com", i), Mail: pick("", fmt.Sprintf("M%d@Contoso.com", i), "shared@contoso.com", fmt.Sprintf("u%d@contoso.com", i)),
			ProxyAddresses: pick("", `["SMTP:Änne@contoso.com","smtp:x@contoso.com"]`, "[]", "no JSON"), AccountEnabled: []*bool{nil, &yes, &no}[r.IntN(3)],
			Department: pick("Sales", "sales", ""), CostCenter: pick("", "1000", "2000"), ManagerID: pick("", "m"),
		}}
		for range r.IntN(3) {
			facts = append(facts, ledger.Assignment{UserID: id, SkuID: pick("s1", "s2"), AssignedByGroup: pick("", "g"), State: pick("", "Active", "Error"),
				DisabledPlans: pick("", `["p1"]`), UpdatedAt: ledger.Instant(r.IntN(3) * 1_000_000)})
			facts = append(facts, ledger.AssignedPlan{UserID: pick(id, "somebody else"), ServicePlanID: pick("p1", "p2"), CapabilityStatus: "Enabled", AssignedAt: ledger.Instant(r.IntN(3) * 1_000_000)})
		}
		accounts = append(accounts, ledger.Object{Owner: id, Facts: slices.DeleteFunc(facts, func(f ledger.Fact) bool { return !slices.Contains(kinds, f.Kind()) })})
	}
	return accounts
}

func publishLines(t *testing.T, l *Ledger, source string, lines []ledger.Object) {
	t.Helper()
	ctx := context.Background()
	run, err := l.BeginRun(ctx, ledger.RunImport)
	if err != nil {
		t.Fatal(err)
	}
	stageLines(t, l, run, source, 1_772_346_600_000, lines)
	if err := l.EndRun(ctx, run, ledger.RunComplete, nil); err != nil {
		t.Fatal(err)
	}
}

func stageLines(t *testing.T, l *Ledger, run int64, source string, at ledger.Instant, lines []ledger.Object) {
	t.Helper()
	ctx := context.Background()
	s, err := l.Stage(ctx, source, 0)
	if err != nil {
		t.Fatal(err)
	}
	if err := s.Put(ctx, ledger.Page{Objects: lines, At: at}, true); err != nil {
		t.Fatal(err)
	}
	if _, err := l.Publish(ctx, s, ledger.Publication{RunID: run, Source: source, At: at, ReadFrom: at, AtRule: ledger.AtGiven}); err != nil {
		t.Fatal(err)
	}
}

// emptyRun has images brought up to date.
func emptyRun(t *testing.T, l *Ledger) {
	t.Helper()
	run, err := l.BeginRun(context.Background(), ledger.RunImport)
	if err != nil {
		t.Fatal(err)
	}
	if err := l.EndRun(context.Background(), run, ledger.RunComplete, nil); err != nil {
		t.Fatal(err)
	}
}

// derivedRows gives what was made from lines, as text.
func derivedRows(t *testing.T, l *Ledger) (all []string) {
	t.Helper()
	for _, query := range []string{
		`SELECT 'part', name, piece, hex(body) FROM image_part ORDER BY name, piece`,
		`SELECT 'image', pos, facts, format FROM image`,
		`SELECT 'address', address, fact_id, '' FROM user_address ORDER BY address, fact_id`,
		`SELECT 'wording', service || '/' || license, precision, named_by FROM wording ORDER BY wording_id`,
		`SELECT 'unknown', fact_id, assigned_date, wording_id FROM unknown_row ORDER BY fact_id`,
		`SELECT 'spelling', address, said, '' FROM address_spelling ORDER BY address, said`,
		`SELECT 'identity', fact_id, confidence, candidates FROM identity ORDER BY fact_id`,
	} {
		err := each(context.Background(), l.read, query, nil, func(rows *sql.Rows) error {
			var a, b, c, d string
			err := rows.Scan(&a, &b, &c, &d)
			all = append(all, fmt.Sprint(a, " ", b, " ", c, " ", d))
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	return all
}
