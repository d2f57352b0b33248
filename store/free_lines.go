package store

import (
	"slices"
	"strings"

	"licenseledger/store/ledger"
)

// FreeChoice asks for some of the lines.
type FreeChoice struct {
	Group   ledger.FreeGroup // "" is all
	LeftOut bool             // those that are left out, in place of those that are not
	Filter  []ledger.Filter
	Search  string    // any part of a name, address or license
	Sort    []SortKey // within each group
}

// FreeLines is some of the lines, in order: by group, then by name.
type FreeLines struct {
	free *FreeUp
	rows []uint32 // places in lines, and after them those in rest
}

// Choose gives the lines that fit. Codes: usage for a group, or a column to sort
// by, that does not exist.
func (f *FreeUp) Choose(c FreeChoice) (*FreeLines, error) {
	const op = "choose licenses to free up"
	groups := ledger.FreeGroups()
	if c.Group != "" && !slices.Contains(groups, c.Group) {
		words := make([]string, len(groups))
		for i, g := range groups {
			words[i] = string(g)
		}
		return nil, ledger.Errorf(ledger.CodeUsage, op, "There is no group %q. Did you mean %s?", c.Group, ledger.Nearest(string(c.Group), words))
	}
	for _, key := range c.Sort {
		if !slices.Contains(rowColumns, key.Column) {
			return nil, ledger.Errorf(ledger.CodeUsage, op, "There is no column %q to sort by. Did you mean %s?", key.Column, ledger.Nearest(key.Column, rowColumns))
		}
	}
	f.history.mu.Lock()
	defer f.history.mu.Unlock()
	chosen := &FreeLines{free: f}
	if f.table != nil {
		s := f.table.choose(ViewSpec{Filter: c.Filter, Search: c.Search})
		s.keep(func(row uint32) bool {
			line := &f.lines[row]
			return (c.Group == "" || groups[line.group] == c.Group) && (line.reason != 0) == c.LeftOut
		})
		if len(c.Sort) > 0 {
			s.sort(c.Sort)
			slices.SortStableFunc(s.rows, func(a, b uint32) int { return int(f.lines[a].group) - int(f.lines[b].group) })
		}
		chosen.rows = s.rows
	}
	if c.Group == "" || c.Group == ledger.FreeNotAssigned {
		for i := range f.rest {
			if f.rest[i].reason == "" != c.LeftOut && f.restFits(&f.rest[i], c) {
				chosen.rows = append(chosen.rows, uint32(len(f.lines)+i))
			}
		}
	}
	return chosen, nil
}

func (f *FreeUp) restFits(r *freeRest, c FreeChoice) bool {
	l := &f.licenses[r.license]
	return !slices.ContainsFunc(c.Filter, func(x ledger.Filter) bool { return !x.Matches(l.column(x.Column)) }) &&
		strings.Contains(ledger.FoldText(l.name), ledger.FoldText(strings.TrimSpace(c.Search)))
}

// Len is the number of lines.
func (c *FreeLines) Len() int { return len(c.rows) }

// Rows gives lines from, from+1, ... up to n of them; fewer at the end.
// ledger.CodeStale when the ledger changed since.
func (c *FreeLines) Rows(from, n int) ([]ledger.FreeLine, error) {
	if err := (&View{history: c.free.history}).fresh(); err != nil {
		return nil, err
	}
	from = max(0, min(from, len(c.rows)))
	lines := make([]ledger.FreeLine, 0, max(0, min(n, len(c.rows)-from)))
	for at := from; at < min(from+n, len(c.rows)); at++ {
		lines = append(lines, c.free.line(c.rows[at]))
	}
	return lines, nil
}

// line puts a line together.
func (f *FreeUp) line(row uint32) ledger.FreeLine {
	if int(row) >= len(f.lines) {
		return f.restLine(&f.rest[int(row)-len(f.lines)])
	}
	line := &f.lines[row]
	text := func(column string) ledger.Text { return ledger.Text(f.table.columns[column].text(row)) }
	out := f.about(line.license)
	out.Group, out.Units = ledger.FreeGroups()[line.group], 1
	out.UserID, out.UserName, out.EmailAddress = text("user_id"), text("user_name"), text("email_address")
	out.Department, out.CostCenter = text("department"), text("cost_center")
	out.Direct, out.Groups = f.how(line)
	switch line.group {
	case freeTwice:
		by := &f.licenses[line.by]
		out.CoveredBy, out.CoveredByID = ledger.Text(by.name), ledger.Text(by.id)
	case freeNoUse:
		f.tellUse(line, &out)
	}
	if line.reason != 0 {
		out.LeftOut = ledger.LeftOuts()[line.reason-1]
		out.LeftOutBy = f.leftOutBy(line, out.LeftOut)
	}
	if f.licenses[line.license].seat != nil {
		today, renewal := int64(line.gain), int64(line.gain)
		out.GainToday, out.GainAtRenewal = &today, &renewal
	}
	return out
}

func (f *FreeUp) leftOutBy(line *freeLine, why ledger.LeftOut) ledger.Text {
	day := func(at ledger.Instant) ledger.Text {
		return ledger.Text(at.Time().In(f.history.ledger.zone).Format(dayLayout))
	}
	switch why {
	case ledger.LeftOutKept:
		return day(f.kept[line.who])
	case ledger.LeftOutYoung:
		return day(f.made[line.who])
	case ledger.LeftOutFilter:
		return ledger.Text(f.Rules.LeaveOut[line.filter])
	}
	return ""
}

// about fills in what a line says of its license.
func (f *FreeUp) about(license uint16) ledger.FreeLine {
	l := &f.licenses[license]
	out := ledger.FreeLine{License: ledger.Text(l.name), LicenseID: ledger.Text(l.id), Price: l.price}
	if l.seat != nil {
		out.RenewsAt = l.seat.RenewsAt
	}
	return out
}

func (f *FreeUp) restLine(r *freeRest) ledger.FreeLine {
	out := f.about(r.license)
	out.Group, out.Units, out.LeftOut = ledger.FreeNotAssigned, r.units, r.reason
	if r.reason == ledger.LeftOutFilter {
		out.LeftOutBy = ledger.Text(f.Rules.LeaveOut[r.filter])
	}
	today, renewal := int64(0), r.gain
	out.GainToday, out.GainAtRenewal = &today, &renewal
	return out
}

// how tells how a person has a license: by themselves, by groups, or both.
func (f *FreeUp) how(line *freeLine) (direct *bool, groups []ledger.FreeVia) {
	if !f.holds.told {
		return nil, nil
	}
	direct, groups = new(bool), []ledger.FreeVia{}
	for own := range f.holds.of(line.who) {
		switch {
		case own.sku != line.sku:
		case f.holds.way(own) == 1:
			*direct = true
		default:
			groups = append(groups, ledger.FreeVia{ID: ledger.Text(f.holds.group.at(own.fact)), Name: ledger.Text(f.holds.names.At(f.holds.groupName(own)))})
		}
	}
	return direct, groups
}

// tellUse fills in the last use seen, and since when it was watched for.
func (f *FreeUp) tellUse(line *freeLine, out *ledger.FreeLine) {
	last, since := "", ""
	for _, product := range f.licenses[line.license].products {
		day, _ := f.day.use.ofNumber(f.history.users.number[line.who], product)
		last, since = ledger.LaterUse(last, day), max(since, f.day.use.watchedSince(product))
	}
	out.LastUsed, out.WatchedSince = ledger.Text(last), ledger.Text(since)
}
