package store

import (
	"cmp"
	"context"
	"database/sql"
	"slices"

	"licenseledger/store/column"
	"licenseledger/store/ledger"
)

// Seats tells what the tenant had of each license on a day, who had it, what it
// cost, and how that differs from the month before, by the names of licenses;
// at as in ViewSpec.At. No rows when no listing of the
// licenses speaks for the day: the snapshot's coverage tells. Codes as OpenView.
func (l *Ledger) Seats(ctx context.Context, at string) (ledger.Snapshot, []ledger.SeatRow, error) {
	var rows []ledger.SeatRow
	snapshot, err := l.onDay(ctx, "read licenses", at, func(d *day, dir *directory) (err error) {
		if rows, err = d.seats(ctx); err != nil || len(rows) == 0 {
			return err
		}
		if err := d.countHolders(ctx, dir, rows); err != nil {
			return err
		}
		if err := d.countInUse(ctx, rows); err != nil {
			return err
		}
		return d.compare(ctx, rows)
	})
	return snapshot, rows, err
}

// seats reads the units of the day and what they cost, without people.
func (d *day) seats(ctx context.Context) ([]ledger.SeatRow, error) {
	pos := d.position(ledger.SourceSubscribedSkus)
	if pos == 0 {
		return nil, nil
	}
	var rows []ledger.SeatRow
	err := d.history.reading(ctx, func(q querier) error {
		contracts, err := d.contracts(ctx, q)
		if err != nil {
			return err
		}
		return each(ctx, q, `SELECT f.sku_id, coalesce(f.sku_part_number, ''), coalesce(f.capability_status, ''),
				f.bought, f.assigned, f.suspended, f.warning, f.locked_out
			FROM seat_span s JOIN seat f USING (fact_id) JOIN source c ON c.source_id = s.source_id
			WHERE c.name = ?1 AND s.from_pos <= ?2 AND s.to_pos > ?2`, []any{ledger.SourceSubscribedSkus, int64(pos)}, func(found *sql.Rows) error {
			r := ledger.SeatRow{Source: ledger.SourceSubscribedSkus, AsOf: ledger.Text(pos.Instant().String())}
			var id, part string
			if err := found.Scan(&id, &part, &r.Status, &r.Bought, &r.Assigned, &r.Suspended, &r.Warning, &r.LockedOut); err != nil {
				return err
			}
			r.LicenseID, r.SkuPartNumber, r.License = ledger.Text(id), ledger.Text(part), ledger.Text(ledger.LicenseName(id, part))
			r.Free = r.Bought - r.Assigned
			r.Trial, r.RenewsAt = contracts[id].trial, ledger.Text(contracts[id].renewsAt.String())
			if r.Trial == nil && ledger.IsTrialLicense(id, part) {
				is := true
				r.Trial = &is
			}
			rows = append(rows, r)
			return nil
		})
	})
	slices.SortFunc(rows, func(a, b ledger.SeatRow) int {
		return cmp.Or(column.Compare(string(a.License), string(b.License)), cmp.Compare(a.LicenseID, b.LicenseID))
	})
	if err == nil {
		err = d.price(ctx, rows)
	}
	return rows, err
}

// contract is what the subscriptions of a license have in common.
type contract struct {
	trial    *bool          // nil where none of them tells
	renewsAt ledger.Instant // the earliest; 0 where none of them tells
}

// contracts sums up the subscriptions of the day by license. Those that ended,
// and whose grace did, bring nothing any more.
func (d *day) contracts(ctx context.Context, q querier) (map[string]contract, error) {
	all := map[string]contract{}
	pos := d.position(ledger.SourceSubscriptions)
	err := each(ctx, q, `SELECT f.sku_id, f.is_trial, coalesce(f.renews_at, 0)
		FROM subscription_span s JOIN subscription f USING (fact_id) JOIN source c ON c.source_id = s.source_id
		WHERE c.name = ?1 AND s.from_pos <= ?2 AND s.to_pos > ?2 AND f.sku_id IS NOT NULL
			AND coalesce(f.status, '') NOT IN ('Suspended', 'Deleted', 'LockedOut')`,
		[]any{ledger.SourceSubscriptions, int64(pos)}, func(rows *sql.Rows) error {
			var id string
			var trial sql.NullBool
			var renewsAt ledger.Instant
			if err := rows.Scan(&id, &trial, &renewsAt); err != nil {
				return err
			}
			c := all[id]
			if trial.Valid {
				is := trial.Bool && (c.trial == nil || *c.trial)
				c.trial = &is
			}
			if renewsAt != 0 && (c.renewsAt == 0 || renewsAt < c.renewsAt) {
				c.renewsAt = renewsAt
			}
			all[id] = c
			return nil
		})
	return all, err
}

// totals adds up the licenses; nil when none were read.
func totals(rows []ledger.SeatRow, at ledger.Instant) *ledger.SeatTotals {
	if len(rows) == 0 {
		return nil
	}
	all := &ledger.SeatTotals{Licenses: len(rows), AsOf: rows[0].AsOf}
	today := ledger.Text(at.String())
	for i := range rows {
		r := &rows[i]
		all.Bought += r.Bought
		all.Assigned += r.Assigned
		all.Free += max(0, r.Free)
		all.OverAssigned += max(0, -r.Free)
		if r.Trial != nil && *r.Trial {
			all.Trials++
		}
		if r.RenewsAt > today && (all.RenewsNext == "" || r.RenewsAt < all.RenewsNext) {
			all.RenewsNext = r.RenewsAt
		}
	}
	costs := ledger.SumSeats(rows)
	all.Costs, all.Unpriced = costs.List(), costs.Unpriced
	return all
}
