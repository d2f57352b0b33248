package simtenant

import (
	"fmt"
	"maps"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"time"
)

// login plays the tenant's OpenID endpoints and its pages. Paths must hold the
// text "token" nowhere but in the token endpoint's last segment: clients derive
// the device code endpoint from it by replacing that text.
func (c *call) login() {
	switch c.r.URL.Path {
	case devicePath:
		c.devicePage()
		return
	case instancePath:
		c.instances()
		return
	case "/favicon.ico": // browsers ask for it by themselves
		c.send(http.StatusNoContent, "", nil)
		return
	}
	tenant, rest, _ := strings.Cut(strings.TrimPrefix(c.r.URL.Path, "/"), "/")
	if !strings.EqualFold(tenant, c.tenant.ids.tenant.String()) && !strings.EqualFold(tenant, c.tenant.world.initialDomain) {
		c.loginError(http.StatusBadRequest, "invalid_request", 90002, fmt.Sprintf("Tenant '%s' not found.", tenant))
		return
	}
	switch c.r.Method + " " + rest {
	case "GET v2.0/.well-known/openid-configuration":
		c.discovery()
	case "POST oauth2/v2.0/token":
		c.token()
	case "POST oauth2/v2.0/devicecode":
		c.startDevice()
	case "GET oauth2/v2.0/authorize", "POST oauth2/v2.0/authorize":
		c.authorize()
	case "GET adminconsent", "POST adminconsent":
		c.adminConsent()
	case "GET oauth2/v2.0/logout":
		c.page(http.StatusOK, doneTemplate, donePage{"Signed out", "You signed out of your account. You may close this window."})
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
		"device_authorization_endpoint":         base + "/oauth2/v2.0/devicecode",
		"end_session_endpoint":                  base + "/oauth2/v2.0/logout",
		"token_endpoint_auth_methods_supported": []string{"private_key_jwt"},
		"response_types_supported":              []string{"code"},
		"response_modes_supported":              []string{"form_post"},
		"scopes_supported":                      []string{"openid", "profile", "offline_access"},
		"subject_types_supported":               []string{"pairwise"},
		"id_token_signing_alg_values_supported": []string{"RS256"},
		"tenant_region_scope":                   "EU",
		"cloud_instance_name":                   "microsoftonline.com",
		"msgraph_host":                          "graph.microsoft.com",
	})
}

// instancePath tells which names the sign-in service goes by. Clients ask before
// they trust it.
const instancePath = "/common/discovery/instance"

func (c *call) instances() {
	asked, err := url.Parse(c.r.URL.Query().Get("authorization_endpoint"))
	own, ownErr := url.Parse(c.origin(loginService, c.r))
	if err != nil || ownErr != nil || asked.Host != own.Host && asked.Host != publicLoginHost {
		c.loginError(http.StatusBadRequest, "invalid_instance", 50049, "Unknown or invalid instance.")
		return
	}
	c.reply(http.StatusOK, map[string]any{
		"api-version":               "1.1",
		"tenant_discovery_endpoint": own.String() + "/" + c.tenant.ids.tenant.String() + "/v2.0/.well-known/openid-configuration",
		"metadata": []map[string]any{{"preferred_network": asked.Host, "preferred_cache": asked.Host,
			"aliases": []string{asked.Host}}},
	})
}

// loginError has the shape of Entra ID's token errors.
func (c *call) loginError(status int, code string, number int, message string) {
	c.loginErrorWith(status, code, number, message, nil)
}

// loginErrorWith is loginError with more fields.
func (c *call) loginErrorWith(status int, code string, number int, message string, more map[string]any) {
	c.refused(fmt.Sprintf("AADSTS%d", number))
	c.reply(status, c.loginErrorBody(code, number, message, more))
}

func (c *call) loginErrorBody(code string, number int, message string, more map[string]any) map[string]any {
	trace := c.id
	correlation := c.r.Header.Get("client-request-id")
	if correlation == "" {
		correlation = trace
	}
	stamp := time.Now().UTC().Format("2006-01-02 15:04:05Z")
	body := map[string]any{
		"error": code,
		"error_description": fmt.Sprintf("AADSTS%d: %s Trace ID: %s Correlation ID: %s Timestamp: %s",
			number, message, trace, correlation, stamp),
		"error_codes": []int{number}, "timestamp": stamp, "trace_id": trace, "correlation_id": correlation,
	}
	maps.Copy(body, more)
	return body
}

// token answers every grant: an app's with a certificate, and those of people.
func (c *call) token() {
	form, ok := c.loginForm()
	if !ok {
		return
	}
	if number := c.knobs.SignIn.RefuseSignIn; number != 0 {
		c.loginError(http.StatusBadRequest, "invalid_grant", number, "The sign-in is refused.")
		return
	}
	switch grant := form.Get("grant_type"); grant {
	case "client_credentials":
		c.appToken(form)
	case "authorization_code":
		c.codeToken(form)
	case "refresh_token":
		c.renewedToken(form)
	case "device_code", "urn:ietf:params:oauth:grant-type:device_code":
		c.deviceToken(form)
	case "":
		c.loginError(http.StatusBadRequest, "invalid_request", 900144, "The request body must contain the following parameter: 'grant_type'.")
	default:
		c.loginError(http.StatusBadRequest, "unsupported_grant_type", 70003, fmt.Sprintf("The app requested an unsupported grant type '%s'.", grant))
	}
}

// loginForm reads a form of the registered app.
func (c *call) loginForm() (url.Values, bool) {
	if !strings.HasPrefix(c.r.Header.Get("Content-Type"), "application/x-www-form-urlencoded") {
		c.loginError(http.StatusBadRequest, "invalid_request", 900144, "The request body must be a form.")
		return nil, false
	}
	if err := c.r.ParseForm(); err != nil {
		c.loginError(http.StatusBadRequest, "invalid_request", 900144, "The request body could not be read.")
		return nil, false
	}
	if c.tenant.takes(func(k *Knobs) *int { return &k.SignIn.Unavailable }) {
		c.reply(http.StatusInternalServerError, c.loginErrorBody("temporarily_unavailable", 90033, "A transient error has occurred. Please try again.", nil))
		return nil, false
	}
	form := c.r.PostForm
	if !c.isApp(form.Get("client_id")) {
		c.loginError(http.StatusBadRequest, "unauthorized_client", 700016, c.noSuchApp(form.Get("client_id")))
		return nil, false
	}
	return form, true
}

func (c *call) isApp(clientID string) bool {
	return strings.EqualFold(clientID, c.tenant.ids.client.String())
}

func (c *call) noSuchApp(clientID string) string {
	return fmt.Sprintf("Application with identifier '%s' was not found in the directory '%s'.", clientID, c.tenant.cfg.Name)
}

// appToken answers the client credentials grant with a certificate.
func (c *call) appToken(form url.Values) {
	audience, ok := c.audience(form.Get("scope"))
	if !ok {
		return
	}
	if err := c.tenant.checkAssertion(form, c.tokenEndpoints()); err != nil {
		c.loginError(http.StatusUnauthorized, "invalid_client", err.number, err.message)
		return
	}
	claims := c.tokenFor(audience)
	claims.Object, claims.Type = c.tenant.ids.servicePrincipal.String(), "app"
	if strings.TrimSuffix(audience, "/") == graphAudience {
		for _, role := range c.tenant.graphRoles() {
			if !slices.Contains(c.knobs.Forbid, role) {
				claims.Roles = append(claims.Roles, role)
			}
		}
	}
	life := c.knobs.SignIn.tokenLife()
	c.reply(http.StatusOK, map[string]any{
		"token_type": "Bearer", "expires_in": int(life / time.Second), "ext_expires_in": int(life / time.Second),
		"access_token": c.tenant.issue(claims),
	})
}

// tokenFor is what every token for an audience says.
func (c *call) tokenFor(audience string) accessClaims {
	now := time.Now()
	return accessClaims{
		Audience: audience, Issuer: c.issuer(), IssuedAt: now.Unix(), Expires: now.Add(c.knobs.SignIn.tokenLife()).Unix(),
		App: c.tenant.ids.client.String(), AppName: appName, Tenant: c.tenant.ids.tenant.String(),
	}
}

func (c *call) issuer() string {
	return c.origin(loginService, c.r) + "/" + c.tenant.ids.tenant.String() + "/v2.0"
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
