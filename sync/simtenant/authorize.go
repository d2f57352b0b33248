package simtenant

import (
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"time"
)

// A visit is somebody who came to sign in to the app, with what the app asked for
// on their behalf.
type visit struct {
	demand    demand
	wanted    wanted
	redirect  string
	state     string
	challenge string
	prompt    string
	hint      string
}

var prompts = []string{"", "login", "select_account", "consent", "none"}

// authorize shows the pages of a sign-in in the browser, one after the other, and
// sends what came of it back to the app. No password is asked for: whoever uses
// this computer may be anybody here.
func (c *call) authorize() {
	v, ok := c.visit()
	if !ok {
		return
	}
	if v.prompt == "none" {
		c.sendBack(v, url.Values{"error": {"login_required"}, "error_description": {"AADSTS50058: A silent sign-in request was sent but no user is signed in."}})
		return
	}
	if c.r.Method == http.MethodGet {
		c.page(http.StatusOK, accountsTemplate, accountsPage{Accounts: c.accountsFor(v), Cancel: true})
		return
	}
	if err := c.r.ParseForm(); err != nil {
		c.pageError(900144, "The form could not be read.")
		return
	}
	c.decide(v, c.r.PostForm)
}

// visit checks what the app asked for. What is wrong with it is shown to the
// person: an address that is not trusted gets nothing back.
func (c *call) visit() (v visit, ok bool) {
	q, err := url.ParseQuery(c.r.URL.RawQuery)
	if err != nil {
		return v, c.pageError(900144, "The query could not be read.")
	}
	v = visit{redirect: q.Get("redirect_uri"), state: q.Get("state"), challenge: q.Get("code_challenge"), prompt: q.Get("prompt"), hint: q.Get("login_hint")}
	var number int
	var message string
	v.demand, number, message = c.demandOf(q.Get("scope"))
	switch {
	case !c.isApp(q.Get("client_id")):
		return v, c.pageError(700016, c.noSuchApp(q.Get("client_id")))
	case !isLoopback(v.redirect):
		return v, c.pageError(50011, fmt.Sprintf("The redirect URI '%s' specified in the request does not match the redirect URIs configured for the application.", v.redirect))
	case q.Get("response_type") != "code":
		return v, c.pageError(700054, "response_type must be 'code': no other is enabled for the application.")
	case q.Get("response_mode") != "form_post":
		return v, c.pageError(90023, "response_mode must be 'form_post'.")
	case v.state == "":
		return v, c.pageError(900144, "The request must contain the parameter 'state'.")
	case v.challenge == "" || q.Get("code_challenge_method") != "S256":
		return v, c.pageError(9002325, "Proof Key for Code Exchange is required for cross-origin authorization code redemption.")
	case !slices.Contains(prompts, v.prompt):
		return v, c.pageError(90023, fmt.Sprintf("Unsupported 'prompt' value '%s'.", v.prompt))
	case number != 0:
		return v, c.pageError(number, message)
	}
	v.wanted, ok = c.claimsOf(q.Get("claims"))
	return v, ok
}

// isLoopback knows the one address that the app is registered with; its port may
// be any.
func isLoopback(address string) bool {
	u, err := url.Parse(address)
	return err == nil && u.Scheme == "http" && u.Hostname() == "localhost" && u.Port() != "" && strings.Trim(u.Path, "/") == "" && u.RawQuery == "" && u.User == nil
}

// accountsFor puts the hinted account first, or shows it alone where the app does
// not want the person to choose.
func (c *call) accountsFor(v visit) []account {
	all := c.tenant.offered()
	hinted := slices.IndexFunc(all, func(a account) bool { return strings.EqualFold(a.upn, v.hint) })
	if hinted < 0 {
		return all
	}
	first := all[hinted : hinted+1]
	if v.prompt == "select_account" {
		return append(slices.Clone(first), slices.Delete(slices.Clone(all), hinted, hinted+1)...)
	}
	return first
}

// decide goes on with what the person pressed.
func (c *call) decide(v visit, form url.Values) {
	denied := func(text string) {
		c.sendBack(v, url.Values{"error": {"access_denied"}, "error_description": {text}})
	}
	if form.Get("cancel") != "" {
		c.sendBack(v, url.Values{"error": {"access_denied"}, "error_subcode": {"cancel"}})
		return
	}
	a, ok := c.tenant.offeredByID(form.Get("account"))
	if !ok {
		c.page(http.StatusOK, accountsTemplate, accountsPage{Accounts: c.accountsFor(v), Cancel: true})
		return
	}
	if number := c.knobs.SignIn.RefuseSignIn; number != 0 {
		denied(fmt.Sprintf("AADSTS%d: The sign-in is refused.", number))
		return
	}
	switch c.agree(a, v.demand.resource, v.prompt == "consent", form) {
	case agreed:
	case refusedConsent:
		denied("AADSTS65004: User declined to consent to access the app.")
		return
	case needsAdministrator:
		denied("AADSTS90094: An administrator of the organization must consent first.")
		return
	default:
		return // a page is being shown
	}
	session := c.tenant.authority.newSession(a.who, c.tenant.clock.Now(), v.wanted.contexts)
	code := c.tenant.authority.keepCode(&issuedCode{session: session, resource: v.demand.resource, redirect: v.redirect,
		challenge: v.challenge, expires: time.Now().Add(10 * time.Minute)})
	c.sendBack(v, url.Values{"code": {code}, "session_state": {c.id}})
}

// sendBack answers with a form that sends itself to the app.
func (c *call) sendBack(v visit, fields url.Values) {
	back := backPage{Address: v.redirect, Fields: map[string]string{"state": v.state}}
	for name := range fields {
		back.Fields[name] = fields.Get(name)
	}
	if code := fields.Get("error"); code != "" {
		c.refused(code)
	}
	c.page(http.StatusOK, backTemplate, back)
}
