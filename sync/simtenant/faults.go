package simtenant

import (
	"fmt"
	"net/http"
	"slices"
	"strconv"
	"time"
)

// serviceNames are what the knob unreachable calls the services.
var serviceNames = map[string]service{"sign_in": loginService, "graph": graphService, "power_platform": platformService, "download": blobService}

// listNames are what the knob empty calls the lists.
var listNames = []string{"users", "deletedItems", "subscribedSkus", "subscriptions"}

// checkFaults refuses names that would trouble nothing.
func (k *Knobs) checkFaults() error {
	for _, name := range k.Unreachable {
		if _, ok := serviceNames[name]; !ok {
			return fmt.Errorf("knob unreachable: %q is not one of sign_in, graph, power_platform, download", name)
		}
	}
	for _, name := range k.Empty {
		if !slices.Contains(listNames, name) {
			return fmt.Errorf("knob empty: %q is not one of users, deletedItems, subscribedSkus, subscriptions", name)
		}
	}
	if k.FailStatus != 0 && (k.FailStatus < 400 || k.FailStatus > 599) {
		return fmt.Errorf("knob fail_status: %d is no status of a failure", k.FailStatus)
	}
	return nil
}

// cutOff ends the connection before an answer, where the service cannot be
// reached, or after it.
func (c *call) cutOff(which service) {
	if slices.ContainsFunc(c.knobs.Unreachable, func(name string) bool { return serviceNames[name] == which }) {
		panic(http.ErrAbortHandler)
	}
	if c.knobs.RetireConnections {
		c.w.Header().Set("Connection", "close")
	}
}

// throttled answers 429 if it is this request's turn. Every service has its own
// words for it.
func (c *call) throttled(body func(wait int) any) bool {
	every := c.knobs.ThrottleEvery
	turn := every > 0 && c.tenant.counters.next(&c.tenant.counters.metered)%uint64(every) == 0
	if !turn && !c.busy() {
		return false
	}
	if !c.inBatch {
		c.tenant.counters.next(&c.tenant.counters.served.Throttled)
	}
	c.waits = true
	wait := int((c.knobs.ThrottleRetryAfter + time.Second - 1) / time.Second)
	if wait <= 0 {
		wait = 1
	}
	if !c.knobs.ThrottleSilent {
		c.w.Header().Set("Retry-After", strconv.Itoa(wait))
	}
	c.reply(http.StatusTooManyRequests, body(wait))
	return true
}

// busy tells whether the tenant still answers nobody.
func (c *call) busy() bool {
	return c.knobs.ThrottleFor > 0 && c.now.Sub(c.knobs.setAt.time()) < c.knobs.ThrottleFor
}

// pageFails answers a page of users that begins after so many accounts with a
// failure.
func (c *call) pageFails(from uint32) bool {
	first := c.knobs.FailPagesFrom
	if first <= 0 || int(from) < first || c.inBatch {
		return false
	}
	status := c.knobs.FailStatus
	if status == 0 {
		status = http.StatusInternalServerError
	}
	c.graphError(status, "UnknownError", "")
	return true
}

// isEmpty tells whether a list comes with nothing in it.
func (c *call) isEmpty(list string) bool { return slices.Contains(c.knobs.Empty, list) }

// dropsDownload takes one of the downloads that are cut in the middle.
func (t *Tenant) dropsDownload() bool {
	return t.takes(func(k *Knobs) *int { return &k.DropDownloads })
}

// expiresLink takes one of the downloads whose link has run out.
func (t *Tenant) expiresLink() bool {
	return t.takes(func(k *Knobs) *int { return &k.ExpireLinks })
}

// takes counts a knob down; false when nothing is left of it.
func (t *Tenant) takes(of func(*Knobs) *int) bool {
	t.mu.Lock()
	defer t.mu.Unlock()
	left := of(&t.knobs)
	if *left <= 0 {
		return false
	}
	*left--
	return true
}

// cutAt is a writer that loses its connection after so many bytes.
type cutAt struct {
	http.ResponseWriter
	left int64
}

func (w *cutAt) Write(p []byte) (int, error) {
	if int64(len(p)) < w.left {
		w.left -= int64(len(p))
		return w.ResponseWriter.Write(p)
	}
	_, _ = w.ResponseWriter.Write(p[:w.left])
	if f, ok := w.ResponseWriter.(http.Flusher); ok {
		f.Flush()
	}
	panic(http.ErrAbortHandler)
}
