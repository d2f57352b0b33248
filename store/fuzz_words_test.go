package store

import (
	"crypto/sha256"
	"encoding/json"
	"strings"
	"testing"

	"licenseledger/store/ledger"
)

// FuzzWithout takes a forgotten person out of texts that others wrote, of columns that
// should be JSON too: what they were called is gone wherever it stands alone, and JSON
// stays JSON.
func FuzzWithout(f *testing.F) {
	const name, address = "Jane Doe", "jane@contoso.com"
	for _, seed := range []string{"", "Apps of", "é\u0301", "\xff", "[]", `{"a":[1e400,"b"]}`, `{"jane@contoso.com":`, "x@", "'", "Jane", "\u202e", "jane.doe-", `"`, "null", strings.Repeat("[", 20_000)} {
		f.Add(seed, "")
		f.Add(seed, "|Doe Jane")
	}
	key := newErasureKey([]byte("key"))
	e := &erasures{hashes: map[[sha256.Size]byte]bool{}, keys: []*erasureKey{key}}
	for _, text := range []string{ledger.FoldText(name), ledger.FoldAddress(address)} {
		e.hashes[key.hash(erasedText, text)] = true
	}
	f.Fuzz(func(t *testing.T, before, after string) {
		for _, called := range []string{name, address, strings.ToUpper(name), strings.ToUpper(address)} {
			alone := " " + called + " "
			for _, isJSON := range []bool{false, true} {
				if left := e.withoutIn(before+alone+after, isJSON); strings.Contains(left, alone) {
					t.Fatalf("%q stays in %q, JSON %v", called, left, isJSON)
				}
			}
			body, err := json.Marshal([]any{before + alone + after, map[string]any{alone + after: before + alone}, before})
			if err != nil {
				t.Fatal(err)
			}
			left := e.withoutIn(string(body), true)
			if !json.Valid([]byte(left)) || strings.Contains(left, alone) {
				t.Fatalf("%s becomes %s", body, left)
			}
		}
		if json.Valid([]byte(before)) && !json.Valid([]byte(e.withoutIn(before, true))) {
			t.Fatalf("%s is no JSON any more", before)
		}
	})
}
