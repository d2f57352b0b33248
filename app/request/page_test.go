package request_test

import (
	"encoding/json"
	"html"
	"regexp"
	"strings"
	"testing"
	"time"

	"licenseledger/app/request"
	"licenseledger/store/ledger"
)

func facts() request.Facts {
	return request.Facts{Language: "en", Way: request.Browser, Sets: []ledger.AccessSet{ledger.AccessPeople, ledger.AccessList, ledger.AccessSignIns},
		Cloud: "public", Portal: "https://portal.azure.com", Activity: ledger.ActivityMonth, Today: time.Date(2026, 3, 9, 8, 0, 0, 0, time.UTC), Version: "1.0"}
}

// written gives a page as it lies in the file, and as somebody reads it.
func written(t *testing.T, kind request.Kind, f request.Facts) (raw, text string) {
	t.Helper()
	var b strings.Builder
	if err := request.Write(&b, kind, f); err != nil {
		t.Fatal(err)
	}
	return b.String(), html.UnescapeString(regexp.MustCompile(`<[^>]*>`).ReplaceAllString(b.String(), ""))
}

func holds(t *testing.T, text string, parts ...string) {
	t.Helper()
	for _, part := range parts {
		if !strings.Contains(text, part) {
			t.Errorf("the page lacks %q", part)
		}
	}
}

func lacks(t *testing.T, text string, parts ...string) {
	t.Helper()
	for _, part := range parts {
		if strings.Contains(text, part) {
			t.Errorf("the page has %q", part)
		}
	}
}

type resource struct {
	App    string `json:"resourceAppId"`
	Access []struct {
		ID   string `json:"id"`
		Type string `json:"type"`
	} `json:"resourceAccess"`
}

// manifestIn reads the fragment as the portal would.
func manifestIn(t *testing.T, text string) map[string]string {
	t.Helper()
	start := strings.LastIndex(text, "[\n  {")
	var all []resource
	if err := json.NewDecoder(strings.NewReader(text[start:])).Decode(&all); err != nil {
		t.Fatalf("the fragment of the manifest is no JSON: %v", err)
	}
	got := map[string]string{}
	for _, r := range all {
		for _, a := range r.Access {
			got[r.App+" "+a.ID] = a.Type
		}
	}
	return got
}

func TestWrite_AsksForTheSetsAndNothingElse(t *testing.T) {
	every := ledger.AccessSets()
	for _, way := range []request.Way{request.Browser, request.Device, request.Certificate} {
		for n := 1; n <= len(every); n++ {
			f := facts()
			f.Way, f.Sets = way, every[:n]
			_, text := written(t, request.Permissions, f)
			want := map[string]string{}
			for _, set := range f.Sets {
				for _, p := range set.Permissions() {
					if way != request.Certificate {
						want[p.API+" "+p.Delegated] = "Scope"
					} else if p.Application != "" {
						want[p.API+" "+p.Application] = "Role"
					}
					if p.API == ledger.APIGraph {
						holds(t, text, p.Name)
					}
				}
			}
			if way != request.Certificate {
				want[ledger.APIGraph+" "+ledger.PermissionStay.Delegated] = "Scope"
			}
			got := manifestIn(t, text)
			for key, kind := range want {
				if got[key] != kind {
					t.Errorf("%s, %d sets: %s is %q in the manifest, want %q", way, n, key, got[key], kind)
				}
			}
			if len(got) != len(want) {
				t.Errorf("%s, %d sets: the manifest asks for %d permissions, want %d", way, n, len(got), len(want))
			}
			for _, set := range every[n:] {
				for _, p := range set.Permissions() {
					if p.API == ledger.APIGraph {
						lacks(t, text, p.Name)
					}
				}
			}
		}
	}
}

// The ids are those that Microsoft publishes.
func TestWrite_TheManifestOfThreeSets(t *testing.T) {
	_, text := written(t, request.Permissions, facts())
	holds(t, text, `[
  { "resourceAppId": "00000003-0000-0000-c000-000000000000", "resourceAccess": [
    { "id": "4908d5b9-3fb2-4b1e-9336-1888b7937185", "type": "Scope" },
    { "id": "f395577a-0960-456b-979f-7228de0c5996", "type": "Scope" },
    { "id": "a154be20-db9c-4678-8ab7-66f6cc099a59", "type": "Scope" },
    { "id": "e4c9e354-4dc5-45b8-9e7c-e1393b0b1a20", "type": "Scope" },
    { "id": "7427e0e9-2fba-42fe-b0c0-848c9e6a8182", "type": "Scope" }
  ] },
  { "resourceAppId": "475226c6-020e-4fb2-8a90-7a972cbfc1d4", "resourceAccess": [
    { "id": "0eb56b90-a7b5-43b5-9402-8137a8083e90", "type": "Scope" }
  ] }
]`, "a154be20-db9c-4678-8ab7-66f6cc099a59  User.Read.All")
}

func TestWrite_SaysHonestlyWhatTheSignInCouldDo(t *testing.T) {
	f := facts()
	_, text := written(t, request.Permissions, f)
	holds(t, text, "Written on 9 March 2026", "License Ledger only reads. The sign-in it holds could do more: Microsoft offers no read-only one for this list.",
		"http://localhost", "the least of which are: Power Platform Administrator for the list", "Kept: person, product and month.", "az ad app permission admin-consent --id $app",
		"--public-client-redirect-uris http://localhost")
	lacks(t, text, "New-PowerAppManagementApp", "Upload certificate", "az cloud set")

	f.Language, f.Activity = "nl", ledger.ActivityDay
	_, text = written(t, request.Permissions, f)
	holds(t, text, "Geschreven op 9 maart 2026", "De aanmelding die het bewaart zou meer kunnen: Microsoft biedt voor deze lijst geen aanmelding die alleen leest.",
		"persoon, product en dag", "Zonder")
	lacks(t, text, "Without it", "Written", "Why")
}

func TestWrite_AnAppByItselfIsRegisteredInThePowerPlatform(t *testing.T) {
	f := facts()
	f.Way, f.Cloud, f.Portal = request.Certificate, "gcc-high", "https://portal.azure.us"
	f.ClientID, f.TenantID = "11111111-2222-3333-4444-555555555555", "99999999-2222-3333-4444-555555555555"
	f.ConsentLink = "https://login.microsoftonline.us/99999999-2222-3333-4444-555555555555/adminconsent?client_id=11111111-2222-3333-4444-555555555555"
	for _, language := range []string{"en", "nl"} {
		f.Language = language
		raw, text := written(t, request.Permissions, f)
		holds(t, text, "Add-PowerAppsAccount -Endpoint usgovhigh", "New-PowerAppManagementApp -ApplicationId 11111111-2222-3333-4444-555555555555",
			"az cloud set --name AzureUSGovernment", "https://portal.azure.us", "GCC High", f.ConsentLink)
		holds(t, raw, `href="https://login.microsoftonline.us/99999999-2222-3333-4444-555555555555/adminconsent?client_id=`)
		lacks(t, text, "offline_access", "http://localhost", ledger.APIPowerPlatform)
	}
}

func TestWrite_WhatIsKeptOfPeopleIsWhatWasChosen(t *testing.T) {
	for name, c := range map[string]struct {
		activity ledger.ActivityLevel
		leavers  ledger.LeaverNames
		en, nl   []string
	}{
		"nothing chosen": {ledger.ActivityMonth, ledger.LeaverNames{},
			[]string{"kept by the month", "until somebody chooses", "13 months are proposed"}, []string{"per maand bewaard", "blijven tot iemand kiest", "Het voorstel is 13 maanden"}},
		"13 months, by day": {ledger.ActivityDay, ledger.LeaverNames{Chosen: true, Months: 13},
			[]string{"kept by the day", "erased after 13 months"}, []string{"per dag bewaard", "na 13 maanden gewist"}},
		"for good, nothing of use": {ledger.ActivityNone, ledger.LeaverNames{Chosen: true},
			[]string{"nothing is kept of use", "kept for good, by choice"}, []string{"niets over gebruik bewaard", "voorgoed bewaard; dat is gekozen"}},
	} {
		t.Run(name, func(t *testing.T) {
			f := facts()
			f.Activity, f.Leavers, f.File = c.activity, c.leavers, "contoso.ledger"
			_, text := written(t, request.Privacy, f)
			holds(t, text, append(c.en, "contoso.ledger", "It is not encrypted itself", "the object id of the account")...)
			lacks(t, text, "network share", "manager")
			f.Language, f.Place, f.Managers = "nl", ledger.PlaceNetwork, true
			_, text = written(t, request.Privacy, f)
			holds(t, text, append(c.nl, "op een netwerkschijf", "leidinggevende")...)
		})
	}
}

func TestWrite_LoadsNothingAndRunsNothing(t *testing.T) {
	f := facts()
	f.Tenant, f.File, f.ClientID = `<script>alert(1)</script>`, `"><img src=x>`, `'; Remove-Item C:\`
	for _, kind := range []request.Kind{request.Permissions, request.Privacy} {
		for _, f.Language = range []string{"en", "nl"} {
			raw, _ := written(t, kind, f)
			lacks(t, raw, "<script", "<img", "url(", "@import", "<link", "<iframe", "onerror")
			if !strings.HasPrefix(raw, `<!doctype html>`) || !strings.Contains(raw, `<html lang="`+f.Language+`">`) || strings.Count(raw, "<title>") != 1 {
				t.Errorf("%s in %s has no language or title", kind, f.Language)
			}
		}
	}
}

func TestWrite_RefusesWhatThereIsNot(t *testing.T) {
	for name, change := range map[string]func(*request.Facts){
		"language": func(f *request.Facts) { f.Language = "fr" },
		"way":      func(f *request.Facts) { f.Way = "password" },
	} {
		f := facts()
		change(&f)
		if err := request.Write(&strings.Builder{}, request.Permissions, f); ledger.CodeOf(err) != ledger.CodeUsage {
			t.Errorf("%s: %v", name, err)
		}
	}
	if err := request.Write(&strings.Builder{}, "other", facts()); ledger.CodeOf(err) != ledger.CodeUsage {
		t.Errorf("kind: %v", err)
	}
}
