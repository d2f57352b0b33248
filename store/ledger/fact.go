package ledger

// Kind names a kind of fact; it is also the name of its table.
type Kind string

// The closed list of kinds.
const (
	KindOrganization   Kind = "organization"
	KindSeat           Kind = "seat"
	KindLicenseService Kind = "license_service"
	KindSubscription   Kind = "subscription"
	KindUser           Kind = "user"
	KindAssignment     Kind = "assignment"
	KindAssignedPlan   Kind = "assigned_plan"
	KindDeletedUser    Kind = "deleted_user"
	KindReportRow      Kind = "report_row"
	KindLicenseUse     Kind = "license_use"
	KindLicenseGroup   Kind = "license_group"
)

// Kinds lists every kind once.
func Kinds() []Kind {
	return []Kind{KindOrganization, KindSeat, KindLicenseService, KindSubscription, KindUser,
		KindAssignment, KindAssignedPlan, KindDeletedUser, KindReportRow, KindLicenseUse, KindLicenseGroup}
}

// Fact is one thing as a source said it, under the source's own key.
type Fact interface {
	// Kind tells which table the fact belongs to.
	Kind() Kind
	// Values gives the fact's columns in the order of Columns(Kind()): each is
	// a string, an int64, or nil for what the source did not say.
	Values() []any
}

var columns = map[Kind][]string{
	KindOrganization:   {"tenant_id", "display_name", "default_domain", "domains", "country"},
	KindSeat:           {"sku_id", "sku_part_number", "applies_to", "capability_status", "bought", "assigned", "suspended", "warning", "locked_out"},
	KindLicenseService: {"sku_id", "service_plan_id", "service_plan_name", "applies_to", "provisioning_status"},
	KindSubscription:   {"subscription_id", "sku_id", "sku_part_number", "status", "is_trial", "total", "created_at", "renews_at", "commerce_id"},
	KindUser: {"user_id", "display_name", "user_principal_name", "mail", "proxy_addresses", "account_enabled", "user_type",
		"created_at", "department", "company_name", "job_title", "country", "office_location", "usage_location", "cost_center",
		"manager_id"},
	KindAssignment:   {"user_id", "sku_id", "assigned_by_group", "state", "error", "disabled_plans", "updated_at"},
	KindAssignedPlan: {"user_id", "service_plan_id", "capability_status", "assigned_at"},
	KindDeletedUser:  {"user_id", "display_name", "user_principal_name", "mail", "deleted_at"},
	KindReportRow:    {"user_name", "email_address", "service", "license", "assigned_date", "is_trial", "expiration_date", "ordinal"},
	KindLicenseUse: {"user_id", "user_name", "email_address", "license", "required_license", "environment", "app", "last_used",
		"ordinal"},
	KindLicenseGroup: {"group_id", "display_name"},
}

// Columns names the columns of a kind, in the order of Fact.Values.
func Columns(kind Kind) []string { return columns[kind] }

// IsObjectID tells whether a text has the form of Microsoft's ids. What an
// export names instead, such as a license, has not.
func IsObjectID(text string) bool {
	if len(text) != len("00000000-0000-0000-0000-000000000000") {
		return false
	}
	for i, c := range []byte(text) {
		switch isDash := i == 8 || i == 13 || i == 18 || i == 23; {
		case isDash != (c == '-'):
			return false
		case !isDash && !('0' <= c && c <= '9' || 'a' <= c && c <= 'f' || 'A' <= c && c <= 'F'):
			return false
		}
	}
	return true
}

func text(s string) any {
	if s == "" {
		return nil
	}
	return s
}

func instant(i Instant) any {
	if i == 0 {
		return nil
	}
	return int64(i)
}

func flag(b *bool) any {
	if b == nil {
		return nil
	}
	if *b {
		return int64(1)
	}
	return int64(0)
}

// Organization is the tenant itself.
// https://learn.microsoft.com/graph/api/resources/organization
type Organization struct {
	TenantID, DisplayName, DefaultDomain string
	Domains                              string // JSON array of verified domain names, sorted
	Country                              string // two letters
}

// Kind implements Fact.
func (Organization) Kind() Kind { return KindOrganization }

// Values implements Fact.
func (o Organization) Values() []any {
	return []any{text(o.TenantID), text(o.DisplayName), text(o.DefaultDomain), text(o.Domains), text(o.Country)}
}

// Seat is how many units of a license the tenant bought and assigned.
// https://learn.microsoft.com/graph/api/resources/subscribedsku
type Seat struct {
	SkuID, SkuPartNumber, AppliesTo, CapabilityStatus string
	Bought, Assigned, Suspended, Warning, LockedOut   int64 // units: prepaidUnits.enabled, consumedUnits, ...
}

// Kind implements Fact.
func (Seat) Kind() Kind { return KindSeat }

// Values implements Fact.
func (s Seat) Values() []any {
	return []any{text(s.SkuID), text(s.SkuPartNumber), text(s.AppliesTo), text(s.CapabilityStatus),
		s.Bought, s.Assigned, s.Suspended, s.Warning, s.LockedOut}
}

// LicenseService is one service plan that a license brings.
// https://learn.microsoft.com/graph/api/resources/serviceplaninfo
type LicenseService struct {
	SkuID, ServicePlanID, ServicePlanName, AppliesTo, ProvisioningStatus string
}

// Kind implements Fact.
func (LicenseService) Kind() Kind { return KindLicenseService }

// Values implements Fact.
func (s LicenseService) Values() []any {
	return []any{text(s.SkuID), text(s.ServicePlanID), text(s.ServicePlanName), text(s.AppliesTo), text(s.ProvisioningStatus)}
}

// Subscription is one contract that brings units of a license: bought or a
// trial, with its own end. A license can come from several.
// https://learn.microsoft.com/graph/api/resources/companysubscription
type Subscription struct {
	SubscriptionID, SkuID, SkuPartNumber string
	Status                               string // Enabled, Warning, Suspended, Deleted, LockedOut
	IsTrial                              *bool  // nil when not sent
	Total                                int64  // units: totalLicenses
	CreatedAt                            Instant
	RenewsAt                             Instant // nextLifecycleDateTime: when it goes over into its next state if nobody renews it
	CommerceID                           string  // commerceSubscriptionId
}

// Kind implements Fact.
func (Subscription) Kind() Kind { return KindSubscription }

// Values implements Fact.
func (s Subscription) Values() []any {
	return []any{text(s.SubscriptionID), text(s.SkuID), text(s.SkuPartNumber), text(s.Status), flag(s.IsTrial),
		s.Total, instant(s.CreatedAt), instant(s.RenewsAt), text(s.CommerceID)}
}

// User is an account of the directory.
// https://learn.microsoft.com/graph/api/resources/user
type User struct {
	UserID, DisplayName, UserPrincipalName, Mail string
	ProxyAddresses                               string // JSON array as sent, sorted; "" when not sent
	AccountEnabled                               *bool  // nil when not sent
	UserType                                     string // Member or Guest
	CreatedAt                                    Instant
	Department, CompanyName, JobTitle, Country   string
	OfficeLocation, UsageLocation, CostCenter    string
	ManagerID                                    string // object id; "" when there is none, and when it was not asked for
}

// Kind implements Fact.
func (User) Kind() Kind { return KindUser }

// Values implements Fact.
func (u User) Values() []any {
	return []any{text(u.UserID), text(u.DisplayName), text(u.UserPrincipalName), text(u.Mail), text(u.ProxyAddresses),
		flag(u.AccountEnabled), text(u.UserType), instant(u.CreatedAt), text(u.Department), text(u.CompanyName),
		text(u.JobTitle), text(u.Country), text(u.OfficeLocation), text(u.UsageLocation), text(u.CostCenter),
		text(u.ManagerID)}
}

// Assignment is a license that an account holds, directly or by a group. An
// export tells neither the way nor the id: SkuID is then the license's name as
// said, which IsObjectID tells apart.
// https://learn.microsoft.com/graph/api/resources/licenseassignmentstate
type Assignment struct {
	UserID, SkuID   string
	AssignedByGroup string // object id of the group; "" for a direct assignment
	State, Error    string // Active, ActiveWithError, Disabled, Error; None, CountViolation, ...
	DisabledPlans   string // JSON array of service plan ids, sorted; "" for none
	UpdatedAt       Instant
}

// Kind implements Fact.
func (Assignment) Kind() Kind { return KindAssignment }

// Values implements Fact.
func (a Assignment) Values() []any {
	return []any{text(a.UserID), text(a.SkuID), text(a.AssignedByGroup), text(a.State), text(a.Error),
		text(a.DisabledPlans), instant(a.UpdatedAt)}
}

// AssignedPlan is a Power Apps or Power Automate service plan of an account,
// with the moment it was assigned: the nearest that Graph has to the report's
// assigned date.
// https://learn.microsoft.com/graph/api/resources/assignedplan
type AssignedPlan struct {
	UserID, ServicePlanID, CapabilityStatus string
	AssignedAt                              Instant
}

// Kind implements Fact.
func (AssignedPlan) Kind() Kind { return KindAssignedPlan }

// Values implements Fact.
func (p AssignedPlan) Values() []any {
	return []any{text(p.UserID), text(p.ServicePlanID), text(p.CapabilityStatus), instant(p.AssignedAt)}
}

// LicenseGroup is a group that licenses are assigned by.
// https://learn.microsoft.com/graph/api/resources/group
type LicenseGroup struct{ GroupID, DisplayName string }

// Kind implements Fact.
func (LicenseGroup) Kind() Kind { return KindLicenseGroup }

// Values implements Fact.
func (g LicenseGroup) Values() []any { return []any{text(g.GroupID), text(g.DisplayName)} }

// DeletedUser is an account in the directory's deleted items.
// https://learn.microsoft.com/graph/api/directory-deleteditems-list
type DeletedUser struct {
	UserID, DisplayName, UserPrincipalName, Mail string
	DeletedAt                                    Instant
}

// Kind implements Fact.
func (DeletedUser) Kind() Kind { return KindDeletedUser }

// Values implements Fact.
func (d DeletedUser) Values() []any {
	return []any{text(d.UserID), text(d.DisplayName), text(d.UserPrincipalName), text(d.Mail), instant(d.DeletedAt)}
}

// ReportRow is one line of the list of active user licenses, in the report's
// own words. It names no account: who it is about is a conclusion.
type ReportRow struct {
	UserName, EmailAddress string // as said; fillers such as Unknown or Onbekend stay
	Service, License       string
	AssignedDate           string // see Date: 2017-02-21, 2022-02-28T04:00Z or 2022-02-28T04:00:48Z
	IsTrial                *bool  // nil when the cell is blank
	ExpirationDate         string // as AssignedDate
	Ordinal                int64  // 0 for the first of equal rows of a listing, then 1, 2, ...
}

// Kind implements Fact.
func (ReportRow) Kind() Kind { return KindReportRow }

// Values implements Fact.
func (r ReportRow) Values() []any {
	return []any{text(r.UserName), text(r.EmailAddress), text(r.Service), text(r.License), text(r.AssignedDate),
		flag(r.IsTrial), text(r.ExpirationDate), r.Ordinal}
}

// LicenseUse is one line of a license download of the Power Platform admin
// center: somebody with a license, with the app that was launched by it, or with
// the license that is missing. Who it is about is a conclusion: an id is not
// said by every download, and a name or an address may be another's later.
// https://learn.microsoft.com/power-platform/admin/view-license-consumption-issues
type LicenseUse struct {
	UserID                 string // Entra object id, in lower case; "" when not said
	UserName, EmailAddress string // as said
	License                string // what covered the launch, or what is assigned: a license, an app pass, pay-as-you-go
	RequiredLicense        string // what the download says is missing
	Environment, App       string // where, and what was launched; their names may name people
	LastUsed               string // the last launch, as ReportRow.AssignedDate; "" when not said
	Ordinal                int64  // 0 for the first of equal lines of a listing, then 1, 2, ...
}

// Kind implements Fact.
func (LicenseUse) Kind() Kind { return KindLicenseUse }

// Values implements Fact.
func (u LicenseUse) Values() []any {
	return []any{text(u.UserID), text(u.UserName), text(u.EmailAddress), text(u.License), text(u.RequiredLicense),
		text(u.Environment), text(u.App), text(u.LastUsed), u.Ordinal}
}

// Evidence is a dated observation about one account that is not a listing.
type Evidence struct {
	UserID string
	At     Instant // when Microsoft answered
	Found  bool    // a look-up found the account (true) or answered 404 (false)
	Source string  // wire name of the source that looked
}
