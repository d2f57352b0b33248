package simtenant

import (
	"errors"
	"net/http"
	"net/url"
	"strconv"
	"strings"
)

// graphErrorBody is the envelope of every Graph error.
func (c *call) graphErrorBody(code, message string) any {
	inner := map[string]string{"date": c.now.Format("2006-01-02T15:04:05"), "request-id": c.id}
	if client := c.r.Header.Get("client-request-id"); client != "" {
		inner["client-request-id"] = client
	}
	return map[string]any{"error": map[string]any{"code": code, "message": message, "innerError": inner}}
}

func (c *call) graphError(status int, code, message string) {
	c.refused(strconv.Itoa(status) + " " + code + ": " + message)
	c.reply(status, c.graphErrorBody(code, message))
}

// graph answers one Graph request, alone or as an item of a batch.
func (c *call) graph() {
	h := c.w.Header()
	h.Set("request-id", c.id)
	if client := c.r.Header.Get("client-request-id"); client != "" {
		h.Set("client-request-id", client)
	}
	claims, ok := c.graphToken()
	if !ok {
		return
	}
	c.claims = claims
	path, versioned := strings.CutPrefix(c.r.URL.Path, "/v1.0/")
	if !versioned {
		c.graphError(http.StatusBadRequest, "BadRequest", "Invalid version: only v1.0 is served.")
		return
	}
	if path == "$batch" && !c.inBatch {
		c.batch()
		return
	}
	if c.throttled(func(int) any {
		return c.graphErrorBody("TooManyRequests", "Please retry again later.")
	}) {
		return
	}
	if path == auditPath || strings.HasPrefix(path, auditPath+"/") {
		c.audit(path)
		return
	}
	if c.r.Method != http.MethodGet {
		c.graphError(http.StatusMethodNotAllowed, "Request_BadRequest", "Specified HTTP method is not allowed for the request target.")
		return
	}
	c.graphGet(path, claims)
}

func (c *call) graphGet(path string, claims accessClaims) {
	const deleted = "directory/deletedItems/microsoft.graph.user"
	// Microsoft's own clients write the type with the alias of its namespace.
	path = strings.Replace(path, "directory/deletedItems/graph.user", deleted, 1)
	switch {
	case path == "organization":
		if c.permitted(claims, "Organization.Read.All") {
			c.organization()
		}
	case path == "subscribedSkus":
		if c.permitted(claims, "LicenseAssignment.Read.All", "Organization.Read.All") {
			c.subscribedSkus()
		}
	case path == "directory/subscriptions":
		if c.permitted(claims, "Organization.Read.All") && c.allowed("subscriptions") {
			c.subscriptions()
		}
	case path == "users":
		if c.permitted(claims, "User.Read.All") {
			c.listUsers()
		}
	case path == "users/delta", path == "users/delta()": // a function, with or without its parentheses
		if c.permitted(claims, "User.Read.All") {
			c.usersDelta()
		}
	case path == "users/$count":
		if c.permitted(claims, "User.Read.All") {
			c.countUsers()
		}
	case strings.HasPrefix(path, "users/"):
		if c.permitted(claims, "User.Read.All") {
			c.oneUser(strings.TrimPrefix(path, "users/"))
		}
	case path == "groups":
		if c.permitted(claims, groupReaders...) {
			c.listGroups()
		}
	case strings.HasPrefix(path, "groups/"):
		if c.permitted(claims, groupReaders...) {
			c.oneGroup(strings.TrimPrefix(path, "groups/"))
		}
	case path == deleted:
		if c.permitted(claims, "User.Read.All") && c.mayReadDeleted(claims) && c.allowed("deletedItems") {
			c.listDeleted()
		}
	case strings.HasPrefix(path, deleted+"/"):
		if c.permitted(claims, "User.Read.All") && c.mayReadDeleted(claims) && c.allowed("deletedItems") {
			c.oneDeleted(strings.TrimPrefix(path, deleted+"/"))
		}
	case path == "auditLogs/signIns":
		c.listSignIns()
	case path == "directory/deletedItems":
		c.graphError(http.StatusBadRequest, "Request_UnsupportedQuery", "The type of the deleted items must be given as a cast.")
	default:
		segment, _, _ := strings.Cut(path, "/")
		c.graphError(http.StatusBadRequest, "BadRequest", "Resource not found for the segment '"+segment+"'.")
	}
}

func (c *call) graphToken() (accessClaims, bool) {
	claims, err := c.tenant.bearer(c.r)
	message := ""
	switch {
	case errors.Is(err, errNoToken):
		message = "Access token is empty."
	case errors.Is(err, errTokenExpired):
		message = "Lifetime validation failed, the token is expired."
	case err != nil:
		message = "Signing key is invalid."
	case strings.TrimSuffix(claims.Audience, "/") != graphAudience:
		message = "Access token validation failure. Invalid audience."
	case c.challenges(nameGraph, claims):
		c.graphError(http.StatusUnauthorized, "InvalidAuthenticationToken", "Continuous access evaluation resulted in challenge with result: InteractionRequired.")
		return claims, false
	default:
		return claims, true
	}
	c.w.Header().Set("WWW-Authenticate", `Bearer realm="", authorization_uri="`+c.origin(loginService, c.r)+`/common/oauth2/authorize"`)
	c.graphError(http.StatusUnauthorized, "InvalidAuthenticationToken", message)
	return claims, false
}

// permitted checks that the token has one of the permissions and that no knob
// takes it away.
func (c *call) permitted(claims accessClaims, anyOf ...string) bool {
	for _, role := range anyOf {
		if claims.has(role) && !c.knobs.forbids(role) {
			return true
		}
	}
	c.graphError(http.StatusForbidden, "Authorization_RequestDenied", "Insufficient privileges to complete the operation.")
	return false
}

func (c *call) allowed(name string) bool {
	if !c.knobs.forbids(name) {
		return true
	}
	c.graphError(http.StatusForbidden, "Authorization_RequestDenied", "Insufficient privileges to complete the operation.")
	return false
}

// options reads the query and refuses what a call does not support: a typo must
// not pass as a request for everything.
func (c *call) options(supported ...string) (url.Values, bool) {
	q, err := url.ParseQuery(c.r.URL.RawQuery)
	if err != nil {
		c.graphError(http.StatusBadRequest, "BadRequest", "The query could not be read.")
		return nil, false
	}
	for name, values := range q {
		if len(values) != 1 {
			c.graphError(http.StatusBadRequest, "BadRequest", "Query option '"+name+"' was specified more than once, but it must be specified at most once.")
			return nil, false
		}
		if !contains(supported, name) {
			c.graphError(http.StatusBadRequest, "Request_UnsupportedQuery", "The query option '"+name+"' is not supported here.")
			return nil, false
		}
	}
	return q, true
}

func contains(list []string, s string) bool {
	for _, v := range list {
		if v == s {
			return true
		}
	}
	return false
}
