package store

import (
	"cmp"
	"context"
	"database/sql"
	"fmt"
	"slices"
	"strings"
	"time"

	"licenseledger/store/ledger"
	"licenseledger/store/schema"
)

// changes collects what a publication touched, so that conclusions are drawn
// anew only where they can differ.
type changes struct {
	users          map[string]bool // accounts whose presence may differ
	newUserFacts   newFacts        // facts of accounts
	newReportFacts newFacts        // lines of a report
	newUseFacts    newFacts        // lines of a license download
	sightings      bool            // a listing of people or of a report came: even unchanged, it says when somebody was seen last

	// The ids of the accounts (user) and lines (report_row) that the new
	// listing has and the one before it lacks, and the reverse. Both maps are
	// nil when that is not known: then everything may differ.
	began, ended map[ledger.Kind][]int64
	frugal       bool // as in a sync or a check: nobody watches it second by second, and it leaves memory to others; an import is waited for
	inPast       bool // another listing of the source follows the new one, or of the directory

	zonesDiffer bool          // dates of a report are compared otherwise than before
	identifying time.Duration // what concluding who Unknown rows were took
}

// newFacts are the facts of a kind that were first kept by this publication:
// those with a higher id than after.
type newFacts struct {
	after int64
	any   bool
	// What is concluded of them, if that is known already: of lines, and of accounts.
	lines     *lineConclusions
	addresses []notedAddress
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
		if err := concludeAddresses(ctx, tx, c.newUserFacts); err != nil {
			return fmt.Errorf("conclude addresses: %w", err)
		}
	}
	if c.newReportFacts.any {
		if err := concludeUnknownRows(ctx, tx, c.newReportFacts); err != nil {
			return fmt.Errorf("conclude unknown rows: %w", err)
		}
	}
	departed, err := concludeDepartures(ctx, tx, c.users)
	if err != nil {
		return fmt.Errorf("conclude departures: %w", err)
	}
	if c.sightings {
		if c.zonesDiffer, err = concludeZones(ctx, tx); err != nil {
			return fmt.Errorf("conclude time zones: %w", err)
		}
	}
	if c.sightings || len(departed) > 0 {
		if err := concludeIdentities(ctx, tx, c, departed); err != nil {
			return fmt.Errorf("conclude identities: %w", err)
		}
	}
	return nil
}

// Rebuild drops every conclusion and draws it anew from the facts.
func (l *Ledger) Rebuild(ctx context.Context) error {
	return l.inLongWrite(ctx, "rebuild conclusions", func(tx *sql.Tx) error { return rebuild(ctx, tx) })
}

func rebuild(ctx context.Context, tx *sql.Tx) error {
	for _, table := range []string{"user_address", "departure", "wording", "unknown_row", "address_spelling", "identity", "concluded", "zone_step", "image_part", "image", "list_count"} {
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
	if err := concludeAll(ctx, tx, false); err != nil {
		return err
	}
	if err := putSetting(ctx, tx, settingDerivedVersion, schema.DerivedVersion); err != nil {
		return err
	}
	return bumpGeneration(ctx, tx)
}

// everyAccount gives every account that was ever told of.
const everyAccount = `SELECT user_id FROM user UNION SELECT user_id FROM deleted_user UNION SELECT user_id FROM evidence`

// concludeAll draws every conclusion into empty tables.
func concludeAll(ctx context.Context, tx *sql.Tx, frugal bool) error {
	all := &changes{frugal: frugal, sightings: true, newUserFacts: newFacts{any: true}, newReportFacts: newFacts{any: true}}
	directories, err := readDirectories(ctx, tx)
	if err != nil {
		return err
	}
	// Of one source, whoever left has a stretch that ends with no other after it.
	query, args := `SELECT f.user_id FROM user_span s CROSS JOIN user f ON f.fact_id = s.fact_id WHERE s.to_pos < ? AND NOT EXISTS
			(SELECT 1 FROM user x CROSS JOIN user_span y ON y.fact_id = x.fact_id WHERE x.user_id = f.user_id AND y.from_pos = s.to_pos)
		UNION SELECT user_id FROM deleted_user UNION SELECT user_id FROM evidence WHERE NOT is_found`, []any{int64(ledger.EndOfTime)}
	if len(directories.turns) > 1 {
		query, args = everyAccount, nil
	}
	err = each(ctx, tx, query, args, func(rows *sql.Rows) error {
		var id string
		err := rows.Scan(&id)
		all.user(id)
		return err
	})
	if err != nil {
		return err
	}
	return conclude(ctx, tx, all)
}

// factsAtOnce bounds the memory that addresses are concluded in.
const factsAtOnce = 50_000

// notedAddress says that an account fact carries an address.
type notedAddress struct {
	address string
	factID  int64
}

// sortAddresses puts them in the order of their table, whose pages are then
// written once.
func sortAddresses(all []notedAddress) {
	slices.SortFunc(all, func(a, b notedAddress) int {
		return cmp.Or(cmp.Compare(a.address, b.address), cmp.Compare(a.factID, b.factID))
	})
}

// concludeAddresses notes the addresses of new account facts.
func concludeAddresses(ctx context.Context, tx *sql.Tx, fresh newFacts) error {
	if fresh.addresses != nil {
		return insertAddresses(ctx, tx, fresh.addresses)
	}
	after := fresh.after
	for more := true; more; {
		var all []notedAddress
		facts := 0
		err := each(ctx, tx, `SELECT fact_id, coalesce(user_principal_name, ''), coalesce(mail, ''), coalesce(proxy_addresses, '')
			FROM user WHERE fact_id > ? ORDER BY fact_id LIMIT ?`, []any{after, factsAtOnce}, func(rows *sql.Rows) error {
			var upn, mail, proxies string
			if err := rows.Scan(&after, &upn, &mail, &proxies); err != nil {
				return err
			}
			for _, address := range addressesOf(upn, mail, proxies) {
				all = append(all, notedAddress{address, after})
			}
			facts++
			return nil
		})
		if err != nil {
			return err
		}
		more = facts == factsAtOnce
		sortAddresses(all)
		if err := insertAddresses(ctx, tx, all); err != nil {
			return err
		}
	}
	return nil
}

// addressRows is how many addresses one statement inserts.
const addressRows = 8

// insertAddresses notes addresses that are in order.
func insertAddresses(ctx context.Context, tx *sql.Tx, all []notedAddress) error {
	statement := func(rows int) string { // not to be undone alone: a failure ends the whole work
		return `INSERT OR FAIL INTO user_address (address, fact_id) VALUES (?, ?)` + strings.Repeat(", (?, ?)", rows-1) + ` ON CONFLICT DO NOTHING`
	}
	stoppable := ctx
	ctx = context.WithoutCancel(ctx) // the driver starts a goroutine for every statement that can be stopped
	many, err := tx.PrepareContext(ctx, statement(addressRows))
	if err != nil {
		return err
	}
	defer many.Close()
	values := make([]any, 0, 2*addressRows)
	for some := range slices.Chunk(all, addressRows) {
		if err := stoppable.Err(); err != nil {
			return err
		}
		values = values[:0]
		for _, n := range some {
			values = append(values, n.address, n.factID)
		}
		if len(some) == addressRows {
			_, err = many.ExecContext(ctx, values...)
		} else {
			_, err = tx.ExecContext(ctx, statement(len(some)), values...)
		}
		if err != nil {
			return err
		}
	}
	return nil
}
