package ledger

// Figures are the sizes of a ledger file; nothing of what is in it.
type Figures struct {
	Schema int   `json:"schema"` // the version of what it holds
	Bytes  int64 `json:"bytes"`
	Free   int64 `json:"free"` // of the bytes, those that nothing uses
}
