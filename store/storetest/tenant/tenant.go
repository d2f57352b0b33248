// Package tenant makes a big tenant that lives day by day, for measurements and
// for tests of size. It promises the same tenant for the same size and seed,
// little memory of its own, and that a day's listings and a day's changes tell
// the same. What becomes of them is left to its callers.
package tenant

import (
	"math/rand/v2"
	"slices"
	"time"

	"licenseledger/store/ledger"
)

// Tenant yields what its sources would say on the day, whole or as changes.
//
// It keeps about 50 bytes an account, because the program that reads it is
// measured with it. On average an account has two and a half rows in the
// report; those that left in the last 30 days show there as Unknown.
type Tenant struct {
	start   time.Time // day 0
	users   int
	seed    uint64
	random  *rand.Rand
	day     int
	rested  int // readings of the day after its first
	serial  uint32
	people  []member
	free    []uint32 // places of people who are forgotten
	away    []uint32 // places of those who left at most 30 days ago, oldest first
	taken   []uint16 // how many accounts had a first and last name so far
	again   [4][]uint32
	unknown map[unknownLine]int64 // Unknown lines in the report of the day
	seats   []int64               // units in use, by license

	today dayChanges
}

// dayChanges are what the present day changed.
type dayChanges struct {
	before   map[uint32]member     // who changed, as they were; the zero member for who joined
	lines    map[unknownLine]int64 // how many Unknown lines there were, of those whose number changed
	purged   []member              // who is no longer in the deleted users
	replaced bool                  // there was a day before
}

const (
	firstDay      = 1
	purgeDays     = 30  // https://learn.microsoft.com/graph/api/resources/directory
	dailyPermille = 5   // accounts that change a day
	leavePermille = 100 // of those, the ones that leave; as many join
)

// usualStart is day 0 of a big tenant of which nothing else is said.
var usualStart = time.Date(2025, time.July, 1, 5, 0, 0, 0, time.UTC)

// New makes a tenant of about users accounts and stands at its first
// day.
func New(users int, seed uint64) *Tenant { return NewFrom(usualStart, users, seed) }

// NewFrom makes one whose day 0 is another.
func NewFrom(start time.Time, users int, seed uint64) *Tenant {
	t := &Tenant{start: start, users: users, seed: seed, random: rand.New(rand.NewPCG(seed, 7)), day: firstDay,
		people: make([]member, 0, users+users/20+64), taken: make([]uint16, len(firstNames)*len(lastNames)),
		unknown: map[unknownLine]int64{}, seats: make([]int64, len(skus))}
	for range users {
		t.add(t.hired(t.day))
	}
	// Some had left before the first reading: nobody ever saw their names.
	left := users * dailyPermille * leavePermille / 1_000_000
	for ago := purgeDays - 1; ago > 0; ago-- {
		for range left {
			at := t.add(t.hired(t.day - ago))
			t.leave(at, t.day-ago)
		}
	}
	t.today = dayChanges{}
	return t
}

// DayNumber counts from 1.
func (t *Tenant) DayNumber() int { return t.day }

// ReadAt is when a source's listing of the day was read.
func (t *Tenant) ReadAt(source string) time.Time {
	minutes := map[string]int{ledger.SourceSubscribedSkus: 1, ledger.SourceSubscriptions: 1, ledger.SourceUsers: 2,
		ledger.SourceDeletedUsers: 20, ledger.SourceLicenseReport: 30}
	return t.start.AddDate(0, 0, t.day).Add(time.Duration(t.rested*60+minutes[source]) * time.Minute)
}

// Rest goes on by an hour in which nothing changes.
func (t *Tenant) Rest() {
	t.begin()
	t.rested++
}

// begin forgets what the last reading changed.
func (t *Tenant) begin() {
	for range t.today.purged { // their places are free from now on
		t.free = append(t.free, t.away[0])
		t.away = t.away[1:]
	}
	t.today = dayChanges{before: map[uint32]member{}, lines: map[unknownLine]int64{}, replaced: true}
}

// Day goes on to the next day.
func (t *Tenant) Day() {
	t.begin()
	t.day, t.rested = t.day+1, 0
	t.purge()
	again := t.again[t.day%len(t.again)]
	t.again[t.day%len(t.again)] = nil
	for _, at := range again {
		if _, changed := t.today.before[at]; !changed && t.people[at].present() {
			t.change(at)
		}
	}
	for most := max(1, t.users*dailyPermille/1000); len(t.today.before) < most; {
		at := uint32(t.random.IntN(len(t.people)))
		if _, changed := t.today.before[at]; !changed && t.people[at].present() {
			t.change(at)
		}
	}
}

// Leave has so many more accounts leave on the day.
func (t *Tenant) Leave(accounts int) {
	for accounts > 0 {
		at := uint32(t.random.IntN(len(t.people)))
		if _, changed := t.today.before[at]; !changed && t.people[at].present() {
			t.leave(at, t.day)
			accounts--
		}
	}
}

// Return has so many accounts come back that left before the day and are still among
// the deleted users; fewer where there are not as many.
func (t *Tenant) Return(accounts int) {
	for i := len(t.today.purged); i < len(t.away) && accounts > 0; {
		at := t.away[i]
		if _, changed := t.today.before[at]; changed {
			i++
			continue
		}
		t.keep(at)
		p := &t.people[at]
		p.eachLine(func(line unknownLine) { t.countLine(line, -1) })
		p.left = here
		t.count(p, 1)
		t.away = slices.Delete(t.away, i, i+1)
		accounts--
	}
}

// change lets something happen to an account. One of five accounts changes
// once more in the days after.
func (t *Tenant) change(at uint32) {
	p := &t.people[at]
	switch n := t.random.IntN(1000); {
	case n < leavePermille:
		t.leave(at, t.day)
		return
	case n < 2*leavePermille:
		joined := t.hired(t.day)
		t.today.before[t.add(joined)] = member{}
		return
	case n < 550:
		t.keep(at)
		t.relicense(p)
	case n < 620:
		t.keep(at)
		t.rename(p)
	case n < 800:
		t.keep(at)
		t.move(p)
	case n < 900:
		t.keep(at)
		p.flags ^= blocked
	default:
		t.keep(at)
		p.since[t.random.IntN(max(1, p.licenses()))] = t.moment(t.day)
	}
	if t.random.IntN(5) == 0 {
		soon := (t.day + 1 + t.random.IntN(3)) % len(t.again)
		t.again[soon] = append(t.again[soon], at)
	}
}

// keep notes how an account was before the day changed it.
func (t *Tenant) keep(at uint32) { t.today.before[at] = t.people[at] }

// add finds a place for an account.
func (t *Tenant) add(m member) (at uint32) {
	t.count(&m, 1)
	if n := len(t.free); n > 0 {
		at, t.free = t.free[n-1], t.free[:n-1]
		t.people[at] = m
		return at
	}
	t.people = append(t.people, m)
	return uint32(len(t.people) - 1)
}

// leave deletes an account; its lines of the report become Unknown.
func (t *Tenant) leave(at uint32, day int) {
	if t.today.before != nil {
		t.keep(at)
	}
	p := &t.people[at]
	t.count(p, -1)
	p.left = int16(day)
	t.away = append(t.away, at)
	p.eachLine(func(line unknownLine) { t.countLine(line, 1) })
}

// purge takes those who left 30 days ago out of the deleted users and the
// report.
func (t *Tenant) purge() {
	for _, at := range t.away {
		p := t.people[at]
		if int(p.left) > t.day-purgeDays {
			return
		}
		p.eachLine(func(line unknownLine) { t.countLine(line, -1) })
		t.today.purged = append(t.today.purged, p)
	}
}

func (t *Tenant) countLine(line unknownLine, n int64) {
	if t.today.lines != nil {
		if _, noted := t.today.lines[line]; !noted {
			t.today.lines[line] = t.unknown[line]
		}
	}
	t.unknown[line] += n
	if t.unknown[line] == 0 {
		delete(t.unknown, line)
	}
}

// count adds an account's licenses to the units in use.
func (t *Tenant) count(m *member, n int64) {
	for _, held := range m.held {
		if held != 0 {
			t.seats[held-1] += n
		}
	}
}
