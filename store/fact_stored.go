package store

import (
	"context"
	"database/sql"
	"fmt"
	"strings"

	"licenseledger/store/ledger"
)

// storedFact is a fact as its table has it.
type storedFact struct {
	kind   ledger.Kind
	values []any // nil, string or int64, in the order of ledger.Columns
}

// Kind implements ledger.Fact.
func (f storedFact) Kind() ledger.Kind { return f.kind }

// Values implements ledger.Fact.
func (f storedFact) Values() []any { return f.values }

// typed gives the fact as its own type where it can name a person.
func (f storedFact) typed() ledger.Fact {
	v := reading(f.values)
	switch f.kind {
	case ledger.KindUser:
		u := ledger.User{UserID: v.text(0), DisplayName: v.text(1), UserPrincipalName: v.text(2), Mail: v.text(3), ProxyAddresses: v.text(4),
			AccountEnabled: v.flag(5), UserType: v.text(6), CreatedAt: v.instant(7), Department: v.text(8), CompanyName: v.text(9),
			JobTitle: v.text(10), Country: v.text(11), OfficeLocation: v.text(12), UsageLocation: v.text(13), CostCenter: v.text(14)}
		if len(v) > 15 {
			u.ManagerID = v.text(15)
		}
		return u
	case ledger.KindDeletedUser:
		return ledger.DeletedUser{UserID: v.text(0), DisplayName: v.text(1), UserPrincipalName: v.text(2), Mail: v.text(3), DeletedAt: v.instant(4)}
	case ledger.KindAssignment:
		return ledger.Assignment{UserID: v.text(0), SkuID: v.text(1), AssignedByGroup: v.text(2), State: v.text(3), Error: v.text(4),
			DisabledPlans: v.text(5), UpdatedAt: v.instant(6)}
	case ledger.KindAssignedPlan:
		return ledger.AssignedPlan{UserID: v.text(0), ServicePlanID: v.text(1), CapabilityStatus: v.text(2), AssignedAt: v.instant(3)}
	case ledger.KindReportRow:
		r := ledger.ReportRow{UserName: v.text(0), EmailAddress: v.text(1), Service: v.text(2), License: v.text(3), AssignedDate: v.text(4),
			IsTrial: v.flag(5), ExpirationDate: v.text(6)}
		r.Ordinal, _ = v[7].(int64)
		return r
	case ledger.KindLicenseGroup:
		return ledger.LicenseGroup{GroupID: v.text(0), DisplayName: v.text(1)}
	case ledger.KindLicenseUse:
		u := ledger.LicenseUse{UserID: v.text(0), UserName: v.text(1), EmailAddress: v.text(2), License: v.text(3), RequiredLicense: v.text(4),
			Environment: v.text(5), App: v.text(6), LastUsed: v.text(7)}
		u.Ordinal, _ = v[8].(int64)
		return u
	}
	return f
}

// reading reads values of a fact by their column.
type reading []any

func (v reading) text(column int) string {
	s, _ := v[column].(string)
	return s
}

func (v reading) flag(column int) *bool {
	n, ok := v[column].(int64)
	if !ok {
		return nil
	}
	yes := n != 0
	return &yes
}

func (v reading) instant(column int) ledger.Instant {
	n, _ := v[column].(int64)
	return ledger.Instant(n)
}

// scanFact reads the values of a fact from a row whose last columns they are.
func scanFact(rows *sql.Rows, kind ledger.Kind, before ...any) (storedFact, error) {
	f := storedFact{kind, make([]any, len(ledger.Columns(kind)))}
	targets := before
	for i := range f.values {
		targets = append(targets, &f.values[i])
	}
	if err := rows.Scan(targets...); err != nil {
		return f, err
	}
	for i, value := range f.values {
		switch value.(type) {
		case nil, string, int64:
		default:
			return f, foreignValue(string(kind) + "." + ledger.Columns(kind)[i])
		}
	}
	return f, nil
}

// scannedHash takes a hash from a row, and nothing that is none.
type scannedHash ledger.Hash

// Scan is of sql.Scanner.
func (h *scannedHash) Scan(value any) error {
	raw, _ := value.([]byte)
	if len(raw) != len(h) {
		return foreignValue("a hash")
	}
	*h = scannedHash(raw)
	return nil
}

// eachStored gives every fact of a kind with its id, source and hash.
func eachStored(ctx context.Context, q querier, kind ledger.Kind, f func(id, sourceID int64, hash ledger.Hash, fact storedFact) error) error {
	query := fmt.Sprintf(`SELECT fact_id, source_id, hash, %s FROM %s ORDER BY fact_id`, strings.Join(ledger.Columns(kind), ", "), kind)
	return each(ctx, q, query, nil, func(rows *sql.Rows) error {
		var id, sourceID int64
		var hash scannedHash
		fact, err := scanFact(rows, kind, &id, &sourceID, &hash)
		if err != nil {
			return err
		}
		return f(id, sourceID, ledger.Hash(hash), fact)
	})
}
