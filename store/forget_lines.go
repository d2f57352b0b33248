package store

import (
	"context"
	"crypto/sha256"
	"database/sql"

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
	var unclear []namedSpan
	var lines [][2]string
	err := each(ctx, f.tx, `SELECT coalesce(f.user_name, ''), f.email_address, min(s.from_pos) FROM report_row f JOIN report_row_span s USING (fact_id)
		WHERE f.email_address IS NOT NULL GROUP BY 1, 2
		UNION ALL SELECT coalesce(f.user_name, ''), f.email_address, min(s.from_pos) FROM license_use f JOIN license_use_span s USING (fact_id)
		WHERE f.email_address IS NOT NULL GROUP BY 1, 2`, nil, func(rows *sql.Rows) error {
		var line namedSpan
		if err := rows.Scan(&line.name, &line.address, &line.from); err != nil {
			return err
		}
		address := ledger.FoldAddress(line.address)
		switch {
		case who.addresses[address]:
			lines = append(lines, [2]string{line.name, address})
		case who.shared[address]:
			unclear = append(unclear, namedSpan{line.name, address, line.from})
		}
		return nil
	})
	if err != nil {
		return err
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
// without an address is the person's only if its name is one of those.
func (f *forgetter) addLoneNames(ctx context.Context, who *forgettable) error {
	for name := range who.names {
		who.lone[ledger.FoldText(name)] = true
	}
	return each(ctx, f.tx, `SELECT DISTINCT user_id, display_name, '' FROM user WHERE display_name IS NOT NULL
		UNION SELECT DISTINCT user_id, display_name, '' FROM deleted_user WHERE display_name IS NOT NULL
		UNION SELECT DISTINCT '', user_name, email_address FROM report_row WHERE user_name IS NOT NULL AND email_address IS NOT NULL
		UNION SELECT DISTINCT '', user_name, email_address FROM license_use WHERE user_name IS NOT NULL AND email_address IS NOT NULL`, nil, func(rows *sql.Rows) error {
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
