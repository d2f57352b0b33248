package store

import (
	"cmp"
	"context"
	"database/sql"
	"slices"

	"licenseledger/store/ledger"
)

// holding is a person and what is known of them.
type holding struct {
	person     string
	userID     string // "" for an address that was no account's
	lines      []*namedLine
	plans      map[rowKey]planLine
	complete   bool // all lines are read, and what follows
	addresses  []string
	present    []stretch        // of one fact each, in order
	account    ledger.Candidate // as the directory calls the account, from toldAt on
	toldAt     ledger.Position
	departures []ledger.Departure
	missed     bool           // by a look-up since the newest listing
	told       *ledger.Holder // the person as Identify wants it; nil after something was read
}

// addressPerson is the key of somebody of whom only a folded address is known.
func addressPerson(folded string) string { return "address:" + folded }

// holder finds or begins the holding of a person.
func (g *gathering) holder(person string) *holding {
	h := g.holders[person]
	if h == nil {
		h = &holding{person: person, userID: person}
		g.holders[person] = h
	}
	return h
}

// personOf finds who a line names: the account that had the address then, or
// the only one that ever had it; else the address stands for itself.
func (g *gathering) personOf(l *namedLine) *holding {
	if id := ownerAt(g.owners[l.folded], l.key.from); id != "" {
		return g.holder(id)
	}
	return g.addressHolder(l.folded)
}

// addressHolder finds or begins the holding of somebody of whom only a folded
// address is known.
func (g *gathering) addressHolder(folded string) *holding {
	h := g.holder(addressPerson(folded))
	h.userID, h.addresses = "", []string{folded}
	return h
}

func ownerAt(owners []ownership, at ledger.Position) string {
	then, thens, ever, evers := "", 0, "", 0
	for _, o := range owners { // ordered by account
		if o.userID != ever {
			ever = o.userID
			evers++
		}
		if o.from <= at && at < o.to && o.userID != then {
			then = o.userID
			thens++
		}
	}
	switch {
	case thens == 1:
		return then
	case thens == 0 && evers == 1:
		return ever
	}
	return ""
}

// addLines files lines with the people they name.
func (g *gathering) addLines(ctx context.Context, lines []*namedLine) error {
	addresses := make([]string, 0, len(lines))
	for _, l := range lines {
		addresses = append(addresses, l.folded)
	}
	if err := g.readOwners(ctx, addresses); err != nil {
		return err
	}
	for _, l := range lines {
		h := g.personOf(l)
		h.lines, h.told = append(h.lines, l), nil
	}
	return nil
}

// readOwners finds which accounts ever had addresses.
func (g *gathering) readOwners(ctx context.Context, addresses []string) error {
	var wanted []string
	for _, address := range addresses {
		if _, read := g.owners[address]; !read {
			g.owners[address] = nil
			wanted = append(wanted, address)
		}
	}
	if len(wanted) == 0 {
		return nil
	}
	if err := fillTexts(ctx, g.tx, "wanted_address", wanted); err != nil {
		return err
	}
	return each(ctx, g.tx, `SELECT a.address, f.user_id, s.source_id, s.from_pos, s.to_pos FROM temp.wanted_address w
		CROSS JOIN user_address a ON a.address = w.value CROSS JOIN user f ON f.fact_id = a.fact_id CROSS JOIN user_span s ON s.fact_id = f.fact_id
		ORDER BY a.address, f.user_id`, nil, func(rows *sql.Rows) error {
		var address string
		var o ownership
		var sourceID int64
		err := rows.Scan(&address, &o.userID, &sourceID, &o.from, &o.to)
		o.userID = g.one(o.userID)
		for _, part := range g.accounts.speaks(sourceID, o.from, o.to) {
			g.owners[address] = append(g.owners[address], ownership{o.userID, part.from, part.to})
		}
		return err
	})
}

// complete reads all that is known of people.
func (g *gathering) complete(ctx context.Context, people []string) error {
	var accounts, addresses []string
	for _, person := range people {
		h := g.holder(person)
		if h.complete {
			continue
		}
		h.complete, h.told = true, nil
		if h.userID != "" {
			accounts = append(accounts, h.userID)
		} else {
			addresses = append(addresses, h.addresses...)
		}
	}
	if len(accounts) > 0 {
		if err := fillTexts(ctx, g.tx, "wanted_user", accounts); err != nil {
			return err
		}
		if err := g.readAccounts(ctx); err != nil {
			return err
		}
		if err := g.readDepartures(ctx); err != nil {
			return err
		}
		if err := g.readPlansOf(ctx, accounts); err != nil {
			return err
		}
		for _, id := range accounts {
			addresses = append(addresses, g.holders[id].addresses...)
		}
	}
	_, err := g.linesOf(ctx, addresses)
	return err
}

// readAccounts reads what the directory said of the accounts in
// temp.wanted_user, and when it had them.
func (g *gathering) readAccounts(ctx context.Context) error {
	return each(ctx, g.tx, `SELECT f.user_id, s.source_id, s.from_pos, s.to_pos, f.fact_id, coalesce(f.display_name, ''), coalesce(f.mail, ''),
			coalesce(f.user_principal_name, ''), coalesce(f.proxy_addresses, '')
		FROM temp.wanted_user w CROSS JOIN user f ON f.user_id = w.value CROSS JOIN user_span s ON s.fact_id = f.fact_id
		ORDER BY f.user_id, s.from_pos, f.hash`, nil, func(rows *sql.Rows) error {
		var id, name, mail, upn, proxies string
		var s stretch
		var sourceID int64
		if err := rows.Scan(&id, &sourceID, &s.from, &s.to, &s.lastFact, &name, &mail, &upn, &proxies); err != nil {
			return err
		}
		h := g.holders[id]
		parts := g.accounts.speaks(sourceID, s.from, s.to)
		if n := len(parts); n > 0 && parts[n-1].from >= h.toldAt {
			h.toldAt = parts[n-1].from
			h.account = ledger.Candidate{UserID: ledger.Text(h.userID), Name: ledger.Text(name), Email: ledger.Text(cmp.Or(mail, upn))}
		}
		for _, address := range addressesOf(upn, mail, proxies) {
			if !slices.Contains(h.addresses, address) {
				h.addresses = append(h.addresses, g.one(address))
			}
		}
		for _, part := range parts {
			h.present = append(h.present, stretch{part.from, part.to, s.lastFact})
		}
		return nil
	})
}

// readDepartures reads when the accounts in temp.wanted_user left.
func (g *gathering) readDepartures(ctx context.Context) error {
	return each(ctx, g.tx, `SELECT d.user_id, coalesce(d.left_after, 0), coalesce(d.deleted_at, d.left_before), d.is_confirmed, d.left_pos = ?
		FROM temp.wanted_user w CROSS JOIN departure d ON d.user_id = w.value ORDER BY 1, 2`, []any{int64(ledger.EndOfTime)}, func(rows *sql.Rows) error {
		var id string
		var byLookUp bool
		var d ledger.Departure
		err := rows.Scan(&id, &d.After, &d.Before, &d.Confirmed, &byLookUp)
		h := g.holders[id]
		h.missed = h.missed || byLookUp
		h.departures = append(h.departures, d)
		return err
	})
}

// linesOf reads the lines with folded addresses that were not read before, and
// files them.
func (g *gathering) linesOf(ctx context.Context, addresses []string) ([]*namedLine, error) {
	if len(addresses) == 0 {
		return nil, nil
	}
	if err := fillTexts(ctx, g.tx, "wanted_address", addresses); err != nil {
		return nil, err
	}
	if _, err := g.tx.ExecContext(ctx, `INSERT OR IGNORE INTO temp.wanted_address
		SELECT s.said FROM temp.wanted_address w CROSS JOIN address_spelling s ON s.address = w.value`); err != nil {
		return nil, err
	}
	var found []*namedLine
	err := each(ctx, g.tx, `SELECT `+lineColumns+` FROM temp.wanted_address w CROSS JOIN report_row f ON f.email_address = w.value COLLATE NOCASE
		CROSS JOIN report_row_span s ON s.fact_id = f.fact_id`, nil, func(rows *sql.Rows) error {
		l, ok, err := g.scanLine(rows)
		if ok {
			found = append(found, l)
		}
		return err
	})
	if err != nil {
		return nil, err
	}
	return found, g.addLines(ctx, found)
}
