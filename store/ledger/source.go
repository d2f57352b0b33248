package ledger

import (
	"slices"
	"time"
)

// Source names: one spelling for run rows, logs, permissions, docs and keys.
const (
	SourceOrganization   = "graph.organization"
	SourceSubscribedSkus = "graph.subscribedSkus"
	SourceSubscriptions  = "graph.subscriptions"
	SourceUsers          = "graph.users"
	SourceDeletedUsers   = "graph.deletedUsers"
	SourceGroups         = "graph.groups" // the names of those that licenses are assigned by
	SourceLicenseReport  = "powerplatform.licenseReport"
	SourceFileReport2017 = "file.licenseReport2017"
	SourceFileReport2022 = "file.licenseReport2022"

	SourceFileActiveUsers  = "file.activeUsersExport"
	SourceFileDeletedUsers = "file.deletedUsersExport"

	SourceFileUse      = "file.powerPlatformActiveUsers"
	SourceFileLicensed = "file.powerPlatformLicensedUsers"
	SourceFileRequired = "file.powerPlatformRequiredLicenses"
)

// StagingAge is how long pages of a listing that was not read to its end are worth
// going on with.
const StagingAge = 24 * time.Hour

// SourceInfo says what a source delivers and what the list loses without it.
type SourceInfo struct {
	Name       string
	Kinds      []Kind // kinds of fact that its listings hold, whole
	Stage      string // catalog, directory, deleted, report, use
	Permission string // Microsoft's name of the least permission; "" for files
	IsReport   bool   // feeds the list
}

var sources = []SourceInfo{
	{SourceOrganization, []Kind{KindOrganization}, "catalog", "Organization.Read.All", false},
	{SourceSubscribedSkus, []Kind{KindSeat, KindLicenseService}, "catalog", "LicenseAssignment.Read.All", false},
	{SourceSubscriptions, []Kind{KindSubscription}, "catalog", "Organization.Read.All", false},
	{SourceUsers, []Kind{KindUser, KindAssignment, KindAssignedPlan}, "directory", "User.Read.All", false},
	{SourceDeletedUsers, []Kind{KindDeletedUser}, "deleted", "User.Read.All", false},
	{SourceGroups, []Kind{KindLicenseGroup}, "catalog", "GroupMember.Read.All", false},
	{SourceLicenseReport, []Kind{KindReportRow}, "report", "Power Platform Administrator", true},
	{SourceFileReport2017, []Kind{KindReportRow}, "report", "", true},
	{SourceFileReport2022, []Kind{KindReportRow}, "report", "", true},
	{SourceFileActiveUsers, []Kind{KindUser, KindAssignment}, "directory", "", false},
	{SourceFileDeletedUsers, []Kind{KindDeletedUser}, "deleted", "", false},
	{SourceFileUse, []Kind{KindLicenseUse}, "use", "", false},
	{SourceFileLicensed, []Kind{KindLicenseUse}, "use", "", false},
	{SourceFileRequired, []Kind{KindLicenseUse}, "use", "", false},
}

// Sources lists every source once, in the order a run reads them.
func Sources() []SourceInfo { return append([]SourceInfo(nil), sources...) }

// SourceByName finds a source; ok is false for a name that is not in the list.
func SourceByName(name string) (info SourceInfo, ok bool) {
	for _, s := range sources {
		if s.Name == name {
			return s, true
		}
	}
	return SourceInfo{}, false
}

// DirectorySources names the sources that tell who has an account. At every
// instant the newest listing among them is the directory.
func DirectorySources() []string { return sourcesOf(KindUser) }

// DeletedSources names the sources that tell who is in the deleted users. At
// every instant the newest listing among them speaks.
func DeletedSources() []string { return sourcesOf(KindDeletedUser) }

// ReportSources names the sources whose lines the list shows, as reports are trusted.
func ReportSources() []string { return sourcesOf(KindReportRow) }

func sourcesOf(kind Kind) []string {
	var names []string
	for _, s := range sources {
		if slices.Contains(s.Kinds, kind) {
			names = append(names, s.Name)
		}
	}
	return names
}

// ShelfLife is how long a listing speaks for the days after it; later the
// source counts as not read.
const ShelfLifeDays = 35
