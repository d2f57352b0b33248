package auth_test

import (
	"net/url"
	"strings"
	"testing"

	"licenseledger/sync/auth"
)

func TestClouds_AreWhereMicrosoftSaysTheyAre(t *testing.T) {
	names := []string{"public", "gcc", "gcc-high", "dod", "china"}
	for i, c := range auth.Clouds() {
		if again, ok := auth.CloudByName(c.Name); c.Name != names[i] || !ok || again != c {
			t.Errorf("cloud %d is %q", i, c.Name)
		}
		for what, address := range map[string]string{"sign-in": c.Login, "Graph": c.Graph, "Power Platform": c.PowerPlatform, "portal": c.Portal} {
			if u, err := url.Parse(address); err != nil || u.Scheme != "https" || strings.HasSuffix(address, "/") {
				t.Errorf("%s of %s is %q", what, c.Name, address)
			}
		}
		// The service compares audiences to the letter: the one of Graph has no slash at
		// its end, that of the Power Platform has.
		if c.GraphAudience+"/v1.0" != c.Graph || !strings.HasSuffix(c.PowerPlatformAudience, "/") {
			t.Errorf("audiences of %s are %q and %q", c.Name, c.GraphAudience, c.PowerPlatformAudience)
		}
		// One country's hosts never mix with another's.
		country := map[string]string{"gcc-high": ".us", "dod": ".us", "china": ".cn"}[c.Name]
		for _, host := range []string{c.Login, c.GraphAudience, c.PowerPlatform, strings.TrimSuffix(c.PowerPlatformAudience, "/"), c.Portal} {
			if country != "" && !strings.HasSuffix(host, country) {
				t.Errorf("%s of %s is elsewhere", host, c.Name)
			}
		}
	}
	if _, ok := auth.CloudByName("Public"); ok {
		t.Error("names are written one way")
	}
}

func TestLinks_AreOfThisAppTenantAndCloud(t *testing.T) {
	china, _ := auth.CloudByName("china")
	links := auth.LinksFor(china.Authority("contoso.cn"), "app&id", china.Portal)
	if links.Consent != "https://login.chinacloudapi.cn/contoso.cn/adminconsent?client_id=app%26id" {
		t.Errorf("consent: %s", links.Consent)
	}
	for what, link := range map[string]string{"app": links.App, "apps": links.Apps, "assignments": links.Assignments, "access": links.Access, "roles": links.Roles} {
		if !strings.HasPrefix(link, "https://portal.azure.cn/#view/") {
			t.Errorf("%s: %s", what, link)
		}
	}
	if only := auth.LinksFor("https://login.example/tenant/", "app", ""); only.Consent == "" || only.Roles != "" {
		t.Errorf("without a portal: %+v", only)
	}
}
