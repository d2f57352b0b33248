package importer

import "licenseledger/store/ledger"

// Why is why a file cannot be used.
type Why string

// The closed list. Behind each the values that Refusal tells.
const (
	WhyNotThere     Why = "not_there"
	WhyNotAllowed   Why = "not_allowed" // to be read by this person
	WhyUnreadable   Why = "unreadable"
	WhyNoFile       Why = "no_file" // a folder, a device
	WhyLedger       Why = "ledger"
	WhyChanged      Why = "changed" // while it was read
	WhyEmpty        Why = "empty"
	WhyWorkbook     Why = "workbook"
	WhyDatabase     Why = "database"
	WhyPDF          Why = "pdf"
	WhyWebPage      Why = "web_page"
	WhyJSON         Why = "json"
	WhyPacked       Why = "packed"
	WhyNoText       Why = "no_text"
	WhyMapping      Why = "mapping"       // it has no such column: Text
	WhyNoHeader     Why = "no_header"     // the first line holds no headings: Columns
	WhyLacksColumns Why = "lacks_columns" // Columns
	WhyKeyColumn    Why = "key_column"    // an export of users without it: Columns
	WhyNoLicenses   Why = "no_licenses"   // an export of users without the column Licenses
	WhyColumnTwice  Why = "column_twice"  // Text is the second heading
	WhyNoRows       Why = "no_rows"
	WhyRowsLost     Why = "rows_lost"     // Rows cannot be read, the first at Line, and none may be lost
	WhyMostlyBad    Why = "mostly_bad"    // Rows of Of cannot be read, the first at Line
	WhyAllDeleted   Why = "all_deleted"   // said to be active users
	WhyNotUTF8      Why = "not_utf8"      // Line
	WhyOpenQuote    Why = "open_quote"    // Line
	WhyStillToCome  Why = "still_to_come" // the day that was given: Text
	WhyCellToCome   Why = "cell_to_come"  // a cell has the date Text
)

// Whys gives the closed list.
func Whys() []Why {
	return []Why{WhyNotThere, WhyNotAllowed, WhyUnreadable, WhyNoFile, WhyLedger, WhyChanged, WhyEmpty, WhyWorkbook, WhyDatabase, WhyPDF,
		WhyWebPage, WhyJSON, WhyPacked, WhyNoText, WhyMapping, WhyNoHeader, WhyLacksColumns, WhyKeyColumn, WhyNoLicenses, WhyColumnTwice,
		WhyNoRows, WhyRowsLost, WhyMostlyBad, WhyAllDeleted, WhyNotUTF8, WhyOpenQuote, WhyStillToCome, WhyCellToCome}
}

// Refusal is the error of a file that cannot be used: a ledger.Error, with why
// as a code and the values that its sentence tells.
type Refusal struct {
	Why     Why
	Text    string
	Columns []Column
	Line    int
	Rows    int64
	Of      int64

	err *ledger.Error
}

// Refuse makes r an error of sentences; op is what was being done.
func Refuse(r Refusal, code ledger.Code, op, format string, args ...any) error {
	r.err = ledger.Errorf(code, op, format, args...)
	return &r
}

// Error gives the reason as sentences.
func (r *Refusal) Error() string { return r.err.Error() }

// Unwrap gives the ledger.Error.
func (r *Refusal) Unwrap() error { return r.err }
