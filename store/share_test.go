package store_test

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"licenseledger/store"
	"licenseledger/store/ledger"
	"licenseledger/store/storetest"
)

func shared(t *testing.T, l *store.Ledger, without ledger.Without) (*store.Ledger, []byte) {
	t.Helper()
	ctx := context.Background()
	target := filepath.Join(t.TempDir(), "shared.ledger")
	if err := l.Share(ctx, target, without); err != nil {
		t.Fatal(err)
	}
	body, err := os.ReadFile(target)
	if err != nil {
		t.Fatal(err)
	}
	if left, err := filepath.Glob(target + "*"); err != nil || len(left) != 1 {
		t.Errorf("beside the copy: %v (%v)", left, err)
	}
	opened, err := store.Open(ctx, target, store.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := opened.Close(); err != nil {
			t.Error(err)
		}
	})
	storetest.Sound(t, opened)
	return opened, body
}

// TestShare_WithoutNamesNamesNobody: no name, address or object id is left, and
// every day has the rows it had.
func TestShare_WithoutNamesNamesNobody(t *testing.T) {
	l := withMallory(t)
	_, body := shared(t, l, ledger.Without{Names: true})
	body = bytes.ToLower(body)
	for _, secret := range append(canaries, "andy heir", "andy@contoso.com", mallory, heir) {
		if bytes.Contains(body, []byte(secret)) {
			t.Errorf("the copy has %q", secret)
		}
	}
}

func TestShare_WithoutNamesShowsTheSameDays(t *testing.T) {
	eachSeed(t, func(t *testing.T, seed uint64) {
		l := storetest.New(t)
		for _, x := range storetest.Histories(seed, 6) {
			storetest.Publish(t, l, x)
		}
		copied, _ := shared(t, l, ledger.Without{Names: true})
		for _, s := range snapshotsOf(t, l) {
			was, is := shown(t, l, s.ID), shown(t, copied, s.ID)
			for kind := range was {
				if d := cmp.Diff(sayings(was[kind]), sayings(is[kind])); d != "" {
					t.Errorf("%s of %s (-ledger +copy):\n%s", kind, s.At, d)
				}
			}
		}
	})
}

// sayings counts rows by what they say of nobody in particular, and how many
// different people they are of.
func sayings(rows []ledger.Row) map[string]int {
	count, people := map[string]int{}, map[string]bool{}
	for _, r := range rows {
		count[string(r.Service+"|"+r.License+"|"+r.AssignedDate+"|"+r.FirstSeen+"|"+r.AssignedBy+"|"+r.Status+"|"+r.StatusSince+"|"+r.IdentityConfidence)]++
		people[strings.ToLower(string(r.UserID+"|"+r.EmailAddress+"|"+r.LastKnownEmail))] = true
	}
	count["people"] = len(people)
	return count
}

func TestShare_WithoutHistoryHasOneDay(t *testing.T) {
	l := storetest.New(t)
	for _, x := range storetest.Histories(4, 12) {
		storetest.Publish(t, l, x)
	}
	all := snapshotsOf(t, l)
	newest := all[len(all)-1]
	copied, _ := shared(t, l, ledger.Without{History: true})
	left := snapshotsOf(t, copied)
	if len(left) != 1 || left[0].ID != newest.ID || left[0].Rows != newest.Rows {
		t.Fatalf("left: %+v", left)
	}
	was, is := shown(t, l, newest.ID), shown(t, copied, newest.ID)
	for _, kind := range []ledger.ViewKind{ledger.ViewUsers, ledger.ViewAssigned, ledger.ViewList} {
		if len(was[kind]) != len(is[kind]) {
			t.Errorf("%s has %d rows, had %d", kind, len(is[kind]), len(was[kind]))
		}
	}
}

func TestShare_WithoutActivity(t *testing.T) {
	l := storetest.New(t)
	storetest.Publish(t, l, storetest.Histories(4, 1)[0])
	change(t, l, `INSERT INTO activity_user VALUES (1, 'abcdefab-0000-0000-0000-000000000001');
		INSERT INTO activity SELECT source_id, '2026-01-05', 'power_apps', x'01' FROM source WHERE name = 'graph.users'`)
	for without, want := range map[ledger.Without]bool{{}: true, {Activity: true}: false} {
		_, body := shared(t, l, without)
		if has := bytes.Contains(body, []byte("abcdefab-0000-0000-0000-000000000001")); has != want {
			t.Errorf("%+v: the copy says who used what: %v, want %v", without, has, want)
		}
	}
}

// TestShare_WithoutActivityHasNoLicenseDownload: they tell who launched what.
func TestShare_WithoutActivityHasNoLicenseDownload(t *testing.T) {
	l := withMallory(t)
	for without, want := range map[ledger.Without]bool{{}: true, {Activity: true}: false} {
		copied, body := shared(t, l, without)
		if has := bytes.Contains(body, []byte("Leave requests")); has != want {
			t.Errorf("%+v: the copy says what was launched: %v, want %v", without, has, want)
		}
		if was, is := len(snapshotsOf(t, l)), len(snapshotsOf(t, copied)); was != is {
			t.Errorf("%+v: %d readings of %d are left", without, is, was)
		}
	}
}

// TestShare_WithoutNamesOfACopyWithoutNames: its people are called Person 1,
// Person 2 and so on, and each may be given the name of another.
func TestShare_WithoutNamesOfACopyWithoutNames(t *testing.T) {
	l := storetest.New(t)
	storetest.Publish(t, l, storetest.Listing{Source: ledger.SourceLicenseReport, At: onDay(1), Objects: []ledger.Object{
		reportRow("Person 2", "Unknown", "2026-01-02"), reportRow("Person 1", "Unknown", "2026-01-02"), reportRow("Person 3", "Unknown", "2026-01-02")}})
	copied, _ := shared(t, l, ledger.Without{Names: true})
	if rows := rowsOf(t, copied, store.ViewSpec{}); len(rows) != 3 {
		t.Errorf("the copy has %d rows, want 3", len(rows))
	}
}

// Prices are between the tenant and whom it buys from: a copy can do without
// them, and keeps them unless somebody says so.
func TestShare_WithoutPrices(t *testing.T) {
	l := storetest.New(t)
	storetest.Publish(t, l, storetest.Histories(3, 1)[0])
	setPrices(t, l, priced(skuE3, "2026-01-01", 2160, "EUR", ledger.PerMonth))
	for name, tt := range map[string]struct {
		without ledger.Without
		want    int
	}{"whole.ledger": {ledger.Without{}, 1}, "nameless.ledger": {ledger.Without{Names: true, History: true}, 1}, "priceless.ledger": {ledger.Without{Prices: true}, 0}} {
		path := filepath.Join(t.TempDir(), name)
		if err := l.Share(t.Context(), path, tt.without); err != nil {
			t.Fatal(err)
		}
		copied, err := store.Open(t.Context(), path, store.Options{})
		if err != nil {
			t.Fatal(err)
		}
		prices, err := copied.Prices(t.Context())
		if err != nil || len(prices) != tt.want {
			t.Errorf("%s has %v (%v)", name, prices, err)
		}
		storetest.Sound(t, copied)
		if err := copied.Close(); err != nil {
			t.Error(err)
		}
	}
}
