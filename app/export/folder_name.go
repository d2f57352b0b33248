package export

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"licenseledger/store/ledger"
)

// FileNames makes names of files from texts that people wrote: such that every
// system takes them, and no two are the same where letter case, or how letters
// with accents are put together, makes no difference.
type FileNames struct{ taken map[string]bool }

// nameLength bounds a name without its ending, in bytes of UTF-8: with a number
// and an ending it stays below what any file system takes.
const nameLength = 120

// Next gives a name with the ending, such as .csv, that was not given before.
func (n *FileNames) Next(text, ending string) string {
	if n.taken == nil {
		n.taken = map[string]bool{nameKey(IndexName): true}
	}
	stem := safeName(text)
	for i := 1; ; i++ {
		name := stem + ending
		if i > 1 {
			name = fmt.Sprintf("%s (%d)%s", stem, i, ending)
		}
		if key := nameKey(name); !n.taken[key] {
			n.taken[key] = true
			return name
		}
	}
}

// nameKey is the same for names that a file system may take for one.
func nameKey(name string) string { return ledger.FoldText(name) }

// safeName leaves out what a name cannot have on Windows, which forbids most.
// https://learn.microsoft.com/windows/win32/fileio/naming-a-file
func safeName(text string) string {
	text = strings.Map(func(r rune) rune {
		switch {
		case strings.ContainsRune(`<>:"/\|?*`, r), unicode.IsControl(r), r == utf8.RuneError:
			return ' '
		case unicode.Is(unicode.Cf, r): // marks of direction, which make names look like others
			return -1
		}
		return r
	}, text)
	text = strings.Join(strings.Fields(text), " ")
	for len(text) > nameLength {
		_, size := utf8.DecodeLastRuneInString(text)
		text = text[:len(text)-size]
	}
	text = strings.TrimRight(text, ". ")
	// Hidden, an owner's mark, or what a spreadsheet program takes for a formula
	// in the index.
	if text == "" || strings.ContainsRune(".~=+-@'", rune(text[0])) || isReserved(text) {
		text = "_" + text
	}
	return text
}

// isReserved tells whether Windows takes a name for a device, whatever its
// ending is.
func isReserved(name string) bool {
	stem, _, _ := strings.Cut(strings.ToUpper(name), ".")
	stem = strings.TrimRight(stem, " ")
	switch stem {
	case "CON", "PRN", "AUX", "NUL", "CONIN$", "CONOUT$", "CLOCK$":
		return true
	}
	number := strings.TrimPrefix(strings.TrimPrefix(stem, "COM"), "LPT")
	return len(stem) > 3 && number != stem && strings.Contains(" 0 1 2 3 4 5 6 7 8 9 ¹ ² ³ ", " "+number+" ")
}
