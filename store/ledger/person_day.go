package ledger

// PersonDay is how a person stood on a day, and what they held then.
type PersonDay struct {
	Snapshot        Snapshot
	Person          Person
	RestorableUntil Text // of soft_deleted
	// Absent tells that the directory was read by the day and never had the
	// person until then.
	Absent    bool
	Held      []Row // a row per service, as the view of assignments has it; of a leaver, what they held last
	Listed    []Row // rows of the list about the person, those that name nobody any more included
	ListSince Text  // instant of the first list that was read; "" when none was by the day
}
