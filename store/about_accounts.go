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

// lens gives a column of the view's rows, or one of ledger.AboutAccounts; nil
// when there is no such column. The history's lock is held.
func (v *View) lens(ctx context.Context, name string) (*lens, error) {
	if slices.Contains(ledger.AboutAccounts(), name) {
		d, err := v.history.day(v.Snapshot)
		if err != nil {
			return nil, err
		}
		if err := d.addAbout(ctx, v.chosen.table, name); err != nil {
			return nil, err
		}
	}
	return v.chosen.table.columns[name], nil
}

// addAbout adds a column to a table that tells what the directory says of the
// account of each row.
func (d *day) addAbout(ctx context.Context, t *table, name string) error {
	if t.columns[name] != nil {
		return nil
	}
	dir, err := d.who(ctx)
	if err != nil {
		return err
	}
	c, err := d.history.about(ctx, dir.people, name)
	if err != nil {
		return err
	}
	column := coded(c.dict, t.aboutAccounts(dir, c))
	if name == ledger.SplitManager {
		if err := dir.name(ctx, d); err != nil {
			return err
		}
		column.people = dir.candidatesOf(c.dict)
	}
	t.columns[name] = column
	return nil
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
