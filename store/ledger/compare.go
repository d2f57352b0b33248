package ledger

// DifferenceKind says how a downloaded list and the ledger's differ in a row.
type DifferenceKind string

// The closed list of kinds.
const (
	OnlyThere DifferenceKind = "only_there" // in the file, and not in the ledger's list
	OnlyHere  DifferenceKind = "only_here"  // in the ledger's list, and not in the file
	Different DifferenceKind = "different"  // in both, with another name, date or trial
)

// DifferenceKinds lists every kind once, in the order they are shown in.
func DifferenceKinds() []DifferenceKind { return []DifferenceKind{OnlyThere, OnlyHere, Different} }

// DifferenceReason says why two lists differ in a row.
type DifferenceReason string

// The closed list of reasons. "Between" is between the moments of the two
// lists, whichever is the older.
const (
	ReasonLeftSince       DifferenceReason = "left_since"        // the person left between
	ReasonJoinedSince     DifferenceReason = "joined_since"      // the account was made between
	ReasonGainedSince     DifferenceReason = "gained_since"      // the license was assigned, or first used, between
	ReasonLostSince       DifferenceReason = "lost_since"        // the license was taken away between
	ReasonLag             DifferenceReason = "lag"               // it changed in the LagDays before a list of Microsoft's, which may be that old
	ReasonDuplicateInFile DifferenceReason = "duplicate_in_file" // the file says the row more often
	ReasonDuplicateHere   DifferenceReason = "duplicate_here"    // the ledger's list says the row more often
	ReasonOtherDefinition DifferenceReason = "other_definition"  // the ledger's list is what the directory assigns, used or not
	ReasonRenamed         DifferenceReason = "renamed"           // the account had both names
	ReasonUnknownThere    DifferenceReason = "unknown_there"     // the file says Unknown where the ledger names somebody
	ReasonUnknownHere     DifferenceReason = "unknown_here"      // the ledger's list says Unknown where the file names somebody
	ReasonNotExplained    DifferenceReason = "not_explained"     // nothing in the ledger tells
)

// DifferenceReasons lists every reason once, in the order they are shown in.
func DifferenceReasons() []DifferenceReason {
	return []DifferenceReason{ReasonLeftSince, ReasonJoinedSince, ReasonGainedSince, ReasonLostSince, ReasonLag, ReasonDuplicateInFile,
		ReasonDuplicateHere, ReasonOtherDefinition, ReasonRenamed, ReasonUnknownThere, ReasonUnknownHere, ReasonNotExplained}
}

// LagDays is how old what Microsoft's list says may be: it is made anew within
// so many days.
const LagDays = 7

// ComparedRow is a row as one of two lists says it.
type ComparedRow struct {
	UserName       Text  `json:"user_name"`
	EmailAddress   Text  `json:"email_address"`
	Service        Text  `json:"service"`
	License        Text  `json:"license"`
	AssignedDate   Text  `json:"assigned_date"`
	IsTrial        *bool `json:"is_trial"`
	ExpirationDate Text  `json:"expiration_date"`
}

// Difference is one difference between a downloaded list and the ledger's.
type Difference struct {
	Difference   DifferenceKind   `json:"difference"`
	Reason       DifferenceReason `json:"reason"`
	Since        Text             `json:"since"`         // when what explains it happened: an instant, a day, or an interval from/to
	UserID       Text             `json:"user_id"`       // null for somebody the directory never had
	UserName     Text             `json:"user_name"`     // as far as either list or the ledger knows it
	EmailAddress Text             `json:"email_address"` // the same
	Service      Text             `json:"service"`
	License      Text             `json:"license"`
	Fields       []string         `json:"fields"` // of different: the columns that differ; null otherwise
	OneOf        int              `json:"one_of"` // how many rows fit equally well where Unknown was matched; 1 otherwise
	Line         int              `json:"line"`   // first line of the row in the file; 0 when it is only here
	There        *ComparedRow     `json:"there"`  // null when it is only here
	Here         *ComparedRow     `json:"here"`   // null when it is only there
}

// Departing is one time that an account left: after After, which is 0 when
// nothing tells, and not after Before.
type Departing struct{ After, Before Instant }

// Happened is what the ledger knows that may explain why one of two lists has a
// row. Everything in it is about the person and the license of the row.
type Happened struct {
	Assigned string      // assigned date of the row, canonical; "" when it says none
	Created  Instant     // of the account; 0 when nothing tells
	Left     []Departing // of the account
	Held     []Stretch   // of listings that had the row, or the license assigned
}

// Stretch is a time in which listings had a thing: from the first that had it, 0
// where nothing older was read. Until is the first that lacked it, 0 while none
// does.
type Stretch struct{ From, Until Instant }

// ListMoment is when a list was made, and whether it may be LagDays old.
type ListMoment struct {
	At   Instant
	Lags bool
}

func (m ListMoment) oldest() Instant {
	if !m.Lags {
		return m.At
	}
	return m.At - LagDays*24*60*60*1000
}

// WhyOnlyOne tells why the list made at has shows a row that the one made at
// lacks does not; ReasonNotExplained when nothing that happened tells. since is
// when it happened. The lists can change places: who left after the older was
// made and before the newer is in the older alone, whichever that is.
func WhyOnlyOne(has, lacks ListMoment, h Happened) (reason DifferenceReason, since string) {
	ended := func(from, to Instant) (DifferenceReason, string) {
		lost := h.firstLost(from, to)
		for _, d := range h.Left {
			if d.Before <= from || d.After >= to || (d.After == 0 && d.Before > to) {
				continue
			}
			if lost == 0 || lost > d.After {
				return ReasonLeftSince, between(d.After, d.Before)
			}
		}
		if lost == 0 {
			return "", ""
		}
		return ReasonLostSince, lost.String()
	}
	begun := func(from, to Instant) (DifferenceReason, string) {
		if h.Created > from && h.Created <= to {
			return ReasonJoinedSince, h.Created.String()
		}
		if dateWithin(h.Assigned, from, to) {
			return ReasonGainedSince, h.Assigned
		}
		for _, s := range h.Held {
			if s.From > from && s.From <= to {
				return ReasonGainedSince, s.From.String()
			}
		}
		return "", ""
	}
	switch {
	case has.At < lacks.At:
		reason, since = ended(has.At, lacks.At)
	case has.At > lacks.At:
		reason, since = begun(lacks.At, has.At)
	}
	if reason != "" {
		return reason, since
	}
	if reason, since = ended(has.oldest(), has.At); reason == "" {
		reason, since = begun(lacks.oldest(), lacks.At)
	}
	if reason != "" {
		return ReasonLag, since
	}
	return ReasonNotExplained, ""
}

// firstLost gives when the row was first missed after from and not after to; 0
// when it was not.
func (h *Happened) firstLost(from, to Instant) (first Instant) {
	for _, s := range h.Held {
		if s.Until > from && s.Until <= to && (first == 0 || s.Until < first) {
			first = s.Until
		}
	}
	return first
}

// WhyOtherDate tells why two lists give one row other assigned dates: the newer
// date is of a license that was taken away and given again.
func WhyOtherDate(there, here ListMoment, thereDate, hereDate string) (reason DifferenceReason, since string) {
	newer, older, date := there, here, thereDate
	if thereDate < hereDate { // canonical dates are in UTC and order as texts
		newer, older, date = here, there, hereDate
	}
	switch {
	case newer.At > older.At && dateWithin(date, older.At, newer.At):
		return ReasonGainedSince, date
	case dateWithin(date, older.oldest(), older.At):
		return ReasonLag, date
	}
	return ReasonNotExplained, ""
}

// WhyUnknown tells why one of two lists says Unknown in a row that the other
// names. named is when the list that names the person was made, unknown when
// the other was; otherwise is the reason when nothing tells.
func WhyUnknown(named, unknown ListMoment, left []Departing, otherwise DifferenceReason) (reason DifferenceReason, since string) {
	for _, d := range left {
		switch {
		case named.At < unknown.At && d.Before > named.At && d.After < unknown.At:
			return ReasonLeftSince, between(d.After, d.Before)
		case d.Before > named.oldest() && d.Before <= named.At:
			return ReasonLag, between(d.After, d.Before)
		}
	}
	return otherwise, ""
}

func between(after, before Instant) string {
	if after == 0 || after == before {
		return before.String()
	}
	return after.String() + "/" + before.String()
}

// dateWithin tells whether a canonical date can lie after from and not after
// to; a day does when any moment of it does.
func dateWithin(date string, from, to Instant) bool {
	t, precision, ok := ParseDateText(date)
	if !ok {
		return false
	}
	first := InstantOf(t)
	last := first
	switch precision {
	case PrecisionDay:
		last += 24*60*60*1000 - 1
	case PrecisionMinute:
		last += 60*1000 - 1
	case PrecisionSecond:
		last += 999
	}
	return last > from && first <= to
}
