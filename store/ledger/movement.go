package ledger

// Why a movement tells nothing but what is held at the end.
const (
	UnmovedNotRead     = "not_read"     // no directory was read for one of the days
	UnmovedOtherSource = "other_source" // it was read in another way on each: an export and a sync need not agree
	UnmovedSameListing = "same_listing" // it was not read between the days
	UnmovedNoReading   = "no_reading"   // nothing was read in the month before
)

// Movement is how the holders of each license became others between two days.
// A holder is a person with a license, once, however they have it.
type Movement struct {
	Unmoved string // why nothing is compared; "" when it is
	Rows    []MovementRow
	Back    []SeatBack
}

// MovementRow is one license. Start + New + Returned + SwappedIn - Ended - Left
// - SwappedOut = End. All but End is 0 where nothing is compared.
type MovementRow struct {
	LicenseID  Text // "" where only its name is known
	License    Text
	Start      int64
	New        int64 // got it, or came with it
	Returned   int64 // their account came back from the deleted ones
	SwappedIn  int64 // gave up another license of the same product
	Ended      int64 // lost it, or gave it up before they left
	Left       int64 // left with it: the seat came back
	SwappedOut int64 // got another license of the same product
	End        int64
}

// Balances tells whether nobody came from nowhere, or is lost.
func (m MovementRow) Balances() bool {
	return m.Start+m.New+m.Returned+m.SwappedIn-m.Ended-m.Left-m.SwappedOut == m.End
}

// SeatBack is a license of somebody who left between the days, as they had it
// on their last day.
type SeatBack struct {
	Row          // status_since is when they left; identity_confidence how sure that is
	AtStart bool // they held it on the first day: among MovementRow.Left
}
