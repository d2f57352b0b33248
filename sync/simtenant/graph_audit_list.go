package simtenant

import "net/http"

// listSearches serves every search in one page. It moves none on, as looking at one
// does.
// https://learn.microsoft.com/graph/api/security-auditcoreroot-list-auditlogqueries
func (c *call) listSearches() {
	if _, ok := c.options("$top"); !ok {
		return
	}
	s := &c.tenant.searches
	s.mu.Lock()
	value := make([]any, len(s.all))
	for i, one := range s.all {
		value[i] = map[string]any{"id": one.id.String(), "displayName": one.name}
	}
	s.mu.Unlock()
	c.reply(http.StatusOK, map[string]any{"@odata.context": c.context(auditPath), "value": value})
}
