package rest

import (
	"cmp"
	"encoding/json"
	"net/http"
	"net/url"
	"strings"

	"licenseledger/store/ledger"
)

// rule is what the guard found about a call that may be made.
type rule struct {
	audience string
	replay   bool // it may be made again when the answer was lost
}

// guard lets a call pass that is in the closed list, at a configured host.
func (c *Client) guard(r Request) (rule, error) {
	u, err := url.Parse(r.URL)
	if err != nil {
		return rule{}, ledger.Errorf(ledger.CodeInvalid, r.Op, "The address of the call is not valid.")
	}
	s, ok := c.serviceOf(u)
	if !ok {
		return rule{}, ledger.Errorf(ledger.CodeInvalid, r.Op,
			"The service pointed to a host that is not configured (%s). No token was sent there. Check the cloud and the hosts of this tenant.", u.Hostname())
	}
	method := cmp.Or(r.Method, http.MethodGet)
	call, ok := s.call(method, u)
	switch {
	case ok && strings.HasSuffix(call.Path, batchPath) && !onlyReads(r.Body):
		ok = false
	case !ok && method == http.MethodGet:
		return rule{}, ledger.Errorf(ledger.CodeInvalid, r.Op,
			"The service pointed to a place that License Ledger does not read. Nothing was asked for there. Check proxy and hosts; if a newer License Ledger exists, install it.")
	}
	if !ok {
		return rule{}, ledger.Errorf(ledger.CodeInternal, r.Op, "License Ledger only reads: this %s is not in the list of allowed calls.", method)
	}
	return rule{audience: s.audience, replay: method == http.MethodGet || call.Path == batchPath}, nil
}

// Allows gives the error that reading an address would end with, before anybody
// keeps it as the place to go on from: it leads elsewhere, or to what is never
// read.
func (c *Client) Allows(op, address string) error {
	_, err := c.guard(Request{Op: op, URL: address})
	return err
}

const batchPath = "/$batch"

// read are the services that are given tokens.
var read = []ledger.CallService{ledger.CallGraph, ledger.CallPowerPlatform}

// call finds what a request to the service is in the closed list.
func (s service) call(method string, u *url.URL) (ledger.Call, bool) {
	path, ok := strings.CutPrefix(u.EscapedPath(), s.path)
	if !ok {
		return ledger.Call{}, false
	}
	return ledger.CallOf(method, path, read...)
}

func (c *Client) serviceOf(u *url.URL) (service, bool) {
	if u.Scheme != "https" || u.User != nil || u.Host == "" {
		return service{}, false
	}
	for _, s := range c.services {
		if s.origin == origin(u) {
			return s, true
		}
	}
	return service{}, false
}

// SameOrigin tells whether link leads to the host that base is on.
func SameOrigin(base, link string) bool {
	a, errA := url.Parse(base)
	b, errB := url.Parse(link)
	return errA == nil && errB == nil && b.User == nil && origin(a) == origin(b)
}

func origin(u *url.URL) string {
	port := u.Port()
	if port == "" && u.Scheme == "https" {
		port = "443"
	}
	return strings.ToLower(u.Scheme + "://" + u.Hostname() + ":" + port)
}

// follow follows a redirect of a GET within one host, where that leads to
// something that is read. Any other redirect becomes the answer, which is then
// refused.
func (c *Client) follow(req *http.Request, via []*http.Request) error {
	if len(via) >= 5 || via[0].Method != http.MethodGet || req.Method != http.MethodGet ||
		req.URL.User != nil || origin(req.URL) != origin(via[0].URL) {
		return http.ErrUseLastResponse
	}
	if via[0].Header.Get("Authorization") != "" && c.Allows("", req.URL.String()) != nil {
		return http.ErrUseLastResponse
	}
	return nil
}

// onlyReads tells whether a batch holds GETs of the closed list alone.
func onlyReads(body []byte) bool {
	var batch struct {
		Requests []struct {
			Method string          `json:"method"`
			URL    string          `json:"url"`
			Body   json.RawMessage `json:"body"`
		} `json:"requests"`
	}
	if json.Unmarshal(body, &batch) != nil || len(batch.Requests) == 0 {
		return false
	}
	for _, r := range batch.Requests {
		path, _, _ := strings.Cut(r.URL, "?")
		if _, ok := ledger.CallOf(http.MethodGet, path, ledger.CallGraph); !ok || r.Method != http.MethodGet || r.Body != nil {
			return false
		}
	}
	return true
}
