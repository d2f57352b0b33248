package app

import (
	"context"
	"fmt"
	"strings"

	"licenseledger/store/ledger"
)

// pricedLicenses are the licenses that somebody can mean by what they write.
type pricedLicenses struct {
	all  []ledger.TenantLicense
	read bool // a reading tells which ones the tenant has
}

// licensesToPrice gives the licenses of the tenant, and those that have a price
// and are in no reading, with all prices.
func (l *Ledger) licensesToPrice(ctx context.Context) (pricedLicenses, []ledger.Price, error) {
	licenses, err := l.store.TenantLicenses(ctx)
	if err != nil {
		return pricedLicenses{}, nil, err
	}
	prices, err := l.store.Prices(ctx)
	if err != nil {
		return pricedLicenses{}, nil, err
	}
	p := pricedLicenses{licenses, len(licenses) > 0}
	known := map[string]bool{}
	for _, license := range licenses {
		known[license.ID] = true
	}
	for _, price := range prices {
		if !known[price.SkuID] {
			known[price.SkuID] = true
			p.all = append(p.all, ledger.NewTenantLicense(price.SkuID, "", false))
		}
	}
	return p, prices, nil
}

// FindLicense finds the license of the tenant that somebody means by its id,
// part number or name. Codes: not_found, which names the nearest, and invalid
// where several are called that.
func (l *Ledger) FindLicense(ctx context.Context, words string) (ledger.TenantLicense, error) {
	const op = "find license"
	licenses, _, err := l.licensesToPrice(ctx)
	if err != nil {
		return ledger.TenantLicense{}, err
	}
	found := licenses.meant(words)
	switch {
	case len(found) == 1:
		return found[0], nil
	case len(found) > 1:
		return ledger.TenantLicense{}, ledger.Errorf(ledger.CodeInvalid, op, "Several licenses are called %q: %s. Give the id of one.", words, orList(idsOf(found)))
	case !licenses.read:
		return ledger.TenantLicense{}, ledger.Errorf(ledger.CodeNotFound, op, "There is no license %q, and no reading tells which ones the tenant has. Give its id, or sync first.", words)
	}
	return ledger.TenantLicense{}, ledger.Errorf(ledger.CodeNotFound, op, "The tenant has no license %q. Did you mean %s?", words, orList(licenses.nearest(words)))
}

// meant is ledger.FindLicense. A history of downloaded lists does not tell the
// licenses of the tenant: there those of the built-in table are meant.
func (p pricedLicenses) meant(words string) []ledger.TenantLicense {
	found := ledger.FindLicense(words, p.all)
	if len(found) > 0 || p.read {
		return found
	}
	id, _, _ := ledger.LicenseNamed(words)
	if lower := strings.ToLower(strings.TrimSpace(words)); ledger.IsKnownLicense(lower) {
		id = lower
	}
	if id == "" {
		return nil
	}
	return []ledger.TenantLicense{ledger.NewTenantLicense(id, "", false)}
}

// nearestShown is how many licenses are named in the place of an unknown one.
const nearestShown = 3

func (p pricedLicenses) nearest(words string) []string {
	return ledger.NearestLicenses(words, p.all, nearestShown)
}

func idsOf(licenses []ledger.TenantLicense) []string {
	ids := make([]string, 0, len(licenses))
	for _, license := range licenses {
		ids = append(ids, fmt.Sprintf("%s (%s)", license.ID, license.PartNumber))
	}
	return ids
}

// orList joins alternatives.
func orList(words []string) string {
	if len(words) < 2 {
		return strings.Join(words, "")
	}
	return strings.Join(words[:len(words)-1], ", ") + " or " + words[len(words)-1]
}
