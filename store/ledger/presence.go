package ledger

// Sign is what one piece of evidence says of an account. There is none for
// silence: a page that was missed, a listing that broke off or a report that
// says Unknown moves nobody.
type Sign string

// The closed list of signs.
const (
	SignListed        Sign = "listed"         // a whole listing of the directory has the account, sign-in allowed or not told
	SignListedBlocked Sign = "listed_blocked" // ... and sign-in blocked
	SignUnlisted      Sign = "unlisted"       // a whole listing of the directory lacks an account that was in it
	SignFound         Sign = "found"          // a look-up found the account
	SignNotFound      Sign = "not_found"      // a look-up answered 404
	SignDeleted       Sign = "deleted"        // the deleted users have the account
	SignNotDeleted    Sign = "not_deleted"    // the deleted users were read after it left, and lack it
	SignPurgeDue      Sign = "purge_due"      // RestorableDays went by since it left: no deleted account is kept longer
)

// Signs lists every sign once.
func Signs() []Sign {
	return []Sign{SignListed, SignListedBlocked, SignUnlisted, SignFound, SignNotFound, SignDeleted, SignNotDeleted, SignPurgeDue}
}

// RestorableDays is how long a deleted account can be restored; then it is
// purged. https://learn.microsoft.com/graph/api/resources/directory
const RestorableDays = 30

// Next tells how an account stands after one more sign. Before the first one it
// is StatusUnverified. Only what was there can leave: an id that no directory
// ever had departs by the deleted users alone.
func (s Status) Next(sign Sign) Status {
	switch sign {
	case SignListed:
		return StatusPresent
	case SignListedBlocked:
		return StatusBlocked
	case SignFound:
		if s == StatusBlocked {
			return s // a look-up asks whether it is there, and for nothing else
		}
		return StatusPresent
	case SignDeleted:
		return StatusSoftDeleted
	case SignUnlisted, SignNotFound:
		if s == StatusPresent || s == StatusBlocked {
			return StatusLeft
		}
	case SignNotDeleted, SignPurgeDue:
		if s.Departed() {
			return StatusGone
		}
	}
	return s
}

// Leaving is one time that an account left: after After, the last evidence that
// it was there, and by Before, the first evidence that it was not.
type Leaving struct {
	After, Before Instant // After is 0 when the directory never had the account
	DeletedAt     Instant // what the deleted users tell; 0 when they do not
	NotFoundAt    Instant // the first look-up since After that answered 404; 0 without one
	// Confirmed says that the directory itself tells it: a listing whose absences
	// were looked up, a look-up, or the deleted users. An export that lacks
	// somebody does not: it leaves out accounts for reasons of its own.
	Confirmed bool
}

// Narrow narrows a leaving by look-ups and by what the deleted users told, each
// oldest first. What lies outside of the interval is about another time.
func (l Leaving) Narrow(found, notFound, deletions []Instant) Leaving {
	for _, at := range found {
		if at > l.After && at < l.Before {
			l.After = at
		}
	}
	for _, at := range deletions {
		if at >= l.After && at <= l.Before {
			l.DeletedAt, l.Confirmed = at, true
		}
	}
	for _, at := range notFound {
		if at > l.After {
			l.NotFoundAt, l.Confirmed = at, true
			l.Before = min(l.Before, at)
			break
		}
	}
	return l
}

// Since is the first evidence that the account was gone.
func (l Leaving) Since() Instant {
	if l.DeletedAt != 0 {
		return l.DeletedAt
	}
	return l.Before
}

// PurgeDue is from when on nobody can restore the account any more.
func (l Leaving) PurgeDue() Instant {
	return InstantOf(l.Since().Time().AddDate(0, 0, RestorableDays))
}

// Situation is what is known of an account at an instant.
type Situation struct {
	Listed, Blocked bool     // what the listing of the directory that speaks says
	Left            *Leaving // the last time it left that no later listing took back; nil for none
	Deleted         bool     // the deleted users that speak have it
	DeletedAt       Instant  // when they say it was deleted; 0 when they do not
	DeletedRead     Instant  // when they were read; 0 when none speak
	DirectoryRead   Instant  // when the directory that speaks was read; 0 when none does
	At              Instant
}

// Status goes through the signs of the situation, each of which can outweigh
// those before it; StatusUnverified when nothing is known of the account.
func (s Situation) Status() Status {
	status := StatusUnverified
	switch {
	case s.Listed && s.Blocked:
		status = status.Next(SignListedBlocked)
	case s.Listed || s.Left != nil:
		status = status.Next(SignListed)
	}
	if s.Left != nil {
		status = status.Next(SignUnlisted)
	}
	// Deleted users that are older than a directory with the account tell of a
	// time before it came back.
	isNewer := s.DeletedRead != 0 && s.DeletedRead >= s.DirectoryRead
	switch {
	case s.Deleted && (s.Left != nil || s.Listed && isNewer):
		status = status.Next(SignDeleted)
	case s.Left != nil && s.DeletedRead >= s.Left.Before:
		status = status.Next(SignNotDeleted)
	}
	// Whoever read them later than that knows better than the rule.
	if due := s.purgeDue(); due != 0 && s.At > due && (!s.Deleted || s.DeletedRead <= due) {
		status = status.Next(SignPurgeDue)
	}
	return status
}

func (s Situation) purgeDue() Instant {
	switch {
	case s.Deleted && s.DeletedAt != 0:
		return Leaving{DeletedAt: s.DeletedAt}.PurgeDue()
	case s.Left != nil:
		return s.Left.PurgeDue()
	}
	return 0
}
