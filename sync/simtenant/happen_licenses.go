package simtenant

import "math/rand/v2"

// assignable are the licenses that an admin hands out one by one.
var assignable = []uint8{skuAppsPremium, skuAutomatePremium, skuAutomatePerUser, skuAppsPerApp, skuProject, skuTeamMembers, skuCustomerService, skuAutomateFree}

func (w *world) gain(r *rand.Rand) {
	sku := assignable[r.IntN(len(assignable))]
	n, ok := w.pick(r, func(_ int32, p *person) bool {
		return p.present() && !p.has(isGuest) && !p.holds(sku)
	})
	if !ok {
		return
	}
	if w.grant(n, holding{at: w.now, sku: sku, flags: directly, disabled: disabledPlans(r, sku)}) {
		w.record(n, "got", int16(sku), "")
	}
}

func (w *world) lose(r *rand.Rand) {
	n, ok := w.pick(r, func(_ int32, p *person) bool {
		if !p.present() || len(p.holdings) == 0 {
			return false
		}
		last := p.holdings[len(p.holdings)-1]
		return last.ends == 0 && last.effective()
	})
	if !ok {
		return
	}
	held := w.people[n].holdings
	w.loseLicense(n, held[len(held)-1].sku, "")
}

func (w *world) loseLicense(n int32, sku uint8, detail string) {
	if _, ok := w.revoke(n, sku); ok {
		w.record(n, "lost", int16(sku), detail)
	}
}

// swap replaces an Office suite by another at one instant.
func (w *world) swap(r *rand.Rand) {
	suiteOf := func(p *person) (uint8, bool) {
		for _, h := range p.holdings {
			if h.sku <= skuF3 && h.effective() {
				return h.sku, true
			}
		}
		return 0, false
	}
	n, ok := w.pick(r, func(_ int32, p *person) bool {
		_, has := suiteOf(p)
		return p.present() && has
	})
	if !ok {
		return
	}
	old, _ := suiteOf(&w.people[n])
	next := uint8((int(old) + 1 + r.IntN(3)) % 4)
	w.loseLicense(n, old, "swap")
	if w.grant(n, holding{at: w.now, sku: next, flags: directly}) {
		w.record(n, "got", int16(next), "swap")
	}
}

// rollOut puts a group of people on a license in one second.
func (w *world) rollOut(r *rand.Rand, at moment) {
	skus := []uint8{skuAppsPremium, skuAutomatePremium, skuAppsPerApp, skuTeamMembers}
	sku, group := skus[r.IntN(len(skus))], uint8(r.IntN(2))
	people := max(2, w.size*6/1000)
	if planned := w.life.rollOutOf(at - at%day); planned > 0 {
		people = planned
	}
	for range people {
		n, ok := w.pick(r, func(_ int32, p *person) bool { return p.present() && !p.has(isGuest) && !p.holds(sku) })
		if !ok {
			return
		}
		h := holding{at: w.now, sku: sku, flags: byGroup, group: group}
		if chance(r.Uint64(), 0.05) {
			h.flags |= inError
		}
		if w.grant(n, h) && h.effective() {
			w.record(n, "got", int16(sku), "group")
		}
	}
}

// startTrial is somebody trying the product: mostly by themselves, inside it.
func (w *world) startTrial(r *rand.Rand) {
	kinds := []uint8{skuAppsTrial, skuAppsTrial, skuInternalApps, skuInternalAutomate, skuCustomerServiceTrial}
	sku := kinds[r.IntN(len(kinds))]
	n, ok := w.pick(r, func(_ int32, p *person) bool {
		return p.present() && !p.has(isBlocked|isGuest) && !p.holds(sku)
	})
	if !ok {
		return
	}
	length := moment(catalog[sku].days)*day + moment(60+r.IntN(400))
	if !w.grant(n, holding{at: w.now, sku: sku, flags: directly, ends: w.now + length}) {
		return
	}
	w.record(n, "trial_started", int16(sku), "")
	if sku != skuCustomerServiceTrial && w.people[n].firstUse == 0 {
		w.beginUse(n)
	}
}

func (w *world) endTrial(o occurrence) {
	p := &w.people[o.who]
	if !p.present() {
		return
	}
	for _, h := range p.holdings {
		if h.sku == o.sku && h.ends == o.at {
			w.revoke(o.who, o.sku)
			w.record(o.who, "trial_expired", int16(o.sku), "")
			return
		}
	}
}

func (w *world) useFirst(r *rand.Rand) {
	n, ok := w.pick(r, func(_ int32, p *person) bool {
		return p.present() && !p.has(isBlocked) && p.firstUse == 0 && w.mayUse(p)
	})
	if ok {
		w.beginUse(n)
	}
}

func (w *world) beginUse(n int32) {
	p := &w.people[n]
	p.firstUse, p.quiet = w.now, 0
	w.record(n, "used_first", -1, "")
}

func (w *world) mayUse(p *person) bool {
	for _, h := range p.holdings {
		if h.effective() {
			return true
		}
	}
	return false
}

func (w *world) fallQuiet(r *rand.Rand) {
	n, ok := w.pick(r, func(_ int32, p *person) bool { return p.present() && p.firstUse != 0 && p.quiet == 0 })
	if ok {
		w.people[n].quiet = w.now
	}
}

// lastUse is when the person last used a product, as of now: their habit says
// on which days, the first use bounds it, and leaving, blocking or losing
// interest ends it.
func (w *world) lastUse(n int32, product string) moment {
	p := &w.people[n]
	if p.firstUse == 0 || p.firstUse > w.now {
		return 0
	}
	end := w.lastOfUse(p)
	for d, back := end-end%day, 0; d+day > p.firstUse && back < 200; d, back = d-day, back+1 {
		if at := w.habit(n, product, d); at != 0 && at <= end && at >= p.firstUse {
			return at
		}
	}
	return p.firstUse
}
