package store

import (
	"context"
	"database/sql"
	"slices"
	"sort"

	"licenseledger/store/ledger"
)

// touching finds the Unknown rows whose answer the newest listing can change.
// Every rule says which of a person's rows it concerns, since most of what
// happens to a person says nothing of rows that are long gone:
//
//   - a line that is no longer listed bears on rows that begin with the listing
//     only: what overlapped it still does;
//   - a line that goes on in another spelling of the person bears only on the
//     name that is told;
//   - a new line bears on rows that are still shown, on those of other sources,
//     and on those of which is told that nobody else had such a row;
//   - a stretch in the directory bears on rows that were shown after it began,
//     or began after it ended;
//   - an address that is another's now can bear on everything that its owners
//     held.
//
// The last listing that has a thing which is still there moves on with every
// listing. Between things of one source that changes nothing, since everything
// of the source begins at its newest listing or before it; what it changes
// between sources, the rules for the listing's source say.
type touching struct {
	*gathering
	suspected map[string]bool // people of whom something else was known before
}

// published is a listing about which nothing was concluded yet.
type published struct {
	sourceID  int64
	prev, pos ledger.Position
}

// run asks for the rows. ok is false if any row can have another answer.
func (t *touching) run(ctx context.Context, c *changes, departed map[string]ledger.Instant) (ok bool, err error) {
	if c.inPast || c.zonesDiffer {
		return false, nil
	}
	listings, ok, err := t.newListings(ctx)
	if err != nil || !ok {
		return false, err
	}
	for _, p := range listings {
		if !t.oneDirectorySince(p) {
			return false, nil
		}
		if isWorthIt, err := t.areFewNew(ctx, p); err != nil || !isWorthIt {
			return false, err
		}
	}
	for _, p := range listings {
		if t.accounts.names[p.sourceID] != "" {
			ok, err = t.byDirectory(ctx, p)
		} else {
			ok, err = t.byReport(ctx, p)
		}
		if err != nil || !ok {
			return false, err
		}
	}
	return true, t.byDepartures(ctx, departed)
}

// oneDirectorySince tells whether the directory was read by one source only
// from the listing before a new one on: the rules look at no other.
func (t *touching) oneDirectorySince(p published) bool {
	all := t.accounts.listings
	from := p.prev
	if t.accounts.names[p.sourceID] == "" {
		from = positionAt(p.prev.Instant()) // of a report, which other sources share instants with
	}
	n := sort.Search(len(all), func(i int) bool { return all[i].pos >= from })
	if n > 0 {
		n-- // the one that spoke then
	}
	return !slices.ContainsFunc(all[n:], func(g directoryListing) bool { return g.sourceID != t.usersID })
}

// newListings gives what was published since rows were concluded last. ok is
// false when that is more than a newest listing of one source, or the source's
// first.
func (t *touching) newListings(ctx context.Context) (listings []published, ok bool, err error) {
	type state struct {
		listings int
		newest   ledger.Position
	}
	known := map[int64]state{}
	err = each(ctx, t.tx, `SELECT source_id, listings, newest FROM concluded`, nil, func(rows *sql.Rows) error {
		var id int64
		var s state
		err := rows.Scan(&id, &s.listings, &s.newest)
		known[id] = s
		return err
	})
	if err != nil {
		return nil, false, err
	}
	for _, id := range t.concludedFrom() {
		all := t.positions[id]
		k := known[id]
		switch {
		case len(all) == k.listings && (len(all) == 0 || all[len(all)-1] == k.newest):
		case k.listings > 0 && len(all) == k.listings+1 && all[len(all)-2] == k.newest:
			listings = append(listings, published{id, k.newest, all[len(all)-1]})
		default:
			return nil, false, nil
		}
	}
	return listings, len(listings) <= 1, nil
}

// concludedFrom gives the sources whose listings conclusions follow from.
func (g *gathering) concludedFrom() []int64 {
	all := slices.Clone(g.reports)
	for id := range g.accounts.names {
		all = append(all, id)
	}
	return all
}

func (g *gathering) noteConcluded(ctx context.Context) error {
	for _, id := range g.concludedFrom() {
		all := g.positions[id]
		if len(all) == 0 {
			continue
		}
		if _, err := g.tx.ExecContext(ctx, `INSERT INTO concluded (source_id, listings, newest) VALUES (?, ?, ?)
			ON CONFLICT DO UPDATE SET listings = excluded.listings, newest = excluded.newest`, id, len(all), int64(all[len(all)-1])); err != nil {
			return err
		}
	}
	return nil
}

// isWorthIt tells whether the rows asked for are few enough to be asked alone.
func (t *touching) isWorthIt(ctx context.Context) (bool, error) { return t.areFew(ctx, len(t.asked)) }

// areFewNew tells the same before anything is looked for, from the rows that
// begin with a listing.
func (t *touching) areFewNew(ctx context.Context, p published) (bool, error) {
	var begin int
	if err := t.tx.QueryRowContext(ctx, `SELECT count(*) FROM report_row_span n CROSS JOIN unknown_row u ON u.fact_id = n.fact_id
		WHERE n.source_id = ? AND n.to_pos = ? AND n.from_pos = ?`, p.sourceID, int64(ledger.EndOfTime), int64(p.pos)).Scan(&begin); err != nil {
		return false, err
	}
	return t.areFew(ctx, begin)
}

func (t *touching) areFew(ctx context.Context, rows int) (bool, error) {
	if rows < askManyRows {
		return true, nil
	}
	var all int
	err := t.tx.QueryRowContext(ctx, `SELECT count(*) FROM unknown_row`).Scan(&all)
	return rows*askManyShare < all, err
}

// byPerson asks for rows that are like something that people held.
func (t *touching) byPerson(ctx context.Context, people []string, rule func(h *holding, p print) (probe, bool)) error {
	if len(people) == 0 {
		return nil
	}
	if err := t.complete(ctx, people); err != nil {
		return err
	}
	for _, person := range people {
		t.suspected[person] = true
	}
	var probes []probe
	for _, person := range people {
		h := t.holders[person]
		for _, p := range t.prints(h) {
			if found, ok := rule(h, p); ok {
				found.print = p
				probes = append(probes, found)
			}
		}
	}
	_, err := t.ask(ctx, probes)
	return err
}

// byDepartures asks for the rows that begin after an account left, as is known
// now or was before.
func (t *touching) byDepartures(ctx context.Context, departed map[string]ledger.Instant) error {
	var people []string
	for id := range departed {
		people = append(people, id)
	}
	return t.byPerson(ctx, people, func(h *holding, _ print) (probe, bool) {
		return probe{begunFrom: positionAt(departed[h.userID])}, true
	})
}
