package store_test

import (
	"context"
	"fmt"
	"testing"
	"time"

	"licenseledger/store"
	"licenseledger/store/ledger"
	"licenseledger/store/storetest"
)

// TestForget_ConcludesAnewOnlyWhatTellsThePerson: two people left, and each is told behind
// an Unknown row. Forgetting one of them leaves the conclusion about the other untouched,
// whatever it says, and so does not go through everybody.
func TestForget_ConcludesAnewOnlyWhatTellsThePerson(t *testing.T) {
	ctx, l := context.Background(), storetest.New(t)
	id := func(n int) string { return fmt.Sprintf("00000000-0000-0000-0000-%012d", n) }
	user := func(n int) ledger.Object {
		return ledger.Object{Owner: id(n), Facts: []ledger.Fact{ledger.User{UserID: id(n), DisplayName: fmt.Sprintf("Person %c Quixote", 'A'+n),
			UserPrincipalName: fmt.Sprintf("person%d@contoso.com", n), UserType: "Member"}}}
	}
	row := func(n int, named bool) ledger.Object {
		name, address := fmt.Sprintf("Person %c Quixote", 'A'+n), fmt.Sprintf("Person%d@contoso.com", n)
		if !named {
			name, address = ledger.UnknownWord, ledger.UnknownWord
		}
		return reportRow(name, address, fmt.Sprintf("2026-01-0%dT03:04:05Z", n))
	}
	storetest.Publish(t, l,
		storetest.Listing{Source: ledger.SourceUsers, At: onDay(1), Objects: []ledger.Object{user(1), user(2), user(3)}},
		storetest.Listing{Source: ledger.SourceLicenseReport, At: onDay(1).Add(time.Minute), Objects: []ledger.Object{row(1, true), row(2, true), row(3, true)}},
		storetest.Listing{Source: ledger.SourceUsers, At: onDay(2), Objects: []ledger.Object{user(3)}},
		storetest.Listing{Source: ledger.SourceLicenseReport, At: onDay(2).Add(time.Minute), Objects: []ledger.Object{row(1, false), row(2, false), row(3, true)}})
	storetest.Sound(t, l)
	change(t, l, `UPDATE identity SET name = 'as it was' WHERE user_id = ?`, id(2))
	if _, err := l.Forget(ctx, id(1), false); err != nil {
		t.Fatal(err)
	}
	found := map[string]string{}
	for _, r := range rowsOf(t, l, store.ViewSpec{}) {
		found[string(r.UserID)] = string(r.LastKnownName)
	}
	if found[id(2)] != "as it was" {
		t.Errorf("the other row is told as %q, and was concluded anew", found[id(2)])
	}
	findings, err := l.Check(ctx)
	if err != nil || len(findings) != 1 || findings[0].Check != "conclusion" {
		t.Errorf("%v, %v; want the one conclusion that was changed by hand", findings, err)
	}
	change(t, l, `UPDATE identity SET name = 'Person C Quixote' WHERE user_id = ?`, id(2))
	storetest.Sound(t, l)
	for _, r := range rowsOf(t, l, store.ViewSpec{}) {
		if r.UserID == ledger.Text(id(1)) && r.Status != ledger.Text(ledger.StatusErased) {
			t.Errorf("%+v", r)
		}
	}
}
