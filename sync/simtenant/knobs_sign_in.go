package simtenant

import (
	"bytes"
	"encoding/json"
	"fmt"
	"slices"
	"time"
)

// SignInKnobs are faults of signing in. Each exists because a real tenant shows
// it to people who did nothing wrong.
type SignInKnobs struct {
	// TokenLifetime is how long access tokens live, by the real clock; 3599 s if
	// zero. MSAL renews what has less than five minutes left, so that shorter ones
	// are renewed for every request.
	TokenLifetime time.Duration `json:"token_lifetime"`
	// CodeLifetime is how long a device code may be used, by the real clock; 15
	// minutes if zero.
	CodeLifetime time.Duration `json:"code_lifetime"`
	// SlowDown answers so many polls about device codes with slow_down.
	SlowDown int `json:"slow_down"`
	// NotConsented names services that nobody consented to for people: "graph",
	// "power_platform". Consent that is given on a page counts from then on.
	NotConsented []string `json:"not_consented"`
	// RefuseRenewal is the AADSTS number with which refresh tokens are refused
	// that are older than this knob: 50076 and 50079 (second factor), 50078 and
	// 70043 (signing in again from time to time), 50173 (changed password) ...
	RefuseRenewal int `json:"refuse_renewal"`
	// Frequency is after how much time, of the tenant's clock, a person has to sign
	// in again (70043); 0 for never. FrequencyOf names the services that ask for it;
	// none are all.
	Frequency   time.Duration `json:"frequency"`
	FrequencyOf []string      `json:"frequency_of"`
	// RefuseSignIn is the AADSTS number with which nobody and no app gets a token:
	// 53003 (Conditional Access), 50105 (not assigned), 7000218 ...
	RefuseSignIn int `json:"refuse_sign_in"`
	// RenewEarly tells clients to renew a token that has just been made, as Entra ID
	// does half-way through the life of long ones.
	RenewEarly bool `json:"renew_early"`
	// Unavailable answers so many requests for tokens with status 500.
	Unavailable int `json:"unavailable"`
	// Challenge names services that ask for more proof in the middle of a token's
	// life, of clients that said they can bring it (CP1): "graph",
	// "power_platform".
	Challenge []string `json:"challenge"`
	// ProofNeedsPerson lets only a sign-in bring that proof, no renewal.
	ProofNeedsPerson bool `json:"proof_needs_person"`
}

// The services as the knobs call them.
const (
	nameGraph    = "graph"
	namePlatform = "power_platform"
)

// UnmarshalJSON reads durations as text such as "4m" and changes only the fields
// that are named.
func (k *SignInKnobs) UnmarshalJSON(data []byte) error {
	type plain SignInKnobs
	with := struct {
		*plain
		TokenLifetime string `json:"token_lifetime"`
		CodeLifetime  string `json:"code_lifetime"`
		Frequency     string `json:"frequency"`
	}{plain: (*plain)(k)}
	strict := json.NewDecoder(bytes.NewReader(data))
	strict.DisallowUnknownFields()
	if err := strict.Decode(&with); err != nil {
		return err
	}
	for text, target := range map[*string]*time.Duration{&with.TokenLifetime: &k.TokenLifetime, &with.CodeLifetime: &k.CodeLifetime, &with.Frequency: &k.Frequency} {
		if *text == "" {
			continue
		}
		d, err := time.ParseDuration(*text)
		if err != nil {
			return err
		}
		*target = d
	}
	return k.Check()
}

// Check refuses names that would trouble nothing.
func (k *SignInKnobs) Check() error {
	for _, name := range slices.Concat(k.NotConsented, k.Challenge, k.FrequencyOf) {
		if name != nameGraph && name != namePlatform {
			return fmt.Errorf("%q is neither graph nor power_platform", name)
		}
	}
	return nil
}

// MarshalJSON writes what UnmarshalJSON reads.
func (k SignInKnobs) MarshalJSON() ([]byte, error) {
	type plain SignInKnobs
	return json.Marshal(struct {
		plain
		TokenLifetime string `json:"token_lifetime"`
		CodeLifetime  string `json:"code_lifetime"`
		Frequency     string `json:"frequency"`
	}{plain(k), k.TokenLifetime.String(), k.CodeLifetime.String(), k.Frequency.String()})
}

func (k *SignInKnobs) tokenLife() time.Duration {
	if k.TokenLifetime > 0 {
		return k.TokenLifetime
	}
	return tokenLife
}

// isOver tells whether a service wants somebody again who signed in so long ago.
func (k *SignInKnobs) isOver(resource string, since time.Duration) bool {
	return k.Frequency > 0 && since > k.Frequency && (len(k.FrequencyOf) == 0 || slices.Contains(k.FrequencyOf, nameOfResource(resource)))
}

func (k *SignInKnobs) codeLife() time.Duration {
	if k.CodeLifetime > 0 {
		return k.CodeLifetime
	}
	return 15 * time.Minute
}
