package store

import (
	"context"
	"database/sql"

	"licenseledger/store/ledger"
)

// service is a Power Apps or Power Automate plan inside a license.
type service struct {
	plan      ledger.ServicePlan
	class     ledger.Classification
	license   string
	licenseID string // "" where only a name is known, which several licenses have
}

// services gives, per license as assignments name it, the services it brings
// that people can use.
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
				all[skuID] = append(all[skuID], service{plan, ledger.ClassifyAssignment(plan, skuID, part), ledger.LicenseName(skuID, part), skuID})
			}
			return nil
		})
	})
	if err != nil {
		return nil, err
	}
	return all, d.addNamed(ctx, all)
}

// addNamed adds the licenses that an export names and gives no id of: the
// tenant's own of that name, else what is built in.
func (d *day) addNamed(ctx context.Context, all map[string][]service) error {
	assigned, err := d.history.assignments(ctx)
	if err != nil {
		return err
	}
	byName := map[string][]string{} // canonical name -> ids of the tenant's licenses
	for id, services := range all {
		name := ledger.CanonicalWords(services[0].license)
		byName[name] = append(byName[name], id)
	}
	for name := range assigned.skus {
		if name == "" || ledger.IsObjectID(name) {
			continue
		}
		if own := byName[ledger.CanonicalWords(name)]; len(own) == 1 {
			all[name] = all[own[0]]
			continue
		}
		id, plans, _ := ledger.LicenseNamed(name)
		for _, plan := range plans {
			all[name] = append(all[name], service{plan, ledger.ClassifyAssignment(plan, id, name), name, id})
		}
	}
	return nil
}
