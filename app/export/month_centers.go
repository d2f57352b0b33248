package export

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strconv"

	"github.com/xuri/excelize/v2"

	"licenseledger/store/ledger"
)

// center is the parts of all licenses that belong together.
type center struct {
	kind     PartKind
	name     ledger.Text
	units    int64
	cost     sums
	unpriced int64
}

// centers gives them: cost centers by what they cost, then what is nobody's.
func (b monthBook) centers() []center {
	type key struct {
		kind PartKind
		name ledger.Text
	}
	places := map[key]int{}
	var all []center
	for i := range b.month.Parts {
		p := &b.month.Parts[i]
		k := key{p.Kind, p.CostCenter}
		n, known := places[k]
		if !known {
			n, places[k] = len(all), len(all)
			all = append(all, center{kind: p.Kind, name: p.CostCenter, cost: sums{}})
		}
		all[n].units += p.Units
		all[n].cost.add(p.Cost)
		all[n].unpriced += p.Unpriced
	}
	kinds := []PartKind{PartHeld, PartUntold, PartNotAssigned, PartOver}
	slices.SortFunc(all, func(x, y center) int {
		order := cmp.Compare(slices.Index(kinds, x.kind), slices.Index(kinds, y.kind))
		for _, currency := range b.month.Currencies {
			order = cmp.Or(order, cmp.Compare(y.cost[currency], x.cost[currency]))
		}
		return cmp.Or(order, cmp.Compare(y.units, x.units), cmp.Compare(x.name, y.name))
	})
	return all
}

// partName says whose units of a part are.
func (b monthBook) partName(kind PartKind, name ledger.Text) string {
	switch {
	case kind != PartHeld:
		return b.in["part_"+string(kind)]
	case name == "":
		return b.in["no_center"]
	}
	return string(name)
}

// addCenters adds what each cost center has and costs. Its total is that of
// the summary.
func (b monthBook) addCenters() error {
	in := b.in
	columns := append([]gridColumn{{b.cells.words.headers["cost_center"], 36}, {in["units"], 12}}, b.moneyColumns("cost")...)
	columns = append(columns, gridColumn{in["unpriced"], 14})
	var lines [][]cell
	total := center{cost: sums{}}
	held := 0
	for _, c := range b.centers() {
		lines = append(lines, append(append([]cell{b.textCell(b.partName(c.kind, c.name)), b.countCell(c.units)}, b.sumCells(c.cost)...), b.countCell(c.unpriced)))
		total.units += c.units
		total.unpriced += c.unpriced
		for currency, cents := range c.cost {
			total.cost.add(Amount{cents, currency})
		}
		if c.kind == PartHeld {
			held++
		}
	}
	below := append(append([]cell{b.labelCell(in["total"]), b.countCell(total.units)}, b.sumCells(total.cost)...), b.countCell(total.unpriced))
	if err := b.addGrid(grid{name: in["centers"], table: "CostCenters", columns: columns, lines: lines, below: [][]cell{below}}); err != nil {
		return err
	}
	if held < 2 || len(b.month.Currencies) == 0 {
		return nil
	}
	at, err := excelize.ColumnNumberToName(len(columns) + 2)
	if err != nil {
		return err
	}
	title := b.moneyTitle("cost_by_center", b.month.Currencies[0])
	return b.barChart(chart{sheet: in["centers"], at: at + "2", title: title, names: "A", values: "C", row: 1, bars: min(held, chartBars), format: "#,##0"})
}

// addParts adds the same, license by license.
func (b monthBook) addParts() error {
	words := b.cells.words
	columns := []moreColumn[MonthPart]{
		{name: "cost_center", width: 36, kind: kindText, text: func(p *MonthPart) ledger.Text { return ledger.Text(b.partName(p.Kind, p.CostCenter)) }},
		{name: "license", width: 44, kind: kindText, text: func(p *MonthPart) ledger.Text { return p.License }},
		{name: "units", title: b.in["units"], width: 12, kind: kindCount, text: func(p *MonthPart) ledger.Text { return ledger.Text(strconv.FormatInt(p.Units, 10)) }},
	}
	for _, currency := range b.month.Currencies {
		columns = append(columns, moneyColumn(b, "cost", currency, func(p *MonthPart) Amount { return p.Cost }))
	}
	columns = append(columns,
		moreColumn[MonthPart]{name: "unpriced", title: b.in["unpriced"], width: 14, kind: kindCount, text: func(p *MonthPart) ledger.Text { return ledger.Text(strconv.FormatInt(p.Unpriced, 10)) }},
		moreColumn[MonthPart]{name: "license_id", title: words.headers["license_id"], width: 38, kind: kindText, text: func(p *MonthPart) ledger.Text { return p.LicenseID }})
	parts := b.month.Parts[:min(len(b.month.Parts), maxRows-1)]
	return addMoreSheet(b.book, b.in["parts"], "Parts", columns, len(parts), func(ctx context.Context, do func([]MonthPart) error) error {
		return chunks(ctx, parts, do)
	})
}

// moneyColumn is the column of amounts in one currency.
func moneyColumn[T any](b monthBook, key, currency string, amount func(*T) Amount) moreColumn[T] {
	return moreColumn[T]{name: fmt.Sprintf("%s_%s", key, currency), title: b.moneyTitle(key, currency), width: 18, kind: kindMoney, currency: currency,
		text: func(line *T) ledger.Text {
			text, ok := amount(line).in(currency)
			if !ok {
				return ""
			}
			return ledger.Text(text)
		}}
}

// chunks hands lines that are at hand on, page by page.
func chunks[T any](ctx context.Context, all []T, do func([]T) error) error {
	for some := range slices.Chunk(all, window) {
		if ctx.Err() != nil {
			return canceled(ctx)
		}
		if err := do(some); err != nil {
			return err
		}
	}
	return nil
}
