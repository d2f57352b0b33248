package ledger

import "slices"

// A Permission is one that an app registration asks for, by the ids that a
// manifest names it with.
// https://learn.microsoft.com/graph/permissions-reference
type Permission struct {
	Name        string // as Microsoft spells it
	API         string // application id of the service it belongs to
	Delegated   string // id for a person who signs in; "" where there is none
	Application string // id for an app by itself; "" where there is none
}

// The services that permissions belong to, by their application ids.
const (
	APIGraph         = "00000003-0000-0000-c000-000000000000"
	APIPowerPlatform = "475226c6-020e-4fb2-8a90-7a972cbfc1d4" // "PowerApps Service"
)

// The permissions that sources use.
var (
	PermissionUsers         = Permission{"User.Read.All", APIGraph, "a154be20-db9c-4678-8ab7-66f6cc099a59", "df021288-bdef-4463-88db-98f22de89214"}
	PermissionLicenses      = Permission{"LicenseAssignment.Read.All", APIGraph, "f395577a-0960-456b-979f-7228de0c5996", "e2f98668-2877-4f38-a2f4-8202e0717aa1"}
	PermissionOrganization  = Permission{"Organization.Read.All", APIGraph, "4908d5b9-3fb2-4b1e-9336-1888b7937185", "498476ce-e0fe-48b0-b801-37ba7e2685c6"}
	PermissionAuditLog      = Permission{"AuditLog.Read.All", APIGraph, "e4c9e354-4dc5-45b8-9e7c-e1393b0b1a20", "b0afded3-3588-46d8-8b3d-9842eff778da"}
	PermissionAuditQuery    = Permission{"AuditLogsQuery.Read.All", APIGraph, "1d9e7ac3-0eca-442c-82f9-e92625af6e6d", "5e1e9171-754d-478c-812c-f1755a9a4c2d"}
	PermissionGroups        = Permission{"GroupMember.Read.All", APIGraph, "bc024368-1153-4739-b217-4326f2e966d0", "98830695-27a2-44f7-8c18-0c3ebc9698f6"}
	PermissionPowerPlatform = Permission{"User", APIPowerPlatform, "0eb56b90-a7b5-43b5-9402-8137a8083e90", ""}
	// PermissionStay reads nothing: with it a person who signed in need not do
	// so again for every sync.
	PermissionStay = Permission{"offline_access", APIGraph, "7427e0e9-2fba-42fe-b0c0-848c9e6a8182", ""}
)

// AccessSet is what is asked for and granted together.
type AccessSet string

// The closed list of sets.
const (
	AccessPeople     AccessSet = "people"      // people and seats
	AccessList       AccessSet = "list"        // the list of user licenses
	AccessSignIns    AccessSet = "sign_ins"    // who was seen signing in to the products
	AccessLaunches   AccessSet = "launches"    // who opened an app
	AccessGroupNames AccessSet = "group_names" // of groups that licenses come through
)

// AccessSets lists every set once, what matters most first.
func AccessSets() []AccessSet {
	return []AccessSet{AccessPeople, AccessList, AccessSignIns, AccessLaunches, AccessGroupNames}
}

// Optional tells whether the list is whole without the set.
func (s AccessSet) Optional() bool { return s != AccessPeople && s != AccessList }

// Permissions are those of a set, each once.
func (s AccessSet) Permissions() []Permission {
	var all []Permission
	for _, a := range accesses {
		if a.Set == s && !slices.Contains(all, a.Permission) {
			all = append(all, a.Permission)
		}
	}
	return all
}

// Role is a directory role, by the name that Microsoft gives it.
type Role string

// The roles that are the least for something.
const (
	RoleNone          Role = "" // none but a member of the tenant
	RoleDirectory     Role = "Directory Readers"
	RoleUsers         Role = "User Administrator"
	RolePowerPlatform Role = "Power Platform Administrator"
	RoleReports       Role = "Reports Reader"
	RoleAudit         Role = "View-Only Audit Logs" // of Microsoft Purview, not of the directory
)

// Freshness is how old at most what a source says may be, as Microsoft tells.
type Freshness string

// The closed list of freshness.
const (
	FreshNow   Freshness = "minutes"
	FreshHours Freshness = "hours"
	FreshWeek  Freshness = "week" // of people who were not active lately
)

// Access says what a source of a tenant asks for and what it gives.
type Access struct {
	Set        AccessSet
	Source     string // wire name
	Permission Permission
	Role       Role // the least, for a person who signs in; an app by itself needs none but where noted
	Fresh      Freshness
	Premium    bool // needs Entra ID P1
	PublicOnly bool // not in the national clouds
}

// accesses is the one table of what sources ask for.
// https://learn.microsoft.com/graph/permissions-overview and the page of each call
var accesses = []Access{
	{AccessPeople, SourceOrganization, PermissionOrganization, RoleNone, FreshNow, false, false},
	{AccessPeople, SourceSubscribedSkus, PermissionLicenses, RoleDirectory, FreshNow, false, false},
	{AccessPeople, SourceSubscriptions, PermissionOrganization, RoleNone, FreshNow, false, false},
	{AccessPeople, SourceUsers, PermissionUsers, RoleNone, FreshNow, false, false},
	{AccessPeople, SourceDeletedUsers, PermissionUsers, RoleUsers, FreshNow, false, false},
	{AccessList, SourceLicenseReport, PermissionPowerPlatform, RolePowerPlatform, FreshWeek, false, false},
	{AccessSignIns, SourceSignIns, PermissionAuditLog, RoleReports, FreshHours, true, false},
	{AccessLaunches, SourceAuditLaunches, PermissionAuditQuery, RoleAudit, FreshHours, false, true},
	{AccessGroupNames, SourceGroups, PermissionGroups, RoleNone, FreshNow, false, false},
}

// Accesses lists what every source of a tenant asks for, in the order of the
// sets.
func Accesses() []Access { return append([]Access(nil), accesses...) }
