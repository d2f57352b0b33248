package ledger

// FreeGroup tells why a license can be taken back. A person's license is in the
// first group that fits, and in no other.
type FreeGroup string

// The closed list of groups, in the order in which they are tried.
const (
	FreeBlocked     FreeGroup = "blocked"      // sign-in blocked, still licensed
	FreeTwice       FreeGroup = "twice"        // another license of the person brings all of it
	FreeNoUse       FreeGroup = "no-use"       // Power Apps or Power Automate alone, and no use seen
	FreeNotAssigned FreeGroup = "not-assigned" // bought, and nobody has it
)

// FreeGroups lists every group once.
func FreeGroups() []FreeGroup {
	return []FreeGroup{FreeBlocked, FreeTwice, FreeNoUse, FreeNotAssigned}
}

// LeftOut tells why a line is counted apart and gains nothing.
type LeftOut string

// The closed list of reasons, in the order in which they are tried.
const (
	LeftOutTrial      LeftOut = "trial"          // a trial of Microsoft's: it costs nothing
	LeftOutFree       LeftOut = "free"           // free for good
	LeftOutCapacity   LeftOut = "capacity"       // bought for the tenant, never assigned to people
	LeftOutApps       LeftOut = "apps"           // allocated to apps and flows, which the directory does not count
	LeftOutOther      LeftOut = "not-standalone" // a bundle, or another product: see the seats
	LeftOutKept       LeftOut = "kept"           // a chosen person
	LeftOutYoung      LeftOut = "young"          // an account made lately
	LeftOutFilter     LeftOut = "filter"         // a condition that a person set
	LeftOutNewLicense LeftOut = "new-license"    // held for a shorter time than no use is looked for
)

// LeftOuts lists every reason once.
func LeftOuts() []LeftOut {
	return []LeftOut{LeftOutTrial, LeftOutFree, LeftOutCapacity, LeftOutApps, LeftOutOther, LeftOutKept, LeftOutYoung, LeftOutFilter, LeftOutNewLicense}
}

// FreeOff tells why a group, or a product of one, says nothing.
type FreeOff string

// The closed list of reasons.
const (
	FreeOffDirectory FreeOff = "directory-not-read" // nobody knows who holds what
	FreeOffSeats     FreeOff = "licenses-not-read"  // nobody knows what was bought
	FreeOffNotKept   FreeOff = "activity-not-kept"  // as was chosen for this history file
	FreeOffNotRead   FreeOff = "activity-not-read"  // no source tells of use
	FreeOffStopped   FreeOff = "watching-stopped"   // the newest day that was watched is too old
	FreeOffShort     FreeOff = "watched-too-short"  // fewer days than no use is looked for
)

// FreeOffs lists every reason once.
func FreeOffs() []FreeOff {
	return []FreeOff{FreeOffDirectory, FreeOffSeats, FreeOffNotKept, FreeOffNotRead, FreeOffStopped, FreeOffShort}
}

// FreeRules are how licenses to free up are looked for, as kept in the ledger.
type FreeRules struct {
	NoUseDays int      `json:"no_use_days"` // no use is looked for over so many days
	MinAge    int      `json:"min_age"`     // days; the licenses of younger accounts are left out
	LeaveOut  []string `json:"leave_out"`   // conditions as ParseFilter reads them; any of them leaves a line out
}

// What holds until somebody chooses otherwise.
const (
	FreeNoUseDays = 90
	FreeMinAge    = 30
)

// Most days that can be asked for: ten years.
const freeDaysMost = 3660

// DefaultFreeRules is what holds until somebody chooses otherwise.
func DefaultFreeRules() FreeRules {
	return FreeRules{NoUseDays: FreeNoUseDays, MinAge: FreeMinAge, LeaveOut: []string{}}
}

// Check refuses rules that cannot hold. Codes: invalid, usage for a condition.
func (r FreeRules) Check() error {
	const op = "set rules to free up"
	if r.NoUseDays < 1 || r.NoUseDays > freeDaysMost {
		return Errorf(CodeInvalid, op, "No use cannot be looked for over %d days. Choose 1 to %d.", r.NoUseDays, freeDaysMost)
	}
	if r.MinAge < 0 || r.MinAge > freeDaysMost {
		return Errorf(CodeInvalid, op, "%d days is no least age of an account. Choose 0 to %d.", r.MinAge, freeDaysMost)
	}
	_, err := r.Filters()
	return err
}

// Filters reads the conditions.
func (r FreeRules) Filters() ([]Filter, error) {
	filters := make([]Filter, 0, len(r.LeaveOut))
	for _, text := range r.LeaveOut {
		f, err := ParseFilter(text)
		if err != nil {
			return nil, err
		}
		filters = append(filters, f)
	}
	return filters, nil
}

// FreeKept is an account whose licenses are never to be freed up.
type FreeKept struct {
	UserID   Text `json:"user_id"`
	UserName Text `json:"user_name"` // as of the day; null where it is not known
	KeptAt   Text `json:"kept_at"`
	Note     Text `json:"note"`
}

// MarshalJSON writes the reason of a line that is not left out as null.
func (r LeftOut) MarshalJSON() ([]byte, error) { return Text(r).MarshalJSON() }

// MarshalJSON writes the reason of a group that is not off as null.
func (o FreeOff) MarshalJSON() ([]byte, error) { return Text(o).MarshalJSON() }
