package graph

import (
	"context"
	"net/url"

	"licenseledger/store/ledger"
	"licenseledger/sync/rest"
)

// probes are the smallest calls that show whether a source may be read: what it
// asks for itself, of one object.
var probes = map[string]struct {
	path  string
	query url.Values
}{
	ledger.SourceOrganization:   {"/organization", url.Values{"$select": {organizationFields}}},
	ledger.SourceSubscribedSkus: {"/subscribedSkus", url.Values{"$select": {subscribedSkuFields}}},
	ledger.SourceSubscriptions:  {"/directory/subscriptions", url.Values{"$select": {subscriptionFields}}},
	ledger.SourceUsers:          {"/users", one(userFields)},
	ledger.SourceDeletedUsers:   {"/directory/deletedItems/microsoft.graph.user", one(deletedUserFields)},
	ledger.SourceSignIns:        {"/auditLogs/signIns", url.Values{"$top": {"1"}}},
	// That searches can be listed says nothing of what they find, and starts none.
	ledger.SourceAuditLaunches: {"/security/auditLog/queries", url.Values{"$top": {"1"}}},
	ledger.SourceGroups:        {"/groups", one("id,displayName")},
}

func one(fields string) url.Values { return url.Values{"$select": {fields}, "$top": {"1"}} }

// Probes tells whether a source can be probed here.
func Probes(source string) bool {
	_, ok := probes[source]
	return ok
}

// Probe makes the smallest call that shows whether a source may be read, and
// uses nothing of the answer. The error is what reading it would end with; code
// internal for a source that is not Graph's.
func (t *Tenant) Probe(ctx context.Context, source string) error {
	p, ok := probes[source]
	if !ok {
		return ledger.Errorf(ledger.CodeInternal, "check access", "%s is no source of Microsoft Graph.", source)
	}
	var got collection[struct{}]
	_, err := t.client.JSON(ctx, rest.Request{Op: "check access", URL: t.base + p.path + "?" + p.query.Encode()}, &got)
	return err
}
