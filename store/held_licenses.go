package store

import (
	"cmp"
	"context"
	"database/sql"
	"slices"

	"licenseledger/store/column"
	"licenseledger/store/ledger"
)

// heldLicenses is the licenses that anybody ever held, however assignments name
// them: an id, or in an export a name.
type heldLicenses struct {
	all   []heldLicense // by their names
	place []uint32      // of the codes of holdings.sku
}

type heldLicense struct {
	id, name string // id is "" where several licenses have the name, or none that is known
}

// heldLicenses gives one license for each name of it in assignments: two of a
// person are two only if they are two licenses.
func (d *day) heldLicenses(ctx context.Context, held *holdings) (*heldLicenses, error) {
	parts, byName := map[string]string{}, map[string][]string{} // of the tenant's own
	err := d.history.reading(ctx, func(q querier) error {
		return each(ctx, q, `SELECT sku_id, max(coalesce(sku_part_number, '')) FROM seat GROUP BY sku_id`, nil, func(rows *sql.Rows) error {
			var id, part string
			err := rows.Scan(&id, &part)
			name := ledger.CanonicalWords(ledger.LicenseName(id, part))
			parts[id], byName[name] = part, append(byName[name], id)
			return err
		})
	})
	if err != nil {
		return nil, err
	}
	codes := make([]heldLicense, held.sku.dict.Len())
	for code := range codes {
		text := held.sku.dict.At(uint32(code))
		own := byName[ledger.CanonicalWords(text)]
		switch {
		case ledger.IsObjectID(text):
			codes[code] = heldLicense{text, cmp.Or(ledger.LicenseName(text, parts[text]), text)}
		case len(own) == 1:
			codes[code] = heldLicense{own[0], ledger.LicenseName(own[0], parts[own[0]])}
		default:
			id, _, _ := ledger.LicenseNamed(text)
			codes[code] = heldLicense{id, text}
		}
	}
	h := &heldLicenses{all: slices.Clone(codes), place: make([]uint32, len(codes))}
	slices.SortFunc(h.all, compareLicenses)
	h.all = slices.Compact(h.all)
	for code := range codes {
		n, _ := slices.BinarySearchFunc(h.all, codes[code], compareLicenses)
		h.place[code] = uint32(n)
	}
	return h, nil
}

func compareLicenses(a, b heldLicense) int {
	return cmp.Or(column.Compare(a.name, b.name), cmp.Compare(a.name, b.name), cmp.Compare(a.id, b.id))
}

// of gives the licenses that a person holds on a day, each once with
// the assignment that tells most: a direct one before those by groups.
func (l *heldLicenses) of(held *holdings, who uint32, into []heldBy) []heldBy {
	into = into[:0]
	for own := range held.of(who) {
		license := l.place[own.sku]
		if !slices.ContainsFunc(into, func(h heldBy) bool { return h.license == license }) {
			into = append(into, heldBy{license, own})
		}
	}
	slices.SortFunc(into, func(a, b heldBy) int { return cmp.Compare(a.license, b.license) })
	return into
}

// heldBy is a license that somebody holds, by its place in heldLicenses.all.
type heldBy struct {
	license uint32
	hold    hold
}
