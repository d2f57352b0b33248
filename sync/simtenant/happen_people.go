package simtenant

import "math/rand/v2"

func (w *world) join(r *rand.Rand) {
	n := w.arrive(r, w.now)
	detail := ""
	if chance(r.Uint64(), 0.05) {
		if old, ok := w.addressOfALeaver(r); ok {
			w.numbers[w.people[n].plainLocal()]--
			w.wearNameOf(n, old)
			detail = "has the address of " + objectID(w.seed, old).String()
		}
	}
	w.record(n, "joined", -1, detail)
	if w.people[n].has(isGuest) {
		return
	}
	if suite, ok := pickSuite(r); ok {
		h := holding{at: w.now, sku: suite, flags: byGroup, group: uint8(r.IntN(2))}
		if w.grant(n, h) {
			w.record(n, "got", int16(suite), "")
		}
	}
	w.passBy(r, n)
}

// addressOfALeaver finds a departed account whose plain address is free again.
func (w *world) addressOfALeaver(r *rand.Rand) (int32, bool) {
	for range 20 {
		if len(w.free) == 0 {
			break
		}
		i := r.IntN(len(w.free))
		n := w.free[i]
		p := &w.people[n]
		if p.present() || p.has(isGuest|isNameless|hasNoMail|wentAndGaveAddress) || w.extras[n] != nil {
			continue
		}
		w.free[i] = w.free[len(w.free)-1]
		w.free = w.free[:len(w.free)-1]
		p.traits |= wentAndGaveAddress
		return n, true
	}
	return 0, false
}

// wearNameOf makes a newcomer a namesake who is given the old address as it
// was: two people whom only the object id tells apart.
func (w *world) wearNameOf(n, old int32) {
	p, o := &w.people[n], w.people[old]
	p.culture, p.given, p.family, p.middle, p.number = o.culture, o.given, o.family, o.middle, o.number
	p.traits = o.traits & (writesNative | upperMail)
}

func (w *world) leave(r *rand.Rand) {
	n, ok := w.pick(r, func(_ int32, p *person) bool { return p.present() && p.created+2*day < w.now })
	if ok && !w.goFirst(r, n) {
		w.goWith(r, n)
		w.goNow(r, n)
	}
}

// goNow deletes an account.
func (w *world) goNow(r *rand.Rand, n int32) {
	w.delete(n)
	w.queue.push(occurrence{at: w.now + keepDeleted, kind: purge, who: n})
	if chance(r.Uint64(), 0.1) {
		w.queue.push(occurrence{at: w.now + moment(2*int(day)+r.IntN(20*int(day))), kind: comeBack, who: n})
		return
	}
	w.free = append(w.free, n)
}

// goForGood deletes an account of which neither it nor its address comes back
// by chance.
func (w *world) goForGood(n int32) {
	w.delete(n)
	w.queue.pushAs(occurrence{at: w.now + keepDeleted, kind: purge, who: n}, 1<<43+uint64(n))
}

func (w *world) delete(n int32) {
	p := &w.people[n]
	for _, h := range p.holdings {
		w.seat(h, p, -1)
	}
	p.left = w.now
	p.traits |= isDeleted
	w.leavers = append(w.leavers, leaver{n, w.now})
	w.record(n, "left", -1, "")
}

// comeBack restores a deleted account with everything it had, except trials
// that ended meanwhile.
func (w *world) comeBack(n int32) {
	p := &w.people[n]
	if !p.has(isDeleted) {
		return
	}
	p.traits &^= isDeleted
	p.left = 0
	w.record(n, "returned", -1, "")
	for _, h := range p.holdings {
		w.seat(h, p, +1)
	}
	for i := len(p.holdings) - 1; i >= 0; i-- {
		if h := p.holdings[i]; h.ends != 0 && h.ends <= w.now {
			w.revoke(n, h.sku)
			w.record(n, "trial_expired", int16(h.sku), "ended while the account was deleted")
		}
	}
}

func (w *world) purge(o occurrence) {
	p := &w.people[o.who]
	if !p.has(isDeleted) || p.left+keepDeleted != o.at {
		return
	}
	p.traits = p.traits&^isDeleted | isPurged
	w.record(o.who, "purged", -1, "")
}

// rename gives a new family name, as marriage does: name, UPN and mail change,
// and the old address mostly keeps working.
func (w *world) rename(r *rand.Rand) {
	n, ok := w.pick(r, func(n int32, p *person) bool {
		x := w.extras[n]
		return p.present() && !p.has(isGuest|isNameless|hasNoMail) && (x == nil || x.display == "")
	})
	if !ok {
		return
	}
	p := &w.people[n]
	oldName, oldMail := w.name(n), w.mail(n)
	c := &cultures[p.culture]
	p.family = uint8((int(p.family) + 1 + r.IntN(len(c.family)-1)) % len(c.family))
	p.number = w.take(p.plainLocal())
	if !chance(r.Uint64(), 0.15) {
		x := w.extra(n)
		x.addresses = append(x.addresses, oldMail)
	}
	w.record(n, "renamed", -1, oldName)
}

func (w *world) block(r *rand.Rand) {
	n, ok := w.pick(r, func(_ int32, p *person) bool { return p.present() && !p.has(isBlocked) })
	if !ok {
		return
	}
	p := &w.people[n]
	p.traits |= isBlocked
	p.quiet = min(nonZero(p.quiet, w.now), w.now)
	w.record(n, "blocked", -1, "")
	if chance(r.Uint64(), 0.4) {
		w.queue.push(occurrence{at: w.now + moment(int(day)+r.IntN(14*int(day))), kind: unblock, who: n})
	}
}

func (w *world) unblock(n int32) {
	p := &w.people[n]
	if !p.present() || !p.has(isBlocked) {
		return
	}
	p.traits &^= isBlocked
	w.record(n, "unblocked", -1, "")
}
