package ledger

// Without says what a copy that is given away leaves out.
type Without struct {
	Names    bool // people become numbers, the same on every day of the copy
	Activity bool // who used what when
	History  bool // every day but the newest
	Prices   bool // what licenses cost, which is between the tenant and whom it buys from
}
