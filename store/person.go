package store

import (
	"context"
	"database/sql"
	"errors"
	"strings"

	"licenseledger/store/ledger"
)

// Timeline tells one person's history, oldest first. key is an object id or an
// address the person ever had; not_found when nobody had it, invalid when
// several did: then the message lists their ids.
func (l *Ledger) Timeline(ctx context.Context, key string) (ledger.Person, []ledger.Event, error) {
	person, events, err := l.personTimeline(ctx, key)
	return person, events, classify("read timeline", l.path, err)
}

func (l *Ledger) personTimeline(ctx context.Context, key string) (ledger.Person, []ledger.Event, error) {
	id, address, err := l.findPerson(ctx, key)
	if err != nil {
		return ledger.Person{}, nil, err
	}
	listings, err := readListings(ctx, l.read)
	if err != nil {
		return ledger.Person{}, nil, err
	}
	t := newTimeline(l.read, listings, id, address)
	if err := t.read(ctx); err != nil {
		return ledger.Person{}, nil, err
	}
	person, err := l.describePerson(ctx, id, address)
	return person, t.sorted(), err
}

// findPerson finds the account that a key means, or the bare address when only
// reports know it.
func (l *Ledger) findPerson(ctx context.Context, key string) (id, address string, err error) {
	const op = "find person"
	key = strings.TrimSpace(key)
	var ids []string
	collect := func(rows *sql.Rows) error {
		var id string
		err := rows.Scan(&id)
		ids = append(ids, id)
		return err
	}
	if err := each(ctx, l.read, `SELECT user_id FROM user WHERE user_id = lower(?1) UNION SELECT user_id FROM deleted_user WHERE user_id = lower(?1)`, []any{key}, collect); err != nil {
		return "", "", err
	}
	address = ledger.FoldAddress(key)
	if len(ids) == 0 {
		if err := each(ctx, l.read, `SELECT DISTINCT f.user_id FROM user_address a JOIN user f USING (fact_id) WHERE a.address = ? ORDER BY 1`, []any{address}, collect); err != nil {
			return "", "", err
		}
	}
	if len(ids) == 0 && address != "" {
		// Of somebody whom only the deleted users told, Graph writes the sign-in
		// name with the id before it, and an export as it was.
		if err := each(ctx, l.read, `SELECT DISTINCT user_id FROM deleted_user WHERE mail = ?1 COLLATE NOCASE
			OR user_principal_name COLLATE NOCASE IN (?1, replace(user_id, '-', '') || ?1) ORDER BY 1`, []any{address}, collect); err != nil {
			return "", "", err
		}
	}
	switch len(ids) {
	case 1:
		return ids[0], "", nil
	case 0:
		var known bool
		err := l.read.QueryRowContext(ctx, `SELECT EXISTS (SELECT 1 FROM report_row WHERE email_address = ?1 COLLATE NOCASE)
			OR EXISTS (SELECT 1 FROM license_use WHERE email_address = ?1 COLLATE NOCASE)`, key).Scan(&known)
		if err == nil && (!known || ledger.IsFiller(key)) {
			err = ledger.Errorf(ledger.CodeNotFound, op, "Nobody in this history has or had the id or address given. Search the list for a part of the name.")
		}
		return "", address, err
	}
	return "", "", ledger.Errorf(ledger.CodeInvalid, op, "Several accounts had this address. Ask for one by its id: %s", strings.Join(ids, ", "))
}

// describePerson tells how the person stands in the newest snapshot.
func (l *Ledger) describePerson(ctx context.Context, id, address string) (ledger.Person, error) {
	if id == "" {
		return l.addressee(ctx, address)
	}
	h, err := l.history(ctx)
	if err != nil {
		return ledger.Person{}, err
	}
	snapshot, err := l.Resolve(ctx, "")
	if err != nil {
		return ledger.Person{}, err
	}
	h.mu.Lock()
	defer h.mu.Unlock()
	d, err := h.day(snapshot)
	if err != nil {
		return ledger.Person{}, err
	}
	return d.describePerson(ctx, id)
}

// addressee tells of a person whom only reports know.
func (l *Ledger) addressee(ctx context.Context, address string) (ledger.Person, error) {
	p := ledger.Person{Status: ledger.StatusUnverified}
	err := l.read.QueryRowContext(ctx, `SELECT name, email FROM (
				SELECT coalesce(f.user_name, '') AS name, f.email_address AS email, s.to_pos, s.from_pos, 0 AS later
			FROM report_row f JOIN report_row_span s USING (fact_id) WHERE f.email_address = ?1 COLLATE NOCASE
			UNION ALL SELECT coalesce(f.user_name, ''), f.email_address, s.to_pos, s.from_pos, 1
			FROM license_use f JOIN license_use_span s USING (fact_id) WHERE f.email_address = ?1 COLLATE NOCASE)
		ORDER BY later, to_pos DESC, from_pos DESC LIMIT 1`, address).Scan(&p.Name, &p.Email)
	return p, err
}

// describePerson tells how an account stands on the day.
func (d *day) describePerson(ctx context.Context, id string) (ledger.Person, error) {
	dir, err := d.who(ctx)
	if err != nil {
		return ledger.Person{}, err
	}
	if err := dir.name(ctx, d); err != nil {
		return ledger.Person{}, err
	}
	who, _ := dir.people.ids.Find(id)
	name, email := dir.nameOf(who)
	if name == "" && email == "" {
		if name, email, err = d.history.ledger.lastSaid(ctx, id); err != nil {
			return ledger.Person{}, err
		}
	}
	p := ledger.Person{UserID: ledger.Text(id), Status: ledger.StatusUnverified, StatusSince: ledger.Text(dir.since(who)),
		Name: ledger.Text(name), Email: ledger.Text(email),
		Department: ledger.Text(dir.part(who, "department")), CostCenter: ledger.Text(dir.part(who, "cost_center"))}
	if status := statuses[dir.status[who]]; status != "" {
		p.Status = status
	}
	if ledger.IsErased(name) {
		p.Name, p.Email, p.Status = "", "", ledger.StatusErased
	}
	return p, nil
}

// lastSaid gives name and address of an account as they were last told, for one
// of which the directory that speaks now never told; blank when none ever did.
func (l *Ledger) lastSaid(ctx context.Context, id string) (name, email string, err error) {
	err = l.read.QueryRowContext(ctx, `SELECT coalesce(f.display_name, ''), coalesce(f.mail, f.user_principal_name, '')
		FROM user f JOIN user_span s USING (fact_id) WHERE f.user_id = ? ORDER BY s.to_pos DESC, s.from_pos DESC LIMIT 1`, id).Scan(&name, &email)
	if errors.Is(err, sql.ErrNoRows) {
		err = nil
	}
	return name, email, err
}
