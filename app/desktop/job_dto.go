package desktop

import "licenseledger/store/ledger"

// JobKind names what a job does.
type JobKind string

// The kinds of jobs.
const (
	JobSync    JobKind = "sync"
	JobImport  JobKind = "import"
	JobSample  JobKind = "sample"
	JobExport  JobKind = "export"
	JobCompare JobKind = "compare"
	JobFill    JobKind = "fill" // of the older days of a sample, beside other jobs
	JobForget  JobKind = "forget"
	JobBackup  JobKind = "backup"
	JobRestore JobKind = "restore"
	JobShare   JobKind = "share"
	JobThin    JobKind = "thin"
	JobCompact JobKind = "compact"
	JobCheck   JobKind = "check"
	JobPrivacy JobKind = "privacy" // of keeping less of people
	JobHeld    JobKind = "held"    // a sync that waited is let in
	JobConnect JobKind = "connect" // signing in to a tenant, and asking what may be read
	JobAccess  JobKind = "access"  // asking what may be read
	JobSyncAll JobKind = "sync_all"
)

// JobState tells where a job stands.
type JobState string

// The states of a job.
const (
	JobRunning  JobState = "running"
	JobDone     JobState = "done"
	JobPartial  JobState = "partial" // ended well, but something could not be read
	JobFailed   JobState = "failed"
	JobCanceled JobState = "canceled"
)

// Job is the whole state of one piece of long work. The window gets it at
// most ten times a second, and always its last state.
type Job struct {
	ID       string      `json:"id"`
	Seq      int64       `json:"seq"` // grows with every change: events may overtake one another
	Kind     JobKind     `json:"kind"`
	State    JobState    `json:"state"`
	Stage    string      `json:"stage"`  // code of the stage at work
	Source   string      `json:"source"` // wire name of the source at work; empty when there is none
	Stages   []JobStage  `json:"stages"` // in order of work
	Done     int64       `json:"done"`
	Total    int64       `json:"total"` // 0 when it is not known
	Rate     float64     `json:"rate"`  // per second; 0 when it is not known
	Waiting  string      `json:"waiting"`
	WaitEnds string      `json:"waitEnds"` // RFC 3339; empty when it is not known
	Started  string      `json:"started"`
	Error    *AppError   `json:"error"`
	Result   *JobResult  `json:"result"`  // null while running
	SignIn   *SignInAsk  `json:"signIn"`  // what a person has to do now to sign in; null for nothing
	Tenants  []JobTenant `json:"tenants"` // of the sync of all, in the order of their turns; empty for other kinds
}

// SignInAsk is what a person has to do to sign in: in the browser that was opened,
// or with a code on any device.
type SignInAsk struct {
	Address string `json:"address"`
	Code    string `json:"code"`  // to type there; empty for the browser
	Until   string `json:"until"` // RFC 3339; empty for the browser
}

// JobStage is one step of a job.
type JobStage struct {
	Code  string `json:"code"`
	State string `json:"state"` // waiting, running, done, skipped or failed
	Done  int64  `json:"done"`
	Total int64  `json:"total"`
}

// JobResult says what a job left behind.
type JobResult struct {
	Path        string     `json:"path"`        // of an export
	InDownloads bool       `json:"inDownloads"` // the export lies where downloads do
	FileName    string     `json:"fileName"`    // of an export
	Folder      string     `json:"folder"`      // of an export, by its own name
	Missed      string     `json:"missed"`      // folder, by its own name, that the export was to go to and could not
	Rows        int        `json:"rows"`        // rows written or read
	Files       int        `json:"files"`       // of an export that was split: in the folder at path; 0 for one file
	Rejected    int        `json:"rejected"`    // lines of a file that could not be read
	Changes     int        `json:"changes"`     // of a sync
	SnapshotID  int64      `json:"snapshotId"`  // 0 when nothing was published
	Warnings    []Warning  `json:"warnings"`
	Comparison  string     `json:"comparison,omitempty"` // of a comparison: what to ask for it by
	Forgotten   *Forgotten `json:"forgotten,omitempty"`  // of forgetting a person
	Upkeep      *Upkeep    `json:"upkeep"`               // of work on the file itself; null for other kinds
}

// AppError is how a failure crosses to the window.
type AppError struct {
	Code       ledger.Code `json:"code"`
	Op         string      `json:"op"`
	Message    string      `json:"message"`    // in English; what happened and what to do
	Format     string      `json:"format"`     // what the message was made of, by which the window finds it in its language; empty when it is all there is
	Args       []string    `json:"args"`       // what was put into the format
	RetryAfter int         `json:"retryAfter"` // seconds
	RequestID  string      `json:"requestId"`
	Link       string      `json:"link"` // the page on which it is put right; empty when there is none
}

// ImportRequest names files to read, with the answers to what a file may ask.
type ImportRequest struct {
	Paths   []string      `json:"paths"`
	TakenAt string        `json:"takenAt"`
	Part    string        `json:"part"`    // whole, part, or empty to be asked
	Answers []FileAnswers `json:"answers"` // of single files; in place of the two above
}

// FileAnswers says of one file what it cannot tell itself. Empty leaves it to
// the file.
type FileAnswers struct {
	Path      string            `json:"path"` // one of the paths of the request
	TakenAt   string            `json:"takenAt"`
	Part      string            `json:"part"`      // whole or part
	DateOrder string            `json:"dateOrder"` // day_first or month_first
	Layout    string            `json:"layout"`    // a source of ImportLayouts
	Encoding  string            `json:"encoding"`  // Windows-1252
	Columns   map[string]string `json:"columns"`   // by name of ImportLayouts, the heading in the file; remembered for later files with the same header

	SameTenant bool `json:"sameTenant"` // it is of the ledger's tenant, although most of its mail domains were never seen
}

// ExportRequest asks for a file of what a view shows.
type ExportRequest struct {
	View     ViewRequest `json:"view"`
	Format   string      `json:"format"`   // xlsx, csv or parquet
	Layout   string      `json:"layout"`   // list, full, report, shown for the columns, or month
	Month    string      `json:"month"`    // of the layout month, such as 2026-03; empty is the last one that is over
	Columns  []string    `json:"columns"`  // of the layout shown: keys, in the order of the table
	Language string      `json:"language"` // of headers and words
	Ask      bool        `json:"ask"`      // ask where to put the file

	Comma     string `json:"comma"`     // what separates the values of a CSV file, or local for what Excel on this computer expects; empty is a comma
	Mark      bool   `json:"mark"`      // a CSV file begins with the byte order mark
	Dates     string `json:"dates"`     // of a CSV file: iso, local or report; empty is iso
	Guard     bool   `json:"guard"`     // of a CSV file, against formulas
	LineFeeds bool   `json:"lineFeeds"` // end the lines of a CSV file, without carriage returns
	SplitBy   string `json:"splitBy"`   // a folder with a file for each value of this; empty is one file
	Redact    bool   `json:"redact"`    // pseudonyms instead of names, addresses and ids
}

// DataChanged tells the window which nouns to read again.
type DataChanged struct {
	Nouns []string `json:"nouns"` // ledger, snapshots, views; or opened, for another ledger
}
