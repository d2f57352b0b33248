//go:build window && linux

package desktop

import (
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"licenseledger/app"
	"licenseledger/app/export/exporttest"
)

// TestLargeWindow drives the packaged program on a list of more than a million
// rows, whose table would be taller than an element of WebKitGTK can be. It
// needs what TestRealWindow needs, and in LICENSELEDGER_LARGE the folder with
// large.ledger, which `go run ./build large` makes.
func TestLargeWindow(t *testing.T) {
	folder := os.Getenv("LICENSELEDGER_LARGE")
	if folder == "" {
		t.Fatal("LICENSELEDGER_LARGE names no folder: run `go run ./build large`")
	}
	path := filepath.Join(folder, "large.ledger")
	program := builtProgram(t)
	last, before, same := endOf(t, path)
	s := newScreen(t, t.TempDir())
	s.settings(t, `{"language":"en","theme":"light"}`)
	w := s.start(t, program, path)
	w.titled(t, `, 3 July 2025 - License Ledger$`)
	w.key("ctrl+k")
	w.write("user licenses")
	w.picture(t, "large-palette")
	w.key("Return")
	w.picture(t, "large-first")

	w.click(emailX, firstRowY)
	w.key("ctrl+End")
	w.picture(t, "large-end")
	// Rows with an address, which are more than an element can be tall as well: all of
	// the last person stand at the foot, and the one before above them. Only if the last
	// row is the lowest that is seen.
	for _, probe := range []struct {
		up   int
		want string
	}{{0, last}, {same - 1, last}, {same, before}} {
		w.key("ctrl+f", "ctrl+a")
		w.write("@")
		w.picture(t, "large-named")
		w.click(emailX, firstRowY)
		w.key("ctrl+End")
		w.picture(t, "large-named-end")
		w.click(emailX, lastRowY-probe.up*rowHeight)
		w.key("ctrl+c", "ctrl+f", "ctrl+v")
		w.picture(t, "large-found-"+strconv.Itoa(probe.up))
		w.key("ctrl+e")
		found := addressesIn(t, s.downloaded(t, `\.xlsx$`))
		if !slices.Contains(found, probe.want) || slices.ContainsFunc(found, func(one string) bool { return !strings.Contains(one, probe.want) }) {
			t.Errorf("%d rows above the foot stands one of %v, want %s", probe.up, found, probe.want)
		}
		w.downloads(t)
		w.click(dismissX, dismissY) // what was saved is told below the table, which is lower then
	}

	w.key("ctrl+f", "ctrl+a", "Delete")
	w.picture(t, "large-all")
	w.click(emailX, firstRowY)
	w.key("ctrl+End", "Up", "Up", "ctrl+Home")
	w.picture(t, "large-home")
	w.key("alt+Left")
	w.titled(t, `, 2 July 2025 - License Ledger$`)
	w.key("ctrl+End")
	w.picture(t, "large-end-past")
	w.close(t)
}

// Where things stand in a window of 1280x800.
const (
	emailX    = 680
	firstRowY = 273
	dismissX  = 1255
	dismissY  = 780
	lastRowY  = 733 // of a table that is scrolled to its end
	rowHeight = 32
)

// endOf gives the last address of the newest list, the one before, and how many rows
// the last one has.
func endOf(t *testing.T, path string) (last, before string, same int) {
	t.Helper()
	opened, err := app.Open(t.Context(), path, app.OpenOptions{ReadOnly: true})
	if err != nil {
		t.Fatal(err)
	}
	defer opened.Close()
	view, err := opened.View(t.Context(), app.ViewSpec{Search: "@"})
	if err != nil {
		t.Fatal(err)
	}
	const most = 10
	rows, err := view.Rows(view.Len()-most, most)
	if err != nil {
		t.Fatal(err)
	}
	last = string(rows[most-1].EmailAddress)
	for i := most - 1; i >= 0; i-- {
		if before = string(rows[i].EmailAddress); before != last {
			return last, before, most - 1 - i
		}
	}
	t.Fatalf("the last %d rows are all of %s", most, last)
	return "", "", 0
}

var addressText = regexp.MustCompile(`[\w.'-]+@[\w.-]+`)

// addressesIn gives the addresses that a workbook has, each once.
func addressesIn(t *testing.T, path string) []string {
	t.Helper()
	var found []string
	for _, row := range exporttest.Rows(t, path) {
		for _, cell := range row {
			found = append(found, addressText.FindAllString(cell, -1)...)
		}
	}
	slices.Sort(found)
	return slices.Compact(found)
}
