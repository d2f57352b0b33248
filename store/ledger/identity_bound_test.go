package ledger

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// madeUpReports draws people with rows of one report, who leave, come back and
// lose rows, many of them with equal ones.
func madeUpReports(random *rand.Rand) *story {
	s := &story{directory: day(0)}
	services := []string{apps, flows, "Flow Free"}
	dates := []string{second, otherSecond, "2025-03-01T04:00Z", dateA}[:2+random.IntN(3)]
	ordinals := map[Fingerprint]int64{}
	for p := range 12 {
		leaves := 1 + random.IntN(9)
		var rows []HeldRow
		for _, service := range services {
			if random.IntN(3) == 0 {
				continue
			}
			row := held(service, dates[random.IntN(len(dates))], random.IntN(2), leaves-1)
			if random.IntN(6) == 0 { // lost before
				row.Named[0].Last = max(row.Named[0].First, day(leaves-2))
			}
			rows = append(rows, row)
			if leaves < 8 {
				u := s.unknown(service, row.AssignedDate, leaves, min(10, leaves+random.IntN(6)))
				u.Ordinal, u.Key = ordinals[row.Fingerprint], int64(100*len(s.rows)+random.IntN(100))
				ordinals[row.Fingerprint]++
			}
		}
		h := s.person(fmt.Sprintf("p%d", p), rows...)
		if random.IntN(3) > 0 {
			h.Departures = []Departure{{After: day(leaves - 1), Before: day(leaves), Confirmed: true}}
		} else {
			h.Present = []Sighting{seen(SourceUsers, 0, 10)}
		}
	}
	return s
}

// What Identify answers to a row follows from the rows and people that Bound
// and InQuestion name, and from what was concluded of equal rows before.
func TestIdentify_AnswersSomeRowsAsItAnswersAll(t *testing.T) {
	for seed := range uint64(400) {
		random := rand.New(rand.NewPCG(seed, 2018))
		s := madeUpReports(random)
		whole := map[int64]Identification{}
		for _, a := range Identify(s.rows, s.holders, s.directory) {
			whole[a.Key] = a
		}
		if len(s.rows) == 0 {
			continue
		}
		asked := map[int64]bool{s.rows[random.IntN(len(s.rows))].Key: true}
		for grown := true; grown; {
			grown = false
			rows, holders := s.about(asked, whole)
			for _, tie := range Bound(rows, holders, nil) {
				for _, r := range s.rows {
					began := s.row(tie.Row).Seen.First
					if r.Seen.First == began && !asked[r.Key] && s.heldBy(tie.Person, r) {
						asked[r.Key], grown = true, true
					}
				}
			}
		}
		rows, holders := s.about(asked, whole)
		for _, a := range Identify(rows, holders, s.directory) {
			if d := cmp.Diff(whole[a.Key], a); d != "" {
				t.Fatalf("seed %d, %d of %d rows: alone, a row is answered differently (-all rows +these):\n%s", seed, len(asked), len(s.rows), d)
			}
		}
	}
}

func (s *story) row(key int64) UnknownRow {
	return s.rows[slices.IndexFunc(s.rows, func(u UnknownRow) bool { return u.Key == key })]
}

func (s *story) heldBy(person string, u UnknownRow) bool {
	return slices.ContainsFunc(s.holders, func(h Holder) bool {
		return h.Person == person && slices.ContainsFunc(h.Rows, func(row HeldRow) bool {
			return row.Service == u.Service && SameDate(row.AssignedDate, u.AssignedDate)
		})
	})
}

// about gives what bears on the rows asked for: rows like them, as concluded,
// and people who held rows like them, with all about those in question.
func (s *story) about(asked map[int64]bool, concluded map[int64]Identification) ([]UnknownRow, []Holder) {
	like := func(service, date string) bool {
		return slices.ContainsFunc(s.rows, func(u UnknownRow) bool {
			return asked[u.Key] && u.Service == service && SameDate(u.AssignedDate, date)
		})
	}
	var rows []UnknownRow
	for _, u := range s.rows {
		if like(u.Service, u.AssignedDate) {
			if !asked[u.Key] {
				u.Concluded, u.Owner = true, concluded[u.Key].PersonKey
			}
			rows = append(rows, u)
		}
	}
	var holders []Holder
	for _, h := range s.holders {
		rows := slices.DeleteFunc(slices.Clone(h.Rows), func(row HeldRow) bool { return !like(row.Service, row.AssignedDate) })
		if len(rows) > 0 {
			h.Rows = rows
			holders = append(holders, h)
		}
	}
	inQuestion := InQuestion(rows, holders)
	for n, h := range holders {
		if !inQuestion[h.Person] {
			holders[n].Named, holders[n].Present, holders[n].Departures = nil, nil, nil
		}
	}
	return rows, holders
}
