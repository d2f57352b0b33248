package importer

import (
	"bufio"
	"bytes"
	"strings"

	"licenseledger/store/ledger"
)

// firstCells reads the first row of the text, past the line sep=; with which
// Excel is told the delimiter.
func firstCells(head []byte, delimiter byte) []string {
	rows := newRecords(bufio.NewReader(bytes.NewReader(head)), delimiter)
	for {
		cells, _, err := rows.next()
		if err != nil {
			return nil
		}
		if !isDelimiterLine(cells, delimiter) {
			return cells
		}
	}
}

// isDelimiterLine recognises sep=; and its like, which the delimiter itself
// cuts into two cells.
func isDelimiterLine(cells []string, delimiter byte) bool {
	return strings.EqualFold(strings.Join(cells, string(rune(delimiter))), "sep="+string(rune(delimiter)))
}

// kinds of files that people pick by mistake, by their first bytes.
var mistaken = []struct{ begins, what, remedy string }{
	{"PK\x03\x04", "an Excel workbook or another packed file", "Open it in Excel and save it as “CSV UTF-8 (Comma delimited)”, or download the list as CSV."},
	{"\xd0\xcf\x11\xe0", "an old Excel workbook", "Open it in Excel and save it as “CSV UTF-8 (Comma delimited)”."},
	{"SQLite format 3\x00", "a database, perhaps a ledger", "Open a ledger instead of importing it as a list."},
	{"%PDF-", "a PDF document", "Download the list as CSV."},
	{"<", "a web page or XML", "The download was probably a sign-in page: sign in and download the list again."},
	{"{", "JSON", "Download the list as CSV."},
	{"[", "JSON", "Download the list as CSV."},
	{"\x1f\x8b", "a packed file", "Unpack it first."},
}

// noList says why a file is refused, what was found and what to do. Cells are
// quoted only when they look like headings: a file without a header begins with
// somebody's name.
func noList(name string, head []byte, h *header) error {
	refuse := func(found, remedy string) error {
		return ledger.Errorf(ledger.CodeInvalid, "read "+name,
			"%s is no list of active user licenses: %s. %s Nothing was changed.", name, found, remedy)
	}
	if len(bytes.TrimSpace(head)) == 0 {
		return refuse("it is empty", "Download the list again; an empty file does not mean that nobody has a license.")
	}
	for _, m := range mistaken {
		if bytes.HasPrefix(bytes.TrimLeft(head, " \t\r\n"), []byte(m.begins)) {
			return refuse("it is "+m.what, m.remedy)
		}
	}
	if bytes.IndexByte(head, 0) >= 0 {
		return refuse("it is no text", "Download the list as CSV.")
	}
	if hasAll(h.cells, "userprincipalname", "licenses") || hasAll(h.cells, "userprincipalname", "objectid") {
		return refuse("it is the admin center's export of users", "Import the list of active user licenses; it has the columns Service and License.")
	}
	missing := strings.Join(h.missing(), ", ")
	if len(h.at) == 0 {
		return refuse("its first line names none of the columns "+missing,
			"Choose a CSV file whose first line is the header, as it was downloaded.")
	}
	return refuse("its header ("+quoteHeadings(h.cells)+") lacks the columns "+missing,
		"Choose the file as it was downloaded, or say which columns these are.")
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
