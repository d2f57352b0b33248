package ledger

// Group is a value of a column and what the rows are that have it. People and
// Licenses count as those of a whole view do, so that a person whose rows have
// two values counts in both groups.
type Group struct {
	Value    string `json:"value"` // "" where nothing is known
	Rows     int    `json:"rows"`
	People   int    `json:"people"`
	Licenses int    `json:"licenses"`
	// Person is who the group is of, for managers: Value is the id.
	Person *Candidate `json:"person,omitempty"`
}
