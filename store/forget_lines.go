package store

import (
	"context"
	"crypto/sha256"
	"database/sql"
	"fmt"
	"maps"
	"slices"

	"licenseledger/store/ledger"
)

// namedSpan is a stretch in which a line names somebody.
type namedSpan struct {
	name, address string
	from          ledger.Position
}

// addLines finds the lines of reports and license downloads that are the person's:
// all with an address that is nobody else's; of an address that others had too, those with
// the person's name, and those of a time when the person had it.
func (f *forgetter) addLines(ctx context.Context, who *forgettable) error {
	addresses := slices.Concat(slices.Collect(maps.Keys(who.addresses)), slices.Collect(maps.Keys(who.shared)))
	if err := fillTexts(ctx, f.tx, "wanted_address", addresses); err != nil {
		return err
	}
	if _, err := f.tx.ExecContext(ctx, `INSERT OR IGNORE INTO temp.wanted_address
		SELECT s.said FROM temp.wanted_address w CROSS JOIN address_spelling s ON s.address = w.value`); err != nil {
		return err
	}
	var unclear []namedSpan
	var lines [][2]string
	for _, from := range []string{
		`temp.wanted_address w CROSS JOIN report_row f ON f.email_address = w.value COLLATE NOCASE CROSS JOIN report_row_span s ON s.fact_id = f.fact_id`,
		// Of these lines nothing says how else they spell an address.
		`license_use f CROSS JOIN license_use_span s ON s.fact_id = f.fact_id WHERE f.email_address IS NOT NULL`,
	} {
		began := map[[2]string]ledger.Position{} // by name and address as said
		err := each(ctx, f.tx, `SELECT coalesce(f.user_name, ''), f.email_address, s.from_pos FROM `+from, nil, func(rows *sql.Rows) error {
			var line namedSpan
			if err := rows.Scan(&line.name, &line.address, &line.from); err != nil {
				return err
			}
			if address := ledger.FoldAddress(line.address); !who.addresses[address] && !who.shared[address] {
				return nil
			}
			said := [2]string{line.name, line.address}
			if first, again := began[said]; !again || line.from < first {
				began[said] = line.from
			}
			return nil
		})
		if err != nil {
			return err
		}
		for said, from := range began {
			address := ledger.FoldAddress(said[1])
			if who.addresses[address] {
				lines = append(lines, [2]string{said[0], address})
			} else {
				unclear = append(unclear, namedSpan{said[0], address, from})
			}
		}
	}
	mine := map[string]bool{}
	for name := range who.names {
		mine[ledger.FoldText(name)] = true
	}
	for _, line := range unclear {
		held, err := f.heldThen(ctx, who, line)
		if err != nil {
			return err
		}
		if mine[ledger.FoldText(line.name)] || held {
			lines = append(lines, [2]string{line.name, line.address})
		}
	}
	for _, line := range lines {
		who.lines[line] = true
		who.addName(line[0])
	}
	return f.addLoneNames(ctx, who)
}

// heldThen tells whether the account had the address when a line began.
func (f *forgetter) heldThen(ctx context.Context, who *forgettable, line namedSpan) (held bool, err error) {
	err = each(ctx, f.tx, `SELECT f.user_id FROM user_address a JOIN user f USING (fact_id) JOIN user_span s USING (fact_id)
		WHERE a.address = ? AND s.from_pos <= ? AND s.to_pos > ?`, []any{line.address, int64(line.from), int64(line.from)}, func(rows *sql.Rows) error {
		var id string
		err := rows.Scan(&id)
		held = held || who.ids[id]
		return err
	})
	return held, err
}

// addLoneNames finds which of the person's names nobody else has: a line
// without an address is the person's only if its name is one of those. It goes
// through all names, and keeps none.
func (f *forgetter) addLoneNames(ctx context.Context, who *forgettable) error {
	for name := range who.names {
		who.lone[ledger.FoldText(name)] = true
	}
	if len(who.lone) == 0 {
		return nil
	}
	if err := fillTexts(ctx, f.tx, "lone_name", slices.Collect(maps.Keys(who.lone))); err != nil {
		return err
	}
	for _, of := range []struct{ columns, from, name string }{
		{`user_id, display_name, ''`, `user`, `display_name`},
		{`user_id, display_name, ''`, `deleted_user`, `display_name`},
		{`'', user_name, email_address`, `report_row WHERE email_address IS NOT NULL`, `user_name`},
		{`'', user_name, email_address`, `license_use WHERE email_address IS NOT NULL`, `user_name`},
	} {
		err := each(ctx, f.tx, fmt.Sprintf(`SELECT %[1]s FROM (SELECT * FROM %[2]s) WHERE lower(%[3]s) IN (SELECT value FROM temp.lone_name) OR octet_length(%[3]s) > length(%[3]s)`,
			of.columns, of.from, of.name), nil, func(rows *sql.Rows) error {
			var id, name, address string
			if err := rows.Scan(&id, &name, &address); err != nil {
				return err
			}
			if who.ids[id] || ledger.IsFiller(address) != (address == "") || who.lines[[2]string{name, ledger.FoldAddress(address)}] {
				return nil
			}
			delete(who.lone, ledger.FoldText(name))
			return nil
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// hashes gives what makes the person known again.
func (who *forgettable) hashes(k *erasureKey) [][sha256.Size]byte {
	var all [][sha256.Size]byte
	for id := range who.ids {
		all = append(all, k.hash(erasedUser, id))
	}
	for address := range who.addresses {
		all = append(all, k.hash(erasedAddress, address))
		if len(who.ids) == 0 {
			all = append(all, k.hash(erasedAccount, address))
		}
	}
	for line := range who.lines {
		all = append(all, k.hash(erasedLine, lineText(line[0], line[1])))
	}
	for name := range who.lone {
		all = append(all, k.hash(erasedName, name))
	}
	for name := range who.names {
		if text := nameInText(name); text != "" {
			all = append(all, k.hash(erasedText, text))
		}
	}
	for address := range who.addresses {
		all = append(all, k.hash(erasedText, address))
	}
	return all
}
