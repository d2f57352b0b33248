package store

import (
	"cmp"
	"context"
	"slices"

	"licenseledger/store/ledger"
)

// Changes is what changed between two days, pinned to the state of the ledger
// when it was opened. What was not read on both days is said so, and nothing in
// it is called a change.
type Changes struct {
	Before, After ledger.Snapshot
	Counts        map[string]int // by ledger.Change.Change

	history *history
	kinds   []changeKind // by name
}

// changeKind is the changes of one kind.
type changeKind struct {
	name   string
	n      int
	at     func(i int) ledger.Change
	sort   func() // puts them in order; nil once done
	sorted bool
}

// Diff tells what changed between two days; a and b as in ViewSpec.At.
func (l *Ledger) Diff(ctx context.Context, a, b string) ([]ledger.Change, error) {
	c, err := l.OpenDiff(ctx, a, b)
	if err != nil {
		return nil, err
	}
	return c.Rows(0, c.Len())
}

// OpenDiff compares two days; a and b as in ViewSpec.At. Codes as OpenView.
func (l *Ledger) OpenDiff(ctx context.Context, a, b string) (*Changes, error) {
	for {
		c, err := l.openDiff(ctx, a, b)
		if ledger.CodeOf(err) != ledger.CodeStale || ctx.Err() != nil {
			return c, classify("compare days", l.path, err)
		}
	}
}

func (l *Ledger) openDiff(ctx context.Context, a, b string) (*Changes, error) {
	c, err := l.compareDays(ctx, a, b)
	if err != nil {
		return nil, err
	}
	slices.SortFunc(c.kinds, func(x, y changeKind) int { return cmp.Compare(x.name, y.name) })
	changes := &Changes{Before: c.before.day.snapshot, After: c.after.day.snapshot, history: c.history, kinds: c.kinds, Counts: map[string]int{}}
	for _, k := range c.kinds {
		changes.Counts[k.name] += k.n
	}
	return changes, nil
}

func (l *Ledger) compareDays(ctx context.Context, a, b string) (*comparison, error) {
	h, err := l.history(ctx)
	if err != nil {
		return nil, err
	}
	c := &comparison{history: h, persons: map[string][]uint32{}, listed: map[string][]uint32{}}
	if c.before, err = l.compareDay(ctx, h, a); err != nil {
		return nil, err
	}
	if c.after, err = l.compareDay(ctx, h, b); err != nil {
		return nil, err
	}
	h.mu.Lock()
	defer h.mu.Unlock()
	for _, compare := range []func(){c.people, c.rows} {
		if err := ctx.Err(); err != nil { // each takes long on a large list
			return nil, err
		}
		compare()
	}
	return c, nil
}

func (l *Ledger) compareDay(ctx context.Context, h *history, at string) (*comparedDay, error) {
	snapshot, err := l.Resolve(ctx, at)
	if err != nil {
		return nil, err
	}
	h.mu.Lock()
	defer h.mu.Unlock()
	if err := ctx.Err(); err != nil { // others may have had the history for long
		return nil, err
	}
	d, err := h.day(snapshot)
	if err != nil {
		return nil, err
	}
	dir, err := d.who(ctx)
	if err != nil {
		return nil, err
	}
	if err := dir.name(ctx, d); err != nil {
		return nil, err
	}
	list, err := d.table(ctx, ledger.ViewList)
	return &comparedDay{d, dir, list}, err
}

// Len is the number of changes.
func (c *Changes) Len() int {
	n := 0
	for _, k := range c.kinds {
		n += k.n
	}
	return n
}

// Rows gives changes from, from+1, ... up to n of them, by kind and then as
// people read a list. ledger.CodeStale when the ledger changed since.
func (c *Changes) Rows(from, n int) ([]ledger.Change, error) {
	now, err := generation(context.Background(), c.history.ledger.read)
	if err != nil {
		return nil, classify("read changes", c.history.ledger.path, err)
	}
	if now != c.history.generation {
		return nil, errStale
	}
	c.history.mu.Lock()
	defer c.history.mu.Unlock()
	var rows []ledger.Change
	begin := 0
	for i := range c.kinds {
		k := &c.kinds[i]
		for at := max(from, begin); at < min(from+n, begin+k.n); at++ {
			if !k.sorted {
				k.sort()
				k.sorted = true
			}
			rows = append(rows, k.at(at-begin))
		}
		begin += k.n
	}
	return rows, nil
}

// comparedDay is a day with what a comparison needs of it.
type comparedDay struct {
	day       *day
	directory *directory
	list      *table
}

type comparison struct {
	history       *history
	before, after *comparedDay
	gone          []bool // persons that left between the days
	kinds         []changeKind
	unread        []string            // sources that were not read on both days
	persons       map[string][]uint32 // whom changes of accounts are about, by kind
	listed        map[string][]uint32 // rows that changed, by kind: of the list before for what was lost, else of the one after
}

// add notes the changes of a kind: what they are about, in which order, and
// how each reads.
func add[T any](c *comparison, kind string, about []T, compare func(a, b T) int, read func(T) ledger.Change) {
	if len(about) == 0 {
		return
	}
	c.kinds = append(c.kinds, changeKind{name: kind, n: len(about),
		sort: func() { slices.SortStableFunc(about, compare) },
		at: func(i int) ledger.Change {
			change := read(about[i])
			change.Change = kind
			return change
		}})
}

// notRead notes that a source was not read on both days.
func (c *comparison) notRead(source string) {
	c.unread = append(c.unread, source)
	add(c, ledger.ChangeNotRead, []string{source}, cmp.Compare[string], func(source string) ledger.Change {
		return ledger.Change{Service: ledger.Text(source)}
	})
}

// people compares the directories.
func (c *comparison) people() {
	before, after := c.before.directory, c.after.directory
	p := after.people
	c.gone = make([]bool, p.ids.Len())
	if !before.isRead || !after.isRead {
		c.notRead(ledger.SourceUsers)
		return
	}
	var departed, returned, blocked, renamed []uint32
	for _, fact := range before.present {
		who := p.userID.At(fact)
		if statuses[after.status[who]].Departed() && !statuses[before.status[who]].Departed() {
			c.gone[who] = true
			departed = append(departed, who)
		}
	}
	for _, fact := range after.present {
		who := p.userID.At(fact)
		if statuses[before.status[who]].Departed() {
			returned = append(returned, who)
		}
		if before.fact[who] == 0 {
			continue
		}
		was := before.fact[who] - 1
		if p.flags.at(fact) != "" && p.flags.at(was) == "" {
			blocked = append(blocked, who)
		}
		if p.names.codes.At(fact) != p.names.codes.At(was) || p.emails.codes.At(fact) != p.emails.codes.At(was) {
			renamed = append(renamed, who)
		}
	}
	c.personChanges(ledger.ChangeDeparted, before, departed, func(who uint32, change *ledger.Change) {
		change.Since = ledger.Text(after.since(who))
	})
	c.personChanges(ledger.ChangeReturned, after, returned, nil)
	c.personChanges(ledger.ChangeBlocked, after, blocked, nil)
	c.personChanges(ledger.ChangeRenamed, after, renamed, func(who uint32, change *ledger.Change) {
		was := before.fact[who] - 1
		change.WasName, change.WasEmail = ledger.Text(unlessErased(p.names.at(was))), ledger.Text(unlessErased(p.emails.at(was)))
	})
}

// personChanges notes changes of accounts that were present on a day.
func (c *comparison) personChanges(kind string, dir *directory, about []uint32, more func(who uint32, change *ledger.Change)) {
	c.persons[kind] = about
	p := dir.people
	names, emails := p.names.dict.Order(), p.emails.dict.Order()
	compare := func(a, b uint32) int {
		x, y := dir.fact[a]-1, dir.fact[b]-1
		return cmp.Or(cmp.Compare(names.Place(p.names.codes.At(x)), names.Place(p.names.codes.At(y))),
			cmp.Compare(emails.Place(p.emails.codes.At(x)), emails.Place(p.emails.codes.At(y))))
	}
	add(c, kind, about, compare, func(who uint32) ledger.Change {
		fact := dir.fact[who] - 1
		change := ledger.Change{UserID: ledger.Text(p.ids.At(who)), UserName: ledger.Text(unlessErased(p.names.at(fact))), EmailAddress: ledger.Text(unlessErased(p.emails.at(fact)))}
		if more != nil {
			more(who, &change)
		}
		return change
	})
}
