package store

import (
	"cmp"
	"context"
	"database/sql"
	"slices"
	"sort"
	"time"

	"licenseledger/store/ledger"
)

// planAt is a service plan and a date at which it may have been assigned.
type planAt struct{ plan, date string }

// planLine is a stretch in which the directory had assigned a service plan. A large
// tenant has millions.
type planLine struct {
	plan     *ledger.ServicePlan // of gathering.servicePlan
	at       ledger.Instant
	from, to ledger.Position
}

// lengthOf is the stretch of time that a date of a precision can mean.
var lengthOf = map[ledger.Precision]time.Duration{
	ledger.PrecisionDay: 24 * time.Hour, ledger.PrecisionMinute: time.Minute, ledger.PrecisionSecond: time.Second,
}

// servicePlan gives the plan with an id, always the same one; nil where the table lacks it.
func (g *gathering) servicePlan(id string) *ledger.ServicePlan {
	plan, asked := g.plans[id]
	if !asked {
		if known, ok := ledger.ServicePlanByID(id); ok {
			plan = &known
		}
		g.plans[id] = plan
	}
	return plan
}

// planOf tells what the directory must have assigned to hold what a row says.
func (g *gathering) planOf(u *unknownLine) (planAt, bool) {
	plan := g.words.planOf(u.row.Service, u.row.License)
	_, known := ledger.ServicePlanByID(plan)
	_, _, dated := ledger.ParseDateText(u.row.AssignedDate)
	return planAt{plan, u.row.AssignedDate}, known && dated
}

// soughtPlan is a plan that a row may mean; who had it before and still has it
// is not sought.
type soughtPlan struct {
	planAt
	before ledger.Position
}

// plansLike are the stretches in which somebody had a plan of temp.wanted_plan, and
// factsLike what the directory said then. The plus keeps SQLite from making an index of all
// plans for these queries.
const (
	plansLike = ` assigned_plan f CROSS JOIN assigned_plan_span s ON s.fact_id = f.fact_id WHERE ` + isPlanLike
	factsLike = ` assigned_plan f WHERE ` + isPlanLike

	isPlanLike = `f.assigned_at >= w.low AND f.assigned_at < w.high AND +f.service_plan_id = w.plan`
)

// wantPlans fills temp.wanted_plan, and puts what is wanted in its order.
func (g *gathering) wantPlans(ctx context.Context, wanted []soughtPlan) error {
	slices.SortFunc(wanted, func(a, b soughtPlan) int { return cmp.Or(cmp.Compare(a.date, b.date), cmp.Compare(a.plan, b.plan)) })
	return fill(ctx, g.tx, "wanted_plan", `n INTEGER, plan TEXT, low INTEGER, high INTEGER, before INTEGER, open INTEGER, PRIMARY KEY (plan, low, n)`, len(wanted), func(i int) []any {
		at, precision, _ := ledger.ParseDateText(wanted[i].date)
		return []any{i, wanted[i].plan, int64(ledger.InstantOf(at)), int64(ledger.InstantOf(at.Add(lengthOf[precision]))), int64(wanted[i].before), int64(ledger.EndOfTime)}
	})
}

// readPlansLike reads to whom the directory assigned what rows say. Unless it is
// wanted to read all, it leaves out those who had it before and still have it:
// they were there when the rows were shown, as far as the directory tells.
func (g *gathering) readPlansLike(ctx context.Context, rows []*unknownLine, all bool) error {
	var wanted []soughtPlan
	graphID := g.accounts.byName[ledger.SourceUsers] // no other source tells of plans
	newest := g.lastBefore(graphID, ledger.EndOfTime)
	for at, s := range shownAs(rows, g.planOf) {
		before := ledger.LastPositionAt(s.first.Instant()) + 1 // Identify knows instants alone
		if all || g.usersID != graphID || s.from.Instant() > presentUntil(newest.Instant()) || !g.spokeAlone(graphID, s.first, s.from) {
			before = 0
		}
		if done, again := g.done.plansLike[at]; again && done <= before {
			continue
		}
		g.done.plansLike[at], g.sharedPlan[at] = before, false
		wanted = append(wanted, soughtPlan{at, before})
	}
	if len(wanted) == 0 {
		return nil
	}
	if err := g.wantPlans(ctx, wanted); err != nil {
		return err
	}
	// Whoever a look-up missed is not there, though no listing says so yet.
	const still = `(s.to_pos = w.open AND s.from_pos < w.before AND NOT EXISTS (SELECT 1 FROM departure d WHERE d.user_id = f.user_id AND d.left_pos = w.open))`
	err := each(ctx, g.tx, `SELECT n FROM temp.wanted_plan w WHERE EXISTS (SELECT 1 FROM`+plansLike+` AND `+still+`)`, nil, func(rows *sql.Rows) error {
		var n int
		err := rows.Scan(&n)
		g.sharedPlan[wanted[n].planAt] = true
		return err
	})
	if err != nil {
		return err
	}
	since := ledger.EndOfTime
	for _, w := range wanted {
		if w.before > 0 {
			since = min(since, w.before)
		}
	}
	changed := spansChanged(since, nil)
	fewer, err := g.areFewer(ctx, ledger.KindAssignedPlan, changed, `temp.wanted_plan w CROSS JOIN`+factsLike+` AND w.before > 0`)
	if err != nil {
		return err
	}
	if !fewer {
		return g.readPlans(ctx, `temp.wanted_plan w CROSS JOIN`+plansLike+` AND NOT `+still)
	}
	if err := g.readPlans(ctx, `temp.wanted_plan w CROSS JOIN`+plansLike+` AND w.before = 0`); err != nil {
		return err
	}
	return g.readPlansChanged(ctx, changed)
}

// readPlansChanged reads the same from what changed, as far as somebody who had it before
// and still has it is left out.
func (g *gathering) readPlansChanged(ctx context.Context, changed []changedSpans) error {
	const wanted = ` CROSS JOIN temp.wanted_plan w ON w.plan = f.service_plan_id AND w.low > f.assigned_at - ? AND w.low <= f.assigned_at AND f.assigned_at < w.high AND w.before > 0`
	longest := lengthOf[ledger.PrecisionDay].Milliseconds()
	for _, of := range changed {
		if err := g.readPlans(ctx, `assigned_plan_span s CROSS JOIN assigned_plan f ON f.fact_id = s.fact_id`+wanted+` WHERE `+of.where+
			` AND (s.to_pos < w.open OR s.from_pos >= w.before)`, append([]any{longest}, of.args...)...); err != nil {
			return err
		}
	}
	return g.readPlans(ctx, `departure d CROSS JOIN assigned_plan f ON f.user_id = d.user_id CROSS JOIN assigned_plan_span s ON s.fact_id = f.fact_id`+wanted+
		` WHERE d.left_pos = ? AND s.to_pos = w.open`, longest, int64(ledger.EndOfTime))
}

// spokeAlone tells whether one source told who has an account from the instant of a
// position to that of another: what another one lacked meanwhile, this one does not tell.
func (g *gathering) spokeAlone(sourceID int64, from, to ledger.Position) bool {
	all := g.accounts.listings
	n := sort.Search(len(all), func(i int) bool { return all[i].pos > ledger.LastPositionAt(from.Instant()) })
	if n == 0 {
		return false // nobody told yet
	}
	for n--; n > 0 && all[n].pos.Instant() == from.Instant(); {
		n-- // to the one that spoke until then
	}
	for _, l := range all[n:] {
		if l.pos > ledger.LastPositionAt(to.Instant()) {
			break
		}
		if l.sourceID != sourceID {
			return false
		}
	}
	return true
}

// readPlansOf reads all that the directory assigned to accounts.
func (g *gathering) readPlansOf(ctx context.Context, accounts []string) error {
	var wanted []string
	for _, id := range accounts {
		if !g.done.plansOf[id] {
			g.done.plansOf[id] = true
			wanted = append(wanted, id)
		}
	}
	if len(wanted) == 0 {
		return nil
	}
	if err := fillTexts(ctx, g.tx, "wanted_user", wanted); err != nil {
		return err
	}
	return g.readPlans(ctx, `temp.wanted_user w CROSS JOIN assigned_plan f ON f.user_id = w.value CROSS JOIN assigned_plan_span s ON s.fact_id = f.fact_id
		WHERE f.assigned_at IS NOT NULL`)
}

func (g *gathering) readPlans(ctx context.Context, from string, args ...any) error {
	return each(ctx, g.tx, `SELECT s.fact_id, s.from_pos, s.to_pos, f.user_id, f.service_plan_id, f.assigned_at FROM `+from, args, func(rows *sql.Rows) error {
		var key rowKey
		var l planLine
		var userID, plan string
		if err := rows.Scan(&key.factID, &key.from, &l.to, &userID, &plan, &l.at); err != nil {
			return err
		}
		if l.plan = g.servicePlan(plan); l.plan == nil {
			return nil
		}
		l.from = key.from
		h := g.holder(userID)
		if h.plans == nil {
			h.plans = map[rowKey]planLine{}
		}
		h.plans[key], h.told = l, nil
		return nil
	})
}
