package auth

import (
	"slices"
	"strings"
)

// Cloud is where one of Microsoft's clouds is. Every field can be replaced: the
// documents disagree about some.
type Cloud struct {
	Name                  string
	Login                 string // sign-in host, https, without the tenant
	Graph                 string // with the version
	GraphAudience         string
	PowerPlatform         string
	PowerPlatformAudience string // the slash at its end belongs to it
	Portal                string // where administrators put things right
}

// Clouds lists Microsoft's clouds, the public one first.
// https://learn.microsoft.com/graph/deployments
func Clouds() []Cloud {
	return []Cloud{
		{"public", "https://login.microsoftonline.com", "https://graph.microsoft.com/v1.0", "https://graph.microsoft.com",
			"https://api.bap.microsoft.com", "https://service.powerapps.com/", "https://portal.azure.com"},
		// Its people are in the public cloud's directory, so that they sign in there.
		// One of Microsoft's samples says login.microsoftonline.us instead.
		{"gcc", "https://login.microsoftonline.com", "https://graph.microsoft.com/v1.0", "https://graph.microsoft.com",
			"https://gov.api.bap.microsoft.us", "https://gov.service.powerapps.us/", "https://portal.azure.com"},
		{"gcc-high", "https://login.microsoftonline.us", "https://graph.microsoft.us/v1.0", "https://graph.microsoft.us",
			"https://high.api.bap.microsoft.us", "https://high.service.powerapps.us/", "https://portal.azure.us"},
		{"dod", "https://login.microsoftonline.us", "https://dod-graph.microsoft.us/v1.0", "https://dod-graph.microsoft.us",
			"https://api.bap.appsplatform.us", "https://service.apps.appsplatform.us/", "https://portal.azure.us"},
		// login.partner.microsoftonline.cn is the same service under its newer name.
		{"china", "https://login.chinacloudapi.cn", "https://microsoftgraph.chinacloudapi.cn/v1.0", "https://microsoftgraph.chinacloudapi.cn",
			"https://api.bap.partner.microsoftonline.cn", "https://service.powerapps.cn/", "https://portal.azure.cn"},
	}
}

// knownLogins are the sign-in hosts of Microsoft's clouds, old and new names.
var knownLogins = []string{"login.microsoftonline.com", "login.microsoftonline.us", "login.chinacloudapi.cn", "login.partner.microsoftonline.cn"}

// CloudByName finds a cloud; ok is false for a name that is not in the list.
func CloudByName(name string) (cloud Cloud, ok bool) {
	for _, c := range Clouds() {
		if c.Name == name {
			return c, true
		}
	}
	return Cloud{}, false
}

// Authority is the sign-in address of a tenant.
func (c Cloud) Authority(tenantID string) string {
	return strings.TrimSuffix(c.Login, "/") + "/" + tenantID
}

// isKnownLogin tells whether host is a sign-in host of Microsoft's. MSAL asks
// Microsoft about every other one, which a tenant of one's own must not need.
func isKnownLogin(host string) bool {
	return slices.Contains(knownLogins, strings.ToLower(host))
}
