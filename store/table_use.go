package store

import (
	"context"
	"slices"

	"licenseledger/store/ledger"
)

// users is the numbers by which activity knows people.
type users struct {
	number  []uint32 // of persons; 0 = nobody was ever seen
	highest uint32
}

// loadUsers reads the numbers once; nil when no activity was ever read.
func (h *history) loadUsers(ctx context.Context) (*users, error) {
	if h.users != nil || h.noUsers {
		return h.users, nil
	}
	p, err := h.loadPeople(ctx)
	if err != nil {
		return nil, err
	}
	err = h.reading(ctx, func(q querier) error {
		var any bool
		if err := q.QueryRowContext(ctx, `SELECT EXISTS (SELECT 1 FROM activity_slice)`).Scan(&any); err != nil || !any {
			h.noUsers = !any
			return err
		}
		numbers, highest, err := activityUsers(ctx, q)
		if err != nil {
			return err
		}
		h.users = &users{number: make([]uint32, p.ids.Len()), highest: highest}
		for id, n := range numbers {
			if who, ok := p.ids.Find(id); ok {
				h.users.number[who] = n
			}
		}
		p.ids.Forget()
		return nil
	})
	return h.users, err
}

// useOn gives the uses seen up to the day; nil when nobody watched.
func (d *day) useOn(ctx context.Context) (*use, error) {
	if d.use != nil {
		return d.use, nil
	}
	known, err := d.history.loadUsers(ctx)
	if err != nil || known == nil {
		return nil, err
	}
	u := &use{last: map[ledger.Product]*lastUse{}, watched: map[ledger.Product]string{}}
	err = d.history.reading(ctx, func(q querier) error { return u.read(ctx, q, d.at, known.highest) })
	if err != nil {
		return nil, err
	}
	d.use = u
	return u, nil
}

// showUse fills in when each person was last seen using the product of a row,
// and since when anybody watched. It is read when the table is first opened.
func (d *day) showUse(t *table) {
	if t.who == nil {
		return
	}
	last := func(row uint32) (string, string) {
		if d.use == nil {
			return "", ""
		}
		return d.use.ofNumber(d.history.users.number[t.who(row)], t.product(row))
	}
	t.columns["last_used"] = written(t.rows, func(row uint32) string { day, _ := last(row); return day })
	t.columns["last_used_source"] = written(t.rows, func(row uint32) string { _, source := last(row); return source })
	t.columns["watched_since"] = written(t.rows, func(row uint32) string {
		if d.use == nil {
			return ""
		}
		return d.use.watchedSince(t.product(row))
	})
	ready := t.ready
	t.ready = func(ctx context.Context) error {
		if ready != nil {
			if err := ready(ctx); err != nil {
				return err
			}
		}
		_, err := d.useOn(ctx)
		return err
	}
}

// unseen leaves out what somebody was seen using.
func (a *assigned) unseen(ctx context.Context) error {
	u, err := a.day.useOn(ctx)
	if err != nil || u == nil {
		return err
	}
	a.rows = slices.DeleteFunc(a.rows, func(r assignedRow) bool {
		last, _ := u.ofNumber(a.history.users.number[r.who], a.services[r.service].class.Product)
		return last != ""
	})
	return nil
}
