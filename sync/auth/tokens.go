package auth

import (
	"sync"
	"time"

	"github.com/AzureAD/microsoft-authentication-library-for-go/apps/public"
)

// tokens are those at hand, by audience: a sync asks before every call, and what
// is kept would have to be read and unlocked each time.
type tokens struct {
	mu sync.Mutex
	by map[string]tokenUntil
}

type tokenUntil struct {
	text  string
	until time.Time
}

// renewBefore is how long before its end MSAL renews a token.
const renewBefore = 5 * time.Minute

// at gives a token that need not be renewed yet; "" when there is none.
func (t *tokens) at(audience string) string {
	t.mu.Lock()
	defer t.mu.Unlock()
	if known := t.by[audience]; time.Now().Before(known.until) {
		return known.text
	}
	return ""
}

func (t *tokens) put(audience string, result public.AuthResult) {
	until := result.ExpiresOn.Add(-renewBefore)
	if early := result.Metadata.RefreshOn; !early.IsZero() && early.Before(until) {
		until = early
	}
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.by == nil {
		t.by = map[string]tokenUntil{}
	}
	t.by[audience] = tokenUntil{result.AccessToken, until}
}

func (t *tokens) clear() {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.by = nil
}
