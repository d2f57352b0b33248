package store

import (
	"context"
	"database/sql"
	"encoding/json"

	"licenseledger/store/ledger"
)

// assignment is a license of an account on the day.
type assignment struct {
	userID, skuID, group string
	disabled             map[string]bool
	updatedAt            ledger.Instant
	from                 ledger.Position
}

func (a assignment) by() string {
	if a.group != "" {
		return "group"
	}
	return "direct"
}

// eachAssignment gives the assignments of the directory listing that speaks,
// direct ones of a license before those by group.
func (d *day) eachAssignment(ctx context.Context, f func(assignment) error) error {
	pos := int64(d.position(ledger.SourceUsers))
	return each(ctx, d.ledger.read, `SELECT f.user_id, f.sku_id, coalesce(f.assigned_by_group, ''), coalesce(f.disabled_plans, ''),
			coalesce(f.updated_at, 0), s.from_pos
		FROM assignment_span s JOIN assignment f USING (fact_id)
		WHERE s.source_id = (SELECT source_id FROM source WHERE name = ?) AND s.from_pos <= ? AND s.to_pos > ?
			AND f.state IS NOT 'Error' AND f.state IS NOT 'Disabled'
		ORDER BY f.user_id, f.sku_id, f.assigned_by_group`, []any{ledger.SourceUsers, pos, pos}, func(rows *sql.Rows) error {
		var a assignment
		var disabled string
		if err := rows.Scan(&a.userID, &a.skuID, &a.group, &disabled, &a.updatedAt, &a.from); err != nil {
			return err
		}
		if disabled != "" {
			var ids []string
			if err := json.Unmarshal([]byte(disabled), &ids); err != nil {
				return err
			}
			a.disabled = map[string]bool{}
			for _, id := range ids {
				a.disabled[id] = true
			}
		}
		return f(a)
	})
}

// service is a Power Apps or Power Automate plan inside a license.
type service struct {
	plan    ledger.ServicePlan
	class   ledger.Classification
	license string
}

// services gives, per license, the services it brings that people can use.
func (d *day) services(ctx context.Context) (map[string][]service, error) {
	pos := int64(d.position(ledger.SourceSubscribedSkus))
	all := map[string][]service{}
	err := each(ctx, d.ledger.read, `SELECT f.sku_id, coalesce((SELECT max(t.sku_part_number) FROM seat t WHERE t.sku_id = f.sku_id), ''),
			f.service_plan_id, coalesce(f.service_plan_name, '')
		FROM license_service_span s JOIN license_service f USING (fact_id) WHERE s.from_pos <= ? AND s.to_pos > ?
		ORDER BY f.sku_id, f.service_plan_id`, []any{pos, pos}, func(rows *sql.Rows) error {
		var skuID, part, planID, planName string
		if err := rows.Scan(&skuID, &part, &planID, &planName); err != nil {
			return err
		}
		plan, ok := ledger.ServicePlanByID(planID)
		if !ok {
			if plan, ok = ledger.ClassifyPlan(planName); ok {
				plan.ID = planID
			}
		}
		if ok && !plan.Hidden {
			all[skuID] = append(all[skuID], service{plan, ledger.ClassifyAssignment(plan, skuID, part), ledger.LicenseName(skuID, part)})
		}
		return nil
	})
	return all, err
}

// assignedDates gives when each plan of each account was assigned.
func (d *day) assignedDates(ctx context.Context) (map[string]ledger.Instant, error) {
	pos := int64(d.position(ledger.SourceUsers))
	dates := map[string]ledger.Instant{}
	err := each(ctx, d.ledger.read, `SELECT f.user_id || f.service_plan_id, f.assigned_at FROM assigned_plan_span s JOIN assigned_plan f USING (fact_id)
		WHERE s.source_id = (SELECT source_id FROM source WHERE name = ?) AND s.from_pos <= ? AND s.to_pos > ? AND f.assigned_at IS NOT NULL`,
		[]any{ledger.SourceUsers, pos, pos}, func(rows *sql.Rows) error {
			var key string
			var at ledger.Instant
			err := rows.Scan(&key, &at)
			dates[key] = at
			return err
		})
	return dates, err
}

// eachAssigned makes the rows of what the directory says is assigned: one per
// account, license and service.
func (d *day) eachAssigned(ctx context.Context, people *directory, keep func(*person) bool, f func(*ledger.Row) error) error {
	services, err := d.services(ctx)
	if err != nil {
		return err
	}
	dates, err := d.assignedDates(ctx)
	if err != nil {
		return err
	}
	asOf := ledger.Text(d.position(ledger.SourceUsers).Instant().String())
	var last assignment
	return d.eachAssignment(ctx, func(a assignment) error {
		n, ok := people.byID[a.userID]
		if !ok || !keep(&people.people[n]) || (a.userID == last.userID && a.skuID == last.skuID) {
			return nil
		}
		last = a
		for _, s := range services[a.skuID] {
			if a.disabled[s.plan.ID] {
				continue
			}
			row := d.personRow(people, &people.people[n])
			row.Service, row.ServiceID, row.License, row.LicenseID = ledger.Text(s.plan.Service), ledger.Text(s.plan.ID), ledger.Text(s.license), ledger.Text(a.skuID)
			row.Product, row.Origin, row.Tier = ledger.Text(s.class.Product), ledger.Text(s.class.Origin), ledger.Text(s.class.Tier)
			row.AssignedBy, row.AssignedDate = ledger.Text(a.by()), ledger.Text(dates[a.userID+s.plan.ID].String())
			if row.AssignedDate == "" {
				row.AssignedDate = ledger.Text(a.updatedAt.String())
			}
			trial := s.class.Tier == ledger.TierTrial
			row.IsTrial = &trial
			row.FirstSeen, row.AsOf = ledger.Text(a.from.Instant().String()), asOf
			if err := f(row); err != nil {
				return err
			}
		}
		return nil
	})
}

func (d *day) fillAssigned(ctx context.Context, t *table, people *directory, keep func(*person) bool) error {
	return d.eachAssigned(ctx, people, keep, func(row *ledger.Row) error { t.add(row); return nil })
}

// fillNeverUsed keeps what is assigned and was never in a report that was read
// up to the day: no use seen, which is not the same as not used.
func (d *day) fillNeverUsed(ctx context.Context, t *table, people *directory) error {
	seen, err := d.everReported(ctx, people)
	if err != nil {
		return err
	}
	return d.eachAssigned(ctx, people, func(*person) bool { return true }, func(row *ledger.Row) error {
		if !seen[string(row.UserID+row.ServiceID)] && !seen[string(row.UserID)+ledger.FoldText(string(row.Service))] {
			t.add(row)
		}
		return nil
	})
}

// everReported gives account + service, by plan id and by name, for every line
// that named somebody in a report up to the day.
func (d *day) everReported(ctx context.Context, people *directory) (map[string]bool, error) {
	seen := map[string]bool{}
	known := classes{}
	err := each(ctx, d.ledger.read, `SELECT DISTINCT f.email_address, coalesce(f.service, ''), coalesce(f.license, '')
		FROM report_row f JOIN report_row_span s USING (fact_id) WHERE s.from_pos <= ? AND f.email_address IS NOT NULL`,
		[]any{int64(ledger.LastPositionAt(d.at))}, func(rows *sql.Rows) error {
			var address, serviceName, license string
			if err := rows.Scan(&address, &serviceName, &license); err != nil {
				return err
			}
			n, ok := people.byAddress[ledger.FoldAddress(address)]
			if !ok {
				return nil
			}
			class := known.of(serviceName, license, nil)
			seen[people.people[n].id+class.ServicePlanID] = true
			seen[people.people[n].id+ledger.FoldText(serviceName)] = true
			return nil
		})
	return seen, err
}

// personRow begins a row with what the directory says of an account.
func (d *day) personRow(people *directory, p *person) *ledger.Row {
	status, since := people.status(p.id, d.at)
	row := &ledger.Row{UserID: ledger.Text(p.id), UserName: ledger.Text(p.name), EmailAddress: ledger.Text(p.email),
		Status: ledger.Text(status), StatusSince: ledger.Text(since), Department: ledger.Text(p.department),
		CostCenter: ledger.Text(p.costCenter), Source: ledger.SourceUsers, Basis: ledger.Text(ledger.BasisDirectory)}
	if status.Departed() {
		row.LastKnownName, row.LastKnownEmail = row.UserName, row.EmailAddress
		row.UserName, row.EmailAddress = ledger.UnknownWord, ledger.UnknownWord
	}
	return row
}
