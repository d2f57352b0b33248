package cli

import (
	"fmt"
	"time"

	"licenseledger/store/ledger"
)

// evidenceText puts a piece of evidence into words. Moments are told in the
// ledger's zone.
func evidenceText(e ledger.Sentence, zone *time.Location) string {
	from, at := moment(e.From, zone), moment(e.At, zone)
	switch e.Code {
	case ledger.EvidencePresent:
		return fmt.Sprintf("In the directory, as read on %s.", at)
	case ledger.EvidenceBlocked:
		return "Sign-in was blocked " + span(from, at, "before") + "."
	case ledger.EvidenceLeft:
		return "Left " + span(from, at, "by") + "."
	case ledger.EvidenceReturned:
		return "Came back " + span(from, at, "by") + "."
	case ledger.EvidenceDeleted:
		return fmt.Sprintf("In the deleted users since %s.", at)
	case ledger.EvidenceRestorable:
		return fmt.Sprintf("Can be restored until %s.", at)
	case ledger.EvidenceNotRestorable:
		return fmt.Sprintf("Not in the deleted users, as read on %s, so it can no longer be restored.", at)
	case ledger.EvidenceDeletedNotRead:
		return "The deleted users were not read since, so it is not known whether it can be restored."
	case ledger.EvidenceAbsent:
		if from == "" {
			return fmt.Sprintf("Absent from the directory read on %s.", at)
		}
		return fmt.Sprintf("Absent from the directory read on %s; last there on %s.", at, from)
	case ledger.EvidenceNotFound:
		return fmt.Sprintf("Looked up and not found (404) on %s.", at)
	case ledger.EvidenceNotRead:
		return fmt.Sprintf("No directory was read that is recent enough to tell for %s.", at)
	case ledger.EvidenceNoAccount:
		return "No directory ever had this address; downloaded lists and reports alone tell of it."
	case ledger.EvidenceNamed:
		return fmt.Sprintf("Last named in the list of %s (%s).", at, e.Source)
	case ledger.EvidenceLag:
		return fmt.Sprintf("The list of %s still names the person, who left by %s: what Microsoft's list says may be %d days old.", at, from, ledger.LagDays)
	case ledger.EvidenceUnknown:
		return unknownSentence(e, from, at)
	case ledger.EvidenceErased:
		if at == "" {
			return "Erased on request: nothing about the person is kept."
		}
		return fmt.Sprintf("Erased on request on %s: nothing about the person is kept.", at)
	case ledger.EvidenceNotAssigned:
		return notAssignedText(e, at)
	}
	return ""
}

// notAssignedText says which license is in error, and why.
func notAssignedText(e ledger.Sentence, at string) string {
	by := ""
	switch {
	case e.Group != "":
		by = fmt.Sprintf(" by the group %s", e.Group)
	case e.By == "group":
		by = " by a group"
	}
	return fmt.Sprintf("%s, assigned%s, is in error in the directory of %s: %s.", e.License, by, at, assignmentErrors[ledger.AssignmentError(e.Error)])
}

var assignmentErrors = map[ledger.AssignmentError]string{
	ledger.ErrorCount:      "no seat was free. Buy one, or take one back",
	ledger.ErrorExclusive:  "it brings a service that excludes one of another license. Switch one of the two off",
	ledger.ErrorDependency: "it needs a service that is not assigned. Assign that as well",
	ledger.ErrorLocation:   "it may not be used in the country of the account, or that is not set. Set the usage location",
	ledger.ErrorUniqueness: "an address of the account belongs to another. Change it",
	ledger.ErrorOther:      "Microsoft does not tell why. Look at the account in the admin center",
}

// unknownSentence says since when rows are Unknown, how sure it is whose they
// were, and why.
func unknownSentence(e ledger.Sentence, from, at string) string {
	what := fmt.Sprintf("The list of %s says Unknown in %s", at, rowsText(e.Rows))
	if from != "" {
		what += fmt.Sprintf(" that it named on %s", from)
	}
	switch ledger.ConfidenceReason(e.Why) {
	case ledger.SureOnlyHolder:
		return what + "; certainly this person's, because nobody else ever held such a row and the directory told in between that the account was gone."
	case ledger.UnsureDayOnly:
		return what + "; likely this person's: nobody else fits, but it tells the day of its assignment and no time."
	case ledger.UnsureNoDirectory:
		return what + "; likely this person's: nobody else fits, but no directory had been read by then."
	case ledger.UnsureNotConfirmed:
		return what + "; likely this person's: nobody else fits, but the directory did not tell in between that the account was gone."
	case ledger.UnsureOthersHeld:
		return what + "; likely this person's: others held such a row too, and were ruled out."
	case ledger.UnsureOtherZone:
		return what + "; likely this person's: nobody else fits, but the two lists tell times of different zones."
	case ledger.UnsureExpiration:
		return what + "; likely this person's: nobody else fits, but it expires on another day than theirs did."
	case ledger.UnsureRowGone:
		return what + "; likely this person's: nobody else fits, but the list right before did not name them with it."
	case ledger.UnsureTakenFirst:
		return what + "; likely this person's: nobody else fits, but the directory had taken the license away, or dates it otherwise, before they left."
	case ledger.UnsureEqualRows:
		return what + fmt.Sprintf("; one of %d people whom it fits equally well.", e.OneOf)
	}
	return what + "; perhaps this person's, though everybody whom it fits was still there."
}

func rowsText(n int) string {
	if n == 1 {
		return "a row"
	}
	return fmt.Sprintf("%d rows", n)
}

// span tells an interval, or the one bound that is known.
func span(from, at, word string) string {
	switch {
	case from == at:
		return "on " + at
	case from == "":
		return word + " " + at
	}
	return "between " + from + " and " + at
}

func moment(text ledger.Text, zone *time.Location) string {
	at, err := time.Parse(time.RFC3339, string(text))
	if err != nil {
		return string(text)
	}
	return at.In(zone).Format("2 Jan 2006 15:04")
}
