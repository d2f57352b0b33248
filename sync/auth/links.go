package auth

import (
	"net/url"
	"strings"
)

// Links are the pages on which an administrator of the tenant puts right what
// keeps an app from signing in or from reading. A link that is not known is "".
type Links struct {
	Consent     string // grant everything that the app asks for, for the whole tenant
	App         string // the app's page, with its permissions and its sign-in settings
	Apps        string // all apps that are registered in the tenant
	Assignments string // who may use the app
	Access      string // the rules of Conditional Access
	Roles       string // roles, to give one to a person
}

// LinksFor are the links of an app in a tenant. Without a portal only the link
// for consent is known, which the sign-in service itself answers.
// https://learn.microsoft.com/entra/identity/enterprise-apps/grant-admin-consent
func LinksFor(authority, clientID, portal string) Links {
	app := url.QueryEscape(clientID)
	links := Links{Consent: strings.TrimSuffix(authority, "/") + "/adminconsent?client_id=" + app}
	if portal == "" {
		return links
	}
	view := strings.TrimSuffix(portal, "/") + "/#view/"
	links.App = view + "Microsoft_AAD_RegisteredApps/ApplicationMenuBlade/~/CallAnAPI/appId/" + app
	links.Apps = view + "Microsoft_AAD_RegisteredApps/ApplicationsListBlade"
	links.Assignments = view + "Microsoft_AAD_IAM/ManagedAppMenuBlade/~/Users/appId/" + app
	links.Access = view + "Microsoft_AAD_ConditionalAccess/ConditionalAccessBlade/~/Policies"
	links.Roles = view + "Microsoft_AAD_IAM/RolesManagementMenuBlade/~/AllRoles"
	return links
}
