package cli

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"strings"
	"text/tabwriter"
	"unicode"
	"unicode/utf8"
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
		if t.columns != nil {
			cells[i] = short(cells[i])
		}
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
		case turnsAround(r):
			return -1
		}
		return r
	}, cell)
}

// widest is how many characters of a value a person sees in a table: one name of ten
// thousand would make every line as long.
const widest = 200

func short(cell string) string {
	if len(cell) <= widest {
		return cell
	}
	letters := []rune(cell)
	if len(letters) <= widest {
		return cell
	}
	return string(letters[:widest-1]) + "…"
}

// printJSON writes one object on a line of its own.
func (s *streams) printJSON(value any) error { return writeJSON(s.out, value) }

// writeJSON escapes what steers a terminal, which JSON allows as it is: the object is
// the same for whoever reads it.
func writeJSON(to io.Writer, value any) error {
	var line bytes.Buffer
	encoder := json.NewEncoder(&line)
	encoder.SetEscapeHTML(false)
	if err := encoder.Encode(value); err != nil {
		return err
	}
	text := line.Bytes()
	if bytes.ContainsFunc(text[:len(text)-1], steers) {
		escaped := make([]byte, 0, 2*len(text))
		for _, r := range string(text[:len(text)-1]) {
			if steers(r) {
				escaped = fmt.Appendf(escaped, `\u%04x`, r)
			} else {
				escaped = utf8.AppendRune(escaped, r)
			}
		}
		text = append(escaped, '\n')
	}
	_, err := to.Write(text)
	return err
}

// steers tells whether a character makes a terminal do something, or turns what stands
// beside it around.
func steers(r rune) bool {
	return unicode.IsControl(r) || turnsAround(r)
}

// turnsAround are embeddings, overrides and isolates.
func turnsAround(r rune) bool {
	return r >= '\u202a' && r <= '\u202e' || r >= '\u2066' && r <= '\u2069'
}
