package store

import (
	"cmp"
	"context"
	"slices"
	"strconv"

	"licenseledger/store/column"
	"licenseledger/store/ledger"
)

// assigned is what the directory says is assigned on a day: one row per
// account, license and service.
type assigned struct {
	history   *history
	people    *people
	directory *directory
	day       *day
	holds     *holdings
	plans     *planDates
	moved     codedColumn        // when an assignment was changed last
	services  []service          // of all licenses
	ranks     []int              // of services: their place in the order of people
	brought   [][]uint32         // of licenses: their services
	leaves    map[[2]uint32]bool // disabled plans, and a service that they leave out
	rows      []assignedRow
}

type assignedRow struct {
	who, service uint32
	hold         hold
}

// assignedRows lists what the accounts that keep picks hold, in the order of
// people.
func (d *day) assignedRows(ctx context.Context, dir *directory, keep func(who uint32) bool) (*assigned, error) {
	a, err := d.assigned(ctx, dir)
	if err != nil {
		return nil, err
	}
	if err := dir.name(ctx, d); err != nil {
		return nil, err
	}
	for _, fact := range dir.present {
		who := dir.people.userID.At(fact)
		if !keep(who) {
			continue
		}
		first := len(a.rows)
		a.each(who, func(n uint32, own hold) { a.rows = append(a.rows, assignedRow{who, n, own}) })
		slices.SortFunc(a.rows[first:], a.compare)
	}
	return a, nil
}

// assigned begins without rows.
func (d *day) assigned(ctx context.Context, dir *directory) (*assigned, error) {
	bySku, err := d.services(ctx)
	if err != nil {
		return nil, err
	}
	a := &assigned{history: d.history, people: dir.people, directory: dir, day: d, leaves: map[[2]uint32]bool{}}
	if a.holds, err = d.holdings(ctx); err != nil {
		return nil, err
	}
	a.number(bySku)
	for code := range uint32(a.holds.plans.dict.Len()) {
		for _, id := range switchedOff(a.holds.plans.dict.At(code)) {
			for n := range a.services {
				if a.services[n].plan.ID == id {
					a.leaves[[2]uint32{code, uint32(n)}] = true
				}
			}
		}
	}
	return a, nil
}

// each hands on the services that an account holds, and by what.
func (a *assigned) each(who uint32, f func(service uint32, own hold)) {
	last := uint32(column.MaxCode)
	for own := range a.holds.of(who) {
		if own.sku == last {
			continue // by a group as well
		}
		last = own.sku
		for _, n := range a.brought[own.sku] {
			if plans := a.holds.plans.codes.At(own.fact); plans == 0 || !a.leaves[[2]uint32{plans, n}] {
				f(n, own)
			}
		}
	}
}

// number puts the services of all licenses in one list, and ranks them.
func (a *assigned) number(bySku map[string][]service) {
	a.brought = make([][]uint32, a.holds.sku.dict.Len())
	for sku, services := range bySku {
		code, ok := a.holds.skus[sku]
		if !ok {
			continue
		}
		for _, s := range services {
			a.brought[code] = append(a.brought[code], uint32(len(a.services)))
			a.services = append(a.services, s)
		}
	}
	order := make([]int, len(a.services))
	for n := range order {
		order[n] = n
	}
	compare := func(x, y int) int {
		s, t := &a.services[x], &a.services[y]
		return cmp.Or(column.Compare(s.plan.Service, t.plan.Service), column.Compare(s.license, t.license))
	}
	slices.SortFunc(order, compare)
	a.ranks = make([]int, len(order))
	for i, n := range order {
		if a.ranks[n] = i; i > 0 && compare(order[i-1], n) == 0 {
			a.ranks[n] = a.ranks[order[i-1]]
		}
	}
}

func (a *assigned) compare(x, y assignedRow) int {
	return cmp.Or(cmp.Compare(a.ranks[x.service], a.ranks[y.service]), cmp.Compare(x.hold.fact, y.hold.fact))
}

// planDates is when each plan of each account was assigned.
type planDates struct {
	ends  []uint32 // of the facts of each person, by number
	facts []uint32
	plan  codedColumn
	at    codedColumn
}

// loadPlans reads the dates once they are asked for.
func (a *assigned) loadPlans(ctx context.Context) error {
	if a.plans != nil {
		return nil
	}
	m, err := a.history.image(ctx, ledger.SourceUsers, ledger.KindAssignedPlan)
	if err != nil {
		return err
	}
	p := &planDates{plan: m.coded(ledger.KindAssignedPlan, "service_plan_id"), at: m.coded(ledger.KindAssignedPlan, "assigned_at")}
	id := m.coded(ledger.KindAssignedPlan, "user_id")
	var chosen []uint32
	if place, ok := m.place(a.day.accounts().pos); ok {
		chosen = m.kinds[ledger.KindAssignedPlan].at(place)
	}
	m, err = a.history.late(ctx, ledger.SourceUsers, ledger.KindAssignment)
	if err != nil {
		return err
	}
	a.moved = m.coded(ledger.KindAssignment, "updated_at")
	p.facts, p.ends = byPerson(chosen, a.people.ids.Len(), func(fact uint32) uint32 { return a.people.who(id.codes.At(fact), id.dict) })
	a.plans = p
	return nil
}

// byPerson sorts facts by the number of their person.
func byPerson(facts []uint32, persons int, who func(fact uint32) uint32) (sorted, ends []uint32) {
	begins := make([]uint32, persons+1)
	for _, fact := range facts {
		begins[who(fact)+1]++
	}
	for i := 1; i < len(begins); i++ {
		begins[i] += begins[i-1]
	}
	ends = begins[:persons] // moves on to the ends below
	sorted = make([]uint32, len(facts))
	for _, fact := range facts {
		n := who(fact)
		sorted[ends[n]] = fact
		ends[n]++
	}
	return sorted, ends
}

// of gives when a plan was first assigned to somebody, by one license or
// several; 0 when nothing tells.
func (p *planDates) of(who uint32, plan string) (first ledger.Instant) {
	begin := uint32(0)
	if who > 0 {
		begin = p.ends[who-1]
	}
	for _, fact := range p.facts[begin:p.ends[who]] {
		if at := instantOf(p.at.at(fact)); at != 0 && (first == 0 || at < first) && p.plan.at(fact) == plan {
			first = at
		}
	}
	return first
}

// assignedDate is when the directory says the service was assigned; without
// that, when its license was changed last.
func (a *assigned) assignedDate(row uint32) string {
	r := &a.rows[row]
	if at := a.plans.of(r.who, a.services[r.service].plan.ID); at != 0 {
		return at.String()
	}
	return instantOf(a.moved.at(r.hold.fact)).String()
}

// instantOf reads an instant that an image holds as milliseconds.
func instantOf(ms string) ledger.Instant {
	n, _ := strconv.ParseInt(ms, 10, 64) // "" is not known: 0
	return ledger.Instant(n)
}

// table shows the rows in the words of the console contract.
func (a *assigned) table() *table {
	t := peopleTable(a.history, a.directory, len(a.rows), func(row uint32) uint32 { return a.rows[row].who })
	for name, text := range map[string]func(*service) string{
		"service":    func(s *service) string { return s.plan.Service },
		"service_id": func(s *service) string { return s.plan.ID },
		"license":    func(s *service) string { return s.license },
		"license_id": func(s *service) string { return s.licenseID },
		"product":    func(s *service) string { return string(s.class.Product) },
		"origin":     func(s *service) string { return string(s.class.Origin) },
		"tier":       func(s *service) string { return string(s.class.Tier) },
		"is_trial":   func(s *service) string { return strconv.FormatBool(s.class.Tier == ledger.TierTrial) },
	} {
		t.columns[name] = a.meaning(text)
	}
	t.columns["assigned_by"] = coded(wordsOf(assignedByWords), func(row uint32) uint32 { return a.holds.way(a.rows[row].hold) })
	t.columns["group_name"] = coded(a.holds.names, func(row uint32) uint32 { return a.holds.groupName(a.rows[row].hold) })
	t.columns["assigned_date"] = written(t.rows, a.assignedDate)
	t.columns["first_seen"] = written(t.rows, func(row uint32) string { return a.holds.from(a.rows[row].hold).String() })
	t.columns["as_of"] = same(a.day.accounts().pos.Instant().String())
	t.product = func(row uint32) ledger.Product { return a.services[a.rows[row].service].class.Product }
	pairs := make([]uint32, len(a.services))
	for i := range pairs {
		pairs[i] = a.history.pairOf(pair{a.services[i].plan.Service, a.services[i].license})
	}
	t.pair = func(row uint32) uint32 { return pairs[a.rows[row].service] }
	t.ready = a.loadPlans
	return t
}

func (a *assigned) meaning(text func(*service) string) *lens {
	dict := column.NewDict()
	codes := make([]uint32, len(a.services))
	for i := range codes {
		codes[i] = dict.Add([]byte(text(&a.services[i])))
	}
	return coded(dict, func(row uint32) uint32 { return codes[a.rows[row].service] })
}

// neverUsed keeps what was never in a report that was read up to the day: no
// use seen, which is not the same as not used.
func (a *assigned) neverUsed(ctx context.Context) error {
	found, err := a.day.reported(ctx, a.directory)
	if err != nil {
		return err
	}
	words := found.wordsOf(a.services)
	a.rows = slices.DeleteFunc(a.rows, func(r assignedRow) bool { return found.has(r.who, words[r.service]) })
	return nil
}
