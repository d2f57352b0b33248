package importer

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"io"
	"slices"
	"strings"

	"licenseledger/store/ledger"
)

// Mapping says which heading of a file is which column.
type Mapping struct {
	Header    string            `json:"header,omitempty"`     // of the file it was made for, see File.HeaderKey; not written by people
	Layout    string            `json:"layout,omitempty"`     // one of ledger.Sources; "" is the layout that the columns fit
	DateOrder DateOrder         `json:"date_order,omitempty"` // "" leaves it to the dates
	Columns   map[Column]string `json:"columns"`              // heading as it stands in the file, any letter case
}

// maxMapping bounds a file that says which column is what.
const maxMapping = 64 << 10

// ParseMapping reads a mapping from a small text: JSON as Mapping is written, or
// lines such as
//
//	# what is what
//	user_name = Full name
//	layout = file.licenseReport2022
//	date_order = day_first
//
// The error is ledger.CodeUsage and says which line or name is wrong.
func ParseMapping(r io.Reader, name string) (*Mapping, error) {
	wrong := func(format string, args ...any) error {
		e := ledger.Errorf(ledger.CodeUsage, "read "+name, format, args...)
		e.Message = name + " does not say which column is what: " + e.Message
		return e
	}
	text, err := io.ReadAll(io.LimitReader(r, maxMapping+1))
	if err != nil {
		return nil, wrong("it cannot be read.")
	}
	if len(text) > maxMapping {
		return nil, wrong("it is longer than 64 KiB.")
	}
	text = bytes.TrimSpace(bytes.TrimPrefix(text, []byte("\ufeff")))
	m := &Mapping{Columns: map[Column]string{}}
	if bytes.HasPrefix(text, []byte("{")) {
		decoder := json.NewDecoder(bytes.NewReader(text))
		decoder.DisallowUnknownFields()
		if err := decoder.Decode(m); err != nil || decoder.More() {
			return nil, wrong("its JSON cannot be read. It has the keys layout, date_order and columns.")
		}
	} else {
		for i, line := range strings.Split(string(text), "\n") {
			line = strings.TrimSpace(line)
			if line == "" || line[0] == '#' || line[0] == ';' {
				continue
			}
			key, value, ok := strings.Cut(line, "=")
			key, value = strings.ToLower(strings.TrimSpace(key)), strings.TrimSpace(value)
			if len(value) >= 2 && value[0] == '"' && value[len(value)-1] == '"' {
				value = value[1 : len(value)-1]
			}
			switch {
			case !ok:
				return nil, wrong("line %d is not like: user_name = Full name", i+1)
			case key == "layout":
				m.Layout = value
			case key == "date_order":
				m.DateOrder = DateOrder(value)
			case m.Columns[Column(key)] != "":
				return nil, wrong("line %d names the column %q again.", i+1, key)
			default:
				m.Columns[Column(key)] = value
			}
		}
	}
	m.Header = ""
	if reason := m.wrong(); reason != "" {
		return nil, wrong("%s", reason)
	}
	return m, nil
}

// Check gives an error of code ledger.CodeUsage for a mapping that names a
// layout, a column or an order that does not exist, or one heading twice.
func (m *Mapping) Check() error {
	if reason := m.wrong(); reason != "" {
		return ledger.Errorf(ledger.CodeUsage, "map columns", "The columns cannot be mapped so: %s", reason)
	}
	return nil
}

// wrong gives what is wrong with a mapping; "" when nothing is.
func (m *Mapping) wrong() string {
	m.DateOrder = DateOrder(strings.ReplaceAll(string(m.DateOrder), "-", "_"))
	if m.DateOrder != OrderAuto && m.DateOrder != OrderDayFirst && m.DateOrder != OrderMonthFirst {
		return "date_order is day_first or month_first."
	}
	if m.Layout != "" && layoutOf(m.Layout) == nil {
		return "there is no layout of that name. The layouts are " + strings.Join(layoutNames(), ", ") + "."
	}
	if len(m.Columns) == 0 {
		return "it names no column. The columns are " + strings.Join(columnNames(m.Layout), ", ") + "."
	}
	names := columnNames(m.Layout)
	of := map[string]Column{}
	for column, text := range m.Columns {
		if !slices.Contains(names, string(column)) {
			return "a column that it names does not exist. The columns are " + strings.Join(names, ", ") + "."
		}
		heading := normalise(text)
		if heading == "" {
			return "the column " + string(column) + " has no heading."
		}
		if _, twice := of[heading]; twice {
			return "one heading cannot be two columns."
		}
		of[heading] = column
	}
	return ""
}

func layoutNames() []string {
	var names []string
	for _, l := range layouts {
		names = append(names, l.source)
	}
	return names
}

// columnNames lists the columns of a layout, or of all of them for "".
func columnNames(source string) []string {
	var names []string
	for _, l := range layouts {
		for _, c := range l.columns {
			if (source == "" || l.source == source) && !slices.Contains(names, string(c.name)) {
				names = append(names, string(c.name))
			}
		}
	}
	return names
}

// headerKey tells headers apart without telling their text, which may be
// somebody's name where a file has no header.
func headerKey(cells []string) string {
	sum := sha256.New()
	for _, cell := range cells {
		sum.Write(append([]byte(normalise(cell)), 0xFF))
	}
	return hex.EncodeToString(sum.Sum(nil)[:16])
}
