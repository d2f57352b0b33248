package store_test

import (
	"cmp"
	"context"
	"math/rand/v2"
	"slices"
	"testing"

	gocmp "github.com/google/go-cmp/cmp"

	"licenseledger/store"
	"licenseledger/store/ledger"
	"licenseledger/store/storetest"
)

// sameChanges draws pairs of days, compares the changes told with a plain
// comparison of what the days show, and applies them to the earlier.
func sameChanges(t *testing.T, r *rand.Rand, l *store.Ledger, m *storetest.Model) {
	t.Helper()
	snapshots := m.Snapshots()
	for range 15 {
		a, b := snapshots[r.IntN(len(snapshots))], snapshots[r.IntN(len(snapshots))]
		before, after := dayOf(t, l, m, a), dayOf(t, l, m, b)
		got, err := l.Diff(context.Background(), before.at, after.at)
		if err != nil {
			t.Fatal(err)
		}
		if d := gocmp.Diff(inOrder(plainChanges(before, after)), inOrder(got)); d != "" {
			t.Fatalf("from %s to %s (-plainly +told):\n%s", a.At, b.At, d)
		}
		if before.basis != after.basis || before.basis == ledger.BasisNone {
			continue
		}
		toldAsShown(t, before, after, got)
		if d := gocmp.Diff(after.keys(gone(got)), apply(before.keys(gone(got)), got)); d != "" {
			t.Fatalf("from %s to %s: the changes do not lead there (-the later day +the earlier one, changed):\n%s", a.At, b.At, d)
		}
	}
}

// shownDay is a day with its list.
type shownDay struct {
	*storetest.Day
	at    string
	basis ledger.Basis
	rows  []ledger.Row
}

func dayOf(t *testing.T, l *store.Ledger, m *storetest.Model, s *storetest.Snapshot) shownDay {
	t.Helper()
	d := shownDay{Day: m.Day(s), at: viewAt(s)}
	d.basis, _ = d.List()
	d.rows = rowsOf(t, l, store.ViewSpec{At: d.at})
	return d
}

// listKey is what makes two rows of a list the same one.
type listKey struct{ person, service, license string }

func keyOfRow(row ledger.Row) listKey {
	person := personOf(row)
	if person == "" {
		person = "nobody"
	}
	return listKey{person, string(row.Service), string(row.License)}
}

// keys counts the rows of a list by what makes them the same, without those of
// some people.
func (d shownDay) keys(without map[string]bool) map[listKey]int {
	all := map[listKey]int{}
	for _, row := range d.rows {
		if !without[string(row.UserID)] {
			all[keyOfRow(row)]++
		}
	}
	return all
}

// gone gives those who departed: their rows are not told one by one.
func gone(changes []ledger.Change) map[string]bool {
	all := map[string]bool{}
	for _, c := range changes {
		if c.Change == ledger.ChangeDeparted {
			all[string(c.UserID)] = true
		}
	}
	return all
}

func apply(keys map[listKey]int, changes []ledger.Change) map[listKey]int {
	without := gone(changes)
	for _, c := range changes {
		key := keyOfRow(ledger.Row{UserID: c.UserID, EmailAddress: c.EmailAddress, UserName: c.UserName, Service: c.Service, License: c.License})
		was := key
		was.service, was.license = string(c.WasService), string(c.WasLicense)
		if without[string(c.UserID)] {
			continue
		}
		switch c.Change {
		case ledger.ChangeGained:
			keys[key]++
		case ledger.ChangeLost:
			keys[key]--
		case ledger.ChangeSwapped:
			keys[key]++
			keys[was]--
		}
	}
	for key, n := range keys {
		if n == 0 {
			delete(keys, key)
		}
	}
	return keys
}

// plainChanges compares two days the long way round.
func plainChanges(before, after shownDay) []ledger.Change {
	var all []ledger.Change
	departed := map[string]bool{}
	if before.Directory() == nil || after.Directory() == nil {
		all = append(all, ledger.Change{Change: ledger.ChangeNotRead, Service: ledger.SourceUsers})
	} else {
		for _, u := range before.Users() {
			was, _ := before.Status(u.UserID)
			is, since := after.Status(u.UserID)
			if is.Departed() && !was.Departed() {
				departed[u.UserID] = true
				c := changeOf(ledger.ChangeDeparted, u)
				c.Since = ledger.Text(since)
				all = append(all, c)
			}
		}
		for _, u := range after.Users() {
			all = append(all, personChanges(before, u)...)
		}
	}
	if before.basis != after.basis || before.basis == ledger.BasisNone {
		missing := ledger.Text(ledger.SourceUsers)
		if before.basis != ledger.BasisReport || after.basis != ledger.BasisReport {
			missing = ledger.SourceLicenseReport
		}
		return append(all, ledger.Change{Change: ledger.ChangeNotRead, Service: missing})
	}
	return append(all, rowChanges(before.rows, after.rows, departed)...)
}

func changeOf(kind string, u ledger.User) ledger.Change {
	return ledger.Change{Change: kind, UserID: ledger.Text(u.UserID), UserName: ledger.Text(u.DisplayName), EmailAddress: ledger.Text(cmp.Or(u.Mail, u.UserPrincipalName))}
}

func personChanges(before shownDay, u ledger.User) []ledger.Change {
	var all []ledger.Change
	if was, _ := before.Status(u.UserID); was.Departed() {
		all = append(all, changeOf(ledger.ChangeReturned, u))
	}
	was := before.User(u.UserID)
	if was == nil {
		return all
	}
	if blocked(u) && !blocked(*was) {
		all = append(all, changeOf(ledger.ChangeBlocked, u))
	}
	is, then := changeOf(ledger.ChangeRenamed, u), changeOf("", *was)
	if is.UserName != then.UserName || is.EmailAddress != then.EmailAddress {
		is.WasName, is.WasEmail = then.UserName, then.EmailAddress
		all = append(all, is)
	}
	return all
}

func blocked(u ledger.User) bool { return u.AccountEnabled != nil && !*u.AccountEnabled }

// rowChanges compares two lists. Rows of nobody in particular are the same
// when they also share their date; somebody in particular who lost a row of a
// product and gained another swapped. The rows of those who departed are not
// called lost.
func rowChanges(before, after []ledger.Row, departed map[string]bool) []ledger.Change {
	lost, gained := missingFrom(after, before), missingFrom(before, after)
	lost = slices.DeleteFunc(lost, func(row ledger.Row) bool { return departed[string(row.UserID)] })
	var all []ledger.Change
	for _, row := range gained {
		c := rowChange(ledger.ChangeGained, row)
		n := slices.IndexFunc(lost, func(was ledger.Row) bool {
			return personOf(row) != "" && personOf(was) == personOf(row) && was.Product == row.Product
		})
		if n >= 0 {
			c.Change, c.WasService, c.WasLicense = ledger.ChangeSwapped, lost[n].Service, lost[n].License
			lost = slices.Delete(lost, n, n+1)
		}
		all = append(all, c)
	}
	for _, row := range lost {
		all = append(all, rowChange(ledger.ChangeLost, row))
	}
	return all
}

func ownerKey(row ledger.Row) string {
	if who := personOf(row); who != "" {
		return who
	}
	return "unknown " + string(row.AssignedDate)
}

// missingFrom gives the rows of b that a lacks, in the order of person,
// service and license.
func missingFrom(a, b []ledger.Row) []ledger.Row {
	type key struct{ who, service, license ledger.Text }
	of := func(row ledger.Row) key { return key{ledger.Text(ownerKey(row)), row.Service, row.License} }
	there := map[key]int{}
	for _, row := range a {
		there[of(row)]++
	}
	var missing []ledger.Row
	for _, row := range b {
		if there[of(row)]--; there[of(row)] < 0 {
			missing = append(missing, row)
		}
	}
	slices.SortStableFunc(missing, func(x, y ledger.Row) int {
		return cmp.Or(cmp.Compare(ownerKey(x), ownerKey(y)), cmp.Compare(x.Service, y.Service), cmp.Compare(x.License, y.License))
	})
	return missing
}

func rowChange(kind string, row ledger.Row) ledger.Change {
	c := ledger.Change{Change: kind, UserID: row.UserID, UserName: row.UserName, EmailAddress: row.EmailAddress, Service: row.Service, License: row.License}
	if row.LastKnownName != "" {
		c.UserName = row.LastKnownName
	}
	if row.LastKnownEmail != "" {
		c.EmailAddress = row.LastKnownEmail
	}
	return c
}

// toldAsShown checks that every row told lost or gained reads as one of its day.
func toldAsShown(t *testing.T, before, after shownDay, told []ledger.Change) {
	t.Helper()
	shown := map[ledger.Change]bool{}
	for kind, rows := range map[string][]ledger.Row{ledger.ChangeLost: before.rows, ledger.ChangeGained: after.rows, ledger.ChangeSwapped: after.rows} {
		for _, row := range rows {
			shown[rowChange(kind, row)] = true
		}
	}
	for _, c := range told {
		c.WasService, c.WasLicense = "", ""
		if rowKinds[c.Change] && !shown[c] {
			t.Fatalf("no row reads like the change %+v", c)
		}
	}
}

var rowKinds = map[string]bool{ledger.ChangeLost: true, ledger.ChangeGained: true, ledger.ChangeSwapped: true}

// inOrder sorts changes by what they say. Of two rows of an account that are the
// same one but for how they write its name and address, either may be told.
func inOrder(changes []ledger.Change) []ledger.Change {
	sorted := slices.Clone(changes)
	for i := range sorted {
		c := &sorted[i]
		c.EmailAddress = ledger.Text(ledger.FoldAddress(string(c.EmailAddress)))
		if rowKinds[c.Change] && c.UserID != "" {
			c.UserName, c.EmailAddress = "", ""
		}
	}
	slices.SortFunc(sorted, func(a, b ledger.Change) int {
		return cmp.Or(cmp.Compare(a.Change, b.Change), cmp.Compare(a.UserID, b.UserID), cmp.Compare(a.UserName, b.UserName), cmp.Compare(a.EmailAddress, b.EmailAddress),
			cmp.Compare(a.Service, b.Service), cmp.Compare(a.License, b.License), cmp.Compare(a.WasService, b.WasService), cmp.Compare(a.WasLicense, b.WasLicense))
	})
	return sorted
}
