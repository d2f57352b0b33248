package ledger

// Merged tells what another ledger of the tenant added.
type Merged struct {
	Listings  int64 `json:"listings"`  // readings that were not there
	Snapshots int64 `json:"snapshots"` // that they belong to
	Facts     int64 `json:"facts"`     // facts that nothing here had said before
	Thinned   int64 `json:"thinned"`   // readings of the other that are no longer whole, and so were left out
	Slices    int64 `json:"slices"`    // days of use that were not there, or not so new
	Others    int64 `json:"others"`    // dated look-ups, prices, what covers what, whose licenses stay, saved views, labels and pins, forgotten people
}

// Nothing tells whether the other ledger had nothing that was not there.
func (m Merged) Nothing() bool { return m.Listings+m.Slices+m.Others == 0 }
