package app

import (
	"context"
	"time"

	"licenseledger/store/ledger"
)

// samplePrice is what a license of the simulated tenant costs: about what such
// a license costs anybody, in 1/100 of a euro.
type samplePrice struct {
	skuID  string
	cents  int64
	per    ledger.PricePeriod
	dearer int64 // from the month of the last day on; 0 stays as it is
}

// samplePrices are not those of all licenses: what nobody has a price for is
// part of what a person sees.
var samplePrices = []samplePrice{
	{skuID: "18181a46-0d4e-45cd-891e-60aabd171b4e", cents: 940, per: ledger.PerMonth},                // Office 365 E1
	{skuID: "6fd2c87f-b296-42f0-b197-1e91e994b900", cents: 2160, per: ledger.PerMonth, dearer: 2260}, // Office 365 E3
	{skuID: "c7df2760-2c81-4ef7-b578-5b5392b571df", cents: 3570, per: ledger.PerMonth},               // Office 365 E5
	{skuID: "4b585984-651b-448a-9e53-3b10f069cf7f", cents: 380, per: ledger.PerMonth},                // Office 365 F3
	{skuID: "749742bf-0d37-4158-a120-33567104deeb", cents: 8870, per: ledger.PerMonth},               // Dynamics 365 for Customer Service Enterprise Edition
	{skuID: "7ac9fe77-66b7-4e5e-9e46-10eed1cff547", cents: 8400, per: ledger.PerYear},                // Dynamics 365 Team Members
	{skuID: "b30411f5-fea1-4a59-9ad9-3db7c7ead579", cents: 1870, per: ledger.PerMonth},               // Power Apps Premium
	{skuID: "eda1941c-3c4f-4995-b5eb-e85a42175ab9", cents: 1400, per: ledger.PerMonth},               // Power Automate Premium
	{skuID: "4a51bf65-409c-4a91-b845-1121b571cc9d", cents: 1400, per: ledger.PerMonth},               // Power Automate per user plan
	{skuID: "b4d7b828-e8dc-4518-91f9-e123ae48440d", cents: 470, per: ledger.PerMonth},                // Power Apps per app plan (1 app or portal)
}

// priceSample sets the prices of a sample, which hold from its first month on.
func (l *Ledger) priceSample(ctx context.Context, first, last time.Time) error {
	month := func(t time.Time) string { return t.In(l.Zone()).Format("2006-01-") + "01" }
	var prices []ledger.Price
	for _, p := range samplePrices {
		price := ledger.Price{SkuID: p.skuID, From: month(first), Currency: "EUR", Amount: &p.cents, Per: p.per}
		prices = append(prices, price)
		if p.dearer > 0 && month(last) > month(first) {
			price.From, price.Amount = month(last), &p.dearer
			prices = append(prices, price)
		}
	}
	return l.store.SetPrices(ctx, prices)
}
