package auth

import (
	"bytes"
	"context"
	"encoding/json"
	"io"
	"net/http"
	"regexp"
	"strconv"
	"strings"
	"sync"
	"time"
)

// answer is what is kept of a refusal of the sign-in service: numbers and codes,
// and claims that a later sign-in has to bring.
type answer struct {
	status int
	number int    // AADSTS...
	code   string // of OAuth: invalid_grant
	claims string // JSON; "" when none are asked for
	id     string // trace id, for support
	after  time.Duration
	astray bool // it was no answer of the sign-in service, but a page or another address
}

// An ear hears the refusals of one act. MSAL hands some of them on without their
// body.
type ear struct {
	mu   sync.Mutex
	last answer
}

type earKey struct{}

func listen(ctx context.Context) (context.Context, *ear) {
	e := &ear{}
	return context.WithValue(ctx, earKey{}, e), e
}

func (e *ear) heard() answer {
	e.mu.Lock()
	defer e.mu.Unlock()
	return e.last
}

// listener lets the ear of a request's context hear the answer.
type listener struct{ next http.RoundTripper }

const (
	mostOfAnswer  = 64 << 10
	longestAnswer = 4 << 20
)

// atMost is a body that ends early.
type atMost struct {
	io.Reader
	io.Closer
}

// mostAsked is the longest wait that is believed, in seconds: a month.
const mostAsked = 30 * 24 * 3600

// RoundTrip implements http.RoundTripper.
func (l listener) RoundTrip(r *http.Request) (*http.Response, error) {
	resp, err := l.next.RoundTrip(r)
	e, ok := r.Context().Value(earKey{}).(*ear)
	if err != nil {
		return resp, err
	}
	astray := strings.HasPrefix(resp.Header.Get("Content-Type"), "text/html") && resp.StatusCode < http.StatusInternalServerError || resp.StatusCode >= 300 && resp.StatusCode < 400
	if ok && astray {
		e.mu.Lock()
		e.last = answer{status: resp.StatusCode, astray: true}
		e.mu.Unlock()
	}
	if !ok || astray || resp.StatusCode < http.StatusBadRequest {
		// MSAL reads an answer to its end, however long it is.
		resp.Body = atMost{io.LimitReader(resp.Body, longestAnswer), resp.Body}
		return resp, nil
	}
	body, err := io.ReadAll(io.LimitReader(resp.Body, mostOfAnswer))
	_ = resp.Body.Close() // read as far as it matters
	if err != nil {
		return nil, err
	}
	resp.Body = io.NopCloser(bytes.NewReader(body))
	heard := readAnswer(resp.StatusCode, resp.Header, body)
	e.mu.Lock()
	e.last = heard
	e.mu.Unlock()
	return resp, nil
}

var (
	numberPattern = regexp.MustCompile(`AADSTS([0-9]{5,8})`)
	idPattern     = regexp.MustCompile(`^[0-9a-fA-F-]{36}$`)
	codePattern   = regexp.MustCompile(`^[a-z_]{1,40}$`)
)

func readAnswer(status int, header http.Header, body []byte) answer {
	a := answer{status: status}
	if seconds, err := strconv.Atoi(header.Get("Retry-After")); err == nil && seconds > 0 && seconds < mostAsked {
		a.after = time.Duration(seconds) * time.Second
	}
	var said struct {
		Error       string `json:"error"`
		Description string `json:"error_description"`
		Codes       []int  `json:"error_codes"`
		Claims      string `json:"claims"`
		TraceID     string `json:"trace_id"`
	}
	if json.Unmarshal(body, &said) != nil {
		return a
	}
	if len(said.Codes) > 0 {
		a.number = said.Codes[0]
	} else {
		a.number = numberIn(said.Description)
	}
	if codePattern.MatchString(said.Error) {
		a.code = said.Error
	}
	if idPattern.MatchString(said.TraceID) {
		a.id = said.TraceID
	}
	if json.Valid([]byte(said.Claims)) {
		a.claims = said.Claims
	}
	return a
}

// numberIn finds Microsoft's error number in a text; 0 when there is none.
func numberIn(text string) int {
	match := numberPattern.FindStringSubmatch(text)
	if match == nil {
		return 0
	}
	number, _ := strconv.Atoi(match[1]) // digits, by the pattern
	return number
}
