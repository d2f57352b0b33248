package store_test

import (
	"strconv"
	"testing"

	"licenseledger/store/storetest"
)

// TestTrend_CountsWhatTheDaysCount compares every point with the counts of its
// day, in drawn histories.
func TestTrend_CountsWhatTheDaysCount(t *testing.T) {
	eachSeed(t, func(t *testing.T, seed uint64) {
		l := storetest.New(t)
		for _, run := range storetest.Runs(storetest.Histories(seed, 6)) {
			storetest.Publish(t, l, run...)
		}
		points, err := l.Trend(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		snapshots, err := l.Snapshots(t.Context())
		if err != nil || len(points) != len(snapshots) {
			t.Fatalf("%d points for %d readings, err %v", len(points), len(snapshots), err)
		}
		for _, p := range points {
			o, err := l.CountDay(t.Context(), strconv.FormatInt(p.SnapshotID, 10))
			if err != nil {
				t.Fatal(err)
			}
			if (p.Licensed == nil) != (o.Assigned == nil) || p.Licensed != nil && *p.Licensed != o.Assigned.People {
				t.Errorf("%s: licensed %v, assigned %+v", p.At, deref(p.Licensed), o.Assigned)
			}
			if (p.Rows == nil) != (o.List == nil) || p.Rows != nil && int(*p.Rows) != o.List.Rows {
				t.Errorf("%s: rows %v, list %+v", p.At, deref(p.Rows), o.List)
			}
		}
	})
}

func deref[T any](p *T) any {
	if p == nil {
		return nil
	}
	return *p
}
