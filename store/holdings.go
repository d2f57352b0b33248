package store

import (
	"cmp"
	"context"
	"encoding/json"
	"slices"
	"strings"

	"licenseledger/store/ledger"
)

// holdings is which account holds which license on a day. Failed and disabled
// assignments hold nothing.
type holdings struct {
	ends  []uint32 // of the holds of each person, by number
	holds []hold   // direct ones of a license before those by group
	sku   codedColumn
	group codedColumn
	plans codedColumn
	facts *facts
	began map[uint32]uint32
	image *image
	skus  map[string]uint32 // code of every license
}

// hold is one assignment: its fact and license.
type hold struct{ fact, sku uint32 }

// holdings gives the assignments of the directory listing that speaks.
func (d *day) holdings(ctx context.Context) (*holdings, error) {
	if d.held != nil {
		return d.held, nil
	}
	people, err := d.history.loadPeople(ctx)
	if err != nil {
		return nil, err
	}
	m, err := d.history.image(ctx, ledger.SourceUsers, ledger.KindAssignment)
	if err != nil {
		return nil, err
	}
	coded := func(name string) codedColumn { return m.coded(ledger.KindAssignment, name) }
	h := &holdings{image: m, facts: m.kinds[ledger.KindAssignment], sku: coded("sku_id"), group: coded("assigned_by_group"),
		plans: coded("disabled_plans"), skus: map[string]uint32{}, ends: make([]uint32, people.ids.Len())}
	for code := range uint32(h.sku.dict.Len()) {
		h.skus[h.sku.dict.At(code)] = code
	}
	if place, ok := m.place(d.position(ledger.SourceUsers)); ok {
		var chosen []uint32
		chosen, h.began = h.facts.at(place)
		h.fill(people, coded("user_id"), coded("state"), chosen)
	}
	d.held = h
	return h, nil
}

// fill sorts the assignments by person.
func (h *holdings) fill(p *people, id, state codedColumn, chosen []uint32) {
	idle := make([]bool, state.dict.Len())
	for code := range idle {
		text := state.dict.At(uint32(code))
		idle[code] = text == "Error" || text == "Disabled"
	}
	chosen = slices.DeleteFunc(chosen, func(fact uint32) bool { return idle[state.codes.At(fact)] })
	sorted, ends := byPerson(chosen, p.ids.Len(), func(fact uint32) uint32 { return p.who(id.codes.At(fact), id.dict) })
	h.ends, h.holds = ends, make([]hold, len(sorted))
	for i, fact := range sorted {
		h.holds[i] = hold{fact, h.sku.codes.At(fact)}
	}
	for who := range uint32(p.ids.Len()) {
		if own := h.of(who); len(own) > 1 {
			slices.SortFunc(own, h.compare)
		}
	}
}

func (h *holdings) compare(a, b hold) int {
	return cmp.Or(strings.Compare(h.sku.dict.At(a.sku), h.sku.dict.At(b.sku)),
		strings.Compare(h.group.at(a.fact), h.group.at(b.fact)), cmp.Compare(a.fact, b.fact))
}

// of gives the holds of a person.
func (h *holdings) of(who uint32) []hold {
	begin := uint32(0)
	if who > 0 {
		begin = h.ends[who-1]
	}
	return h.holds[begin:h.ends[who]]
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
	for _, own := range h.of(who) {
		if own.sku == sku {
			return h.way(own)
		}
	}
	return 0
}

func (h *holdings) way(own hold) uint32 {
	if h.group.codes.At(own.fact) == 0 {
		return 1
	}
	return 2
}

// disabled gives the service plans that an assignment leaves out.
func (h *holdings) disabled(code uint32) []string {
	text := h.plans.dict.At(code)
	if text == "" {
		return nil
	}
	var ids []string
	if json.Unmarshal([]byte(text), &ids) != nil {
		return nil // said by the source in another form than it documents: nothing is known to be left out
	}
	return ids
}

// from is when a hold was first listed.
func (h *holdings) from(own hold) ledger.Instant {
	place := h.facts.began(own.fact)
	if again, ok := h.began[own.fact]; ok {
		place = again
	}
	return h.image.listings[place].Instant()
}
