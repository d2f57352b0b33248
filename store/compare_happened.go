package store

import (
	"context"
	"database/sql"
	"encoding/json"

	"licenseledger/store/ledger"
)

// happenings is what the ledger knows of the people in some differences.
type happenings struct {
	left    map[string][]ledger.Departing // by account
	created map[string]ledger.Instant
	names   map[string]map[string]bool // folded, that accounts and addresses had
	sku     map[heldKey][]ledger.Stretch
	lines   map[heldKey][]ledger.Stretch
	pairOf  func(service, license string) uint32
}

// heldKey is a license of an account, or a service and license of an address.
type heldKey struct {
	whose string
	sku   string
	pair  uint32
}

// whatHappened reads what may explain some differences, by a fixed number of
// queries.
func (c *Comparison) whatHappened(ctx context.Context, s *sides, some []unexplained) (*happenings, error) {
	k := &happenings{left: map[string][]ledger.Departing{}, created: map[string]ledger.Instant{}, names: map[string]map[string]bool{},
		sku: map[heldKey][]ledger.Stretch{}, lines: map[heldKey][]ledger.Stretch{}, pairOf: s.pairOf}
	return k, c.history.reading(ctx, func(q querier) error {
		if err := c.findAccounts(ctx, q, some, s.at); err != nil {
			return err
		}
		ids, addresses := map[string]string{}, map[string]string{} // addresses: whose they are, an account's or their own
		for i := range some {
			f := &some[i]
			if f.id != "" {
				ids[f.id] = f.id
			}
			if f.address != "" {
				addresses[f.address] = f.whose()
			}
		}
		list, err := listOf(ids)
		if err != nil {
			return err
		}
		for _, read := range []func(context.Context, querier, string) error{k.readLeft, k.readAccounts(addresses), k.readAssigned} {
			if err := read(ctx, q, list); err != nil {
				return err
			}
		}
		if list, err = listOf(addresses); err != nil {
			return err
		}
		return k.readLines(ctx, q, list, addresses)
	})
}

// findAccounts finds whose rows those are that the ledger's list ties to no
// account, as it does where no directory was read on the day: whose the address
// was when the row's own list was made.
func (c *Comparison) findAccounts(ctx context.Context, q querier, some []unexplained, fileAt ledger.Position) error {
	for _, kind := range ledger.DifferenceKinds() {
		at := fileAt
		if kind == ledger.OnlyHere {
			at = ledger.LastPositionAt(c.AsOf)
		}
		var nobodys []string
		for i := range some {
			if f := &some[i]; f.kind == kind && f.id == "" && f.address != "" {
				nobodys = append(nobodys, f.address)
			}
		}
		owners, err := ownersOf(ctx, q, nobodys, at)
		if err != nil {
			return err
		}
		for i := range some {
			if f := &some[i]; f.kind == kind && f.id == "" {
				f.id = owners[f.address]
			}
		}
	}
	return nil
}

// whose is by what the history of a difference's person is found.
func (f *unexplained) whose() string {
	if f.id != "" {
		return f.id
	}
	return f.address
}

func listOf(keys map[string]string) (string, error) {
	all := make([]string, 0, len(keys))
	for key := range keys {
		all = append(all, key)
	}
	body, err := json.Marshal(all)
	return string(body), err
}

func (k *happenings) readLeft(ctx context.Context, q querier, ids string) error {
	return each(ctx, q, `SELECT d.user_id, coalesce(d.deleted_at, d.left_after, 0), coalesce(d.deleted_at, d.left_before)
		FROM json_each(?) a CROSS JOIN departure d ON d.user_id = a.value ORDER BY d.left_pos`, []any{ids}, func(rows *sql.Rows) error {
		var id string
		var d ledger.Departing
		err := rows.Scan(&id, &d.After, &d.Before)
		k.left[id] = append(k.left[id], d)
		return err
	})
}

// readAccounts reads when accounts were made and what they were called, and
// adds their other addresses.
func (k *happenings) readAccounts(addresses map[string]string) func(context.Context, querier, string) error {
	return func(ctx context.Context, q querier, ids string) error {
		return each(ctx, q, `SELECT f.user_id, coalesce(f.created_at, 0), coalesce(f.display_name, ''), coalesce(f.user_principal_name, ''), coalesce(f.mail, ''),
				coalesce(f.proxy_addresses, '') FROM json_each(?) a CROSS JOIN user f ON f.user_id = a.value`, []any{ids}, func(rows *sql.Rows) error {
			var id, name, upn, mail, proxies string
			var created ledger.Instant
			if err := rows.Scan(&id, &created, &name, &upn, &mail, &proxies); err != nil {
				return err
			}
			if created != 0 {
				k.created[id] = created
			}
			k.called(id, name)
			for _, address := range addressesOf(upn, mail, proxies) {
				addresses[address] = id
			}
			return nil
		})
	}
}

func (k *happenings) called(whose, name string) {
	if k.names[whose] == nil {
		k.names[whose] = map[string]bool{}
	}
	k.names[whose][ledger.FoldText(name)] = true
}

// knownFrom is where a span begins, 0 where that is the oldest listing of its
// source: then it may have begun long before.
const knownFrom = `CASE WHEN s.from_pos = (SELECT min(g.pos) FROM listing g WHERE g.source_id = s.source_id) THEN 0 ELSE s.from_pos END`

func (k *happenings) readAssigned(ctx context.Context, q querier, ids string) error {
	return each(ctx, q, `SELECT f.user_id, f.sku_id, `+knownFrom+`, s.to_pos FROM json_each(?) a CROSS JOIN assignment f ON f.user_id = a.value
		CROSS JOIN assignment_span s ON s.fact_id = f.fact_id ORDER BY s.from_pos`, []any{ids}, func(rows *sql.Rows) error {
		var key heldKey
		var from, to ledger.Position
		if err := rows.Scan(&key.whose, &key.sku, &from, &to); err != nil {
			return err
		}
		k.sku[key] = withStretch(k.sku[key], from, to)
		return nil
	})
}

// readLines reads in which listings of reports the addresses stood.
func (k *happenings) readLines(ctx context.Context, q querier, list string, addresses map[string]string) error {
	return each(ctx, q, `SELECT a.value, coalesce(f.service, ''), coalesce(f.license, ''), coalesce(f.user_name, ''), `+knownFrom+`, s.to_pos
		FROM json_each(?) a CROSS JOIN report_row f ON f.email_address = a.value COLLATE NOCASE
		CROSS JOIN report_row_span s ON s.fact_id = f.fact_id ORDER BY s.from_pos`, []any{list}, func(rows *sql.Rows) error {
		var address, service, license, name string
		var from, to ledger.Position
		if err := rows.Scan(&address, &service, &license, &name, &from, &to); err != nil {
			return err
		}
		key := heldKey{whose: addresses[address], pair: k.pairOf(service, license)}
		k.called(key.whose, name)
		k.lines[key] = withStretch(k.lines[key], from, to)
		return nil
	})
}

// withStretch adds a stretch to those before it, as one where they follow each
// other: a change of detail is no loss and no gain.
func withStretch(all []ledger.Stretch, from, to ledger.Position) []ledger.Stretch {
	begin, end := from.Instant(), to.Instant()
	if n := len(all); n > 0 && (all[n-1].Until == 0 || all[n-1].Until >= begin) {
		last := &all[n-1]
		if last.Until != 0 && (end == 0 || end > last.Until) {
			last.Until = end
		}
		if begin == 0 {
			last.From = 0
		}
		return all
	}
	return append(all, ledger.Stretch{From: begin, Until: end})
}

// of puts together what may explain that one list has a row.
func (k *happenings) of(f *unexplained) ledger.Happened {
	h := ledger.Happened{Assigned: f.assigned, Created: k.created[f.id], Left: k.left[f.id]}
	if whose := f.whose(); whose != "" {
		h.Held = append(h.Held, k.lines[heldKey{whose: whose, pair: k.pairOf(f.words.service, f.words.license)}]...)
		if sku := ledger.ClassifyText(f.words.service, f.words.license, nil).SkuID; sku != "" {
			h.Held = append(h.Held, k.sku[heldKey{whose: whose, sku: sku}]...)
		}
	}
	return h
}

// hadNames tells whether the account had both names of a difference.
func (k *happenings) hadNames(f *unexplained) bool {
	had := k.names[f.whose()]
	return had[ledger.FoldText(f.names[0])] && had[ledger.FoldText(f.names[1])]
}
