package store

import (
	"context"
	"database/sql"
	"errors"
	"strconv"
	"time"

	"licenseledger/store/column"
	"licenseledger/store/ledger"
)

// Overview counts a day; at as in ViewSpec.At. Every count is that of the view
// it names. Codes as OpenView.
func (l *Ledger) Overview(ctx context.Context, at string) (ledger.Overview, error) {
	return l.countDay(ctx, at, true)
}

// CountDay is Overview without what changed, which takes a second day.
func (l *Ledger) CountDay(ctx context.Context, at string) (ledger.Overview, error) {
	return l.countDay(ctx, at, false)
}

func (l *Ledger) countDay(ctx context.Context, at string, changes bool) (ledger.Overview, error) {
	for {
		o, err := l.overview(ctx, at, changes)
		if ledger.CodeOf(err) != ledger.CodeStale || ctx.Err() != nil {
			return o, classify("read overview", l.path, err)
		}
	}
}

func (l *Ledger) overview(ctx context.Context, at string, changes bool) (ledger.Overview, error) {
	var o ledger.Overview
	var h *history
	snapshot, err := l.onDay(ctx, "read overview", at, func(d *day, dir *directory) error {
		h, o = d.history, ledger.Overview{Basis: d.basis, Sources: d.ages()}
		if err := d.countDirectory(ctx, dir, &o); err != nil {
			return err
		}
		if err := d.countList(ctx, &o); err != nil {
			return err
		}
		seats, err := d.seats(ctx)
		o.Seats = totals(seats, d.at)
		return err
	})
	if err != nil {
		return o, err
	}
	o.SnapshotID, o.At, o.Partial = snapshot.ID, snapshot.At, snapshot.Partial
	if !changes {
		return o, nil
	}
	o.Changes, err = l.changesSince(ctx, h, snapshot)
	return o, err
}

// changesSince counts what changed since the snapshot before; nil for the
// first.
func (l *Ledger) changesSince(ctx context.Context, h *history, s ledger.Snapshot) (*ledger.ChangeCounts, error) {
	var before int64
	err := l.read.QueryRowContext(ctx, `SELECT b.snapshot_id FROM snapshot b JOIN snapshot s ON (b.at, b.snapshot_id) < (s.at, s.snapshot_id)
		WHERE s.snapshot_id = ? AND b.is_openable ORDER BY b.at DESC, b.snapshot_id DESC LIMIT 1`, s.ID).Scan(&before)
	if errors.Is(err, sql.ErrNoRows) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	changes, err := l.openDiff(ctx, strconv.FormatInt(before, 10), strconv.FormatInt(s.ID, 10))
	if err != nil {
		return nil, err
	}
	if changes.history != h {
		return nil, errStale
	}
	return &ledger.ChangeCounts{SnapshotID: changes.Before.ID, At: changes.Before.At, Counts: changes.Counts}, nil
}

// ages tells how old what every source says is.
func (d *day) ages() []ledger.SourceAge {
	last := map[string]ledger.Position{}
	for _, g := range d.history.listings {
		if g.pos <= ledger.LastPositionAt(d.at) {
			last[g.source] = g.pos
		}
	}
	var all []ledger.SourceAge
	for _, info := range ledger.Sources() {
		age := ledger.SourceAge{Source: info.Name, LastRead: ledger.Text(last[info.Name].Instant().String())}
		if pos := d.position(info.Name); pos != 0 {
			days := int(d.at.Time().Sub(pos.Instant().Time()) / (24 * time.Hour))
			age.AsOf, age.Days = ledger.Text(pos.Instant().String()), &days
		}
		all = append(all, age)
	}
	return all
}

// countDirectory counts people, those who left, and what is assigned.
func (d *day) countDirectory(ctx context.Context, dir *directory, o *ledger.Overview) error {
	if !dir.isRead {
		return nil
	}
	o.Directory = &ledger.DirectoryCounts{People: len(dir.present), ByStatus: map[ledger.Status]int{}}
	for _, fact := range dir.present {
		o.Directory.ByStatus[statuses[dir.status[dir.people.userID.At(fact)]]]++
	}
	o.Departed = dir.leavers()
	if d.position(ledger.SourceSubscribedSkus) == 0 && d.accounts().source == ledger.SourceUsers {
		return nil // which license brings what is not known
	}
	a, err := d.assigned(ctx, dir)
	if err != nil {
		return err
	}
	return a.count(ctx, o)
}

// leavers counts who left, as the view of them does.
func (dir *directory) leavers() *ledger.LeaverCounts {
	c := &ledger.LeaverCounts{RecentDays: ledger.RecentDays}
	recently := ledger.InstantOf(dir.at.Time().AddDate(0, 0, -ledger.RecentDays))
	for _, who := range dir.departed() {
		c.People++
		if dir.leftAfter(who) >= recently {
			c.Recent++
		}
	}
	return c
}

// leftAfter is the earliest instant at which somebody can have left.
func (dir *directory) leftAfter(who uint32) ledger.Instant {
	l := dir.leavingOf(who)
	switch {
	case l == nil:
		return dir.deleted[who]
	case l.DeletedAt != 0:
		return l.DeletedAt
	case l.After != 0:
		return l.After
	}
	return l.Before
}

// count counts the assignments: all, those of blocked accounts, and those seen
// and never seen in use.
func (a *assigned) count(ctx context.Context, o *ledger.Overview) error {
	found, err := a.day.reported(ctx, a.directory)
	if err != nil {
		return err
	}
	used, err := a.day.useOn(ctx)
	if err != nil {
		return err
	}
	words := found.wordsOf(a.services)
	var all, blocked, seen, never sum
	for who, n := range a.directory.fact {
		if n == 0 {
			continue
		}
		who, isBlocked := uint32(who), a.people.flags.codes.At(n-1) != 0
		a.each(who, func(service uint32, _ hold) {
			all.add(who)
			if isBlocked {
				blocked.add(who)
			}
			isSeen := found.has(who, words[service])
			if !isSeen && used != nil {
				last, _ := used.ofNumber(a.history.users.number[who], a.services[service].class.Product)
				isSeen = last != ""
			}
			if isSeen {
				seen.add(who)
			} else {
				never.add(who)
			}
		})
	}
	o.Assigned, o.Blocked = all.tally(), blocked.tally()
	if a.day.basis == ledger.BasisReport || (used != nil && len(used.watched) > 0) {
		o.SeenInUse, o.NeverSeenInUse = seen.tally(), never.tally()
	}
	o.ReportsSince = ledger.Text(found.since.String())
	return nil
}

// countList counts the list, its trials, and its Unknown rows.
func (d *day) countList(ctx context.Context, o *ledger.Overview) error {
	if d.basis == ledger.BasisNone {
		return nil
	}
	t, err := d.table(ctx, ledger.ViewList)
	if err != nil {
		return err
	}
	counts := t.count(&selection{table: t, all: true})
	o.List = &ledger.ListCounts{Rows: counts.Rows, People: counts.People, Licenses: counts.Licenses, ByStatus: counts.ByStatus,
		UnknownReasons: counts.UnknownReasons()}
	isTrial := t.isTrial()
	isUnknown := t.isUnknown()
	statusDict, status := t.columns["status"].scan()
	sureDict, sure := t.columns["identity_confidence"].scan()
	unknown := make([]int, statusDict.Len()*sureDict.Len())
	var trials sum
	for row := range uint32(t.rows) {
		if isTrial(row) {
			trials.add(t.person(row))
		}
		if isUnknown(row) {
			unknown[int(status(row))*sureDict.Len()+int(sure(row))]++
		}
	}
	o.List.Trials = *trials.tally()
	o.List.Unknown = unknownCounts(unknown, statusDict, sureDict)
	return nil
}

// unknownCounts tells the rows of each status and confidence, in the order of
// the closed lists.
func unknownCounts(rows []int, statusDict, sureDict *column.Dict) []ledger.UnknownCount {
	all := []ledger.UnknownCount{}
	for _, status := range statuses {
		for _, sure := range confidences {
			s, c := find(statusDict, string(status)), find(sureDict, string(sure))
			if int(s) >= statusDict.Len() || int(c) >= sureDict.Len() {
				continue
			}
			if n := rows[int(s)*sureDict.Len()+int(c)]; n > 0 {
				all = append(all, ledger.UnknownCount{Status: status, Confidence: ledger.Text(sure), Rows: n})
			}
		}
	}
	return all
}

// isTrial tells of rows whether the tier or the report says trial.
func (t *table) isTrial() func(row uint32) bool {
	tiers, tier := t.columns["tier"].scan()
	trials, trial := t.columns["is_trial"].scan()
	trialTier, yes := find(tiers, string(ledger.TierTrial)), find(trials, "true")
	isFree := t.isFree() // which the report calls trials now and then, and which do not run out
	return func(row uint32) bool { return tier(row) == trialTier || trial(row) == yes && !isFree(row) }
}

// isUnknown tells of rows whether they show Unknown in place of a person.
func (t *table) isUnknown() func(row uint32) bool {
	names, name := t.columns["user_name"].scan()
	emails, email := t.columns["email_address"].scan()
	unknownName, unknownEmail := find(names, ledger.UnknownWord), find(emails, ledger.UnknownWord)
	return func(row uint32) bool { return name(row) == unknownName && email(row) == unknownEmail }
}
