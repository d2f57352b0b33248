package store

import "licenseledger/store/ledger"

// Sums adds up the lines by group, all four in order: zero where nothing is
// among them.
func (c *FreeLines) Sums() []ledger.FreeSum {
	f := c.free
	groups := ledger.FreeGroups()
	sums, people := make([]ledger.FreeSum, len(groups)), make([]personSet, len(groups))
	for i, group := range groups {
		sums[i].Group, sums[i].Off = group, f.off[group]
	}
	type count struct{ lines, gain int64 }
	counts := make([][]count, len(groups))
	for i := range counts {
		counts[i] = make([]count, len(f.licenses))
	}
	for _, row := range c.rows {
		if int(row) >= len(f.lines) {
			r := &f.rest[int(row)-len(f.lines)]
			sums[freeNotAssigned].Add(r.units, 0, r.gain, true, f.licenses[r.license].price)
			continue
		}
		line := &f.lines[row]
		n := &counts[line.group][line.license]
		n.lines++
		n.gain += int64(line.gain)
		people[line.group].add(line.who)
	}
	for group := range counts {
		for license, n := range counts[group] {
			l := &f.licenses[license]
			sums[group].Licenses += int(n.lines)
			sums[group].Add(n.lines, n.gain, n.gain, l.seat != nil, l.price)
		}
	}
	for i := range sums {
		sums[i].People = people[i].n
	}
	return sums
}

// People counts the people of the lines, each once.
func (c *FreeLines) People() int {
	var people personSet
	for _, row := range c.rows {
		if int(row) < len(c.free.lines) {
			people.add(c.free.lines[row].who)
		}
	}
	return people.n
}

// LeftOut counts the lines that are left out, by reason; reasons without any are
// left out themselves.
func (f *FreeUp) LeftOut() []ledger.FreeLeftOut {
	reasons := ledger.LeftOuts()
	counts, people := make([]ledger.FreeLeftOut, len(reasons)), make([]personSet, len(reasons))
	for i := range f.lines {
		if line := &f.lines[i]; line.reason != 0 {
			counts[line.reason-1].Lines++
			counts[line.reason-1].Units++
			people[line.reason-1].add(line.who)
		}
	}
	for i := range f.rest {
		if r := &f.rest[i]; r.reason != "" {
			counts[reasonOf(r.reason)-1].Lines++
			counts[reasonOf(r.reason)-1].Units += r.units
		}
	}
	told := []ledger.FreeLeftOut{}
	for i := range counts {
		counts[i].Reason, counts[i].People = reasons[i], people[i].n
		if counts[i].Lines > 0 {
			told = append(told, counts[i])
		}
	}
	return told
}

// Summary tells what stands beside lines.
func (f *FreeUp) Summary(of *FreeLines) ledger.FreeSummary {
	return ledger.FreeSummary{SnapshotID: f.Snapshot.ID, At: f.Snapshot.At, Rules: f.Rules, Groups: of.Sums(), People: of.People(),
		Watches: f.Watches, LeftOut: f.LeftOut(), CameBack: f.CameBack}
}
