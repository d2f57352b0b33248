package ledger

// AssignmentError tells why a license could not be assigned.
type AssignmentError string

// The closed list of errors, by the names that Microsoft gives them.
// https://learn.microsoft.com/graph/api/resources/licenseassignmentstate
const (
	ErrorCount      AssignmentError = "CountViolation"                     // no seat was free
	ErrorExclusive  AssignmentError = "MutuallyExclusiveViolation"         // it excludes a service that another license brings
	ErrorDependency AssignmentError = "DependencyViolation"                // it needs a service that is not assigned
	ErrorLocation   AssignmentError = "ProhibitedInUsageLocationViolation" // not sold in the country of the account, or that is not set
	ErrorUniqueness AssignmentError = "UniquenessViolation"                // an address of the account is another's
	ErrorOther      AssignmentError = "Other"                              // Microsoft says no more
)

// AssignmentErrors lists every error once.
func AssignmentErrors() []AssignmentError {
	return []AssignmentError{ErrorCount, ErrorExclusive, ErrorDependency, ErrorLocation, ErrorUniqueness, ErrorOther}
}

// AssignmentErrorOf takes what Microsoft says to one of the list.
func AssignmentErrorOf(said string) AssignmentError {
	for _, known := range AssignmentErrors() {
		if string(known) == said {
			return known
		}
	}
	return ErrorOther
}

// FailedAssignment is a license that was assigned and does not work, or not all
// of it.
type FailedAssignment struct {
	License string
	ByGroup bool
	Group   string // its name, where that was read
	Error   AssignmentError
}

func (f FailedAssignment) sentence(read Said) Sentence {
	by := Text("direct")
	if f.ByGroup {
		by = "group"
	}
	return Sentence{Code: EvidenceNotAssigned, At: Text(read.At.String()), Source: Text(read.Source), License: Text(f.License), By: by,
		Group: Text(f.Group), Error: Text(f.Error)}
}
