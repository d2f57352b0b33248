package simtenant

import (
	"math/rand/v2"
	"sort"
	"strings"
	"time"
)

// world is the tenant without its wire: who exists, who holds and uses what,
// and everything that is going to happen. It is not safe for concurrent use;
// Tenant guards it.
type world struct {
	seed          int64
	now           moment
	start         moment
	size          int // people at the start: the scale of a day's events
	keepsLeavers  moment
	life          Life
	hiding        []moment         // first instants of the days on which a department is hidden
	refusing      []moment         // first instants of the days on which the report is refused
	lagging       map[int32]moment // people whom the report calls Unknown, until when
	tenantName    string
	hostile       bool // called by [HostileTexts]
	domain        string
	initialDomain string

	people  []person
	extras  map[int32]*extra
	numbers map[string]uint16 // address without number -> numbers given out
	leavers []leaver          // in order of leaving
	free    []int32           // leavers whose address nobody took yet

	consumed [skuCount]int
	bought   [skuCount]int

	queue      queue
	changed    []change         // since the start, in order
	lastChange map[int32]uint32 // of an account, by its place in changed plus 1
	events     []event
	log        bool // record events; off while the past is made up
}

// A leaver is one departure. It is void once the person returned.
type leaver struct {
	who int32
	at  moment
}

func newWorld(seed int64, size int, start time.Time, name string, keepsLeaversDays int, life Life, script Script) *world {
	w := &world{
		seed: seed, size: size, now: momentOf(start), start: momentOf(start),
		keepsLeavers: moment(keepsLeaversDays) * day,
		life:         life,
		extras:       map[int32]*extra{},
		lagging:      map[int32]moment{},
		numbers:      map[string]uint16{},
		lastChange:   map[int32]uint32{},
		people:       make([]person, 0, size+size/8+16),
	}
	w.tenantName = name
	w.domain, w.initialDomain = domains(name)
	w.populate()
	w.buySeats()
	w.log = true
	w.queue.push(occurrence{at: w.now - w.now%day, kind: dawn})
	w.follow(script)
	return w
}

// domains uses the names Microsoft keeps for examples, and .example otherwise,
// so that no address of the simulated tenant can be anybody's.
func domains(name string) (own, initial string) {
	slug := addressPart(name)
	if slug == "" {
		slug = "tenant"
	}
	own = slug + ".example"
	switch slug {
	case "contoso", "fabrikam", "adatum", "northwindtraders", "tailspintoys", "wingtiptoys", "litware":
		own = slug + ".com"
	}
	return own, strings.ReplaceAll(slug, "-", "") + ".onmicrosoft.com"
}

// take gives the next free number for an address: 0 for the first holder of a
// name, then 2, 3, and so on.
func (w *world) take(local string) uint16 {
	n := w.numbers[local]
	if n == 0 {
		w.numbers[local] = 1
		return 0
	}
	w.numbers[local] = n + 1
	return n + 1
}

func (w *world) extra(n int32) *extra {
	x := w.extras[n]
	if x == nil {
		x = &extra{}
		w.extras[n] = x
	}
	return x
}

// grant gives a license if nothing the person holds brings the same plan.
func (w *world) grant(n int32, h holding) bool {
	p := &w.people[n]
	for _, held := range p.holdings {
		if overlap(held.sku, h.sku) {
			return false
		}
	}
	p.holdings = append(p.holdings, h)
	w.seat(h, p, +1)
	if h.ends != 0 && p.present() {
		w.queue.push(occurrence{at: h.ends, kind: trialEnds, who: n, sku: h.sku})
	}
	return true
}

// revoke takes a license away. Now and then the directory keeps its plans as
// Deleted entries, which a client must not take for a license.
func (w *world) revoke(n int32, sku uint8) (holding, bool) {
	p := &w.people[n]
	for i, h := range p.holdings {
		if h.sku != sku {
			continue
		}
		p.holdings = append(p.holdings[:i:i], p.holdings[i+1:]...)
		w.seat(h, p, -1)
		if h.effective() && !catalog[sku].internal() && chance(mix(uint64(w.seed), forTraits, uint64(n), uint64(sku), 3), 0.5) {
			x := w.extra(n)
			x.stale = append(x.stale, stalePlan{sku: sku, plan: 0, at: h.at})
		}
		return h, true
	}
	return holding{}, false
}

// seat keeps consumed units equal to the assignments of present people, and
// buys more when the last seat is gone.
func (w *world) seat(h holding, p *person, by int) {
	if !h.effective() || !p.present() || catalog[h.sku].internal() {
		return
	}
	w.consumed[h.sku] += by
	if w.log && w.consumed[h.sku] > w.bought[h.sku] {
		w.bought[h.sku] = w.consumed[h.sku] + max(5, w.consumed[h.sku]/20)
	}
}

func (w *world) buySeats() {
	for sku := range w.bought {
		used := w.consumed[sku]
		switch {
		case catalog[sku].internal():
		case unlimited(uint8(sku)):
			w.bought[sku] = max(10000, used*2)
		default:
			spare := used + max(2, used*8/100)
			w.bought[sku] = (spare + 4) / 5 * 5
		}
	}
}

// inReport says whether the license report lists the person: licensed and seen
// at least once, and for some weeks after leaving.
func (w *world) inReport(n int32) bool {
	p := &w.people[n]
	if p.firstUse == 0 || p.firstUse > w.now || len(p.holdings) == 0 {
		return false
	}
	return p.left == 0 || w.now < p.left+w.keepsLeavers
}

// pick finds a random person that fits, or gives up: in a small tenant there
// may be none.
func (w *world) pick(r *rand.Rand, fits func(n int32, p *person) bool) (int32, bool) {
	for range 40 {
		n := int32(r.IntN(len(w.people)))
		if fits(n, &w.people[n]) {
			return n, true
		}
	}
	return 0, false
}

func (w *world) sortLeavers() {
	sort.Slice(w.leavers, func(i, j int) bool {
		a, b := w.leavers[i], w.leavers[j]
		return a.at < b.at || a.at == b.at && a.who < b.who
	})
}
