package importer

import (
	"bytes"
	"maps"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"licenseledger/store/ledger"
)

// firstCells reads the first row of the text, past the lines above the header.
func firstCells(head []byte, delimiter byte) []string {
	rows := newRecords(bytes.NewReader(head), delimiter)
	for {
		cells, _, err := rows.next()
		if err != nil {
			return nil
		}
		if isPreamble(cells, delimiter) {
			continue
		}
		var texts []string
		for _, cell := range cells {
			texts = append(texts, string(cell))
		}
		return texts
	}
}

// isPreamble recognises lines above the header: sep=; and its like, which the
// delimiter itself cuts into two cells, and the name of a type, which Windows
// PowerShell's Export-Csv puts there.
func isPreamble(cells [][]byte, delimiter byte) bool {
	return bytes.EqualFold(bytes.Join(cells, []byte{delimiter}), append([]byte("sep="), delimiter)) || bytes.HasPrefix(cells[0], []byte("#TYPE "))
}

// kinds of files that people pick by mistake, by their first bytes.
var mistaken = []struct {
	begins, what, remedy string
	why                  Why
}{
	{"PK\x03\x04", "an Excel workbook or another packed file", "Open it in Excel and save it as “CSV UTF-8 (Comma delimited)”, or download the list as CSV.", WhyWorkbook},
	{"\xd0\xcf\x11\xe0", "an old Excel workbook", "Open it in Excel and save it as “CSV UTF-8 (Comma delimited)”.", WhyWorkbook},
	{"SQLite format 3\x00", "a database, perhaps a ledger", "Open a ledger instead of importing it as a list.", WhyDatabase},
	{"%PDF-", "a PDF document", "Download the list as CSV.", WhyPDF},
	{"<", "a web page or XML", "The download was probably a sign-in page: sign in and download the list again.", WhyWebPage},
	{"{", "JSON", "Download the list as CSV.", WhyJSON},
	{"[", "JSON", "Download the list as CSV.", WhyJSON},
	{"\x1f\x8b", "a packed file", "Unpack it first.", WhyPacked},
}

// noList says why a file is refused, what was found and what to do. Cells are
// quoted only when they look like headings: a file without a header begins with
// somebody's name. It is a question when a mapping of the columns can help.
func noList(o Options, head []byte, h *foundHeader) error {
	name := o.called()
	refuse := func(r Refusal, found, remedy string) error {
		what := "no list of active user licenses"
		if o.Layout != "" && h.layout != nil {
			what = "not " + h.layout.what
		}
		if r.Why == "" {
			return ask(AsksColumns, name, "%s is %s: %s. %s Nothing was changed.", name, what, found, remedy)
		}
		return Refuse(r, ledger.CodeInvalid, "read "+name, "%s is %s: %s. %s Nothing was changed.", name, what, found, remedy)
	}
	if len(bytes.TrimSpace(head)) == 0 {
		return refuse(Refusal{Why: WhyEmpty}, "it is empty", "Download the list again; an empty file does not mean that nobody has a license.")
	}
	for _, m := range mistaken {
		if bytes.HasPrefix(bytes.TrimLeft(head, " \t\r\n"), []byte(m.begins)) {
			return refuse(Refusal{Why: m.why}, "it is "+m.what, m.remedy)
		}
	}
	if bytes.IndexByte(head, 0) >= 0 {
		return refuse(Refusal{Why: WhyNoText}, "it is no text", "Download the list as CSV.")
	}
	if o.Mapping != nil {
		if absent := h.absent(); absent != "" {
			return refuse(Refusal{Why: WhyMapping, Text: absent}, "it has no column "+strconv.Quote(absent)+", which the mapping names", "Correct the mapping, or leave it out.")
		}
	}
	missing := strings.Join(h.missing(), ", ")
	if hasAll(h.cells, "userprincipalname", "licenses") || hasAll(h.cells, "userprincipalname", "objectid") || hasAll(h.cells, "userprincipalname", "displayname", "blockcredential") {
		return Refuse(Refusal{Why: WhyKeyColumn, Columns: h.lacking()}, ledger.CodeInvalid, "read "+name,
			"%s is the admin center's export of users without the column %s, so it cannot be told whose rows they are. Export it again with the column %s. Nothing was changed.", name, missing, missing)
	}
	asking := Refusal{}
	const remedy = "Choose the file as it was downloaded, or say which columns these are."
	switch {
	case len(h.at) == 0 && !looksLikeHeader(h.cells):
		return refuse(Refusal{Why: WhyNoHeader, Columns: h.lacking()}, "its first line names none of the columns "+missing,
			"Choose a CSV file whose first line is the header, as it was downloaded.")
	case len(h.at) == 0:
		return refuse(asking, "its first line names none of the columns "+missing, remedy)
	case len(h.cells) < h.layout.needs():
		return refuse(Refusal{Why: WhyLacksColumns, Columns: h.lacking()}, "its header ("+quoteHeadings(h.cells)+") lacks the columns "+missing, "Choose the file as it was downloaded.")
	}
	return refuse(asking, "its header ("+quoteHeadings(h.cells)+") lacks the columns "+missing, remedy)
}

// absent is a heading that the mapping names and the header has not.
func (h *foundHeader) absent() string {
	have := map[string]bool{}
	for _, cell := range h.cells {
		have[normalise(cell)] = true
	}
	for _, c := range slices.Sorted(maps.Keys(h.mapping.Columns)) {
		if name := h.mapping.Columns[c]; !have[normalise(name)] {
			return name
		}
	}
	return ""
}

// needs counts the needed columns.
func (l *layout) needs() int {
	n := 0
	for _, c := range l.columns {
		if c.needed {
			n++
		}
	}
	return n
}

// looksLikeHeader tells a first line that names columns from one that holds
// values: names of columns are distinct, and neither addresses, dates, numbers
// nor ids.
func looksLikeHeader(cells []string) bool {
	names := map[string]bool{}
	for _, cell := range cells {
		name := normalise(cell)
		_, date := readWritten(cell)
		_, number := strconv.ParseFloat(strings.TrimSpace(cell), 64)
		_, truth := truths[name]
		if date || truth || number == nil || names[name] || name == "" || strings.Contains(cell, "@") ||
			len(cell) > 80 || !utf8.ValidString(cell) || isObjectID(strings.ToLower(strings.TrimSpace(cell))) {
			return false
		}
		names[name] = true
	}
	return len(names) >= activeUsers.needs()
}

func hasAll(cells []string, names ...string) bool {
	have := map[string]bool{}
	for _, cell := range cells {
		have[normalise(cell)] = true
	}
	for _, name := range names {
		if !have[name] {
			return false
		}
	}
	return true
}

// quoteHeadings lists headings, the first ten and shortened; it is only asked
// about rows in which at least one cell is a known heading. What looks like an
// address is left out nevertheless.
func quoteHeadings(cells []string) string {
	var shown []string
	for _, cell := range cells {
		cell = strings.ToValidUTF8(strings.Join(strings.Fields(cell), " "), "?")
		if letters := []rune(cell); len(letters) > 30 {
			cell = string(letters[:30]) + "…"
		}
		if strings.Contains(cell, "@") {
			cell = "…"
		}
		if len(shown) == 10 {
			shown = append(shown, "…")
			break
		}
		shown = append(shown, cell)
	}
	return strings.Join(shown, ", ")
}
