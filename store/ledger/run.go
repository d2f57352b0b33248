package ledger

// Run is one sync or import, and what became of it.
type Run struct {
	ID          int64    `json:"id"`
	Kind        RunKind  `json:"kind"`
	State       RunState `json:"state"`       // running also when it was interrupted
	At          string   `json:"at"`          // instant of what it published, else of its begin
	StartedAt   string   `json:"started_at"`  // by the clock of the computer that ran it
	EndedAt     Text     `json:"ended_at"`    // null while it runs, or when it was interrupted
	SnapshotID  int64    `json:"snapshot_id"` // 0: it published nothing, or that was thinned
	Thinned     bool     `json:"thinned"`     // what it published can no longer be opened
	Newest      bool     `json:"newest"`      // it published the newest snapshot, or the newest listing of a source: neither is ever deleted
	Pinned      bool     `json:"pinned"`
	Label       Text     `json:"label"`
	Began       int64    `json:"began"`
	Ended       int64    `json:"ended"`
	Warnings    int64    `json:"warnings"` // how many
	FileName    Text     `json:"file_name"`
	Sources     []string `json:"sources"`      // read to their end
	ClosedMonth Text     `json:"closed_month"` // that its snapshot closes
}

// RunListing is a source that a run read to its end.
type RunListing struct {
	Source   string `json:"source"`
	ReadFrom string `json:"read_from"` // when its first page was read
	ReadTo   string `json:"read_to"`   // when its last page was read
	Rows     int64  `json:"rows"`
	Began    int64  `json:"began"`
	Ended    int64  `json:"ended"`
	FileName Text   `json:"file_name"`
}
