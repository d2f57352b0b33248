package auth

import (
	"encoding/base64"
	"encoding/json"
	"strings"
)

// Grants is what a token says of itself. It is looked at to tell a missing
// consent from a missing role, and for nothing else: what may be read is decided
// by the service alone.
// https://learn.microsoft.com/entra/identity-platform/access-token-claims-reference
type Grants struct {
	Permissions []string // consented to
	IsApp       bool     // an app by itself; else a person signed in
}

// GrantsOf reads a token; ok is false for one that cannot be read, as Microsoft
// reserves the right to make them.
func GrantsOf(token string) (g Grants, ok bool) {
	parts := strings.Split(token, ".")
	if len(parts) != 3 {
		return Grants{}, false
	}
	body, err := base64.RawURLEncoding.DecodeString(parts[1])
	if err != nil {
		return Grants{}, false
	}
	var claims struct {
		Scopes string   `json:"scp"`
		Roles  []string `json:"roles"`
		Type   string   `json:"idtyp"`
	}
	if json.Unmarshal(body, &claims) != nil {
		return Grants{}, false
	}
	g.IsApp = claims.Type == "app" || claims.Scopes == ""
	g.Permissions = claims.Roles
	if !g.IsApp {
		g.Permissions = strings.Fields(claims.Scopes)
	}
	return g, true
}

// Allows tells whether one of the permissions was consented to.
func (g Grants) Allows(permission string) bool {
	for _, have := range g.Permissions {
		if strings.EqualFold(have, permission) {
			return true
		}
	}
	return false
}
