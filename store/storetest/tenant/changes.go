package tenant

import (
	"iter"
	"maps"
	"slices"

	"licenseledger/store/ledger"
)

// Changes gives what the day changed in a source: objects that are new or
// differ (an owner without facts is no longer there), and, for the report,
// whose lines have no owner, the lines that are gone. On the first day that is
// the whole listing.
func (t *Tenant) Changes(source string) (objects iter.Seq[ledger.Object], gone []ledger.Fact) {
	if !t.today.replaced {
		return t.Listing(source), nil
	}
	switch source {
	case ledger.SourceOrganization:
		return slices.Values[[]ledger.Object](nil), nil
	case ledger.SourceUsers:
		return t.changedAccounts, nil
	case ledger.SourceDeletedUsers:
		return t.changedDeleted, nil
	case ledger.SourceLicenseReport:
		fresh, gone := t.changedLines()
		return slices.Values(fresh), gone
	}
	return t.Listing(source), nil
}

// Left names the accounts that left on the day.
func (t *Tenant) Left() []string {
	var ids []string
	for at := range t.eachChanged {
		if m := &t.people[at]; !m.present() {
			ids = append(ids, t.id(m))
		}
	}
	return ids
}

// eachChanged yields the places of those who changed, in order.
func (t *Tenant) eachChanged(yield func(uint32) bool) {
	for _, at := range slices.Sorted(maps.Keys(t.today.before)) {
		if !yield(at) {
			return
		}
	}
}

func (t *Tenant) changedAccounts(yield func(ledger.Object) bool) {
	for at := range t.eachChanged {
		m := &t.people[at]
		object := ledger.Object{Owner: t.id(m)}
		if m.present() {
			object = t.account(m)
		}
		if !yield(object) {
			return
		}
	}
}

func (t *Tenant) changedDeleted(yield func(ledger.Object) bool) {
	for i := range t.today.purged {
		if !yield(ledger.Object{Owner: t.id(&t.today.purged[i])}) {
			return
		}
	}
	for at := range t.eachChanged {
		object := ledger.Object{Owner: t.id(&t.people[at])}
		before := t.today.before[at]
		switch m := &t.people[at]; {
		case !m.present():
			object = t.deletedUser(m)
		case before.serial == 0 || before.present():
			continue // it was never among them
		}
		if !yield(object) {
			return
		}
	}
}

func (t *Tenant) changedLines() (fresh []ledger.Object, gone []ledger.Fact) {
	add := func(row ledger.ReportRow) {
		fresh = append(fresh, ledger.Object{Facts: []ledger.Fact{row}})
	}
	for at := range t.eachChanged {
		before, now := t.today.before[at], t.people[at]
		var were, are []ledger.ReportRow
		if before.present() {
			were = before.lines()
		}
		if now.present() {
			are = now.lines()
		}
		for _, row := range were {
			if !slices.Contains(are, row) {
				gone = append(gone, row)
			}
		}
		for _, row := range are {
			if !slices.Contains(were, row) {
				add(row)
			}
		}
	}
	for _, line := range slices.SortedFunc(maps.Keys(t.today.lines), compareLines) {
		was, is := t.today.lines[line], t.unknown[line]
		for ordinal := was; ordinal < is; ordinal++ {
			add(line.row(ordinal))
		}
		for ordinal := is; ordinal < was; ordinal++ {
			gone = append(gone, line.row(ordinal))
		}
	}
	return fresh, gone
}
