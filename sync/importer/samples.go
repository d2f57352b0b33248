package importer

import (
	"bufio"
	"errors"
	"fmt"
	"os"
	"slices"
	"strings"
)

// HeadingSample is a heading of a file with a few of the values below it.
type HeadingSample struct {
	Heading string   `json:"heading"`
	Values  []string `json:"values"` // distinct, not empty; a filler is a value
}

// sampleRows is how many rows are looked at.
const sampleRows = 50

// Samples gives the headings of a file with up to n values of each, for a person
// who has to say which column is what. It looks at the beginning of the file
// only, and the values are for that person's eyes: they hold names. The error is
// ledger.CodeNotFound or ledger.CodeInvalid for a file that cannot be opened.
func Samples(path string, o Options, n int) ([]HeadingSample, error) {
	if _, err := check(path, o.called()); err != nil {
		return nil, err
	}
	file, err := os.Open(path)
	if err != nil {
		return nil, unreadable(o.called(), err)
	}
	defer file.Close()
	in, _, err := openText(file, o.Encoding)
	if err != nil {
		return nil, fmt.Errorf("read %s: %w", o.called(), err)
	}
	found, err := findHeader(in, o)
	if err != nil && len(found.cells) == 0 {
		return nil, err
	}
	samples := make([]HeadingSample, len(found.cells))
	for i, cell := range found.cells {
		samples[i] = HeadingSample{Heading: cell, Values: []string{}}
	}
	fill(samples, in, found.delimiter, n)
	return samples, nil
}

// fill reads the first rows below the header. What cannot be read says nothing
// here; the import tells it.
func fill(samples []HeadingSample, in *bufio.Reader, delimiter byte, n int) {
	rows := newRecords(in, delimiter)
	header := true
	for range sampleRows {
		cells, _, err := rows.next()
		if errors.Is(err, errAfterQuote) {
			continue
		}
		if err != nil {
			return
		}
		if header {
			header = isPreamble(cells, delimiter)
			continue
		}
		for i := range min(len(cells), len(samples)) {
			s := &samples[i]
			value := strings.TrimSpace(string(cells[i]))
			if value == "" || len(s.Values) >= n || slices.Contains(s.Values, value) {
				continue
			}
			s.Values = append(s.Values, value)
		}
	}
}
