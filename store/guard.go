package store

import (
	"cmp"
	"context"
	"database/sql"
	"fmt"
	"hash/maphash"
	"math"
	"slices"
	"strings"

	"licenseledger/store/ledger"
)

// guard tells whether too much would end with a guarded listing: then it is what
// a person has to judge. A listing that nothing stands before ends nothing.
//
// Of people who left, what they held ends with them: it is counted once, as
// people. A value that another takes the place of has not ended.
func (b *publisher) guard(ctx context.Context) (*ledger.Held, error) {
	if !b.p.Guarded || b.prev == 0 || b.next != ledger.EndOfTime {
		return nil, nil
	}
	g := &guard{publisher: b, floor: b.staging.ledger.holdAbove, gone: map[ledger.Kind][]int64{}, total: map[ledger.Kind]int64{}}
	if err := g.count(ctx); err != nil {
		return nil, fmt.Errorf("count the listing before: %w", err)
	}
	if !g.suspects() && !g.isEmptied() {
		return nil, nil // of all but one listing in a year
	}
	ends, err := g.judge(ctx)
	if err != nil {
		return nil, fmt.Errorf("judge listing: %w", err)
	}
	if all := g.total[g.info.Kinds[0]]; len(ends) == 0 && g.isEmptied() {
		ends = []ledger.Ending{{Of: ledger.EndingAll, Property: ledger.Text(g.info.Name), Count: all, Total: all, Most: []ledger.EndingGroup{}}}
	}
	if len(ends) == 0 {
		return nil, nil
	}
	return &ledger.Held{RunID: b.p.RunID, Source: b.info.Name, At: b.p.At.String(), Since: b.prev.Instant().String(), Rows: b.rows, Ends: ends}, nil
}

// guard is one judgement.
type guard struct {
	*publisher
	floor int64
	gone  map[ledger.Kind][]int64 // facts of the listing before that the new one lacks
	total map[ledger.Kind]int64   // facts of the listing before
}

// count counts the facts of the listing before.
func (g *guard) count(ctx context.Context) error {
	base := g.tally.base
	for n := range base.set.len() {
		kind := allKinds[base.codes[n]]
		g.total[kind]++
		if !g.tally.seen.has(n) {
			g.gone[kind] = append(g.gone[kind], base.ids[n])
		}
	}
	if !base.part {
		return nil
	}
	clear(g.total)
	for _, kind := range g.info.Kinds {
		if err := g.countBefore(ctx, kind); err != nil {
			return err
		}
	}
	return nil
}

// countBefore counts the facts of a kind that the listing before has, of which changes
// know a part: no further than tells that what is gone is not too much.
func (g *guard) countBefore(ctx context.Context, kind ledger.Kind) error {
	gone := int64(len(g.gone[kind]))
	if gone <= g.floor && g.rows > 0 {
		return nil // not too many of however many
	}
	count := func(most int64) (total int64, err error) {
		err = g.tx.QueryRowContext(ctx, fmt.Sprintf(`SELECT count(*) FROM (SELECT 1 FROM %s_span WHERE source_id = ? AND to_pos > ? AND from_pos <= ? LIMIT ?)`, kind),
			g.sourceID, int64(g.prev), int64(g.prev), most).Scan(&total)
		return total, err
	}
	total, err := count(100 * gone)
	if err == nil && gone > ledger.MayEnd(g.floor, total, 0) {
		total, err = count(math.MaxInt64) // a person is told of how many
	}
	g.total[kind] = total
	return err
}

// suspects tells whether more could have ended than may without a look at what
// is usual.
func (g *guard) suspects() bool {
	return slices.ContainsFunc(g.info.Kinds, func(kind ledger.Kind) bool {
		return int64(len(g.gone[kind])) > ledger.MayEnd(g.floor, g.total[kind], 0)
	})
}

// mayBeEmpty are kinds of which there may well be none any more: the deleted
// users come to an end, and the last group may stop giving licenses.
var mayBeEmpty = []ledger.Kind{ledger.KindDeletedUser, ledger.KindLicenseGroup}

// isEmptied tells whether nothing is left of what always has something: no
// tenant is without accounts, and none loses all its licenses in a day.
func (g *guard) isEmptied() bool {
	kind := g.info.Kinds[0]
	return g.rows == 0 && g.total[kind] > 0 && !slices.Contains(mayBeEmpty, kind)
}

func (g *guard) judge(ctx context.Context) (ends []ledger.Ending, err error) {
	add := func(of ledger.EndingKind, property string, kind ledger.Kind, count int64, owners []string) error {
		e := ledger.Ending{Of: of, Property: ledger.Text(property), Count: count, Total: g.total[kind], Most: []ledger.EndingGroup{}}
		if count <= ledger.MayEnd(g.floor, e.Total, 0) {
			return nil
		}
		if err := g.compareWithUsual(ctx, &e); err != nil {
			return err
		}
		if count <= ledger.MayEnd(g.floor, e.Total, e.Largest) {
			return nil
		}
		e.Most, err = g.mostBy(ctx, owners)
		ends = append(ends, e)
		return err
	}
	if slices.Contains(g.info.Kinds, ledger.KindReportRow) {
		return ends, add(ledger.EndingRows, "", ledger.KindReportRow, g.total[ledger.KindReportRow]-g.rows, nil)
	}
	if !slices.Contains(g.info.Kinds, ledger.KindUser) {
		return nil, nil
	}
	left, lost, err := g.endedAccounts(ctx)
	if err != nil {
		return nil, err
	}
	if err := add(ledger.EndingPeople, "", ledger.KindUser, int64(len(left)), left); err != nil {
		return nil, err
	}
	for i, column := range ledger.Columns(ledger.KindUser) {
		if err := add(ledger.EndingValues, column, ledger.KindUser, int64(len(lost[i])), lost[i]); err != nil {
			return nil, err
		}
	}
	for _, kept := range []struct {
		of   ledger.EndingKind
		kind ledger.Kind
	}{{ledger.EndingLicenses, ledger.KindAssignment}, {ledger.EndingServices, ledger.KindAssignedPlan}} {
		owners, err := g.endedHoldings(ctx, kept.kind)
		if err == nil {
			err = add(kept.of, "", kept.kind, int64(len(owners)), owners)
		}
		if err != nil {
			return nil, err
		}
	}
	return ends, nil
}

// stays tells whether the listing has an account.
func (g *guard) stays(owner string) bool {
	return g.owners[maphash.String(g.staging.seed, owner)].hasFacts
}

// endedAccounts gives the accounts that the listing lacks and, for each column,
// those of the others that lose what it said.
func (g *guard) endedAccounts(ctx context.Context) (left []string, lost [][]string, err error) {
	columns := ledger.Columns(ledger.KindUser)
	before := map[string][]bool{} // which columns said something, of accounts that changed
	said := make([]bool, len(columns))
	var owner string
	targets := []any{&owner}
	var flags []string
	for i, column := range columns {
		targets, flags = append(targets, &said[i]), append(flags, column+" IS NOT NULL")
	}
	err = eachOfFacts(ctx, g.tx, `SELECT user_id, `+strings.Join(flags, ", ")+` FROM user WHERE fact_id IN (SELECT value FROM json_each(?))`,
		g.gone[ledger.KindUser], func(rows *sql.Rows) error {
			if err := rows.Scan(targets...); err != nil {
				return err
			}
			if g.stays(owner) {
				before[owner] = slices.Clone(said)
			} else {
				left = append(left, owner)
			}
			return nil
		})
	if err != nil {
		return nil, nil, err
	}
	lost = make([][]string, len(columns))
	err = g.eachFreshFact(ctx, ledger.KindUser, func(values []any) {
		owner, _ := values[0].(string)
		for i, said := range before[owner] {
			if said && values[i] == nil {
				lost[i] = append(lost[i], owner)
			}
		}
	})
	return left, lost, err
}

// endedHoldings gives, once for each license or service that somebody loses who
// stays, their account.
func (g *guard) endedHoldings(ctx context.Context, kind ledger.Kind) (owners []string, err error) {
	if int64(len(g.gone[kind])) <= ledger.MayEnd(g.floor, g.total[kind], 0) {
		return nil, nil
	}
	type holding struct{ owner, what string }
	ended := map[holding]bool{}
	query := fmt.Sprintf(`SELECT user_id, %s FROM %s WHERE fact_id IN (SELECT value FROM json_each(?))`, ledger.Columns(kind)[1], kind)
	err = eachOfFacts(ctx, g.tx, query, g.gone[kind], func(rows *sql.Rows) error {
		var h holding
		err := rows.Scan(&h.owner, &h.what)
		if err == nil && g.stays(h.owner) {
			ended[h] = true
		}
		return err
	})
	if err != nil {
		return nil, err
	}
	err = g.eachFreshFact(ctx, kind, func(values []any) { // another assignment of the same
		owner, _ := values[0].(string)
		what, _ := values[1].(string)
		delete(ended, holding{owner, what})
	})
	for h := range ended {
		owners = append(owners, h.owner)
	}
	return owners, err
}

// eachFreshFact hands on the values of those of the listing's facts of a kind
// that the listing before lacks.
func (g *guard) eachFreshFact(ctx context.Context, kind ledger.Kind, f func(values []any)) error {
	wanted := kindCode(kind)
	var values []any
	for bucket := range contentBuckets {
		err := g.staging.eachContent(ctx, bucket, func(part []byte) error {
			return eachFresh(part, func(code byte, hash ledger.Hash, content []byte) (err error) {
				if n, ok := g.tally.fresh.find(hash); code != wanted || !ok || !g.tally.live.has(n) {
					return nil
				}
				if values, err = ledger.AppendValues(values[:0], kind, content); err != nil {
					return fmt.Errorf("%w: %w", errDamaged, err)
				}
				f(values)
				return nil
			})
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// mostBy tells of which departments accounts are in the listing before.
func (g *guard) mostBy(ctx context.Context, owners []string) ([]ledger.EndingGroup, error) {
	departments := map[string]string{}
	err := each(ctx, g.tx, `SELECT f.user_id, f.department FROM user_span s CROSS JOIN user f ON f.fact_id = s.fact_id
		WHERE s.source_id = ? AND s.to_pos > ? AND s.from_pos <= ? AND f.department IS NOT NULL`, []any{g.sourceID, int64(g.prev), int64(g.prev)},
		func(rows *sql.Rows) error {
			var owner, department string
			err := rows.Scan(&owner, &department)
			departments[owner] = department
			return err
		})
	if err != nil {
		return nil, err
	}
	counts := map[string]int64{}
	for _, owner := range owners {
		if department := departments[owner]; department != "" {
			counts[department]++
		}
	}
	most := make([]ledger.EndingGroup, 0, len(counts))
	for department, n := range counts {
		most = append(most, ledger.EndingGroup{Department: department, Count: n})
	}
	slices.SortFunc(most, func(x, y ledger.EndingGroup) int {
		return cmp.Or(cmp.Compare(y.Count, x.Count), cmp.Compare(x.Department, y.Department))
	})
	return most[:min(len(most), ledger.MostGroups)], nil
}
