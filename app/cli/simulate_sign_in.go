package cli

import (
	"github.com/spf13/pflag"

	"licenseledger/sync/simtenant"
)

// signInKnobFlags are the faults of signing in that the tenant starts with.
func signInKnobFlags(f *pflag.FlagSet, k *simtenant.SignInKnobs) {
	f.DurationVar(&k.TokenLifetime, "token-lifetime", 0, "how long access tokens live in real time; 0 is an hour")
	f.DurationVar(&k.CodeLifetime, "code-lifetime", 0, "how long a device code may be typed in real time; 0 is 15m")
	f.IntVar(&k.SlowDown, "slow-down", 0, "ask so many polls about a device code to slow down")
	f.StringSliceVar(&k.NotConsented, "not-consented", nil, "services that nobody consented to for people: graph, power_platform")
	f.IntVar(&k.RefuseRenewal, "refuse-renewal", 0, "AADSTS number that sign-ins from before end with, such as 50076 or 70043")
	f.DurationVar(&k.Frequency, "sign-in-frequency", 0, "after how much time, of its own clock, a person has to sign in again; 0 for never")
	f.StringSliceVar(&k.FrequencyOf, "sign-in-frequency-of", nil, "services that ask for that: graph, power_platform; none are both")
	f.IntVar(&k.RefuseSignIn, "refuse-sign-in", 0, "AADSTS number that every sign-in is refused with, such as 53003")
	f.BoolVar(&k.RenewEarly, "renew-early", false, "tell clients to renew tokens that have just been made")
	f.IntVar(&k.Unavailable, "sign-in-unavailable", 0, "answer so many requests for tokens with 500")
	f.StringSliceVar(&k.Challenge, "challenge", nil, "services that ask for more proof in the middle of a token's life: graph, power_platform")
	f.BoolVar(&k.ProofNeedsPerson, "proof-needs-person", false, "let only a new sign-in bring that proof")
}
