package simtenant

import (
	"net/http"
	"strings"
	"time"
)

// organization answers with the one tenant there is. It has no Entra ID P1, so
// sign-in activity is refused.
func (c *call) organization() {
	q, ok := c.options("$select")
	if !ok {
		return
	}
	w := c.tenant.world
	org := map[string]any{
		"id": c.tenant.ids.tenant.String(), "displayName": w.tenantName, "tenantType": "AAD", "countryLetterCode": "NL",
		"createdDateTime": c.tenant.ids.created.time().Format(time.RFC3339),
		"verifiedDomains": []any{
			map[string]any{"name": w.domain, "isDefault": true, "isInitial": false, "type": "Managed", "capabilities": "Email, OfficeCommunicationsOnline"},
			map[string]any{"name": w.initialDomain, "isDefault": false, "isInitial": true, "type": "Managed", "capabilities": "Email, OfficeCommunicationsOnline"},
		},
		"assignedPlans": []any{},
	}
	if org, ok = c.selected(org, q.Get("$select"), "organization"); ok {
		c.collection("organization", []any{org})
	}
}

func (c *call) subscribedSkus() {
	q, ok := c.options("$select")
	if !ok {
		return
	}
	t := c.tenant
	t.mu.RLock()
	consumed, bought := t.world.consumed, t.world.bought
	t.mu.RUnlock()
	value := []any{}
	for i := range catalog {
		l := &catalog[i]
		if l.internal() || c.isEmpty("subscribedSkus") {
			continue
		}
		plans := make([]any, len(l.plans))
		for j, p := range l.plans {
			plans[j] = map[string]any{"servicePlanId": p.id, "servicePlanName": p.name, "provisioningStatus": "Success", "appliesTo": "User"}
		}
		item, ok := c.selected(map[string]any{
			"id": t.ids.tenant.String() + "_" + l.id, "accountId": t.ids.tenant.String(), "accountName": strings.TrimSuffix(t.world.initialDomain, ".onmicrosoft.com"),
			"appliesTo": "User", "capabilityStatus": "Enabled", "consumedUnits": consumed[i], "skuId": l.id, "skuPartNumber": t.world.partNumber(i),
			"prepaidUnits":    map[string]any{"enabled": bought[i], "suspended": 0, "warning": 0, "lockedOut": 0},
			"subscriptionIds": []string{t.subscription(i).String()}, "servicePlans": plans,
		}, q.Get("$select"), "subscribedSku")
		if !ok {
			return
		}
		value = append(value, item)
	}
	c.collection("subscribedSkus", value)
}

func (t *Tenant) subscription(sku int) guid { return seededGUID(t.cfg.Seed, forKeys, 500+uint64(sku)) }

func (c *call) subscriptions() {
	q, ok := c.options("$select")
	if !ok {
		return
	}
	t := c.tenant
	t.mu.RLock()
	bought, now := t.world.bought, t.world.now
	t.mu.RUnlock()
	value := []any{}
	for i := range catalog {
		l := &catalog[i]
		if l.internal() || c.isEmpty("subscriptions") {
			continue
		}
		status := make([]any, len(l.plans))
		for j, p := range l.plans {
			status[j] = map[string]any{"appliesTo": "User", "provisioningStatus": "Success", "servicePlanId": p.id, "servicePlanName": p.name}
		}
		renews := t.world.start + moment(30+mix(uint64(t.cfg.Seed), forKeys, uint64(i))%335)*day
		for ; !l.trial && renews <= now; renews += 365 * day { // what is bought renews by itself
		}
		id := t.subscription(i).String()
		item, ok := c.selected(map[string]any{
			"id": id, "commerceSubscriptionId": id, "createdDateTime": t.ids.created.time().Format(time.RFC3339), "isTrial": l.trial,
			"nextLifecycleDateTime": renews.time().Format(time.RFC3339), "ownerId": nil, "ownerTenantId": nil, "ownerType": "User",
			"serviceStatus": status, "skuId": l.id, "skuPartNumber": t.world.partNumber(i), "status": "Enabled", "totalLicenses": bought[i],
		}, q.Get("$select"), "companySubscription")
		if !ok {
			return
		}
		value = append(value, item)
	}
	c.collection("directory/subscriptions", value)
}

// selected keeps the properties asked for and refuses a name that the type does
// not have.
func (c *call) selected(all map[string]any, list, typeName string) (map[string]any, bool) {
	if list == "" {
		return all, true
	}
	out := map[string]any{}
	for name := range strings.SplitSeq(list, ",") {
		v, ok := all[strings.TrimSpace(name)]
		if !ok {
			c.noSuchProperty(name, typeName)
			return nil, false
		}
		out[strings.TrimSpace(name)] = v
	}
	return out, true
}

func (c *call) noSuchProperty(name, typeName string) {
	c.graphError(http.StatusBadRequest, "BadRequest",
		"Parsing OData Select and Expand failed: Could not find a property named '"+name+"' on type 'microsoft.graph."+typeName+"'.")
}

func (c *call) collection(set string, value []any) {
	c.reply(http.StatusOK, map[string]any{"@odata.context": c.context(set), "value": value})
}

func (c *call) context(set string) string {
	return c.origin(graphService, c.r) + "/v1.0/$metadata#" + set
}
