package simtenant

import "math/rand/v2"

// Script makes chosen things happen on chosen days, beside what happens anyhow,
// so that a short history has one of each to show. Days are counted from the
// start, which is day 0; what happens, happens four hours into the day. The zero
// value is no script, and leaves the tenant as it is without one.
type Script struct {
	// PartialDays are days on which the license report is refused from the first
	// to the last hour, as when an administrator's role ran out overnight.
	PartialDays []int `json:"partial_days,omitempty"`
	// HiddenDays are days on which the people of Sales are neither listed nor found
	// by a look-up, as when a role was narrowed to some administrative units.
	HiddenDays []int `json:"hidden_days,omitempty"`
	// ReusedAddresses are days on which somebody leaves whose name and address a
	// newcomer gets a day later.
	ReusedAddresses []int `json:"reused_addresses,omitempty"`
	// Twins are days on which two newcomers get the same licenses in one second.
	// They leave within a minute three days later, and nothing tells their rows
	// of the report apart.
	Twins []int `json:"twins,omitempty"`
	// TrialWaves are days on which many people start a trial by themselves.
	TrialWaves []int `json:"trial_waves,omitempty"`
	// Lags are days from which the report calls somebody Unknown who has not
	// left. Two days later it names them again.
	Lags []int `json:"lags,omitempty"`
	// BlockedPaid are days on which somebody with a paid license is blocked, and
	// stays so.
	BlockedPaid []int `json:"blocked_paid,omitempty"`
	// LicensedTwice are days on which somebody with Power Automate Premium also gets
	// the Power Automate per user plan, which that one brings.
	LicensedTwice []int `json:"licensed_twice,omitempty"`
}

// The scenes of a script; occurrence.sku tells which one it is.
const (
	sceneAddressFreed uint8 = iota
	sceneAddressGiven
	sceneTwinsJoin
	sceneTrialWave
	sceneLag
	sceneBlockedPaid
	sceneLicensedTwice
)

const (
	sceneHour = 4 * 60 * 60
	lagLasts  = 2 * day
)

// follow puts the scenes of the script into the queue.
func (w *world) follow(s Script) {
	for scene, days := range map[uint8][]int{
		sceneAddressFreed: s.ReusedAddresses, sceneTwinsJoin: s.Twins, sceneTrialWave: s.TrialWaves,
		sceneLag: s.Lags, sceneBlockedPaid: s.BlockedPaid, sceneLicensedTwice: s.LicensedTwice,
	} {
		for i, d := range days {
			// A turn of its own for each scene keeps the turns of all else as
			// they are without a script, and does not depend on the map's order.
			w.queue.pushAs(occurrence{at: w.start + moment(d)*day + sceneHour, kind: scripted, sku: scene},
				1<<40+uint64(scene)<<20+uint64(i))
		}
	}
	for _, d := range s.PartialDays {
		w.refusing = append(w.refusing, w.start+moment(d)*day)
	}
	for _, d := range s.HiddenDays {
		w.hiding = append(w.hiding, w.start+moment(d)*day)
	}
}

// hiddenDepartment is the largest one.
const hiddenDepartment = "Sales"

// isOn tells whether this is one of some days of the script, by their first
// instants.
func (w *world) isOn(days []moment) bool {
	for _, from := range days {
		if w.now >= from && w.now < from+day {
			return true
		}
	}
	return false
}

func (w *world) play(r *rand.Rand, o occurrence) {
	switch o.sku {
	case sceneAddressFreed:
		w.freeAddress(r, o)
	case sceneAddressGiven:
		w.giveAddress(o.who)
	case sceneTwinsJoin:
		w.twinsJoin(r)
	case sceneTrialWave:
		w.trialWave(r)
	case sceneLag:
		w.lag(r)
	case sceneBlockedPaid:
		w.blockPaid(r)
	case sceneLicensedTwice:
		w.licenseTwice(r)
	}
}

// freeAddress lets somebody leave for good whom the report has listed.
func (w *world) freeAddress(r *rand.Rand, o occurrence) {
	n, ok := w.pickOf(r, func(n int32, p *person) bool {
		return p.present() && w.inReport(n) && w.extras[n] == nil && !p.has(isGuest|isBlocked|isNameless|hasNoMail)
	})
	if !ok {
		return
	}
	w.people[n].traits |= wentAndGaveAddress
	w.goForGood(n)
	w.queue.pushAs(occurrence{at: w.now + day, kind: scripted, who: n, sku: sceneAddressGiven}, o.turn+1<<19)
}

func (w *world) giveAddress(old int32) {
	r := stream(w.seed, forDay, 1<<41+uint64(old))
	n := w.arrive(r, w.now)
	w.numbers[w.people[n].plainLocal()]--
	w.wearNameOf(n, old)
	w.record(n, "joined", -1, "has the address of "+objectID(w.seed, old).String())
	w.give(n, holding{at: w.now, sku: skuE3, flags: byGroup})
	w.beginUse(n)
}

func (w *world) twinsJoin(r *rand.Rand) {
	for range 2 {
		n := w.arrive(r, w.now)
		w.people[n].traits &^= isGuest
		w.record(n, "joined", -1, "")
		w.give(n, holding{at: w.now, sku: skuE3, flags: byGroup})
		w.give(n, holding{at: w.now, sku: skuAppsPremium, flags: directly})
		w.beginUse(n)
		w.queue.pushAs(occurrence{at: w.now + 3*day + moment(r.IntN(60)), kind: leaveForGood, who: n}, 1<<42+uint64(n))
	}
}

func (w *world) trialWave(r *rand.Rand) {
	for range max(4, w.size/80) {
		n, ok := w.pickOf(r, func(_ int32, p *person) bool {
			return p.present() && !p.has(isBlocked|isGuest) && !p.holds(skuInternalApps)
		})
		h := holding{at: w.now, sku: skuInternalApps, flags: directly}
		h.ends = h.at + moment(catalog[h.sku].days)*day + moment(60+r.IntN(400))
		if !ok || !w.grant(n, h) {
			continue
		}
		w.record(n, "trial_started", int16(h.sku), "")
		if w.people[n].firstUse == 0 {
			w.beginUse(n)
		}
	}
}

func (w *world) lag(r *rand.Rand) {
	n, ok := w.pickOf(r, func(n int32, p *person) bool {
		return p.present() && w.inReport(n) && !p.has(isGuest|isBlocked|isNameless)
	})
	if ok {
		w.lagging[n] = w.now + lagLasts
		w.record(n, "list_lags", -1, "")
	}
}

// blockPaid blocks somebody who keeps Power Apps Premium.
func (w *world) blockPaid(r *rand.Rand) {
	n, ok := w.pickOf(r, func(_ int32, p *person) bool {
		return p.present() && !p.has(isBlocked) && p.holds(skuAppsPremium)
	})
	if !ok {
		return
	}
	p := &w.people[n]
	p.traits |= isBlocked
	p.quiet = min(nonZero(p.quiet, w.now), w.now)
	w.record(n, "blocked", -1, "")
}

// licenseTwice gives somebody a license of which another one of theirs brings all.
func (w *world) licenseTwice(r *rand.Rand) {
	n, ok := w.pickOf(r, func(n int32, p *person) bool {
		return p.present() && w.inReport(n) && !p.has(isBlocked) && p.holds(skuAutomatePremium) && !p.holds(skuAutomatePerUser)
	})
	if ok {
		w.give(n, holding{at: w.now, sku: skuAutomatePerUser, flags: directly})
	}
}

func (w *world) give(n int32, h holding) {
	if w.grant(n, h) {
		w.record(n, "got", int16(h.sku), "")
	}
}

// pickOf finds a random person that fits, if there is one: a scene is not left
// out because chance found nobody.
func (w *world) pickOf(r *rand.Rand, fits func(n int32, p *person) bool) (int32, bool) {
	if len(w.people) == 0 {
		return 0, false
	}
	from := r.IntN(len(w.people))
	for i := range w.people {
		n := int32((from + i) % len(w.people))
		if fits(n, &w.people[n]) {
			return n, true
		}
	}
	return 0, false
}
