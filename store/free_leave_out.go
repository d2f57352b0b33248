package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"slices"

	"licenseledger/store/column"
	"licenseledger/store/ledger"
)

// leaveOut marks the lines that people do not want to be told of.
func (f *FreeUp) leaveOut(ctx context.Context, dir *directory) error {
	if err := f.show(ctx, dir); err != nil {
		return err
	}
	if err := f.findYoung(ctx, dir); err != nil {
		return err
	}
	for i := range f.lines {
		line := &f.lines[i]
		_, isKept := f.kept[line.who]
		_, isYoung := f.made[line.who]
		switch {
		case line.reason != 0:
		case isKept:
			line.reason = reasonOf(ledger.LeftOutKept)
		case isYoung:
			line.reason = reasonOf(ledger.LeftOutYoung)
		}
	}
	for n, filter := range f.filters {
		s := f.table.choose(ViewSpec{Filter: []ledger.Filter{filter}})
		for i := range s.len() {
			if line := &f.lines[s.at(i)]; line.reason == 0 {
				line.reason, line.filter = reasonOf(ledger.LeftOutFilter), uint16(n)
			}
		}
	}
	return f.leaveOutNew(ctx)
}

// show makes the table of the lines, by which they are chosen and shown.
func (f *FreeUp) show(ctx context.Context, dir *directory) error {
	t := peopleTable(f.history, dir, len(f.lines), func(row uint32) uint32 { return f.lines[row].who })
	for _, name := range []string{"license", "license_id", "product", "origin"} {
		t.columns[name] = f.texts(func(l *freeLicense) string { return l.column(name) })
	}
	skuOf := func(row uint32) string { return f.holds.sku.dict.At(f.lines[row].sku) }
	t.columns["assigned_by"] = coded(wordsOf(assignedByWords), func(row uint32) uint32 { return f.holds.by(f.lines[row].who, skuOf(row)) })
	t.columns["group_name"] = coded(f.holds.names, func(row uint32) uint32 { return f.holds.groupOf(f.lines[row].who, skuOf(row)) })
	f.table = t
	return t.hideErased(ctx, f.history)
}

// findYoung finds the accounts of the lines that were made less than MinAge days
// before the day. When the directory already had an account before that, nothing
// needs to be asked.
func (f *FreeUp) findYoung(ctx context.Context, dir *directory) error {
	if f.Rules.MinAge == 0 {
		return nil
	}
	since := ledger.InstantOf(f.day.at.Time().AddDate(0, 0, -f.Rules.MinAge))
	first := dir.people.firstListed()
	asked := map[string]uint32{}
	for i := range f.lines {
		who := f.lines[i].who
		place := first[who]
		if f.lines[i].reason != 0 || place != 0 && dir.people.users.listings[place-1].Instant() <= since {
			continue
		}
		asked[dir.people.ids.At(who)] = who
		if place > 1 { // unless the directory tells otherwise, it was made just before it was listed
			f.made[who] = dir.people.users.listings[place-1].Instant()
		}
	}
	ids := make([]string, 0, len(asked))
	for id := range asked {
		ids = append(ids, id)
	}
	slices.Sort(ids)
	return f.history.reading(ctx, func(q querier) error {
		for some := range slices.Chunk(ids, usersAtOnce) {
			list, err := json.Marshal(some)
			if err != nil {
				return err
			}
			err = each(ctx, q, `SELECT u.user_id, max(u.created_at) FROM json_each(?) a CROSS JOIN user u ON u.user_id = a.value
				WHERE u.created_at IS NOT NULL GROUP BY 1`, []any{string(list)}, func(rows *sql.Rows) error {
				var id string
				var at ledger.Instant
				err := rows.Scan(&id, &at)
				if f.made[asked[id]] = at; at <= since {
					delete(f.made, asked[id])
				}
				return err
			})
			if err != nil {
				return err
			}
		}
		return nil
	})
}

// firstListed gives, by person, one more than the place of the first listing that
// has the account; 0 where none has.
func (p *people) firstListed() []uint32 {
	first := make([]uint32, p.ids.Len())
	for fact := range p.facts.n {
		if from, who := p.facts.from.At(fact), p.userID.At(fact); from != 0 && (first[who] == 0 || from < first[who]) {
			first[who] = from
		}
	}
	return first
}

// leaveOutNew marks licenses without use that were given to their people less
// than NoUseDays before the day: they had no time to be used.
func (f *FreeUp) leaveOutNew(ctx context.Context) error {
	if !slices.ContainsFunc(f.lines, func(l freeLine) bool { return l.group == freeNoUse && l.reason == 0 }) {
		return nil
	}
	m, err := f.history.late(ctx, ledger.SourceUsers, ledger.KindAssignment)
	if err != nil {
		return err
	}
	moved := m.coded(ledger.KindAssignment, "updated_at")
	since := ledger.InstantOf(f.day.at.Time().AddDate(0, 0, -f.Rules.NoUseDays))
	for i := range f.lines {
		if line := &f.lines[i]; line.group == freeNoUse && line.reason == 0 && f.heldSince(line, moved) > since {
			line.reason = reasonOf(ledger.LeftOutNewLicense)
		}
	}
	return nil
}

// heldSince is from when on somebody is known to have a license: since it was
// first listed. What the first listing of a source had may be older; then what
// the source says of the assignment counts, and 0 is that nothing tells.
func (f *FreeUp) heldSince(line *freeLine, moved codedColumn) ledger.Instant {
	since := f.day.at
	for own := range f.holds.of(line.who) {
		if own.sku != line.sku {
			continue
		}
		from := f.holds.from(own)
		if from == f.holds.firstRead(own) {
			from = instantOf(moved.at(own.fact))
		}
		since = min(since, from)
	}
	return since
}

// findCameBack counts what deleted accounts held on their last day.
func (f *FreeUp) findCameBack(ctx context.Context, dir *directory) error {
	held, err := f.day.heldLast(ctx, dir)
	if err != nil {
		return err
	}
	back := &ledger.CameBack{People: len(dir.departed()), By: []ledger.CameBackLicense{}}
	counts := map[string]int{}
	for _, all := range held {
		for _, h := range all {
			counts[h.sku]++
			back.Licenses++
		}
	}
	names := map[string]string{}
	for i := range f.licenses {
		names[f.licenses[i].id] = f.licenses[i].name
	}
	for sku, n := range counts {
		name, ok := names[sku]
		if !ok {
			name = ledger.LicenseName(sku, sku)
		}
		id := ledger.Text(sku)
		if !ledger.IsObjectID(sku) {
			id = ""
		}
		back.By = append(back.By, ledger.CameBackLicense{License: ledger.Text(name), LicenseID: id, Licenses: n})
	}
	slices.SortFunc(back.By, func(a, b ledger.CameBackLicense) int { return column.Compare(string(a.License), string(b.License)) })
	f.CameBack = back
	return nil
}
