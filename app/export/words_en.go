package export

import "licenseledger/store/ledger"

var english = words{
	headers: map[string]string{
		"user_name": "User name", "email_address": "Email address", "service": "Service", "license": "License",
		"assigned_date": "Assigned date", "is_trial": "Is trial", "expiration_date": "Expiration date",
		"status": "Status", "status_since_from": "Status since", "status_since_to": "Status since, at latest",
		"last_known_name": "Last known name", "last_known_email": "Last known email address",
		"identity_confidence": "Identity is", "candidates": "Possible people",
		"department": "Department", "cost_center": "Cost center", "product": "Product", "origin": "Comes with",
		"tier": "Tier", "assigned_by": "Assigned by", "group_name": "Group", "last_used": "Last used",
		"last_used_source": "Last used according to", "watched_since": "Use watched since", "first_seen": "First seen",
		"source": "Source", "basis": "Basis", "as_of": "Read at", "restorable_until": "Restorable until",
		"user_id": "User ID", "service_id": "Service ID", "license_id": "License ID",
	},
	codes: map[string]map[string]string{
		"status": {
			"present": "Present", "blocked": "Sign-in blocked", "soft_deleted": "Deleted, restorable", "gone": "Gone",
			"left": "Left", "unresolved": "Not known yet", "unverified": "Not verified", "erased": "Erased",
		},
		"identity_confidence": {"certain": "certain", "likely": "likely", "one_of_n": "one of several", "none": "not known"},
		"product":             {"power_apps": "Power Apps", "power_automate": "Power Automate", "other": "Other"},
		"origin": {"office_365": "Office 365", "dynamics_365": "Dynamics 365", "other_product": "Another product",
			"standalone": "Bought by itself", "unknown": "Not known"},
		"tier":        {"paid": "Paid", "seeded": "Included", "trial": "Trial", "free": "Free", "developer": "Developer"},
		"assigned_by": {"direct": "Directly", "group": "Group"},
		"basis":       {"report": "Microsoft's report", "directory": "Directory", "none": "Not read"},
	},
	sheets: map[ledger.ViewKind]string{
		ledger.ViewList: "User licenses", ledger.ViewAssigned: "All assigned", ledger.ViewNeverUsed: "Never seen in use",
		ledger.ViewDeparted: "People who left", ledger.ViewBlocked: "Blocked", ledger.ViewTrials: "Trials", ledger.ViewUsers: "People",
	},
	sources: map[string]string{
		ledger.SourceOrganization: "Tenant", ledger.SourceSubscribedSkus: "Licenses bought",
		ledger.SourceSubscriptions: "Subscriptions",
		ledger.SourceUsers:         "People and their licenses", ledger.SourceDeletedUsers: "Deleted people",
		ledger.SourceLicenseReport:    "Report of active user licenses",
		ledger.SourceFileReport2017:   "Downloaded report (layout of 2017)",
		ledger.SourceFileReport2022:   "Downloaded report (layout of 2022)",
		ledger.SourceFileActiveUsers:  "Downloaded export of active users",
		ledger.SourceFileDeletedUsers: "Downloaded export of deleted users",
		ledger.SourceFileUse:          "Downloaded license use (Active users)",
		ledger.SourceFileLicensed:     "Downloaded licensed users",
		ledger.SourceFileRequired:     "Downloaded list of required licenses",
	},
	bases: map[ledger.Basis]string{
		ledger.BasisReport:    "Microsoft's report: people who have a license and used it at least once",
		ledger.BasisDirectory: "Licenses assigned in the directory; use is not known",
		ledger.BasisNone:      "Nothing was read for this day",
	},
	about: map[string]string{
		"sheet": "About", "sample": "SAMPLE DATA: these people and licenses do not exist",
		"tenant": "Tenant", "tenant_id": "Tenant ID", "day": "Day", "at": "Read at", "zone": "Days and times in zone",
		"basis": "Basis", "rows": "Rows", "people": "People", "unknown": "Rows shown as Unknown",
		"filter": "Filter", "search": "Search", "sort": "Sorted by", "no_filter": "none: every row of the day",
		"made_at": "File made at", "made_by": "Made by",
		"source": "Source", "source_at": "Last read at", "age": "Age on this day", "facts": "Records", "not_read": "not read",
		"warnings": "Warnings", "no_warnings": "none",
	},
	unknown: ledger.UnknownWord,
	yes:     "TRUE", no: "FALSE",
	goDate:   [3]string{toSecond: "2006-01-02 15:04:05", toDay: "2006-01-02", toMonth: "2006-01"},
	cellDate: [3]string{toSecond: "yyyy-mm-dd hh:mm:ss", toDay: "yyyy-mm-dd", toMonth: "yyyy-mm"},
	cut:      "… [cut]",
	ageUnits: [3]string{"%d min", "%d h", "%d days"},
	pageOf:   "Page &P of &N",
}
