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

// TestForget_FollowsAnAddressThatALicenseDownloadTells does the same for one
// that a license download tells, by the id of the person.
func TestForget_FollowsAnAddressThatALicenseDownloadTells(t *testing.T) {
	list := storetest.Listing{Source: ledger.SourceLicenseReport, At: onDay(5),
		Objects: []ledger.Object{reportRow("Mallory Newname", "NewName@contoso.com", "2026-02-03T04:05:06Z")}}
	use := func(source string, line ledger.LicenseUse) storetest.Listing {
		return storetest.Listing{Source: source, At: onDay(5).Add(time.Minute), Objects: []ledger.Object{useLine(line)}}
	}
	byID := use(ledger.SourceFileUse, ledger.LicenseUse{UserID: mallory, UserName: "Mallory Newname", EmailAddress: "newname@contoso.com", App: "Leave"})
	byAddress := use(ledger.SourceFileLicensed, ledger.LicenseUse{UserName: "Mallory Newname", EmailAddress: "newName@contoso.com", License: "Power Apps Premium"})
	account := malloryUser("Mallory Newname")
	told := account.Facts[0].(ledger.User)
	told.Mail, told.ProxyAddresses = "newname@contoso.com", ""
	account.Facts = []ledger.Fact{told}
	directory := storetest.Listing{Source: ledger.SourceUsers, At: onDay(6), Objects: []ledger.Object{account, assistantNow()}}
	for name, order := range map[string][]storetest.Listing{
		"the download last": {list, byAddress, byID}, "the download first": {byID, byAddress, list}, "the directory last": {byAddress, directory},
		"the directory first": {directory, byAddress},
	} {
		t.Run(name, func(t *testing.T) {
			ctx, l := context.Background(), withMallory(t)
			if _, err := l.Forget(ctx, mallory, false); err != nil {
				t.Fatal(err)
			}
			storetest.Publish(t, l, order...)
			if dump := strings.ToLower(storetest.Dump(t, l)); strings.Contains(dump, "newname") {
				t.Error("a fact or conclusion names the person")
			}
			storetest.Sound(t, l)
		})
	}
	t.Run("staged before the address was known", func(t *testing.T) {
		ctx, l := context.Background(), withMallory(t)
		if _, err := l.Forget(ctx, mallory, false); err != nil {
			t.Fatal(err)
		}
		staging, err := l.Stage(ctx, byAddress.Source, 0)
		if err != nil {
			t.Fatal(err)
		}
		storetest.Put(t, staging, byAddress.At, byAddress.Objects)
		storetest.Publish(t, l, directory)
		run, err := l.BeginRun(ctx, ledger.RunImport)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := l.Publish(ctx, staging, ledger.Publication{RunID: run, Source: byAddress.Source, At: ledger.InstantOf(byAddress.At),
			ReadFrom: ledger.InstantOf(byAddress.At), AtRule: ledger.AtFileName}); err != nil {
			t.Fatal(err)
		}
		if err := l.EndRun(ctx, run, ledger.RunComplete, nil); err != nil {
			t.Fatal(err)
		}
		if dump := strings.ToLower(storetest.Dump(t, l)); strings.Contains(dump, "newname") {
			t.Error("a fact names the person")
		}
		storetest.Sound(t, l)
	})
}
