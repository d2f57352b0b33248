package simtenant

import (
	"crypto/hmac"
	"encoding/json"
	"errors"
	"net/http"
	"strings"
	"time"
)

// Audiences that tokens are asked for, as on the public cloud.
const (
	graphAudience    = "https://graph.microsoft.com"
	platformAudience = "https://service.powerapps.com/"
)

// graphRoles are the application permissions the tenant's admin consented to.
var graphRoles = []string{"GroupMember.Read.All", "LicenseAssignment.Read.All", "Organization.Read.All", "User.Read.All"}

// graphRoles adds what was consented to with the tenant's P1.
func (t *Tenant) graphRoles() []string {
	if !t.cfg.Premium {
		return graphRoles
	}
	return append([]string{auditLogRead, auditSearch}, graphRoles...)
}

// appName is what the tenant's app registration is called.
const appName = "License Ledger"

// tokenLife is the default of Entra ID for app-only tokens, nearly.
const tokenLife = 3599 * time.Second

// accessClaims are the parts of a token that the services look at. Expiry
// follows the real clock, because MSAL caches by it.
type accessClaims struct {
	Audience string   `json:"aud"`
	Issuer   string   `json:"iss"`
	IssuedAt int64    `json:"iat"`
	Expires  int64    `json:"exp"`
	App      string   `json:"appid"`
	AppName  string   `json:"app_displayname"`
	Object   string   `json:"oid"`
	Tenant   string   `json:"tid"`
	Type     string   `json:"idtyp"`
	Roles    []string `json:"roles,omitempty"`

	// Of people.
	Scopes       string   `json:"scp,omitempty"`
	People       []string `json:"wids,omitempty"` // the person's roles
	Contexts     []string `json:"acrs,omitempty"`
	Capabilities []string `json:"xms_cc,omitempty"` // of the client
}

var accessHeader = urlBase64.EncodeToString([]byte(`{"typ":"JWT","alg":"HS256","kid":"` + SecretMark + `"}`))

func (t *Tenant) issue(c accessClaims) string {
	return t.signed(c)
}

// signed makes a JWT. What a client reads out of it is for the client to believe
// or not.
func (t *Tenant) signed(claims any) string {
	body, err := json.Marshal(claims)
	if err != nil {
		panic("simtenant: encode token: " + err.Error())
	}
	signed := accessHeader + "." + urlBase64.EncodeToString(body)
	return signed + "." + urlBase64.EncodeToString(sign(t.keys.access, signed))
}

var (
	errNoToken      = errors.New("no bearer token")
	errForged       = errors.New("the token is not one of this tenant's")
	errTokenExpired = errors.New("the token expired")
)

// bearer reads and checks the token of a request, but not its audience.
func (t *Tenant) bearer(r *http.Request) (accessClaims, error) {
	var c accessClaims
	token, ok := strings.CutPrefix(r.Header.Get("Authorization"), "Bearer ")
	if !ok || token == "" {
		return c, errNoToken
	}
	dot := strings.LastIndexByte(token, '.')
	if dot < 0 || !strings.HasPrefix(token, accessHeader+".") {
		return c, errForged
	}
	mac, err := urlBase64.DecodeString(token[dot+1:])
	if err != nil || !hmac.Equal(mac, sign(t.keys.access, token[:dot])) {
		return c, errForged
	}
	body, err := urlBase64.DecodeString(token[len(accessHeader)+1 : dot])
	if err != nil || json.Unmarshal(body, &c) != nil || c.Tenant != t.ids.tenant.String() {
		return c, errForged
	}
	if time.Now().Unix() >= c.Expires {
		return c, errTokenExpired
	}
	return c, nil
}
