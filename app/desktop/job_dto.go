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
	JobHeld    JobKind = "held" // a sync that waited is let in
