package importer

import "time"

// Options say what a person knows about a file. The zero value leaves all of
// it to the file.
type Options struct {
	Name      string         // what to call the file in messages; Open uses its base name
	Layout    string         // what the file is, one of ledger.Sources; "" leaves it to header and rows
	Encoding  Encoding       // how its characters are written; "" is found out
	DateOrder DateOrder      // OrderAuto: found out
	Mapping   *Mapping       // says which heading is which column; nil leaves it to the known headings
	Remember  []Mapping      // mappings of earlier files, used for a header that they fit and nothing else explains
	Zone      *time.Location // the ledger's zone, for days without a time; nil is UTC
	TakenAt   string         // when the file was downloaded: 2006-01-02 or RFC 3339; "" leaves it to the file
	Told      func(Pass)     // hears of every reading of the file, also at its beginning, and returns at once; nil for nobody

	askEncoding bool // a person can say the encoding when it is not UTF-8
}

// Pass is how far a reading of a file is. One that has to be read again begins
// anew.
type Pass struct {
	Rows int64
	Read int64 // bytes
	Size int64 // bytes of the file
}

func (o *Options) called() string {
	if o.Name == "" {
		return "the list"
	}
	return o.Name
}

// Format is how a file is written, and what it is.
type Format struct {
	Source       string // the layout: one of ledger.Sources
	RecognizedBy RecognizedBy
	Mapping      *Mapping // that was used; nil when the known headings were enough
	Header       []string
	Ignored      []string // headings of columns that are no part of the layout
	Missing      []string // labels of the needed columns that the header lacks, when the file was not recognised
	Delimiter    byte     // comma, semicolon, tab or pipe
	Encoding     Encoding
	DateOrder    DateOrder
	OrderRule    OrderRule // how the order was found
}

// RecognizedBy says how the layout was found.
type RecognizedBy string

// The closed list of ways.
const (
	ByHeader     RecognizedBy = "header"     // known headings
	ByGiven      RecognizedBy = "given"      // a person said what the file is
	ByMapping    RecognizedBy = "mapping"    // a person said which column is what
	ByRemembered RecognizedBy = "remembered" // a mapping of an earlier file with this header
)
