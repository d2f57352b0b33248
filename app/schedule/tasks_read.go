package schedule

import (
	"encoding/xml"
	"io"
	"strings"
	"time"
)

// readTask reads what taskScheduler.task wrote.
func readTask(content []byte) (t Task, ok bool) {
	text, ok := textOfUTF16(content)
	if !ok {
		return t, false
	}
	var task struct {
		Start string                              `xml:"Triggers>CalendarTrigger>StartBoundary"`
		Days  dayNames                            `xml:"Triggers>CalendarTrigger>ScheduleByWeek>DaysOfWeek"`
		Exec  struct{ Command, Arguments string } `xml:"Actions>Exec"`
	}
	reader := xml.NewDecoder(strings.NewReader(text))
	reader.CharsetReader = func(_ string, in io.Reader) (io.Reader, error) { return in, nil } // it is decoded already
	if reader.Decode(&task) != nil {
		return t, false
	}
	at, err := time.Parse("2006-01-02T15:04:05", task.Start)
	words := windowsWords(task.Exec.Arguments)
	if err != nil || len(words) != 3 || words[0] != "sync" || words[2] != unattended {
		return t, false
	}
	t = Task{File: words[1], Program: task.Exec.Command, Times: Times{Hour: at.Hour(), Minute: at.Minute()}}
	if len(task.Days) > 0 {
		t.Times, err = t.On(task.Days)
	}
	return t, err == nil
}

// dayNames are the names of empty elements, such as <Monday/>, as mon.
type dayNames []string

// UnmarshalXML implements xml.Unmarshaler.
func (d *dayNames) UnmarshalXML(in *xml.Decoder, start xml.StartElement) error {
	for {
		token, err := in.Token()
		if err != nil {
			return err
		}
		switch token := token.(type) {
		case xml.StartElement:
			*d = append(*d, strings.ToLower(token.Name.Local[:min(3, len(token.Name.Local))]))
		case xml.EndElement:
			if token.Name == start.Name {
				return nil
			}
		}
	}
}

// windowsQuoted is one word of a command line as Windows takes them apart.
// https://learn.microsoft.com/cpp/c-language/parsing-c-command-line-arguments
func windowsQuoted(word string) string {
	var out strings.Builder
	out.WriteByte('"')
	backslashes := 0
	for _, r := range word {
		switch r {
		case '\\':
			backslashes++
			continue
		case '"': // each backslash before it is doubled, and it has one of its own
			out.WriteString(strings.Repeat(`\`, 2*backslashes+1))
		default:
			out.WriteString(strings.Repeat(`\`, backslashes))
		}
		backslashes = 0
		out.WriteRune(r)
	}
	out.WriteString(strings.Repeat(`\`, 2*backslashes))
	out.WriteByte('"')
	return out.String()
}

// windowsWords takes a command line apart that windowsQuoted made.
func windowsWords(line string) []string {
	var words []string
	for line = strings.TrimLeft(line, " "); line != ""; line = strings.TrimLeft(line, " ") {
		var word strings.Builder
		inside, backslashes, n := false, 0, 0
		for ; n < len(line) && (inside || line[n] != ' '); n++ {
			switch line[n] {
			case '\\':
				backslashes++
				continue
			case '"':
				word.WriteString(strings.Repeat(`\`, backslashes/2))
				if backslashes%2 == 1 {
					word.WriteByte('"')
				} else {
					inside = !inside
				}
			default:
				word.WriteString(strings.Repeat(`\`, backslashes))
				word.WriteByte(line[n])
			}
			backslashes = 0
		}
		word.WriteString(strings.Repeat(`\`, backslashes))
		words, line = append(words, word.String()), line[n:]
	}
	return words
}
