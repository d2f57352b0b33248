package ledger

import (
	"crypto/sha256"
	"encoding/binary"
	"errors"
)

// AppendContent appends the bytes that HashOf hashes: the kind of a fact and
// its values. It says the kinds that come by the million field by field, which
// takes a third of the time of going through Values.
func AppendContent(buffer []byte, fact Fact) []byte {
	switch f := fact.(type) {
	case ReportRow:
		buffer = append(buffer, KindReportRow...)
		buffer = appendTexts(buffer, f.UserName, f.EmailAddress, f.Service, f.License, f.AssignedDate)
		buffer = appendFlag(buffer, f.IsTrial)
		buffer = appendTexts(buffer, f.ExpirationDate)
		return appendNumber(buffer, f.Ordinal)
	case User:
		buffer = append(buffer, KindUser...)
		buffer = appendTexts(buffer, f.UserID, f.DisplayName, f.UserPrincipalName, f.Mail, f.ProxyAddresses)
		buffer = appendFlag(buffer, f.AccountEnabled)
		buffer = appendTexts(buffer, f.UserType)
		buffer = appendInstant(buffer, f.CreatedAt)
		buffer = appendTexts(buffer, f.Department, f.CompanyName, f.JobTitle, f.Country, f.OfficeLocation, f.UsageLocation, f.CostCenter)
		if f.ManagerID != "" {
			buffer = appendTexts(append(buffer, laterColumn, 15), f.ManagerID)
		}
		return buffer
	case Assignment:
		buffer = append(buffer, KindAssignment...)
		buffer = appendTexts(buffer, f.UserID, f.SkuID, f.AssignedByGroup, f.State, f.Error, f.DisabledPlans)
		return appendInstant(buffer, f.UpdatedAt)
	case AssignedPlan:
		buffer = append(buffer, KindAssignedPlan...)
		buffer = appendTexts(buffer, f.UserID, f.ServicePlanID, f.CapabilityStatus)
		return appendInstant(buffer, f.AssignedAt)
	}
	_, content := HashOf(fact, nil)
	return append(buffer, content...)
}

// HashContent gives the hash of a fact from its content.
func HashContent(content []byte) Hash {
	sum := sha256.Sum256(content)
	return Hash(sum[:len(Hash{})])
}

func appendTexts(buffer []byte, texts ...string) []byte {
	for _, s := range texts {
		if s == "" {
			buffer = append(buffer, 0)
			continue
		}
		buffer = binary.AppendUvarint(append(buffer, 1), uint64(len(s)))
		buffer = append(buffer, s...)
	}
	return buffer
}

func appendNumber(buffer []byte, n int64) []byte { return binary.AppendVarint(append(buffer, 2), n) }

func appendInstant(buffer []byte, i Instant) []byte {
	if i == 0 {
		return append(buffer, 0)
	}
	return appendNumber(buffer, int64(i))
}

func appendFlag(buffer []byte, b *bool) []byte {
	switch {
	case b == nil:
		return append(buffer, 0)
	case *b:
		return appendNumber(buffer, 1)
	}
	return appendNumber(buffer, 0)
}

var errContent = errors.New("the content of a fact is damaged")

// AppendValues appends the columns of a fact, as Fact.Values gives them, from
// the content that AppendContent made. Content that it did not make is an error
// or gives other values, and never more or fewer than the kind has columns.
func AppendValues(values []any, kind Kind, content []byte) ([]any, error) {
	if len(content) < len(kind) || string(content[:len(kind)]) != string(kind) {
		return values, errContent
	}
	content = content[len(kind):]
	begin, end := len(values), len(values)+len(columns[kind])
	for len(content) > 0 {
		if content[0] == laterColumn {
			place, size := binary.Uvarint(content[1:])
			if size <= 0 || place >= uint64(end-begin) || int(place) < len(values)-begin || len(content) == 1+size {
				return values, errContent
			}
			for len(values) < begin+int(place) {
				values = append(values, nil)
			}
			content = content[1+size:]
		}
		value, rest, err := cutValue(content)
		if err != nil || len(values) == end {
			return values, errContent
		}
		values, content = append(values, value), rest
	}
	for len(values) < end {
		values = append(values, nil) // columns that came later and say nothing
	}
	return values, nil
}

func cutValue(content []byte) (value any, rest []byte, err error) {
	switch content[0] {
	case 0:
		return nil, content[1:], nil
	case 1:
		length, size := binary.Uvarint(content[1:])
		if rest := content[1+max(size, 0):]; size > 0 && length <= uint64(len(rest)) {
			return string(rest[:length]), rest[length:], nil
		}
	case 2:
		if n, size := binary.Varint(content[1:]); size > 0 {
			return n, content[1+size:], nil
		}
	}
	return nil, nil, errContent
}
