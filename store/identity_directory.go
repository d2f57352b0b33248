package store

import (
	"context"
	"database/sql"
	"slices"

	"licenseledger/store/ledger"
)

// accountChange is what a listing of the directory says of an account, and what
// the one before said; nil where it lacked the account.
type accountChange struct {
	before, after *accountWords
}

// accountWords are the words of an account by which people are told and found.
type accountWords struct {
	name, mail, upn, proxies string
	created                  ledger.Instant
}

func (w *accountWords) addresses() []string {
	if w == nil {
		return nil
	}
	return addressesOf(w.upn, w.mail, w.proxies)
}

// byDirectory asks for the rows on which a newest listing of the directory
// bears. ok is false if any row can have another answer.
func (t *touching) byDirectory(ctx context.Context, p published) (ok bool, err error) {
	for _, id := range t.reports {
		// Rows that began when the directory had not been read for long are
		// weighed anew against everybody who is in it.
		if t.lastBefore(id, ledger.EndOfTime).Instant() >= presentUntil(p.prev.Instant()) {
			return false, nil
		}
	}
	accounts, err := t.changedAccounts(ctx, p)
	if err != nil {
		return false, err
	}
	if err := t.byAddresses(ctx, p, accounts); err != nil {
		return false, err
	}
	if err := t.byNewPlans(ctx, p); err != nil {
		return false, err
	}
	var came, left, renamed []string
	for id, c := range accounts {
		switch {
		case c.before == nil:
			came = append(came, id)
		case c.after == nil:
			left = append(left, id)
		case c.before.name != c.after.name || c.before.mail != c.after.mail || c.before.upn != c.after.upn:
			renamed = append(renamed, id)
		}
	}
	if err := t.byPerson(ctx, came, func(h *holding, _ print) (probe, bool) {
		return probe{endedFrom: positionAt(p.pos.Instant()), told: h.toldByDirectory()}, true
	}); err != nil {
		return false, err
	}
	if err := t.byPerson(ctx, left, func(*holding, print) (probe, bool) {
		return probe{begunFrom: positionAt(p.prev.Instant())}, true
	}); err != nil {
		return false, err
	}
	return true, t.byPerson(ctx, renamed, func(h *holding, _ print) (probe, bool) {
		return probe{told: h.toldByDirectory()}, len(h.lines) == 0
	})
}

// toldByDirectory is toldAs for people who are told as the directory calls
// them: those of whom no report ever said a name.
func (h *holding) toldByDirectory() string {
	if len(h.lines) > 0 {
		return ""
	}
	return h.toldAs()
}

func (t *touching) changedAccounts(ctx context.Context, p published) (map[string]accountChange, error) {
	accounts := map[string]accountChange{}
	for _, of := range []struct {
		span string
		note func(c *accountChange, w *accountWords)
	}{
		{`s.to_pos = ?2`, func(c *accountChange, w *accountWords) { c.before = w }},
		{`s.to_pos = ?3 AND s.from_pos = ?2`, func(c *accountChange, w *accountWords) { c.after = w }},
	} {
		err := each(ctx, t.tx, `SELECT f.user_id, coalesce(f.display_name, ''), coalesce(f.mail, ''), coalesce(f.user_principal_name, ''), coalesce(f.proxy_addresses, ''), coalesce(f.created_at, 0)
			FROM user_span s CROSS JOIN user f ON f.fact_id = s.fact_id WHERE s.source_id = ?1 AND `+of.span+` AND ?3 IS NOT NULL`,
			[]any{p.sourceID, int64(p.pos), int64(ledger.EndOfTime)}, func(rows *sql.Rows) error {
				var id string
				w := &accountWords{}
				err := rows.Scan(&id, &w.name, &w.mail, &w.upn, &w.proxies, &w.created)
				c := accounts[id]
				of.note(&c, w)
				accounts[id] = c
				return err
			})
		if err != nil {
			return nil, err
		}
	}
	return accounts, nil
}

// byAddresses asks for the rows like anything that people held whose lines are
// another's now, since addresses changed hands.
func (t *touching) byAddresses(ctx context.Context, p published, accounts map[string]accountChange) error {
	const lost, gained = 1, 2
	changed := map[string]map[string]int{} // address -> account -> lost or gained
	note := func(id string, addresses, others []string, what int) {
		for _, address := range addresses {
			if !slices.Contains(others, address) {
				if changed[address] == nil {
					changed[address] = map[string]int{}
				}
				changed[address][id] = what
			}
		}
	}
	for id, c := range accounts {
		if c.before != nil && c.after != nil && c.before.mail == c.after.mail && c.before.upn == c.after.upn && c.before.proxies == c.after.proxies &&
			c.before.created == c.after.created {
			continue
		}
		before, after := c.before.addresses(), c.after.addresses()
		if c.before != nil && c.after != nil && c.before.created != c.after.created {
			note(id, after, nil, lost) // what it was taken to own before it was read can be another's
		}
		note(id, before, after, lost)
		note(id, after, before, gained)
	}
	addresses := make([]string, 0, len(changed))
	for address := range changed {
		addresses = append(addresses, address)
	}
	lines, err := t.linesOf(ctx, addresses)
	if err != nil {
		return err
	}
	disputed := map[string]bool{}
	for _, l := range lines {
		for id, what := range changed[l.folded] {
			if l.key.from >= p.pos || what == gained && !t.hadBefore(id, l.folded, p.pos) {
				disputed[l.folded] = true
			}
		}
	}
	var people []string
	for address := range disputed {
		people = append(people, t.addressHolder(address).person)
		for _, o := range t.owners[address] {
			people = append(people, o.userID)
		}
	}
	return t.byPerson(ctx, people, func(*holding, print) (probe, bool) { return probe{every: true}, true })
}

// hadBefore tells whether an account had an address before a listing.
func (t *touching) hadBefore(id, address string, at ledger.Position) bool {
	for _, o := range t.owners[address] {
		if o.userID == id && o.from < at {
			return true
		}
	}
	return false
}

// byNewPlans asks for the rows that are like what the directory says for the
// first time that somebody holds.
func (t *touching) byNewPlans(ctx context.Context, p published) error {
	var probes []probe
	err := each(ctx, t.tx, `SELECT f.user_id, f.service_plan_id, f.assigned_at FROM assigned_plan_span n CROSS JOIN assigned_plan f ON f.fact_id = n.fact_id
		WHERE n.source_id = ? AND n.to_pos = ? AND n.from_pos = ? AND f.assigned_at IS NOT NULL AND NOT EXISTS
			(SELECT 1 FROM assigned_plan x CROSS JOIN assigned_plan_span y ON y.fact_id = x.fact_id
			WHERE x.user_id = f.user_id AND +x.service_plan_id = f.service_plan_id AND +x.assigned_at = f.assigned_at AND y.to_pos = n.from_pos)`,
		[]any{p.sourceID, int64(ledger.EndOfTime), int64(p.pos)}, func(rows *sql.Rows) error {
			var id, plan string
			var l planLine
			if err := rows.Scan(&id, &plan, &l.at); err != nil {
				return err
			}
			if l.plan = t.servicePlan(plan); l.plan != nil {
				t.suspected[id] = true
				probes = append(probes, probe{print: planPrint(l), every: true})
			}
			return nil
		})
	if err != nil {
		return err
	}
	_, err = t.ask(ctx, probes)
	return err
}
