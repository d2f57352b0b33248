package graph

import (
	"context"
	"fmt"
	"strings"
	"time"

	"licenseledger/store/ledger"
)

// launchOperation is what the log calls it when somebody opens an app. Runs of
// flows and model-driven apps are not logged.
// https://learn.microsoft.com/power-platform/admin/logging-powerapps
const launchOperation = "LaunchPowerApp"

// auditRecord is a record of the audit log, with the payload of today inside or
// the older one.
type auditRecord struct {
	CreatedDateTime   instant `json:"createdDateTime"`
	Operation         string  `json:"operation"`
	UserPrincipalName string  `json:"userPrincipalName"`
	AuditData         struct {
		CreationTime string `json:"CreationTime"` // UTC, and no Z to say so
		Operation    string `json:"Operation"`
		ResultStatus string `json:"ResultStatus"`
		UserKey      string `json:"UserKey"` // an object id, or a number of old
		UserID       string `json:"UserId"`  // a name
		UserUPN      string `json:"UserUPN"`
		Properties   []struct {
			Name  string `json:"Name"`
			Value string `json:"Value"`
		} `json:"PropertyCollection"`
	} `json:"auditData"`
}

// at is when it happened.
func (r *auditRecord) at() time.Time {
	if at, err := time.Parse("2006-01-02T15:04:05", strings.TrimSuffix(r.AuditData.CreationTime, "Z")); err == nil {
		return at
	}
	return ledger.Instant(r.CreatedDateTime).Time()
}

// isLaunch tells whether somebody opened an app: what failed is no use.
func (r *auditRecord) isLaunch() bool {
	operation := r.AuditData.Operation
	if operation == "" {
		operation = r.Operation
	}
	switch lower(r.AuditData.ResultStatus) {
	case "", "succeeded", "success":
		return strings.EqualFold(operation, launchOperation)
	}
	return false
}

// who gives the object id, or else the name to find it by.
func (r *auditRecord) who() (id, name string) {
	property := func(name string) string {
		for _, p := range r.AuditData.Properties {
			if strings.EqualFold(p.Name, name) {
				return p.Value
			}
		}
		return ""
	}
	for _, candidate := range []string{property("enduser.id"), r.AuditData.UserKey, r.AuditData.UserID} {
		if candidate = lower(candidate); isGUID(candidate) {
			return candidate, ""
		}
	}
	for _, candidate := range []string{property("enduser.principal_name"), r.AuditData.UserUPN, r.AuditData.UserID, r.UserPrincipalName} {
		if strings.Contains(candidate, "@") {
			return "", lower(candidate)
		}
	}
	return "", ""
}

// uses tells who opened apps on the day.
func (s *AuditLaunches) uses(ctx context.Context, records []auditRecord, day string) (uses []ledger.Use, err error) {
	var names []string
	for i := range records {
		r := &records[i]
		if !r.isLaunch() || r.at().Format(time.DateOnly) != day {
			continue
		}
		switch id, name := r.who(); {
		case id != "":
			uses = append(uses, ledger.Use{UserID: id, Product: ledger.ProductPowerApps})
		case name != "":
			names = append(names, name)
		}
	}
	if len(names) == 0 || s.Accounts == nil {
		return uses, nil
	}
	known, err := s.Accounts(ctx, names)
	if err != nil {
		return nil, fmt.Errorf("find accounts: %w", err)
	}
	for _, name := range names {
		if id := known[name]; id != "" {
			uses = append(uses, ledger.Use{UserID: id, Product: ledger.ProductPowerApps})
		}
	}
	return uses, nil
}

func lower(s string) string { return strings.ToLower(s) }
