package cli

import (
	"encoding/json"
	"fmt"
	"io"
	"strings"
	"text/tabwriter"
	"unicode"
)

// table writes rows under a header: aligned for a person, separated by tabs for
// a program.
type table struct {
	streams *streams
	columns *tabwriter.Writer // nil when separated by tabs
}

func newTable(s *streams, header ...string) *table {
	t := &table{streams: s}
	if s.terminal {
		var out io.Writer = s.out
		if s.outLooks.colors && !s.plain {
			out = &firstLine{to: s.out, c: bold}
		}
		t.columns = tabwriter.NewWriter(out, 0, 8, 2, ' ', 0)
		for i := range header {
			header[i] = strings.ToUpper(strings.ReplaceAll(header[i], "_", " "))
		}
	}
	t.row(header...)
	return t
}

func (t *table) row(cells ...string) {
	for i, cell := range cells {
		cells[i] = printable(cell)
	}
	line := strings.Join(cells, "\t")
	if t.columns != nil {
		fmt.Fprintln(t.columns, line)
		return
	}
	fmt.Fprintln(t.streams.out, line)
}

func (t *table) end() error {
	if t.columns == nil {
		return nil
	}
	return t.columns.Flush()
}

// printable keeps a name from breaking the table or steering the terminal, and
// from turning what stands beside it around.
func printable(cell string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case unicode.IsControl(r), r == '\u2028', r == '\u2029':
			return ' '
		case r >= '\u202a' && r <= '\u202e', r >= '\u2066' && r <= '\u2069': // embeddings, overrides and isolates
			return -1
		}
		return r
	}, cell)
}

// printJSON writes one object on a line of its own.
func (s *streams) printJSON(value any) error {
	encoder := json.NewEncoder(s.out)
	encoder.SetEscapeHTML(false)
	return encoder.Encode(value)
}
