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
	together, err := g.fewLiving(ctx, open)
	if err != nil {
		return fmt.Errorf("count who had the like: %w", err)
	}
	for _, keys := range together {
		if err := g.askOnly(ctx, keys, true); err != nil {
			return err
		}
		asked := slices.Collect(maps.Values(g.rows))
		if err := g.readLinesLike(ctx, asked); err != nil {
			return err
		}
		if err := g.readPlansLike(ctx, asked, true); err != nil {
			return err
		}
		if err := g.completeInQuestion(ctx); err != nil {
			return err
		}
		lines, rows := g.input()
		if err := g.keepAll(ctx, lines, ledger.Identify(rows, g.people(), g.first)); err != nil {
			return err
		}
	}
	return nil
}

// fewLiving divides rows into those that are answered together.
func (g *gathering) fewLiving(ctx context.Context, open []*unknownLine) (together [][]sourceKey, err error) {
	byPlan := map[planAt][]sourceKey{}
	for _, u := range open {
		plan, _ := g.planOf(u)
		byPlan[plan] = append(byPlan[plan], sourceKey{u.sourceID, u.key})
	}
	var sum int
	err = g.countLiving(ctx, open, func(plan planAt, stretches int) { // those of one date beside each other: they are often the same people's
		if together == nil || sum+stretches > g.livingAtOnce {
			together, sum = append(together, nil), 0
		}
		sum += stretches
		last := len(together) - 1
		together[last] = append(together[last], byPlan[plan]...)
	})
	for _, keys := range together {
		slices.SortFunc(keys, func(a, b sourceKey) int { return cmp.Or(cmp.Compare(a.factID, b.factID), cmp.Compare(a.from, b.from)) })
	}
	return together, err
}

// countLiving tells of each plan that rows mean how many stretches of the directory have it.
func (g *gathering) countLiving(ctx context.Context, open []*unknownLine, tell func(plan planAt, stretches int)) error {
	var wanted []soughtPlan
	seen := map[planAt]bool{}
	for _, u := range open {
		if plan, _ := g.planOf(u); !seen[plan] {
			seen[plan] = true
			wanted = append(wanted, soughtPlan{planAt: plan})
		}
	}
	if err := g.wantPlans(ctx, wanted); err != nil {
		return err
	}
	stretches := make([]int, len(wanted))
	err := each(ctx, g.tx, `SELECT n, (SELECT count(*) FROM`+plansLike+`) FROM temp.wanted_plan w`, nil, func(rows *sql.Rows) error {
		var n, count int
		err := rows.Scan(&n, &count)
		stretches[n] = count
		return err
	})
	for n, w := range wanted {
		tell(w.planAt, stretches[n])
	}
	return err
}

// mostAsked bounds the memory in which some rows are answered with all that bear on
// them: to so many stretches of people who were there. Where everybody got a license in
// one second, and rows of that second begin every day, nearly everybody bears on them.
var mostAsked = 50_000 // a test takes fewer

// errCrowd says that there are more: then all rows are answered, a few at a time.
var errCrowd = errors.New("too many people bear on some rows")

func (g *gathering) isCrowd(ctx context.Context, open []*unknownLine) error {
	all := 0
	err := g.countLiving(ctx, open, func(_ planAt, stretches int) { all += stretches })
	if err == nil && all > mostAsked {
		err = errCrowd
	}
	return err
}
