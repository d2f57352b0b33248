package ledger

import (
	"cmp"
	"slices"
)

// Sighting is an unbroken stretch of listings of one source that have a thing.
// First and Last are instants of listings and both are included: for a thing
// that the newest listing still has, Last is that listing's instant.
type Sighting struct {
	Source      string
	First, Last Instant
}

// overlaps tells whether one listing has both things: the later of the two
// beginnings is a listing of the source, and lies in both stretches.
func (s Sighting) overlaps(o Sighting) bool {
	return s.Source == o.Source && s.covers(o)
}

// covers tells whether the stretches share time, whatever their sources.
func (s Sighting) covers(o Sighting) bool {
	return s.First <= o.Last && o.First <= s.Last
}

// Fingerprint is what a report row says beside the person. Texts are compared
// in canonical spelling ("PowerApps Trial" is "Power Apps trial"), dates at the
// coarser of two precisions.
type Fingerprint struct {
	Service        string
	License        string // "" in a directory assignment, which fits every license
	AssignedDate   string // canonical; rows without one are like no other row
	ExpirationDate string // canonical; "" when not said
}

// UnknownRow is a report row whose user name and address are fillers, over one
// stretch of listings. A row that ended and began again is two of them, with
// keys of their own.
type UnknownRow struct {
	Key int64 // the caller's; comes back in the answer and decides nothing else
	Fingerprint
	Seen    Sighting
	Prev    Instant // the listing of its source before the first that has the row; 0 when there is none
	Next    Instant // the first listing of its source that lacks the row; 0 while none does
	Ordinal int64   // orders equal rows of a listing
	Shifted bool    // the dates of it, or of the listing before it, were shifted by a measured offset: enough for likely only
	// Concluded says that Owner was concluded before, from the same holders: a
	// Holder.Person, or "" when nobody was told by name. No answer is given;
	// the row only bears on others.
	Concluded bool
	Owner     string
	// Shared says that people are not handed in who held such a row: some who
	// have it by name in every listing that has this one, or some of whom
	// InQuestion and Unexplained tell that they can be left out.
	Shared bool
}

// HeldRow is a row that a person held by name: a named report row, or a
// service plan that the directory assigned (with its source, and no license).
type HeldRow struct {
	Fingerprint
	// ServicePlanID is said of a directory assignment only, which fits no row
	// of another service plan, whatever names the plans share.
	ServicePlanID string
	Named         []Sighting // every stretch in which that row names the person, of any source
	// Assumed are those of Named that name the person by an address which was
	// theirs at another time, and nobody's when the stretch began.
	Assumed []Sighting
}

// Departure is a time that an account went away.
type Departure struct {
	After     Instant // last evidence that it existed; 0 when there is none
	Before    Instant // first evidence that it was gone: deletedDateTime, a 404, or a complete listing without it
	Confirmed bool    // the evidence is the directory's own, not only silence of a report
}

// Holder is a person who held, at any time and in any source, a row with the
// fingerprint of an Unknown row.
type Holder struct {
	Person    string // user id or folded address; unique among holders, and the same person must not appear under two
	Candidate Candidate
	// Rows are the person's rows. Those that equal no Unknown row may be left
	// out, but not other dates of its service plan; and equal rows that the person held at the same time (ordinals 0 and
	// 1) are one HeldRow each.
	Rows []HeldRow
	// Named is every stretch in which any report row names the person, per
	// source; stretches of Rows need not be repeated here. Without it, a person
	// whose other rows are still named is not told from a leaver.
	Named []Sighting
	// Present is every stretch in which the directory has the account.
	Present    []Sighting
	Departures []Departure
}

// Identification is who an Unknown row was.
type Identification struct {
	Key        int64
	Confidence Confidence
	Why        ConfidenceReason // "" where nobody can be told
	PersonKey  string           // Holder.Person for certain and likely, else ""
	Count      int              // how many candidates there are
	Candidates []Candidate      // the first MaxCandidates by name, then address, then id; with ConfidenceNone, people of whom no more than "perhaps" can be said
}

// MaxCandidates is how many candidates are told for one row: where a whole
// department got a license on one day, a longer list would help nobody.
const MaxCandidates = 50

// Identify concludes who was behind Unknown rows, jointly over all rows of a
// person. The answer has one entry per row that is not concluded yet, ordered
// by Key, and does not depend on the order of rows and holders.
//
// The caller hands in every Unknown row of the ledger, and every holder with a
// row of the same service and assigned day as one of them; holders of nothing
// else cannot matter and cost only time. It may hand in less, and gets the same
// answers: see Bound. firstDirectoryRead is the instant of the oldest directory
// listing, 0 when there is none.
//
// A person who has the very row by name in the same listing is no candidate,
// and neither is one whom the row's source named with it only after it was
// gone: what a source says of a row that it stopped showing is about another.
//
//   - certain: the time of day is known, no listing has two such Unknown rows,
//     exactly one person ever held such a row in any source, the listing
//     before the first Unknown one names that person with it, and the directory
//     confirmed the person gone between the last naming and the first Unknown.
//     Never before the first directory read; and never when something
//     contradicts: the expiration date, another date or an earlier end of the
//     assignment in the directory.
//   - likely: one candidate is left.
//   - one_of_n: several are.
//   - none: nobody held such a row, or only people who were alive and well:
//     present in the directory meanwhile, named by another row of the same
//     listing, or known to have lost the row before. Such a person counts as a
//     candidate only once a later listing names the row again.
//
// Candidates whose expiration date contradicts the row's give way to others.
//
// The rows of a person turn Unknown together, in the first listing of a report
// that was made after they left. So the rows that began in one listing are
// reasoned about together, after those that began before them in its source:
// where a person must own a row, because another of their rows can only be
// theirs, equal rows are freed from that person, and that row from everybody
// else; and who already owns such a row that is still shown cannot own another.
// Rows that nothing tells apart stay one_of_n.
func Identify(rows []UnknownRow, holders []Holder, firstDirectoryRead Instant) []Identification {
	suspects := findSuspects(rows, holders)
	narrow(suspects)
	answers := make([]Identification, 0, len(rows))
	for _, s := range suspects {
		if !s.row.Concluded {
			answers = append(answers, s.conclude(firstDirectoryRead))
		}
	}
	slices.SortFunc(answers, func(a, b Identification) int { return cmp.Compare(a.Key, b.Key) })
	return answers
}

// conclude turns what is left of the candidates into an answer.
func (u *unknown) conclude(firstDirectoryRead Instant) Identification {
	answer := Identification{Key: u.row.Key, Confidence: ConfidenceNone, PersonKey: u.owner()}
	answer.Count = len(u.candidates)
	for _, c := range u.candidates[:min(answer.Count, MaxCandidates)] {
		answer.Candidates = append(answer.Candidates, c.holder.Candidate)
	}
	switch {
	case len(u.candidates) == 0:
	case u.perhaps:
		answer.Why = UnsurePerhapsLiving
	case len(u.candidates) > 1:
		answer.Confidence, answer.Why = ConfidenceOneOfN, UnsureEqualRows
	default:
		answer.Confidence, answer.Why = ConfidenceLikely, u.howSure(u.candidates[0], firstDirectoryRead)
		if answer.Why == SureOnlyHolder {
			answer.Confidence = ConfidenceCertain
		}
	}
	return answer
}
