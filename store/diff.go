package store

import (
	"cmp"
	"context"
	"slices"

	"licenseledger/store/ledger"
)

// Diff tells what changed between two days; a and b as in ViewSpec.At. What
// was not read on both days is said so, and nothing in it is called a change.
func (l *Ledger) Diff(ctx context.Context, a, b string) ([]ledger.Change, error) {
	before, err := l.openDay(ctx, a)
	if err != nil {
		return nil, err
	}
	after, err := l.openDay(ctx, b)
	if err != nil {
		return nil, err
	}
	c := comparison{before: before, after: after, gone: map[string]bool{}}
	c.people()
	c.rows()
	slices.SortStableFunc(c.changes, func(x, y ledger.Change) int {
		return cmp.Or(cmp.Compare(x.Change, y.Change), cmp.Compare(ledger.FoldText(string(x.UserName)), ledger.FoldText(string(y.UserName))),
			cmp.Compare(x.EmailAddress, y.EmailAddress), cmp.Compare(x.Service, y.Service), cmp.Compare(x.License, y.License))
	})
	return c.changes, nil
}

// openedDay is a day with what a comparison needs of it.
type openedDay struct {
	day    *day
	people *directory
	list   *table
}

func (l *Ledger) openDay(ctx context.Context, at string) (*openedDay, error) {
	snapshot, err := l.Resolve(ctx, at)
	if err != nil {
		return nil, err
	}
	d, err := l.day(ctx, snapshot)
	if err != nil {
		return nil, classify("open day", l.path, err)
	}
	list, err := d.table(ctx, ledger.ViewList)
	if err != nil {
		return nil, classify("open day", l.path, err)
	}
	return &openedDay{d, d.directory, list}, nil
}

type comparison struct {
	before, after *openedDay
	gone          map[string]bool // accounts that left between the days
	changes       []ledger.Change
}

func (c *comparison) add(change ledger.Change) { c.changes = append(c.changes, change) }

// people compares the directories.
func (c *comparison) people() {
	if !c.before.people.isRead || !c.after.people.isRead {
		c.add(ledger.Change{Change: ledger.ChangeNotRead, Service: ledger.SourceUsers})
		return
	}
	for _, p := range c.before.people.people {
		was, _ := c.before.people.status(p.id, c.before.day.at)
		status, since := c.after.people.status(p.id, c.after.day.at)
		if status.Departed() && !was.Departed() {
			c.gone[p.id] = true
			c.add(ledger.Change{Change: ledger.ChangeDeparted, UserID: ledger.Text(p.id), UserName: ledger.Text(p.name),
				EmailAddress: ledger.Text(p.email), Since: ledger.Text(since)})
		}
	}
	for _, p := range c.after.people.people {
		c.person(p)
	}
}

func (c *comparison) person(p person) {
	change := ledger.Change{UserID: ledger.Text(p.id), UserName: ledger.Text(p.name), EmailAddress: ledger.Text(p.email)}
	if was, _ := c.before.people.status(p.id, c.before.day.at); was.Departed() {
		change.Change = ledger.ChangeReturned
		c.add(change)
	}
	n, ok := c.before.people.byID[p.id]
	if !ok {
		return
	}
	was := c.before.people.people[n]
	if p.blocked && !was.blocked {
		change.Change = ledger.ChangeBlocked
		c.add(change)
	}
	if was.name != p.name || was.email != p.email {
		change.Change, change.WasName, change.WasEmail = ledger.ChangeRenamed, ledger.Text(was.name), ledger.Text(was.email)
		c.add(change)
	}
}

type rowKey struct{ person, service, license string }

// rows compares the lists, if both days have one of the same basis. A person
// who lost one row of a product and gained another swapped.
func (c *comparison) rows() {
	if c.before.day.basis != c.after.day.basis || c.before.day.basis == ledger.BasisNone {
		c.add(ledger.Change{Change: ledger.ChangeNotRead, Service: ledger.Text(c.missingSource())})
		return
	}
	before, after := c.before.list.keyed(), c.after.list.keyed()
	lost := map[string][]ledger.Row{} // person + product
	for key, row := range before {
		if _, still := after[key]; !still && !c.gone[string(row.UserID)] {
			lost[key.person+string(row.Product)] = append(lost[key.person+string(row.Product)], row)
		}
	}
	gained := make([]rowKey, 0)
	for key := range after {
		if _, had := before[key]; !had {
			gained = append(gained, key)
		}
	}
	slices.SortFunc(gained, compareRowKeys)
	for _, key := range gained {
		c.gain(key, after[key], lost)
	}
	for _, rows := range lost {
		for _, row := range rows {
			c.add(changeOf(ledger.ChangeLost, row))
		}
	}
}

func compareRowKeys(a, b rowKey) int {
	return cmp.Or(cmp.Compare(a.person, b.person), cmp.Compare(a.service, b.service), cmp.Compare(a.license, b.license))
}

func (c *comparison) gain(key rowKey, row ledger.Row, lost map[string][]ledger.Row) {
	was := lost[key.person+string(row.Product)]
	if len(was) == 0 {
		c.add(changeOf(ledger.ChangeGained, row))
		return
	}
	slices.SortFunc(was, func(a, b ledger.Row) int {
		return cmp.Or(cmp.Compare(a.Service, b.Service), cmp.Compare(a.License, b.License))
	})
	change := changeOf(ledger.ChangeSwapped, row)
	change.WasService, change.WasLicense = was[0].Service, was[0].License
	c.add(change)
	lost[key.person+string(row.Product)] = was[1:]
}

func changeOf(kind string, row ledger.Row) ledger.Change {
	name, email := row.UserName, row.EmailAddress
	if name == ledger.UnknownWord && row.LastKnownName != "" {
		name, email = row.LastKnownName, row.LastKnownEmail
	}
	return ledger.Change{Change: kind, UserID: row.UserID, UserName: name, EmailAddress: email, Service: row.Service, License: row.License}
}

func (c *comparison) missingSource() string {
	for _, d := range []*openedDay{c.before, c.after} {
		if d.day.basis != ledger.BasisReport {
			return ledger.SourceLicenseReport
		}
	}
	return ledger.SourceUsers
}

// keyed gives the rows of a table by person, service and license. Rows of
// nobody in particular are told apart by what they say, so that an Unknown row
// that stays is no change.
func (t *table) keyed() map[rowKey]ledger.Row {
	all := make(map[rowKey]ledger.Row, t.rows)
	for n := range uint32(t.rows) {
		row := t.row(n)
		person := t.personKey(n)
		if person == "" {
			person = "unknown " + string(row.AssignedDate)
		}
		key := rowKey{person, string(row.Service), string(row.License)}
		for again := 1; ; again++ {
			if _, taken := all[key]; !taken {
				break
			}
			key.license += "\x00" // another equal row of the same person
		}
		all[key] = row
	}
	return all
}
