package rest

import (
	"encoding/json"
	"net/http"
	"net/url"
	"strings"

	"licenseledger/store/ledger"
)

// posts is the closed list of POSTs. Nothing in it changes anything at
// Microsoft except that a report is prepared.
var posts = []struct {
	suffix string
	replay bool // may be sent again when the answer was lost
	check  func(body []byte) bool
}{
	{"/$batch", true, onlyGets},
	{"/providers/microsoft.businessappplatform/scopes/admin/exportserviceplans", false, nil},
	{"/security/auditlog/queries", false, nil}, // a search of the audit log
}

// rule is what the guard found about a call that may be made.
type rule struct {
	audience string
	replay   bool
}

// guard lets a call pass that reads, at a configured host.
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
	switch r.Method {
	case "", http.MethodGet:
		return rule{audience: s.audience, replay: true}, nil
	case http.MethodPost:
		path := strings.ToLower(u.Path)
		for _, p := range posts {
			if strings.HasSuffix(path, p.suffix) && (p.check == nil || p.check(r.Body)) {
				return rule{audience: s.audience, replay: p.replay}, nil
			}
		}
	}
	return rule{}, ledger.Errorf(ledger.CodeInternal, r.Op, "License Ledger only reads: this %s is not in the list of allowed calls.", r.Method)
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

// stayOnHost follows a redirect of a GET within one host. Any other redirect
// becomes the answer, which is then refused.
func stayOnHost(req *http.Request, via []*http.Request) error {
	if len(via) >= 5 || via[0].Method != http.MethodGet || req.Method != http.MethodGet ||
		req.URL.User != nil || origin(req.URL) != origin(via[0].URL) {
		return http.ErrUseLastResponse
	}
	return nil
}

// onlyGets tells whether a batch holds GETs alone.
func onlyGets(body []byte) bool {
	var batch struct {
		Requests []struct {
			Method string          `json:"method"`
			Body   json.RawMessage `json:"body"`
		} `json:"requests"`
	}
	if json.Unmarshal(body, &batch) != nil || len(batch.Requests) == 0 {
		return false
	}
	for _, r := range batch.Requests {
		if r.Method != http.MethodGet || r.Body != nil {
			return false
		}
	}
	return true
}
