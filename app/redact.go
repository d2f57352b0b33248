package app

import (
	"context"
	"strings"

	"licenseledger/app/export"
	"licenseledger/store/ledger"
)

// redactor makes what puts pseudonyms in the place of people. Code read_only for
// a ledger that cannot be written and never made pseudonyms.
func (l *Ledger) redactor(ctx context.Context) (*export.Redactor, error) {
	key, err := l.store.PseudonymKey(ctx)
	if err != nil {
		return nil, err
	}
	return export.NewRedactor(key, func(address string) (string, error) { return l.store.OwnerOf(ctx, address) }), nil
}

// filtersOf gives the conditions as they should read. Where people are left out,
// so are words that may name one: what is compared with a person, parts of texts,
// and addresses wherever they stand.
func filtersOf(spec ExportSpec) ([]string, error) {
	var all []ledger.Filter
	for _, expr := range spec.Filters {
		filter, err := ledger.ParseFilter(expr)
		if err != nil {
			return nil, err
		}
		all = append(all, filter)
	}
	var said []string
	for i, filter := range append(all, spec.Where...) {
		values := strings.Join(filter.Values, ", ")
		if spec.Redact && (export.IsPersonal(filter.Column) || filter.Op == ledger.FilterContains || strings.Contains(values, "@")) {
			said = append(said, filter.Column+" "+string(filter.Op)+" "+export.LeftOut(spec.Language))
		} else if i < len(all) {
			said = append(said, spec.Filters[i])
		} else {
			said = append(said, filter.Column+" "+string(filter.Op)+" "+values)
		}
	}
	return said, nil
}
