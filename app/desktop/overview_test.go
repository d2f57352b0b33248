package desktop

import (
	"strconv"
	"testing"

	"licenseledger/app"
	"licenseledger/store/ledger"
)

// leadsTo opens the view that a number names, and compares. Of changes of
// accounts only people are counted.
func leadsTo(t *testing.T, w *Window, name, at string, n *Number) {
	t.Helper()
	if n == nil {
		t.Errorf("%s: no number", name)
		return
	}
	if n.At != "" {
		at = n.At
	}
	c := open(t, w, ViewRequest{Kind: n.Kind, At: at, Filters: n.Filters, Changed: n.Changed}).Counts
	if n.Rows > 0 && n.Rows != c.Rows || n.People > 0 && n.People != c.People || n.Rows+n.People == 0 {
		t.Errorf("%s: %d rows, %d people; the view %q has %d and %d", name, n.Rows, n.People, n.Kind, c.Rows, c.People)
	}
}

func TestOverview_EveryNumberLeadsToThatMany(t *testing.T) {
	w, _ := withSampleOf(t, app.SampleOptions{Users: 150, Days: 12, Seed: 7})
	readings, err := w.Snapshots()
	if err != nil {
		t.Fatal(err)
	}
	needs := map[app.NeedCode]bool{}
	for _, reading := range readings {
		at := strconv.FormatInt(reading.ID, 10)
		o, err := w.Overview(at)
		if err != nil {
			t.Fatal(err)
		}
		for name, n := range map[string]*Number{"list": o.List, "assigned": o.Assigned, "never seen": o.NeverSeen, "everyone": o.Everyone} {
			leadsTo(t, w, reading.Day+" "+name, at, n)
		}
		if o.Unknown.Rows > 0 {
			leadsTo(t, w, reading.Day+" unknown", at, o.Unknown)
		}
		for _, need := range o.Needs {
			needs[need.Code] = true
			leadsTo(t, w, reading.Day+" "+string(need.Code), at, need.Number)
		}
		if len(o.Licenses) != 5 || !o.SeatsKnown {
			t.Errorf("%s: %d licenses", reading.Day, len(o.Licenses))
		}
		for _, use := range o.Licenses {
			leadsTo(t, w, reading.Day+" people with "+use.License, at, use.Held)
			leadsTo(t, w, reading.Day+" users of "+use.License, at, use.Used)
		}
	}
	for _, code := range []app.NeedCode{app.NeedBlocked, app.NeedTrials} {
		if !needs[code] {
			t.Errorf("the sample never has %q: the test says nothing of it", code)
		}
	}
}

func TestOverview_EveryChangeLeadsToThatMany(t *testing.T) {
	w, _ := withSampleOf(t, app.SampleOptions{Users: 300, Days: 14, Seed: 7})
	readings, err := w.Snapshots()
	if err != nil {
		t.Fatal(err)
	}
	seen := map[SinceKind]bool{}
	for _, before := range readings[:len(readings)-1] {
		since, err := w.ChangedSince(strconv.FormatInt(before.ID, 10), "latest")
		if err != nil {
			t.Fatal(err)
		}
		if since.Before.ID != before.ID || since.After.ID != readings[len(readings)-1].ID {
			t.Errorf("compared %d with %d", since.Before.ID, since.After.ID)
		}
		for _, change := range since.Changes {
			seen[change.Kind] = true
			leadsTo(t, w, before.Day+" "+string(change.Kind), "latest", &change.Number)
		}
	}
	for _, kind := range []SinceKind{ledger.ChangeDeparted, ledger.ChangeGained, ledger.ChangeLost, ledger.ChangeUnknown} {
		if !seen[kind] {
			t.Errorf("the sample never has %q: the test says nothing of it", kind)
		}
	}
	latest := strconv.FormatInt(readings[len(readings)-1].ID, 10)
	if same, err := w.ChangedSince(latest, latest); err != nil || len(same.Changes) > 0 || len(same.NotRead) > 0 {
		t.Errorf("a reading compared with itself: %+v, err %v", same, err)
	}
}

func TestTrend_IsThatOfTheDays(t *testing.T) {
	w, _ := withSampleOf(t, app.SampleOptions{Users: 40, Days: 5, Seed: 7})
	points, err := w.Trend()
	if err != nil || len(points) != 5 {
		t.Fatalf("%d points, err %v", len(points), err)
	}
	for _, p := range points {
		o, err := w.Overview(strconv.FormatInt(p.ID, 10))
		if err != nil {
			t.Fatal(err)
		}
		if p.Rows == nil || int(*p.Rows) != o.List.Rows || p.Licensed == nil || *p.Licensed != o.Assigned.People {
			t.Errorf("%s: %v rows, %v licensed; the day has %d and %d", p.At, p.Rows, p.Licensed, o.List.Rows, o.Assigned.People)
		}
	}
}
