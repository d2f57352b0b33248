package store

import (
	"cmp"
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"slices"
	"time"

	"licenseledger/store/ledger"
)

// Above this many Unknown rows that may have another answer, and this share of
// all, all of them are asked for: to find out which is not worth it any more.
const (
	askManyRows  = 5000
	askManyShare = 2
)

// frugalCache is how much of the file is kept in memory, in KiB, while people are looked
// for all over it: more than usual.
const frugalCache = 8 << 10

// concludeIdentities says who was behind the Unknown lines whose answer can
// differ from what was concluded before.
func concludeIdentities(ctx context.Context, tx *sql.Tx, c *changes, departed map[string]ledger.Instant) error {
	began := time.Now()
	defer func() { c.identifying = time.Since(began) }()
	if !c.frugal {
		defer collectSeldom()()
	}
	g, err := newGathering(ctx, tx)
	if err != nil {
		return err
	}
	nobody, err := g.isNobodyUnknown(ctx)
	if err != nil {
		return err
	}
	if nobody {
		return g.noteConcluded(ctx)
	}
	// People and their lines lie all over the file, and are found by index after index.
	most := 64 << 10
	if c.frugal {
		most, g.livingAtOnce = frugalCache, livingAtOnce/4
	}
	back, err := caching(ctx, tx, most, "main")
	if err != nil {
		return err
	}
	defer back() // to keep more than usual does no harm
	if err := g.conclude(ctx, c, departed); err != nil {
		return err
	}
	return g.noteConcluded(ctx)
}

// isNobodyUnknown tells whether there is no row to answer, and none was answered: as of
// a tenant whose report was never read.
func (g *gathering) isNobodyUnknown(ctx context.Context) (is bool, err error) {
	err = g.tx.QueryRowContext(ctx, `SELECT NOT EXISTS (SELECT 1 FROM unknown_row) AND NOT EXISTS (SELECT 1 FROM identity)`).Scan(&is)
	return is, err
}

func (g *gathering) conclude(ctx context.Context, c *changes, departed map[string]ledger.Instant) error {
	t := &touching{gathering: g, suspected: map[string]bool{}}
	some, err := t.run(ctx, c, departed)
	if err != nil {
		return fmt.Errorf("find rows: %w", err)
	}
	return t.answer(ctx, some)
}

// answer answers the rows that are asked for; all where some is false, where that is
// hardly more, or where more people bear on the rows than are held in memory.
func (t *touching) answer(ctx context.Context, some bool) (err error) {
	if some {
		if some, err = t.isWorthIt(ctx); err != nil {
			return err
		}
	}
	if some {
		if err = t.concludeAsked(ctx, t.suspected); !errors.Is(err, errCrowd) {
			return err
		}
	}
	return t.concludeEvery(ctx)
}

// concludeAsked answers the rows asked for, those they bear on, and those that
// turn out to differ since another answer does.
func (g *gathering) concludeAsked(ctx context.Context, suspected map[string]bool) error {
	for len(g.asked) > 0 {
		if err := g.closeOver(ctx, suspected); err != nil {
			return err
		}
		lines, rows := g.input()
		answers := ledger.Identify(rows, g.people(), g.first)
		if g.askFollowers(lines, answers) {
			continue
		}
		return g.keepAll(ctx, lines, answers)
	}
	return nil
}

// readHolders reads what bears on the rows that are asked for: the people who
// held such rows, and all about those who can have been behind one.
func (g *gathering) readHolders(ctx context.Context) ([]ledger.Holder, error) {
	asked := g.askedRows()
	if len(asked) > askManyRows { // to find who was away goes through all of a crowd, too: it is done once then
		if isCrowd, _, err := g.countLiving(ctx, asked); err != nil || isCrowd {
			return nil, cmp.Or(err, errCrowd)
		}
	}
	open, err := g.readAway(ctx, asked)
	if err != nil || len(open) == 0 {
		return g.people(), err
	}
	isCrowd, counted, err := g.countLiving(ctx, open)
	if err != nil {
		return nil, err
	}
	var read int
	for _, n := range counted {
		read += g.toRead(isCrowd, n)
	}
	if read > mostAsked {
		return nil, errCrowd
	}
	err = g.readLiving(ctx, open, isCrowd)
	return g.people(), err
}

// askedRows are the rows whose answer is wanted.
func (g *gathering) askedRows() (asked []*unknownLine) {
	for _, u := range g.rows {
		if g.asked[u.key] {
			asked = append(asked, u)
		}
	}
	return asked
}

// readAway reads the people who may have been away while rows that are asked for
// were shown, and gives the rows that none of them explains, but of which
// somebody had the like who was there all the time.
func (g *gathering) readAway(ctx context.Context, asked []*unknownLine) (open []*unknownLine, err error) {
	if err := g.readLinesLike(ctx, asked); err != nil {
		return nil, err
	}
	if err := g.readPlansLike(ctx, asked, false); err != nil {
		return nil, err
	}
	if err := g.completeInQuestion(ctx); err != nil {
		return nil, err
	}
	lines, rows := g.input()
	for key := range ledger.Unexplained(rows, g.people()) {
		if plan, _ := g.planOf(lines[key]); g.sharedPlan[plan] {
			open = append(open, lines[key])
		}
	}
	return open, nil
}

func (g *gathering) completeInQuestion(ctx context.Context) error {
	_, rows := g.input()
	people := slices.DeleteFunc(g.people(), func(h ledger.Holder) bool { return g.holders[h.Person].complete })
	return g.complete(ctx, slices.Sorted(maps.Keys(ledger.InQuestion(rows, people))))
}

// cohortOf is a person who may be behind rows that began in one listing.
type cohortOf struct {
	person string
	cohort
}

// closeOver asks for all rows that bear on those asked for, and reads what
// bears on them.
func (g *gathering) closeOver(ctx context.Context, suspected map[string]bool) error {
	done := map[cohortOf]bool{}
	for {
		if err := g.readRowsLike(ctx, g.askedPrints()); err != nil {
			return err
		}
		people, err := g.readHolders(ctx)
		if err != nil {
			return err
		}
		lines, rows := g.input()
		var bound []cohortOf
		for _, tie := range ledger.Bound(rows, people, suspected) {
			u := lines[tie.Row]
			if c := (cohortOf{tie.Person, cohort{u.sourceID, u.row.Seen.First}}); !done[c] && !g.whole[c.cohort] {
				done[c] = true
				bound = append(bound, c)
			}
		}
		more, err := g.askBound(ctx, bound)
		if err != nil || !more {
			return err
		}
	}
}

// askBound asks for the rows of the listings in which the people's rows turned
// Unknown.
func (g *gathering) askBound(ctx context.Context, bound []cohortOf) (more bool, err error) {
	people := make([]string, len(bound))
	for n, c := range bound {
		people[n] = c.person
	}
	if err := g.complete(ctx, people); err != nil {
		return false, err
	}
	var probes []probe
	for _, c := range bound {
		for _, p := range g.prints(g.holders[c.person]) {
			probes = append(probes, probe{print: p, begunAt: c.at, source: c.sourceID})
		}
	}
	return g.ask(ctx, probes)
}

// askFollowers asks for the rows of later listings that are equal to one whose
// owner is another than before, while that is shown.
func (g *gathering) askFollowers(lines []*unknownLine, answers []ledger.Identification) (more bool) {
	type equal struct {
		print
		sourceID int64
	}
	differ := map[equal][]*unknownLine{}
	for _, a := range answers {
		if u := lines[a.Key]; a.PersonKey != u.owner {
			e := equal{u.print, u.sourceID}
			differ[e] = append(differ[e], u)
			u.owner = a.PersonKey
		}
	}
	for _, v := range lines {
		if g.asked[v.key] {
			continue
		}
		for _, u := range differ[equal{v.print, v.sourceID}] {
			if u.row.Seen.First < v.row.Seen.First && v.row.Seen.First <= u.row.Seen.Last {
				g.asked[v.key] = true
				more = true
			}
		}
	}
	return more
}

// keepAll writes the answers that differ from what is there.
func (g *gathering) keepAll(ctx context.Context, lines []*unknownLine, answers []ledger.Identification) error {
	if len(answers) == 0 {
		return nil
	}
	stoppable := ctx
	ctx = context.WithoutCancel(ctx) // the driver starts a goroutine for every statement that can be stopped
	put, err := g.tx.PrepareContext(ctx, `INSERT INTO identity (fact_id, from_pos, confidence, why, user_id, name, email, since_from, since_to, candidates)
		VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO UPDATE SET confidence = excluded.confidence, why = excluded.why, user_id = excluded.user_id, name = excluded.name,
			email = excluded.email, since_from = excluded.since_from, since_to = excluded.since_to, candidates = excluded.candidates
		WHERE (confidence, why, user_id, name, email, since_from, since_to, candidates) IS NOT
			(excluded.confidence, excluded.why, excluded.user_id, excluded.name, excluded.email, excluded.since_from, excluded.since_to, excluded.candidates)`)
	if err != nil {
		return err
	}
	defer put.Close()
	for _, answer := range answers {
		if err := stoppable.Err(); err != nil {
			return err
		}
		u := lines[answer.Key]
		var id, name, email, since any
		if h := g.holders[answer.PersonKey]; answer.PersonKey != "" && h != nil {
			c := h.candidate(ledger.EndOfTime)
			id, name, email = orNull(string(c.UserID)), orNull(string(c.Name)), orNull(string(c.Email))
			since = orNull(g.lastNamed(h, u.row.Seen.First))
		}
		candidates := answer.Candidates
		if candidates == nil {
			candidates = []ledger.Candidate{}
		}
		body, err := json.Marshal(candidates)
		if err != nil {
			return err
		}
		if _, err := put.ExecContext(ctx, u.key.factID, int64(u.key.from), string(answer.Confidence), orNull(answer.Why), id, name, email, since,
			int64(u.row.Seen.First), string(body)); err != nil {
			return err
		}
	}
	return nil
}

func orNull[T comparable](value T) any {
	var zero T
	if value == zero {
		return nil
	}
	if at, ok := any(value).(ledger.Instant); ok {
		return int64(at)
	}
	return value
}
