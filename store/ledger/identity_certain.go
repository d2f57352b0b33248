package ledger

import "slices"

// howSure tells whether nobody else than the only candidate is possible, as far
// as anybody can know: SureOnlyHolder, or the first thing that leaves a doubt.
func (u *unknown) howSure(c *candidate, firstDirectoryRead Instant) ConfidenceReason {
	first := u.row.Seen.First
	gone := slices.ContainsFunc(c.holder.Departures, func(d Departure) bool {
		return d.Confirmed && c.lastNamed <= d.Before && d.Before <= first
	}) && !slices.ContainsFunc(c.holder.Present, func(there Sighting) bool {
		return there.First <= first && there.Last >= first
	})
	switch {
	case !c.timeOfDay || !HasTimeOfDay(u.row.AssignedDate):
		return UnsureDayOnly
	case u.row.Shifted:
		return UnsureOtherZone
	case firstDirectoryRead == 0 || first < firstDirectoryRead:
		return UnsureNoDirectory
	case !gone:
		return UnsureNotConfirmed
	case u.holders != 1 || u.row.Shared || u.twins:
		return UnsureOthersHeld
	case c.contradicts:
		return UnsureExpiration
	case c.lastNamed == 0 || !u.tookNameOf(c.holder):
		return UnsureRowGone
	case !u.assignedToTheEnd(c.holder):
		return UnsureTakenFirst
	}
	return SureOnlyHolder
}

// tookNameOf tells whether the row names the person in the listing before it is
// Unknown. Where a listing without it lies between, it was taken away, and what
// came may be another's.
func (u *unknown) tookNameOf(holder *Holder) bool {
	before := func(row *HeldRow) func(Sighting) bool {
		return func(named Sighting) bool {
			return named.Source == u.row.Seen.Source && named.Last == u.row.Prev && !slices.Contains(row.Assumed, named)
		}
	}
	for i := range holder.Rows {
		row := &holder.Rows[i]
		if row.ServicePlanID == "" && u.isLike(row) && slices.ContainsFunc(row.Named, before(row)) {
			return true
		}
	}
	return false
}

// isLike tells whether a row that somebody holds says what u does.
func (u *unknown) isLike(row *HeldRow) bool {
	return canonicalText(row.Service) == u.key.service && canonicalText(row.License) == u.license && SameDate(row.AssignedDate, u.row.AssignedDate)
}

// assignedToTheEnd tells whether the directory contradicts that the person held
// the row until they left: it dates the service plan otherwise, or had the
// person without it. A directory that tells no service plans contradicts nobody.
func (u *unknown) assignedToTheEnd(holder *Holder) bool {
	first := u.row.Seen.First
	told := map[string]Instant{} // when a source last told of the plan at all
	held := map[string]Instant{} // and of this assignment of it
	for _, row := range holder.Rows {
		if row.ServicePlanID == "" || row.ServicePlanID != u.plan {
			continue
		}
		for _, named := range row.Named {
			if named.First > first {
				continue
			}
			told[named.Source] = max(told[named.Source], named.Last)
			if SameDate(row.AssignedDate, u.row.AssignedDate) {
				held[named.Source] = max(held[named.Source], named.Last)
			}
		}
	}
	for _, there := range holder.Present {
		if there.First > first {
			continue
		}
		if told[there.Source] != 0 && held[there.Source] < there.Last {
			return false
		}
	}
	return true
}
