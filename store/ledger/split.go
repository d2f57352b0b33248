package ledger

// What a view can be split by beyond columns of its rows: what the directory
// says of the account.
const (
	SplitManager = "manager"
	SplitCompany = "company"
	SplitCountry = "country"
	SplitOffice  = "office"
)

// AboutAccounts names what the directory says of an account beyond the columns
// of a row: what a view can be split, summarized and filtered by all the same.
func AboutAccounts() []string {
	return []string{SplitManager, SplitCompany, SplitCountry, SplitOffice}
}

// FilterColumns names what a view can be filtered and summarized by.
func FilterColumns() []string { return append(RowColumns(), AboutAccounts()...) }

// SplitColumns names what a view can be split by, in the order to offer them.
// Columns that differ from row to row, such as names and dates, are not among
// them.
func SplitColumns() []string {
	return []string{"department", SplitManager, "cost_center", SplitCompany, SplitCountry, SplitOffice, "license", "service",
		"product", "origin", "tier", "status", "assigned_by", "group_name"}
}

// SplitPart says what the rows of one part of a view have in common.
type SplitPart struct {
	Value  string     // "" where nothing is known
	Person *Candidate // of a split by manager: who it is; nil where nothing is known
	Counts Counts
}
