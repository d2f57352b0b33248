package simtenant

import (
	"crypto/sha256"
	"encoding/json"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"time"
)

// isPublic refuses secrets from an app that people have on their computers.
func (c *call) isPublic(form url.Values) bool {
	if form.Has("client_secret") || form.Has("client_assertion") {
		c.loginError(http.StatusUnauthorized, "invalid_client", 700025, "Client is public so neither 'client_assertion' nor 'client_secret' should be presented.")
		return false
	}
	return true
}

// askedByPublic reads what a public client asks a token for, and the claims it
// has to bring; ok is false when it was refused.
func (c *call) askedByPublic(form url.Values) (asked demand, wanted wanted, ok bool) {
	if !c.isPublic(form) {
		return asked, wanted, false
	}
	asked, number, message := c.demandOf(form.Get("scope"))
	if number != 0 {
		c.loginError(http.StatusBadRequest, "invalid_scope", number, message)
		return asked, wanted, false
	}
	wanted, ok = c.claimsOf(form.Get("claims"))
	return asked, wanted, ok
}

// codeToken redeems an authorization code.
func (c *call) codeToken(form url.Values) {
	demand, wanted, ok := c.askedByPublic(form)
	if !ok {
		return
	}
	code := c.tenant.authority.takeCode(form.Get("code"))
	if code == nil || !time.Now().Before(code.expires) {
		c.loginError(http.StatusBadRequest, "invalid_grant", 54005, "OAuth2 Authorization code was already redeemed or has expired.")
		return
	}
	proof := sha256.Sum256([]byte(form.Get("code_verifier")))
	switch {
	case urlBase64.EncodeToString(proof[:]) != code.challenge:
		c.loginError(http.StatusBadRequest, "invalid_grant", 501481, "The Code_Verifier does not match the code_challenge supplied in the authorization request.")
	case form.Get("redirect_uri") != code.redirect:
		c.loginError(http.StatusBadRequest, "invalid_client", 500112, "The reply address does not match the reply address provided when requesting the authorization code.")
	case demand.resource != code.resource:
		c.loginError(http.StatusBadRequest, "invalid_grant", 70000, "The code was issued for another resource.")
	default:
		c.issuePerson(code.session, demand, wanted, form)
	}
}

// claimsOfPolicy is what the refusal of a renewal asks the next sign-in to bring.
const claimsOfPolicy = `{"access_token":{"capolids":{"essential":true,"values":["0f4c1a1e-6f0b-4d5e-9b5d-3d2f0c7a9e11"]}}}`

// withClaims are the refusals that ask for something, in place of the sign-in
// being over.
var withClaims = []int{50072, 50074, 50076, 50078, 50079, 70043, 70044}

// renewedToken redeems a refresh token.
func (c *call) renewedToken(form url.Values) {
	demand, wanted, ok := c.askedByPublic(form)
	if !ok {
		return
	}
	text := form.Get("refresh_token")
	s := c.tenant.authority.renewal(text)
	lacks := slices.ContainsFunc(wanted.contexts, func(context string) bool { return s != nil && !slices.Contains(s.contexts, context) })
	refuse := c.knobs.SignIn.RefuseRenewal
	over := s != nil && c.knobs.SignIn.isOver(demand.resource, c.tenant.clock.Now().Sub(s.at))
	if over {
		refuse = 70043
	}
	switch {
	case s == nil:
		c.loginError(http.StatusBadRequest, "invalid_grant", 70000, "The provided value for the input parameter 'refresh_token' is not valid, or it was used already.")
	case refuse != 0 && (over || c.tenant.authority.isRefused(s)):
		more := map[string]any{"suberror": "basic_action"}
		if slices.Contains(withClaims, refuse) {
			more["claims"] = claimsOfPolicy
		}
		c.loginErrorWith(http.StatusBadRequest, "invalid_grant", refuse, "The user must sign in again.", more)
	case !c.consentedTo(demand.resource):
		c.loginErrorWith(http.StatusBadRequest, "invalid_grant", 65001,
			"The user or administrator has not consented to use the application. Send an interactive authorization request for this user and resource.",
			map[string]any{"suberror": "consent_required"})
	case lacks && c.knobs.SignIn.ProofNeedsPerson:
		c.loginErrorWith(http.StatusBadRequest, "interaction_required", 50076, "The user must use multi-factor authentication to access the resource.",
			map[string]any{"claims": form.Get("claims")})
	default:
		if c.issuePerson(s, demand, wanted, form) {
			c.tenant.authority.spend(text)
		}
	}
}

// issuePerson answers with the tokens of a person, as they are now. It tells
// whether there were any.
func (c *call) issuePerson(s *session, d demand, w wanted, form url.Values) bool {
	a, number := c.tenant.accountOf(s.who)
	if number != 0 {
		c.loginError(http.StatusBadRequest, "invalid_grant", number, "The account cannot sign in to this tenant.")
		return false
	}
	claims := c.tokenFor(d.resource)
	claims.Object, claims.Type = a.id, "user"
	claims.Scopes = strings.Join(c.delegated(d.resource), " ")
	if a.role != "" {
		claims.People = []string{a.role}
	}
	claims.Contexts = slices.Concat(s.contexts, w.contexts)
	claims.Capabilities = w.capabilities
	life := c.knobs.SignIn.tokenLife()
	answer := map[string]any{
		"token_type": "Bearer", "scope": c.granted(d), "expires_in": int(life / time.Second), "ext_expires_in": int(life / time.Second),
		"access_token": c.tenant.issue(claims),
	}
	if c.knobs.SignIn.RenewEarly {
		answer["refresh_in"] = 0
	}
	asked := strings.Fields(form.Get("scope"))
	if slices.Contains(asked, "offline_access") {
		answer["refresh_token"] = c.tenant.authority.keepRenewal(s)
	}
	if slices.Contains(asked, "openid") {
		answer["id_token"] = c.tenant.signed(map[string]any{
			"aud": c.tenant.ids.client.String(), "iss": c.issuer(), "iat": claims.IssuedAt, "exp": claims.Expires,
			"name": a.name, "oid": a.id, "sub": a.id, "preferred_username": a.upn, "tid": c.tenant.ids.tenant.String(), "ver": "2.0",
		})
	}
	if form.Get("client_info") == "1" {
		info, err := json.Marshal(map[string]string{"uid": a.id, "utid": c.tenant.ids.tenant.String()})
		if err != nil {
			panic("simtenant: encode client info: " + err.Error()) // texts
		}
		answer["client_info"] = urlBase64.EncodeToString(info)
	}
	c.reply(http.StatusOK, answer)
	return true
}
