package simtenant

import (
	"net/http"
	"net/url"
	"strings"
	"time"
)

// devicePath is where codes are typed.
const devicePath = "/devicelogin"

// startDevice hands out a code for a sign-in on another device.
func (c *call) startDevice() {
	form, ok := c.loginForm()
	if !ok {
		return
	}
	if _, number, message := c.demandOf(form.Get("scope")); number != 0 {
		c.loginError(http.StatusBadRequest, "invalid_scope", number, message)
		return
	}
	if _, ok := c.claimsOf(form.Get("claims")); !ok {
		return
	}
	life := c.knobs.SignIn.codeLife()
	d := &device{code: secretText(), typed: typedCode(), scope: form.Get("scope"), claims: form.Get("claims"), expires: time.Now().Add(life)}
	c.tenant.authority.keepDevice(d)
	address := c.origin(loginService, c.r) + devicePath
	c.reply(http.StatusOK, map[string]any{
		"device_code": d.code, "user_code": d.typed, "verification_uri": address,
		"expires_in": int((life + time.Second - 1) / time.Second), "interval": 5,
		"message": "To sign in, use a web browser to open the page " + address + " and enter the code " + d.typed + " to authenticate.",
	})
}

// devicePage takes a code, lets a person sign in, and tells the app.
func (c *call) devicePage() {
	if err := c.r.ParseForm(); err != nil {
		c.pageError(900144, "The form could not be read.")
		return
	}
	form := c.r.PostForm
	d, ok := c.tenant.authority.deviceByTyped(form.Get("code"))
	if !ok {
		c.page(http.StatusOK, codeTemplate, codePage{Wrong: form.Get("code") != ""})
		return
	}
	demand, number, message := c.demandOf(d.scope)
	if number != 0 {
		c.pageError(number, message)
		return
	}
	a, chosen := c.tenant.offeredByID(form.Get("account"))
	switch {
	case form.Get("cancel") != "":
		c.declineDevice(d)
	case !chosen:
		c.page(http.StatusOK, accountsTemplate, accountsPage{Accounts: c.tenant.offered(), Cancel: true, Fields: kept(form)})
	default:
		c.signInDevice(d, a, demand, form)
	}
}

func (c *call) signInDevice(d device, a account, demand demand, form url.Values) {
	wanted, ok := c.claimsOf(d.claims)
	if !ok {
		return
	}
	switch c.agree(a, demand.resource, false, form) {
	case agreed:
		c.tenant.authority.approveDevice(d.code, c.tenant.authority.newSession(a.who, c.tenant.clock.Now(), wanted.contexts))
		c.page(http.StatusOK, doneTemplate, donePage{"Signed in", "You have signed in to the app on your device. You may close this window."})
	case refusedConsent, needsAdministrator:
		c.declineDevice(d)
	}
}

func (c *call) declineDevice(d device) {
	c.tenant.authority.declineDevice(d.code)
	c.page(http.StatusOK, doneTemplate, donePage{"Not signed in", "The app on your device was not signed in. You may close this window."})
}

// deviceToken answers a poll of the app that waits.
func (c *call) deviceToken(form url.Values) {
	if !c.isPublic(form) {
		return
	}
	d, ok := c.tenant.authority.deviceByCode(form.Get("device_code"))
	switch {
	case !ok:
		c.loginError(http.StatusBadRequest, "bad_verification_code", 70018, "The device code is not one of this tenant's, or was used already.")
	case c.tenant.takes(func(k *Knobs) *int { return &k.SignIn.SlowDown }):
		c.reply(http.StatusBadRequest, c.loginErrorBody("slow_down", 70016, "Poll less often.", nil))
	case d.declined:
		c.refused("authorization_declined")
		c.reply(http.StatusBadRequest, map[string]any{"error": "authorization_declined", "error_description": "The end user denied the authorization request."})
	case d.session == nil && !time.Now().Before(d.expires):
		c.loginError(http.StatusBadRequest, "expired_token", 70020, "The provided value for the input parameter 'device_code' is not valid. This device code has expired.")
	case d.session == nil:
		c.reply(http.StatusBadRequest, c.loginErrorBody("authorization_pending", 70016, "OAuth 2.0 device flow error. Authorization is pending. Continue polling.", nil))
	default:
		demand, number, message := c.demandOf(d.scope)
		wanted, ok := c.claimsOf(d.claims)
		if number != 0 {
			c.loginError(http.StatusBadRequest, "invalid_scope", number, message)
		} else if ok && c.issuePerson(d.session, demand, wanted, form) {
			c.tenant.authority.dropDevice(d.code)
		}
	}
}

func (a *authority) keepDevice(d *device) {
	a.mu.Lock()
	defer a.mu.Unlock()
	a.devices[d.code] = d
}

func (a *authority) deviceByCode(code string) (device, bool) {
	a.mu.Lock()
	defer a.mu.Unlock()
	d := a.devices[code]
	if d == nil {
		return device{}, false
	}
	return *d, true
}

// deviceByTyped finds the sign-in of a code that can still be used.
func (a *authority) deviceByTyped(typed string) (device, bool) {
	a.mu.Lock()
	defer a.mu.Unlock()
	for _, d := range a.devices {
		if strings.EqualFold(strings.TrimSpace(typed), d.typed) && d.session == nil && !d.declined && time.Now().Before(d.expires) {
			return *d, true
		}
	}
	return device{}, false
}

func (a *authority) approveDevice(code string, s *session) {
	a.mu.Lock()
	defer a.mu.Unlock()
	a.devices[code].session = s
}

func (a *authority) declineDevice(code string) {
	a.mu.Lock()
	defer a.mu.Unlock()
	a.devices[code].declined = true
}

func (a *authority) dropDevice(code string) {
	a.mu.Lock()
	defer a.mu.Unlock()
	delete(a.devices, code)
}
