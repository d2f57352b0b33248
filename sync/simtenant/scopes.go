package simtenant

import (
	"encoding/json"
	"fmt"
	"net/http"
	"slices"
	"strings"
)

// A demand is what a client asks for in the name of a person: permissions of one
// service.
type demand struct {
	resource string   // as it was written, with its slash at the end or without
	asked    []string // scopes as they were written, without those of OpenID
}

var openIDScopes = []string{"openid", "offline_access", "profile", "email"}

// demandOf reads a scope; number and message tell what is wrong with it, as
// AADSTS does.
func (c *call) demandOf(scope string) (d demand, number int, message string) {
	for _, s := range strings.Fields(scope) {
		if slices.Contains(openIDScopes, s) {
			continue
		}
		resource := graphAudience
		if i := strings.LastIndexByte(s, '/'); i >= 0 {
			resource = s[:i]
		}
		if d.resource != "" && d.resource != resource {
			return d, 28000, "Provided value for the input parameter scope is not valid because it contains more than one resource."
		}
		d.resource, d.asked = resource, append(d.asked, s)
	}
	if len(d.asked) == 0 {
		return d, 70011, "The provided request must include exactly one resource in 'scope'."
	}
	if nameOfResource(d.resource) == "" || nameOfResource(d.resource) == namePlatform && c.knobs.NoPowerPlatform {
		return d, 500011, fmt.Sprintf("The resource principal named %s was not found in the tenant named %s.", d.resource, c.tenant.cfg.Name)
	}
	for _, s := range d.asked {
		name := s[strings.LastIndexByte(s, '/')+1:]
		if name != ".default" && !slices.Contains(c.delegated(d.resource), name) {
			return d, 650057, fmt.Sprintf("Invalid resource. The client has requested access to '%s', which is not listed in the requested permissions in the client's application registration.", name)
		}
	}
	return d, 0, ""
}

// nameOfResource is what the knobs call the service of an audience; "" when there
// is none.
func nameOfResource(resource string) string {
	switch strings.TrimSuffix(resource, "/") {
	case graphAudience:
		return nameGraph
	case strings.TrimSuffix(platformAudience, "/"), "https://api.bap.microsoft.com":
		return namePlatform
	}
	return ""
}

// delegated are the permissions that the app registration asks for in the name of
// a person.
func (c *call) delegated(resource string) []string {
	if nameOfResource(resource) == namePlatform {
		return []string{"User"}
	}
	return slices.DeleteFunc(slices.Clone(c.tenant.graphRoles()), func(name string) bool { return c.knobs.forbids(name) })
}

// consentedTo tells whether somebody agreed to what the app asks of a service.
func (c *call) consentedTo(resource string) bool {
	name := nameOfResource(resource)
	return !slices.Contains(c.knobs.SignIn.NotConsented, name) || c.tenant.authority.isConsented(name)
}

// granted is the scope of a token: the permissions, and what was asked for.
func (c *call) granted(d demand) string {
	var all []string
	for _, name := range c.delegated(d.resource) {
		all = append(all, d.resource+"/"+name)
	}
	for _, s := range d.asked {
		if !slices.Contains(all, s) {
			all = append(all, s)
		}
	}
	return strings.Join(all, " ")
}

// wanted is what a client's claims ask for.
type wanted struct {
	contexts     []string // authentication contexts
	capabilities []string // of the client: cp1
}

// claimsOf reads the parameter claims; ok is false for one that is no JSON.
func (c *call) claimsOf(text string) (w wanted, ok bool) {
	if text == "" {
		return w, true
	}
	var claims struct {
		AccessToken struct {
			Contexts struct {
				Value  string   `json:"value"`
				Values []string `json:"values"`
			} `json:"acrs"`
			Capabilities struct {
				Values []string `json:"values"`
			} `json:"xms_cc"`
		} `json:"access_token"`
	}
	if json.Unmarshal([]byte(text), &claims) != nil {
		c.loginError(http.StatusBadRequest, "invalid_request", 50148, "The claims parameter is not valid JSON.")
		return w, false
	}
	asked := claims.AccessToken
	w.contexts = asked.Contexts.Values
	if asked.Contexts.Value != "" {
		w.contexts = append(w.contexts, asked.Contexts.Value)
	}
	for _, name := range asked.Capabilities.Values {
		w.capabilities = append(w.capabilities, strings.ToLower(name))
	}
	return w, true
}
