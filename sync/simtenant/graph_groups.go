package simtenant

import (
	"net/http"
	"strings"
)

// groupReaders are the permissions to read groups, the least first.
// https://learn.microsoft.com/graph/api/group-get
var groupReaders = []string{"GroupMember.Read.All", "Group.Read.All", "Directory.Read.All"}

// groupsPerLicense is how many groups a license is assigned by, at most.
const groupsPerLicense = 2

// groupOf finds a group by its id.
func (w *world) groupOf(key string) (h holding, ok bool) {
	for sku := range uint8(skuCount) {
		for group := range uint8(groupsPerLicense) {
			h := holding{sku: sku, group: group}
			if !catalog[sku].internal() && strings.EqualFold(w.group(h).String(), key) {
				return h, true
			}
		}
	}
	return holding{}, false
}

// groupName is how admins name groups that they assign licenses by.
func (w *world) groupName(h holding) string {
	return w.called("Licenses: "+catalog[h.sku].title, int(h.sku), hostileGroup) + ", " + [groupsPerLicense]string{"Headquarters", "Branches"}[h.group]
}

func (w *world) groupBody(h holding) map[string]any {
	return map[string]any{"id": w.group(h).String(), "displayName": w.groupName(h)}
}

// groupOptions reads what a request for groups may say; only the id and the
// name are served.
func (c *call) groupOptions(supported ...string) bool {
	q, ok := c.options(append(supported, "$select")...)
	if !ok {
		return false
	}
	for name := range strings.SplitSeq(q.Get("$select"), ",") {
		if name != "" && name != "id" && name != "displayName" {
			c.noSuchProperty(name, "group")
			return false
		}
	}
	return true
}

func (c *call) oneGroup(key string) {
	if !c.groupOptions() {
		return
	}
	w := c.tenant.world // groups and their names never change
	h, ok := w.groupOf(key)
	if !ok {
		c.graphError(http.StatusNotFound, "Request_ResourceNotFound",
			"Resource '"+key+"' does not exist or one of its queried reference-property objects are not present.")
		return
	}
	c.reply(http.StatusOK, w.groupBody(h))
}

// listGroups serves every group in one page; a client that wants one asks for it.
func (c *call) listGroups() {
	if !c.groupOptions("$top") {
		return
	}
	w := c.tenant.world
	all := []any{}
	for sku := range uint8(skuCount) {
		for group := range uint8(groupsPerLicense) {
			if !catalog[sku].internal() {
				all = append(all, w.groupBody(holding{sku: sku, group: group}))
			}
		}
	}
	c.reply(http.StatusOK, map[string]any{"@odata.context": c.context("groups"), "value": all})
}
