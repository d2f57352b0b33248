package desktop

import (
	"strconv"
	"testing"

	"licenseledger/app"
)

func TestSeats_EveryNumberLeadsToThatMany(t *testing.T) {
	w, _ := withSampleOf(t, app.SampleOptions{Users: 150, Days: 12, Seed: 7})
	readings, err := w.Snapshots()
	if err != nil {
		t.Fatal(err)
	}
	kinds, ways := map[SeatKind]int{}, map[string]int{}
	for _, reading := range readings {
		at := strconv.FormatInt(reading.ID, 10)
		seats, err := w.Seats(at)
		if err != nil {
			t.Fatal(err)
		}
		if seats.Snapshot == nil || seats.Snapshot.ID != reading.ID || len(seats.Freshness) == 0 || len(seats.Rows) == 0 {
			t.Fatalf("%s: %+v", reading.Day, seats)
		}
		for _, seat := range seats.Rows {
			kinds[seat.Kind]++
			for way, one := range map[string]struct {
				n     *int
				leads *Number
			}{"holders": {seat.Holders, seat.Held}, "blocked": {seat.Blocked, seat.BlockedLeads}, "in use": {seat.InUse, seat.InUseLeads}} {
				if one.leads == nil {
					continue
				}
				ways[way]++
				if *one.n != one.leads.People {
					t.Errorf("%s %s, %s: %d is told, and %d led to", reading.Day, seat.License, way, *one.n, one.leads.People)
				}
				leadsTo(t, w, reading.Day+" "+seat.License+" "+way, at, one.leads)
			}
		}
	}
	if len(kinds) != 3 || len(ways) != 3 {
		t.Errorf("the sample has not everything the page tells: %v, %v", kinds, ways)
	}
}

func TestSeats_NothingReadYet(t *testing.T) {
	w, _ := withSampleOf(t, app.SampleOptions{Users: 150, Days: 12, Seed: 7})
	seats, err := w.Seats("2001-01-01")
	if err != nil || seats.Snapshot != nil || len(seats.Rows) > 0 {
		t.Errorf("%+v, err %v", seats, err)
	}
}
