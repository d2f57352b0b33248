package simtenant

import (
	"strings"
	"unicode/utf8"
)

// A spelling is one name as people write it, in Latin letters, and as an
// address can carry it.
type spelling struct{ native, latin, address string }

// A culture is one language's names, and the offices its people mostly work in.
type culture struct {
	given, family []spelling
	familyFirst   bool // when written in its own script
	ownScript     bool // has a spelling that is not Latin
	joiner        string
	offices       []uint8
	weight        int // of 100 people
}

var cultures = []culture{
	{given: names(givenEnglish), family: names(familyEnglish), offices: []uint8{2, 12, 0}, weight: 20},
	{given: names(givenDutch), family: names(familyDutch), offices: []uint8{0, 0, 1}, weight: 24},
	{given: names(givenGerman), family: names(familyGerman), offices: []uint8{3, 4, 1}, weight: 14},
	{given: names(givenFrench), family: names(familyFrench), offices: []uint8{5}, weight: 9},
	{given: names(givenSpanish), family: names(familySpanish), offices: []uint8{6, 12}, weight: 8},
	{given: names(givenPolish), family: names(familyPolish), offices: []uint8{7, 1}, weight: 8},
	{given: names(givenTurkish), family: names(familyTurkish), offices: []uint8{8, 0, 4}, weight: 6},
	{given: names(givenChinese), family: names(familyChinese), offices: []uint8{9, 12}, weight: 4, familyFirst: true, ownScript: true},
	{given: names(givenJapanese), family: names(familyJapanese), offices: []uint8{10}, weight: 3, familyFirst: true, ownScript: true, joiner: " "},
	{given: names(givenArabic), family: names(familyArabic), offices: []uint8{11, 5}, weight: 4, ownScript: true, joiner: " "},
}

func names(list string) []spelling {
	parts := strings.Split(list, "|")
	out := make([]spelling, len(parts))
	for i, part := range parts {
		native, latin, two := strings.Cut(part, "=")
		if !two {
			latin = native
		}
		out[i] = spelling{native, latin, addressPart(latin)}
	}
	return out
}

// display writes a full name; ownScript chooses the culture's own writing.
func (c *culture) display(given, family int, middle byte, ownScript bool) string {
	g, f := c.given[given], c.family[family]
	if ownScript && c.ownScript {
		if c.familyFirst {
			return f.native + c.joiner + g.native
		}
		return g.native + c.joiner + f.native
	}
	if middle != 0 {
		return g.latin + " " + string(middle) + ". " + f.latin
	}
	return g.latin + " " + f.latin
}

// local is the part of an address before the @, without its number.
func (c *culture) local(given, family int) string {
	return c.given[given].address + "." + c.family[family].address
}

var addressLetters = strings.NewReplacer(
	"ä", "ae", "ö", "oe", "ü", "ue", "ß", "ss", "æ", "ae", "ø", "o", "å", "a", "ł", "l", "đ", "d", "ı", "i",
	"á", "a", "à", "a", "â", "a", "ã", "a", "ą", "a", "ç", "c", "ć", "c", "č", "c", "é", "e", "è", "e", "ê", "e",
	"ë", "e", "ę", "e", "ễ", "e", "ğ", "g", "í", "i", "ì", "i", "î", "i", "ï", "i", "ń", "n", "ñ", "n", "ó", "o", "ò", "o",
	"ô", "o", "õ", "o", "ś", "s", "ş", "s", "š", "s", "ú", "u", "ù", "u", "û", "u", "ÿ", "y", "ź", "z", "ż", "z", "ž", "z",
	"İ", "i", " ", "", ".", "", "'", "",
)

// addressPart makes a name fit for an address: lower case letters a to z and
// hyphens. An address keeps neither apostrophes nor accents, as most
// organizations have it.
func addressPart(name string) string {
	lower := addressLetters.Replace(strings.ToLower(addressLetters.Replace(name)))
	return strings.Map(func(r rune) rune {
		if r < utf8.RuneSelf && (r == '-' || r >= 'a' && r <= 'z') {
			return r
		}
		return -1
	}, lower)
}
