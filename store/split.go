package store

import (
	"context"
	"slices"

	"licenseledger/store/ledger"
)

// Part is the rows of a view that have one value: a view of its own.
type Part struct {
	ledger.SplitPart
	View *View
}

// Split takes the view apart by a value of ledger.SplitColumns: every row is in
// one part, in the order of the view. Parts stand in the order of their values;
// what is not known comes last. Codes: stale, usage for what there is not.
func (v *View) Split(ctx context.Context, by string) ([]Part, error) {
	const op = "split view"
	if !slices.Contains(ledger.SplitColumns(), by) {
		return nil, ledger.Errorf(ledger.CodeUsage, op, "A list cannot be split by %q. Did you mean %s?", by, ledger.Nearest(by, ledger.SplitColumns()))
	}
	if err := v.fresh(); err != nil {
		return nil, err
	}
	v.history.mu.Lock()
	defer v.history.mu.Unlock()
	parts, err := v.split(ctx, by)
	return parts, classify(op, v.history.ledger.path, err)
}

func (v *View) split(ctx context.Context, by string) ([]Part, error) {
	c, err := v.lens(ctx, by)
	if err != nil {
		return nil, err
	}
	parts := v.partsBy(c)
	if by == ledger.SplitManager {
		for i := range parts {
			if n, _ := c.dict.Seek(parts[i].Value); n != 0 {
				parts[i].Person = &c.people[n]
			}
		}
	}
	return parts, nil
}

// partsBy puts the rows of each value together and counts them part by part.
func (v *View) partsBy(c *lens) []Part {
	d := v.chosen.divided(c)
	count := v.chosen.table.partCounter()
	parts := make([]Part, 0, len(d.codes))
	for _, code := range d.codes {
		own := d.of(code)
		counts := count(own)
		part := *v
		part.chosen, part.counts = &selection{table: v.chosen.table, rows: own}, &counts
		parts = append(parts, Part{ledger.SplitPart{Value: c.dict.At(code), Counts: counts}, &part})
	}
	return parts
}

// partCounter counts rows as selection.count does, for one part after the other.
func (t *table) partCounter() func(rows []uint32) ledger.Counts {
	group := t.counter()
	names, name := t.columns["user_name"].scan()
	emails, email := t.columns["email_address"].scan()
	unknownName, unknownEmail := find(names, ledger.UnknownWord), find(emails, ledger.UnknownWord)
	return func(rows []uint32) ledger.Counts {
		g := group(rows)
		counts := ledger.Counts{Rows: g.Rows, People: g.People, Licenses: g.Licenses, ByStatus: map[ledger.Status]int{}}
		for _, row := range rows {
			if name(row) == unknownName && email(row) == unknownEmail {
				counts.Unknown++
			}
			if status := t.status(row); status != "" {
				counts.ByStatus[status]++
			}
		}
		return counts
	}
}
