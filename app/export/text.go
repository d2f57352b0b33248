package export

import (
	"strings"
	"unicode/utf8"
)

// printable makes any text one that a cell can hold: characters that XML
// forbids and bytes that are no UTF-8 become U+FFFD, line breaks become the
// line feed that Excel uses, and what is longer than a cell ends in cut.
func printable(s, cut string) string {
	if !isClean(s) {
		s = strings.ReplaceAll(strings.ToValidUTF8(s, "\ufffd"), "\r\n", "\n")
		s = strings.Map(func(r rune) rune {
			switch {
			case r == '\r':
				return '\n'
			case isForbidden(r):
				return utf8.RuneError
			}
			return r
		}, s)
	}
	if len(s) <= maxCell {
		return s // UTF-16 never needs more units than UTF-8 needs bytes
	}
	return shorten(s, cut)
}

func isClean(s string) bool {
	for _, r := range s {
		if r == utf8.RuneError || r == '\r' || isForbidden(r) {
			return false
		}
	}
	return true
}

// isForbidden tells whether XML 1.0 has no way to write the character.
// https://www.w3.org/TR/xml/#charsets
func isForbidden(r rune) bool {
	return r < ' ' && r != '\t' && r != '\n' && r != '\r' || r == 0xFFFE || r == 0xFFFF
}

// shorten keeps whole characters, so that with cut they fill at most a cell.
func shorten(s, cut string) string {
	room := maxCell - utf16Len(cut)
	used, keep := 0, 0
	for i, r := range s {
		if used <= room {
			keep = i
		}
		used += units(r)
	}
	if used <= maxCell {
		return s
	}
	return s[:keep] + cut
}

func utf16Len(s string) (n int) {
	for _, r := range s {
		n += units(r)
	}
	return n
}

// units is how many UTF-16 code units a character takes.
func units(r rune) int {
	if r > 0xFFFF {
		return 2
	}
	return 1
}

// appendXML escapes a printable text for an element. Spreadsheet programs read
// _x000D_ in a cell as the character with that number, so an underscore that
// would begin one is itself written that way (ECMA-376, part 1, 22.4.2.4).
func appendXML(to []byte, s string) []byte {
	for i := 0; i < len(s); i++ {
		switch c := s[i]; {
		case c == '&':
			to = append(to, "&amp;"...)
		case c == '<':
			to = append(to, "&lt;"...)
		case c == '>':
			to = append(to, "&gt;"...)
		case c == '_' && beginsEscape(s[i:]):
			to = append(to, "_x005F_"...)
		default:
			to = append(to, c)
		}
	}
	return to
}

func beginsEscape(s string) bool {
	if len(s) < 7 || s[1] != 'x' || s[6] != '_' {
		return false
	}
	for _, c := range []byte(s[2:6]) {
		if (c < '0' || c > '9') && (c < 'a' || c > 'f') && (c < 'A' || c > 'F') {
			return false
		}
	}
	return true
}
