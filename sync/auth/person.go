package auth

import (
	"context"
	"errors"
	"net/http"
	"strings"
	"time"

	"github.com/AzureAD/microsoft-authentication-library-for-go/apps/cache"
	"github.com/AzureAD/microsoft-authentication-library-for-go/apps/public"

	"licenseledger/store/ledger"
)

// PersonConfig is how a person signs in. Store is required.
type PersonConfig struct {
	Authority string // sign-in host and tenant: https://login.microsoftonline.com/<tenant id>
	ClientID  string // application id of the app registration
	Account   string // whose sign-in to use, as SignIn gave it; "" before the first
	// Services are the addresses that tokens go to. A sign-in is kept for them: what
	// names others, such as a ledger that somebody sent, finds nobody signed in.
	Services []string
	Portal   string // see Cloud; "" when it is not known
	HTTP     *http.Client
	Store    *Store
}

// Person signs in as somebody with an account of the tenant. It may be used by
// several goroutines.
type Person struct {
	cfg     PersonConfig
	session *session
	client  public.Client
	links   Links
	tokens  tokens
}

// SignedIn is who is signed in.
type SignedIn struct {
	Account  string // for PersonConfig
	UserName string // user principal name
	Kept     bool   // until signing out; else for as long as the program runs
}

// NewPerson prepares the sign-in of a person; nothing goes over the network yet.
// What cannot be used is ledger.CodeInvalid.
func NewPerson(cfg PersonConfig) (*Person, error) {
	if _, err := checkedAuthority(cfg.Authority, cfg.ClientID); err != nil {
		return nil, err
	}
	p := &Person{cfg: cfg, links: LinksFor(cfg.Authority, cfg.ClientID, cfg.Portal)}
	p.session = &session{store: cfg.Store, name: p.nameOf(cfg.Account)}
	client, err := p.clientWith(p.session)
	if err != nil {
		return nil, err
	}
	p.client = client
	return p, nil
}

func (p *Person) nameOf(account string) string {
	return nameOf(append([]string{p.cfg.Authority, p.cfg.ClientID, account}, p.cfg.Services...)...)
}

func (p *Person) clientWith(tokens cache.ExportReplace) (public.Client, error) {
	authority, err := checkedAuthority(p.cfg.Authority, p.cfg.ClientID)
	if err != nil {
		return public.Client{}, err
	}
	client, err := public.New(p.cfg.ClientID,
		public.WithAuthority(p.cfg.Authority),
		public.WithCache(tokens),
		// CP1: the services may ask for more proof in the middle of a token's life,
		// and in return it lives longer.
		public.WithClientCapabilities([]string{"CP1"}),
		public.WithHTTPClient(stayHere(p.cfg.HTTP, authority)),
		public.WithInstanceDiscovery(isKnownLogin(authority.Host)))
	if err != nil {
		return client, ledger.Errorf(ledger.CodeInvalid, opPrepare, "The sign-in address or the application id is not valid.")
	}
	return client, nil
}

// Token implements rest.TokenSource. It never asks a person: when one is needed
// it is sign_in_required. Other errors: consent_required, forbidden, offline,
// throttled, canceled.
func (p *Person) Token(ctx context.Context, audience string) (string, error) {
	if token := p.tokens.at(audience); token != "" {
		return token, nil
	}
	return p.silently(ctx, audience, "")
}

// Renew gets a new token that brings what a service asked for with its claims,
// without a person. If it takes one, the claims are remembered for the next
// sign-in. Errors are those of Token.
func (p *Person) Renew(ctx context.Context, audience, claims string) (string, error) {
	return p.silently(ctx, audience, foreign(claims))
}

func (p *Person) silently(ctx context.Context, audience, claims string) (string, error) {
	if p.cfg.Account == "" {
		return "", ledger.Errorf(ledger.CodeSignInRequired, ledger.OpSignIn, "Nobody has signed in to this tenant yet. Sign in.")
	}
	defer p.cfg.Store.turn(p.session.name)()
	listening, ear := listen(ctx)
	account, err := p.find(ctx)
	if err != nil {
		return "", notKept(ctx, err)
	}
	result, err := acquire(listening, p.client, account, audience, claims)
	if err == nil {
		p.tokens.put(audience, result)
		return result.AccessToken, nil
	}
	failed := classify(ctx, err, ear.heard(), p.links)
	good := result.AccessToken != "" && time.Now().Before(result.ExpiresOn)
	if good && (failed.Code == ledger.CodeOffline || failed.Code == ledger.CodeThrottled) {
		return result.AccessToken, nil // it was to be renewed early, and is still good
	}
	if more := ear.heard().claims; more != "" {
		claims = foreign(more)
	}
	if failed.Code == ledger.CodeSignInRequired && claims != "" {
		p.owe(ctx, audience, claims)
	}
	return "", failed
}

// notKept is what keeps a sign-in of before from being used.
func notKept(ctx context.Context, err error) error {
	text := "The sign-in is not kept on this computer any more. Sign in again."
	switch {
	case ctx.Err() != nil:
		return &ledger.Error{Code: ledger.CodeCanceled, Op: ledger.OpSignIn, Message: "Stopped before the end.", Err: context.Cause(ctx)}
	case errors.Is(err, errNoKeychain):
		text = "The keychain of this computer, which has the key of the sign-in, cannot be opened. Unlock it, or sign in again."
	}
	return ledger.Errorf(ledger.CodeSignInRequired, ledger.OpSignIn, "%s", text)
}

// acquire gets a token without a person. One with an error is one of before, which
// could not be renewed.
func acquire(ctx context.Context, client public.Client, account public.Account, audience, claims string) (public.AuthResult, error) {
	options := []public.AcquireSilentOption{public.WithSilentAccount(account)}
	if claims != "" {
		options = append(options, public.WithClaims(claims))
	}
	return client.AcquireTokenSilent(ctx, []string{scope(audience)}, options...)
}

// owe remembers what the next sign-in has to bring. The caller has the turn.
func (p *Person) owe(ctx context.Context, audience, claims string) {
	if p.session.record.Claims == nil {
		p.session.record.Claims = map[string]string{}
	}
	p.session.record.Claims[audience] = claims
	p.cfg.Store.save(ctx, p.session.name, p.session.record)
}

// find opens the session and gives its account. The caller has the turn.
func (p *Person) find(ctx context.Context) (public.Account, error) {
	if err := p.session.open(ctx); err != nil {
		return public.Account{}, err
	}
	accounts, err := p.client.Accounts(ctx)
	if err != nil {
		return public.Account{}, err
	}
	for _, account := range accounts {
		if strings.EqualFold(account.HomeAccountID, p.cfg.Account) {
			return account, nil
		}
	}
	return public.Account{}, errNone
}

// SignedIn tells whose sign-in is kept; ok is false when somebody has to sign in.
// It asks nobody: whether Microsoft still accepts it shows with the next token.
func (p *Person) SignedIn(ctx context.Context) (who SignedIn, ok bool) {
	if p.cfg.Account == "" {
		return SignedIn{}, false
	}
	defer p.cfg.Store.turn(p.session.name)()
	account, err := p.find(ctx)
	if err != nil {
		return SignedIn{}, false
	}
	return SignedIn{Account: account.HomeAccountID, UserName: account.PreferredUsername, Kept: p.cfg.Store.kept(p.session.name)}, true
}

// SignOut forgets the account, its file and its key. The code is read_only for a
// file that cannot be removed.
func (p *Person) SignOut(ctx context.Context) error {
	if p.cfg.Account == "" {
		return nil
	}
	defer p.cfg.Store.turn(p.session.name)()
	p.tokens.clear()
	if err := p.cfg.Store.remove(ctx, p.session.name); err != nil {
		return ledger.Errorf(ledger.CodeReadOnly, "sign out",
			"The file of the sign-in cannot be removed; its key is gone, so that nobody can read it. Remove the file by hand.").Because(err)
	}
	return nil
}
