package auth_test

import (
	"net/http"
	"testing"

	"licenseledger/store/ledger"
	"licenseledger/sync/rest"
	"licenseledger/sync/simtenant"
)

// client makes calls as the person does in a sync.
func (d *desk) client() *rest.Client {
	d.t.Helper()
	p := d.person()
	c, err := rest.New(rest.Config{
		Services: []rest.Service{{Base: d.GraphBase(), Audience: d.GraphAudience}, {Base: d.PowerPlatform, Audience: d.PowerPlatformAudience}},
		Token:    p.Token, Renew: p.Renew, HTTP: d.HTTP, Clock: d.Clock(),
	})
	if err != nil {
		d.t.Fatal(err)
	}
	return c
}

func (d *desk) readOrganization() error {
	d.t.Helper()
	_, err := d.client().Do(d.t.Context(), rest.Request{Op: "read organization", URL: d.GraphBase() + "/organization"})
	return err
}

func TestChallenge_IsAnsweredWithoutAPersonWhereThatIsEnough(t *testing.T) {
	d := newDesk(t, simtenant.SignInKnobs{})
	d.mustSignIn(platformAdmin)
	if err := d.readOrganization(); err != nil {
		t.Fatal(err)
	}
	d.SetKnobs(simtenant.Knobs{SignIn: simtenant.SignInKnobs{Challenge: []string{"graph"}}})
	before, client := len(d.Refused()), d.client()
	for range 3 { // only the first call is asked for more
		if _, err := client.Do(t.Context(), rest.Request{Op: "read organization", URL: d.GraphBase() + "/organization"}); err != nil {
			t.Fatal(err)
		}
	}
	if err := d.readOrganization(); err != nil { // nor is the next program
		t.Fatal(err)
	}
	if asked := len(d.Refused()) - before; asked != 1 {
		t.Errorf("the service asked for more proof %d times", asked)
	}
}

func TestChallenge_IsRememberedForThePersonWhereOneIsNeeded(t *testing.T) {
	d := newDesk(t, simtenant.SignInKnobs{})
	d.mustSignIn(platformAdmin)
	knobs := simtenant.Knobs{SignIn: simtenant.SignInKnobs{Challenge: []string{"graph"}, ProofNeedsPerson: true}}
	d.SetKnobs(knobs)
	d.wantCode(d.readOrganization(), ledger.CodeSignInRequired, "second proof")
	d.restart()
	d.mustSignIn(platformAdmin) // with the claims: without them no proof is given
	if err := d.readOrganization(); err != nil {
		t.Fatal(err)
	}
}

func TestRole_IsNeededBesideThePermission(t *testing.T) {
	d := newDesk(t, simtenant.SignInKnobs{})
	deleted := rest.Request{Op: "read deleted users", URL: d.GraphBase() + "/directory/deletedItems/microsoft.graph.user", Needs: "User.Read.All"}
	report := rest.Request{Op: "start report", Method: http.MethodPost, Needs: "the role Power Platform Administrator",
		URL: d.PowerPlatform + "/providers/Microsoft.BusinessAppPlatform/scopes/admin/exportServicePlans?api-version=2016-11-01"}
	for label, may := range map[string][2]bool{globalAdministrator: {true, true}, platformAdmin: {false, true}, "Reports Reader": {false, false}, nobodyInParticular: {false, false}} {
		d.mustSignIn(label)
		for i, r := range []rest.Request{deleted, report} {
			_, err := d.client().Do(t.Context(), r)
			if code := ledger.CodeOf(err); may[i] != (err == nil) || err != nil && code != ledger.CodeForbidden && code != ledger.CodeConsentRequired {
				t.Errorf("%s, %s: %v", label, r.Op, err)
			}
		}
	}
}
