package store

import (
	"context"
	"database/sql"
	"encoding/hex"
	"fmt"
	"maps"
	"slices"

	"licenseledger/store/ledger"
)

// eraseAll takes forgotten people out of every fact and of the list of cost
// centers, and tells how many facts and lines that changed. One pass over the facts
// finds them all, but for lines of an address that an account turns out to have had
// by what was rewritten: these take a pass over lines more. Conclusions follow.
func (l *Ledger) eraseAll(ctx context.Context, tx *sql.Tx) (facts int64, err error) {
	e, err := l.loadErasures(ctx, tx)
	if err != nil || e == nil {
		return 0, err
	}
	r := rewriting{tx: tx, users: map[string]bool{}, renamed: map[string]bool{}, told: map[string]count{}, before: map[string]bool{}, facts: map[ledger.Kind][]int64{}}
	// Accounts come before lines: whose an address is now follows from them.
	kinds := []ledger.Kind{ledger.KindLicenseGroup, ledger.KindUser, ledger.KindDeletedUser, ledger.KindReportRow, ledger.KindLicenseUse}
	for len(kinds) > 0 {
		n, err := rewriteFacts(ctx, tx, kinds, e.apply, func(f *changedFact) error { return r.note(ctx, f) })
		if err != nil {
			return facts, err
		}
		facts, kinds = facts+n, nil
		learned, err := e.learn(ctx)
		if err != nil {
			return facts, err
		}
		if n > 0 && learned {
			kinds = []ledger.Kind{ledger.KindReportRow, ledger.KindLicenseUse}
		}
	}
	if facts > 0 {
		if err := r.conclude(ctx); err != nil {
			return facts, fmt.Errorf("conclude without them: %w", err)
		}
		before, err := epoch(ctx, tx)
		if err != nil {
			return facts, err
		}
		if err := bumpEpoch(ctx, tx); err != nil {
			return facts, err
		}
		if err := l.renewImages(ctx, tx, before, r.facts); err != nil {
			return facts, err
		}
	}
	lines, err := e.dropListed(ctx, tx)
	return facts + lines, err
}

// learn reads again what stands in for addresses of forgotten accounts, and tells
// whether lines can be found by it that no hash finds.
func (e *erasures) learn(ctx context.Context) (learned bool, err error) {
	tags, err := erasedTags(ctx, e.q)
	if err != nil {
		return false, err
	}
	hashed := make(map[string]bool, len(e.hashes))
	for sum := range e.hashes {
		hashed[ledger.ErasedText(hex.EncodeToString(sum[:8]))] = true
	}
	for _, tag := range tags {
		learned = learned || !e.tags[tag] && !hashed[tag]
		e.tags[tag] = true
	}
	return learned, nil
}

// rewriting remembers of facts that forgotten people were taken out of what the
// conclusions about these people follow from.
type rewriting struct {
	tx       *sql.Tx
	users    map[string]bool         // accounts of which anything else is said now
	renamed  map[string]bool         // those that have another name or other addresses
	told     map[string]count        // what stands in for an address -> what has it now
	before   map[string]bool         // folded addresses that these had
	nameless bool                    // a line had a name alone
	facts    map[ledger.Kind][]int64 // all that were changed
}

// count is how many facts of accounts and lines of reports there are.
type count struct{ accounts, lines int }

func (r *rewriting) note(ctx context.Context, f *changedFact) error {
	kind := f.fact.Kind()
	r.facts[kind] = append(r.facts[kind], f.id)
	switch was := f.before.(type) {
	case ledger.User:
		is, _ := f.fact.(ledger.User)
		r.users[is.UserID] = true
		if was.DisplayName == is.DisplayName {
			return nil // somebody else was named beside it
		}
		r.renamed[is.UserID] = true
		return r.readdress(ctx, f.id, addressesOf(was.UserPrincipalName, was.Mail, was.ProxyAddresses), addressesOf(is.UserPrincipalName, is.Mail, is.ProxyAddresses))
	case ledger.ReportRow:
		is, _ := f.fact.(ledger.ReportRow)
		if ledger.IsFiller(was.EmailAddress) {
			r.nameless = true
			return nil
		}
		r.before[ledger.FoldAddress(was.EmailAddress)] = true
		n := r.told[is.EmailAddress]
		n.lines++
		r.told[is.EmailAddress] = n
	}
	return nil
}

// readdress notes that a fact of an account has other addresses, here and in the
// conclusion that lines are compared with while the rewriting goes on.
func (r *rewriting) readdress(ctx context.Context, factID int64, was, is []string) error {
	for _, address := range was {
		r.before[address] = true
		if _, err := r.tx.ExecContext(ctx, `DELETE FROM user_address WHERE address = ? AND fact_id = ?`, address, factID); err != nil {
			return err
		}
	}
	for _, address := range is {
		n := r.told[address]
		n.accounts++
		r.told[address] = n
		if _, err := r.tx.ExecContext(ctx, `INSERT INTO user_address (address, fact_id) VALUES (?, ?)`, address, factID); err != nil {
			return err
		}
	}
	return nil
}

// conclude brings conclusions up to date. Where each address as a whole became what
// stands in for it, lines and accounts are each other's as before: then only answers
// that tell these people can differ, and whoever is told with many others.
func (r *rewriting) conclude(ctx context.Context) error {
	same, err := r.keepsOwners(ctx)
	if err != nil {
		return err
	}
	if !same {
		return rebuild(ctx, r.tx)
	}
	for address := range r.before {
		if _, err := r.tx.ExecContext(ctx, `DELETE FROM address_spelling WHERE address = ?`, address); err != nil {
			return err
		}
	}
	if _, err := r.tx.ExecContext(ctx, `DELETE FROM list_count`); err != nil {
		return err
	}
	departed, err := concludeDepartures(ctx, r.tx, r.users)
	if err != nil {
		return fmt.Errorf("conclude departures: %w", err)
	}
	if len(r.renamed)+len(r.told) > 0 || len(departed) > 0 {
		if err := r.concludeIdentities(ctx, departed); err != nil {
			return fmt.Errorf("conclude identities: %w", err)
		}
	}
	return bumpGeneration(ctx, r.tx)
}

// keepsOwners tells whether nothing else has an address that was replaced, or what
// stands in for it: not where an address is somebody else's too, nor where another
// part of it was replaced before. Of a line with a name alone nothing is known.
func (r *rewriting) keepsOwners(ctx context.Context) (bool, error) {
	if r.nameless {
		return false, nil
	}
	for address := range r.before {
		var left bool
		if err := r.tx.QueryRowContext(ctx, `SELECT EXISTS (SELECT 1 FROM user_address WHERE address = ?1) OR EXISTS (SELECT 1 FROM report_row WHERE email_address = ?1 COLLATE NOCASE)
			OR EXISTS (SELECT 1 FROM address_spelling s CROSS JOIN report_row f ON f.email_address = s.said COLLATE NOCASE WHERE s.address = ?1)`, address).Scan(&left); err != nil || left {
			return false, err
		}
	}
	for tag, now := range r.told {
		var n count
		if err := r.tx.QueryRowContext(ctx, `SELECT (SELECT count(*) FROM user_address WHERE address = ?1), (SELECT count(*) FROM report_row WHERE email_address = ?1 COLLATE NOCASE)`,
			tag).Scan(&n.accounts, &n.lines); err != nil || n != now {
			return false, err
		}
	}
	return true, nil
}

func (r *rewriting) concludeIdentities(ctx context.Context, departed map[string]ledger.Instant) error {
	g, err := newGathering(ctx, r.tx)
	if err != nil {
		return err
	}
	t := &touching{gathering: g, suspected: map[string]bool{}}
	people := slices.Sorted(maps.Keys(r.renamed))
	for tag, n := range r.told {
		if n.lines > 0 {
			people = append(people, g.addressHolder(tag).person)
		}
	}
	if err := t.byPerson(ctx, people, func(h *holding, _ print) (probe, bool) { return probe{told: h.toldAs()}, true }); err != nil {
		return err
	}
	if err := t.byDepartures(ctx, departed); err != nil {
		return err
	}
	return t.answer(ctx, true)
}
