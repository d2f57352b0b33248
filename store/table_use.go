package store

import (
	"context"
	"slices"
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
		all := &users{number: make([]uint32, p.ids.Len())}
		err := eachActivityUser(ctx, q, func(n uint32, id string) {
			if who, ok := p.ids.Find(id); ok {
				all.number[who] = n
			}
			all.highest = n
		})
		if p.ids.Forget(); err == nil {
			h.users = all
		}
		return err
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
	err = d.history.reading(ctx, func(q querier) (err error) {
		d.use, err = loadUse(ctx, q, d.at, known.highest)
		return err
	})
	return d.use, err
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
