package export

import (
	"bytes"
	"encoding/csv"
	"io"
	"os"
	"strconv"

	"licenseledger/store/ledger"
)

// IndexName is the file that says what the files of a set are.
const IndexName = "index.csv"

// IndexLine is a file of a set.
type IndexLine struct {
	Value, File  string
	Rows, People int
}

// WriteIndex writes the index of a set that was split by a value of
// ledger.SplitColumns, with its separator, line ends and mark. Codes: usage for
// a separator that cannot be one.
func WriteIndex(w io.Writer, by, language string, lines []IndexLine, o CSVOptions) error {
	o, err := o.checked()
	if err != nil {
		return err
	}
	in := wordsOf(language)
	c := newCSVEncoder(nil, Meta{}, o, in)
	var text []byte
	if o.BOM {
		text = append(text, "\ufeff"...)
	}
	for _, line := range append([]IndexLine{{}}, lines...) {
		cells := []string{c.guarded(line.Value), line.File, strconv.Itoa(line.Rows), strconv.Itoa(line.People)}
		if line.File == "" {
			cells = []string{in.splitHeader(by), in.about["file"], in.about["rows"], in.about["people"]}
		}
		for i, cell := range cells {
			text = c.field(text, i, cell)
		}
		text = append(text, c.end...)
	}
	_, err = w.Write(text)
	return err
}

// indexed names the files of an index, however it is written; none when it is
// none of ours.
func indexed(path string) (files []string) {
	text, err := os.ReadFile(path)
	if err != nil {
		return nil
	}
	text = bytes.TrimPrefix(text, []byte("\ufeff"))
	for _, comma := range []rune{',', ';', '\t', '|'} {
		r := csv.NewReader(bytes.NewReader(text))
		r.Comma = comma
		lines, err := r.ReadAll()
		if err != nil || len(lines) == 0 || len(lines[0]) != 4 || (lines[0][1] != english.about["file"] && lines[0][1] != dutch.about["file"]) {
			continue
		}
		for _, line := range lines[1:] {
			files = append(files, line[1])
		}
		return files
	}
	return nil
}

// splitHeader gives the header of what a set was split by.
func (w *words) splitHeader(by string) string {
	if header := w.headers[by]; header != "" {
		return header
	}
	return w.about[by]
}

// PartName tells what the rows of a part have in common, as a person reads it,
// or in the codes of CSV.
func PartName(by string, p ledger.SplitPart, language string, codes bool) string {
	in := wordsOf(language)
	switch {
	case p.Person != nil && p.Person.Name != "" && p.Person.Email != "":
		return string(p.Person.Name + " <" + p.Person.Email + ">")
	case p.Person != nil && p.Person.Name+p.Person.Email != "":
		return string(p.Person.Name + p.Person.Email)
	case p.Person != nil:
		return string(p.Person.UserID)
	case codes:
		return p.Value
	}
	return in.word(by, p.Value)
}

// PartFile gives the text that names the file of a part.
func PartFile(by string, p ledger.SplitPart, language string) string {
	in := wordsOf(language)
	if p.Value == "" {
		return in.splitHeader(by) + " " + in.about["not_known"]
	}
	if p.Person != nil && p.Person.Name != "" {
		return string(p.Person.Name)
	}
	return PartName(by, p, language, false)
}

// PartFilter says on the first sheet which part of the list it is.
func PartFilter(by string, p ledger.SplitPart, language string) string {
	in := wordsOf(language)
	if p.Value == "" {
		return in.splitHeader(by) + ": " + in.about["not_known"]
	}
	return in.splitHeader(by) + ": " + PartName(by, p, language, false)
}
