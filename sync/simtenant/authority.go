package simtenant

import (
	"crypto/rand"
	"encoding/base32"
	"slices"
	"strings"
	"sync"
	"time"
)

// authority is what the sign-in service remembers: what was handed out and not
// used yet, and what people consented to.
type authority struct {
	mu          sync.Mutex
	sessions    uint64 // sign-ins so far
	refusedUpTo uint64 // the sign-ins whose renewal RefuseRenewal refuses
	consented   map[string]bool
	codes       map[string]*issuedCode
	renewals    map[string]*session // by refresh token
	devices     map[string]*device  // by device code
}

func newAuthority() *authority {
	return &authority{consented: map[string]bool{}, codes: map[string]*issuedCode{}, renewals: map[string]*session{}, devices: map[string]*device{}}
}

// A session is one sign-in of a person.
type session struct {
	number   uint64
	who      int32
	at       time.Time // of the tenant's clock
	contexts []string  // authentication contexts that were proved
}

// An issuedCode is an authorization code: good once, for whoever can show the
// secret behind its challenge.
type issuedCode struct {
	session   *session
	resource  string
	redirect  string
	challenge string
	expires   time.Time
}

// A device is a sign-in with a code that somebody types elsewhere.
type device struct {
	code     string
	typed    string // what the person types
	scope    string
	claims   string
	expires  time.Time
	session  *session // once somebody signed in
	declined bool
}

func (a *authority) newSession(who int32, at time.Time, contexts []string) *session {
	a.mu.Lock()
	defer a.mu.Unlock()
	a.sessions++
	return &session{number: a.sessions, who: who, at: at, contexts: contexts}
}

// SecretMark stands in every secret that a tenant gives: authorization and device
// codes, tokens, addresses of downloads. A test can look for it in whatever a client
// writes.
const SecretMark = "PlantedSecret"

// secretText is a random text that nobody guesses.
func secretText() string {
	return "1." + SecretMark + strings.ToLower(rand.Text()) + rand.Text()
}

// typedCode has no letters that are taken for one another.
func typedCode() string {
	raw := make([]byte, 5)
	_, _ = rand.Read(raw) // never fails
	return base32.NewEncoding("BCDFGHJKLMNPQRSTVWXYZ23456789AEU").EncodeToString(raw)
}

func (a *authority) keepCode(c *issuedCode) string {
	a.mu.Lock()
	defer a.mu.Unlock()
	text := secretText()
	a.codes[text] = c
	return text
}

// takeCode gives a code and makes it worthless; nil when it is not known.
func (a *authority) takeCode(text string) *issuedCode {
	a.mu.Lock()
	defer a.mu.Unlock()
	c := a.codes[text]
	delete(a.codes, text)
	return c
}

func (a *authority) keepRenewal(s *session) string {
	a.mu.Lock()
	defer a.mu.Unlock()
	text := secretText()
	a.renewals[text] = s
	return text
}

// renewal finds the session of a refresh token; nil when there is none.
func (a *authority) renewal(text string) *session {
	a.mu.Lock()
	defer a.mu.Unlock()
	return a.renewals[text]
}

// spend makes a refresh token worthless, which is stricter than Entra ID: there
// the old one goes on working.
func (a *authority) spend(text string) {
	a.mu.Lock()
	defer a.mu.Unlock()
	delete(a.renewals, text)
}

func (a *authority) consent(names ...string) {
	a.mu.Lock()
	defer a.mu.Unlock()
	for _, name := range names {
		a.consented[name] = true
	}
}

func (a *authority) isConsented(name string) bool {
	a.mu.Lock()
	defer a.mu.Unlock()
	return a.consented[name]
}

// turned follows the knobs: what is refused from now on is refused to everybody
// who is signed in, and consent that is taken back is gone.
func (a *authority) turned(before, now SignInKnobs) {
	a.mu.Lock()
	defer a.mu.Unlock()
	if now.RefuseRenewal != before.RefuseRenewal {
		a.refusedUpTo = a.sessions
	}
	for _, name := range now.NotConsented {
		if !slices.Contains(before.NotConsented, name) {
			delete(a.consented, name)
		}
	}
}

func (a *authority) isRefused(s *session) bool {
	a.mu.Lock()
	defer a.mu.Unlock()
	return s.number <= a.refusedUpTo
}
