package ledger

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// FoldAddress prepares an address for comparison: trimmed, lower case, in
// Unicode form C, and without the "smtp:" that proxy addresses begin with.
// Folding twice gives the same as folding once.
func FoldAddress(s string) string {
	s = strings.TrimSpace(s)
	for len(s) >= 5 && strings.EqualFold(s[:5], "smtp:") {
		s = strings.TrimSpace(s[5:])
	}
	if isASCII(s) {
		return strings.ToLower(s)
	}
	return norm.NFC.String(strings.ToLower(s))
}

// FoldText prepares a text for search and for sorting: lower case and without
// diacritics, so that "Zoë", "ZOE" and "zoe" are one. Letters that Unicode does
// not take apart (ø, ł, ß ...) become the plain letters they are filed under.
func FoldText(s string) string {
	if isASCII(s) {
		return strings.ToLower(s)
	}
	// Lower case comes first and again last: some capitals become a letter and
	// a mark, and some compatibility forms decompose into capitals.
	decomposed := norm.NFKD.String(strings.ToLower(s))
	var b strings.Builder
	b.Grow(len(decomposed))
	for _, r := range decomposed {
		if unicode.Is(unicode.Mn, r) {
			continue
		}
		if plain, ok := plainLetters[r]; ok {
			b.WriteString(plain)
			continue
		}
		b.WriteRune(unicode.ToLower(r))
	}
	return b.String()
}

var plainLetters = map[rune]string{
	'ß': "ss", 'æ': "ae", 'œ': "oe", 'ø': "o", 'đ': "d", 'ð': "d", 'þ': "th", 'ł': "l", 'ħ': "h", 'ı': "i", 'ŧ': "t",
}

// fillers are the words that exports put where a name or an address is not
// known, folded, in the languages of the admin center.
var fillers = map[string]bool{
	"unknown": true, "not known": true, "unknown user": true,
	"onbekend": true, "niet bekend": true,
	"unbekannt": true, "nicht bekannt": true,
	"inconnu": true, "inconnue": true, "non connu": true, "non connue": true,
	"desconocido": true, "desconocida": true, "no conocido": true, "no se conoce": true,
	"sconosciuto": true, "sconosciuta": true, "non noto": true,
	"desconhecido": true, "desconhecida": true,
	"okand": true, "okant": true, "ukendt": true, "ukjent": true, "tuntematon": true,
	"nieznany": true, "nieznane": true, "neznamy": true, "ismeretlen": true, "necunoscut": true, "bilinmiyor": true,
	"неизвестно": true, "不明": true, "未知": true, "알 수 없음": true,
}

// IsFiller tells whether a cell says that a name or an address is not known:
// blank, Unknown, Not known, or the same in another language.
func IsFiller(s string) bool {
	if strings.Contains(s, "@") {
		return false // an address; most cells that are asked about are one
	}
	if !mayBeFiller(s) {
		return false
	}
	folded := FoldText(strings.Join(strings.Fields(s), " "))
	// Korean letters were taken apart by folding; put them together again.
	return folded == "" || fillers[folded] || fillers[norm.NFC.String(folded)]
}

// beginnings and endings are the first and the last two letters of fillers.
var beginnings, endings = func() (first, last [1 << 16]bool) {
	for word := range fillers {
		first[twoLetters(word[0], word[1])] = true
		last[twoLetters(word[len(word)-2], word[len(word)-1])] = true
	}
	return first, last
}()

// twoLetters are a place in beginnings and endings, whatever the case of plain
// letters.
func twoLetters(a, b byte) uint16 { return uint16(a|' ')<<8 | uint16(b|' ') }

// mayBeFiller rules out, by how they begin and end, nearly all names of a
// tenant: all of them are asked about, and folding them takes its time.
func mayBeFiller(s string) bool {
	s = strings.TrimSpace(s)
	if len(s) < 2 {
		return true
	}
	for _, at := range [2]struct {
		a, b byte
		can  *[1 << 16]bool
	}{{s[0], s[1], &beginnings}, {s[len(s)-2], s[len(s)-1], &endings}} {
		if isLetter(at.a) && isLetter(at.b) && !at.can[twoLetters(at.a, at.b)] {
			return false
		}
	}
	return true
}

// isLetter tells plain letters, which folding makes small and nothing else.
func isLetter(c byte) bool { return 'a' <= c|' ' && c|' ' <= 'z' }

func isASCII(s string) bool {
	for i := 0; i < len(s); i++ {
		if s[i] >= 0x80 {
			return false
		}
	}
	return true
}
