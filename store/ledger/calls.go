package ledger

import (
	"net/url"
	"slices"
	"strings"
)

// A Call is one kind of request that this program sends. There are no others:
// package rest and package auth let nothing pass that is not in Calls.
type Call struct {
	Service CallService
	Method  string
	// Path is what follows the service's address. {id} and {tenant} stand for one
	// part, {...} for the rest. Empty: it is chosen by the service, or by a person.
	Path string
	For  string // what it is made for
}

// CallService is whom a call is made to.
type CallService string

// The closed list of services.
const (
	CallSignIn        CallService = "sign-in"
	CallGraph         CallService = "graph"
	CallPowerPlatform CallService = "power platform"
	CallDownload      CallService = "download"
	CallRelease       CallService = "release"
)

// The only methods.
const get, post = "GET", "POST"

const powerPlatformAdmin = "/providers/Microsoft.BusinessAppPlatform/scopes/admin"

var calls = []Call{
	{CallSignIn, get, "/common/discovery/instance", "whether the sign-in host is one of Microsoft's"},
	{CallSignIn, get, "/{tenant}/v2.0/.well-known/openid-configuration", "where the tenant signs in"},
	{CallSignIn, post, "/{tenant}/oauth2/v2.0/token", "a token, or its renewal"},
	{CallSignIn, post, "/{tenant}/oauth2/v2.0/devicecode", "a code for somebody to type on another device"},
	{CallGraph, get, "/organization", "the name of the tenant"},
	{CallGraph, get, "/subscribedSkus", "licenses bought"},
	{CallGraph, get, "/directory/subscriptions", "renewals and trials"},
	{CallGraph, get, "/users", "people"},
	{CallGraph, get, "/users/delta", "what changed of people"},
	{CallGraph, get, "/users/$count", "how many accounts there are"},
	{CallGraph, get, "/users/{id}", "one account, in a batch"},
	{CallGraph, get, "/directory/deletedItems/{id}", "who was deleted; the part is microsoft.graph.user"},
	{CallGraph, get, "/groups", "whether names of groups may be read"},
	{CallGraph, get, "/groups/{id}", "the name of a group, in a batch"},
	{CallGraph, get, "/auditLogs/signIns", "sign-ins"},
	{CallGraph, post, "/security/auditLog/queries", "a search of the audit log"},
	{CallGraph, get, "/security/auditLog/queries", "whether searches may be made"},
	{CallGraph, get, "/security/auditLog/queries/{id}", "whether a search has ended"},
	{CallGraph, get, "/security/auditLog/queries/{id}/records", "what it found"},
	{CallGraph, post, "/$batch", "up to twenty of these GETs in one"},
	{CallPowerPlatform, get, powerPlatformAdmin + "/allowedConsentPlans", "whether the administrator's part may be read"},
	{CallPowerPlatform, post, powerPlatformAdmin + "/exportServicePlans", "the order to prepare the list"},
	{CallPowerPlatform, get, "/providers/{...}", "whether the list is ready, where the order said"},
	{CallDownload, get, "", "the list, at the signed address that the Power Platform names, without a token"},
	{CallRelease, get, "", "whether there is a newer version, at the address that somebody gave, when they ask"},
}

// Calls is the closed list.
func Calls() []Call { return slices.Clone(calls) }

// CallOf finds the call that a request to one of the services is. path is that of
// the address as it is written there, after the service's own.
func CallOf(method, path string, services ...CallService) (Call, bool) {
	for _, c := range calls {
		if slices.Contains(services, c.Service) && c.Method == method && c.leadsTo(path) {
			return c, true
		}
	}
	return Call{}, false
}

// leadsTo tells whether a path is one of the call's. A part that leads up, or that
// hides another part, is never one: who follows the path may end elsewhere.
func (c Call) leadsTo(path string) bool {
	if c.Path == "" {
		return true
	}
	want, got := strings.Split(c.Path, "/"), strings.Split(path, "/")
	for i, part := range got {
		text, err := url.PathUnescape(part)
		if err != nil || text == "." || text == ".." || strings.ContainsAny(text, `/\`) || text == "" && i > 0 {
			return false
		}
		got[i] = text
	}
	for i, part := range want {
		if part == "{...}" {
			return len(got) > i
		}
		if i >= len(got) || !strings.HasPrefix(part, "{") && !strings.EqualFold(part, got[i]) {
			return false
		}
	}
	return len(got) == len(want)
}
