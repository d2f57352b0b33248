package rest

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"sync/atomic"
	"time"

	"licenseledger/store/ledger"
)

// TokenSource gives a bearer token for an audience. It is asked before every
// attempt, is expected to cache, and never asks a person. Its errors are
// ledger.Errors.
type TokenSource func(ctx context.Context, audience string) (string, error)

// Renewal gives a new token that brings what a service asked for with its claims,
// as JSON. It is asked once in a call, and what it gives is used for the next
// attempt; from then on the TokenSource is expected to give it. Its errors are
// ledger.Errors and end the call: when it takes a person, they should find the
// claims asked for at their next sign-in.
// https://learn.microsoft.com/entra/identity-platform/claims-challenge
type Renewal func(ctx context.Context, audience, claims string) (string, error)

// Links are the pages on which an administrator grants what is missing; they go
// into errors. An empty one is left out.
type Links struct {
	Consent string // grants what the app asks for
	Roles   string // gives a role to a person
}

// Clock is the time that waits are measured by.
type Clock interface {
	Now() time.Time
	// Sleep waits, or returns the context's error as soon as it ends.
	Sleep(ctx context.Context, d time.Duration) error
}

// Service is a host that may be given a token.
type Service struct {
	Base     string // https address that its calls begin with: https://graph.microsoft.com/v1.0
	Audience string // what its tokens are made for; the trailing slash counts
}

// Wait tells why a call pauses.
type Wait struct {
	Until  time.Time
	Reason string // one of the Reason constants
}

// Reasons of a Wait.
const (
	ReasonThrottled   = "throttled"           // the service asked to wait
	ReasonUnavailable = "service_unavailable" // the service answered that it cannot answer now
	ReasonConnection  = "connection_lost"     // no answer came
	ReasonReport      = "report_being_prepared"
	ReasonSearch      = "log_being_searched"
	ReasonPaced       = "paced" // the service allows so many calls in so many seconds, and they were made
)

// Limits bound what one call may cost. Zero fields take the defaults.
type Limits struct {
	Attempts  int           // tries of one call; 6. A lost connection is tried at most 4 times
	TotalWait time.Duration // sum of the waits of one call; 10 minutes
	Stall     time.Duration // longest time in which less than 64 KiB of an answer come, by the real clock; 90 seconds
	Body      int64         // bytes of one answer kept in memory, unpacked; 64 MiB
	File      int64         // bytes of one file that is downloaded, unpacked; 4 GiB
}

// Config is what a Client needs. Services, Token and Clock are required.
type Config struct {
	Services  []Service
	Token     TokenSource
	Renew     Renewal // nil when no service asks for claims, as for an app without a person
	Links     Links
	HTTP      *http.Client // its transport is used (proxies, root certificates); nil for the default
	Clock     Clock
	UserAgent string
	Limits    Limits
	Paces     []Pace // of calls that the service allows less often than others
	// OnWait is told before every wait; over is called when it ended. May be nil.
	OnWait func(ctx context.Context, w Wait) (over func())
}

// Client makes calls. It may be used by several goroutines.
type Client struct {
	services  []service
	token     TokenSource
	renew     Renewal
	links     Links
	http      http.Client
	clock     Clock
	userAgent string
	limits    Limits
	paces     []*pacer
	ahead     atomic.Int64 // of the services' clock, as the last answer told
	onWait    func(context.Context, Wait) func()
}

type service struct {
	origin   string
	path     string // before that of each call
	audience string
}

// New checks the configuration. Every base must be an https address.
func New(cfg Config) (*Client, error) {
	if cfg.Token == nil || cfg.Clock == nil || len(cfg.Services) == 0 {
		return nil, errors.New("rest: services, token source and clock are required")
	}
	c := &Client{token: cfg.Token, renew: cfg.Renew, links: cfg.Links, clock: cfg.Clock, userAgent: cfg.UserAgent, limits: cfg.Limits, onWait: cfg.OnWait}
	for _, p := range cfg.Paces {
		c.paces = append(c.paces, &pacer{Pace: p})
	}
	for _, s := range cfg.Services {
		u, err := url.Parse(s.Base)
		if err != nil || u.Scheme != "https" || u.Host == "" || s.Audience == "" {
			return nil, fmt.Errorf("rest: service %q needs an https base and an audience", s.Base)
		}
		c.services = append(c.services, service{origin: origin(u), path: strings.TrimSuffix(u.EscapedPath(), "/"), audience: s.Audience})
	}
	if cfg.HTTP != nil {
		c.http.Transport = cfg.HTTP.Transport
	}
	c.http.CheckRedirect = c.follow
	if c.userAgent == "" {
		c.userAgent = "LicenseLedger"
	}
	if c.onWait == nil {
		c.onWait = func(context.Context, Wait) func() { return func() {} }
	}
	c.limits = c.limits.withDefaults()
	return c, nil
}

func (l Limits) withDefaults() Limits {
	if l.Attempts == 0 {
		l.Attempts = 6
	}
	if l.TotalWait == 0 {
		l.TotalWait = 10 * time.Minute
	}
	if l.Stall == 0 {
		l.Stall = 90 * time.Second
	}
	if l.Body == 0 {
		l.Body = 64 << 20
	}
	if l.File == 0 {
		l.File = 4 << 30
	}
	return l
}

// Request is one call to a configured service.
type Request struct {
	Op     string // what is being done, for errors: "read users"
	Method string // GET when empty; POST only for the named list
	URL    string // absolute, on the host of a configured service
	Body   []byte // JSON, or nil
	Needs  string // Microsoft's name of the permission or role, for the remedy
	Roles  string // roles of which a person who signs in needs one besides, for the remedy
	// Shrinks: a gateway that gave up, and silence, end the call at once, since
	// the caller asks for less then; see TooMuch.
	Shrinks bool
	// Defers: being throttled ends the call at once, since asking again soon is
	// refused too; the caller asks another time.
	Defers bool
	// Counts: the answer is a number as text, which Microsoft gives from its index
	// alone. https://learn.microsoft.com/graph/aad-advanced-queries
	Counts bool
	// Room is memory that nobody needs any more and the body of the answer may be
	// read into; nil for none.
	Room []byte
}

// Answer is what a service said, read to its end.
type Answer struct {
	Status     int
	Header     http.Header
	Body       []byte
	At         time.Time     // the answer's Date header; the clock's time when it has none
	RetryAfter time.Duration // 0 when the service did not say
	RequestID  string
}

// Now is the client's clock.
func (c *Client) Now() time.Time { return c.clock.Now() }

// ServiceTime is the time by the service's clock, as far as an answer told it:
// the computer's own may be wrong by days.
func (c *Client) ServiceTime() time.Time {
	return c.clock.Now().Add(time.Duration(c.ahead.Load())).UTC()
}

// Do makes the call, with retries, and gives any 2xx answer. Failures are
// ledger.Errors; StatusOf finds the HTTP status behind one.
func (c *Client) Do(ctx context.Context, r Request) (Answer, error) {
	rule, err := c.guard(r)
	if err != nil {
		return Answer{}, err
	}
	var answer Answer
	proof := proof{client: c, audience: rule.audience, op: r.Op}
	err = c.retry(ctx, r.Op, rule.replay, func(ctx context.Context, last *refused) *failure {
		token, fail := proof.bearer(ctx)
		if fail != nil {
			return fail
		}
		if last.err != nil && last.token == token {
			return &failure{err: last.err}
		}
		if err := c.keepPace(ctx, r); err != nil {
			return &failure{err: asLedgerError(err, r.Op)}
		}
		resp, release, fail := c.send(ctx, r, token)
		if fail != nil {
			return fail.unlessShrinks(r)
		}
		defer release()
		if resp.StatusCode < 200 || resp.StatusCode > 299 {
			fail := c.refusal(r, resp)
			if resp.StatusCode == http.StatusUnauthorized {
				*last = refused{token: token, err: fail.err}
				proof.refused(resp.Header)
			}
			return fail.unlessShrinks(r)
		}
		body, fail := c.readAll(r, resp)
		if fail != nil {
			return fail.unlessShrinks(r)
		}
		answer = Answer{Status: resp.StatusCode, Header: resp.Header, Body: body, At: c.answeredAt(resp),
			RetryAfter: retryAfter(resp.Header.Get("Retry-After"), c.answeredAt(resp)), RequestID: requestID(resp.Header)}
		return nil
	})
	return answer, err
}

// bearer asks for a token; a sign-in service that cannot be reached counts as
// a lost connection.
func (c *Client) bearer(ctx context.Context, audience, op string) (string, *failure) {
	token, err := c.token(ctx, audience)
	if err != nil {
		return "", tokenless(op, err)
	}
	return token, nil
}

// tokenless is an attempt that got no token.
func tokenless(op string, err error) *failure {
	var known *ledger.Error
	if !errors.As(err, &known) {
		known = ledger.Errorf(ledger.CodeSignInRequired, op,
			"No token could be had from Microsoft's sign-in service. Sign in again.")
	}
	switch known.Code {
	case ledger.CodeOffline:
		return &failure{err: known, again: true, network: true, reason: ReasonConnection}
	case ledger.CodeThrottled:
		return &failure{err: known, again: true, after: known.RetryAfter, reason: ReasonThrottled}
	}
	return &failure{err: known}
}

// send makes one attempt. release must be called when the answer was read.
func (c *Client) send(ctx context.Context, r Request, token string) (resp *http.Response, release func(), fail *failure) {
	watch := newWatchdog(ctx, c.limits.Stall)
	method := r.Method
	if method == "" {
		method = http.MethodGet
	}
	req, err := http.NewRequestWithContext(watch.ctx, method, r.URL, bodyOf(r.Body))
	if err != nil {
		watch.stop()
		return nil, nil, &failure{err: ledger.Errorf(ledger.CodeInvalid, r.Op, "The address of the call is not valid.")}
	}
	req.Header.Set("User-Agent", c.userAgent)
	req.Header.Set("client-request-id", newRequestID())
	if token != "" {
		req.Header.Set("Authorization", "Bearer "+token)
		req.Header.Set("Accept", "application/json")
	}
	if r.Counts {
		req.Header.Set("Accept", "text/plain")
		req.Header.Set("ConsistencyLevel", "eventual")
	}
	if r.Body != nil {
		req.Header.Set("Content-Type", "application/json")
	}
	resp, err = c.http.Do(req)
	if err != nil {
		fail := unreachable(r, watch.explain(err))
		watch.stop()
		return nil, nil, fail
	}
	resp.Body = watch.guard(resp.Body)
	return resp, func() {
		drain(resp.Body)
		watch.stop()
	}, nil
}

// A Date outside of these is no service's: whoever is in between made it up.
var earliest, latest = time.Date(2017, 1, 1, 0, 0, 0, 0, time.UTC), time.Date(2100, 1, 1, 0, 0, 0, 0, time.UTC)

func (c *Client) answeredAt(resp *http.Response) time.Time {
	if at, err := http.ParseTime(resp.Header.Get("Date")); err == nil && at.After(earliest) && at.Before(latest) {
		c.ahead.Store(int64(at.Sub(c.clock.Now())))
		return at.UTC()
	}
	return c.clock.Now().UTC()
}

func requestID(h http.Header) string {
	for _, name := range []string{"request-id", "x-ms-request-id"} {
		if id := h.Get(name); id != "" && len(id) <= 64 && !strings.ContainsAny(id, " @/?&") {
			return id
		}
	}
	return ""
}
