package store

import (
	"context"
	"path/filepath"
	"testing"
	"time"

	"licenseledger/store/ledger"
)

// TestStaging_OfChangesKnowsWhatTheySpeakOf takes a page that changes one account of 300:
// of the listing before, the facts of that account alone are looked up.
func TestStaging_OfChangesKnowsWhatTheySpeakOf(t *testing.T) {
	ctx := context.Background()
	l, err := Create(ctx, filepath.Join(t.TempDir(), "contoso.ledger"), Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	const people, each = 300, 3
	var accounts []ledger.Object
	for i := range people {
		accounts = append(accounts, accountWith(i, "E3", "F1"))
	}
	publishLines(t, l, ledger.SourceUsers, accounts)
	s, err := l.StageChanges(ctx, ledger.SourceUsers, time.Hour)
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	if err := s.Put(ctx, ledger.Page{Objects: []ledger.Object{accountWith(7, "E3", "E5")}, At: 1_772_446_600_000}, true); err != nil {
		t.Fatal(err)
	}
	if n := s.base.set.len(); n != each {
		t.Errorf("%d facts of the listing before were looked up, want %d", n, each)
	}
	var gone, fresh int
	s.tally.eachGone(func(int) { gone++ })
	s.tally.eachFresh(func(int) { fresh++ })
	if rows := s.Rows(); gone != 1 || fresh != 1 || rows != people*each {
		t.Errorf("%d are gone, %d new, of %d now; want 1, 1, %d", gone, fresh, rows, people*each)
	}
}

func accountWith(n int, licenses ...string) ledger.Object {
	o := ledger.Object{Owner: string(rune('a'+n/26)) + string(rune('a'+n%26))}
	o.Facts = append(o.Facts, ledger.User{UserID: o.Owner, DisplayName: "Jane"})
	for _, sku := range licenses {
		o.Facts = append(o.Facts, ledger.Assignment{UserID: o.Owner, SkuID: sku})
	}
	return o
}
