package simtenant

import "math/rand/v2"

// populate makes up the people of the first morning and the past they share:
// when they came, what they were given, whether they ever used it, and who left
// in the weeks before.
func (w *world) populate() {
	r := stream(w.seed, forPeople, 0)
	former := w.size / 25
	for i := range w.size + former {
		born := w.now - day - moment(r.IntN(6*365*int(day)))
		n := w.arrive(r, born)
		special := i < w.size && w.specialise(i, n)
		w.licenseAtStart(r, n)
		w.useAtStart(r, n)
		p := &w.people[n]
		if special && p.firstUse == 0 {
			w.giveInThePast(r, n, skuAutomatePremium, 0)
			p.firstUse = w.now - day
		}
		if i >= w.size {
			left := w.now - moment(r.IntN(int(59*day))) - 1
			w.leaveInThePast(n, max(left, p.created+day))
			continue
		}
		if chance(r.Uint64(), 0.03) {
			p.traits |= isBlocked
			p.quiet = min(nonZero(p.quiet, w.now), w.now-moment(r.IntN(int(40*day))))
		}
	}
	w.sortLeavers()
	for _, l := range w.leavers {
		if w.people[l.who].has(isDeleted) {
			w.queue.push(occurrence{at: l.at + keepDeleted, kind: purge, who: l.who})
		}
	}
}

func nonZero(m, otherwise moment) moment {
	if m == 0 {
		return otherwise
	}
	return m
}

// arrive creates a person with a name, an address, a place and nothing else.
func (w *world) arrive(r *rand.Rand, at moment) int32 {
	n := int32(len(w.people))
	p := person{created: at, culture: pickCulture(r)}
	c := &cultures[p.culture]
	p.given, p.family = uint8(skewed(r, len(c.given))), uint8(skewed(r, len(c.family)))
	if !c.ownScript && chance(r.Uint64(), 0.12) {
		p.middle = byte('A' + r.IntN(26))
	}
	if chance(r.Uint64(), 0.5) {
		p.traits |= writesNative
	}
	if chance(r.Uint64(), 0.1) {
		p.traits |= upperMail
	}
	p.office = c.offices[r.IntN(len(c.offices))]
	p.dept, p.title = uint8(skewed(r, len(departments))), uint8(r.IntN(len(jobTitles)))
	p.pace = paceOfUse(r.IntN(3))
	if chance(r.Uint64(), 0.03) {
		p.traits |= isGuest
	}
	p.number = w.take(p.plainLocal())
	w.people = append(w.people, p)
	return n
}

func pickCulture(r *rand.Rand) uint8 {
	at := r.IntN(100)
	for i := range cultures {
		if at -= cultures[i].weight; at < 0 {
			return uint8(i)
		}
	}
	return 0
}

// skewed prefers the front of a list, as some names and departments are common.
func skewed(r *rand.Rand, n int) int { return min(r.IntN(n), r.IntN(n)) }

// specialise turns a few of the first people into the accounts that break
// careless programs, and says whether it did. They are all in the report.
func (w *world) specialise(i int, n int32) bool {
	p := &w.people[n]
	switch i {
	case 3:
		p.traits = isNameless
	case 5:
		w.callIt(n, "Özdemir, Dr. Ayşe (ext.)", "ayse.oezdemir.ext")
	case 8:
		w.callIt(n, `Robert "Bob" O'Neill`, "robert.oneill")
	case 11:
		w.callIt(n, `=HYPERLINK("https://contoso.com","Sales") Meeting Room`, "room.sales")
	case 13:
		w.callIt(n, "+31 30 555 0100 Reception", "reception")
	case 17: // the same name and department as the person before
		twin := w.people[n-1]
		p.culture, p.given, p.family, p.middle = twin.culture, twin.given, twin.family, twin.middle
		p.traits, p.dept, p.office = twin.traits, twin.dept, twin.office
		p.number = w.take(p.plainLocal())
	case 19:
		p.traits |= hasNoMail
	case 23:
		p.traits = isGuest
	case 29:
		w.callIt(n, "Unknown Visitor", "visitor") // looks like the filler
	default:
		return false
	}
	return true
}

// callIt gives a display name and an address that are not composed from lists.
func (w *world) callIt(n int32, display, local string) {
	p := &w.people[n]
	w.numbers[p.plainLocal()]--
	p.number = w.take(local)
	p.traits &^= isGuest | upperMail
	*w.extra(n) = extra{display: display, local: local}
}

func (w *world) leaveInThePast(n int32, at moment) {
	p := &w.people[n]
	if at >= w.now {
		at = w.now - 1
	}
	kept := p.holdings[:0]
	for _, h := range p.holdings {
		w.seat(h, p, -1)
		if h.at < at {
			kept = append(kept, h)
		}
	}
	p.holdings, p.left = kept, at
	if p.firstUse >= at {
		p.firstUse = at - 1
	}
	p.traits |= isDeleted
	if at+keepDeleted <= w.now {
		p.traits = p.traits&^isDeleted | isPurged
	}
	w.leavers = append(w.leavers, leaver{n, at})
	w.free = append(w.free, n)
}

// share is the part of all people who hold a license at the start.
var share = []struct {
	sku       uint8
	of, group float64
}{
	{skuCustomerService, 0.06, 0.6}, {skuTeamMembers, 0.05, 0.6}, {skuCustomerServiceTrial, 0.006, 0},
	{skuAppsPremium, 0.08, 0.5}, {skuAutomatePremium, 0.025, 0.3}, {skuAutomatePerUser, 0.03, 0.3},
	{skuAppsPerApp, 0.035, 0.4}, {skuProject, 0.04, 0.2}, {skuAppsTrial, 0.02, 0}, {skuAutomateFree, 0.07, 0},
	{skuDeveloper, 0.025, 0}, {skuInternalApps, 0.012, 0}, {skuInternalAutomate, 0.01, 0},
}

func (w *world) licenseAtStart(r *rand.Rand, n int32) {
	guest := w.people[n].has(isGuest)
	if suite, ok := pickSuite(r); ok && !guest {
		w.giveInThePast(r, n, suite, 0.65)
	}
	for _, s := range share {
		if !chance(r.Uint64(), s.of) || guest && s.sku != skuAutomateFree && s.sku != skuAppsPremium {
			continue
		}
		w.giveInThePast(r, n, s.sku, s.group)
	}
}

func pickSuite(r *rand.Rand) (uint8, bool) {
	switch at := r.IntN(100); {
	case at < 40:
		return skuE3, true
	case at < 53:
		return skuE5, true
	case at < 67:
		return skuE1, true
	case at < 87:
		return skuF3, true
	}
	return 0, false
}

func (w *world) giveInThePast(r *rand.Rand, n int32, sku uint8, group float64) {
	p := &w.people[n]
	h := holding{sku: sku, flags: directly}
	span := int(w.now - p.created)
	h.at = p.created + moment(r.IntN(span))
	if chance(r.Uint64(), group) {
		h.flags, h.group = byGroup, uint8(r.IntN(2))
		if rollout := w.rolloutBefore(sku, h.group, r.IntN(4)); rollout > p.created {
			h.at = rollout
		}
		if chance(r.Uint64(), 0.04) {
			h.flags |= directly
		}
		if chance(r.Uint64(), 0.008) {
			h.flags = byGroup | inError
		}
	}
	if days := catalog[sku].days; days > 0 {
		h.at = max(p.created, w.now-moment(r.IntN(days*int(day))))
		h.ends = h.at + moment(days)*day + moment(60+r.IntN(400))
	}
	h.disabled = disabledPlans(r, sku)
	w.grant(n, h)
}

// rolloutBefore is one of the seconds at which a group got its license in the
// years before the start: everyone of a batch shares it.
func (w *world) rolloutBefore(sku, group uint8, batch int) moment {
	back := mix(uint64(w.seed), forTraits, uint64(sku), uint64(group), uint64(batch)) % uint64(700*day)
	return w.start - moment(back) - 1
}

// disabledPlans switches one of the products off for some people of a license
// that brings more than one thing.
func disabledPlans(r *rand.Rand, sku uint8) uint8 {
	if len(catalog[sku].plans) < 3 || !chance(r.Uint64(), 0.05) {
		return 0
	}
	return 1 << r.IntN(2)
}

// useAtStart decides who has ever used what they hold. Whoever started a trial
// inside the product has, by definition.
func (w *world) useAtStart(r *rand.Rand, n int32) {
	p := &w.people[n]
	first, p1 := moment(0), 0.0
	for _, h := range p.holdings {
		if !h.effective() {
			continue
		}
		if first == 0 || h.at < first {
			first = h.at
		}
		switch catalog[h.sku].tier {
		case "seeded":
			p1 = max(p1, 0.45)
		case "paid":
			p1 = max(p1, 0.8)
		default:
			p1 = 1
		}
	}
	if first == 0 || !chance(r.Uint64(), p1) {
		return
	}
	p.firstUse = first + moment(r.IntN(int(w.now-first)+1))
	if chance(r.Uint64(), 0.18) {
		p.quiet = p.firstUse + moment(r.IntN(int(w.now-p.firstUse)+1))
	}
}
