package desktop

import (
	"crypto/rand"
	"html"
	"net/http"
	"regexp"
	"strings"
)

// pageNonce is the word in the built page under which styles may be written at
// run time. It is drawn anew for each page: whoever reads the program knows
// none.
const pageNonce = "of-this-page"

// pagePolicy finds the page's own policy, which stands in it for windows that
// read no headers of it.
var pagePolicy = regexp.MustCompile(`<meta\s+http-equiv="Content-Security-Policy"\s+content="([^"]*)"`)

func newNonce() string { return rand.Text() }

// underPolicy gives the page with its nonce, and sets its policy as headers too,
// which can say more. A page without a policy may do nothing.
func underPolicy(headers http.Header, page, nonce string) string {
	page = strings.NewReplacer(
		`nonce="`+pageNonce+`"`, `nonce="`+nonce+`"`,
		"'nonce-"+pageNonce+"'", "'nonce-"+nonce+"'",
	).Replace(page)
	policy := "default-src 'none'"
	if found := pagePolicy.FindStringSubmatch(page); found != nil {
		policy = html.UnescapeString(found[1])
	}
	headers.Set("Content-Security-Policy", policy+"; frame-ancestors 'none'")
	headers.Set("X-Content-Type-Options", "nosniff")
	headers.Set("Referrer-Policy", "no-referrer")
	headers.Set("Permissions-Policy", "camera=(), microphone=(), geolocation=(), display-capture=()")
	return page
}
