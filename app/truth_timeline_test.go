package app_test

import (
	"testing"

	"licenseledger/store/ledger"
)

// told says which event of a timeline stands for what really happened.
var told = map[string]ledger.EventCode{
	"left":      ledger.EventLeft,
	"purged":    ledger.EventPurged,
	"returned":  ledger.EventReturned,
	"renamed":   ledger.EventRenamed,
	"blocked":   ledger.EventBlocked,
	"unblocked": ledger.EventUnblocked,
	"got":       ledger.EventGot,
	"lost":      ledger.EventLost,
}

// timelines checks that everything that happened to a person between the first
// and the last sync stands in the timeline, at an instant or in an interval
// that holds the true one. What came and went between two syncs cannot be seen.
func (s *truthful) timelines(t *testing.T) {
	happened := map[string][]truthEvent{}
	for _, d := range s.days[1:] {
		for _, e := range d.events {
			if told[e.Event] != "" {
				happened[e.UserID] = append(happened[e.UserID], e)
			}
		}
	}
	if len(happened) == 0 {
		t.Fatal("nothing happened; the tenant is too small for this test")
	}
	kinds := map[string]int{}
	for id, events := range happened {
		if !s.everSeen(id, len(s.days)-1) {
			continue
		}
		person, timeline, err := s.ledger.Person(t.Context(), id)
		if err != nil {
			t.Errorf("%s: %v", id, err)
			continue
		}
		if string(person.UserID) != id {
			t.Errorf("asked for %s, got %s", id, person.UserID)
		}
		for _, e := range events {
			if s.visible(e) {
				kinds[e.Event]++
				if !standsIn(timeline, e) {
					t.Errorf("%s: %s at %s (%s %s) is not in the timeline:\n%+v", id, e.Event, e.At, e.License, e.Detail, timeline)
				}
			}
		}
	}
	t.Logf("compared %v", kinds)
}

// visible tells whether the syncs around the event show its effect: the
// opposite may have happened before the next sync.
func (s *truthful) visible(e truthEvent) bool {
	for i, d := range s.days[1:] {
		if d.at < e.At {
			continue
		}
		before, after := s.days[i].users[e.UserID], d.users[e.UserID]
		switch e.Event {
		case "left":
			return before.State == "present" && after.State != "present"
		case "purged":
			return before.State == "soft_deleted" && after.State == "gone"
		case "returned":
			return before.State != "present" && after.State == "present"
		case "renamed":
			return before.State == "present" && after.State == "present" && before.UserName+before.EmailAddress != after.UserName+after.EmailAddress
		case "blocked":
			return before.State == "present" && after.State == "present" && !before.Blocked && after.Blocked
		case "unblocked":
			return before.State == "present" && after.State == "present" && before.Blocked && !after.Blocked
		case "got":
			return before.State == "present" && after.State == "present" && !s.days[i].holds(e) && d.holds(e)
		case "lost":
			return before.State == "present" && after.State == "present" && s.days[i].holds(e) && !d.holds(e)
		}
	}
	return false
}

// holds tells whether the person has the license of the event, with a service
// of the products.
func (d *truthDay) holds(e truthEvent) bool {
	for _, r := range d.rows {
		if r.UserID == e.UserID && r.License == e.License && r.LicenseID != "" && r.Held {
			return true
		}
	}
	return false
}

func standsIn(timeline []ledger.Event, e truthEvent) bool {
	for _, said := range timeline {
		if said.Event != told[e.Event] || (e.License != "" && string(said.License) != e.License) {
			continue
		}
		if (said.At == "" || string(said.At) <= e.At) && (said.AtUntil == "" || string(said.AtUntil) >= e.At) {
			return true
		}
	}
	return false
}
