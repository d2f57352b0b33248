package simtenant

import (
	"net/http"
	"net/url"
	"strconv"
	"strings"
)

// What counts is an index, and whoever asks has to say that they know it.
// https://learn.microsoft.com/graph/aad-advanced-queries

func (c *call) asksIndex() bool {
	return strings.EqualFold(c.r.Header.Get("ConsistencyLevel"), "eventual")
}

// counts tells whether the tenant counts at all: that of a B2C service does not.
func (c *call) counts() bool {
	if !c.knobs.forbids("usersCount") {
		return true
	}
	c.graphError(http.StatusBadRequest, "Request_UnsupportedQuery", "This request is not supported by the service.")
	return false
}

// countWanted reads $count of a list. Without the header, which every page needs,
// Microsoft leaves the number out without a word.
func (c *call) countWanted(q url.Values) (wanted, ok bool) {
	switch {
	case !q.Has("$count"):
		return false, true
	case q.Get("$count") != "true" && q.Get("$count") != "false":
		c.graphError(http.StatusBadRequest, "BadRequest", "$count is neither true nor false.")
		return false, false
	case !c.asksIndex():
		c.graphError(http.StatusBadRequest, "Request_UnsupportedQuery", "$count is told with the header ConsistencyLevel: eventual only.")
		return false, false
	}
	return q.Get("$count") == "true", c.counts()
}

// countUsers tells how many people are present, as a number alone.
func (c *call) countUsers() {
	if _, ok := c.options(); !ok || !c.counts() {
		return
	}
	if !c.asksIndex() {
		c.graphError(http.StatusBadRequest, "Request_BadRequest", "$count is not currently supported.")
		return
	}
	if c.inBatch { // how a number stands in a batch is not known
		c.graphError(http.StatusBadRequest, "Request_UnsupportedQuery", "A count alone is not served in a batch.")
		return
	}
	t := c.tenant
	t.mu.RLock()
	n := c.usersCounted(page{})
	t.mu.RUnlock()
	c.send(http.StatusOK, "text/plain", []byte(strconv.Itoa(n)))
}

// usersCounted is what the index says. The caller holds the lock.
func (c *call) usersCounted(p page) (n int) {
	for who := range c.tenant.world.people {
		if !c.isEmpty("users") && c.sees(c.tenant.world, int32(who)) && p.matches(c.tenant.world, int32(who)) {
			n++
		}
	}
	return max(0, n-c.knobs.CountBehind)
}
