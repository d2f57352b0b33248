package store

import (
	"context"
	"slices"

	"licenseledger/store/column"
	"licenseledger/store/ledger"
)

// freeHold is a license that the person who is looked at holds.
type freeHold struct {
	sku      uint32
	license  int
	complete bool // none of its services is switched off, so that it can cover another
}

// heldFinder goes through the accounts of a day, one after the other.
type heldFinder struct {
	free    *FreeUp
	whole   map[[2]uint32]bool // switched-off plans, and a license none of whose services they are
	places  []int              // of licenses, by the codes of holdings
	use     *use
	numbers []uint32 // of persons, by which activity knows them
	today   string
	own     []freeHold
	groups  [freeNotAssigned][]freeLine
}

// findHeld finds the licenses of people, each in the first group that fits.
func (f *FreeUp) findHeld(ctx context.Context, dir *directory, places []int) error {
	if err := dir.name(ctx, f.day); err != nil {
		return err
	}
	h := heldFinder{free: f, whole: map[[2]uint32]bool{}, places: places, today: f.today()}
	var err error
	if h.use, err = f.day.useOn(ctx); err != nil {
		return err
	}
	if h.use != nil {
		h.numbers = f.history.users.number
	}
	for _, fact := range dir.present {
		who := dir.people.userID.At(fact)
		switch status := statuses[dir.status[who]]; {
		case status.Departed(): // deleted since the directory was read: the seats came back
		case status == ledger.StatusBlocked:
			h.read(who)
			for _, own := range h.own {
				h.add(freeBlocked, who, own, 0)
			}
		default:
			h.read(who)
			h.judge(who)
		}
	}
	f.lines = slices.Concat(h.groups[:]...)
	f.off[ledger.FreeNoUse] = f.noUseOff()
	return nil
}

// noUseOff tells why no license at all can be told as without use.
func (f *FreeUp) noUseOff() (off ledger.FreeOff) {
	for i := range f.licenses {
		l := &f.licenses[i]
		if !l.standalone || l.costless != "" {
			continue
		}
		why := f.offFor(l)
		if why == "" {
			return ""
		}
		off = why
	}
	return off
}

// read notes what a person holds, each license once, direct or by groups.
func (h *heldFinder) read(who uint32) {
	h.own = h.own[:0]
	last := uint32(column.MaxCode)
	for own := range h.free.holds.of(who) {
		complete := h.isComplete(own)
		if own.sku == last {
			h.own[len(h.own)-1].complete = h.own[len(h.own)-1].complete || complete
			continue
		}
		last = own.sku
		h.own = append(h.own, freeHold{own.sku, h.places[own.sku], complete})
	}
}

// isComplete tells whether an assignment switches off none of the services.
func (h *heldFinder) isComplete(own hold) bool {
	plans := h.free.holds.plans.codes.At(own.fact)
	if plans == 0 {
		return true
	}
	key := [2]uint32{plans, own.sku}
	whole, known := h.whole[key]
	if !known {
		off := switchedOff(h.free.holds.plans.dict.At(plans))
		whole = !slices.ContainsFunc(h.free.licenses[h.places[own.sku]].plans, func(p ledger.ServicePlan) bool { return slices.Contains(off, p.ID) })
		h.whole[key] = whole
	}
	return whole
}

// judge finds what a person who can sign in holds twice, or without use seen.
func (h *heldFinder) judge(who uint32) {
	licenses := h.free.licenses
	any := slices.ContainsFunc(h.own, func(own freeHold) bool { return licenses[own.license].standalone })
	if !any {
		return
	}
	twice := ledger.Twice(len(h.own), func(i, j int) bool {
		over, under := &h.own[i], &h.own[j]
		return over.complete && licenses[over.license].costless == "" && licenses[over.license].covers[under.license]
	})
	for n, own := range h.own {
		l := &licenses[own.license]
		switch {
		case !l.standalone:
		case twice[n] >= 0:
			h.add(freeTwice, who, own, h.own[twice[n]].license)
		case h.free.offFor(l) == "" && ledger.NoUseSince(h.lastUse(who, l), h.today, h.free.Rules.NoUseDays):
			h.add(freeNoUse, who, own, 0)
		}
	}
}

// lastUse is when a person was last seen using anything that a license brings.
func (h *heldFinder) lastUse(who uint32, l *freeLicense) (last string) {
	for _, product := range l.products {
		if h.use != nil {
			day, _ := h.use.ofNumber(h.numbers[who], product)
			last = ledger.LaterUse(last, day)
		}
	}
	return last
}

func (h *heldFinder) add(group uint8, who uint32, own freeHold, by int) {
	line := freeLine{who: who, sku: own.sku, license: uint16(own.license), by: uint16(by), group: group}
	if why := h.free.licenses[own.license].costless; why != "" {
		line.reason = reasonOf(why)
	}
	h.groups[group] = append(h.groups[group], line)
}

func reasonOf(why ledger.LeftOut) uint8 { return uint8(slices.Index(ledger.LeftOuts(), why) + 1) }
