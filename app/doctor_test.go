package app_test

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"licenseledger/app"
	"licenseledger/store/ledger"
	"licenseledger/sync/simtenant"
)

// The table of docs/permissions.md is the one of the program.
func TestAccesses_AreToldAsTheyAre(t *testing.T) {
	page, err := os.ReadFile("../docs/permissions.md")
	if err != nil {
		t.Fatal(err)
	}
	var want []string
	for _, a := range ledger.Accesses() {
		role, clouds, premium := string(a.Role), "all", "no"
		if a.Role == ledger.RoleNone {
			role = "none"
		}
		if a.PublicOnly {
			clouds = "public, gcc"
		}
		if a.Premium {
			premium = "yes"
		}
		want = append(want, fmt.Sprintf("| %s | %s | %s | %s | %s | %s | %s |", a.Set, a.Source, a.Permission.Name, role, a.Fresh, clouds, premium))
	}
	if !strings.Contains(string(page), "|---|---|---|---|---|---|---|\n"+strings.Join(want, "\n")+"\n\n") {
		t.Errorf("docs/permissions.md has another table. It is:\n%s", strings.Join(want, "\n"))
	}
	for _, set := range ledger.AccessSets() {
		if len(set.Permissions()) == 0 || !strings.Contains(string(page), "| "+string(set)+" | ") {
			t.Errorf("the set %s has the permissions %v, or no line in docs/permissions.md", set, set.Permissions())
		}
	}
}

// connected is a new ledger of a tenant.
func connected(t *testing.T, e simtenant.Endpoints) *app.Ledger {
	t.Helper()
	l, err := app.Create(t.Context(), filepath.Join(t.TempDir(), "contoso.ledger"), app.OpenOptions{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = l.Close() })
	c := connectionTo(t, e)
	c.Launches = true
	if err := l.Connect(t.Context(), c); err != nil {
		t.Fatal(err)
	}
	return l
}

// diagnosed asks a tenant with these knobs and gives the states by source.
func diagnosed(t *testing.T, knobs simtenant.Knobs) (app.Diagnosis, map[string]app.Finding, *simtenant.Tenant) {
	t.Helper()
	tenant := simtenant.New(simtenant.Config{Users: 20, Seed: 1, Knobs: knobs, Premium: true})
	server, err := tenant.Serve("127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = server.Close() })
	told := 0
	d, err := connected(t, server.Endpoints()).Doctor(t.Context(), func(app.Finding) { told++ })
	if err != nil {
		t.Fatal(err)
	}
	findings := map[string]app.Finding{}
	for _, f := range d.Findings {
		findings[f.Source] = f
	}
	if told != len(ledger.Accesses()) || len(findings) != told {
		t.Errorf("%d findings were told, there are %d", told, len(findings))
	}
	return d, findings, tenant
}

func TestDoctor_TellsWhatIsMissingAndWhereItIsGiven(t *testing.T) {
	for name, c := range map[string]struct {
		forbid  []string
		want    map[string]app.AccessState
		outcome ledger.Code
	}{
		"sign-ins and the audit log": {[]string{"AuditLog.Read.All", "AuditLogsQuery.Read.All"}, map[string]app.AccessState{ledger.SourceSignIns: app.AccessConsentMissing,
			ledger.SourceAuditLaunches: app.AccessConsentMissing, ledger.SourceGroups: app.AccessAllowed}, ""},
		"sign-ins, though granted": {[]string{"signIns"}, map[string]app.AccessState{ledger.SourceSignIns: app.AccessRoleMissing,
			ledger.SourceAuditLaunches: app.AccessAllowed}, ""},
		"what is optional": {[]string{"GroupMember.Read.All", "AuditLogsQuery.Read.All"}, map[string]app.AccessState{ledger.SourceGroups: app.AccessConsentMissing,
			ledger.SourceAuditLaunches: app.AccessConsentMissing, ledger.SourceSignIns: app.AccessAllowed}, ""},
		"nothing": {nil, map[string]app.AccessState{ledger.SourceUsers: app.AccessAllowed, ledger.SourceLicenseReport: app.AccessAllowed,
			ledger.SourceSubscribedSkus: app.AccessAllowed}, ""},
		"a permission of one source": {[]string{"Organization.Read.All"}, map[string]app.AccessState{ledger.SourceOrganization: app.AccessConsentMissing,
			ledger.SourceSubscriptions: app.AccessConsentMissing, ledger.SourceSubscribedSkus: app.AccessAllowed}, ledger.CodeConsentRequired},
		"every permission of Graph": {[]string{"User.Read.All", "Organization.Read.All", "LicenseAssignment.Read.All"}, map[string]app.AccessState{
			ledger.SourceUsers: app.AccessConsentMissing, ledger.SourceLicenseReport: app.AccessAllowed}, ledger.CodeConsentRequired},
		"deleted users, though granted": {[]string{"deletedItems"}, map[string]app.AccessState{ledger.SourceDeletedUsers: app.AccessRoleMissing,
			ledger.SourceUsers: app.AccessAllowed}, ledger.CodeForbidden},
		"the list": {[]string{"exportServicePlans"}, map[string]app.AccessState{ledger.SourceLicenseReport: app.AccessRoleMissing,
			ledger.SourceUsers: app.AccessAllowed}, ledger.CodeForbidden},
	} {
		t.Run(name, func(t *testing.T) {
			d, findings, tenant := diagnosed(t, simtenant.Knobs{Forbid: c.forbid})
			for source, want := range c.want {
				f := findings[source]
				if f.State != want {
					t.Errorf("%s is %s (%s), want %s", source, f.State, f.Message, want)
				}
				if f.State == app.AccessConsentMissing && (f.Link != d.ConsentLink || !strings.Contains(f.Message, f.Permission.Name)) {
					t.Errorf("%s: %q leads to %q, want %q", source, f.Message, f.Link, d.ConsentLink)
				}
			}
			if got := ledger.CodeOf(d.Outcome()); got != c.outcome {
				t.Errorf("outcome %q, want %q", got, c.outcome)
			}
			if state := tenant.ReportsAsked(); state != 0 {
				t.Errorf("%d reports were asked for", state)
			}
		})
	}
}

func TestDoctor_ATenantWithoutPremiumIsBelievedOnlyTheThirdTime(t *testing.T) {
	for premium, want := range map[string]app.AccessState{"missing": app.AccessPremiumMissing, "flaky": app.AccessAllowed} {
		d, findings, _ := diagnosed(t, simtenant.Knobs{ActivityKnobs: simtenant.ActivityKnobs{Premium: premium}})
		if f := findings[ledger.SourceSignIns]; f.State != want {
			t.Errorf("%s: sign-ins are %s (%s), want %s", premium, f.State, f.Message, want)
		}
		if err := d.Outcome(); err != nil {
			t.Errorf("%s: what takes another license is no failure: %v", premium, err)
		}
	}
}

func TestDoctor_IsCanceled(t *testing.T) {
	tenant := simtenant.New(simtenant.Config{Users: 20, Seed: 1})
	server, err := tenant.Serve("127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = server.Close() })
	ctx, cancel := context.WithCancel(t.Context())
	told := 0
	d, err := connected(t, server.Endpoints()).Doctor(ctx, func(app.Finding) {
		if told++; told == 3 {
			cancel()
		}
	})
	if ledger.CodeOf(err) != ledger.CodeCanceled || len(d.Findings) != 0 || told != 3 {
		t.Errorf("%d were told, then %v", told, err)
	}
}
