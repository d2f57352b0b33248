package ledger

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

const file, live = SourceFileReport2017, SourceLicenseReport

// day is an instant of the stories below: noon of the nth day.
func day(n int) Instant {
	return InstantOf(time.Date(2026, 1, 1, 12, 0, 0, 0, time.UTC).AddDate(0, 0, n))
}

func seen(source string, first, last int) Sighting { return Sighting{source, day(first), day(last)} }

// story builds the input of Identify from short lines.
type story struct {
	rows      []UnknownRow
	holders   []Holder
	directory Instant
}

func (s *story) unknown(service, assigned string, first, last int) *UnknownRow {
	s.rows = append(s.rows, UnknownRow{Key: int64(len(s.rows) + 1), Fingerprint: Fingerprint{Service: service, License: "Office 365 E1", AssignedDate: assigned},
		Seen: seen(live, first, last), Prev: day(first - 1)})
	return &s.rows[len(s.rows)-1]
}

func (s *story) person(name string, rows ...HeldRow) *Holder {
	h := Holder{Person: name, Candidate: Candidate{Name: Text(name), Email: Text(name + "@contoso.com")}, Rows: rows}
	for _, row := range rows {
		h.Named = append(h.Named, row.Named...)
	}
	s.holders = append(s.holders, h)
	return &s.holders[len(s.holders)-1]
}

func held(service, assigned string, first, last int) HeldRow {
	return HeldRow{Fingerprint: Fingerprint{Service: service, License: "Office 365 E1", AssignedDate: assigned}, Named: []Sighting{seen(live, first, last)}}
}

// tell writes the answers as "1 likely john" lines.
func (s *story) tell() string {
	var b strings.Builder
	for _, a := range Identify(s.rows, s.holders, s.directory) {
		fmt.Fprintf(&b, "%d %s", a.Key, a.Confidence)
		for _, c := range a.Candidates {
			fmt.Fprintf(&b, " %s", c.Name)
		}
		if a.PersonKey != "" && (len(a.Candidates) != 1 || string(a.Candidates[0].Name) != a.PersonKey) {
			fmt.Fprintf(&b, " (person %s)", a.PersonKey)
		}
		b.WriteString("\n")
	}
	return b.String()
}

const (
	apps, flows  = "Power Apps for Office 365", "Power Automate for Office 365"
	dateA, dateB = "2025-03-01", "2025-04-01"
	second       = "2025-03-01T04:00:48Z"
	otherSecond  = "2025-03-01T04:00:49Z"
)

func TestIdentify(t *testing.T) {
	gone := func(h *Holder, before int) {
		h.Departures = append(h.Departures, Departure{After: day(before - 1), Before: day(before), Confirmed: true})
	}
	for _, test := range []struct {
		name string
		tell func(s *story)
		want string
	}{
		{"nobody held such a row", func(s *story) {
			s.unknown(apps, dateA, 3, 9)
			s.person("jane", held(apps, dateB, 0, 2))
		}, "1 none\n"},
		{"a row without a date is like no other", func(s *story) {
			s.unknown(apps, "", 3, 9)
			s.person("jane", held(apps, "", 0, 2))
		}, "1 none\n"},
		{"one leaver, date without time of day", func(s *story) {
			s.directory = day(0)
			s.unknown(apps, dateA, 3, 9)
			gone(s.person("john", held(apps, dateA, 0, 2)), 3)
			s.person("jane", held(apps, dateA, 0, 9))
		}, "1 likely john\n"},
		{"old and new spellings are one", func(s *story) {
			s.unknown("PowerApps for Office 365", dateA, 3, 9).License = "office 365  e1"
			s.person("john", held(apps, dateA, 0, 2))
		}, "1 likely john\n"},
		{"another license is another row", func(s *story) {
			s.unknown(apps, dateA, 3, 9).License = "Office 365 E3"
			s.person("john", held(apps, dateA, 0, 2))
		}, "1 none\n"},
		{"who still has that very row by name is no candidate", func(s *story) {
			s.unknown(apps, dateA, 3, 9)
			s.person("jane", held(apps, dateA, 0, 9))
		}, "1 none\n"},
		{"two leavers with equal rows cannot be told apart", func(s *story) {
			s.unknown(apps, dateA, 3, 9)
			s.unknown(apps, dateA, 3, 9).Ordinal = 1
			s.person("john", held(apps, dateA, 0, 2))
			s.person("jane", held(apps, dateA, 0, 2))
		}, "1 one_of_n jane john\n2 one_of_n jane john\n"},
		{"two leavers on different days: the first row can only be the first one's, the second follows", func(s *story) {
			s.unknown(apps, dateA, 3, 9)
			s.unknown(apps, dateA, 6, 9).Ordinal = 1
			s.person("john", held(apps, dateA, 0, 2))
			s.person("jane", held(apps, dateA, 0, 5))
		}, "1 likely john\n2 likely jane\n"},
		{"a unique row of the same person settles the equal one", func(s *story) {
			s.unknown(flows, dateB, 3, 9)
			s.unknown(apps, dateA, 3, 9)
			s.person("john", held(apps, dateA, 0, 2), held(flows, dateB, 0, 2))
			s.person("jane", held(apps, dateA, 0, 2))
		}, "1 likely john\n2 likely john\n"},
		{"and frees the other equal row for the other", func(s *story) {
			s.unknown(flows, dateB, 3, 9)
			s.unknown(apps, dateA, 3, 9)
			s.unknown(apps, dateA, 3, 9).Ordinal = 1
			s.person("john", held(apps, dateA, 0, 2), held(flows, dateB, 0, 2))
			s.person("jane", held(apps, dateA, 0, 2))
		}, "1 likely john\n2 likely john\n3 likely jane\n"},
		{"counting: both equal rows need both people, so the third row is not Jim's", func(s *story) {
			s.unknown(apps, dateA, 3, 9)
			s.unknown(apps, dateA, 3, 9).Ordinal = 1
			s.unknown(flows, dateB, 3, 9)
			s.person("john", held(apps, dateA, 0, 2), held(flows, dateB, 0, 2))
			s.person("jane", held(apps, dateA, 0, 2))
			s.person("jim", held(flows, dateB, 0, 2))
		}, "1 likely john\n2 likely jane\n3 likely john\n"},
		{"two people with two pairs of equal rows stay undecided", func(s *story) {
			for i, service := range []string{apps, flows} {
				s.unknown(service, dateA, 3, 9)
				s.unknown(service, dateA, 3, 9).Ordinal = int64(i)
			}
			s.person("john", held(apps, dateA, 0, 2), held(flows, dateA, 0, 2))
			s.person("jane", held(apps, dateA, 0, 2), held(flows, dateA, 0, 2))
		}, "1 one_of_n jane john\n2 one_of_n jane john\n3 one_of_n jane john\n4 one_of_n jane john\n"},
		{"one known leaver and two equal rows: the second is somebody's whom nobody named", func(s *story) {
			s.unknown(apps, dateA, 3, 9)
			s.unknown(apps, dateA, 5, 9).Ordinal = 1
			s.person("john", held(apps, dateA, 0, 2))
		}, "1 likely john\n2 none\n"},
		{"a person with two equal rows owns both", func(s *story) {
			s.unknown(apps, dateA, 3, 9)
			s.unknown(apps, dateA, 3, 9).Ordinal = 1
			s.person("john", held(apps, dateA, 0, 2), held(apps, dateA, 0, 2))
		}, "1 likely john\n2 likely john\n"},
		{"who lost the row earlier gives way to the leaver", func(s *story) {
			s.unknown(apps, dateA, 5, 9)
			s.person("john", held(apps, dateA, 0, 4))
			s.person("jane", held(apps, dateA, 0, 2), held(flows, dateB, 0, 9))
		}, "1 likely john\n"},
		{"who is named by another row meanwhile is told as perhaps only", func(s *story) {
			s.unknown(apps, dateA, 5, 9)
			s.person("jane", held(apps, dateA, 0, 4), held(flows, dateB, 0, 9))
		}, "1 none jane\n"},
		{"whom the directory has meanwhile is told as perhaps only", func(s *story) {
			s.unknown(apps, dateA, 5, 6)
			s.person("jane", held(apps, dateA, 0, 4)).Present = []Sighting{seen(SourceUsers, 0, 9)}
		}, "1 none jane\n"},
		{"until a later report names the row", func(s *story) {
			s.unknown(apps, dateA, 5, 6).Next = day(7)
			row := held(apps, dateA, 0, 4)
			row.Named = append(row.Named, seen(live, 7, 9))
			s.person("jane", row).Present = []Sighting{seen(SourceUsers, 0, 9)}
		}, "1 likely jane\n"},
		{"but not if the row was gone meanwhile", func(s *story) {
			s.unknown(apps, dateA, 5, 6).Next = day(7)
			row := held(apps, dateA, 0, 4)
			row.Named = append(row.Named, seen(live, 8, 9))
			s.person("jane", row).Present = []Sighting{seen(SourceUsers, 0, 9)}
		}, "1 none jane\n"},
		{"expiration supports", func(s *story) {
			s.unknown(apps, dateA, 5, 9).ExpirationDate = "2026-03-01"
			same, differs := held(apps, dateA, 0, 4), held(apps, dateA, 0, 4)
			same.ExpirationDate, differs.ExpirationDate = "2026-03-01T09:00Z", "2026-04-01"
			s.person("john", same)
			s.person("jane", differs)
		}, "1 likely john\n"},
		{"a named row and its Unknown in one listing of another source", func(s *story) {
			s.unknown(apps, dateA, 5, 9)
			elsewhere := held(apps, dateA, 0, 9)
			elsewhere.Named[0].Source = file
			s.person("john", elsewhere)
		}, "1 likely john\n"},
		{"a directory assignment counts as held, whatever the license", func(s *story) {
			s.unknown(apps, second, 5, 9)
			row := held(apps, second, 0, 4)
			row.License, row.Named[0].Source = "", SourceUsers
			s.person("john", row)
		}, "1 likely john\n"},
	} {
		t.Run(test.name, func(t *testing.T) {
			var s story
			test.tell(&s)
			if diff := cmp.Diff(test.want, s.tell()); diff != "" {
				t.Errorf("-want +got:\n%s", diff)
			}
		})
	}
}

// certainStory is the one in which everything speaks for John.
func certainStory() *story {
	s := &story{directory: day(0)}
	s.unknown(apps, second, 5, 9)
	john := s.person("john", held(apps, second, 0, 4))
	john.Present = []Sighting{seen(SourceUsers, 0, 4)}
	john.Departures = []Departure{{After: day(4), Before: day(5), Confirmed: true}}
	return s
}

func TestIdentify_CertainAndWhyNot(t *testing.T) {
	if got := certainStory().tell(); got != "1 certain john\n" {
		t.Fatalf("with everything known: %s", got)
	}
	for _, test := range []struct {
		name  string
		spoil func(s *story)
		want  string
		why   ConfidenceReason // of the first row
	}{
		{"a date without time of day", func(s *story) { s.rows[0].AssignedDate = dateA }, "1 likely john\n", UnsureDayOnly},
		{"a named row without time of day", func(s *story) { s.holders[0].Rows[0].AssignedDate = dateA }, "1 likely john\n", UnsureDayOnly},
		{"no directory was ever read", func(s *story) { s.directory = 0 }, "1 likely john\n", UnsureNoDirectory},
		{"the row is older than the first directory read", func(s *story) { s.directory = day(6) }, "1 likely john\n", UnsureNoDirectory},
		{"the departure is not confirmed", func(s *story) { s.holders[0].Departures[0].Confirmed = false }, "1 likely john\n", UnsureNotConfirmed},
		{"no departure is known", func(s *story) { s.holders[0].Departures = nil }, "1 likely john\n", UnsureNotConfirmed},
		{"confirmed only after the first Unknown", func(s *story) { s.holders[0].Departures[0].Before = day(6) }, "1 likely john\n", UnsureNotConfirmed},
		{"named again after the departure", func(s *story) { s.holders[0].Departures[0].Before = day(3) }, "1 likely john\n", UnsureNotConfirmed},
		{"the expiration dates differ", func(s *story) {
			s.rows[0].ExpirationDate, s.holders[0].Rows[0].ExpirationDate = "2026-05-01", "2026-06-01"
		}, "1 likely john\n", UnsureExpiration},
		{"somebody else holds such a row to this day", func(s *story) { s.person("jane", held(apps, second, 0, 9)) }, "1 likely john\n", UnsureOthersHeld},
		{"there are two such Unknown rows", func(s *story) { s.unknown(apps, second, 7, 9).Ordinal = 1 }, "1 likely john\n2 none\n", UnsureOthersHeld},
		{"there may be two: one has no time of day", func(s *story) { s.unknown(apps, dateA, 5, 9) }, "1 likely john\n2 likely john\n", UnsureOthersHeld},
		{"a row of another second is another row", func(s *story) { s.unknown(apps, otherSecond, 5, 9) }, "1 certain john\n2 none\n", SureOnlyHolder},
		{"the same row in another source", func(s *story) { s.unknown(apps, second, 6, 8).Seen.Source = file }, "1 certain john\n2 likely john\n", SureOnlyHolder},
		{"the row went and came again", func(s *story) { s.unknown(apps, second, 11, 12) }, "1 certain john\n2 likely john\n", SureOnlyHolder},
		{"a listing without the row lies between", func(s *story) { s.rows[0].Prev = day(4) + 1 }, "1 likely john\n", UnsureRowGone},
		{"an address that was his at another time named him", func(s *story) {
			s.holders[0].Rows[0].Assumed = s.holders[0].Rows[0].Named
		}, "1 likely john\n", UnsureRowGone},
		{"the directory agrees", func(s *story) { s.assign(second, 4) }, "1 certain john\n", SureOnlyHolder},
		{"the directory dates the assignment otherwise", func(s *story) { s.assign(otherSecond, 4) }, "1 likely john\n", UnsureTakenFirst},
		{"the directory had him without the license", func(s *story) { s.assign(second, 3) }, "1 likely john\n", UnsureTakenFirst},
		{"dates were shifted", func(s *story) { s.rows[0].Shifted = true }, "1 likely john\n", UnsureOtherZone},
		{"he comes back while the row is still Unknown", func(s *story) {
			s.holders[0].Present = append(s.holders[0].Present, seen(SourceUsers, 7, 20))
		}, "1 certain john\n", SureOnlyHolder},
		{"he comes back, and only an export had lacked him", func(s *story) {
			s.holders[0].Departures[0].Confirmed = false
			s.holders[0].Present = append(s.holders[0].Present, seen(SourceUsers, 7, 20))
		}, "1 none john\n", UnsurePerhapsLiving},
		{"he is back when the row turns Unknown", func(s *story) {
			s.holders[0].Present = append(s.holders[0].Present, seen(SourceUsers, 5, 5))
			s.rows[0].Next = day(10)
			s.holders[0].Rows[0].Named = append(s.holders[0].Rows[0].Named, seen(live, 10, 11))
		}, "1 likely john\n", UnsureNotConfirmed},
	} {
		s := certainStory()
		test.spoil(s)
		if got := s.tell(); got != test.want {
			t.Errorf("%s: got %q, want %q", test.name, got, test.want)
		}
		if got := Identify(s.rows, s.holders, s.directory)[0].Why; got != test.why {
			t.Errorf("%s: it is %s, want %s", test.name, got, test.why)
		}
	}
}

// assign lets the directory assign to John, until a day, what the row says.
func (s *story) assign(date string, last int) {
	plan := ClassifyText(apps, "Office 365 E1", nil).ServicePlanID
	row := HeldRow{Fingerprint: Fingerprint{Service: apps, AssignedDate: date}, ServicePlanID: plan, Named: []Sighting{seen(SourceUsers, 0, last)}}
	s.holders[0].Rows = append(s.holders[0].Rows, row)
}

// The two files of 2017: in March John Doe has two trials by name, in April
// both rows are Unknown, and Jane Doe is named in both.
func TestIdentify_TheFilesOf2017(t *testing.T) {
	march := InstantOf(time.Date(2017, 3, 1, 23, 59, 59, 0, time.UTC))
	april := InstantOf(time.Date(2017, 4, 1, 23, 59, 59, 0, time.UTC))
	print := func(service, license, assigned string) Fingerprint {
		return Fingerprint{Service: service, License: license, AssignedDate: assigned}
	}
	inMarch := []Sighting{{file, march, march}}
	inBoth := []Sighting{{file, march, april}}
	john := Candidate{Name: "John Doe", Email: "john@contoso.com"}
	got := Identify([]UnknownRow{
		{Key: 7, Fingerprint: print("PowerApps Trial", "PowerApps Trial", "2017-01-15"), Seen: Sighting{file, april, april}},
		{Key: 3, Fingerprint: print("Flow Trial", "Flow Trial", "2017-01-15"), Seen: Sighting{file, april, april}},
	}, []Holder{
		{Person: "john@contoso.com", Candidate: john, Named: inMarch, Rows: []HeldRow{
			{Fingerprint: print("PowerApps Trial", "PowerApps Trial", "2017-01-15"), Named: inMarch},
			{Fingerprint: print("Flow Trial", "Flow Trial", "2017-01-15"), Named: inMarch},
		}},
		{Person: "jane@contoso.com", Candidate: Candidate{Name: "Jane Doe", Email: "jane@contoso.com"}, Named: inBoth, Rows: []HeldRow{
			{Fingerprint: print("PowerApps for Office 365", "Office 365 E1", "2017-02-21"), Named: inBoth},
			{Fingerprint: print("Flow for Office 365", "Office 365 E1", "2017-01-15"), Named: inBoth},
		}},
	}, 0)
	want := []Identification{
		{Key: 3, Confidence: ConfidenceLikely, Why: UnsureDayOnly, PersonKey: "john@contoso.com", Count: 1, Candidates: []Candidate{john}},
		{Key: 7, Confidence: ConfidenceLikely, Why: UnsureDayOnly, PersonKey: "john@contoso.com", Count: 1, Candidates: []Candidate{john}},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
}
