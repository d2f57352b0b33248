package ledger

// Two more changes of the rows of a list, which only Since counts: they come
// from what is known of people, not from what the list says.
const (
	ChangeUnknown = "unknown" // the row names nobody any more, or is new and names nobody
	ChangeKnown   = "known"   // who is behind the row was not known yet, and is now
)

// ofPeople are the changes of accounts, ofRows those of rows of the list.
var (
	ofPeople = []string{ChangeDeparted, ChangeReturned, ChangeBlocked, ChangeRenamed}
	ofRows   = []string{ChangeGained, ChangeLost, ChangeSwapped, ChangeUnknown, ChangeKnown}
)

// PeopleChanges lists the changes that are about accounts.
func PeopleChanges() []string { return append([]string(nil), ofPeople...) }

// RowChanges lists the changes that are about rows of the list.
func RowChanges() []string { return append([]string(nil), ofRows...) }

// Changed picks what changed between the day of a view and another reading. The
// other is the earlier one, but for ChangeLost: what was lost is in the list of
// the day before only.
type Changed struct {
	Kind  string // see PeopleChanges and RowChanges
	Other string // as in ViewSpec.At
}

// Since sums up what changed between two readings. Every count is that of a
// view with Changed: of the view of people who left for those, of all people
// for other changes of accounts, and of the list for rows.
type Since struct {
	Before  Snapshot      `json:"before"`
	After   Snapshot      `json:"after"`
	Changes []SinceChange `json:"changes"`  // kinds of which there is one
	NotRead []string      `json:"not_read"` // sources that were not read on both days
}

// SinceChange is how much changed in one way.
type SinceChange struct {
	Kind   string `json:"change"`
	Rows   int    `json:"rows"` // 0 for changes of accounts
	People int    `json:"people"`
}
