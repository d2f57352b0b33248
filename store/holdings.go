package store

import (
	"cmp"
	"context"
	"encoding/json"
	"iter"
	"slices"
	"strings"

	"licenseledger/store/column"
	"licenseledger/store/ledger"
)

// assignments is every license that an account was ever assigned, by person.
// Failed and disabled assignments hold nothing and are left out.
type assignments struct {
	ends   []uint32 // of the facts of each person, by number
	sorted []uint32 // direct ones of a license before those by group
	sku    codedColumn
	group  codedColumn
	plans  codedColumn
	facts  *facts
	image  *image
	skus   map[string]uint32 // code of every license
}

// holdings is which account holds which license on a day.
type holdings struct {
	*assignments
	place uint32
	began map[uint32]uint32
	none  bool         // no listing of the directory speaks
	told  bool         // the listing tells how a license came
	names *column.Dict // of groups
	named []uint32     // of groups by their code: that of their name
}

// hold is one assignment: its fact and license.
type hold struct{ fact, sku uint32 }

// holdings gives the assignments of the directory listing that speaks.
func (d *day) holdings(ctx context.Context) (*holdings, error) {
	if d.held != nil {
		return d.held, nil
	}
	a, err := d.history.assignments(ctx)
	if err != nil {
		return nil, err
	}
	place, ok := a.image.place(d.accounts().pos)
	d.held = &holdings{assignments: a, place: place, none: !ok, told: d.accounts().source == ledger.SourceUsers}
	if ok {
		d.held.began = a.facts.beganAgain(place)
	}
	if err := d.held.nameGroups(ctx, d); err != nil {
		d.held = nil
		return nil, err
	}
	return d.held, nil
}

// assignments loads them once for all days.
func (h *history) assignments(ctx context.Context) (*assignments, error) {
	if h.assigned != nil {
		return h.assigned, nil
	}
	people, err := h.loadPeople(ctx)
	if err != nil {
		return nil, err
	}
	m, err := h.image(ctx, ledger.SourceUsers, ledger.KindAssignment)
	if err != nil {
		return nil, err
	}
	coded := func(name string) codedColumn { return m.coded(ledger.KindAssignment, name) }
	a := &assignments{image: m, facts: m.kinds[ledger.KindAssignment], sku: coded("sku_id"), group: coded("assigned_by_group"),
		plans: coded("disabled_plans"), skus: map[string]uint32{}}
	for code := range uint32(a.sku.dict.Len()) {
		a.skus[a.sku.dict.At(code)] = code
	}
	a.fill(people, coded("user_id"), coded("state"))
	h.assigned = a
	return a, nil
}

// fill sorts the assignments by person.
func (a *assignments) fill(p *people, id, state codedColumn) {
	idle := make([]bool, state.dict.Len())
	for code := range idle {
		text := state.dict.At(uint32(code))
		idle[code] = text == "Error" || text == "Disabled"
	}
	var all []uint32
	for fact := range a.facts.n {
		if !idle[state.codes.At(fact)] {
			all = append(all, fact)
		}
	}
	a.sorted, a.ends = byPerson(all, p.ids.Len(), func(fact uint32) uint32 { return p.who(id.codes.At(fact), id.dict) })
	for who := range uint32(p.ids.Len()) {
		if own := a.ever(who); len(own) > 1 {
			slices.SortFunc(own, a.compare)
		}
	}
}

func (a *assignments) compare(x, y uint32) int {
	if i, j := a.sku.codes.At(x), a.sku.codes.At(y); i != j {
		return strings.Compare(a.sku.dict.At(i), a.sku.dict.At(j))
	}
	return cmp.Or(strings.Compare(a.group.at(x), a.group.at(y)), cmp.Compare(x, y))
}

// ever gives the assignments that a person ever had.
func (a *assignments) ever(who uint32) []uint32 {
	begin := uint32(0)
	if who > 0 {
		begin = a.ends[who-1]
	}
	return a.sorted[begin:a.ends[who]]
}

// of gives the holds of a person on the day.
func (h *holdings) of(who uint32) iter.Seq[hold] {
	return func(yield func(hold) bool) {
		if h.none {
			return
		}
		for _, fact := range h.ever(who) {
			if h.facts.listed(fact, h.place, h.began) && !yield(hold{fact, h.sku.codes.At(fact)}) {
				return
			}
		}
	}
}

// assignedByWords are the ways to hold a license; their places are the codes
// that by gives.
var assignedByWords = []string{"", "direct", "group"}

// by tells how a person holds a license. Direct wins where it is both, since
// that is what can be taken back by hand.
func (h *holdings) by(who uint32, skuID string) uint32 {
	if who == 0 || skuID == "" {
		return 0
	}
	sku, ok := h.skus[skuID]
	if !ok {
		return 0
	}
	for own := range h.of(who) {
		if own.sku == sku {
			return h.way(own)
		}
	}
	return 0
}

// groupOf names the group that a person holds a license by; see by. The code is
// one of names.
func (h *holdings) groupOf(who uint32, skuID string) uint32 {
	sku, ok := h.skus[skuID]
	if !ok || who == 0 {
		return 0
	}
	for own := range h.of(who) {
		if own.sku == sku {
			return h.groupName(own)
		}
	}
	return 0
}

func (h *holdings) groupName(own hold) uint32 { return h.named[h.group.codes.At(own.fact)] }

func (h *holdings) way(own hold) uint32 {
	if !h.told {
		return 0
	}
	if h.group.codes.At(own.fact) == 0 {
		return 1
	}
	return 2
}

// switchedOff reads the service plans that an assignment leaves out.
func switchedOff(text string) []string {
	if text == "" {
		return nil
	}
	var ids []string
	if json.Unmarshal([]byte(text), &ids) != nil {
		return nil // said by the source in another form than it documents: nothing is known to be left out
	}
	return ids
}

// firstRead is when the source of a hold was first read.
func (h *holdings) firstRead(own hold) ledger.Instant {
	for place, pos := range h.image.listings {
		if h.facts.tells(own.fact, uint32(place)) {
			return pos.Instant()
		}
	}
	return 0
}

// from is when a hold was first listed.
func (h *holdings) from(own hold) ledger.Instant {
	place := h.facts.began(own.fact)
	if again, ok := h.began[own.fact]; ok {
		place = again
	}
	return h.image.listings[place].Instant()
}
