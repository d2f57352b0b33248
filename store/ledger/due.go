package ledger

// Due is a source that waits for a person to sign in: the newest sync that tried it
// got no token without one.
type Due struct {
	Source string `json:"source"`
	Since  string `json:"since"` // RFC 3339: when a person was first missing; of the reading then, else of the begin of the sync
}
