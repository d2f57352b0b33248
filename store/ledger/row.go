package ledger

import "encoding/json"

// Text is a string of an answer in which "" means that nothing is known; JSON
// shows it as null.
type Text string

// MarshalJSON writes null for "".
func (t Text) MarshalJSON() ([]byte, error) {
	if t == "" {
		return []byte("null"), nil
	}
	return json.Marshal(string(t))
}

// Flag is true, false or "", which means that nothing is known; JSON shows that as
// null.
type Flag string

// The two that are known.
const (
	FlagTrue  Flag = "true"
	FlagFalse Flag = "false"
)

// FlagOf gives the one that a fact is.
func FlagOf(is bool) Flag {
	if is {
		return FlagTrue
	}
	return FlagFalse
}

// Bool gives nil where nothing is known.
func (f Flag) Bool() *bool {
	if f == "" {
		return nil
	}
	is := f == FlagTrue
	return &is
}

// MarshalJSON writes true, false or null.
func (f Flag) MarshalJSON() ([]byte, error) { return json.Marshal(f.Bool()) }

// UnmarshalJSON reads what MarshalJSON wrote.
func (f *Flag) UnmarshalJSON(data []byte) error {
	var is *bool
	if err := json.Unmarshal(data, &is); err != nil {
		return err
	}
	if *f = ""; is != nil {
		*f = FlagOf(*is)
	}
	return nil
}

// Candidate is a person who may be behind an Unknown row.
type Candidate struct {
	UserID Text `json:"user_id"`
	Name   Text `json:"name"`
	Email  Text `json:"email"`
}

// Row is one line of a view, in the words of the console contract.
type Row struct {
	UserID             Text        `json:"user_id"`
	UserName           Text        `json:"user_name"`
	EmailAddress       Text        `json:"email_address"`
	Service            Text        `json:"service"`
	ServiceID          Text        `json:"service_id"`
	License            Text        `json:"license"`
	LicenseID          Text        `json:"license_id"`
	AssignedDate       Text        `json:"assigned_date"` // 2017-02-21, or RFC 3339 when the time of day is known
	IsTrial            *bool       `json:"is_trial"`
	ExpirationDate     Text        `json:"expiration_date"`
	Product            Text        `json:"product"`
	Origin             Text        `json:"origin"`
	Tier               Text        `json:"tier"`
	AssignedBy         Text        `json:"assigned_by"` // direct or group
	GroupName          Text        `json:"group_name"`
	Status             Text        `json:"status"`
	StatusSince        Text        `json:"status_since"` // an instant, or an interval from/to where only bounds are known
	LastKnownName      Text        `json:"last_known_name"`
	LastKnownEmail     Text        `json:"last_known_email"`
	IdentityConfidence Text        `json:"identity_confidence"`
	Candidates         []Candidate `json:"candidates"` // null when there is none
	LastUsed           Text        `json:"last_used"`
	LastUsedSource     Text        `json:"last_used_source"`
	WatchedSince       Text        `json:"watched_since"`
	FirstSeen          Text        `json:"first_seen"` // instant of the first listing that has the row
	Department         Text        `json:"department"`
	CostCenter         Text        `json:"cost_center"`
	Source             Text        `json:"source"`
	Basis              Text        `json:"basis"`
	AsOf               Text        `json:"as_of"`            // instant of the listing that the row is from
	RestorableUntil    Text        `json:"restorable_until"` // of soft_deleted: when the account can no longer be restored
	TrialEnded         Flag        `json:"trial_ended"`      // of trials: it ended before the list was made that still has it
	AlsoPaid           Flag        `json:"also_paid"`        // of trials: the person holds a paid license for the same product
	TrialOrigin        Text        `json:"trial_origin"`     // of trials: how it came, see TrialOrigins
	// Manager is who manages the account; told where a row says who holds a license
	// once, and in no answer of the console.
	Manager *Candidate `json:"-"`
}

// RowColumns names the columns of a Row in the order of the contract.
func RowColumns() []string {
	return []string{"user_id", "user_name", "email_address", "service", "service_id", "license", "license_id",
		"assigned_date", "is_trial", "expiration_date", "product", "origin", "tier", "assigned_by", "group_name",
		"status", "status_since", "last_known_name", "last_known_email", "identity_confidence", "candidates",
		"last_used", "last_used_source", "watched_since", "first_seen", "department", "cost_center", "source",
		"basis", "as_of", "restorable_until", "trial_ended", "also_paid", "trial_origin"}
}
