package store_test

import (
	"bytes"
	"context"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"licenseledger/store"
	"licenseledger/store/ledger"
	"licenseledger/store/storetest"
)

// TestLeavers_NoNameIsLeftAfterTheTime forgets, in drawn histories, whoever left
// two months before a drawn day. Whoever left later or is there keeps their
// name, and whatever arrives afterwards brings no name back.
func TestLeavers_NoNameIsLeftAfterTheTime(t *testing.T) {
	eachSeedAtOnce(t, func(t *testing.T, seed uint64) {
		ctx, r := context.Background(), rand.New(rand.NewPCG(seed, 9))
		listings := storetest.Histories(seed, 14)
		l, m := storetest.New(t), &storetest.Model{}
		cut := len(listings) * 3 / 4
		told, later := listings[:cut], listings[cut:]
		for _, x := range told {
			storetest.Publish(t, l, x)
			m.Publish(x)
		}
		before := accountsOf(t, l)
		day := told[len(told)/2+r.IntN(len(told)/2)].At
		if err := l.SetLeaverNames(ctx, 2); err != nil {
			t.Fatal(err)
		}
		due, err := l.LeaversDue(ctx, ledger.LeaverNames{Months: 2}, day.AddDate(0, 2, 0))
		if err != nil {
			t.Fatal(err)
		}
		done, err := l.ForgetLeavers(ctx, day.AddDate(0, 2, 0))
		if err != nil || done.People != due {
			t.Fatalf("%+v, %v; %d were due", done, err, due)
		}
		erased := map[string]bool{}
		for id, was := range before {
			is := accountsOf(t, l)[id]
			erased[id] = is.Status == ledger.Text(ledger.StatusErased)
			switch left := leftAt(m, id); {
			case erased[id] && (!ledger.Status(was.Status).Departed() || left > ledger.InstantOf(day)):
				t.Errorf("%s (%s, left %s) was forgotten on %s", id, was.Status, left, day)
			case !erased[id] && is.LastKnownName != was.LastKnownName:
				t.Errorf("%s keeps another name: %q, was %q", id, is.LastKnownName, was.LastKnownName)
			case !erased[id] && ledger.Status(was.Status).Departed() && deletedBy(m, id, day):
				t.Errorf("%s was deleted before %s and still has a name", id, day)
			}
		}
		nobody := func(when string) {
			t.Helper()
			for id := range erased {
				if erased[id] {
					findBytes(t, l, when, id, textsOnlyOf(id, told, listings))
				}
			}
			storetest.Sound(t, l)
		}
		nobody("once forgotten")
		for _, x := range later {
			storetest.Publish(t, l, x)
		}
		nobody("after what came later")
	})
}

// accountsOf gives a row of everybody in the directory or gone from it.
func accountsOf(t *testing.T, l *store.Ledger) map[string]ledger.Row {
	t.Helper()
	all := map[string]ledger.Row{}
	for _, kind := range []ledger.ViewKind{ledger.ViewUsers, ledger.ViewDeparted} {
		for _, row := range rowsOf(t, l, store.ViewSpec{Kind: kind}) {
			all[string(row.UserID)] = row
		}
	}
	return all
}

// leftAt is the first evidence that an account was gone the last time it left.
func leftAt(m *storetest.Model, id string) ledger.Instant {
	all := m.Departures(id)
	if len(all) == 0 {
		return ledger.Instant(1<<63 - 1)
	}
	last := all[len(all)-1]
	if last.DeletedAt != 0 {
		return last.DeletedAt
	}
	return last.Before
}

// deletedBy tells whether the deleted users tell that an account was gone by a
// day, which leaves no doubt as long as it did not come back. One that came back and is
// deleted again is told by the deleted users before a listing lacks it.
func deletedBy(m *storetest.Model, id string, day time.Time) bool {
	all := m.Departures(id)
	return len(all) > 0 && !all[len(all)-1].Returned() && all[len(all)-1].DeletedAt != 0 && all[len(all)-1].DeletedAt <= ledger.InstantOf(day)
}

// textsOnlyOf gives the addresses and names of an account that are part of
// nobody else's, so that a byte of them can be nobody else's either. Lines name
// others too, whom no directory ever had.
func textsOnlyOf(id string, told, all []storetest.Listing) []string {
	own := addressesOnlyOf(id, told, all)
	var others []string
	for _, u := range usersIn(all) {
		if u.UserID == id {
			own = append(own, strings.ToLower(u.DisplayName))
			continue
		}
		// Texts of a row lie one behind the other: "Person 2" and "0..." is no Person 20.
		others = append(others, strings.ToLower(u.DisplayName+u.UserPrincipalName), strings.ToLower(u.Mail), strings.ToLower(u.ProxyAddresses))
	}
	for _, x := range all {
		for _, object := range x.Objects {
			for _, fact := range object.Facts {
				if line, ok := fact.(ledger.ReportRow); ok && !slices.Contains(own, strings.ToLower(line.EmailAddress)) {
					others = append(others, strings.ToLower(line.UserName), strings.ToLower(line.EmailAddress))
				}
				if u, ok := fact.(ledger.DeletedUser); ok && u.UserID != id {
					others = append(others, strings.ToLower(u.DisplayName+u.UserPrincipalName))
				}
				if line, ok := fact.(ledger.LicenseUse); ok && line.UserID != id && !slices.Contains(own, strings.ToLower(line.EmailAddress)) {
					others = append(others, strings.ToLower(line.UserName), strings.ToLower(line.EmailAddress))
				}
			}
		}
	}
	return slices.DeleteFunc(own, func(text string) bool {
		return text == "" || slices.ContainsFunc(others, func(other string) bool { return strings.Contains(other, text) })
	})
}

// findBytes looks for texts in every file beside the ledger.
func findBytes(t *testing.T, l *store.Ledger, when, id string, texts []string) {
	t.Helper()
	files, err := os.ReadDir(filepath.Dir(l.Path()))
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range files {
		body, err := os.ReadFile(filepath.Join(filepath.Dir(l.Path()), file.Name())) // the test may: it holds no lock that matters
		if err != nil {
			t.Fatal(err)
		}
		for _, text := range texts {
			if bytes.Contains(bytes.ToLower(body), []byte(text)) {
				t.Errorf("%s: %s has %q of %s", when, file.Name(), text, id)
			}
		}
	}
}

// TestLeavers_NobodyIsForgottenUnchosen: as long as nobody chose, and before
// the time is over, not a byte changes.
func TestLeavers_NobodyIsForgottenUnchosen(t *testing.T) {
	ctx, l := context.Background(), withMallory(t)
	dump := storetest.Dump(t, l)
	much := onDay(1).AddDate(50, 0, 0)
	same := func(when string, names ledger.LeaverNames, at time.Time) {
		t.Helper()
		if got, err := l.LeaverNames(ctx); err != nil || got != names {
			t.Errorf("%s: %+v, %v", when, got, err)
		}
		if done, err := l.ForgetLeavers(ctx, at); err != nil || done.People != 0 {
			t.Errorf("%s: %+v, %v", when, done, err)
		}
		if storetest.Dump(t, l) != dump {
			t.Errorf("%s: the ledger has changed", when)
		}
	}
	same("unchosen", ledger.LeaverNames{}, much)
	choose := func(months int) {
		t.Helper()
		if err := l.SetLeaverNames(ctx, months); err != nil {
			t.Fatal(err)
		}
		dump = storetest.Dump(t, l)
	}
	choose(0)
	same("kept for good", ledger.LeaverNames{Chosen: true}, much)
	choose(13)
	kept := ledger.LeaverNames{Chosen: true, Months: 13}
	same("13 months but a moment", kept, onDay(2).AddDate(0, 13, 0).Add(-time.Second))
	if done, err := l.ForgetLeavers(ctx, onDay(2).AddDate(0, 13, 0)); err != nil || done.People != 1 {
		t.Errorf("after 13 months: %+v, %v", done, err)
	}
	if found := residue(t, l); len(found) > 0 {
		t.Errorf("left: %v", found)
	}
	dump = storetest.Dump(t, l)
	same("once forgotten", kept, much)
	for _, months := range []int{-1, 1, 1000} {
		if err := l.SetLeaverNames(ctx, months); ledger.CodeOf(err) != ledger.CodeInvalid {
			t.Errorf("%d months: %v", months, err)
		}
	}
}

// TestRestore_KeepsNoMoreThanWasChosen restores a backup from before it was
// chosen to keep less.
func TestRestore_KeepsNoMoreThanWasChosen(t *testing.T) {
	ctx, l := context.Background(), withMallory(t)
	if err := l.SetActivityLevel(ctx, ledger.ActivityDay); err != nil {
		t.Fatal(err)
	}
	backup := filepath.Join(t.TempDir(), "copy.ledger")
	if err := l.Backup(ctx, backup); err != nil {
		t.Fatal(err)
	}
	if err := l.SetActivityLevel(ctx, ledger.ActivityNone); err != nil {
		t.Fatal(err)
	}
	if err := l.SetLeaverNames(ctx, 25); err != nil {
		t.Fatal(err)
	}
	if _, err := l.Restore(ctx, backup); err != nil {
		t.Fatal(err)
	}
	if level, err := l.ActivityLevel(ctx); err != nil || level != ledger.ActivityNone {
		t.Errorf("activity %q, %v", level, err)
	}
	if names, err := l.LeaverNames(ctx); err != nil || names.Months != 25 {
		t.Errorf("names %+v, %v", names, err)
	}
}
