package ledger

// Snapshot is what one run published, at an instant.
type Snapshot struct {
	ID       int64      `json:"id"`
	At       string     `json:"at"` // RFC 3339
	AtRule   AtRule     `json:"at_rule"`
	Kind     RunKind    `json:"kind"`  // sync or import
	State    RunState   `json:"state"` // of its run
	Label    Text       `json:"label"`
	Pinned   bool       `json:"pinned"`
	Basis    Basis      `json:"basis"` // what the list of that instant is made from
	Rows     int64      `json:"rows"`  // rows of the list at that instant
	Began    int64      `json:"began"` // facts that its listings have and those before lacked
	Ended    int64      `json:"ended"` // facts that its listings lack and those before had
	Partial  bool       `json:"partial"`
	Coverage []Coverage `json:"coverage"`
	Warnings []Warning  `json:"warnings"`
}

// Coverage tells what is known of one source at an instant.
type Coverage struct {
	Source   string `json:"source"`
	AsOf     Text   `json:"as_of"`     // instant of the listing that speaks; null = not read
	ReadFrom Text   `json:"read_from"` // when its first page was read
	ReadTo   Text   `json:"read_to"`   // when its last page was read
	WholeAt  Text   `json:"whole_at"`  // when it was last read whole: earlier than read_to where only changes were read since, which tell of accounts and not of their licenses
	Rows     int64  `json:"rows"`      // facts in the listing
	Own      bool   `json:"own"`       // the listing was read by this snapshot's own run
}

// Event is one entry of a person's timeline.
type Event struct {
	At      Text      `json:"at"`       // earliest possible instant; null when open
	AtUntil Text      `json:"at_until"` // latest possible instant; equal to at when it is exact
	Event   EventCode `json:"event"`
	Service Text      `json:"service"`
	License Text      `json:"license"`
	Detail  Text      `json:"detail"` // the new name, the group, the old address, ...
	Source  string    `json:"source"`

	// Of renamed: what the detail says in one line.
	WasName  Text `json:"-"`
	WasEmail Text `json:"-"`
	NewName  Text `json:"-"`
	NewEmail Text `json:"-"`
}

// EventCode names what happened.
type EventCode string

// The closed list of events of a timeline.
const (
	EventSeenFirst  EventCode = "seen_first"  // first listing of the directory that has the account
	EventCreated    EventCode = "created"     // the account was created
	EventGot        EventCode = "got"         // a license was assigned
	EventLost       EventCode = "lost"        // a license was taken away
	EventReported   EventCode = "reported"    // first listing of the report that names the person with the service
	EventUnreported EventCode = "unreported"  // first listing of the report without it
	EventRenamed    EventCode = "renamed"     // name, address or sign-in name changed
	EventBlocked    EventCode = "blocked"     // sign-in was blocked
	EventUnblocked  EventCode = "unblocked"   // sign-in was allowed again
	EventLeft       EventCode = "left"        // the account was deleted
	EventPurged     EventCode = "purged"      // it can no longer be restored
	EventReturned   EventCode = "returned"    // it came back
	EventUnknown    EventCode = "unknown_row" // the report shows a row of this person as Unknown

	EventLaunched       EventCode = "launched"        // an app was launched; the detail names it, the license covered it
	EventLicenseMissing EventCode = "license_missing" // first listing of a download that says a license is missing
)

// Events lists every event once.
func Events() []EventCode {
	return []EventCode{EventSeenFirst, EventCreated, EventGot, EventLost, EventReported, EventUnreported, EventRenamed, EventBlocked,
		EventUnblocked, EventLeft, EventPurged, EventReturned, EventUnknown, EventLaunched, EventLicenseMissing}
}

// Person is who a timeline is about.
type Person struct {
	UserID      Text   `json:"user_id"`
	Name        Text   `json:"user_name"`
	Email       Text   `json:"email_address"`
	Status      Status `json:"status"`
	StatusSince Text   `json:"status_since"`
	Department  Text   `json:"department"`
	CostCenter  Text   `json:"cost_center"`
}

// Change is one difference between two days.
type Change struct {
	Change       string `json:"change"` // see the constants
	UserID       Text   `json:"user_id"`
	UserName     Text   `json:"user_name"`
	EmailAddress Text   `json:"email_address"`
	Service      Text   `json:"service"`
	License      Text   `json:"license"`
	WasService   Text   `json:"was_service"` // for swapped
	WasLicense   Text   `json:"was_license"` // for swapped
	WasName      Text   `json:"was_name"`    // for renamed
	WasEmail     Text   `json:"was_email"`   // for renamed
	Since        Text   `json:"since"`       // an instant or an interval, for departed
}

// The closed list of changes between two days.
const (
	ChangeGained   = "gained"
	ChangeLost     = "lost"
	ChangeSwapped  = "swapped"
	ChangeDeparted = "departed"
	ChangeReturned = "returned"
	ChangeRenamed  = "renamed"
	ChangeBlocked  = "blocked"
	ChangeNotRead  = "not_read" // a source was not read on both days; nothing is called a change
)

// ChangeKinds lists the changes in the order in which people read them: who
// came and went, then what they hold. Not read is none.
func ChangeKinds() []string {
	return []string{ChangeDeparted, ChangeReturned, ChangeBlocked, ChangeRenamed, ChangeGained, ChangeLost, ChangeSwapped}
}

// Counts sums up a view.
type Counts struct {
	Rows     int            `json:"rows"`
	People   int            `json:"people"`
	Licenses int            `json:"licenses"` // distinct person x license
	Unknown  int            `json:"unknown"`  // rows shown as Unknown
	ByStatus map[Status]int `json:"by_status"`
}

// ValueCount is one value of a column with the number of rows that have it.
type ValueCount struct {
	Value string `json:"value"` // "" = nothing is known
	Count int    `json:"count"`
}

// Finding is something that a check of a ledger found wrong.
type Finding struct {
	Check string `json:"check"`
	Text  string `json:"text"`
}
