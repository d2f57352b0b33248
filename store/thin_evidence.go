package store

import (
	"context"
	"database/sql"

	"licenseledger/store/ledger"
)

// spareEvidence takes out of temp.thin_span what has to stay although no kept
// day shows it.
func (t *thinner) spareEvidence(ctx context.Context, kind ledger.Kind) error {
	switch kind {
	case ledger.KindSeat:
		return t.spareNames(ctx)
	case ledger.KindAssignment:
		return t.spareHeldLast(ctx, kind)
	case ledger.KindAssignedPlan:
		if err := t.spareHeldLast(ctx, kind); err != nil {
			return err
		}
		return t.spareAssignedLike(ctx)
	case ledger.KindReportRow:
		return t.spareLines(ctx)
	}
	return nil
}

// spareHeldLast keeps what accounts had in the last listing before they left:
// it is shown of a leaver on every later day.
func (t *thinner) spareHeldLast(ctx context.Context, kind ledger.Kind) error {
	return t.exec(ctx, kind, `DELETE FROM temp.thin_span WHERE EXISTS (SELECT 1 FROM %[1]s f JOIN %[1]s_span s USING (fact_id)
		JOIN departure d ON d.user_id = f.user_id AND d.last_pos >= s.from_pos AND d.last_pos < s.to_pos
		WHERE s.fact_id = thin_span.fact_id AND s.from_pos = thin_span.from_pos)`)
}

// spareNames keeps, of every name of a license, the stretch that began first:
// names are looked up in all of history.
func (t *thinner) spareNames(ctx context.Context) error {
	return t.exec(ctx, ledger.KindSeat, `DELETE FROM temp.thin_span WHERE (fact_id, from_pos) IN (SELECT fact_id, from_pos FROM (
		SELECT s.fact_id, s.from_pos, row_number() OVER (PARTITION BY f.sku_id, f.sku_part_number ORDER BY s.from_pos, s.fact_id) AS n
		FROM %[1]s f JOIN %[1]s_span s USING (fact_id)) WHERE n = 1)`)
}

// spareFirst keeps the stretch in which an address was first named with a
// service and license: "ever" and "since when" are answered from it.
func (t *thinner) spareFirst(ctx context.Context) error {
	return t.exec(ctx, ledger.KindReportRow, `DELETE FROM temp.thin_span WHERE EXISTS (SELECT 1 FROM %[1]s f
		WHERE f.fact_id = thin_span.fact_id AND f.email_address IS NOT NULL AND NOT EXISTS (
			SELECT 1 FROM %[1]s g CROSS JOIN %[1]s_span s ON s.fact_id = g.fact_id -- in this order, by the index of addresses
			WHERE g.email_address = f.email_address COLLATE NOCASE AND g.email_address = f.email_address AND g.service IS f.service AND g.license IS f.license
				AND (s.from_pos, s.fact_id) < (thin_span.from_pos, thin_span.fact_id)))`)
}

// spareLines keeps the lines of reports that answers rest on: Unknown ones,
// those that whoever is behind them may have held by name, whatever else names
// those people, and everybody's first line of a service and license.
func (t *thinner) spareLines(ctx context.Context) error {
	if err := t.spareFirst(ctx); err != nil {
		return err
	}
	wanted, err := t.wanted(ctx)
	if err != nil || len(wanted) == 0 {
		return err
	}
	people, err := t.heldLike(ctx, wanted)
	if err != nil {
		return err
	}
	var spared []int64
	err = each(ctx, t.tx, `SELECT f.fact_id, coalesce(f.email_address, ''), coalesce(f.service, ''), coalesce(f.license, ''), coalesce(f.assigned_date, ''),
			EXISTS (SELECT 1 FROM unknown_row u WHERE u.fact_id = f.fact_id)
		FROM (SELECT DISTINCT fact_id FROM temp.thin_span) JOIN report_row f USING (fact_id)`, nil, func(rows *sql.Rows) error {
		var id int64
		var address, service, license, date string
		var unknown bool
		if err := rows.Scan(&id, &address, &service, &license, &date, &unknown); err != nil {
			return err
		}
		if unknown || wanted[keyOf(service, license, date)] || people[ledger.FoldAddress(address)] {
			spared = append(spared, id)
		}
		return nil
	})
	for _, id := range spared {
		if _, err := t.tx.ExecContext(ctx, `DELETE FROM temp.thin_span WHERE fact_id = ?`, id); err != nil {
			return err
		}
	}
	return err
}

// wanted gives service and day of every Unknown line.
func (t *thinner) wanted(ctx context.Context) (map[wantedKey]bool, error) {
	wanted := map[wantedKey]bool{}
	err := each(ctx, t.tx, `SELECT DISTINCT coalesce(f.service, ''), coalesce(f.license, ''), coalesce(substr(f.assigned_date, 1, 10), '')
		FROM unknown_row u JOIN report_row f USING (fact_id)`, nil, func(rows *sql.Rows) error {
		var service, license, day string
		err := rows.Scan(&service, &license, &day)
		wanted[keyOf(service, license, day)] = true
		return err
	})
	return wanted, err
}

// assignedLike is the plans that were assigned on the day of an Unknown line: their
// holders may be behind it.
const assignedLike = `date(assigned_at / 1000, 'unixepoch') IN (SELECT substr(g.assigned_date, 1, 10) FROM unknown_row u JOIN report_row g USING (fact_id))`

// heldLike gives every address, folded, of the people who ever held a line like
// an Unknown one by name, or a plan.
func (t *thinner) heldLike(ctx context.Context, wanted map[wantedKey]bool) (map[string]bool, error) {
	people := map[string]bool{}
	keys := map[[3]string]bool{}
	err := each(ctx, t.tx, `SELECT f.email_address, coalesce(f.service, ''), coalesce(f.license, ''), coalesce(substr(f.assigned_date, 1, 10), '')
		FROM report_row f WHERE f.email_address IS NOT NULL AND substr(f.assigned_date, 1, 10) IN
			(SELECT substr(g.assigned_date, 1, 10) FROM unknown_row u JOIN report_row g USING (fact_id))`, nil, func(rows *sql.Rows) error {
		var address string
		var texts [3]string
		if err := rows.Scan(&address, &texts[0], &texts[1], &texts[2]); err != nil {
			return err
		}
		like, known := keys[texts]
		if !known {
			like = wanted[keyOf(texts[0], texts[1], texts[2])]
			keys[texts] = like
		}
		if like && !ledger.IsFiller(address) {
			people[ledger.FoldAddress(address)] = true
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	accounts := map[string]bool{}
	err = each(ctx, t.tx, `SELECT DISTINCT user_id FROM assigned_plan WHERE `+assignedLike, nil, func(rows *sql.Rows) error {
		var id string
		err := rows.Scan(&id)
		accounts[id] = true
		return err
	})
	if err != nil {
		return nil, err
	}
	return people, t.addOtherAddresses(ctx, people, accounts)
}

// addOtherAddresses adds what the accounts were called, and what else those with
// the addresses were.
func (t *thinner) addOtherAddresses(ctx context.Context, people, accounts map[string]bool) error {
	for _, found := range []func(address, id string){
		func(address, id string) {
			if people[address] {
				accounts[id] = true
			}
		},
		func(address, id string) {
			if accounts[id] {
				people[address] = true
			}
		},
	} {
		err := each(ctx, t.tx, `SELECT a.address, f.user_id FROM user_address a JOIN user f USING (fact_id)`, nil, func(rows *sql.Rows) error {
			var address, id string
			err := rows.Scan(&address, &id)
			found(address, id)
			return err
		})
		if err != nil {
			return err
		}
	}
	return nil
}

func (t *thinner) spareAssignedLike(ctx context.Context) error {
	return t.exec(ctx, ledger.KindAssignedPlan, `DELETE FROM temp.thin_span WHERE fact_id IN (SELECT fact_id FROM %[1]s WHERE `+assignedLike+`)`)
}
