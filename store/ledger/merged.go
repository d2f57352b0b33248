package ledger

// Merged tells what another ledger of the tenant added.
type Merged struct {
	Listings  int64 `json:"listings"`  // readings that were not there
	Snapshots int64 `json:"snapshots"` // that they belong to
	Facts     int64 `json:"facts"`     // facts that nothing here had said before
	Thinned   int64 `json:"thinned"`   // readings of the other that are no longer whole, and so were left out
	Slices    int64 `json:"slices"`    // days of use that were not there, or not so new
	Others    int64 `json:"others"`    // dated look-ups, prices, what covers what, whose licenses stay, saved views, labels and pins, forgotten people
	Prices    int64 `json:"prices"`    // of others: prices of licenses and days that had none here
	// PriceConflicts is what both say a license costs from a day on, where that is
	// not the same; ours stays.
	PriceConflicts []PriceConflict `json:"price_conflicts"`
}

// PriceConflict is two prices of one license and day.
type PriceConflict struct {
	Ours   Price `json:"ours"`
	Theirs Price `json:"theirs"`
}

// Nothing tells whether the other ledger had nothing that was not there.
func (m Merged) Nothing() bool { return m.Listings+m.Slices+m.Others == 0 }
