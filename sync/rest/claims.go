package rest

import (
	"context"
	"encoding/base64"
	"encoding/json"
	"net/http"
	"regexp"
	"strings"
)

// proof is where the tokens of one call come from. A service may ask once for a
// new one that proves more.
type proof struct {
	client   *Client
	audience string
	op       string
	claims   string // asked for and not brought yet
	asked    bool
}

// bearer gives a token for the next attempt.
func (p *proof) bearer(ctx context.Context) (string, *failure) {
	if p.claims == "" {
		return p.client.bearer(ctx, p.audience, p.op)
	}
	token, err := p.client.renew(ctx, p.audience, p.claims)
	if err != nil {
		return "", tokenless(p.op, err)
	}
	p.claims = ""
	return token, nil
}

// refused takes note of what an answer with status 401 asks for.
func (p *proof) refused(header http.Header) {
	if p.client.renew == nil || p.asked {
		return
	}
	p.claims = challenge(header)
	p.asked = p.claims != ""
}

var claimsPattern = regexp.MustCompile(`claims="?([A-Za-z0-9+/_=-]+)"?`)

// challenge finds the claims that a service asks for, as JSON; "" when there are
// none. They come in base64, in either alphabet, with or without padding.
func challenge(header http.Header) string {
	for _, value := range header.Values("WWW-Authenticate") {
		match := claimsPattern.FindStringSubmatch(value)
		if match == nil || !strings.Contains(value, "insufficient_claims") {
			continue
		}
		text := strings.NewReplacer("-", "+", "_", "/").Replace(strings.TrimRight(match[1], "="))
		claims, err := base64.RawStdEncoding.DecodeString(text)
		if err == nil && json.Valid(claims) {
			return string(claims)
		}
	}
	return ""
}
