package store

import (
	"context"
	"sync"
	"time"

	"licenseledger/store/ledger"
)

// day is everything known of one snapshot, loaded when first asked for. A day
// belongs to one generation of the ledger.
type day struct {
	ledger     *Ledger
	snapshot   ledger.Snapshot
	at         ledger.Instant
	generation int64
	speaks     map[string]listing
	basis      ledger.Basis
	list       listing // what the list is made from

	mu        sync.Mutex // guards the rest
	directory *directory
	tables    map[ledger.ViewKind]*table
}

// dayCache keeps the days looked at last.
type dayCache struct {
	mu   sync.Mutex
	days []*day // newest use last
}

const cachedDays = 3

// day finds or begins the day of a snapshot, in the present generation.
func (l *Ledger) day(ctx context.Context, s ledger.Snapshot) (*day, error) {
	now, err := generation(ctx, l.read)
	if err != nil {
		return nil, err
	}
	l.days.mu.Lock()
	defer l.days.mu.Unlock()
	for i, d := range l.days.days {
		if d.snapshot.ID == s.ID && d.generation == now {
			l.days.days = append(append(l.days.days[:i:i], l.days.days[i+1:]...), d)
			return d, nil
		}
	}
	listings, err := readListings(ctx, l.read)
	if err != nil {
		return nil, err
	}
	at, err := time.Parse(time.RFC3339, s.At)
	if err != nil {
		return nil, err
	}
	d := &day{ledger: l, snapshot: s, generation: now, tables: map[ledger.ViewKind]*table{}}
	// A snapshot's text has seconds, its listings milliseconds.
	d.at = ledger.InstantOf(at) + 999
	d.speaks = cover(listings, d.at)
	d.basis, d.list = basisOf(d.speaks)
	l.days.days = append(l.days.days, d)
	if len(l.days.days) > cachedDays {
		l.days.days = l.days.days[1:]
	}
	return d, nil
}

// position is where a source's listing that speaks lies; 0 when none does.
func (d *day) position(source string) ledger.Position { return d.speaks[source].pos }

// people loads the directory of the day once.
func (d *day) people(ctx context.Context) (*directory, error) {
	if d.directory != nil {
		return d.directory, nil
	}
	loaded, err := loadDirectory(ctx, d)
	if err == nil {
		d.directory = loaded
	}
	return loaded, err
}

// table loads the rows of a kind of view once.
func (d *day) table(ctx context.Context, kind ledger.ViewKind) (*table, error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.tableLocked(ctx, kind)
}

func (d *day) tableLocked(ctx context.Context, kind ledger.ViewKind) (*table, error) {
	if t, ok := d.tables[kind]; ok {
		return t, nil
	}
	people, err := d.people(ctx)
	if err != nil {
		return nil, err
	}
	t := newTable()
	switch kind {
	case ledger.ViewList:
		err = d.fillList(ctx, t, people)
	case ledger.ViewAssigned:
		err = d.fillAssigned(ctx, t, people, func(*person) bool { return true })
	case ledger.ViewBlocked:
		err = d.fillAssigned(ctx, t, people, func(p *person) bool { return p.blocked })
	case ledger.ViewNeverUsed:
		err = d.fillNeverUsed(ctx, t, people)
	case ledger.ViewTrials:
		err = d.fillTrials(ctx, t)
	case ledger.ViewUsers:
		d.fillUsers(t, people)
	case ledger.ViewDeparted:
		err = d.fillDeparted(ctx, t, people)
	default:
		return nil, ledger.Errorf(ledger.CodeUsage, "open view", "There is no view %q.", kind)
	}
	if err != nil {
		return nil, err
	}
	for _, c := range t.columns {
		c.seal()
	}
	d.tables[kind] = t
	return t, nil
}
