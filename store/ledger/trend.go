package ledger

// TrendPoint is the size of one reading.
type TrendPoint struct {
	SnapshotID int64  `json:"snapshot_id"`
	At         string `json:"at"` // RFC 3339
	Basis      Basis  `json:"basis"`
	Rows       *int64 `json:"rows"`     // of the list; null where nothing speaks for the day
	Licensed   *int   `json:"licensed"` // people with an assignment, as in view assigned; null where that is not known
}
