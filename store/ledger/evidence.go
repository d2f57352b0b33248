package ledger

// EvidenceCode names a sentence that says how somebody stands, or how that is
// known. Console and window put each into words.
type EvidenceCode string

// The closed list of sentences. From and At are those of Sentence.
const (
	EvidencePresent        EvidenceCode = "present"          // in the directory as read at At
	EvidenceBlocked        EvidenceCode = "blocked"          // sign-in was blocked between From and At
	EvidenceLeft           EvidenceCode = "left"             // left between From and At; at At where From is the same or not known
	EvidenceReturned       EvidenceCode = "returned"         // came back between From and At
	EvidenceDeleted        EvidenceCode = "deleted"          // in the deleted users since At
	EvidenceRestorable     EvidenceCode = "restorable"       // can be restored until At
	EvidenceNotRestorable  EvidenceCode = "not_restorable"   // not in the deleted users as read at At
	EvidenceDeletedNotRead EvidenceCode = "deleted_not_read" // the deleted users were not read, so whether it can be restored is not known
	EvidenceAbsent         EvidenceCode = "absent"           // absent from the directory read at At, in which it was at From
	EvidenceNotFound       EvidenceCode = "not_found"        // looked up at At, and not found (404)
	EvidenceNotRead        EvidenceCode = "not_read"         // no directory that speaks for At was read
	EvidenceNoAccount      EvidenceCode = "no_account"       // no directory ever had the address; lists alone tell of it
	EvidenceNamed          EvidenceCode = "named"            // last named in the list read at At
	EvidenceLag            EvidenceCode = "lag"              // the list read at At still names it, though it left by From
	EvidenceUnknown        EvidenceCode = "unknown"          // the list read at At says Unknown in rows that it named at From: Confidence and Why tell how sure that is
	EvidenceErased         EvidenceCode = "erased"           // what was known was erased at At
	EvidenceNotAssigned    EvidenceCode = "not_assigned"     // in the directory read at At, License is in error: directly, or by Group where that has a name
)

// EvidenceCodes lists every sentence once.
func EvidenceCodes() []EvidenceCode {
	return []EvidenceCode{EvidencePresent, EvidenceBlocked, EvidenceLeft, EvidenceReturned, EvidenceDeleted, EvidenceRestorable,
		EvidenceNotRestorable, EvidenceDeletedNotRead, EvidenceAbsent, EvidenceNotFound, EvidenceNotRead, EvidenceNoAccount, EvidenceNamed,
		EvidenceLag, EvidenceUnknown, EvidenceErased, EvidenceNotAssigned}
}

// ConfidenceReason tells why it is as sure as it is that an Unknown row was
// somebody's. See Identify for the rules.
type ConfidenceReason string

// The closed list of reasons.
const (
	SureOnlyHolder      ConfidenceReason = "only_holder"      // certain: nobody else ever held such a row, and the directory told in between that the account was gone
	UnsureDayOnly       ConfidenceReason = "day_only"         // likely: the row tells the day of its assignment and no time
	UnsureOtherZone     ConfidenceReason = "other_zone"       // likely: the lists are of different time zones, compared by the offset that was measured
	UnsureNoDirectory   ConfidenceReason = "before_directory" // likely: the row was Unknown before the directory was first read
	UnsureNotConfirmed  ConfidenceReason = "not_confirmed"    // likely: the directory told nothing in between
	UnsureOthersHeld    ConfidenceReason = "others_held"      // likely: others held such a row, too, and other things rule them out
	UnsureExpiration    ConfidenceReason = "expiration"       // likely: the row expires on another day than theirs did
	UnsureRowGone       ConfidenceReason = "row_gone"         // likely: the list right before did not name them with it
	UnsureTakenFirst    ConfidenceReason = "taken_first"      // likely: the directory had taken the license, or dates it otherwise, before they left
	UnsureEqualRows     ConfidenceReason = "equal_rows"       // one_of_n: others fit as well
	UnsurePerhapsLiving ConfidenceReason = "perhaps"          // none: only people fit who were still there
)

// ConfidenceReasons lists every reason once.
func ConfidenceReasons() []ConfidenceReason {
	return []ConfidenceReason{SureOnlyHolder, UnsureDayOnly, UnsureOtherZone, UnsureNoDirectory, UnsureNotConfirmed, UnsureOthersHeld,
		UnsureExpiration, UnsureRowGone, UnsureTakenFirst, UnsureEqualRows, UnsurePerhapsLiving}
}

// Sentence is one piece of evidence about a person, to be put into words.
type Sentence struct {
	Code       EvidenceCode `json:"code"`
	From       Text         `json:"from"`   // RFC 3339; null where the sentence has none, or it is not known
	At         Text         `json:"at"`     // RFC 3339; the same
	Source     Text         `json:"source"` // wire name of the source that tells
	Confidence Text         `json:"identity_confidence"`
	Why        Text         `json:"why"`     // a ConfidenceReason
	Rows       int          `json:"rows"`    // of the list, for unknown
	OneOf      int          `json:"one_of"`  // how many people fit, for unknown
	License    Text         `json:"license"` // for not_assigned, as the next three
	By         Text         `json:"by"`      // direct or group
	Group      Text         `json:"group"`   // its name, where that was read
	Error      Text         `json:"error"`   // an AssignmentError
}

// Said is an instant and the source that told it.
type Said struct {
	At     Instant
	Source string
}

// UnknownSince is rows of one list that turned Unknown together and may be the
// person's.
type UnknownSince struct {
	Source     string
	Named      Instant // the last listing that named the person in them; 0 when none did
	At         Instant // the first that says Unknown
	Confidence Confidence
	Why        ConfidenceReason
	Rows       int
	OneOf      int // people who fit
}

// Standing is what is known of a person's presence at a moment.
type Standing struct {
	Status    Status
	At        Instant // the moment
	Account   bool    // a directory or its deleted users ever had it
	Directory Said    // newest reading of the directory that speaks; zero when none does
	Deleted   Said    // the same of the deleted users

	Departed   bool    // an account that left, and may have come back
	LastThere  Instant // last reading of the directory that had it
	FirstGone  Said    // first that lacked it; zero when none was read since
	DeletedAt  Instant // as the deleted users told
	LeftBefore Instant // first evidence that it was gone
	NotFound   Said    // look-up that answered 404 since it was last there
	Returned   [2]Instant
	Blocked    [2]Instant
	ErasedAt   Instant

	Failed  []FailedAssignment
	Named   []Said // last listing of each report that names it
	Newest  map[string]Instant
	Unknown []UnknownSince
}

// EvidenceOf says how a person stands and why, the answer first and then what
// it follows from.
func EvidenceOf(s Standing) []Sentence {
	if s.Status == StatusErased {
		return []Sentence{{Code: EvidenceErased, At: Text(s.ErasedAt.String())}}
	}
	var all []Sentence
	say := func(code EvidenceCode, from, at Instant, source string) {
		all = append(all, Sentence{Code: code, From: Text(from.String()), At: Text(at.String()), Source: Text(source)})
	}
	switch {
	case s.Status.Departed():
		s.sayLeft(say)
	case s.Status == StatusPresent || s.Status == StatusBlocked:
		say(EvidencePresent, 0, s.Directory.At, s.Directory.Source)
		if s.Status == StatusBlocked {
			say(EvidenceBlocked, s.Blocked[0], s.Blocked[1], s.Directory.Source)
		}
		if s.Departed && s.Returned[1] != 0 {
			s.sayWhenLeft(say)
			say(EvidenceReturned, s.Returned[0], s.Returned[1], s.Directory.Source)
		}
	case !s.Account:
		say(EvidenceNoAccount, 0, s.At, "")
	default: // unresolved and unverified
		if s.Departed {
			s.sayWhenLeft(say)
		}
		switch {
		case s.Directory.At == 0:
			say(EvidenceNotRead, 0, s.At, "")
		case s.Status == StatusUnverified: // an export that never had it
			say(EvidenceAbsent, 0, s.Directory.At, s.Directory.Source)
		}
	}
	for _, f := range s.Failed {
		all = append(all, f.sentence(s.Directory))
	}
	s.sayNamed(say)
	for _, u := range s.Unknown {
		all = append(all, u.sentence())
	}
	return all
}

// sayWhenLeft says the interval, narrowed as far as is known.
func (s *Standing) sayWhenLeft(say func(EvidenceCode, Instant, Instant, string)) {
	if s.DeletedAt != 0 {
		say(EvidenceLeft, s.DeletedAt, s.DeletedAt, s.Deleted.Source)
		return
	}
	say(EvidenceLeft, s.LastThere, s.LeftBefore, s.FirstGone.Source)
}

// sayLeft says when somebody left and everything that tells so.
func (s *Standing) sayLeft(say func(EvidenceCode, Instant, Instant, string)) {
	switch {
	case s.FirstGone.At != 0 && s.LastThere != 0 && s.DeletedAt != 0:
		say(EvidenceLeft, s.LastThere, s.FirstGone.At, s.FirstGone.Source)
	default:
		s.sayWhenLeft(say)
	}
	if s.DeletedAt != 0 {
		say(EvidenceDeleted, 0, s.DeletedAt, s.Deleted.Source)
	}
	switch {
	case s.Status == StatusSoftDeleted && s.DeletedAt != 0:
		say(EvidenceRestorable, 0, Leaving{DeletedAt: s.DeletedAt}.PurgeDue(), s.Deleted.Source)
	case s.Status == StatusGone && s.Deleted.At >= s.LeftBefore:
		say(EvidenceNotRestorable, 0, s.Deleted.At, s.Deleted.Source)
	case s.Status == StatusLeft:
		say(EvidenceDeletedNotRead, 0, s.At, "")
	}
	if s.FirstGone.At != 0 {
		say(EvidenceAbsent, s.LastThere, s.FirstGone.At, s.FirstGone.Source)
	}
	if s.NotFound.At != 0 {
		say(EvidenceNotFound, 0, s.NotFound.At, s.NotFound.Source)
	}
}

// sayNamed says which lists named the person last. One that still does, though
// the person left, lags.
func (s *Standing) sayNamed(say func(EvidenceCode, Instant, Instant, string)) {
	for _, named := range s.Named {
		if s.Status.Departed() && named.At == s.Newest[named.Source] && named.At > s.LeftBefore {
			say(EvidenceLag, s.LeftBefore, named.At, named.Source)
			continue
		}
		say(EvidenceNamed, 0, named.At, named.Source)
	}
}

// sentence says that rows turned Unknown, and why that is as sure as it is.
func (u *UnknownSince) sentence() Sentence {
	return Sentence{Code: EvidenceUnknown, From: Text(u.Named.String()), At: Text(u.At.String()), Source: Text(u.Source),
		Confidence: Text(u.Confidence), Why: Text(u.Why), Rows: u.Rows, OneOf: u.OneOf}
}
