package app_test

import (
	"testing"

	"licenseledger/app"
)

func TestConnection_LeadsToAdministratorsPagesOnly(t *testing.T) {
	own := app.Connection{Authority: "https://login.contoso.test:8443/tenant"}
	for address, want := range map[string]bool{
		"https://portal.azure.com/#view/x":                                   true,
		"https://login.chinacloudapi.cn/contoso.cn/adminconsent?client_id=a": true,
		"https://login.contoso.test:8443/tenant/adminconsent":                true,
		"http://portal.azure.com/":                                           false,
		"https://portal.azure.com@evil.test/":                                false,
		"https://portal.azure.com.evil.test/":                                false,
		"https://login.contoso.test/tenant":                                  false,
		"file:///etc/passwd":                                                 false,
		"javascript:alert(1)":                                                false,
		"":                                                                   false,
	} {
		if got := own.IsAdminPage(address); got != want {
			t.Errorf("%q: %v", address, got)
		}
	}
	if (app.Connection{}).IsAdminPage("https:///x") {
		t.Error("an address without a host leads somewhere")
	}
}
