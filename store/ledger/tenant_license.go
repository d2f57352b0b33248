package ledger

import (
	"cmp"
	"slices"
	"strings"
)

// TenantLicense is a license that the tenant has, or had.
type TenantLicense struct {
	ID         string
	PartNumber string
	Name       string // as people know it; the part number where the license is not in the built-in table
	Now        bool   // the newest listing of the licenses has it
}

// NewTenantLicense names a license.
func NewTenantLicense(id, partNumber string, now bool) TenantLicense {
	return TenantLicense{ID: id, PartNumber: partNumber, Name: cmp.Or(LicenseName(id, partNumber), id), Now: now}
}

// FindLicense finds the licenses that somebody means by an id, a part number or
// a name in any of its spellings since 2017, in this order. Of several that have
// a name, those that the tenant has now are meant, if there are any.
func FindLicense(words string, among []TenantLicense) (found []TenantLicense) {
	words = strings.TrimSpace(words)
	for _, is := range []func(l *TenantLicense) bool{
		func(l *TenantLicense) bool { return strings.EqualFold(l.ID, words) },
		func(l *TenantLicense) bool { return strings.EqualFold(l.PartNumber, words) },
		func(l *TenantLicense) bool { return canonicalText(l.Name) == canonicalText(words) },
	} {
		for i := range among {
			if words != "" && is(&among[i]) {
				found = append(found, among[i])
			}
		}
		if now := slices.DeleteFunc(slices.Clone(found), func(l TenantLicense) bool { return !l.Now }); len(now) > 0 {
			return now
		}
		if len(found) > 0 {
			return found
		}
	}
	return nil
}

// NearestLicenses names the licenses that words are most like, nearest first.
func NearestLicenses(words string, among []TenantLicense, n int) []string {
	words = strings.ToLower(strings.TrimSpace(words))
	off := func(l TenantLicense) int {
		least := distance(words, strings.ToLower(l.Name))
		for _, part := range []string{l.PartNumber, l.ID} {
			if part != "" {
				least = min(least, distance(words, strings.ToLower(part)))
			}
		}
		return least
	}
	type near struct {
		name string
		off  int
	}
	sorted := make([]near, 0, len(among))
	for _, l := range among {
		sorted = append(sorted, near{l.Name, off(l)})
	}
	slices.SortStableFunc(sorted, func(a, b near) int { return cmp.Or(cmp.Compare(a.off, b.off), strings.Compare(a.name, b.name)) })
	names := make([]string, 0, n)
	for _, l := range sorted {
		if len(names) < n && !slices.Contains(names, l.name) {
			names = append(names, l.name)
		}
	}
	return names
}
