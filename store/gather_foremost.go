package store

import (
	"cmp"
	"context"
	"database/sql"
	"slices"

	"licenseledger/store/ledger"
)

// foremostAtOnce is how many of those who had a plan are read first, in the order in which
// answers tell people: more than an answer tells, since some are named by the row itself.
var foremostAtOnce = 3 * ledger.MaxCandidates // a test takes fewer

// foremost tells who of a crowd that had a plan was read: the first ones, by the lowest
// names that they can be told by.
type foremost struct {
	asked int       // how many were wanted
	all   bool      // nobody else had it
	next  nameStart // nobody who was not read is told by a name that begins lower
}

// readForemost reads of those who had what open rows say as many as the answers tell. All
// of them were there while the rows were shown, so that none bears on anything else.
func (g *gathering) readForemost(ctx context.Context, open []*unknownLine) error {
	if err := g.readNameStarts(ctx); err != nil {
		return err
	}
	for {
		wanted := g.untold(open)
		if len(wanted) == 0 {
			return nil
		}
		if err := g.readMoreOf(ctx, wanted); err != nil {
			return err
		}
		if err := g.completeInQuestion(ctx); err != nil {
			return err
		}
	}
}

// untold gives the plans of which more people have to be read before the answer to each
// open row is the one that all of them together would give.
func (g *gathering) untold(open []*unknownLine) []soughtPlan {
	isWanted := map[planAt]bool{}
	isOpen := map[*unknownLine]planAt{}
	for _, u := range open {
		plan, _ := g.planOf(u)
		switch f := g.foremost[plan]; {
		case f == nil:
			isWanted[plan] = true
		case !f.all:
			isOpen[u] = plan
		}
	}
	if len(isOpen) > 0 {
		lines, rows := g.input()
		for _, answer := range ledger.Identify(rows, g.people(), g.first) {
			if plan, ok := isOpen[lines[answer.Key]]; ok && !g.tellsForemost(answer, plan) {
				isWanted[plan] = true
			}
		}
	}
	wanted := make([]soughtPlan, 0, len(isWanted))
	for plan := range isWanted {
		wanted = append(wanted, soughtPlan{planAt: plan})
	}
	return wanted
}

// tellsForemost tells whether an answer tells as many as it may, all of whom come before
// whoever was not read; and one of whom had the plan, so that those whose expiration date
// contradicts the row's have given way already, as they would to another who had it.
func (g *gathering) tellsForemost(answer ledger.Identification, plan planAt) bool {
	told := answer.Candidates
	if answer.Why != ledger.UnsurePerhapsLiving || len(told) < ledger.MaxCandidates ||
		startOfName(string(told[len(told)-1].Name)).compare(g.foremost[plan].next) >= 0 {
		return false
	}
	return slices.ContainsFunc(told, func(c ledger.Candidate) bool {
		h := g.holders[string(c.UserID)]
		if h == nil {
			return false
		}
		for _, l := range h.plans {
			if l.plan.ID == plan.plan && ledger.SameDate(planPrint(l).date, plan.date) {
				return true
			}
		}
		return false
	})
}

// readMoreOf reads more people who had plans, four times as many as before.
func (g *gathering) readMoreOf(ctx context.Context, wanted []soughtPlan) error {
	if err := g.wantPlans(ctx, wanted); err != nil {
		return err
	}
	type entry struct {
		nameStart
		factID int64
	}
	var facts []int64
	var of []entry // one plan
	last := 0
	choose := func() {
		f := g.foremost[wanted[last].planAt]
		if f == nil {
			f = &foremost{}
			g.foremost[wanted[last].planAt] = f
		}
		slices.SortFunc(of, func(a, b entry) int { return cmp.Or(a.compare(b.nameStart), cmp.Compare(a.factID, b.factID)) })
		from, to := f.asked, max(4*f.asked, foremostAtOnce)
		if f.asked = to; to >= len(of) {
			to, f.all = len(of), true
		} else {
			f.next = of[to].nameStart
		}
		for _, e := range of[min(from, to):to] {
			facts = append(facts, e.factID)
		}
		of = of[:0]
	}
	err := each(ctx, g.tx, `SELECT w.n, f.fact_id, f.user_id FROM temp.wanted_plan w CROSS JOIN`+factsLike, nil, func(rows *sql.Rows) error {
		var n int
		var e entry
		var userID string
		err := rows.Scan(&n, &e.factID, &userID)
		for ; last < n; last++ {
			choose()
		}
		e.nameStart, _ = g.names.of(userID)
		of = append(of, e)
		return err
	})
	if err != nil {
		return err
	}
	for ; last < len(wanted); last++ {
		choose()
	}
	slices.Sort(facts)
	if err := fill(ctx, g.tx, "wanted_fact", `fact_id INTEGER PRIMARY KEY`, len(facts), func(i int) []any { return []any{facts[i]} }); err != nil {
		return err
	}
	return g.readPlans(ctx, `temp.wanted_fact w CROSS JOIN assigned_plan f ON f.fact_id = w.fact_id CROSS JOIN assigned_plan_span s ON s.fact_id = f.fact_id`)
}
