package auth

import (
	"context"
	"io"
	"sync"

	"github.com/AzureAD/microsoft-authentication-library-for-go/apps/public"
	system "github.com/pkg/browser"

	"licenseledger/store/ledger"
)

// Browser signs in in the system's browser, which comes back to a port of this
// computer.
type Browser struct {
	// Open shows an address in a browser; nil takes that of the system. Its error
	// ends the sign-in.
	Open func(address string) error
}

func (b Browser) ask(ctx context.Context, client public.Client, q question) (public.AuthResult, error) {
	open := b.Open
	if open == nil {
		open = OpenBrowser
	}
	options := []public.AcquireInteractiveOption{public.WithOpenURL(open)}
	if q.claims != "" {
		options = append(options, public.WithClaims(q.claims))
	}
	if q.hint != "" {
		options = append(options, public.WithLoginHint(q.hint))
	}
	result, err := client.AcquireTokenInteractive(ctx, q.scopes, options...)
	if err != nil && err.Error() == "" { // all that is left of "cancel" on Microsoft's page
		err = ledger.Errorf(ledger.CodeSignInRequired, ledger.OpSignIn, "%s", textDeclined)
	}
	return result, err
}

// OpenBrowser shows an address in the system's browser. The code is invalid when
// there is none.
func OpenBrowser(address string) error {
	silence()
	if err := system.OpenURL(address); err != nil {
		return ledger.Errorf(ledger.CodeInvalid, ledger.OpSignIn,
			"This computer has no browser that can be opened. Sign in with a code on another device instead.").Because(err)
	}
	return nil
}

// silence keeps what a browser says out of the program's own answer.
var silence = sync.OnceFunc(func() { system.Stdout, system.Stderr = io.Discard, io.Discard })
