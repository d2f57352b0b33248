package app

import (
	"licenseledger/sync/engine"
	"licenseledger/sync/importer"
)

// Step names what long work is doing.
type Step string

// The closed list of steps.
const (
	StepSync    Step = "sync"
	StepSurvey  Step = "survey" // files are read to find out what they are
	StepImport  Step = "import"
	StepExport  Step = "export"
	StepSample  Step = "sample"
	StepFill    Step = "fill" // the older days of a sample, sources of a sync that waited
	StepCompare Step = "compare"
	StepApply   Step = "apply" // a sync that waited is let in
)

// Progress is the whole state of long work at a moment. It may be reported very
// often; callers that draw it pick their own pace.
type Progress struct {
	Step   Step
	Done   int64                  // files of a survey, rows of an import, an export or a comparison, days of a sample
	Total  int64                  // 0 when it is not known
	File   string                 // base name of the file being read or written; "" otherwise
	Stages []engine.StageProgress // of the sync that is running; nil for other steps

	Reading importer.Pass // of a survey: how far the file is read
}

// ProgressFunc hears of progress. It is called from the goroutine that does the
// work and must return at once. It may be nil where a use case takes it.
type ProgressFunc func(Progress)

func (f ProgressFunc) tell(p Progress) {
	if f != nil {
		f(p)
	}
}
