package ledger

import "strings"

// TrialOrigin is how a trial came to somebody, as far as that can be told.
type TrialOrigin string

// The closed list. Where nothing tells it is "".
const (
	// TrialSelfService was started inside the product's own portal: Microsoft's
	// list has it, the directory has not.
	TrialSelfService TrialOrigin = "self_service"
	// TrialSignUp is of a license that comes into a tenant when somebody signs up
	// for it, and that admins can then assign as well. Nothing tells which it was.
	TrialSignUp TrialOrigin = "sign_up_or_admin"
	// TrialAdmin came through a group, which only an admin can set up.
	TrialAdmin TrialOrigin = "admin"
)

// TrialOrigins gives the closed list.
func TrialOrigins() []TrialOrigin { return []TrialOrigin{TrialSelfService, TrialSignUp, TrialAdmin} }

// OriginOfTrial tells how a trial came: by the words and the id of its license,
// and whether it came through a group.
// https://learn.microsoft.com/power-platform/admin/powerapps-powershell
func OriginOfTrial(license, skuID string, byGroup bool) TrialOrigin {
	switch l := catalog().licenseByID[strings.ToLower(skuID)]; {
	case byGroup:
		return TrialAdmin
	case l != nil && l.isViral():
		return TrialSignUp
	case l == nil && isPortalTrial(canonicalText(license)):
		return TrialSelfService
	}
	return ""
}

// isPortalTrial tells of the words in the column of licenses whether they are
// those of a trial that somebody started in the portal: they name a plan, and
// no license that there is.
func isPortalTrial(text string) bool {
	return len(catalog().licenseByText[text]) == 0 && strings.HasSuffix(text, " plan trial")
}

// isViral tells of a license that a sign-up brings into a tenant.
func (l *license) isViral() bool {
	for _, plan := range l.plans {
		if strings.Contains(strings.ToUpper(plan.Name), "VIRAL") && plan.Tier == TierTrial {
			return true
		}
	}
	return false
}

// HasEnded tells whether something ended before an instant; both are canonical. A
// day ends when it is over.
func HasEnded(ends, at string) Flag {
	if ends == "" || at == "" {
		return ""
	}
	if len(ends) < len(at) {
		at = at[:len(ends)]
	}
	return FlagOf(ends < at)
}
