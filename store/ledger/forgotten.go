package ledger

// Forgotten tells what forgetting a person took away.
type Forgotten struct {
	UserID  string   `json:"user_id"` // of the account; "" when only reports knew the person
	Facts   int64    `json:"facts"`   // facts that no longer name the person
	Texts   int64    `json:"texts"`   // labels, warnings, file names and saved views that no longer do
	Backups []string `json:"backups"` // copies beside the file that were made before, and still name the person
	Deleted []string `json:"deleted"` // those that were deleted, as was asked
}

// ForgottenLeavers tells what forgetting the people who left long ago came to.
type ForgottenLeavers struct {
	People  int      `json:"people"`
	Backups []string `json:"backups"` // as in Forgotten
}
