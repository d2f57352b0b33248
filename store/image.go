package store

import (
	"math/bits"
	"slices"

	"licenseledger/store/column"
	"licenseledger/store/ledger"
)

// image is the history of one source in columns: every fact of its kinds with
// the listings that have it. A day is a choice among them. What an image has
// does not change; reading more of it makes another one that shares the rest.
// The sources that tell who has an account have one image together, so that a
// person is the same in all of them.
type image struct {
	sourceID  int64             // the first of members, under which the image is kept
	members   []int64           // ids of the sources
	listedBy  []uint8           // of listings: the place of their source in members; nil where there is one member
	fromFacts bool              // the kept one is damaged, and ignored
	listings  []ledger.Position // in order; spans name listings by their place in it
	dicts     map[string]*column.Dict
	kinds     map[ledger.Kind]*facts
}

// facts is every fact of one kind. The first ones, as they were kept, stand in
// the order of people; those that came later follow by their ids.
type facts struct {
	n       uint32
	kept    uint32       // how many stand in the order of people
	after   int64        // highest id among those
	ids     []uint32     // let go of once nobody asks
	from    column.Codes // place of the first listing that has the fact, + 1; 0 = none has
	to      column.Codes // place of the first that lacks it again; 0 = none does
	again   []span       // later stretches, of facts that came back
	member  column.Codes // place of the source among those of the image; of no length where there is one
	by      []uint8      // as listedBy of the image
	columns map[string]column.Codes
	later   []later  // facts beyond the kept ones, in the order of people; nil while nothing orders them
	laterAt []uint64 // of those facts: see position
	lists   *lists   // addresses of accounts
}

// span is a later stretch of a fact: from as in facts less 1, to as there.
type span struct{ fact, from, to uint32 }

// later is a fact that came after the kept ones, and before which of those it
// belongs.
type later struct{ fact, before uint32 }

// imageColumn is a column of an image: an expression on the fact, and the
// dictionary that its texts stand in. A late one is read only when a view asks
// for it.
type imageColumn struct {
	name, expression, dict string
	late                   bool
}

// imageColumns says what images hold of each kind. Change imageFormat with it.
var imageColumns = map[ledger.Kind][]imageColumn{
	ledger.KindReportRow: {
		{name: "user_name", expression: "user_name", dict: "name"},
		{name: "email_address", expression: "email_address", dict: "email"},
		{name: "service", expression: "service", dict: "service"},
		{name: "license", expression: "license", dict: "license"},
		{name: "assigned_date", expression: "assigned_date", dict: "date"},
		{name: "is_trial", expression: "is_trial", dict: "flag"},
		{name: "expiration_date", expression: "expiration_date", dict: "expiration"},
		{name: "ordinal", expression: "ordinal", dict: "ordinal"}},
	ledger.KindUser: {
		{name: "user_id", expression: "user_id", dict: "user_id"},
		{name: "department", expression: "department", dict: "department"},
		{name: "cost_center", expression: "cost_center", dict: "cost_center"},
		{name: "flags", expression: "CASE WHEN account_enabled IS 0 THEN 'blocked' END", dict: "flags"},
		{name: "name", expression: "display_name", dict: "name", late: true},
		{name: "email", expression: "coalesce(mail, user_principal_name)", dict: "email", late: true}},
	ledger.KindAssignment: {
		{name: "user_id", expression: "user_id", dict: "user_id"},
		{name: "sku_id", expression: "sku_id", dict: "sku_id"},
		{name: "assigned_by_group", expression: "assigned_by_group", dict: "group"},
		{name: "state", expression: "state", dict: "state"},
		{name: "disabled_plans", expression: "disabled_plans", dict: "plans"},
		{name: "updated_at", expression: "updated_at", dict: "updated", late: true}},
	ledger.KindAssignedPlan: {
		{name: "user_id", expression: "user_id", dict: "user_id"},
		{name: "service_plan_id", expression: "service_plan_id", dict: "plan"},
		{name: "assigned_at", expression: "assigned_at", dict: "assigned"}},
	ledger.KindDeletedUser: {
		{name: "user_id", expression: "user_id", dict: "user_id"},
		{name: "deleted_at", expression: "deleted_at", dict: "deleted"}},
}

// imageOrder names the columns by which facts of a kind stand in the order of
// people.
var imageOrder = map[ledger.Kind][]string{
	ledger.KindReportRow: {"user_name", "email_address", "service", "license", "assigned_date", "is_trial", "expiration_date", "ordinal"},
	ledger.KindUser:      {"name", "email", "user_id"},
}

// imageFormat is the version of what images hold.
const imageFormat = 6

// place finds a listing; ok is false when the source has none there.
func (m *image) place(pos ledger.Position) (place uint32, ok bool) {
	n, ok := slices.BinarySearch(m.listings, pos)
	return uint32(n), ok
}

// has tells whether a column was read.
func (m *image) has(kind ledger.Kind, name string) bool {
	f := m.kinds[kind]
	if f == nil {
		return false
	}
	_, ok := f.columns[name]
	return ok
}

// coded gives a column with its dictionary.
func (m *image) coded(kind ledger.Kind, name string) codedColumn {
	for _, c := range imageColumns[kind] {
		if c.name == name {
			return codedColumn{m.kinds[kind].columns[name], m.dicts[c.dict]}
		}
	}
	panic("store: no column " + name + " of " + string(kind))
}

// codedColumn is a column of facts and the dictionary of its texts.
type codedColumn struct {
	codes column.Codes
	dict  *column.Dict
}

func (c *codedColumn) at(row uint32) string { return c.dict.At(c.codes.At(row)) }

// alive marks the facts that a listing has, and gives the beginning of those
// stretches that are not a fact's first.
func (f *facts) alive(place uint32) (marked marks, began map[uint32]uint32) {
	marked = make(marks, (f.n+63)/64)
	words := len(marked)
	inParts(words, partsOf(int(f.n)), func(_, from, to int) {
		column.Alive(&f.from, &f.to, place, marked[from:to], uint32(from)*64)
	})
	began = f.beganAgain(place)
	for fact := range began {
		marked[fact/64] |= 1 << (fact % 64)
	}
	if f.by != nil {
		f.leaveOthers(marked, place)
	}
	return marked, began
}

// leaveOthers takes out the marks of other sources than the listing's.
func (f *facts) leaveOthers(marked marks, place uint32) {
	for i := range marked {
		for word := marked[i]; word != 0; word &= word - 1 {
			if fact := uint32(i*64 + bits.TrailingZeros64(word)); !f.tells(fact, place) {
				marked[i] &^= 1 << (fact % 64)
			}
		}
	}
}

// tells tells whether a fact is of the source that made a listing.
func (f *facts) tells(fact, place uint32) bool {
	return f.by == nil || f.member.At(fact) == uint32(f.by[place])
}

// memberOf gives the place of a fact's source among those of the image.
func (f *facts) memberOf(fact uint32) int {
	if f.by == nil {
		return 0
	}
	return int(f.member.At(fact))
}

// marks is a bit for every fact.
type marks []uint64

func (m marks) has(fact uint32) bool { return m[fact/64]&(1<<(fact%64)) != 0 }

func (m marks) mark(fact uint32) { m[fact/64] |= 1 << (fact % 64) }

// at gives the facts that a listing has, in the order of people.
func (f *facts) at(place uint32) []uint32 {
	marked, _ := f.alive(place)
	return f.chosen(marked)
}

// chosen gives the marked facts in the order of people.
func (f *facts) chosen(marked marks) []uint32 {
	n := 0
	for _, word := range marked {
		n += bits.OnesCount64(word)
	}
	chosen := make([]uint32, 0, n)
	next := uint32(0)
	for _, l := range f.later {
		if !marked.has(l.fact) {
			continue
		}
		chosen = appendMarked(chosen, marked, next, l.before)
		chosen = append(chosen, l.fact)
		next = l.before
	}
	return appendMarked(chosen, marked, next, f.standing())
}

// beganAgain gives the facts that a listing has for a later time than their
// first, and where that stretch began.
func (f *facts) beganAgain(place uint32) map[uint32]uint32 {
	began := map[uint32]uint32{}
	for _, s := range f.again {
		if s.from <= place && (s.to == 0 || place < s.to) {
			began[s.fact] = s.from
		}
	}
	return began
}

// listed tells whether a listing has a fact; began as beganAgain gives it.
func (f *facts) listed(fact, place uint32, began map[uint32]uint32) bool {
	if !f.tells(fact, place) {
		return false
	}
	if from := f.from.At(fact); from != 0 && from <= place+1 {
		if to := f.to.At(fact); to == 0 || place < to {
			return true
		}
	}
	_, again := began[fact]
	return again
}

// appendMarked appends the marked numbers from..to.
func appendMarked(chosen []uint32, marked marks, from, to uint32) []uint32 {
	for from < to {
		word := marked[from/64] >> (from % 64)
		if word == 0 {
			from = (from/64 + 1) * 64
			continue
		}
		if from += uint32(bits.TrailingZeros64(word)); from < to {
			chosen = append(chosen, from)
			from++
		}
	}
	return chosen
}

// began is the place of the listing in which a fact's first stretch begins.
func (f *facts) began(fact uint32) uint32 { return f.from.At(fact) - 1 }

// last is the place of the last of the first end listings that has a fact, which
// begins among them; again as stoodAgain gives it.
func (f *facts) last(fact, end uint32, again map[uint32]uint32) uint32 {
	return max(lastOf(f.to.At(fact), end), again[fact])
}

// stoodAgain gives the facts that came back within the first end listings, and
// the place of the last of these that has them.
func (f *facts) stoodAgain(end uint32) map[uint32]uint32 {
	stood := map[uint32]uint32{}
	for _, s := range f.again {
		if s.from < end {
			stood[s.fact] = max(stood[s.fact], lastOf(s.to, end))
		}
	}
	return stood
}

// lastOf is the place of the last of the first end listings before to, which is 0
// where a stretch does not end.
func lastOf(to, end uint32) uint32 {
	if to == 0 || to > end {
		return end - 1
	}
	return to - 1
}

// lists is a list of codes for every row: list i is codes[ends[i-1]:ends[i]].
type lists struct {
	ends  []uint32
	codes []uint32
}

func (l *lists) at(row uint32) []uint32 {
	begin := uint32(0)
	if row > 0 {
		begin = l.ends[row-1]
	}
	return l.codes[begin:l.ends[row]]
}

func (l *lists) append(codes ...uint32) {
	l.codes = append(l.codes, codes...)
	l.ends = append(l.ends, uint32(len(l.codes)))
}

// valid tells whether the lists are for so many rows and name codes below
// limit.
func (l *lists) valid(rows uint32, limit uint32) bool {
	if uint32(len(l.ends)) != rows || (rows > 0 && int(l.ends[rows-1]) != len(l.codes)) || (rows == 0 && len(l.codes) > 0) {
		return false
	}
	return slices.IsSorted(l.ends) && (len(l.codes) == 0 || slices.Max(l.codes) < limit)
}
