package export

import (
	"strings"

	"licenseledger/store/ledger"
)

// Separators gives the words for what can separate the values of a CSV file.
func Separators() []string { return []string{"comma", "semicolon", "tab", "local"} }

// Separator reads one of them; local is what Excel on this computer takes a CSV
// file apart by. language is asked where the system does not tell.
func Separator(word, language string) (rune, error) {
	switch word {
	case "", "comma":
		return ',', nil
	case "semicolon":
		return ';', nil
	case "tab":
		return '\t', nil
	case "local":
		return localSeparator(language), nil
	}
	return 0, ledger.Errorf(ledger.CodeUsage, "export", "There is no separator %q. Use %s.", word, strings.Join(Separators(), ", "))
}

// separatorOf gives the list separator of a language or of a locale such as
// nl_NL.UTF-8: a semicolon where a comma stands in numbers, which spreadsheet
// programs keep to.
func separatorOf(locale string) rune {
	locale = strings.ToLower(strings.ReplaceAll(locale, "-", "_"))
	locale, _, _ = strings.Cut(locale, ".")
	language, region, _ := strings.Cut(locale, "_")
	switch region {
	case "mx", "us", "gb", "ie":
		return ',' // numbers have a point, whatever the language
	case "za":
		return ';'
	}
	if strings.Contains(" af be bg bs ca cs da de el es et eu fi fo fr fy gl hr hu hy id is it ka kk lb lt lv mk nb nl nn no pl pt ro ru sk sl sq sr sv tr uk uz vi ", " "+language+" ") {
		return ';'
	}
	return ','
}
