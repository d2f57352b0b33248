package store

import (
	"context"
	"slices"

	"licenseledger/store/ledger"
)

// reported is which accounts of a day were seen with which service in any
// report up to the day.
type reported struct {
	words map[string]int // plan ids and folded names of services, numbered
	seen  bitset         // by account and word
	// before is, by account, the last listing of the directory before its first
	// one; 0 where the first listing has it. Whoever a report named until then was
	// somebody else, who had the address.
	before []ledger.Position
	since  ledger.Instant // of the first report; 0 = none was read
}

// reported looks through every report up to the day for lines that name
// somebody who is there.
func (d *day) reported(ctx context.Context, dir *directory) (*reported, error) {
	found := &reported{words: map[string]int{}}
	var reports []*report
	for _, info := range ledger.Sources() {
		wasRead := func(g listing) bool { return g.source == info.Name && g.pos <= ledger.LastPositionAt(d.at) }
		if !info.IsReport || !slices.ContainsFunc(d.history.listings, wasRead) {
			continue
		}
		r, err := d.history.report(ctx, info.Name)
		if err != nil {
			return nil, err
		}
		reports = append(reports, r)
		for i := range r.classes {
			found.number(r.classes[i].ServicePlanID)
			found.number(ledger.FoldText(r.service.At(r.classes[i].service)))
		}
	}
	found.seen = newBitset(dir.people.ids.Len()*len(found.words), false)
	found.before = dir.people.beforeFirst()
	for _, r := range reports {
		found.look(dir, r)
	}
	return found, nil
}

func (f *reported) number(word string) {
	if _, ok := f.words[word]; !ok {
		f.words[word] = len(f.words)
	}
}

// look notes the lines of one report.
func (f *reported) look(dir *directory, r *report) {
	end, _ := slices.BinarySearch(r.image.listings, ledger.LastPositionAt(dir.at)+1)
	if end == 0 {
		return
	}
	if first := r.image.listings[0].Instant(); f.since == 0 || first < f.since {
		f.since = first
	}
	words := make([][2]int, len(r.classes))
	for i := range words {
		words[i] = [2]int{f.words[r.classes[i].ServicePlanID], f.words[ledger.FoldText(r.service.At(r.classes[i].service))]}
	}
	again := r.facts.stoodAgain(uint32(end))
	for fact := range r.facts.n {
		from := r.facts.from.At(fact)
		who := dir.owner[r.address[r.email.codes.At(fact)]]
		if from == 0 || from > uint32(end) || who == 0 || dir.fact[who] == 0 {
			continue
		}
		if before := f.before[who]; before != 0 && r.image.listings[r.facts.last(fact, uint32(end), again)] < before {
			continue
		}
		for _, word := range words[r.class.At(fact)] {
			f.seen.put(int(who)*len(f.words) + word)
		}
	}
}

// wordsOf gives the numbers under which services stand in reports: of their
// plan and their name, -1 for one that none has.
func (f *reported) wordsOf(services []service) [][2]int {
	number := func(word string) int {
		if n, ok := f.words[word]; ok {
			return n
		}
		return -1
	}
	all := make([][2]int, len(services))
	for i := range services {
		all[i] = [2]int{number(services[i].plan.ID), number(ledger.FoldText(services[i].plan.Service))}
	}
	return all
}

// has tells whether an account was seen with a service, given its words.
func (f *reported) has(who uint32, words [2]int) bool {
	for _, word := range words {
		if word >= 0 && f.seen.has(int(who)*len(f.words)+word) {
			return true
		}
	}
	return false
}
