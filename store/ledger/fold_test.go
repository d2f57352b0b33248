package ledger

import (
	"strings"
	"testing"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

func TestFoldAddress(t *testing.T) {
	for _, test := range []struct{ in, want string }{
		{"  Jane@Contoso.COM ", "jane@contoso.com"},
		{"SMTP:Jane@contoso.com", "jane@contoso.com"},
		{"smtp: jane@contoso.com", "jane@contoso.com"},
		{"Zoe\u0308@contoso.com", "zo\u00eb@contoso.com"},
		{"ZOË@contoso.com", "zo\u00eb@contoso.com"},
		{"sip:jane@contoso.com", "sip:jane@contoso.com"},
		{"", ""},
	} {
		if got := FoldAddress(test.in); got != test.want {
			t.Errorf("%q: got %q, want %q", test.in, got, test.want)
		}
	}
}

func TestFoldText(t *testing.T) {
	for _, test := range []struct{ in, want string }{
		{"Zoë de Vries", "zoe de vries"},
		{"SØREN Åkesson", "soren akesson"},
		{"Łukasz Wójcik", "lukasz wojcik"},
		{"Straße", "strasse"},
		{"İstanbul", "istanbul"},
		{"Ｆｕｌｌ", "full"},
		{"Διονύσης", "διονυσης"},
		{"plain", "plain"},
	} {
		if got := FoldText(test.in); got != test.want {
			t.Errorf("%q: got %q, want %q", test.in, got, test.want)
		}
	}
}

func TestIsFiller(t *testing.T) {
	for _, filler := range []string{"", "  ", "Unknown", "UNKNOWN", " unknown ", "Not known", "not  known", "Onbekend", "Unbekannt",
		"Inconnu", "Desconocido", "Sconosciuto", "Okänd", "不明", "알 수 없음"} {
		if !IsFiller(filler) {
			t.Errorf("%q is a filler", filler)
		}
	}
	for _, name := range []string{"Jane Doe", "Unknown Soldier", "Not", "known@contoso.com", "unknown@contoso.com", "-"} {
		if IsFiller(name) {
			t.Errorf("%q is no filler", name)
		}
	}
}

func FuzzFold(f *testing.F) {
	for _, seed := range []string{"Zoë", "smtp:SMTP:x", "İ", "ẞ", "ﬀ", "K", "\xff", " smtp: ", "알 수 없음"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, s string) {
		if once := FoldAddress(s); FoldAddress(once) != once {
			t.Errorf("address %q folds to %q and that to %q", s, once, FoldAddress(once))
		}
		if once := FoldText(s); FoldText(once) != once {
			t.Errorf("text %q folds to %q and that to %q", s, once, FoldText(once))
		} else if utf8.ValidString(s) && !utf8.ValidString(once) {
			t.Errorf("text %q folds to invalid UTF-8", s)
		}
	})
}

// TestIsFiller_RulesOutNoneByItsEnds holds the short way, by the first and last two
// letters, against the long one.
func TestIsFiller_RulesOutNoneByItsEnds(t *testing.T) {
	texts := []string{"", " ", "\t\n", "u", "un", "Unknown Unknown", "u nknown", "-unknown", "Ünknown", "u\u0308nknown", "\u00a0unknown", "unknown\u0301", "unknow\u0303n", "unknown\u00a0", "unknowN"}
	for word := range fillers {
		texts = append(texts, word, strings.ToUpper(word), " \t"+strings.ReplaceAll(word, " ", " \v ")+"\r\n", strings.ReplaceAll(word, " ", ""), word+"x", word+" x", word[1:])
	}
	seen := 0
	for _, text := range texts {
		folded := FoldText(strings.Join(strings.Fields(text), " "))
		want := folded == "" || fillers[folded] || fillers[norm.NFC.String(folded)]
		if got := IsFiller(text); got != want {
			t.Errorf("IsFiller(%q) = %v, want %v", text, got, want)
		}
		if want {
			seen++
		}
	}
	if seen < 3*len(fillers) {
		t.Errorf("only %d of %d texts are fillers", seen, len(texts))
	}
}
