package cli

import (
	"bytes"
	"io"
	"os"
	"slices"
)

// color is how a piece of text stands out on a terminal: the code that begins it.
type color string

const (
	bold   color = "\x1b[1m"
	red    color = "\x1b[31m"
	yellow color = "\x1b[33m"
	normal       = "\x1b[0m"
)

// looks is what a place to write to can show.
type looks struct {
	colors bool
}

// looksOf tells whether to color what is written to w: only a terminal that knows
// how, and only where nobody said that they want none (https://no-color.org).
func looksOf(w io.Writer) looks {
	if !isTerminal(w) || os.Getenv("NO_COLOR") != "" || os.Getenv("TERM") == "dumb" {
		return looks{}
	}
	return looks{colors: understandsColors(w.(*os.File))}
}

// paint gives text its color, where colors are shown and wanted.
func (l looks) paint(c color, text string, plain bool) string {
	if c == "" || !l.colors || plain || text == "" {
		return text
	}
	return string(c) + text + normal
}

// firstLine paints the first line that passes: the header of a table, whose
// columns are aligned before, while a color has no width yet.
type firstLine struct {
	to          io.Writer
	c           color
	begun, past bool
}

func (f *firstLine) Write(p []byte) (int, error) {
	painted := p
	if !f.begun {
		f.begun = true
		painted = append([]byte(f.c), painted...)
	}
	if end := bytes.IndexByte(painted, '\n'); !f.past && end >= 0 {
		f.past = true
		painted = slices.Concat(painted[:end], []byte(normal), painted[end:])
	}
	if _, err := f.to.Write(painted); err != nil {
		return 0, err
	}
	return len(p), nil
}
