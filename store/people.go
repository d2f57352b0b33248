package store

import (
	"context"
	"database/sql"

	"licenseledger/store/column"
	"licenseledger/store/ledger"
)

// people is who ever was in the directory or in its deleted users: everybody
// has a number in ids, 0 is nobody.
type people struct {
	ids      *column.Dict
	shared   uint32       // codes below are those of the image of the directory
	address  *column.Dict // of addressKey; let go of when nobody needs it, see history.addresses
	owned    int          // number of its codes
	users    *image
	facts    *facts
	userID   column.Codes // of facts; codes of ids
	byFact   []uint32     // place + 1 of the accounts' facts by their ids
	parts    map[string]codedColumn
	listed   []uint64 // a bit for each fact whose cost center is that of the imported list; nil for none
	flags    codedColumn
	names    codedColumn // with emails, once loadNames has read them
	emails   codedColumn
	leavings []leaving
	deleted  []deletion
	ever     *everOwners
}

// leaving is one time that somebody left.
type leaving struct {
	who  uint32
	fact uint32 // place + 1 of what the directory last said; 0 when it never had the account
	ledger.Leaving
	left        ledger.Position // EndOfTime: a look-up says so, and no listing yet
	returned    ledger.Position
	name, email string // of accounts that the directory never had
	address     uint32 // of that e-mail
}

// deletion is a stretch in which the deleted users had somebody.
type deletion struct {
	sourceID int64
	who      uint32
	from, to ledger.Position
	at       ledger.Instant
}

func (h *history) loadPeople(ctx context.Context) (*people, error) {
	if h.people != nil {
		return h.people, nil
	}
	users, err := h.image(ctx, ledger.SourceUsers, ledger.KindUser)
	if err != nil {
		return nil, err
	}
	p := &people{users: users, facts: users.kinds[ledger.KindUser], parts: map[string]codedColumn{}}
	id := users.coded(ledger.KindUser, "user_id")
	p.userID, p.ids, p.address = id.codes, id.dict.Clone(), users.dicts["address"].Clone()
	p.shared = uint32(id.dict.Len())
	p.flags = users.coded(ledger.KindUser, "flags")
	for _, name := range []string{"department", costCenterColumn} {
		p.parts[name] = users.coded(ledger.KindUser, name)
	}
	p.byFact = p.facts.byID()
	err = h.reading(ctx, func(q querier) error {
		if err := p.readLeavings(ctx, q); err != nil {
			return err
		}
		if err := p.listCostCenters(ctx, q); err != nil {
			return err
		}
		return p.readDeleted(ctx, q)
	})
	if err != nil {
		return nil, err
	}
	// Only now: whoever asks again after a reading that was canceled needs them.
	p.facts.ids = nil
	delete(users.dicts, "address")
	p.carryLeavings()
	p.ids.Forget()
	p.address.Forget()
	h.people = p
	return p, nil
}

// loadNames reads the names and addresses of accounts, which the list of a
// report does without.
func (h *history) loadNames(ctx context.Context, p *people) error {
	if p.names.dict != nil {
		return nil
	}
	users, err := h.late(ctx, ledger.SourceUsers, ledger.KindUser)
	if err != nil {
		return err
	}
	p.users, p.facts = users, users.kinds[ledger.KindUser]
	p.names, p.emails = users.coded(ledger.KindUser, "name"), users.coded(ledger.KindUser, "email")
	return nil
}

// carryLeavings notes the addresses of those leavers that the directory never
// had.
func (p *people) carryLeavings() {
	for i := range p.leavings {
		if l := &p.leavings[i]; l.fact == 0 && l.email != "" {
			l.address = p.address.Add([]byte(addressKey(ledger.FoldAddress(l.email))))
		}
	}
	p.owned = p.address.Len()
}

// beforeFirst tells, by person, the last listing before the first one that has
// the account: it was made after that. 0 where the first listing of all has it,
// which tells nothing of how old it is.
func (p *people) beforeFirst() []ledger.Position {
	first := make([]uint32, p.ids.Len())
	for fact := range p.facts.n {
		if from, who := p.facts.from.At(fact), p.userID.At(fact); from != 0 && (first[who] == 0 || from < first[who]) {
			first[who] = from
		}
	}
	before := make([]ledger.Position, len(first))
	for who, place := range first {
		if place > 1 {
			before[who] = p.users.listings[place-2]
		}
	}
	return before
}

// addressKey stands for a folded address where addresses are only compared: a
// digest, which takes less than half of the memory.
func addressKey(folded string) string {
	return column.Identifier(addressID(folded))
}

func addressID(folded string) [16]byte { return ledger.HashContent([]byte(folded)) }

// addresses gives the addresses that accounts ever had. They are many, and
// needed only to tie the lines of a report to accounts.
func (h *history) addresses(ctx context.Context, p *people) (*column.Dict, error) {
	if p.address != nil {
		return p.address, nil
	}
	err := h.reading(ctx, func(q querier) error {
		m, err := readImage(ctx, q, ledger.SourceUsers, h.ledger.past.damaged.Load())
		if err != nil {
			return err
		}
		if m, err = m.with(ctx, q, ledger.KindUser); err == nil {
			p.address = m.dicts["address"]
			p.carryLeavings()
		}
		return err
	})
	return p.address, err
}

// readLeavings reads who ever left. The deleted users name only accounts that
// the directory never had; Graph writes their sign-in names with the id before
// them, and tells their mail, an export does neither.
func (p *people) readLeavings(ctx context.Context, q querier) error {
	return each(ctx, q, `SELECT d.user_id, d.left_pos, coalesce(d.left_after, 0), d.left_before, coalesce(d.deleted_at, 0),
			coalesce(d.returned_pos, 0), coalesce(d.last_fact_id, 0), coalesce(x.display_name, ''), coalesce(x.mail, CASE
			WHEN substr(x.user_principal_name, 1, 32) = replace(x.user_id, '-', '') THEN substr(x.user_principal_name, 33) ELSE x.user_principal_name END, '')
		FROM departure d
		LEFT JOIN deleted_user x ON d.last_fact_id IS NULL AND x.fact_id = (SELECT y.fact_id FROM deleted_user y JOIN deleted_user_span s USING (fact_id)
			WHERE y.user_id = d.user_id ORDER BY coalesce(y.deleted_at, 0) DESC, y.mail IS NULL, s.from_pos DESC, y.hash LIMIT 1)
		ORDER BY d.left_pos, d.user_id`, nil, func(rows *sql.Rows) error {
		var l leaving
		var id sql.RawBytes
		var fact int64
		if err := rows.Scan(&id, &l.left, &l.After, &l.Before, &l.DeletedAt, &l.returned, &fact, &l.name, &l.email); err != nil {
			return err
		}
		l.who = p.ids.Add(id)
		if fact > 0 && fact < int64(len(p.byFact)) {
			l.fact = p.byFact[fact]
		}
		p.leavings = append(p.leavings, l)
		return nil
	})
}

func (p *people) readDeleted(ctx context.Context, q querier) error {
	return each(ctx, q, `SELECT s.source_id, f.user_id, coalesce(f.deleted_at, 0), s.from_pos, s.to_pos
		FROM deleted_user f JOIN deleted_user_span s USING (fact_id) ORDER BY s.from_pos, f.fact_id`, nil, func(rows *sql.Rows) error {
		var d deletion
		var id sql.RawBytes
		if err := rows.Scan(&d.sourceID, &id, &d.at, &d.from, &d.to); err != nil {
			return err
		}
		d.who = p.ids.Add(id)
		p.deleted = append(p.deleted, d)
		return nil
	})
}

// who gives the person of a code of the directory's own dictionary, which may
// have grown since.
func (p *people) who(code uint32, dict *column.Dict) uint32 {
	if code < p.shared {
		return code
	}
	who, _ := p.ids.Find(dict.At(code))
	return who
}

// everOwners tells, for every address, the one account that ever had it.
type everOwners struct {
	who     []uint32 // 0: nobody, or several
	created []ledger.Instant
}

// everOwned finds the owner of an address where no directory speaks: the one
// account that ever had it, if it existed at the instant.
func (e *everOwners) owned(address uint32, at ledger.Instant) uint32 {
	if e.created[address] == 0 || e.created[address] > at {
		return 0
	}
	return e.who[address]
}

// loadEver finds who ever had which address.
func (h *history) loadEver(ctx context.Context, p *people) error {
	if p.ever != nil {
		return nil
	}
	created := make([]ledger.Instant, p.facts.n)
	err := h.reading(ctx, func(q querier) error {
		return each(ctx, q, `SELECT fact_id, created_at FROM user WHERE created_at IS NOT NULL`, nil, func(rows *sql.Rows) error {
			var id int64
			var at ledger.Instant
			err := rows.Scan(&id, &at)
			if id < int64(len(p.byFact)) && p.byFact[id] != 0 {
				created[p.byFact[id]-1] = at
			}
			return err
		})
	})
	if err == nil {
		p.ever = p.findEver(created)
	}
	return err
}

func (p *people) findEver(created []ledger.Instant) *everOwners {
	n := p.owned
	e := &everOwners{who: make([]uint32, n), created: make([]ledger.Instant, n)}
	several := make([]bool, n)
	for fact := range p.facts.n {
		who, at := p.userID.At(fact), created[fact]
		for _, address := range p.facts.lists.at(fact) {
			several[address] = several[address] || (e.who[address] != 0 && e.who[address] != who)
			e.who[address] = who
			if at != 0 && (e.created[address] == 0 || at < e.created[address]) {
				e.created[address] = at
			}
		}
	}
	for address, more := range several {
		if more {
			e.who[address] = 0
		}
	}
	return e
}
