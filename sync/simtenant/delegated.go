package simtenant

import (
	"encoding/base64"
	"fmt"
	"net/http"
	"slices"
	"strings"
)

// has tells whether a token carries a permission, for an app or for a person.
func (a *accessClaims) has(permission string) bool {
	return slices.Contains(a.Roles, permission) || slices.Contains(strings.Fields(a.Scopes), permission)
}

// isPerson tells whether somebody signed in for a token.
func (a *accessClaims) isPerson() bool { return a.Type == "user" }

// inRole tells whether a token's person has one of the roles. An app has none and
// needs none.
func (a *accessClaims) inRole(anyOf ...string) bool {
	return !a.isPerson() || slices.ContainsFunc(a.People, func(role string) bool { return slices.Contains(anyOf, role) })
}

// contextAsked is the authentication context that a challenged service asks for.
const (
	contextAsked  = "c1"
	claimsOfProof = `{"access_token":{"acrs":{"essential":true,"value":"` + contextAsked + `"}}}`
)

// challenges tells whether a service asks for more proof than a token has, and
// says so in the header of the answer. Clients that did not say that they can
// bring more are not asked for it.
func (c *call) challenges(name string, claims accessClaims) bool {
	if !slices.Contains(c.knobs.SignIn.Challenge, name) || !slices.Contains(claims.Capabilities, "cp1") || slices.Contains(claims.Contexts, contextAsked) {
		return false
	}
	c.w.Header().Set("WWW-Authenticate", `Bearer realm="", authorization_uri="`+c.origin(loginService, c.r)+`/common/oauth2/authorize", `+
		`error="insufficient_claims", claims="`+base64.StdEncoding.EncodeToString([]byte(claimsOfProof))+`"`)
	return true
}

// mayReadDeleted checks the role that deleted users need beside the permission.
func (c *call) mayReadDeleted(claims accessClaims) bool {
	if claims.inRole(rolesOfDeleted...) {
		return true
	}
	c.graphError(http.StatusForbidden, "Authorization_RequestDenied", "Insufficient privileges to complete the operation.")
	return false
}

// maySearch checks the role of Microsoft Purview that searching the audit log takes
// of a person. The code of the answer is an assumption.
func (c *call) maySearch(claims accessClaims) bool {
	if claims.inRole(rolesOfAudit...) {
		return true
	}
	c.graphError(http.StatusForbidden, "UnknownError", "The user is not authorized to search the audit log.")
	return false
}

// mayExport checks the role that the report needs of a person. The words for a
// person are an assumption; those for an app were seen.
func (c *call) mayExport() bool {
	claims := &c.claims
	if !claims.isPerson() || claims.has("User") && claims.inRole(rolesOfReport...) {
		return true
	}
	c.platformError(http.StatusForbidden, "Forbidden", fmt.Sprintf(
		"The user with object id '%s' in tenant '%s' does not have permission to access the path 'https://10.0.1.32:20029%s'.",
		claims.Object, claims.Tenant, c.r.URL.Path))
	return false
}
