package auth

import (
	"context"
	"time"

	"github.com/AzureAD/microsoft-authentication-library-for-go/apps/public"

	"licenseledger/store/ledger"
)

// A Way is how a person shows who they are: a Browser or a DeviceCode.
type Way interface {
	ask(ctx context.Context, client public.Client, q question) (public.AuthResult, error)
}

// question is what a person is asked to agree to.
type question struct {
	scopes []string
	claims string // JSON; "" for none
	hint   string // who signed in last; "" when nobody did
}

// signInLimit is how long a person has, as long as a device code lives.
const signInLimit = 15 * time.Minute

// SignIn asks a person to sign in, once, for the first of the audiences; the
// others follow from that without asking. A person who signed in before is
// replaced, with their file and key. When somebody is signed in but may not use
// one of the audiences, the answer has both: who, and the error. Errors:
// sign_in_required when it came to nothing, consent_required, forbidden, offline,
// throttled, canceled.
func (p *Person) SignIn(ctx context.Context, audiences []string, way Way) (SignedIn, error) {
	owed, hint := p.before(ctx)
	fresh := &session{store: p.cfg.Store}
	client, err := p.clientWith(fresh)
	if err != nil {
		return SignedIn{}, err
	}
	result, err := p.interactively(ctx, client, way, question{scopes: []string{scope(audiences[0])}, claims: firstOf(owed, audiences), hint: hint})
	if err != nil {
		return SignedIn{}, err
	}
	var missing *ledger.Error
	for _, audience := range audiences[1:] {
		listening, ear := listen(ctx)
		if _, err := acquire(listening, client, result.Account, audience, owed[audience]); err != nil && missing == nil {
			missing = classify(ctx, err, ear.heard(), p.links)
		}
	}
	who := p.replace(ctx, fresh.record, result.Account)
	if missing != nil {
		return who, missing
	}
	return who, nil
}

// before is what the sign-in until now leaves to the next.
func (p *Person) before(ctx context.Context) (claims map[string]string, hint string) {
	if p.cfg.Account == "" {
		return nil, ""
	}
	defer p.cfg.Store.turn(p.session.name)()
	account, err := p.find(ctx)
	if err != nil {
		return nil, ""
	}
	return p.session.record.Claims, account.PreferredUsername
}

func firstOf(owed map[string]string, audiences []string) string {
	for _, audience := range audiences {
		if claims := owed[audience]; claims != "" {
			return claims
		}
	}
	return ""
}

func (p *Person) interactively(ctx context.Context, client public.Client, way Way, q question) (public.AuthResult, error) {
	limited, cancel := context.WithTimeout(ctx, signInLimit)
	defer cancel()
	listening, ear := listen(limited)
	result, err := way.ask(listening, client, q)
	switch {
	case err == nil:
		return result, nil
	case ctx.Err() == nil && limited.Err() != nil:
		return result, ledger.Errorf(ledger.CodeSignInRequired, ledger.OpSignIn, "%s", textMeanwhile)
	}
	return result, classify(ctx, err, ear.heard(), p.links)
}

// replace keeps the new sign-in in place of the one before.
func (p *Person) replace(ctx context.Context, r record, account public.Account) SignedIn {
	ctx = context.WithoutCancel(ctx) // it happened
	name := p.nameOf(account.HomeAccountID)
	if former := p.session.name; p.cfg.Account != "" && former != name {
		over := p.cfg.Store.turn(former)
		_ = p.cfg.Store.remove(ctx, former) // without its key it is of no use to anybody
		over()
	}
	defer p.cfg.Store.turn(name)()
	kept := p.cfg.Store.save(ctx, name, record{Tokens: r.Tokens})
	return SignedIn{Account: account.HomeAccountID, UserName: account.PreferredUsername, Kept: kept}
}
