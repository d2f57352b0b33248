package store

import (
	"context"
	"database/sql"
	"slices"

	"licenseledger/store/column"
	"licenseledger/store/ledger"
)

// freeLicense is what the rules of freeing up look at of a license.
type freeLicense struct {
	id, name   string // id is "" where only a name is known
	plans      []ledger.ServicePlan
	standalone bool
	forApps    bool
	capacity   bool             // not for people
	costless   ledger.LeftOut   // trial or free; "" for one that costs
	products   []ledger.Product // that it brings
	seat       *ledger.SeatRow  // nil where it is not known what was bought
	price      *ledger.FreePrice
	covers     []bool // by place of the other license
}

// freeLicenses gives the licenses of the day: those that the tenant has, and
// those that somebody holds besides. places finds them by the codes of held.
func (d *day) freeLicenses(ctx context.Context, held *holdings) (all []freeLicense, places []int, err error) {
	seats, err := d.seats(ctx)
	if err != nil {
		return nil, nil, err
	}
	services, err := d.services(ctx)
	if err != nil {
		return nil, nil, err
	}
	forTenant, err := d.forTenant(ctx)
	if err != nil {
		return nil, nil, err
	}
	byID := map[string]int{}
	for i := range seats {
		s := &seats[i]
		id := string(s.LicenseID)
		byID[id] = len(all)
		all = append(all, freeLicense{id: id, name: string(s.License), plans: plansOf(services[id], id), seat: s, capacity: forTenant[id]})
	}
	places = make([]int, held.sku.dict.Len())
	for code := range places {
		word := held.sku.dict.At(uint32(code))
		id, name := word, ledger.LicenseName(word, word)
		if !ledger.IsObjectID(word) { // an export knows no ids
			if id, _, _ = ledger.LicenseNamed(word); len(services[word]) > 0 {
				id = services[word][0].licenseID
			}
		}
		place, known := byID[id]
		if !known || id == "" {
			place = len(all)
			all = append(all, freeLicense{id: id, name: name, plans: plansOf(services[word], id)})
			if id != "" {
				byID[id] = place
			}
		}
		places[code] = place
	}
	for i := range all {
		all[i].judge()
	}
	return all, places, nil
}

func plansOf(services []service, id string) []ledger.ServicePlan {
	var plans []ledger.ServicePlan
	for i := range services {
		plans = append(plans, services[i].plan)
	}
	if plans == nil {
		plans, _ = ledger.LicensePlans(id)
	}
	return plans
}

// judge draws what follows from the services and the seats.
func (l *freeLicense) judge() {
	l.standalone, l.forApps = ledger.IsStandalone(l.plans), ledger.IsForApps(l.plans)
	costs := func(p ledger.ServicePlan) bool { return p.Tier != ledger.TierFree && p.Tier != ledger.TierDeveloper }
	for _, p := range l.plans {
		if !slices.Contains(l.products, p.Product) {
			l.products = append(l.products, p.Product)
		}
	}
	part, trial := "", ledger.IsTrialLicense(l.id, "")
	if l.seat != nil {
		part, trial = string(l.seat.SkuPartNumber), l.seat.Trial != nil && *l.seat.Trial
	}
	switch {
	case ledger.IsFreeLicense(part), l.standalone && !slices.ContainsFunc(l.plans, costs):
		l.costless = ledger.LeftOutFree
	case trial:
		l.costless = ledger.LeftOutTrial
	}
}

// forTenant names the licenses that are bought for the tenant as a whole.
// https://learn.microsoft.com/graph/api/resources/subscribedsku
func (d *day) forTenant(ctx context.Context) (map[string]bool, error) {
	pos, is := int64(d.position(ledger.SourceSubscribedSkus)), map[string]bool{}
	return is, d.history.reading(ctx, func(q querier) error {
		return each(ctx, q, `SELECT f.sku_id FROM seat_span s JOIN seat f USING (fact_id)
			WHERE s.from_pos <= ?1 AND s.to_pos > ?1 AND f.applies_to = 'Company'`, []any{pos}, func(rows *sql.Rows) error {
			var id string
			err := rows.Scan(&id)
			is[id] = true
			return err
		})
	})
}

// priceLicenses notes what a unit costs a month. A trial or a free license that
// somebody has put a price on costs after all.
func priceLicenses(all []freeLicense, prices []ledger.Price, day string) {
	for i := range all {
		l := &all[i]
		price, ok := ledger.PriceOn(prices, l.id, day)
		month, known := price.Month()
		if !ok || !known || l.id == "" {
			continue
		}
		l.price = &ledger.FreePrice{Month: month, Currency: price.Currency}
		if month > 0 {
			l.costless = ""
		}
	}
}

// coverLicenses notes which of them covers which.
func coverLicenses(all []freeLicense, covers []ledger.Cover) {
	ids := make([]string, len(all))
	for i := range all {
		ids[i] = all[i].id
	}
	for i, row := range ledger.CoverMatrix(ids, covers) {
		all[i].covers = row
	}
}

// texts is a column of the lines that follows from their license.
func (f *FreeUp) texts(text func(l *freeLicense) string) *lens {
	dict := column.NewDict()
	codes := make([]uint32, len(f.licenses))
	for i := range codes {
		codes[i] = dict.Add([]byte(text(&f.licenses[i])))
	}
	return coded(dict, func(row uint32) uint32 { return codes[f.lines[row].license] })
}
