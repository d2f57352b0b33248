package ledger

import (
	"fmt"
	"strings"
)

// Held is a listing that waits for a person's OK, because too much would end
// with it: it is in no coverage, and nobody departs by it.
type Held struct {
	RunID  int64    `json:"sync"`   // the sync that read it
	Source string   `json:"source"` // wire name
	At     string   `json:"at"`     // RFC 3339: when it was read, and where it enters history if it is let in
	Since  string   `json:"since"`  // RFC 3339: of the listing that it was compared with
	Rows   int64    `json:"rows"`   // facts in it
	Ends   []Ending `json:"ends"`   // what would end in numbers, at least one
}

// Ending is one way in which too much would end.
type Ending struct {
	Of       EndingKind    `json:"of"`
	Property Text          `json:"property"` // of values: the column they are of; of all: the source
	Count    int64         `json:"count"`
	Total    int64         `json:"total"`         // in the listing before
	Usual    *int64        `json:"usual_per_day"` // in the 90 days before, rounded; null when nothing tells
	Largest  int64         `json:"largest"`       // with one listing of the 90 days before
	Most     []EndingGroup `json:"most"`          // by department, largest first, at most MostGroups; none where no department is known
}

// EndingGroup is how many of them are of one department.
type EndingGroup struct {
	Department string `json:"department"`
	Count      int64  `json:"count"`
}

// MostGroups is how many departments an ending names.
const MostGroups = 5

// EndingKind names what would end.
type EndingKind string

// The closed list of what is guarded.
const (
	EndingPeople   EndingKind = "people"   // accounts would be taken for people who left
	EndingLicenses EndingKind = "licenses" // licenses would be lost by people who stay
	EndingServices EndingKind = "services" // so would services of licenses
	EndingValues   EndingKind = "values"   // people would lose what one property says of them
	EndingRows     EndingKind = "rows"     // the list would be shorter by so many rows
	EndingAll      EndingKind = "all"      // what came was empty, so nothing would be left
)

// EndingKinds lists every kind once.
func EndingKinds() []EndingKind {
	return []EndingKind{EndingPeople, EndingLicenses, EndingServices, EndingValues, EndingRows, EndingAll}
}

// Of the guard: so many may end with a listing whatever its size, and so many
// days before it say what is usual.
const (
	HoldAbove = 25
	UsualDays = 90
)

// MayEnd is how many of so many may end with a listing before it is held; floor
// is HoldAbove, and largest the most that ended with one in UsualDays.
func MayEnd(floor, total, largest int64) int64 { return max(floor, total/100, 3*largest) }

// Say tells in English what would end: "412 people would be marked as left,
// usually about 9 a day. Most: Sales (380)."
func (e Ending) Say() string {
	var text string
	switch e.Of {
	case EndingPeople:
		text = Counted(e.Count, "person would be marked as left", "people would be marked as left")
	case EndingLicenses:
		text = Counted(e.Count, "license would be lost by somebody who stays", "licenses would be lost by people who stay")
	case EndingServices:
		text = Counted(e.Count, "service of a license would be lost by somebody who stays", "services of licenses would be lost by people who stay")
	case EndingValues:
		text = Counted(e.Count, "person", "people") + " would lose what is known as " + strings.ReplaceAll(string(e.Property), "_", " ")
	case EndingAll:
		text = fmt.Sprintf("Microsoft's answer to %s was empty: all of %s would be gone", e.Property, Counted(e.Count, "entry", "entries"))
	default:
		text = "The list would be shorter by " + Counted(e.Count, "row", "rows")
	}
	if e.Usual != nil {
		text += fmt.Sprintf(", usually about %d a day", *e.Usual)
	}
	text += "."
	if len(e.Most) > 0 {
		text += fmt.Sprintf(" Most: %s (%d).", e.Most[0].Department, e.Most[0].Count)
	}
	return text
}

// Say tells in English why the listing is held.
func (h Held) Say() string {
	said := make([]string, len(h.Ends))
	for i, e := range h.Ends {
		said[i] = e.Say()
	}
	return strings.Join(said, " ")
}

// Codes of the warnings that say that a source is not in what a run published.
const (
	WarnPermissionMissing = "permission_missing" // it was refused; the text names what to grant
	WarnReportPending     = "report_pending"     // Microsoft still prepares the report
	WarnNotRead           = "not_read"           // it could not be read; the text says why
	WarnUnreachable       = "unreachable"        // Microsoft could not be reached, or could not answer
	WarnThrottled         = "throttled"          // Microsoft asked to wait longer than a run may wait
	WarnSignIn            = "sign_in_required"   // a person has to sign in again
	WarnSignInRefused     = "sign_in_refused"    // a rule of the tenant refuses the sign-in
	WarnNotConsented      = "not_consented"      // no token is given for the service: nobody consented, or the tenant lacks it
	WarnHeld              = "held"               // it was held; the text says what would have ended
)

// WarningsOfSignIn lists those of them that a person mends by signing in.
func WarningsOfSignIn() []string { return []string{WarnSignIn, WarnSignInRefused} }

// Codes of the warnings that say that use could not be read, for a reason that
// stays until somebody changes it.
const (
	WarnRoleMissing   = "role_missing"   // whoever signed in has no role that may read it
	WarnNoPremium     = "no_premium"     // the tenant has no Microsoft Entra ID P1
	WarnAuditingOff   = "auditing_off"   // nobody writes the tenant's audit log
	WarnNotInCloud    = "not_in_cloud"   // the tenant's cloud does not have it
	WarnSearchPending = "search_pending" // Microsoft still searches; the next sync takes it up
	WarnGoesOn        = "goes_on"        // so much time as a sync has for it is over; the next one goes on
)

// WarningsOfUnread lists these codes.
func WarningsOfUnread() []string {
	return []string{WarnPermissionMissing, WarnReportPending, WarnNotRead, WarnUnreachable, WarnThrottled, WarnSignIn, WarnSignInRefused, WarnNotConsented, WarnHeld}
}
