package store_test

import (
	"context"
	"strings"
	"testing"
	"time"

	"licenseledger/store"
	"licenseledger/store/ledger"
	"licenseledger/store/storetest"
)

// TestForget_FollowsAnAddressThatIsLearnedLater: a list names somebody by an
// address that nobody knows; then the directory tells that it is the address of
// a person who was forgotten. The other way round the list arrives erased.
func TestForget_FollowsAnAddressThatIsLearnedLater(t *testing.T) {
	renamed := func() ledger.Object {
		o := malloryUser("Mallory Newname")
		u := o.Facts[0].(ledger.User)
		u.Mail, u.ProxyAddresses = "newname@contoso.com", ""
		return ledger.Object{Owner: o.Owner, Facts: []ledger.Fact{u}}
	}
	directory := storetest.Listing{Source: ledger.SourceUsers, At: onDay(5), Objects: []ledger.Object{renamed(), assistantNow()}}
	list := storetest.Listing{Source: ledger.SourceLicenseReport, At: onDay(5).Add(time.Minute),
		Objects: []ledger.Object{reportRow("Mallory Newname", "NewName@contoso.com", "2026-02-03T04:05:06Z")}}
	for name, order := range map[string][]storetest.Listing{"the list first": {list, directory}, "the directory first": {directory, list}} {
		t.Run(name, func(t *testing.T) {
			ctx, l := context.Background(), withMallory(t)
			if _, err := l.Forget(ctx, mallory, false); err != nil {
				t.Fatal(err)
			}
			storetest.Publish(t, l, order...)
			if dump := strings.ToLower(storetest.Dump(t, l)); strings.Contains(dump, "newname") {
				t.Error("a fact or conclusion names the person")
			}
			for _, row := range rowsOf(t, l, store.ViewSpec{}) {
				if row.UserID != mallory || row.UserName != ledger.UnknownWord || row.Status != ledger.Text(ledger.StatusErased) {
					t.Errorf("the list shows %+v", row)
				}
			}
			storetest.Sound(t, l)
		})
	}
}
