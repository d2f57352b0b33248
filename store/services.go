package store

import (
	"context"
	"database/sql"

	"licenseledger/store/ledger"
)

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
	err := d.history.reading(ctx, func(q querier) error {
		return each(ctx, q, `SELECT f.sku_id, coalesce((SELECT max(t.sku_part_number) FROM seat t WHERE t.sku_id = f.sku_id), ''),
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
	})
	return all, err
}
