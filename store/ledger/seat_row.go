package ledger

import "strings"

// SeatRow is one license of a day: what was bought, who has it, and who was
// seen using it. Counts that nothing read tells are nil, never 0.
// https://learn.microsoft.com/graph/api/resources/subscribedsku
type SeatRow struct {
	LicenseID     Text `json:"license_id"`
	License       Text `json:"license"` // as people know it; the part number where the license is not in the built-in table
	SkuPartNumber Text `json:"sku_part_number"`
	Status        Text `json:"status"` // Enabled, Warning, Suspended, Deleted, LockedOut
	// Units: prepaidUnits.enabled, and consumedUnits, which Microsoft counts.
	Bought   int64 `json:"bought"`
	Assigned int64 `json:"assigned"`
	// Free is bought less assigned. Less than 0 is over-assigned: units beyond
	// those bought are held, by grace (see Warning) or by mistake.
	Free      int64 `json:"free"`
	Suspended int64 `json:"suspended"`  // units of a subscription that ended, its grace as well; in none of the above
	Warning   int64 `json:"warning"`    // units of a subscription that ended, still in its grace; in none of the above
	LockedOut int64 `json:"locked_out"` // units; in none of the above
	// Holders is the accounts of the directory that hold the license, directly
	// or by a group; nil where no directory was read.
	Holders        *int `json:"holders"`
	BlockedHolders *int `json:"blocked_holders"` // those of them whose sign-in is blocked
	// InUse is the people of the list with the license: licensed through it, and
	// seen in Power Apps or Power Automate. nil where no report speaks, where the
	// license brings neither product, and where the words of the report can mean
	// it or another license of the tenant.
	InUse *int `json:"in_use"`
	// InUseUnknown is those of them whom the list shows as Unknown only: most
	// have left, and their units are free again. So InUse can exceed Assigned.
	InUseUnknown *int `json:"in_use_unknown"`
	// InUseSource is where InUse is from, and InUseSince the instant of the first
	// list of the ledger up to the day; "" where InUse is nil. Microsoft's list has
	// whoever ever used it, so that one who was seen may have been so long before.
	InUseSource Text `json:"in_use_source"`
	InUseSince  Text `json:"in_use_watched_since"`
	// ListedAs is the license in the words of the lines that InUse counts, each of
	// which means no other license of the tenant; nil where InUse is, or where words
	// do not tell it from another.
	ListedAs []string `json:"-"`
	// Trial tells whether all subscriptions of the license are trials, or it is
	// known as one; nil where nothing tells.
	Trial *bool `json:"trial"`
	// RenewsAt is when the first of its subscriptions goes over into its next
	// state if nobody renews it.
	RenewsAt Text `json:"renews_at"`
	Source   Text `json:"source"`
	AsOf     Text `json:"as_of"` // instant of the listing that the units are from
	SeatMoney
	SeatChange
}

// OverAssigned tells whether more units are held than were bought.
func (s SeatRow) OverAssigned() bool { return s.Free < 0 }

// Paid tells whether a license is neither a trial nor free for good, of which
// anybody can have as many as they want.
func (s SeatRow) Paid() bool {
	return !IsFreeLicense(string(s.SkuPartNumber)) && (s.Trial == nil || !*s.Trial)
}

// IsTrialLicense tells whether a license is a trial by its name. A paid license
// can be tried as well: false says nothing.
func IsTrialLicense(skuID, partNumber string) bool {
	l := catalog().licenseByID[strings.ToLower(strings.TrimSpace(skuID))]
	return (l != nil && l.trial || trialLicense.MatchString(partNumber)) && !perpetualFree.MatchString(partNumber)
}

// IsFreeLicense tells whether a license is free for good by its name, so that
// as many as anybody wants can be assigned.
func IsFreeLicense(partNumber string) bool { return perpetualFree.MatchString(partNumber) }

// CanMeanLicense tells whether the words of a report for a license fit one, in
// any of the spellings since 2017.
func CanMeanLicense(words, skuID, partNumber string) bool {
	name := LicenseName(skuID, partNumber)
	return name != "" && canonicalText(words) == canonicalText(name)
}

// IsKnownLicense tells whether the built-in table has a license, and with it
// the words that a report uses for it.
func IsKnownLicense(skuID string) bool {
	return catalog().licenseByID[strings.ToLower(strings.TrimSpace(skuID))] != nil
}
