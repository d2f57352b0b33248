package export

import (
	"slices"

	"licenseledger/store/ledger"
)

// addSummary adds what there is of each license, what it costs, and how that
// changed since the month before.
func (b monthBook) addSummary() error {
	in := b.in
	columns := slices.Concat(
		[]gridColumn{{b.cells.words.headers["license"], 44}, {in["bought"], 12}, {in["assigned"], 12}, {in["used"], 12}, {in["free"], 12}, {in["price"], 16}, {in["per"], 10}},
		b.moneyColumns("cost"), []gridColumn{{in["unpriced"], 14}, {in["bought_change"], 14}}, b.moneyColumns("cost_change"),
		[]gridColumn{{in["blocked"], 14}, {b.cells.words.headers["license_id"], 38}})
	var lines [][]cell
	total, free := newSummed(), newSummed()
	for i := range b.month.Licenses {
		l := &b.month.Licenses[i]
		lines = append(lines, b.summaryLine(l))
		if l.CostBasis == ledger.CostFree {
			free.add(l)
		} else {
			total.add(l)
		}
	}
	below := [][]cell{b.summedLine(in["total"], total)}
	if total.compared {
		before := []cell{b.labelCell(in["total_before"]), b.countCell(total.was), {}, {}, {}, {}, {}}
		below = append(below, append(before, b.sumCells(total.wasCost)...))
	}
	if free.licenses > 0 {
		below = append(below, b.summedLine(in["total_free"], free))
	}
	return b.addGrid(grid{name: in["summary"], table: "Summary", columns: columns, lines: lines, below: below})
}

func (b monthBook) summaryLine(l *MonthLicense) []cell {
	line := []cell{b.textCell(string(l.License)), {}, {}, {}, {}, {}, {}}
	if !l.Unread {
		line[1], line[2], line[4] = b.countCell(l.Bought), b.countCell(l.Assigned), b.countCell(l.Free)
	}
	if l.InUse != nil {
		line[3] = b.countCell(int64(*l.InUse))
	}
	if l.Price != nil {
		line[5] = b.moneyCell(Amount{l.Price.Cents(), string(l.Currency)})
		line[6] = b.textCell(b.in["per_"+string(l.Per)])
	}
	line = append(append(line, b.moneyCells(l.Cost)...), b.countCell(l.Unpriced), cell{})
	if l.Before {
		line[len(line)-1] = b.countCell(l.Bought - l.WasBought)
	}
	line = append(append(line, b.moneyCells(l.CostChange)...), cell{})
	if l.BlockedHolders != nil {
		line[len(line)-1] = b.countCell(int64(*l.BlockedHolders))
	}
	return append(line, b.textCell(string(l.LicenseID)))
}

// summed adds licenses up.
type summed struct {
	licenses                        int
	bought, assigned, was, unpriced int64
	cost, wasCost, costChange       sums
	compared                        bool
}

func newSummed() *summed { return &summed{cost: sums{}, wasCost: sums{}, costChange: sums{}} }

func (s *summed) add(l *MonthLicense) {
	s.licenses++
	s.unpriced += l.Unpriced
	s.cost.add(l.Cost)
	s.wasCost.add(l.Was)
	s.costChange.add(l.CostChange)
	if !l.Unread {
		s.bought, s.assigned = s.bought+l.Bought, s.assigned+l.Assigned
	}
	if l.Before {
		s.compared, s.was = true, s.was+l.WasBought
	}
}

func (b monthBook) summedLine(name string, s *summed) []cell {
	line := []cell{b.labelCell(name), b.countCell(s.bought), b.countCell(s.assigned), {}, {}, {}, {}}
	line = append(append(line, b.sumCells(s.cost)...), b.countCell(s.unpriced))
	if s.compared {
		line = append(append(line, b.countCell(s.bought-s.was)), b.sumCells(s.costChange)...)
	}
	return line
}

// addMovement adds how the holders of each license became others: what is
// added and taken away leads from the start to the end, for each and in all.
func (b monthBook) addMovement() error {
	in := b.in
	columns := []gridColumn{{b.cells.words.headers["license"], 44}}
	for _, key := range []string{"start", "new", "returned", "swapped_in", "ended", "left", "swapped_out", "end"} {
		columns = append(columns, gridColumn{in[key], 12})
	}
	columns = append(columns, gridColumn{b.cells.words.headers["license_id"], 38})
	var lines [][]cell
	var total [8]int64
	for i := range b.month.Movement.Rows {
		r := &b.month.Movement.Rows[i]
		line := []cell{b.textCell(string(r.License))}
		for n, count := range [8]int64{r.Start, r.New, r.Returned, r.SwappedIn, r.Ended, r.Left, r.SwappedOut, r.End} {
			total[n] += count
			line = append(line, b.moved(n, count))
		}
		lines = append(lines, append(line, b.textCell(string(r.LicenseID))))
	}
	below := [][]cell{{b.labelCell(in["total"])}}
	for n, count := range total {
		below[0] = append(below[0], b.moved(n, count))
	}
	if why := b.month.Movement.Unmoved; why != "" {
		below = append(below, []cell{}, []cell{b.labelCell(in["unmoved_"+why])})
	}
	return b.addGrid(grid{name: in["movement"], table: "Movement", columns: columns, lines: lines, below: below})
}

// moved is a count of a movement; where nothing is compared only the end is
// known.
func (b monthBook) moved(column int, n int64) cell {
	if b.month.Movement.Unmoved != "" && column < 7 {
		return cell{}
	}
	return b.countCell(n)
}
