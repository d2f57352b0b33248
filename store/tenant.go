package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"

	"licenseledger/store/ledger"
)

// sameTenant refuses a ledger of another tenant. Where one of the two never
// read its tenant's id, because it knows downloaded files only, the domains of
// the addresses in both have to have one in common.
func (l *Ledger) sameTenant(ctx context.Context, op, from string, other *Ledger) error {
	ours, err := tenantID(ctx, l.read)
	if err != nil {
		return err
	}
	theirs, err := tenantID(ctx, other.read)
	if err != nil || (ours != "" && ours == theirs) {
		return err
	}
	refused := ledger.Errorf(ledger.CodeInvalid, op, "%s is the history of another tenant. Nothing was changed; every tenant has a history file of its own.", from)
	if ours != "" && theirs != "" {
		return refused
	}
	here, err := domains(ctx, l.read)
	if err != nil {
		return err
	}
	there, err := domains(ctx, other.read)
	if err != nil || len(here) == 0 || len(there) == 0 {
		return err
	}
	for domain := range there {
		if here[domain] {
			return nil
		}
	}
	return refused
}

// tenantID is the id that the newest reading of the tenant told; "" without one.
func tenantID(ctx context.Context, q querier) (id string, err error) {
	err = q.QueryRowContext(ctx, `SELECT f.tenant_id FROM organization_span s JOIN organization f USING (fact_id) ORDER BY s.to_pos DESC LIMIT 1`).Scan(&id)
	if errors.Is(err, sql.ErrNoRows) {
		err = nil
	}
	return id, err
}

// domains gives the mail domains of everybody in the ledger, in lower case.
func domains(ctx context.Context, q querier) (map[string]bool, error) {
	found := map[string]bool{}
	const domain = `lower(substr(%[1]s, instr(%[1]s, '@') + 1))`
	query := fmt.Sprintf(`SELECT DISTINCT `+domain+` FROM user_address WHERE instr(%[1]s, '@') > 0`, "address") +
		fmt.Sprintf(` UNION SELECT DISTINCT `+domain+` FROM report_row WHERE instr(%[1]s, '@') > 0`, "email_address") +
		fmt.Sprintf(` UNION SELECT DISTINCT `+domain+` FROM license_use WHERE instr(%[1]s, '@') > 0`, "email_address")
	err := each(ctx, q, query, nil, func(rows *sql.Rows) error {
		var name string
		err := rows.Scan(&name)
		found[name] = true
		return err
	})
	return found, err
}
