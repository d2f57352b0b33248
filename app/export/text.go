package export

import (
	"fmt"
	"strings"
	"unicode/utf8"
)

// fitted makes any text one that a cell can hold: bytes that are no UTF-8 become
// U+FFFD, line breaks become the line feed that Excel uses, and what is longer
// than a cell ends in cut. Characters that XML forbids stay: appendXML knows how
// to write them.
func fitted(s, cut string) string {
	if !isClean(s) {
		s = strings.ReplaceAll(strings.ToValidUTF8(s, "\ufffd"), "\r\n", "\n")
		s = strings.ReplaceAll(s, "\r", "\n")
	}
	if len(s) <= maxCell {
		return s // UTF-16 never needs more units than UTF-8 needs bytes
	}
	return shorten(s, cut)
}

// printable is fitted for what excelize or a page header writes, which have no
// way for characters that XML forbids: those become U+FFFD.
func printable(s, cut string) string {
	return strings.Map(func(r rune) rune {
		if isForbidden(r) {
			return utf8.RuneError
		}
		return r
	}, fitted(s, cut))
}

// isClean tells whether a text is UTF-8 without carriage returns.
func isClean(s string) bool {
	return utf8.ValidString(s) && strings.IndexByte(s, '\r') < 0
}

// hasOuterSpace tells whether readers of XML would trim the text.
func hasOuterSpace(s string) bool {
	isSpace := func(c byte) bool { return c <= ' ' }
	return s != "" && (isSpace(s[0]) || isSpace(s[len(s)-1]))
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

// appendXML escapes a fitted text for an element. Characters that XML forbids
// are written as _x0001_, which spreadsheet programs read as the character with
// that number; so an underscore that would begin one is itself written that way
// (ECMA-376, part 1, 22.4.2.4 and ST_Xstring).
func appendXML(to []byte, s string) []byte {
	plain := 0 // where what needs no escape begins
	for i := 0; i < len(s); i++ {
		escape, size := "", 1
		switch c := s[i]; {
		case c == '&':
			escape = "&amp;"
		case c == '<':
			escape = "&lt;"
		case c == '>':
			escape = "&gt;"
		case c == '_' && beginsEscape(s[i:]):
			escape = "_x005F_"
		case c < ' ' && isForbidden(rune(c)):
			escape = fmt.Sprintf("_x%04X_", c)
		case c == 0xEF && (strings.HasPrefix(s[i:], "\ufffe") || strings.HasPrefix(s[i:], "\uffff")):
			escape, size = "_xFFF"+string("EF"[s[i+2]-0xBE])+"_", 3
		default:
			continue
		}
		to = append(append(to, s[plain:i]...), escape...)
		i += size - 1
		plain = i + 1
	}
	return append(to, s[plain:]...)
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
