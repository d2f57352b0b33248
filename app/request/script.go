package request

import (
	"slices"
	"strings"

	"licenseledger/store/ledger"
)

// What the two tools call the clouds; the public ones are what they begin with.
var (
	azureClouds    = map[string]string{"gcc-high": "AzureUSGovernment", "dod": "AzureUSGovernment", "china": "AzureChinaCloud"}
	platformClouds = map[string]string{"public": "prod", "gcc": "usgov", "gcc-high": "usgovhigh", "dod": "dod", "china": "china"}
)

// script registers the app with the Azure CLI.
// https://learn.microsoft.com/cli/azure/ad/app
func (p page) script() string {
	var lines []string
	add := func(more ...string) { lines = append(lines, more...) }
	if cloud := azureClouds[p.Cloud]; cloud != "" {
		add("az cloud set --name " + cloud)
	}
	add("@'", p.Manifest, "'@ | Set-Content -Path license-ledger-access.json -Encoding ascii")
	create := "$app = az ad app create --display-name \"License Ledger\" --sign-in-audience AzureADMyOrg"
	switch {
	case p.IsBrowser:
		create += " --public-client-redirect-uris http://localhost"
	case p.IsDevice:
		create += " --is-fallback-public-client true"
	}
	add(create + " --required-resource-accesses '@license-ledger-access.json' --query appId --output tsv")
	add("az ad sp create --id $app")
	if p.IsApp {
		add("az ad app credential reset --id $app --cert '@license-ledger.pem' --append   # the certificate alone, no key")
	} else if slices.Contains(p.Sets, ledger.AccessList) {
		add("if (-not (az ad sp show --id " + ledger.APIPowerPlatform + " 2>$null)) { az ad sp create --id " + ledger.APIPowerPlatform + " }   # PowerApps Service")
	}
	add("az ad app permission admin-consent --id $app")
	add("az account show --query tenantId --output tsv; $app   # please send both back")
	return strings.Join(lines, "\n")
}

// register makes a management app of the app, in the Power Platform.
// https://learn.microsoft.com/power-platform/admin/powershell-create-service-principal
func (p page) register() string {
	app := p.ClientID
	if app == "" {
		app = "APPLICATION-ID"
	}
	return strings.Join([]string{
		"Install-Module Microsoft.PowerApps.Administration.PowerShell -Scope CurrentUser",
		"Add-PowerAppsAccount -Endpoint " + platformClouds[p.Cloud],
		"New-PowerAppManagementApp -ApplicationId " + app,
	}, "\n")
}
