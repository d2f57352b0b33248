package ledger

// Status tells how an account, or the person behind a row, stands at a moment.
type Status string

// The closed list of states, as printed by the console in any language.
const (
	StatusPresent     Status = "present"      // the directory has the account, sign-in allowed
	StatusBlocked     Status = "blocked"      // the directory has the account, sign-in blocked
	StatusSoftDeleted Status = "soft_deleted" // in the deleted users, restorable for 30 days
	StatusGone        Status = "gone"         // absent, confirmed, and not in the deleted users
	StatusLeft        Status = "left"         // absent, confirmed, deleted users not readable
	StatusUnresolved  Status = "unresolved"   // the report says Unknown and nothing is confirmed
	StatusUnverified  Status = "unverified"   // no directory was read for that day
	StatusErased      Status = "erased"       // forgotten on request
)

// Statuses lists every status once.
func Statuses() []Status {
	return []Status{StatusPresent, StatusBlocked, StatusSoftDeleted, StatusGone, StatusLeft,
		StatusUnresolved, StatusUnverified, StatusErased}
}

// Departed tells whether the account is known to have left.
func (s Status) Departed() bool {
	return s == StatusSoftDeleted || s == StatusGone || s == StatusLeft
}

// ShownAsUnknown tells whether the list shows Unknown in place of the name.
func (s Status) ShownAsUnknown() bool {
	return s.Departed() || s == StatusUnresolved || s == StatusErased
}

// Confidence tells how sure it is who an Unknown row was.
type Confidence string

// The closed list of confidences; named rows have none ("").
const (
	ConfidenceCertain Confidence = "certain"
	ConfidenceLikely  Confidence = "likely"
	ConfidenceOneOfN  Confidence = "one_of_n"
	ConfidenceNone    Confidence = "none"
)

// Product is the product that a service belongs to.
type Product string

// The closed list of products.
const (
	ProductPowerApps     Product = "power_apps"
	ProductPowerAutomate Product = "power_automate"
	ProductOther         Product = "other"
)

// Origin tells what a service comes with.
type Origin string

// The closed list of origins.
const (
	OriginOffice365    Origin = "office_365"
	OriginDynamics365  Origin = "dynamics_365"
	OriginOtherProduct Origin = "other_product"
	OriginStandalone   Origin = "standalone"
	OriginUnknown      Origin = "unknown"
)

// Tier tells how a service is paid for.
type Tier string

// The closed list of tiers.
const (
	TierPaid      Tier = "paid"
	TierSeeded    Tier = "seeded"
	TierTrial     Tier = "trial"
	TierFree      Tier = "free"
	TierDeveloper Tier = "developer"
)

// Basis tells what a list of a day is made from.
type Basis string

// The closed list of bases.
const (
	BasisReport    Basis = "report"    // Microsoft's report of licensed people who used the products
	BasisDirectory Basis = "directory" // licenses in the directory; use is not known
	BasisNone      Basis = "none"      // nothing was read for that day
)

// ViewKind names a way to look at a day.
type ViewKind string

// The closed list of views.
const (
	ViewList      ViewKind = "list"       // licensed and used at least once
	ViewAssigned  ViewKind = "assigned"   // every assignment of the directory
	ViewNeverUsed ViewKind = "never-used" // assigned, and never in the report
	ViewDeparted  ViewKind = "departed"   // people who left
	ViewBlocked   ViewKind = "blocked"    // sign-in blocked, still licensed
	ViewTrials    ViewKind = "trials"     // rows of the list whose tier or report says trial
	ViewUsers     ViewKind = "users"      // one row per account, licensed or not
	ViewGuests    ViewKind = "guests"     // those of them that belong to another organisation
	ViewUnknown   ViewKind = "unknown"    // rows of the list that name nobody
)

// OfList tells whether the rows of a view are rows of the list, which say who
// used what.
func (k ViewKind) OfList() bool { return k == ViewList || k == ViewTrials || k == ViewUnknown }

// ViewKinds lists every view once.
func ViewKinds() []ViewKind {
	return []ViewKind{ViewList, ViewAssigned, ViewNeverUsed, ViewDeparted, ViewBlocked, ViewTrials, ViewUsers, ViewGuests, ViewUnknown}
}

// UnknownWord is what the list shows in place of a name that is not known.
const UnknownWord = "Unknown"
