package simtenant

import (
	"encoding/json"
	"net/http"
	"strconv"
	"strings"
	"time"
)

// A service is one of the parts that Microsoft runs on hosts of their own.
type service uint8

const (
	anyService service = iota
	loginService
	graphService
	platformService
	blobService
)

// site serves the tenant at certain origins ("https://127.0.0.1:4431"). An
// empty origin means that of the request, for handlers without a server.
type site struct {
	tenant  *Tenant
	only    service // what this listener serves
	public  bool    // it goes by the public cloud's names
	origins [blobService + 1]string
}

func (s *site) origin(of service, r *http.Request) string {
	if o := s.origins[of]; o != "" {
		return o
	}
	if s.public {
		return publicOrigin(of, r)
	}
	scheme := "https"
	if r.TLS == nil {
		scheme = "http"
	}
	if of == blobService && serviceOfHost(r.Host) == platformService {
		return scheme + "://" + publicBlobHost
	}
	return scheme + "://" + r.Host
}

const publicLoginHost = "login.microsoftonline.com"

const publicBlobHost = "licensereports.blob.core.windows.net"

// serviceOfHost knows the public cloud's host names.
func serviceOfHost(host string) service {
	name, _, _ := strings.Cut(strings.ToLower(host), ":")
	switch {
	case name == publicLoginHost:
		return loginService
	case name == publicGraphHost:
		return graphService
	case name == publicPlatformHost:
		return platformService
	case strings.HasSuffix(name, ".blob.core.windows.net"):
		return blobService
	}
	return anyService
}

func serviceOfPath(path string) service {
	switch {
	case path == "/v1.0" || strings.HasPrefix(path, "/v1.0/"):
		return graphService
	case strings.HasPrefix(path, "/providers/"):
		return platformService
	case strings.HasPrefix(path, blobPath):
		return blobService
	}
	return loginService
}

// ServeHTTP picks the service. On a listener of its own a service refuses the
// paths of the others, as Microsoft's hosts do.
func (s *site) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if strings.HasPrefix(r.URL.Path, adminPath) && (s.only == loginService || s.only == anyService) {
		s.serveAdmin(w, r)
		return
	}
	which := s.only
	if which == anyService {
		which = serviceOfHost(r.Host)
	}
	if which == anyService {
		which = serviceOfPath(r.URL.Path)
	}
	s.tenant.asked.add(which, r)
	c := s.newCall(w, r)
	c.cutOff(which)
	switch which {
	case graphService:
		c.graph()
	case platformService:
		c.platform()
	case blobService:
		c.blob()
	default:
		c.login()
	}
}

// A call is one request on its way through a service.
type call struct {
	*site
	w       http.ResponseWriter
	r       *http.Request
	now     time.Time
	knobs   Knobs
	id      string       // request-id
	claims  accessClaims // of its token, once that was checked
	inBatch bool
	waits   bool // it was answered with 429
}

func (s *site) newCall(w http.ResponseWriter, r *http.Request) *call {
	t := s.tenant
	n := t.counters.next(&t.counters.requests)
	t.mu.RLock()
	now, knobs := t.world.now.time(), t.knobs
	t.mu.RUnlock()
	c := &call{site: s, w: w, r: r, now: now, knobs: knobs, id: seededGUID(t.cfg.Seed, forKeys, 1000+n).String()}
	// Clients take the instant of a snapshot from this header.
	w.Header().Set("Date", now.Format(http.TimeFormat))
	return c
}

// reply writes a JSON body.
func (c *call) reply(status int, body any) {
	data, err := json.Marshal(body)
	if err != nil {
		panic("simtenant: encode reply: " + err.Error()) // our own values only
	}
	c.send(status, "application/json; charset=utf-8", data)
}

func (c *call) send(status int, contentType string, body []byte) {
	h := c.w.Header()
	if contentType != "" {
		h.Set("Content-Type", contentType)
	}
	h.Set("Content-Length", strconv.Itoa(len(body)))
	c.w.WriteHeader(status)
	if c.r.Method != http.MethodHead {
		_, _ = c.w.Write(body) // a client that went away is its own affair
	}
}

func (c *call) refused(reason string) {
	c.tenant.refusals.add(c.r.Method, c.r.URL.Path, reason)
}
