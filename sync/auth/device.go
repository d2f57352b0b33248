package auth

import (
	"context"
	"errors"
	"time"

	"github.com/AzureAD/microsoft-authentication-library-for-go/apps/public"

	"licenseledger/store/ledger"
)

// DeviceCode signs in on whatever device has a browser: a person types a code
// there.
type DeviceCode struct {
	Show func(Code)
}

// Code is what a person types, where, and until when.
type Code struct {
	Code    string
	Address string
	Until   time.Time
}

func (d DeviceCode) ask(ctx context.Context, client public.Client, q question) (public.AuthResult, error) {
	var options []public.AcquireByDeviceCodeOption
	if q.claims != "" {
		options = append(options, public.WithClaims(q.claims))
	}
	asked, err := client.AcquireTokenByDeviceCode(ctx, q.scopes, options...)
	if err != nil {
		return public.AuthResult{}, err
	}
	d.Show(Code{Code: asked.Result.UserCode, Address: asked.Result.VerificationURL, Until: asked.Result.ExpiresOn})
	result, err := asked.AuthenticationResult(ctx)
	if errors.Is(err, context.DeadlineExceeded) && ctx.Err() == nil && !time.Now().Before(asked.Result.ExpiresOn) {
		err = ledger.Errorf(ledger.CodeSignInRequired, ledger.OpSignIn, "%s", textMeanwhile)
	}
	return result, err
}
