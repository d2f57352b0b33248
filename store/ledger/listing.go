package ledger

import "time"

// Object is what a source says about one thing of its own: an account with its
// licenses, a SKU with its services, a row of a report. If a source delivers
// the same owner twice in one listing, the later delivery replaces the earlier.
type Object struct {
	Owner string // the source's own key, unique in a listing; "" for report rows, which never replace one another
	Facts []Fact
}

// Page is a part of a listing. Cursor says where to go on after it; it and the
// page's objects are kept in one commit.
type Page struct {
	Objects []Object
	Gone    []Fact  // of facts without an owner, those that are there no longer; only where changes are staged
	Cursor  string  // opaque to all but the source; "" on the last page
	At      Instant // when Microsoft answered
}

// Publication asks for a listing that was read to its end to become history.
type Publication struct {
	RunID    int64
	Source   string
	At       Instant // the instant of the listing: when its last page was read
	ReadFrom Instant // when its first page was read
	AtRule   AtRule  // how At was found
	FileHash string  // see FileHash; "" for what came over the wire. The same file adds nothing twice
	FileName string  // base name of an imported file, for people; "" otherwise
	Evidence []Evidence
	Warnings []Warning
	Mark     string  // where what changes after the listing is asked for; "" when nobody knows
	ClockAt  Instant // by this computer's clock, when it was read; kept with Mark
	Guarded  bool    // with too much that ends it is held: for syncs, since of a file a person was asked
}

// FileHash names an imported file: by its bytes (hex SHA-256), and by its day
// where a person or its name tells one, since a list that is the same on two
// days is two readings. day is 0 where nothing tells it.
func FileHash(content string, day Instant) string {
	if day == 0 {
		return content
	}
	return content + "@" + day.String()
}

// Published tells what a publication changed.
type Published struct {
	SnapshotID int64
	Source     string
	Rows       int64 // facts in the listing
	Began      int64 // facts that the listing before did not have
	Ended      int64 // facts of the listing before that this one lacks
	Unchanged  bool  // the listing was already there (the same file twice)
	Held       *Held // it waits for a person's OK instead; nil otherwise

	Identifying time.Duration // of the publication, what it took to conclude who Unknown rows were
}

// AtRule tells how the instant of a snapshot was found.
type AtRule string

// The closed list of rules, strongest first.
const (
	AtDateHeader     AtRule = "date_header"     // Microsoft's Date header of the last page
	AtGiven          AtRule = "given"           // a person said so
	AtFileName       AtRule = "file_name"       // a date in the name of the file
	AtFileTime       AtRule = "file_time"       // when the file was last written
	AtLatestAssigned AtRule = "latest_assigned" // the latest assigned date in the file, since no earlier day is possible
)

// RunKind tells what a run is.
type RunKind string

// The closed list of run kinds.
const (
	RunSync   RunKind = "sync"
	RunImport RunKind = "import"
)

// RunState tells how a run stands.
type RunState string

// The closed list of run states. A run whose row says running while nobody
// holds the run lock was interrupted.
const (
	RunRunning  RunState = "running"
	RunComplete RunState = "complete"
	RunPartial  RunState = "partial"
	RunFailed   RunState = "failed"
	RunCanceled RunState = "canceled"
)

// Warning is something a person should know about a snapshot.
type Warning struct {
	Code   string `json:"code"`   // permission_missing, report_pending, rows_skipped, ...
	Source string `json:"source"` // wire name; "" when it concerns the whole run
	Text   string `json:"text"`   // a sentence with the remedy, English
	Count  int64  `json:"count"`
}

// Mark is where a service tells what changed since a listing.
type Mark struct {
	Source  string
	Token   string  // in the service's own form
	At      Instant // of the listing, by the service's clock
	ClockAt Instant // the same by this computer's clock
	WholeAt Instant // of the last listing that was read whole: that one, or one that changes lead back to
}

// Job is work at Microsoft that outlives runs: the license report.
type Job struct {
	Source      string
	Location    string // where to ask for it; no secret
	RequestedAt Instant
	CheckedAt   Instant
}
