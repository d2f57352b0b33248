package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"fmt"

	"licenseledger/store/ledger"
	"licenseledger/store/schema"
)

// changes collects what a publication touched, so that conclusions are drawn
// anew only where they can differ.
type changes struct {
	users          map[string]bool // accounts whose presence may differ
	newUserFacts   newFacts        // facts of accounts
	newReportFacts newFacts        // lines of a report
	sightings      bool            // a listing of people or of a report came: even unchanged, it says when somebody was seen last
}

// newFacts are the facts of a kind that were first kept by this publication:
// those with a higher id than after.
type newFacts struct {
	after int64
	any   bool
}

func (c *changes) user(id string) {
	if c.users == nil {
		c.users = map[string]bool{}
	}
	c.users[id] = true
}

// conclude brings the derived tables up to date with the facts.
func conclude(ctx context.Context, tx *sql.Tx, c *changes) error {
	if c.newUserFacts.any {
		if err := concludeAddresses(ctx, tx, c.newUserFacts.after); err != nil {
			return fmt.Errorf("conclude addresses: %w", err)
		}
	}
	if c.newReportFacts.any {
		if err := concludeUnknownRows(ctx, tx, c.newReportFacts.after); err != nil {
			return fmt.Errorf("conclude unknown rows: %w", err)
		}
	}
	departed := false
	for id := range c.users {
		differs, err := concludeDepartures(ctx, tx, id)
		if err != nil {
			return fmt.Errorf("conclude departures: %w", err)
		}
		departed = departed || differs
	}
	if c.sightings || departed {
		if err := concludeIdentities(ctx, tx); err != nil {
			return fmt.Errorf("conclude identities: %w", err)
		}
	}
	return nil
}

// Rebuild drops every conclusion and draws it anew from the facts.
func (l *Ledger) Rebuild(ctx context.Context) error {
	return l.inWrite(ctx, "rebuild conclusions", func(tx *sql.Tx) error { return rebuild(ctx, tx) })
}

func rebuild(ctx context.Context, tx *sql.Tx) error {
	for _, table := range []string{"user_address", "departure", "unknown_row", "identity"} {
		if _, err := tx.ExecContext(ctx, `DROP TABLE IF EXISTS `+table); err != nil {
			return err
		}
	}
	derived, err := schema.Derived()
	if err != nil {
		return err
	}
	if _, err := tx.ExecContext(ctx, derived); err != nil {
		return err
	}
	all := &changes{sightings: true, newUserFacts: newFacts{any: true}, newReportFacts: newFacts{any: true}}
	err = each(ctx, tx, `SELECT user_id FROM user f JOIN user_span s USING (fact_id) WHERE s.to_pos < ?
		UNION SELECT user_id FROM deleted_user`, []any{int64(ledger.EndOfTime)}, func(rows *sql.Rows) error {
		var id string
		err := rows.Scan(&id)
		all.user(id)
		return err
	})
	if err != nil {
		return err
	}
	if err := conclude(ctx, tx, all); err != nil {
		return err
	}
	if err := putSetting(ctx, tx, settingDerivedVersion, schema.DerivedVersion); err != nil {
		return err
	}
	return bumpGeneration(ctx, tx)
}

// concludeAddresses notes the addresses of account facts newer than after.
func concludeAddresses(ctx context.Context, tx *sql.Tx, after int64) error {
	type fact struct {
		id        int64
		addresses []string
	}
	var facts []fact
	err := each(ctx, tx, `SELECT fact_id, coalesce(user_principal_name, ''), coalesce(mail, ''), coalesce(proxy_addresses, '')
		FROM user WHERE fact_id > ?`,
		[]any{after}, func(rows *sql.Rows) error {
			var id int64
			var upn, mail, proxies string
			if err := rows.Scan(&id, &upn, &mail, &proxies); err != nil {
				return err
			}
			facts = append(facts, fact{id, addressesOf(upn, mail, proxies)})
			return nil
		})
	if err != nil {
		return err
	}
	insert, err := tx.PrepareContext(ctx, `INSERT INTO user_address (address, fact_id) VALUES (?, ?) ON CONFLICT DO NOTHING`)
	if err != nil {
		return err
	}
	for _, f := range facts {
		for _, address := range f.addresses {
			if _, err := insert.ExecContext(ctx, address, f.id); err != nil {
				return err
			}
		}
	}
	return nil
}

// addressesOf folds every address that an account carries; proxies is the JSON
// array of its proxy addresses.
func addressesOf(upn, mail, proxies string) []string {
	all := []string{upn, mail}
	var more []string
	if proxies != "" && json.Unmarshal([]byte(proxies), &more) == nil {
		all = append(all, more...)
	}
	folded := make([]string, 0, len(all))
	seen := map[string]bool{"": true}
	for _, address := range all {
		if f := ledger.FoldAddress(address); !seen[f] {
			seen[f] = true
			folded = append(folded, f)
		}
	}
	return folded
}
