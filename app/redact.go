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

// shownFilter gives a condition as it may be told: where people are left out, so
// are words that may name one, which are what is compared with a person, parts of
// texts, and addresses wherever they stand.
func (spec ExportSpec) shownFilter(f ledger.Filter) ledger.Filter {
	if !spec.Redact || !export.IsPersonal(f.Column) && f.Op != ledger.FilterContains && !strings.Contains(strings.Join(f.Values, ""), "@") {
		return f
	}
	f.Values = []string{export.LeftOut(spec.Language)}
	return f
}
