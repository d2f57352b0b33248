package ledger

import "strings"

// erasedPrefix begins what stands where a name or an address of a forgotten
// person stood. What follows is a keyed hash: equal addresses stay equal, so
// that a line of a report is still known to be the account's, without telling
// whose it is.
const erasedPrefix = "erased-"

// ErasedText makes the text that stands in for a name or an address; tag is the
// keyed hash in lower-case hex. Folding does not change it.
func ErasedText(tag string) string { return erasedPrefix + tag }

// IsErased tells whether a text stands in for the name or address of a person
// who was forgotten. It is never shown: people read Unknown, with the status
// erased.
func IsErased(s string) bool {
	tag, ok := strings.CutPrefix(s, erasedPrefix)
	if !ok || len(tag) != 16 {
		return false
	}
	return strings.Trim(tag, "0123456789abcdef") == ""
}
