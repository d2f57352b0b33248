package simtenant

import (
	"slices"
	"strings"
)

// A launch is one record of the audit log: somebody opened an app. Flow runs and
// model-driven apps are not logged, and neither is what happens outside of
// production environments: about a fifth of all use.
type launch struct {
	at     moment
	who    int32
	old    bool // written in the older shape
	failed bool
}

const launchOperation = "launchpowerapp"

// launches are what a search finds: what came into the log before it was asked.
func (w *world) launches(of *search, lag moment) (found []launch) {
	if len(of.operations) > 0 && !contains(of.operations, launchOperation) {
		return nil
	}
	for n := range int32(len(w.people)) {
		w.eachUse(n, "power_apps", of.from, of.to, func(at moment) {
			h := mix(uint64(w.seed), forUse, uint64(n), uint64(at), 8)
			if h%5 == 0 || at+moment(h>>8%uint64(lag)) > of.created {
				return
			}
			l := launch{at: at, who: n, old: h>>16%4 == 0}
			if len(of.records) > 0 && !contains(of.records, strings.ToLower(l.recordType())) {
				return
			}
			found = append(found, l)
			if h>>24%20 == 0 && at+30 < of.to {
				found = append(found, launch{at: at + 30, who: n, failed: true})
			}
		})
	}
	slices.SortFunc(found, func(a, b launch) int {
		if a.at != b.at {
			return int(a.at) - int(b.at)
		}
		return int(a.who) - int(b.who)
	})
	return found
}

func (l launch) recordType() string {
	if l.old {
		return "PowerAppsApp"
	}
	return "PowerPlatformAdministratorActivity"
}

// recordOf is a record as Graph gives it, with one of the two payloads inside.
func (c *call) recordOf(w *world, l launch) any {
	id := seededGUID(w.seed, forUse, mix(uint64(l.who), uint64(l.at), 9)).String()
	user, upn := objectID(w.seed, l.who).String(), w.livingUPN(l.who)
	created := l.at.time().Format("2006-01-02T15:04:05") // UTC, and no Z to say so
	result := "Succeeded"
	if l.failed {
		result = "Failed"
	}
	data := map[string]any{"Id": id, "CreationTime": created, "Operation": "LaunchPowerApp", "OrganizationId": c.tenant.ids.tenant.String(),
		"UserType": 0, "UserId": upn, "ClientIP": "203.0.113.7", "ResultStatus": result, "Version": 1}
	if l.old {
		data["RecordType"], data["Workload"], data["AppName"] = 45, "PowerApps", "a1b2c3d4-0000-4000-8000-000000000001"
		data["UserKey"], data["AdditionalInfo"] = user, `{"environmentName":"Default"}`
		if mix(uint64(w.seed), forUse, uint64(l.who), 10)%3 == 0 { // a number of old, which nothing else has
			data["UserKey"] = "10032000" + user[:8]
		}
	} else {
		property := func(name, value string) any { return map[string]any{"Name": name, "Value": value} }
		data["RecordType"], data["Workload"], data["UserKey"], data["EnvironmentId"] = 256, "PowerPlatform", user, "Default-"+c.tenant.ids.tenant.String()
		data["RequiresCustomerKeyEncryption"] = false
		data["PropertyCollection"] = []any{
			property("powerplatform.analytics.resource.power_app.id", "a1b2c3d4-0000-4000-8000-000000000001"),
			property("powerplatform.analytics.resource.power_app.display_name", "Expenses"),
			property("powerplatform.analytics.activity.name", "LaunchPowerApp"),
			property("enduser.id", user), property("enduser.principal_name", upn), property("type", "PowerPlatformAdministratorActivityRecord"),
		}
	}
	return map[string]any{"id": id, "createdDateTime": instant(l.at), "auditLogRecordType": l.recordType(), "operation": "LaunchPowerApp",
		"organizationId": c.tenant.ids.tenant.String(), "userType": "Regular", "userId": upn, "service": data["Workload"], "objectId": nil,
		"userPrincipalName": upn, "clientIp": "203.0.113.7", "administrativeUnits": []any{""}, "auditData": data}
}
