package desktop

import (
	"licenseledger/app"
	"licenseledger/store/ledger"
)

// State is everything that the frame of the window needs to draw itself.
type State struct {
	Ledger   *LedgerInfo `json:"ledger"` // null on the Welcome page
	Job      *Job        `json:"job"`    // the running job, or the last one that ended
	Settings Settings    `json:"settings"`
	Version  string      `json:"version"`
	Startup  *AppError   `json:"startup"`  // why the file given at the start could not be opened
	Watching *Watching   `json:"watching"` // the folder that is watched for the open ledger; null when none is
	// Where exports go unless the person says otherwise: the folder used last, by its own name.
	ExportFolder string   `json:"exportFolder"`
	Filling      *Filling `json:"filling"` // the days of a sample that are still to come; null when none are
}

// Watching says how a watched folder stands.
type Watching struct {
	Folder  string        `json:"folder"`
	Trouble *AppError     `json:"trouble"` // why nothing can be imported for now; null when all is well
	Files   []WatchedFile `json:"files"`   // those that ask or were refused, by name
}

// WatchedFile is a file of a watched folder that waits for a person.
type WatchedFile struct {
	Path    string          `json:"path"` // PreviewImport tells more
	Name    string          `json:"name"`
	State   app.FolderState `json:"state"`   // asks or refused
	Message string          `json:"message"` // in English
}

// LedgerInfo says which ledger is open.
type LedgerInfo struct {
	Path       string `json:"path"`
	FileName   string `json:"fileName"`
	TenantName string `json:"tenantName"`
	Name       string `json:"name"`   // what it is called on this computer; empty for its own name
	Colour     string `json:"colour"` // what tells it apart: one of TenantColours
	TenantID   string `json:"tenantId"`
	IsSample   bool   `json:"isSample"`
	Zone       string `json:"zone"` // IANA name; days of the ledger begin at midnight there
	CanSync    bool   `json:"canSync"`
	ReadOnly   bool   `json:"readOnly"`

	NextLook *NextLook `json:"nextLook"` // null when nobody looks before the next sync
}

// NextLook is when Unknown rows that are not known yet are looked at again.
type NextLook struct {
	DueAt  string `json:"dueAt"`  // RFC 3339, UTC
	Number int    `json:"number"` // 1 for the first since the last sync
	Rows   int    `json:"rows"`
}

// Settings are the choices of the person at this computer; they are not part
// of any ledger.
type Settings struct {
	Language       string `json:"language"`       // system, en or nl
	Theme          string `json:"theme"`          // system, light or dark
	HideNames      bool   `json:"hideNames"`      // for sharing the screen: the window names nobody
	StartAtWelcome bool   `json:"startAtWelcome"` // the history file that was open last is not opened again at the start
	Releases       string `json:"releases"`       // the HTTPS address that knows the newest version; "" for none
	AskReleases    bool   `json:"askReleases"`    // it is asked at the start
}

// Snapshot is one reading of the tenant.
type Snapshot struct {
	ID       int64     `json:"id"`
	At       string    `json:"at"`  // RFC 3339, UTC
	Day      string    `json:"day"` // 2006-01-02 in the zone of the ledger
	Label    string    `json:"label"`
	Partial  bool      `json:"partial"`
	Rows     int       `json:"rows"`
	Changes  int       `json:"changes"` // -1 when it is not known
	Coverage []Reading `json:"coverage"`
}

// Reading says when a source was last read, as far as a day is concerned.
type Reading struct {
	Source string `json:"source"` // wire name, such as graph.users
	Title  string `json:"title"`  // kind of thing: people, deleted, list, seats, tenant
	AsOf   string `json:"asOf"`   // RFC 3339, UTC
	// WholeAt is when it was last read whole, where only what changed was read
	// since: licenses are of then. Else it is left out.
	WholeAt string `json:"wholeAt,omitempty"`
}

// ViewRequest asks for a way to look at a day.
type ViewRequest struct {
	Kind     ledger.ViewKind `json:"kind"`
	At       string          `json:"at"` // latest, the id of a snapshot, or a date
	Filters  []Filter        `json:"filters"`
	Search   string          `json:"search"`
	SortBy   string          `json:"sortBy"` // a column of Row; empty for the view's own order
	SortDown bool            `json:"sortDown"`
	Changed  *Changed        `json:"changed"`  // only what changed; null for all
	ShowFree bool            `json:"showFree"` // of trials: free and developer plans too
}

// Filter narrows a view by one column.
type Filter struct {
	Column string   `json:"column"`
	Op     FilterOp `json:"op"`
	Values []string `json:"values"`           // empty for the operators that need none
	Preset string   `json:"preset,omitempty"` // what the page calls how the value follows from the day; "" for one that stays
}

// FilterOp is how a filter compares.
type FilterOp string

// The operators of a filter.
const (
	FilterIs       FilterOp = "is"        // one of the values
	FilterIsNot    FilterOp = "is_not"    // none of the values
	FilterContains FilterOp = "contains"  // the text occurs, letter case and accents aside
	FilterEmpty    FilterOp = "empty"     // nothing is known
	FilterNotEmpty FilterOp = "not_empty" // something is known
	FilterBefore   FilterOp = "before"    // earlier than the date
	FilterFrom     FilterOp = "from"      // on the date or later
)

// View is an opened view: what stands around the table, and the key to its rows.
type View struct {
	ID        string       `json:"id"`
	Snapshot  *Snapshot    `json:"snapshot"` // null when nothing was read on or before the day asked for
	Counts    Counts       `json:"counts"`
	Basis     ledger.Basis `json:"basis"`
	Freshness []Reading    `json:"freshness"`
	Warnings  []Warning    `json:"warnings"`
	Columns   []string     `json:"columns"` // columns that carry something, in the order of the contract
	// FreeHidden is how many rows of free and developer plans a view of trials leaves out.
	FreeHidden int `json:"freeHidden"`
}

// Counts are the figures under and above the table. Unfiltered is how many
// rows the view has without filters and search.
type Counts struct {
	Rows       int          `json:"rows"`
	People     int          `json:"people"`
	Licenses   int          `json:"licenses"`
	Unfiltered int          `json:"unfiltered"`
	Unknown    UnknownCount `json:"unknown"`
}

// UnknownCount splits the rows that the list shows as Unknown.
type UnknownCount struct {
	Total      int `json:"total"`
	Left       int `json:"left"`       // the account is known to have left
	Unresolved int `json:"unresolved"` // not known yet
	Nameless   int `json:"nameless"`   // nobody can be named, or the name was erased
}

// Warning is something the reader should know about the figures.
type Warning struct {
	Code       string `json:"code"`
	Source     string `json:"source"`
	Title      string `json:"title"`      // kind of thing that the source tells, as in Reading
	Permission string `json:"permission"` // that the source needs, by Microsoft's name
	Count      int    `json:"count"`
	Text       string `json:"text"` // in English, for codes that the window has no sentence for
}

// RowPage is a window of rows of a view.
type RowPage struct {
	From int   `json:"from"`
	Rows []Row `json:"rows"`
}

// Row is one line of a view, with the keys of the console contract. Empty
// text means that nothing is known.
type Row struct {
	UserID             string            `json:"user_id"`
	UserName           string            `json:"user_name"`
	EmailAddress       string            `json:"email_address"`
	Service            string            `json:"service"`
	ServiceID          string            `json:"service_id"`
	License            string            `json:"license"`
	LicenseID          string            `json:"license_id"`
	AssignedDate       string            `json:"assigned_date"`
	IsTrial            *bool             `json:"is_trial"`
	ExpirationDate     string            `json:"expiration_date"`
	Product            ledger.Product    `json:"product"`
	Origin             ledger.Origin     `json:"origin"`
	Tier               ledger.Tier       `json:"tier"`
	AssignedBy         string            `json:"assigned_by"`
	GroupName          string            `json:"group_name"`
	Status             ledger.Status     `json:"status"`
	StatusSince        string            `json:"status_since"`
	LastKnownName      string            `json:"last_known_name"`
	LastKnownEmail     string            `json:"last_known_email"`
	IdentityConfidence ledger.Confidence `json:"identity_confidence"`
	Candidates         []string          `json:"candidates"` // names
	LastUsed           string            `json:"last_used"`
	LastUsedSource     string            `json:"last_used_source"`
	WatchedSince       string            `json:"watched_since"`
	FirstSeen          string            `json:"first_seen"`
	Department         string            `json:"department"`
	CostCenter         string            `json:"cost_center"`
	Source             string            `json:"source"`
	Basis              ledger.Basis      `json:"basis"`
	AsOf               string            `json:"as_of"`
	RestorableUntil    string            `json:"restorable_until"`
	TrialEnded         string            `json:"trial_ended"`    // true, false, or empty where nothing tells
	AlsoPaid           string            `json:"also_paid"`      // the same
	TrialOrigin        string            `json:"trial_origin"`   // see ledger.TrialOrigins
	CandidateKeys      []string          `json:"candidate_keys"` // what to ask Person for each of the candidates
}

// ValuePage lists the values of a column in a view, most frequent first.
type ValuePage struct {
	Values []ValueCount `json:"values"`
	More   bool         `json:"more"` // there are values beyond the limit
}

// ValueCount is a value and the number of rows that have it.
type ValueCount struct {
	Value string `json:"value"`
	Count int    `json:"count"`
}
