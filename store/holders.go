package store

import (
	"context"
	"slices"
	"strings"

	"licenseledger/store/column"
	"licenseledger/store/ledger"
)

// Holders is who holds which license on a day: one row per account and license,
// in the order of people, with the services that it brings them in one text.
// last_used is the last use of any of them.
type Holders struct {
	*View
	managers []ledger.Candidate
	manager  func(row uint32) uint32 // place in managers; 0: nobody tells
}

// OpenHolders loads them; at as in ViewSpec.At. No rows when no directory was
// read for the day. Codes as OpenView.
func (l *Ledger) OpenHolders(ctx context.Context, at string) (*Holders, error) {
	var opened *Holders
	snapshot, err := l.onDay(ctx, "read holders", at, func(d *day, dir *directory) error {
		holders, err := d.holders(ctx, dir)
		if err != nil {
			return err
		}
		t := holders.table()
		d.showUse(t)
		holders.showUse(t)
		if err := t.hideErased(ctx, d.history); err != nil {
			return err
		}
		opened = &Holders{View: &View{Snapshot: d.snapshot, Basis: ledger.BasisDirectory, Warnings: d.snapshot.Warnings, history: d.history}}
		if opened.chosen, err = t.open(ctx, ViewSpec{}); err != nil {
			return err
		}
		managed, err := d.history.about(ctx, dir.people, ledger.SplitManager)
		if err != nil {
			return err
		}
		opened.managers = dir.candidatesOf(managed.dict)
		opened.manager = t.aboutAccounts(dir, managed)
		return nil
	})
	if err != nil {
		return nil, err
	}
	opened.Snapshot = snapshot
	return opened, nil
}

// ColumnManager is a column of Holders that is none of ledger.RowColumns.
const ColumnManager = "manager"

// Pick is View.Pick, which knows ColumnManager as well.
func (h *Holders) Pick(columns []string) (fill func(n int, r *ledger.Row), err error) {
	if !slices.Contains(columns, ColumnManager) {
		return h.View.Pick(columns)
	}
	rest, err := h.View.Pick(slices.DeleteFunc(slices.Clone(columns), func(name string) bool { return name == ColumnManager }))
	if err != nil {
		return nil, err
	}
	return func(n int, r *ledger.Row) {
		rest(n, r)
		r.Manager = nil
		if m := h.manager(h.chosen.at(n)); m != 0 {
			r.Manager = &h.managers[m]
		}
	}, nil
}

// holders is the rows of Holders.
type holders struct {
	*assigned
	licenses *heldLicenses
	rows     []holderRow
	brings   map[[2]uint32]uint32 // license and disabled plans, by their codes -> text in services
	texts    *column.Dict         // of services
	products [][]ledger.Product   // of the texts
}

type holderRow struct {
	who, license, services uint32
	hold                   hold
}

func (d *day) holders(ctx context.Context, dir *directory) (*holders, error) {
	a, err := d.assigned(ctx, dir)
	if err != nil {
		return nil, err
	}
	if err := dir.name(ctx, d); err != nil {
		return nil, err
	}
	h := &holders{assigned: a, brings: map[[2]uint32]uint32{}, texts: column.NewDict(), products: make([][]ledger.Product, 1)}
	if h.licenses, err = d.heldLicenses(ctx, a.holds); err != nil {
		return nil, err
	}
	var own []heldBy
	for _, fact := range dir.present {
		who := dir.people.userID.At(fact)
		if statuses[dir.status[who]].Departed() {
			continue // deleted since the directory was read: the seat came back
		}
		own = h.licenses.of(a.holds, who, own)
		for _, held := range own {
			h.rows = append(h.rows, holderRow{who, held.license, h.services(held.hold), held.hold})
		}
	}
	return h, nil
}

// services gives the code of the text of the services that an assignment brings.
func (h *holders) services(own hold) uint32 {
	key := [2]uint32{own.sku, h.holds.plans.codes.At(own.fact)}
	if code, known := h.brings[key]; known {
		return code
	}
	var brought []uint32
	for _, n := range h.brought[own.sku] {
		if key[1] == 0 || !h.leaves[[2]uint32{key[1], n}] {
			brought = append(brought, n)
		}
	}
	slices.SortFunc(brought, func(a, b uint32) int { return h.ranks[a] - h.ranks[b] })
	var names []string
	var products []ledger.Product
	for _, n := range brought {
		s := &h.assigned.services[n]
		if !slices.Contains(names, s.plan.Service) {
			names = append(names, s.plan.Service)
		}
		if !slices.Contains(products, s.class.Product) {
			products = append(products, s.class.Product)
		}
	}
	code := h.texts.Add([]byte(strings.Join(names, ", ")))
	for len(h.products) <= int(code) {
		h.products = append(h.products, nil)
	}
	h.products[code], h.brings[key] = products, code
	return code
}

// table shows the rows in the words of the console contract.
func (h *holders) table() *table {
	t := peopleTable(h.history, h.directory, len(h.rows), func(row uint32) uint32 { return h.rows[row].who })
	t.columns["license"] = h.told(func(l *heldLicense) string { return l.name })
	t.columns["license_id"] = h.told(func(l *heldLicense) string { return l.id })
	t.columns["service"] = coded(h.texts, func(row uint32) uint32 { return h.rows[row].services })
	t.columns["assigned_by"] = coded(wordsOf(assignedByWords), func(row uint32) uint32 { return h.holds.way(h.rows[row].hold) })
	t.columns["group_name"] = coded(h.holds.names, func(row uint32) uint32 { return h.holds.groupName(h.rows[row].hold) })
	t.columns["first_seen"] = written(t.rows, func(row uint32) string { return h.holds.from(h.rows[row].hold).String() })
	t.columns["as_of"] = same(h.day.accounts().pos.Instant().String())
	return t
}

func (h *holders) told(text func(*heldLicense) string) *lens {
	dict := column.NewDict()
	codes := make([]uint32, len(h.licenses.all))
	for i := range codes {
		codes[i] = dict.Add([]byte(text(&h.licenses.all[i])))
	}
	return coded(dict, func(row uint32) uint32 { return codes[h.rows[row].license] })
}

// showUse tells the last use of any product that the license brings, and since
// when all of them were watched.
func (h *holders) showUse(t *table) {
	last := func(row uint32) (day, source string) {
		if h.day.use == nil {
			return "", ""
		}
		number := h.history.users.number[h.rows[row].who]
		for _, product := range h.products[h.rows[row].services] {
			if d, s := h.day.use.ofNumber(number, product); d > day {
				day, source = d, s
			}
		}
		return day, source
	}
	t.columns["last_used"] = written(t.rows, func(row uint32) string { day, _ := last(row); return day })
	t.columns["last_used_source"] = written(t.rows, func(row uint32) string { _, source := last(row); return source })
	t.columns["watched_since"] = written(t.rows, func(row uint32) (since string) {
		for i, product := range h.products[h.rows[row].services] {
			watched := ""
			if h.day.use != nil {
				watched = h.day.use.watchedSince(product)
			}
			if watched == "" || i > 0 && since == "" {
				return ""
			}
			since = max(since, watched)
		}
		return since
	})
}
