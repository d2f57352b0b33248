package ledger

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// In made-up histories where the truth is known, the answer does not depend on
// the order of the input, a person told by name is the right one, the right one
// is always among those told, and nobody is given more rows than they held.
func TestIdentify_MadeUpHistories(t *testing.T) {
	for seed := range uint64(300) {
		random := rand.New(rand.NewPCG(seed, 2017))
		s := &story{directory: day(0)}
		truth := map[int64]string{}
		held := map[[2]string]int{}
		services := []string{apps, flows, "Flow Free"}
		dates := []string{dateA, dateB} // as in one layout, all with the same precision
		if random.IntN(2) == 0 {
			dates = []string{second, otherSecond}
		}
		type slot struct{ service, date string }
		ordinals := map[slot]int64{}
		for p := range 8 {
			name := fmt.Sprintf("p%d", p)
			leaves := 1 + random.IntN(8)
			var rows []HeldRow
			for _, service := range services {
				if random.IntN(3) == 0 {
					continue
				}
				date := dates[random.IntN(len(dates))]
				rows = append(rows, HeldRow{Fingerprint: Fingerprint{Service: service, License: "L", AssignedDate: date}, Named: []Sighting{seen(live, 0, leaves-1)}})
				held[[2]string{name, service}]++
				if leaves < 6 {
					key := int64(random.Uint32())
					truth[key] = name
					s.rows = append(s.rows, UnknownRow{Key: key, Fingerprint: rows[len(rows)-1].Fingerprint, Seen: seen(live, leaves, 9), Ordinal: ordinals[slot{service, date}]})
					ordinals[slot{service, date}]++
				}
			}
			h := s.person(name, rows...)
			if leaves < 6 {
				h.Departures = []Departure{{After: day(leaves - 1), Before: day(leaves), Confirmed: true}}
			}
		}
		answers := Identify(s.rows, s.holders, s.directory)
		given := map[[2]string]int{}
		type alike struct {
			Fingerprint
			Sighting
		}
		were, told := map[alike][]string{}, map[alike][]string{} // rows that nothing tells apart may swap their people
		for _, row := range s.rows {
			were[alike{row.Fingerprint, row.Seen}] = append(were[alike{row.Fingerprint, row.Seen}], truth[row.Key])
		}
		for _, a := range answers {
			row := s.rows[slices.IndexFunc(s.rows, func(u UnknownRow) bool { return u.Key == a.Key })]
			class := alike{row.Fingerprint, row.Seen}
			for _, c := range a.Candidates {
				told[class] = append(told[class], string(c.Name))
			}
			if a.PersonKey == "" {
				continue
			}
			given[[2]string{a.PersonKey, row.Service}]++
			if !slices.Contains(were[class], a.PersonKey) {
				t.Errorf("seed %d: row %d is given to %s, but was one of %v", seed, a.Key, a.PersonKey, were[class])
			}
		}
		for class, people := range were {
			for _, person := range people {
				if !slices.Contains(told[class], person) {
					t.Errorf("seed %d: a row was %s's, who is not among %v", seed, person, told[class])
				}
			}
		}
		for of, n := range given {
			if n > held[of] {
				t.Errorf("seed %d: %s is given %d rows of %s and held %d", seed, of[0], n, of[1], held[of])
			}
		}
		random.Shuffle(len(s.rows), func(i, j int) { s.rows[i], s.rows[j] = s.rows[j], s.rows[i] })
		random.Shuffle(len(s.holders), func(i, j int) { s.holders[i], s.holders[j] = s.holders[j], s.holders[i] })
		if diff := cmp.Diff(answers, Identify(s.rows, s.holders, s.directory)); diff != "" {
			t.Fatalf("seed %d: another order gives another answer:\n%s", seed, diff)
		}
	}
}
