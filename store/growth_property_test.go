package store_test

import (
	"context"
	"database/sql"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"licenseledger/store"
	"licenseledger/store/ledger"
	"licenseledger/store/storetest"
)

// bytesIn is what the contents of a ledger take.
func bytesIn(t *testing.T, l *store.Ledger) int64 {
	t.Helper()
	db, err := sql.Open("sqlite", "file:"+l.Path()+"?mode=ro&_pragma=busy_timeout(5000)")
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	var bytes int64
	if err := db.QueryRow(`SELECT ((SELECT * FROM pragma_page_count) - (SELECT * FROM pragma_freelist_count)) * (SELECT * FROM pragma_page_size)`).Scan(&bytes); err != nil {
		t.Fatal(err)
	}
	return bytes
}

// TestPublish_UnchangedSnapshotsCostLittle reads the same again every day, all
// sources of it.
func TestPublish_UnchangedSnapshotsCostLittle(t *testing.T) {
	l := storetest.New(t)
	newest := map[string]storetest.Listing{}
	for _, x := range storetest.Histories(2, 6) {
		storetest.Publish(t, l, x)
		if x.FileHash == "" {
			newest[x.Source] = x
		}
	}
	var again []storetest.Listing
	for _, info := range ledger.Sources() {
		if x, ok := newest[info.Name]; ok {
			again = append(again, x)
		}
	}
	if len(again) < 4 {
		t.Fatalf("only %d sources were read: the test proves nothing", len(again))
	}
	before := bytesIn(t, l)
	const days = 20
	for day := range days {
		for i := range again {
			again[i].At = newest[again[i].Source].At.AddDate(0, 0, day+7)
		}
		storetest.Publish(t, l, again...)
	}
	grown := (bytesIn(t, l) - before) / days
	t.Logf("%d bytes a day", grown)
	if grown > 4096 {
		t.Errorf("a day without changes costs %d bytes, at most 4096 are allowed", grown)
	}
}

// TestListing_ReadToItsMiddleChangesNothing stages the beginning of every
// listing of a history before the listing itself is published, or never.
func TestListing_ReadToItsMiddleChangesNothing(t *testing.T) {
	eachSeedAtOnce(t, func(t *testing.T, seed uint64) {
		l := storetest.New(t)
		for _, x := range storetest.Histories(seed, 6) {
			before, snapshots := storetest.Dump(t, l), snapshotsAsText(t, l)
			partial := x
			partial.Partial, partial.Objects, partial.At = true, x.Objects[:len(x.Objects)/2], x.At.Add(-time.Second)
			storetest.Publish(t, l, partial)
			if d := cmp.Diff(before+snapshots, storetest.Dump(t, l)+snapshotsAsText(t, l)); d != "" {
				t.Fatalf("half a listing of %s shows (-before +after):\n%s", x.Source, d)
			}
			storetest.Publish(t, l, x)
		}
		storetest.Sound(t, l)
	})
}

func snapshotsAsText(t *testing.T, l *store.Ledger) string {
	t.Helper()
	all, err := l.Snapshots(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	text := ""
	for _, s := range all {
		text += s.At + string(s.Basis) + "\n"
		for _, c := range s.Coverage {
			text += c.Source + " " + string(c.AsOf) + "\n"
		}
	}
	return text
}
