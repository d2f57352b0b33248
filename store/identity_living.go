package store

import (
	"cmp"
	"context"
	"database/sql"
	"errors"
	"fmt"
	"maps"
	"slices"

	"licenseledger/store/ledger"
)

// livingAtOnce bounds the memory in which rows are answered that nobody explains
// who was away: for about so many stretches of the directory together. When a
// department got a license in one second, every leaver of it has thousands.
var livingAtOnce = 5_000

// concludeLiving answers rows that nobody explains who was away. Whoever else had
// the like was there while the rows were shown, or they would have been read with
// the others: they are told as "perhaps" only, which bears on no other row. So a
// few rows at a time are answered, and their people let go of.
func (g *gathering) concludeLiving(ctx context.Context, open []*unknownLine) error {
	isCrowd, counted, err := g.countLiving(ctx, open)
	if err != nil {
		return fmt.Errorf("count who had the like: %w", err)
	}
	for _, keys := range g.fewLiving(open, isCrowd, counted) {
		if err := g.askOnly(ctx, keys, true); err != nil {
			return err
		}
		asked := slices.Collect(maps.Values(g.rows))
		if err := g.readLinesLike(ctx, asked); err != nil {
			return err
		}
		if err := g.readLiving(ctx, asked, isCrowd); err != nil {
			return err
		}
		lines, rows := g.input()
		if err := g.keepAll(ctx, lines, ledger.Identify(rows, g.people(), g.first)); err != nil {
			return err
		}
	}
	return nil
}

// readLiving reads of those who had what open rows say all whom the answers tell.
func (g *gathering) readLiving(ctx context.Context, open []*unknownLine, isCrowd bool) error {
	if isCrowd {
		return g.readForemost(ctx, open)
	}
	if err := g.readPlansLike(ctx, open, true); err != nil {
		return err
	}
	return g.completeInQuestion(ctx)
}

// fewLiving divides rows into those that are answered together.
func (g *gathering) fewLiving(open []*unknownLine, isCrowd bool, counted []planCount) (together [][]sourceKey) {
	byPlan := map[planAt][]sourceKey{}
	for _, u := range open {
		plan, _ := g.planOf(u)
		byPlan[plan] = append(byPlan[plan], sourceKey{u.sourceID, u.key})
	}
	var sum int
	for _, of := range counted { // those of one date beside each other: they are often the same people's
		n := g.toRead(isCrowd, of)
		if together == nil || sum+n > g.livingAtOnce {
			together, sum = append(together, nil), 0
		}
		sum += n
		last := len(together) - 1
		together[last] = append(together[last], byPlan[of.planAt]...)
	}
	for _, keys := range together {
		slices.SortFunc(keys, func(a, b sourceKey) int { return cmp.Or(cmp.Compare(a.factID, b.factID), cmp.Compare(a.from, b.from)) })
	}
	return together
}

// planCount is how often the directory assigned a plan that rows mean.
type planCount struct {
	planAt
	n int
}

// toRead is how many of them are read at first.
func (g *gathering) toRead(isCrowd bool, of planCount) int {
	if isCrowd {
		return min(of.n, foremostAtOnce)
	}
	return of.n
}

// A crowd is more than crowdFrom, and so many that to read the names of everybody costs less
// than to read all that is known of these: as much as crowdCosts times as many facts.
var crowdFrom = 5_000 // a test takes fewer

const crowdCosts = 32

// countLiving counts who had the plans that rows mean, in the order of their dates, and
// tells whether they are a crowd.
func (g *gathering) countLiving(ctx context.Context, open []*unknownLine) (isCrowd bool, counted []planCount, err error) {
	var wanted []soughtPlan
	seen := map[planAt]bool{}
	for _, u := range open {
		if plan, known := g.planOf(u); known && !seen[plan] {
			seen[plan] = true
			wanted = append(wanted, soughtPlan{planAt: plan})
		}
	}
	if err := g.wantPlans(ctx, wanted); err != nil {
		return false, nil, err
	}
	counted = make([]planCount, len(wanted))
	all := 0
	err = each(ctx, g.tx, `SELECT n, (SELECT count(*) FROM`+factsLike+`) FROM temp.wanted_plan w`, nil, func(rows *sql.Rows) error {
		var n, count int
		err := rows.Scan(&n, &count)
		counted[n] = planCount{wanted[n].planAt, count}
		all += count
		return err
	})
	if err != nil || all <= crowdFrom {
		return false, counted, err
	}
	var facts int
	err = g.tx.QueryRowContext(ctx, `SELECT (SELECT count(*) FROM user) + (SELECT count(*) FROM report_row)`).Scan(&facts)
	return g.names != nil || all > facts/crowdCosts, counted, err
}

// mostAsked bounds the memory in which some rows are answered with all that bear on
// them: to so many stretches of people who were there. Of a crowd it is the rows that are
// many, and each tells many.
var mostAsked = 50_000 // a test takes fewer

// errCrowd says that there are more: then all rows are answered, a few at a time.
var errCrowd = errors.New("too many people bear on some rows")
