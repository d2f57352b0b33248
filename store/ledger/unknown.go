package ledger

// UnknownReasons divides the rows that show Unknown in place of a person by
// why: each counts once.
type UnknownReasons struct {
	Total      int `json:"total"`
	Left       int `json:"left"`       // the account is known to have left
	Unresolved int `json:"unresolved"` // not known yet
	Nameless   int `json:"nameless"`   // without a name for another reason: the account is there and has none, or was erased
}

// UnknownReasons tells why the rows of a view show Unknown. It is the one place
// that divides them.
func (c Counts) UnknownReasons() UnknownReasons {
	left := 0
	for status, rows := range c.ByStatus {
		if status.Departed() {
			left += rows
		}
	}
	left = min(left, c.Unknown)
	unresolved := min(c.ByStatus[StatusUnresolved], c.Unknown-left)
	return UnknownReasons{Total: c.Unknown, Left: left, Unresolved: unresolved, Nameless: c.Unknown - left - unresolved}
}
