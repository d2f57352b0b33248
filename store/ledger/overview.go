package ledger

// Overview is the counts of a day. What was not read is null, never 0; every
// count is that of a view, with the filter named beside it.
type Overview struct {
	SnapshotID int64            `json:"snapshot_id"`
	At         string           `json:"at"` // RFC 3339
	Basis      Basis            `json:"basis"`
	Partial    bool             `json:"partial"`
	Directory  *DirectoryCounts `json:"directory"` // null: the directory was not read
	List       *ListCounts      `json:"list"`      // null: neither report nor directory was read
	Assigned   *Tally           `json:"assigned"`  // view assigned; null also where licenses were not read
	// Seen and never seen divide the assignments: a person with two services can
	// be in both. null where no report speaks for the day, and no source of
	// activity watches.
	SeenInUse      *Tally        `json:"seen_in_use"`
	NeverSeenInUse *Tally        `json:"never_seen_in_use"` // view never-used
	ReportsSince   Text          `json:"reports_since"`     // instant of the first report up to the day
	Blocked        *Tally        `json:"blocked"`           // view blocked: sign-in blocked, still licensed
	Departed       *LeaverCounts `json:"departed"`          // view departed
	Seats          *SeatTotals   `json:"seats"`             // null: licenses were not read
	Changes        *ChangeCounts `json:"changes"`           // null for the first snapshot
	Sources        []SourceAge   `json:"sources"`           // in the order a run reads them
}

// Tally is the size of a view.
type Tally struct {
	Rows   int `json:"rows"`
	People int `json:"people"`
}

// DirectoryCounts sums up the accounts of the directory: view users.
type DirectoryCounts struct {
	People   int            `json:"people"`
	ByStatus map[Status]int `json:"by_status"`
}

// ListCounts sums up the list.
type ListCounts struct {
	Rows     int            `json:"rows"`
	People   int            `json:"people"`
	Licenses int            `json:"licenses"` // distinct person x license
	ByStatus map[Status]int `json:"by_status"`
	Trials   Tally          `json:"trials"` // view trials
	Unknown  []UnknownCount `json:"unknown"`
	// UnknownReasons is the same rows by why nobody is named.
	UnknownReasons UnknownReasons `json:"unknown_reasons"`
}

// UnknownCount is the rows of the list that are shown as Unknown, of one status
// and one confidence: null for rows in which the report still names somebody
// who is known to have left.
type UnknownCount struct {
	Status     Status `json:"status"`
	Confidence Text   `json:"identity_confidence"`
	Rows       int    `json:"rows"`
}

// LeaverCounts is the people who left.
type LeaverCounts struct {
	People int `json:"people"`
	// Recent is those who left in the last RecentDays days; nobody of whom only
	// an interval is known that began earlier.
	Recent     int `json:"recent"`
	RecentDays int `json:"recent_days"`
}

// RecentDays is how far back an overview looks for leavers: as long as a
// deleted account can be restored.
// https://learn.microsoft.com/graph/api/resources/directory
const RecentDays = 30

// SeatTotals adds up the licenses of the tenant; units.
type SeatTotals struct {
	Licenses     int   `json:"licenses"` // different ones
	Bought       int64 `json:"bought"`
	Assigned     int64 `json:"assigned"`
	Free         int64 `json:"free"`          // of licenses with more bought than assigned
	OverAssigned int64 `json:"over_assigned"` // units beyond those bought, of the others
	Trials       int   `json:"trials"`        // licenses that are known to be trials
	RenewsNext   Text  `json:"renews_next"`   // the earliest renews_at that is still to come
	AsOf         Text  `json:"as_of"`
	// Costs is what the units bought cost a month, by currency, as far as prices
	// are known; Unpriced is the units that are in none of them.
	Costs    []CurrencySum `json:"costs"`
	Unpriced int64         `json:"unpriced"`
}

// ChangeCounts is what changed since the snapshot before, by Change.Change.
type ChangeCounts struct {
	SnapshotID int64          `json:"snapshot_id"` // the one before
	At         string         `json:"at"`
	Counts     map[string]int `json:"counts"`
}

// SourceAge tells how old what a source says is on the day.
type SourceAge struct {
	Source   string `json:"source"`
	AsOf     Text   `json:"as_of"`     // instant of the listing that speaks; null = none does
	Days     *int   `json:"days"`      // whole days from as_of to the day; null = none speaks
	LastRead Text   `json:"last_read"` // instant of the newest listing up to the day, too old to speak or not
}
