package simtenant

import "net/http"

// plansPath tells which self-service plans the tenant allows.
const (
	plansPath       = "/providers/Microsoft.BusinessAppPlatform/scopes/admin/allowedConsentPlans"
	plansAPIVersion = "2019-05-01"
)

// allowedPlans answers an administrator. What takes plans away from everybody is
// not played: nobody may call it.
func (c *call) allowedPlans() {
	if v := c.r.URL.Query().Get("api-version"); v != plansAPIVersion {
		c.platformError(http.StatusBadRequest, "UnsupportedApiVersion", "The api-version '"+v+"' is not supported for this route.")
		return
	}
	if c.r.Method != http.MethodGet {
		c.platformError(http.StatusMethodNotAllowed, "MethodNotAllowed", "The method is not played on this route.")
		return
	}
	if c.refusesAdmin(plansPath, plansAPIVersion) {
		return
	}
	c.reply(http.StatusOK, map[string]any{"types": []string{"Internal", "Viral"}})
}

// ReportsAsked counts the reports that were asked for so far, one job each.
func (t *Tenant) ReportsAsked() uint64 {
	t.mu.RLock()
	defer t.mu.RUnlock()
	return t.jobs
}
