package store

import (
	"cmp"
	"context"
	"database/sql"
	"fmt"
	"slices"

	"licenseledger/store/column"
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
	t := v.chosen.table
	if c := t.columns[by]; c != nil {
		dict, code := c.scan()
		ranks := dict.Ranks()
		return v.partsBy(dict, code, func(a, b uint32) int { return cmp.Compare(ranks[a], ranks[b]) }), nil
	}
	d, err := v.history.day(v.Snapshot)
	if err != nil {
		return nil, err
	}
	dir, err := d.who(ctx)
	if err != nil {
		return nil, err
	}
	c, err := v.history.about(ctx, dir.people, by)
	if err != nil {
		return nil, err
	}
	code := t.aboutAccounts(dir, c)
	if by != ledger.SplitManager {
		ranks := c.dict.Ranks()
		return v.partsBy(c.dict, code, func(a, b uint32) int { return cmp.Compare(ranks[a], ranks[b]) }), nil
	}
	if err := dir.name(ctx, d); err != nil {
		return nil, err
	}
	managers := dir.candidatesOf(c.dict)
	parts := v.partsBy(c.dict, code, func(a, b uint32) int { return compareCandidates(managers[a], managers[b]) })
	for i := range parts {
		if n, _ := c.dict.Seek(parts[i].Value); n != 0 {
			parts[i].Person = &managers[n]
		}
	}
	return parts, nil
}

// partsBy puts the rows of each value together and counts them part by part.
func (v *View) partsBy(dict *column.Dict, code func(row uint32) uint32, compare func(a, b uint32) int) []Part {
	rows, begins := v.chosen.byCode(dict.Len(), code)
	codes := make([]uint32, 0, dict.Len())
	for code := range uint32(dict.Len()) {
		if begins[code] < begins[code+1] {
			codes = append(codes, code)
		}
	}
	slices.SortFunc(codes, func(a, b uint32) int {
		if a == 0 || b == 0 { // what is not known comes last
			return cmp.Compare(b, a)
		}
		return compare(a, b)
	})
	count := v.chosen.table.partCounter()
	parts := make([]Part, 0, len(codes))
	for _, code := range codes {
		own := rows[begins[code]:begins[code+1]]
		counts := count(own)
		part := *v
		part.chosen, part.counts = &selection{table: v.chosen.table, rows: own}, &counts
		parts = append(parts, Part{ledger.SplitPart{Value: dict.At(code), Counts: counts}, &part})
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

// aboutAccounts gives what was last said of the account of each row: nothing
// where an Unknown row may be somebody who is still there.
func (t *table) aboutAccounts(dir *directory, c codedColumn) func(row uint32) uint32 {
	if t.list != nil {
		return t.list.aboutAccounts(c)
	}
	who := t.who
	if who == nil {
		who = func(row uint32) uint32 {
			n, _ := dir.people.ids.Find(t.columns["user_id"].text(row))
			return n
		}
	}
	name := t.columns["user_name"].text
	return func(row uint32) uint32 {
		if name(row) == ledger.UnknownWord && !t.status(row).Departed() {
			return 0
		}
		if fact, ok := dir.known(who(row)); ok {
			return c.codes.At(fact)
		}
		return 0
	}
}

// aboutColumns names the columns of the accounts' facts that tell what a row
// itself does not.
var aboutColumns = map[string]string{
	ledger.SplitManager: "manager_id", ledger.SplitCompany: "company_name", ledger.SplitCountry: "country", ledger.SplitOffice: "office_location",
}

// about reads one of them, when it is first asked for: no page shows it.
func (h *history) about(ctx context.Context, p *people, name string) (codedColumn, error) {
	if c, ok := h.abouts[name]; ok {
		return c, nil
	}
	said, dict := make([]uint32, p.facts.n), column.NewDict()
	err := h.reading(ctx, func(q querier) error {
		return each(ctx, q, fmt.Sprintf(`SELECT fact_id, %[1]s FROM user WHERE %[1]s IS NOT NULL`, aboutColumns[name]), nil, func(rows *sql.Rows) error {
			var id int64
			var text sql.RawBytes
			if err := rows.Scan(&id, &text); err != nil {
				return err
			}
			if id < int64(len(p.byFact)) && p.byFact[id] != 0 {
				said[p.byFact[id]-1] = dict.Add(text)
			}
			return nil
		})
	})
	if err != nil {
		return codedColumn{}, err
	}
	dict.Forget()
	c := codedColumn{dict: dict, codes: column.NewCodes(len(said), uint32(dict.Len()))}
	for _, code := range said {
		c.codes.Append(code)
	}
	if h.abouts == nil {
		h.abouts = map[string]codedColumn{}
	}
	h.abouts[name] = c
	return c, nil
}

// candidatesOf gives who the accounts of a dictionary of ids are, by its codes.
func (dir *directory) candidatesOf(ids *column.Dict) []ledger.Candidate {
	all := make([]ledger.Candidate, ids.Len())
	for code := range all {
		id := ids.At(uint32(code))
		all[code].UserID = ledger.Text(id)
		if who, ok := dir.people.ids.Find(id); ok && who != 0 {
			if name, email := dir.nameOf(who); !ledger.IsErased(name) {
				all[code].Name, all[code].Email = ledger.Text(name), ledger.Text(email)
			}
		}
	}
	dir.people.ids.Forget()
	return all
}

func compareCandidates(a, b ledger.Candidate) int {
	return cmp.Or(column.Compare(string(a.Name), string(b.Name)), column.Compare(string(a.Email), string(b.Email)), cmp.Compare(a.UserID, b.UserID))
}
