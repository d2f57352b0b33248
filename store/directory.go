package store

import (
	"context"
	"slices"

	"licenseledger/store/ledger"
)

// directory is who is who on a day: the accounts of the listing that speaks,
// and those that had left by then.
type directory struct {
	people    *people
	source    string         // of the listing that speaks; "" when none does
	isRead    bool           // a listing of the directory speaks for the day
	at        ledger.Instant // of the day
	present   []uint32       // facts of the accounts; in the order of people once named
	named     bool
	fact      []uint32                  // person -> place + 1 of the fact; 0 = not present
	left      []uint32                  // person -> place + 1 of the leaving
	deleted   map[uint32]ledger.Instant // in the deleted users of the day
	readAt    ledger.Instant            // when the directory was read; 0 when it was not
	deletedAt ledger.Instant            // when the deleted users were read; 0 when they were not
	status    []uint8                   // of persons; places in statuses
	owner     []uint32                  // address -> person
	byName    map[string]uint32         // name -> person, 0 when several have it
}

// directoryAt tells who is who on a day.
func (p *people) directoryAt(d *day) *directory {
	accounts, deletions := d.accounts(), d.deletions()
	pos := accounts.pos
	dir := &directory{people: p, source: accounts.source, isRead: pos != 0, at: d.at, deleted: map[uint32]ledger.Instant{},
		readAt: pos.Instant(), deletedAt: deletions.pos.Instant(),
		fact: make([]uint32, p.ids.Len()), left: make([]uint32, p.ids.Len()), status: make([]uint8, p.ids.Len())}
	if place, ok := p.users.place(pos); ok {
		dir.present = p.facts.at(place)
	}
	for _, fact := range dir.present {
		dir.fact[p.userID.At(fact)] = fact + 1
	}
	for _, x := range p.deleted {
		if x.sourceID == deletions.sourceID && x.from <= deletions.pos && deletions.pos < x.to {
			dir.deleted[x.who] = x.at
		}
	}
	for i := range p.leavings {
		l := &p.leavings[i]
		// A look-up that missed an account speaks until a later listing does.
		byLookUp := l.left == ledger.EndOfTime
		if l.Before <= d.at && (byLookUp || l.left <= pos && (l.returned == 0 || l.returned > pos) && dir.fact[l.who] == 0) {
			dir.left[l.who] = uint32(i) + 1
		}
	}
	dir.findStatuses()
	dir.findOwners()
	return dir
}

// findStatuses tells how everybody stands. Few left or are deleted: only they
// take a closer look.
func (dir *directory) findStatuses() {
	p := dir.people
	present, blocked := statusCode(ledger.StatusPresent), statusCode(ledger.StatusBlocked)
	for _, fact := range dir.present {
		status := present
		if p.flags.codes.At(fact) != 0 {
			status = blocked
		}
		dir.status[p.userID.At(fact)] = status
	}
	for who := range dir.deleted {
		dir.status[who] = statusCode(dir.statusOf(who))
	}
	for i := range p.leavings {
		dir.status[p.leavings[i].who] = statusCode(dir.statusOf(p.leavings[i].who))
	}
}

// name makes the names of accounts known, and puts the accounts in the order
// of people.
func (dir *directory) name(ctx context.Context, d *day) error {
	if err := d.history.loadNames(ctx, dir.people); err != nil || dir.named {
		return err
	}
	dir.named = true
	if place, ok := dir.people.users.place(d.accounts().pos); ok {
		dir.present = dir.people.facts.at(place)
	}
	return nil
}

// statuses are the statuses by the small numbers that stand for them.
var statuses = append([]ledger.Status{""}, ledger.Statuses()...)

func statusCode(s ledger.Status) uint8 { return uint8(slices.Index(statuses, s)) }

// leavingOf gives how somebody left; nil for others.
func (dir *directory) leavingOf(who uint32) *leaving {
	if n := dir.left[who]; n != 0 {
		return &dir.people.leavings[n-1]
	}
	return nil
}

// statusOf tells how an account stands on the day; "" when nothing tells.
func (dir *directory) statusOf(who uint32) ledger.Status {
	is := ledger.Situation{DirectoryRead: dir.readAt, DeletedRead: dir.deletedAt, At: dir.at}
	if n := dir.fact[who]; n != 0 {
		is.Listed, is.Blocked = true, dir.people.flags.at(n-1) != ""
	}
	if l := dir.leavingOf(who); l != nil {
		is.Left = &l.Leaving
	}
	is.DeletedAt, is.Deleted = dir.deleted[who]
	if status := is.Status(); status != ledger.StatusUnverified {
		return status
	}
	return ""
}

// since tells when an account left: an instant, or an interval where only its
// bounds are known; "" for one that is there.
func (dir *directory) since(who uint32) string {
	if l := dir.leavingOf(who); l != nil {
		return interval(l.DeletedAt, l.After, l.Before)
	}
	if statuses[dir.status[who]].Departed() {
		return dir.deleted[who].String()
	}
	return ""
}

// interval narrows an instant as far as is known.
func interval(exact, after, before ledger.Instant) string {
	switch {
	case exact != 0:
		return exact.String()
	case after != 0:
		return after.String() + "/" + before.String()
	}
	return before.String()
}

// known gives the fact that was last said of an account by the day; ok is
// false when the directory never had it.
func (dir *directory) known(who uint32) (fact uint32, ok bool) {
	n := dir.fact[who]
	if l := dir.leavingOf(who); n == 0 && l != nil {
		n = l.fact
	}
	return n - 1, n != 0
}

// nameOf gives the last known name and address of an account.
func (dir *directory) nameOf(who uint32) (name, email string) {
	if fact, ok := dir.known(who); ok {
		return dir.people.names.at(fact), dir.people.emails.at(fact)
	}
	if l := dir.leavingOf(who); l != nil {
		return l.name, l.email
	}
	return "", ""
}

// part gives a part of what was last said of an account: its department.
func (dir *directory) part(who uint32, name string) string {
	c := dir.people.parts[name]
	if fact, ok := dir.known(who); ok {
		return c.at(fact)
	}
	return ""
}

// findOwners finds whose each address is on the day: an account's that is
// there, else the last leaver's; 0 when nobody's.
func (dir *directory) findOwners() {
	dir.owner = make([]uint32, dir.people.owned)
	for who, n := range dir.left {
		if n != 0 {
			dir.leaves(uint32(who), n)
		}
	}
	for _, fact := range dir.present {
		who := dir.people.userID.At(fact)
		for _, carried := range dir.people.facts.lists.at(fact) {
			dir.owner[carried] = who
		}
	}
}

// leaves notes that the addresses of a leaver were hers, unless a later one
// had them.
func (dir *directory) leaves(who, n uint32) {
	l := &dir.people.leavings[n-1]
	addresses := []uint32{l.address}
	if l.fact != 0 {
		addresses = dir.people.facts.lists.at(l.fact - 1)
	}
	for _, address := range addresses {
		if other := dir.owner[address]; address != 0 && (other == 0 || dir.left[other] < n) {
			dir.owner[address] = who
		}
	}
}

// namedOnly finds the one account with a name, in whatever case and form of
// letters; 0 when several have or ever had it.
func (dir *directory) namedOnly(name string) uint32 {
	if dir.byName == nil {
		dir.byName = map[string]uint32{}
		for _, fact := range dir.present {
			dir.byName[ledger.FoldAddress(dir.people.names.at(fact))] = dir.people.userID.At(fact)
		}
		for fact := range dir.people.facts.n {
			name := ledger.FoldAddress(dir.people.names.at(fact))
			if who := dir.byName[name]; who != 0 && who != dir.people.userID.At(fact) {
				dir.byName[name] = 0
			}
		}
	}
	return dir.byName[ledger.FoldAddress(name)]
}
