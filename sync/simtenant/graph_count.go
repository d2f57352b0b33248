package simtenant

import (
	"net/http"
	"strconv"
	"strings"
)

// counts tells whether the tenant counts at all: that of a B2C service does not.
func (c *call) counts() bool {
	if !c.knobs.forbids("usersCount") {
		return true
	}
	c.graphError(http.StatusBadRequest, "Request_UnsupportedQuery", "This request is not supported by the service.")
	return false
}

// countUsers tells how many people are present, as a number alone. It is asked of
// an index, which has to be said. https://learn.microsoft.com/graph/aad-advanced-queries
func (c *call) countUsers() {
	if _, ok := c.options(); !ok {
		return
	}
	if !strings.EqualFold(c.r.Header.Get("ConsistencyLevel"), "eventual") {
		c.graphError(http.StatusBadRequest, "Request_BadRequest", "$count is not currently supported.")
		return
	}
	if c.inBatch { // how a number stands in a batch is not known
		c.graphError(http.StatusBadRequest, "Request_UnsupportedQuery", "A count alone is not served in a batch.")
		return
	}
	t := c.tenant
	t.mu.RLock()
	n := 0
	for who := range t.world.people {
		if !c.isEmpty("users") && c.sees(t.world, int32(who)) {
			n++
		}
	}
	t.mu.RUnlock()
	c.send(http.StatusOK, "text/plain", []byte(strconv.Itoa(max(0, n-c.knobs.CountBehind))))
}
