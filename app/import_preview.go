package app

import (
	"context"
	"errors"

	"licenseledger/store/ledger"
	"licenseledger/sync/engine"
	"licenseledger/sync/importer"
)

// FilePreview tells what a file is before anything is written. It is printed as
// JSON and shown in the window, so its keys stay.
type FilePreview struct {
	Path         string                `json:"path"`          // as it was given
	Name         string                `json:"name"`          // base name
	Source       string                `json:"source"`        // the layout, one of ledger.Sources; "" when it was not recognised
	RecognizedBy importer.RecognizedBy `json:"recognized_by"` // "" when it was not
	Encoding     importer.Encoding     `json:"encoding"`
	Separator    string                `json:"separator"` // comma, semicolon, tab or pipe
	Headings     []string              `json:"headings"`  // as they stand in the file
	Ignored      []string              `json:"ignored"`   // those that are no part of the layout
	Missing      []string              `json:"missing"`   // English labels of the columns that the nearest layout needs and the file lacks

	At         string             `json:"at"`            // when it was downloaded, RFC 3339
	AtRule     ledger.AtRule      `json:"at_rule"`       // how that was found
	AtText     string             `json:"at_text"`       // what it was read from
	DateOrder  importer.DateOrder `json:"date_order"`    // "" when no date says it
	DateRule   importer.OrderRule `json:"date_rule"`     // how the order was found
	DatesSaid  string             `json:"dates_said"`    // how dates were read, in English, where a person should know; "" otherwise
	Rows       int64              `json:"rows"`          // that enter the reading
	Facts      int64              `json:"facts"`         // that they make
	People     int64              `json:"people"`        // distinct addresses, or names where there is no address
	Unknown    int64              `json:"unknown_rows"`  // rows whose person the file does not know
	Deleted    int64              `json:"deleted_rows"`  // rows of an export of active users that are of deleted accounts
	Rejected   []RejectedRow      `json:"rejected"`      // the first rows that cannot be read, and cells that say nothing
	RejectedN  int64              `json:"rejected_rows"` // all rows that are kept out
	AlreadyHad bool               `json:"already_there"` // the ledger has this very file
	Question   *FileQuestion      `json:"question"`      // what a person has to say first; null when nothing
	Refusal    *FileRefusal       `json:"refusal"`       // why it cannot be imported; null when it can

	DateExample *importer.DateExample `json:"date_example"` // a date that depends on the order of day and month; null when none does
}

// RejectedRow is a row or a cell of a file that was kept out.
type RejectedRow struct {
	Line   int    `json:"line"`   // first line of the row in the file, from 1
	Column string `json:"column"` // heading of the cell; "" when it is about the whole row
	Reason string `json:"reason"` // English

	Code     importer.Reason `json:"code"`     // of the reason
	Cells    int             `json:"cells"`    // of cell_count: what the row has
	Headings int             `json:"headings"` // of cell_count: what the header has
}

func rejectedRow(p *importer.Problem) RejectedRow {
	return RejectedRow{Line: p.Line, Column: p.Column, Reason: p.Text(), Code: p.Reason, Cells: p.Cells, Headings: p.Headings}
}

// FileQuestion is what a person has to say before a file can be imported.
type FileQuestion struct {
	Asks    importer.Asks `json:"asks"` // columns, layout, encoding, date_order, extent or tenant: the field of FileAnswers that answers
	Message string        `json:"message"`

	Rows      int64  `json:"rows"`      // of extent: what the file says, counted as Neighbour is
	Neighbour int64  `json:"neighbour"` // of extent: what the reading nearest in time said
	Addresses int64  `json:"addresses"` // of tenant: people with an address
	Strange   int64  `json:"strange"`   // of tenant: those of mail domains that were never seen
	Beside    string `json:"beside"`    // of tenant: the file that has other domains; "" when it is the ledger
}

// AsksExtent asks whether a file is whole: FileAnswers.Extent answers.
const AsksExtent importer.Asks = "extent"

// FileRefusal is why a file cannot be imported.
type FileRefusal struct {
	Code    ledger.Code `json:"code"`
	Message string      `json:"message"`

	Addresses int64 `json:"addresses"` // 0: what looks like another tenant is asked about, see FileQuestion
	Strange   int64 `json:"strange"`   // 0, as above

	// Why it is, and the values that go with that; the others are empty.
	Why     importer.Why      `json:"why"` // "" for what is on no list
	Text    string            `json:"text"`
	Columns []importer.Column `json:"columns"`
	Line    int               `json:"line"`
	Rows    int64             `json:"rows"`
	Of      int64             `json:"of"`
}

// PreviewInto is Preview for a ledger that is not open, and need not exist.
func PreviewInto(ctx context.Context, path string, files []string, o ImportOptions, progress ProgressFunc) ([]FilePreview, error) {
	l, err := Open(ctx, path, OpenOptions{ReadOnly: true})
	if ledger.CodeOf(err) == ledger.CodeNotFound {
		lists, err := surveyEach(ctx, files, o, LocalZone(), nil, nil, progress)
		if err != nil {
			return nil, err
		}
		if err := askAmong(ctx, lists, engine.SystemClock{}.Now()); err != nil {
			return nil, err
		}
		return previewsOf(lists), nil
	}
	if err != nil {
		return nil, err
	}
	previews, err := l.Preview(ctx, files, o, progress)
	return previews, errors.Join(err, l.Close())
}

// Preview tells what files are and what they ask, in the order given, and
// changes nothing. A file that cannot be imported is told, and is no error.
func (l *Ledger) Preview(ctx context.Context, files []string, o ImportOptions, progress ProgressFunc) ([]FilePreview, error) {
	lists, err := l.survey(ctx, files, o, nil, progress)
	if err != nil {
		return nil, err
	}
	return previewsOf(lists), nil
}

func previewsOf(lists []*list) []FilePreview {
	previews := make([]FilePreview, 0, len(lists))
	for _, list := range lists {
		previews = append(previews, previewOf(list))
	}
	return previews
}

func previewOf(list *list) FilePreview {
	p := FilePreview{
		Path: list.Path, Name: list.Name, Source: list.Source, RecognizedBy: list.RecognizedBy, Encoding: list.Encoding,
		Separator: separatorName(list.Delimiter), Headings: append([]string{}, list.Header...), Ignored: append([]string{}, list.Ignored...),
		Missing: append([]string{}, list.Missing...), At: list.Taken.At.String(), AtRule: list.Taken.Rule, AtText: list.Taken.Text,
		DateOrder: list.DateOrder, DateRule: list.OrderRule, DatesSaid: list.OrderSaid(), Rows: list.Rows, Facts: list.Facts,
		People: list.People, Unknown: list.Unknown, Deleted: list.SoftDeleted, Rejected: []RejectedRow{}, RejectedN: list.Rejected, AlreadyHad: list.there,
		DateExample: list.Example,
	}
	if p.DateRule == importer.OrderNotNeeded {
		p.DateOrder = ""
	}
	for _, problem := range list.Problems {
		p.Rejected = append(p.Rejected, rejectedRow(&problem))
	}
	if list.err == nil {
		return p
	}
	code, message := ledger.CodeOf(list.err), list.err.Error()
	var known *ledger.Error
	if errors.As(list.err, &known) {
		message = known.Message
	}
	var question *importer.Question
	switch {
	case errors.As(list.err, &question):
		p.Question = &FileQuestion{Asks: question.Asks, Message: message, Rows: list.counted, Neighbour: list.neighbour}
		if question.Asks == AsksTenant {
			p.Question.Addresses, p.Question.Strange, p.Question.Beside = list.addresses, list.strange, list.beside
		}
	default:
		p.Refusal = &FileRefusal{Code: code, Message: message, Columns: []importer.Column{}}
		var refusal *importer.Refusal
		if errors.As(list.err, &refusal) {
			p.Refusal.tell(refusal)
		}
	}
	return p
}

// tell adds the code and its values, see importer.Why.
func (f *FileRefusal) tell(r *importer.Refusal) {
	f.Why, f.Text, f.Columns, f.Line, f.Rows, f.Of = r.Why, r.Text, append(f.Columns, r.Columns...), r.Line, r.Rows, r.Of
}

func separatorName(delimiter byte) string {
	return map[byte]string{',': "comma", ';': "semicolon", '\t': "tab", '|': "pipe"}[delimiter]
}

// keptOut tells of files that are parts.
func keptOut(lists []*list) ImportResult {
	var result ImportResult
	for _, list := range lists {
		result.Files = append(result.Files, ImportedFile{FilePreview: previewOf(list), Part: true, Warnings: []ledger.Warning{}})
	}
	return result
}

func allParts(lists []*list) bool {
	for _, list := range lists {
		if list.answers.Extent != ExtentPart {
			return false
		}
	}
	return true
}
