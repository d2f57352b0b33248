package simtenant

import (
	"fmt"
	"net/http"
	"slices"
	"strings"
	"time"
)

// login plays the tenant's OpenID endpoints. Paths must hold the text "token"
// nowhere but in the token endpoint's last segment: clients derive the device
// code endpoint from it by replacing that text.
func (c *call) login() {
	tenant, rest, _ := strings.Cut(strings.TrimPrefix(c.r.URL.Path, "/"), "/")
	if !strings.EqualFold(tenant, c.tenant.ids.tenant.String()) && !strings.EqualFold(tenant, c.tenant.world.initialDomain) {
		c.loginError(http.StatusBadRequest, "invalid_request", 90002, fmt.Sprintf("Tenant '%s' not found.", tenant))
		return
	}
	switch {
	case rest == "v2.0/.well-known/openid-configuration" && c.r.Method == http.MethodGet:
		c.discovery()
	case rest == "oauth2/v2.0/token" && c.r.Method == http.MethodPost:
		c.token()
	default:
		c.refused("no such sign-in endpoint")
		http.NotFound(c.w, c.r)
	}
}

func (c *call) discovery() {
	base := c.origin(loginService, c.r) + "/" + c.tenant.ids.tenant.String()
	c.reply(http.StatusOK, map[string]any{
		"issuer":                                base + "/v2.0",
		"authorization_endpoint":                base + "/oauth2/v2.0/authorize",
		"token_endpoint":                        base + "/oauth2/v2.0/token",
		"token_endpoint_auth_methods_supported": []string{"private_key_jwt"},
		"response_types_supported":              []string{"code"},
		"scopes_supported":                      []string{"openid", "profile", "offline_access"},
		"subject_types_supported":               []string{"pairwise"},
		"id_token_signing_alg_values_supported": []string{"RS256"},
		"tenant_region_scope":                   "EU",
		"cloud_instance_name":                   "microsoftonline.com",
		"msgraph_host":                          "graph.microsoft.com",
	})
}

// loginError has the shape of Entra ID's token errors.
func (c *call) loginError(status int, code string, number int, message string) {
	c.refused(fmt.Sprintf("AADSTS%d", number))
	trace := c.id
	correlation := c.r.Header.Get("client-request-id")
	if correlation == "" {
		correlation = trace
	}
	stamp := time.Now().UTC().Format("2006-01-02 15:04:05Z")
	c.reply(status, map[string]any{
		"error": code,
		"error_description": fmt.Sprintf("AADSTS%d: %s Trace ID: %s Correlation ID: %s Timestamp: %s",
			number, message, trace, correlation, stamp),
		"error_codes": []int{number}, "timestamp": stamp, "trace_id": trace, "correlation_id": correlation,
	})
}

// token answers the client credentials grant with a certificate.
func (c *call) token() {
	if !strings.HasPrefix(c.r.Header.Get("Content-Type"), "application/x-www-form-urlencoded") {
		c.loginError(http.StatusBadRequest, "invalid_request", 900144, "The request body must be a form.")
		return
	}
	if err := c.r.ParseForm(); err != nil {
		c.loginError(http.StatusBadRequest, "invalid_request", 900144, "The request body could not be read.")
		return
	}
	form := c.r.PostForm
	switch grant := form.Get("grant_type"); grant {
	case "client_credentials":
	case "":
		c.loginError(http.StatusBadRequest, "invalid_request", 900144, "The request body must contain the following parameter: 'grant_type'.")
		return
	default:
		c.loginError(http.StatusBadRequest, "unsupported_grant_type", 70003, fmt.Sprintf("The app requested an unsupported grant type '%s'.", grant))
		return
	}
	client := c.tenant.ids.client.String()
	if !strings.EqualFold(form.Get("client_id"), client) {
		c.loginError(http.StatusBadRequest, "unauthorized_client", 700016,
			fmt.Sprintf("Application with identifier '%s' was not found in the directory '%s'.", form.Get("client_id"), c.tenant.cfg.Name))
		return
	}
	audience, ok := c.audience(form.Get("scope"))
	if !ok {
		return
	}
	if err := c.tenant.checkAssertion(form, c.tokenEndpoints()); err != nil {
		c.loginError(http.StatusUnauthorized, "invalid_client", err.number, err.message)
		return
	}
	now := time.Now()
	claims := accessClaims{
		Audience: audience, Issuer: c.origin(loginService, c.r) + "/" + c.tenant.ids.tenant.String() + "/v2.0",
		IssuedAt: now.Unix(), Expires: now.Add(tokenLife).Unix(),
		App: client, Object: c.tenant.ids.servicePrincipal.String(), Tenant: c.tenant.ids.tenant.String(), Type: "app",
	}
	if strings.TrimSuffix(audience, "/") == graphAudience {
		for _, role := range graphRoles {
			if !slices.Contains(c.knobs.Forbid, role) {
				claims.Roles = append(claims.Roles, role)
			}
		}
	}
	c.reply(http.StatusOK, map[string]any{
		"token_type": "Bearer", "expires_in": int(tokenLife / time.Second), "ext_expires_in": int(tokenLife / time.Second),
		"access_token": c.tenant.issue(claims),
	})
}

// tokenEndpoints are the values that an assertion may name as its audience.
func (c *call) tokenEndpoints() []string {
	base := c.origin(loginService, c.r)
	return []string{
		base + "/" + c.tenant.ids.tenant.String() + "/oauth2/v2.0/token",
		base + "/" + c.tenant.world.initialDomain + "/oauth2/v2.0/token",
	}
}

// audience reads the one resource out of a scope. The OpenID scopes that MSAL
// adds are passed over.
func (c *call) audience(scope string) (string, bool) {
	var asked []string
	for _, s := range strings.Fields(scope) {
		if s != "openid" && s != "offline_access" && s != "profile" {
			asked = append(asked, s)
		}
	}
	if len(asked) != 1 {
		c.loginError(http.StatusBadRequest, "invalid_scope", 70011, "The provided request must include exactly one resource in 'scope'.")
		return "", false
	}
	resource, ok := strings.CutSuffix(asked[0], "/.default")
	if !ok {
		c.loginError(http.StatusBadRequest, "invalid_scope", 1002012,
			fmt.Sprintf("The provided value for scope %s is not valid. Client credential flows must have a scope value with /.default suffixed to the resource identifier (application ID URI).", asked[0]))
		return "", false
	}
	switch strings.TrimSuffix(resource, "/") {
	case graphAudience:
		return resource, true
	case strings.TrimSuffix(platformAudience, "/"), "https://api.bap.microsoft.com":
		if !c.knobs.NoPowerPlatform {
			return resource, true
		}
	}
	c.loginError(http.StatusBadRequest, "invalid_resource", 500011,
		fmt.Sprintf("The resource principal named %s was not found in the tenant named %s.", resource, c.tenant.cfg.Name))
	return "", false
}
