package auth

import (
	"context"

	"github.com/AzureAD/microsoft-authentication-library-for-go/apps/cache"
)

// session is the cache of one MSAL client. Without a name it is in memory alone,
// until it is known who signed in. Whoever uses it has the turn.
type session struct {
	store  *Store
	name   string
	record record
}

// open takes in what is kept by now, also by other programs. Errors: errNone,
// errKeyLost, errNoKeychain, errNotSealed; then the session is nobody's.
func (s *session) open(ctx context.Context) (err error) {
	s.record, err = s.store.load(ctx, s.name)
	return err
}

// emptyCache is a cache without anybody.
const emptyCache = "{}"

// Replace implements cache.ExportReplace. What MSAL cannot read is nobody's
// sign-in, never an error.
func (s *session) Replace(_ context.Context, into cache.Unmarshaler, _ cache.ReplaceHints) error {
	if len(s.record.Tokens) > 0 && into.Unmarshal(s.record.Tokens) == nil {
		return nil
	}
	return into.Unmarshal([]byte(emptyCache))
}

// Export implements cache.ExportReplace.
func (s *session) Export(ctx context.Context, from cache.Marshaler, _ cache.ExportHints) error {
	tokens, err := from.Marshal()
	if err != nil {
		return err
	}
	s.record.Tokens = tokens
	if s.name != "" {
		s.store.save(ctx, s.name, s.record)
	}
	return nil
}
