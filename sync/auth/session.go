package auth

import (
	"context"

	"github.com/AzureAD/microsoft-authentication-library-for-go/apps/cache"
)

// session is the cache of one MSAL client. Without a name it is in memory alone,
// until it is known who signed in.
type session struct {
	store  *Store
	name   string
	record record
}

// emptyCache is a cache without anybody.
const emptyCache = "{}"

// Replace implements cache.ExportReplace. What cannot be read is nobody's
// sign-in, never an error.
func (s *session) Replace(ctx context.Context, into cache.Unmarshaler, _ cache.ReplaceHints) error {
	if s.name != "" {
		s.record, _ = s.store.load(ctx, s.name)
	}
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
