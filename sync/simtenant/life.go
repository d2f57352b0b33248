package simtenant

import "math/rand/v2"

// Life is how much happens in a tenant beyond an ordinary one, for histories in
// which few people have to show much. The zero value is the ordinary life.
type Life struct {
	// Bustle multiplies how often things happen; 1 if zero.
	Bustle float64
	// RollOuts are how many people are put on a license in one second, one
	// number a day in turn, instead of a few people now and then.
	RollOuts []int
	// Stripped is the share of leavers who lose their licenses first, up to
	// four days before their account is deleted.
	Stripped float64
	// Together is the share of leavers with whom somebody leaves, within a
	// minute, who got a license in the same second.
	Together float64
	// Passing is the share of newcomers who get a license together with somebody
	// who uses the products, use it at once, and leave within two days.
	Passing float64
}

func (l Life) bustle() float64 {
	if l.Bustle == 0 {
		return 1
	}
	return l.Bustle
}

// rollOutOf gives how many people a day's roll-out reaches; 0 for none that day.
func (l Life) rollOutOf(dayStart moment) int {
	if len(l.RollOuts) == 0 {
		return 0
	}
	return l.RollOuts[int(dayStart/day)%len(l.RollOuts)]
}

// goFirst lets a leaver lose everything and leave some days later.
func (w *world) goFirst(r *rand.Rand, n int32) bool {
	if w.life.Stripped == 0 || !chance(r.Uint64(), w.life.Stripped) {
		return false
	}
	for _, h := range append([]holding(nil), w.people[n].holdings...) {
		w.loseLicense(n, h.sku, "")
	}
	w.queue.push(occurrence{at: w.now + 60*60 + moment(r.IntN(4*int(day))), kind: leaveNow, who: n})
	return true
}

// goWith lets somebody leave with a leaver who got a license together with them.
func (w *world) goWith(r *rand.Rand, n int32) {
	if w.life.Together == 0 || !chance(r.Uint64(), w.life.Together) {
		return
	}
	for _, h := range w.people[n].holdings {
		other, ok := w.pick(r, func(m int32, p *person) bool { return m != n && p.present() && p.holdsSince(h) })
		if ok {
			w.queue.push(occurrence{at: w.now + moment(r.IntN(60)), kind: leaveNow, who: other})
			return
		}
	}
}

// passBy puts a newcomer and somebody else on a license in one second, and lets
// the newcomer use it and leave.
func (w *world) passBy(r *rand.Rand, n int32) {
	if w.life.Passing == 0 || !chance(r.Uint64(), w.life.Passing) {
		return
	}
	h := holding{at: w.now, sku: assignable[r.IntN(len(assignable))], flags: directly}
	other, ok := w.pick(r, func(m int32, p *person) bool { return m != n && p.present() && p.firstUse != 0 && !p.holds(h.sku) })
	if !ok || !w.grant(n, h) {
		return
	}
	w.record(n, "got", int16(h.sku), "")
	if w.grant(other, h) {
		w.record(other, "got", int16(h.sku), "")
	}
	w.beginUse(n)
	w.queue.push(occurrence{at: w.now + moment(r.IntN(2*int(day))), kind: leaveNow, who: n})
}

func (p *person) holdsSince(h holding) bool {
	for _, own := range p.holdings {
		if own.sku == h.sku && own.at == h.at {
			return true
		}
	}
	return false
}
