package simtenant

import (
	"net/http"
	"net/url"
)

// consenting is how far a person got with consent.
type consenting uint8

const (
	beingAsked consenting = iota // the page is being shown
	agreed
	refusedConsent
	needsAdministrator
)

// agree sees to it that somebody consented to what the app asks of a service. In
// this tenant only a Global Administrator may, for everybody.
func (c *call) agree(a account, resource string, again bool, form url.Values) consenting {
	name := nameOfResource(resource)
	if c.consentedTo(resource) && !again {
		return agreed
	}
	answer := form.Get("consent")
	switch {
	case answer == "refuse":
		return refusedConsent
	case a.role != roleGlobalAdministrator:
		if answer == "back" {
			return needsAdministrator
		}
		c.page(http.StatusOK, consentTemplate, consentPage{Account: a, NeedsAdministrator: true, Fields: kept(form)})
		return beingAsked
	case answer == "accept":
		c.tenant.authority.consent(name)
		return agreed
	}
	c.page(http.StatusOK, consentTemplate, consentPage{Account: a, Permissions: c.delegated(resource), Fields: kept(form)})
	return beingAsked
}

// kept are the fields that the next page sends along.
func kept(form url.Values) map[string]string {
	fields := map[string]string{}
	for _, name := range []string{"account", "code"} {
		if value := form.Get(name); value != "" {
			fields[name] = value
		}
	}
	return fields
}

// adminConsent is the page on which an administrator consents to everything that
// the app asks for.
func (c *call) adminConsent() {
	if id := c.r.URL.Query().Get("client_id"); !c.isApp(id) {
		c.pageError(700016, c.noSuchApp(id))
		return
	}
	if err := c.r.ParseForm(); err != nil {
		c.pageError(900144, "The form could not be read.")
		return
	}
	form := c.r.PostForm
	a, chosen := c.tenant.offeredByID(form.Get("account"))
	switch {
	case !chosen:
		c.page(http.StatusOK, accountsTemplate, accountsPage{Accounts: c.tenant.offered()})
	case a.role != roleGlobalAdministrator:
		c.page(http.StatusForbidden, doneTemplate, donePage{"Need admin approval", "Only a Global Administrator may consent for the organization."})
	case form.Get("consent") == "accept":
		c.tenant.authority.consent(nameGraph, namePlatform)
		c.page(http.StatusOK, doneTemplate, donePage{"Permissions granted", "The app may use these permissions for everybody now. You may close this window."})
	case form.Get("consent") == "refuse":
		c.page(http.StatusOK, doneTemplate, donePage{"Nothing was granted", "You may close this window."})
	default:
		all := append(c.delegated(graphAudience), c.delegated(platformAudience)...)
		c.page(http.StatusOK, consentTemplate, consentPage{Account: a, Permissions: all, Fields: kept(form)})
	}
}
