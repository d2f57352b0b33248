package auth_test

import (
	"sync"
	"testing"
	"time"

	"licenseledger/store/ledger"
	"licenseledger/sync/simtenant"
)

func TestToken_IsRenewedForAsLongAsTheRefreshTokenRotates(t *testing.T) {
	d := newDesk(t, simtenant.SignInKnobs{TokenLifetime: 4 * time.Minute})
	d.mustSignIn(platformAdmin)
	seen := map[string]bool{}
	for range 3 { // each takes the refresh token of the one before, which is good once
		seen[d.token(d.GraphAudience)] = true
		d.restart()
		seen[d.token(d.PowerPlatformAudience)] = true
	}
	if refused := d.Refused(); len(refused) != 0 {
		t.Errorf("refused: %v", refused)
	}
	d.SetKnobs(simtenant.Knobs{SignIn: simtenant.SignInKnobs{RefuseRenewal: 50173}})
	_, err := d.person().Token(t.Context(), d.GraphAudience)
	d.wantCode(err, ledger.CodeSignInRequired, "Sign in again")
}

func TestToken_IsAtHandUntilItNearsItsEnd(t *testing.T) {
	d := newDesk(t, simtenant.SignInKnobs{})
	d.mustSignIn(platformAdmin)
	p := d.person()
	first, err := p.Token(t.Context(), d.GraphAudience)
	if err != nil {
		t.Fatal(err)
	}
	if err := d.person().SignOut(t.Context()); err != nil { // by another program
		t.Fatal(err)
	}
	if again, err := p.Token(t.Context(), d.GraphAudience); err != nil || again != first {
		t.Errorf("the token of a sync that goes on: %v", err)
	}
	_, err = p.Token(t.Context(), d.PowerPlatformAudience)
	d.wantCode(err, ledger.CodeSignInRequired, "Sign in again")
	if err := p.SignOut(t.Context()); err != nil {
		t.Fatal(err)
	}
	_, err = p.Token(t.Context(), d.GraphAudience)
	d.wantCode(err, ledger.CodeSignInRequired, "Sign in again")
}

func TestToken_IsRenewedInTurnByAllWhoAsk(t *testing.T) {
	d := newDesk(t, simtenant.SignInKnobs{TokenLifetime: time.Minute})
	d.mustSignIn(platformAdmin)
	var asking sync.WaitGroup
	for i := range 8 { // each person is a sync or a window of its own
		p := d.person()
		asking.Go(func() {
			if _, err := p.Token(t.Context(), d.audiences()[i%2]); err != nil {
				t.Error(err)
			}
		})
	}
	asking.Wait()
	if refused := d.Refused(); len(refused) != 0 {
		t.Errorf("refused: %v", refused)
	}
}

func TestToken_ThatShouldBeRenewedEarlyServesUntilItCan(t *testing.T) {
	d := newDesk(t, simtenant.SignInKnobs{RenewEarly: true})
	d.mustSignIn(platformAdmin)
	before := d.token(d.GraphAudience)
	d.SetKnobs(simtenant.Knobs{SignIn: simtenant.SignInKnobs{RenewEarly: true, Unavailable: 1}})
	if d.token(d.GraphAudience) == "" || d.Knobs().SignIn.Unavailable != 0 {
		t.Error("the service was not asked")
	}
	if before == "" || len(d.Refused()) != 0 {
		t.Errorf("refused: %v", d.Refused())
	}
}

func TestToken_TellsWhatTheTenantAsksFor(t *testing.T) {
	for number, says := range map[int]string{50076: "second proof", 50079: "second proof", 50078: "after some time", 70043: "after some time", 50173: "over"} {
		d := newDesk(t, simtenant.SignInKnobs{TokenLifetime: time.Minute})
		d.mustSignIn(platformAdmin)
		d.SetKnobs(simtenant.Knobs{SignIn: simtenant.SignInKnobs{TokenLifetime: time.Minute, RefuseRenewal: number}})
		_, err := d.person().Token(t.Context(), d.GraphAudience)
		d.wantCode(err, ledger.CodeSignInRequired, says)
		d.mustSignIn(platformAdmin) // which satisfies the tenant
		d.token(d.GraphAudience)
	}
}
