package store_test

import (
	"context"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	gocmp "github.com/google/go-cmp/cmp"

	"licenseledger/store"
	"licenseledger/store/ledger"
	"licenseledger/store/storetest"
)

// listAs says the rows of a view as a downloaded list does.
func listAs(rows []ledger.Row, at ledger.Instant) store.ComparedList {
	var lines []ledger.ReportRow
	for _, r := range rows {
		lines = append(lines, ledger.ReportRow{UserName: string(r.UserName), EmailAddress: string(r.EmailAddress), Service: string(r.Service),
			License: string(r.License), AssignedDate: string(r.AssignedDate), IsTrial: r.IsTrial, ExpirationDate: string(r.ExpirationDate)})
	}
	return linesAs(lines, at)
}

func linesAs(lines []ledger.ReportRow, at ledger.Instant) store.ComparedList {
	expires := slices.ContainsFunc(lines, func(r ledger.ReportRow) bool { return r.ExpirationDate != "" })
	return store.ComparedList{At: at, HasExpirations: expires, Each: func(_ context.Context, row func(line int, r *ledger.ReportRow) error) error {
		for i := range lines {
			if err := row(i+2, &lines[i]); err != nil {
				return err
			}
		}
		return nil
	}}
}

func compared(t *testing.T, l *store.Ledger, at string, list store.ComparedList) []ledger.Difference {
	t.Helper()
	c, err := l.Compare(context.Background(), at, list)
	if err != nil {
		t.Fatal(err)
	}
	all, err := c.Differences(0, c.Len())
	if err != nil {
		t.Fatal(err)
	}
	counted := 0
	for _, reasons := range c.Counts {
		for _, n := range reasons {
			counted += n
		}
	}
	if counted != len(all) {
		t.Fatalf("%d differences are counted, %d told", counted, len(all))
	}
	return all
}

// comparableDays are the days of a history that have a list.
func comparableDays(t *testing.T, l *store.Ledger) []*store.View {
	t.Helper()
	snapshots, err := l.Snapshots(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	var views []*store.View
	for _, s := range snapshots {
		v, err := l.OpenView(context.Background(), store.ViewSpec{At: fmt.Sprint(s.ID)})
		if err != nil {
			t.Fatal(err)
		}
		if v.Basis != ledger.BasisNone {
			views = append(views, v)
		}
	}
	return views
}

func allOf(t *testing.T, v *store.View) []ledger.Row {
	t.Helper()
	rows, err := v.Rows(0, v.Len())
	if err != nil {
		t.Fatal(err)
	}
	return rows
}

func published(t *testing.T, seed uint64) *store.Ledger {
	t.Helper()
	l := storetest.New(t)
	for _, x := range storetest.Histories(seed, 10) {
		storetest.Publish(t, l, x)
	}
	return l
}

func TestCompare_AListOfTheVeryDayDoesNotDiffer(t *testing.T) {
	eachSeedAtOnce(t, func(t *testing.T, seed uint64) {
		l := published(t, seed)
		for _, v := range comparableDays(t, l) {
			rows := allOf(t, v)
			rand.New(rand.NewPCG(seed, 3)).Shuffle(len(rows), func(i, j int) { rows[i], rows[j] = rows[j], rows[i] })
			if got := compared(t, l, fmt.Sprint(v.Snapshot.ID), listAs(rows, ledger.InstantOf(timeOf(t, v.Snapshot.At)))); len(got) > 0 {
				t.Fatalf("the list of %s differs from itself:\n%s", v.Snapshot.At, jsonOf(t, got))
			}
		}
	})
}

// k changes of rows that have nothing to do with each other are k differences.
func TestCompare_FindsAsManyDifferencesAsWerePlanted(t *testing.T) {
	eachSeedAtOnce(t, findsWhatWasPlanted)
}

// TestCompare_AFileTellsOfAWholeSecond is a drawn history in which an address was
// given to another account in the very second of a day: a file of that second
// means whom the day means.
func TestCompare_AFileTellsOfAWholeSecond(t *testing.T) {
	findsWhatWasPlanted(t, 1795706113642108234)
}

func findsWhatWasPlanted(t *testing.T, seed uint64) {
	l := published(t, seed)
	r := rand.New(rand.NewPCG(seed, 4))
	for _, v := range comparableDays(t, l) {
		list, want := plant(r, allOf(t, v))
		got := map[ledger.DifferenceKind]int{}
		told := compared(t, l, fmt.Sprint(v.Snapshot.ID), linesAs(list, ledger.InstantOf(timeOf(t, v.Snapshot.At))))
		for _, d := range told {
			got[d.Difference]++
		}
		if d := gocmp.Diff(want, got); d != "" {
			t.Fatalf("on %s (-planted +found):\n%s%s", v.Snapshot.At, d, jsonOf(t, told))
		}
	}
}

// plant changes rows that name somebody with an address, each of another person
// and license.
func plant(r *rand.Rand, rows []ledger.Row) (list []ledger.ReportRow, planted map[ledger.DifferenceKind]int) {
	planted = map[ledger.DifferenceKind]int{}
	type of struct{ address, service, license string }
	count := map[of]int{}
	key := func(row *ledger.Row) of {
		return of{ledger.FoldAddress(string(row.EmailAddress)), string(row.Service), string(row.License)}
	}
	for i := range rows {
		count[key(&rows[i])]++
	}
	for i := range rows {
		row := &rows[i]
		line := ledger.ReportRow{UserName: string(row.UserName), EmailAddress: string(row.EmailAddress), Service: string(row.Service),
			License: string(row.License), AssignedDate: string(row.AssignedDate), IsTrial: row.IsTrial, ExpirationDate: string(row.ExpirationDate)}
		change := r.IntN(20)
		if ledger.IsFiller(line.EmailAddress) || count[key(row)] > 1 {
			change = 99
		}
		switch change {
		case 0:
			planted[ledger.OnlyHere]++
			continue
		case 1:
			planted[ledger.OnlyThere]++
			list = append(list, line)
		case 2:
			if line.AssignedDate == "" {
				break // what one side does not tell is no difference
			}
			planted[ledger.Different]++
			line.AssignedDate = "2019-12-24T10:11:12Z"
		case 3:
			if ledger.IsFiller(line.UserName) {
				break
			}
			planted[ledger.Different]++
			line.UserName = "Somebody Else"
		case 4:
			planted[ledger.OnlyThere]++
			list = append(list, ledger.ReportRow{UserName: "A Stranger", EmailAddress: fmt.Sprintf("stranger%d@contoso.com", i), Service: line.Service,
				License: line.License, AssignedDate: "2019-12-24T10:11:12Z"})
		case 5:
			planted[ledger.Different]++
			line.UserName, line.EmailAddress = "Onbekend", ""
		}
		list = append(list, line)
	}
	return list, planted
}

// What is only there when the list of one day is compared with another day is
// only here when the days change places, for the same reason.
func TestCompare_TheListsCanChangePlaces(t *testing.T) {
	eachSeedAtOnce(t, func(t *testing.T, seed uint64) {
		l := published(t, seed)
		r := rand.New(rand.NewPCG(seed, 5))
		days := slices.DeleteFunc(comparableDays(t, l), func(v *store.View) bool { return v.Basis != ledger.BasisReport })
		if len(days) < 2 {
			t.Skip("too few days with a report")
		}
		several := givenAgain(t, l)
		for range 12 {
			a, b := days[r.IntN(len(days))], days[r.IntN(len(days))]
			before, after := allOf(t, a), allOf(t, b)
			one := apart(compared(t, l, fmt.Sprint(a.Snapshot.ID), listAs(after, readAt(t, l, b))), false, several, nameless(before, after))
			other := apart(compared(t, l, fmt.Sprint(b.Snapshot.ID), listAs(before, readAt(t, l, a))), true, several, nameless(before, after))
			if d := gocmp.Diff(one, other); d != "" {
				t.Fatalf("%s and %s (-as they are +changed places):\n%s", a.Snapshot.At, b.Snapshot.At, d)
			}
		}
	})
}

// readAt is when the list of a view was read.
func readAt(t *testing.T, l *store.Ledger, v *store.View) ledger.Instant {
	t.Helper()
	c, err := l.Compare(context.Background(), fmt.Sprint(v.Snapshot.ID), linesAs(nil, 1))
	if err != nil {
		t.Fatal(err)
	}
	return c.AsOf
}

// nameless are the services of which a list has a row without an address: of
// its own list the ledger may know whose they are, of a file's it does not, so
// that there the lists cannot change places.
func nameless(lists ...[]ledger.Row) map[string]bool {
	services := map[string]bool{}
	for _, rows := range lists {
		for i := range rows {
			if ledger.IsFiller(string(rows[i].EmailAddress)) {
				services[ledger.CanonicalWords(string(rows[i].Service))] = true
			}
		}
	}
	return services
}

// givenAgain are the addresses that several accounts had: whose they are follows
// from the directory of the ledger's day, and for a file from its own moment.
func givenAgain(t *testing.T, l *store.Ledger) map[string]bool {
	t.Helper()
	snapshots, err := l.Snapshots(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	owner, several := map[string]ledger.Text{}, map[string]bool{}
	for _, s := range snapshots {
		for _, kind := range []ledger.ViewKind{ledger.ViewUsers, ledger.ViewDeparted} {
			for _, r := range rowsOf(t, l, store.ViewSpec{At: fmt.Sprint(s.ID), Kind: kind}) {
				address := ledger.FoldAddress(string(r.EmailAddress))
				if r.LastKnownEmail != "" {
					address = ledger.FoldAddress(string(r.LastKnownEmail))
				}
				several[address] = several[address] || owner[address] != "" && owner[address] != r.UserID
				owner[address] = r.UserID
			}
		}
	}
	return several
}

// apart counts the differences, as if the lists had changed places.
func apart(all []ledger.Difference, swap bool, several, leave map[string]bool) map[string]int {
	kinds := map[ledger.DifferenceKind]ledger.DifferenceKind{ledger.OnlyHere: ledger.OnlyThere, ledger.OnlyThere: ledger.OnlyHere, ledger.Different: ledger.Different}
	reasons := map[ledger.DifferenceReason]ledger.DifferenceReason{ledger.ReasonDuplicateHere: ledger.ReasonDuplicateInFile, ledger.ReasonDuplicateInFile: ledger.ReasonDuplicateHere}
	counts := map[string]int{}
	for _, d := range all {
		service := ledger.CanonicalWords(string(d.Service))
		if leave[service] || several[ledger.FoldAddress(string(d.EmailAddress))] {
			continue
		}
		if swap {
			d.Difference = kinds[d.Difference]
			if other := reasons[d.Reason]; other != "" {
				d.Reason = other
			}
		}
		counts[fmt.Sprintln(d.Difference, d.Reason, service, ledger.CanonicalWords(string(d.License)), d.Since)]++
	}
	return counts
}

func jsonOf(t *testing.T, all []ledger.Difference) string {
	t.Helper()
	text := ""
	for i := range all {
		body, err := json.Marshal(&all[i])
		if err != nil {
			t.Fatal(err)
		}
		text += string(body) + "\n"
	}
	return text
}

func timeOf(t *testing.T, text string) time.Time {
	t.Helper()
	at, err := time.Parse(time.RFC3339, text)
	if err != nil {
		t.Fatal(err)
	}
	return at
}
