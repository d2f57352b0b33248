package store

import (
	"context"
	"database/sql"

	"licenseledger/store/ledger"
)

// directory is who is who on a day: the accounts of the listing that speaks,
// and those that had left by then.
type directory struct {
	isRead       bool // a listing of the directory speaks for the day
	people       []person
	byID         map[string]int
	byAddress    map[string]int
	byName       map[string]int // -1 when several accounts have the name
	departed     map[string]*absence
	leftByMail   map[string]string         // address -> account that held it last before leaving
	deleted      map[string]ledger.Instant // in the deleted users of the day
	deletedAfter bool                      // the deleted users were read after the directory
}

// person is one account of the directory.
type person struct {
	id, name, email        string
	department, costCenter string
	blocked, guest         bool
	createdAt              ledger.Instant
}

// absence is an account that has left.
type absence struct {
	person
	leftPos                ledger.Position
	leftAfter, leftBefore  ledger.Instant
	deletedAt, confirmedAt ledger.Instant
}

func loadDirectory(ctx context.Context, d *day) (*directory, error) {
	dir := &directory{byID: map[string]int{}, byAddress: map[string]int{}, byName: map[string]int{},
		departed: map[string]*absence{}, leftByMail: map[string]string{}, deleted: map[string]ledger.Instant{}}
	pos := d.position(ledger.SourceUsers)
	dir.isRead = pos != 0
	deletedPos := d.position(ledger.SourceDeletedUsers)
	dir.deletedAfter = deletedPos.Instant() >= pos.Instant() && deletedPos != 0
	if err := dir.loadPeople(ctx, d.ledger.read, pos); err != nil {
		return nil, err
	}
	if err := dir.loadDeleted(ctx, d.ledger.read, deletedPos); err != nil {
		return nil, err
	}
	return dir, dir.loadDeparted(ctx, d.ledger.read, pos, d.at)
}

func (dir *directory) loadPeople(ctx context.Context, q querier, pos ledger.Position) error {
	return each(ctx, q, `SELECT f.user_id, coalesce(f.display_name, ''), coalesce(f.user_principal_name, ''), coalesce(f.mail, ''),
			coalesce(f.proxy_addresses, ''), f.account_enabled IS 0, f.user_type IS 'Guest', coalesce(f.created_at, 0),
			coalesce(f.department, ''), coalesce(f.cost_center, '')
		FROM user_span s JOIN user f USING (fact_id)
		WHERE s.source_id = (SELECT source_id FROM source WHERE name = ?) AND s.from_pos <= ? AND s.to_pos > ?`,
		[]any{ledger.SourceUsers, int64(pos), int64(pos)}, func(rows *sql.Rows) error {
			var p person
			var upn, mail, proxies string
			if err := rows.Scan(&p.id, &p.name, &upn, &mail, &proxies, &p.blocked, &p.guest, &p.createdAt, &p.department, &p.costCenter); err != nil {
				return err
			}
			p.email = firstOf(mail, upn)
			n := len(dir.people)
			dir.people = append(dir.people, p)
			dir.byID[p.id] = n
			for _, address := range addressesOf(upn, mail, proxies) {
				dir.byAddress[address] = n
			}
			if p.name != "" {
				if _, taken := dir.byName[p.name]; taken {
					n = -1
				}
				dir.byName[p.name] = n
			}
			return nil
		})
}

func firstOf(a, b string) string {
	if a != "" {
		return a
	}
	return b
}

func (dir *directory) loadDeleted(ctx context.Context, q querier, pos ledger.Position) error {
	return each(ctx, q, `SELECT f.user_id, coalesce(f.deleted_at, 0) FROM deleted_user_span s JOIN deleted_user f USING (fact_id)
		WHERE s.from_pos <= ? AND s.to_pos > ?`, []any{int64(pos), int64(pos)}, func(rows *sql.Rows) error {
		var id string
		var at ledger.Instant
		err := rows.Scan(&id, &at)
		dir.deleted[id] = at
		return err
	})
}

// loadDeparted finds who had left by the directory listing at pos. Names come
// from what the directory last said; the deleted users name only accounts that
// the directory never had.
func (dir *directory) loadDeparted(ctx context.Context, q querier, pos ledger.Position, at ledger.Instant) error {
	err := each(ctx, q, `SELECT d.user_id, d.left_pos, coalesce(d.left_after, 0), d.left_before, coalesce(d.deleted_at, 0), coalesce(d.confirmed_at, 0),
			coalesce(f.display_name, x.display_name, ''), coalesce(f.mail, f.user_principal_name, x.mail, ''),
			coalesce(f.department, ''), coalesce(f.cost_center, ''), f.user_type IS 'Guest', coalesce(f.created_at, 0),
			coalesce(f.user_principal_name, ''), coalesce(f.mail, x.mail, ''), coalesce(f.proxy_addresses, '')
		FROM departure d LEFT JOIN user f ON f.fact_id = d.last_fact_id
		LEFT JOIN deleted_user x ON d.last_fact_id IS NULL AND x.fact_id = (SELECT max(fact_id) FROM deleted_user y WHERE y.user_id = d.user_id)
		WHERE d.left_pos <= ? AND d.left_before <= ? AND (d.returned_pos IS NULL OR d.returned_pos > ?)
		ORDER BY d.left_pos, d.user_id`, []any{int64(pos), int64(at), int64(pos)}, func(rows *sql.Rows) error {
		var a absence
		var upn, mail, proxies string
		if err := rows.Scan(&a.id, &a.leftPos, &a.leftAfter, &a.leftBefore, &a.deletedAt, &a.confirmedAt, &a.name, &a.email,
			&a.department, &a.costCenter, &a.guest, &a.createdAt, &upn, &mail, &proxies); err != nil {
			return err
		}
		if _, present := dir.byID[a.id]; present {
			return nil
		}
		dir.departed[a.id] = &a
		for _, address := range addressesOf(upn, mail, proxies) {
			dir.leftByMail[address] = a.id // a later leaver with the address held it last
		}
		return nil
	})
	return err
}

// status tells how an account stands on the day, and since when: an instant,
// or an interval where only its bounds are known.
func (dir *directory) status(id string, at ledger.Instant) (ledger.Status, string) {
	if n, ok := dir.byID[id]; ok {
		if deletedAt, deleted := dir.deleted[id]; deleted && dir.deletedAfter {
			return ledger.StatusSoftDeleted, deletedAt.String()
		}
		if dir.people[n].blocked {
			return ledger.StatusBlocked, ""
		}
		return ledger.StatusPresent, ""
	}
	a, left := dir.departed[id]
	if !left {
		return ledger.StatusUnverified, ""
	}
	if _, deleted := dir.deleted[id]; deleted {
		return ledger.StatusSoftDeleted, a.since()
	}
	const restorable = 30 * 24 * 60 * 60 * 1000 // ms; https://learn.microsoft.com/graph/api/resources/directory
	if dir.deletedAfter || at > a.leftBefore+restorable {
		return ledger.StatusGone, a.since()
	}
	return ledger.StatusLeft, a.since()
}

// since narrows a departure as far as is known.
func (a *absence) since() string {
	switch {
	case a.deletedAt != 0:
		return a.deletedAt.String()
	case a.leftAfter != 0:
		return a.leftAfter.String() + "/" + a.leftBefore.String()
	}
	return a.leftBefore.String()
}
