package simtenant

import (
	"fmt"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"time"
)

const (
	exportPath    = "/providers/Microsoft.BusinessAppPlatform/scopes/admin/exportServicePlans"
	operationPath = "/providers/Microsoft.BusinessAppPlatform/scopes/admin/exportServicePlansOperations/" // an assumption: the real path is not known
	apiVersion    = "2016-11-01"
	blobPath      = "/exports/"
)

// A reportJob is the one export that may run at a time.
type reportJob struct {
	id      guid
	started moment
	readyAt moment // 0: decided by polls
	polls   int    // polls that were told to wait
	done    bool
	doneAt  moment
	content []byte
}

// startReport begins a job or finds the running one. The caller holds the lock.
func (t *Tenant) startReport() *reportJob {
	if t.job != nil && !t.job.done {
		return t.job
	}
	t.jobs++
	t.job = &reportJob{id: seededGUID(t.cfg.Seed, forKeys, 1<<40+t.jobs), started: t.world.now}
	t.reschedule()
	return t.job
}

// reschedule applies the knob that holds the report to the running job.
func (t *Tenant) reschedule() {
	if t.job.done {
		return
	}
	t.job.readyAt = 0
	if t.knobs.ReportHold > 0 {
		t.job.readyAt = t.job.started + moment((t.knobs.ReportHold+time.Second-1)/time.Second)
	}
}

// finishReport draws the report up as of now. The caller holds the lock.
func (t *Tenant) finishReport() {
	t.job.done, t.job.doneAt = true, t.world.now
	t.job.content = t.world.report(&t.knobs)
}

// poll counts a question about the job and says whether it is ready.
func (t *Tenant) poll(j *reportJob) bool {
	if j.done {
		return true
	}
	if j.readyAt != 0 {
		if t.world.now < j.readyAt {
			return false
		}
	} else {
		polls := t.knobs.ReportPolls
		if polls == 0 {
			polls = 2
		}
		if j.polls < polls {
			j.polls++
			return false
		}
	}
	t.finishReport()
	return true
}

func (t *Tenant) refusesReport() bool {
	t.mu.RLock()
	defer t.mu.RUnlock()
	return t.world.isOn(t.world.refusing)
}

func (c *call) platformError(status int, code, message string) {
	c.refused(strconv.Itoa(status) + " " + code)
	c.reply(status, platformErrorBody(code, message))
}

func platformErrorBody(code, message string) any {
	return map[string]any{"error": map[string]any{"code": code, "message": message}}
}

// platform plays the admin API of Power Platform, as far as the report goes.
func (c *call) platform() {
	h := c.w.Header()
	h.Set("x-ms-request-id", c.id)
	h.Set("x-ms-correlation-request-id", c.id)
	h.Set("x-ms-islandgateway", "sim-1")
	if !c.platformToken() {
		return
	}
	if c.throttled(func(wait int) any {
		return platformErrorBody("BurstRequestsThrottled", fmt.Sprintf("Requests are throttled. Try again in %d seconds.", wait))
	}) {
		return
	}
	path := c.r.URL.Path
	if path == plansPath {
		c.allowedPlans()
		return
	}
	isExport := path == exportPath
	if !isExport && !strings.HasPrefix(path, operationPath) {
		c.platformError(http.StatusNotFound, "RouteNotFound", "There is no such route: reading the license report is all that is played here.")
		return
	}
	if v := c.r.URL.Query().Get("api-version"); v != apiVersion {
		c.platformError(http.StatusBadRequest, "UnsupportedApiVersion", "The api-version '"+v+"' is not supported for this route.")
		return
	}
	if c.refusesAdmin(path, apiVersion) {
		return
	}
	switch {
	case isExport && c.r.Method == http.MethodPost:
		c.startExport()
	case !isExport && c.r.Method == http.MethodGet:
		c.pollExport(strings.TrimPrefix(path, operationPath))
	default:
		c.platformError(http.StatusMethodNotAllowed, "MethodNotAllowed", "The method is not allowed on this route.")
	}
}

// refusesAdmin answers who may not read the administrator's part.
func (c *call) refusesAdmin(path, version string) bool {
	if !c.mayExport() {
		return true
	}
	if !c.knobs.forbids("exportServicePlans") && !c.tenant.refusesReport() {
		return false
	}
	c.platformError(http.StatusForbidden, "Forbidden", fmt.Sprintf(
		"The service principal with id '%s' for application %s does not have permission to access the path 'https://10.0.1.32:20029%s?api-version=%s' in tenant %s.",
		c.tenant.ids.servicePrincipal, c.tenant.ids.client, path, version, c.tenant.ids.tenant))
	return true
}

// platformToken checks the token and keeps what it says.
func (c *call) platformToken() bool {
	claims, err := c.tenant.bearer(c.r)
	if err != nil {
		c.w.Header().Set("WWW-Authenticate", `Bearer realm=""`)
		c.platformError(http.StatusUnauthorized, "AuthenticationFailed", "The request is not authenticated: "+err.Error()+".")
		return false
	}
	switch claims.Audience {
	case platformAudience, "https://api.bap.microsoft.com/":
		if c.challenges(namePlatform, claims) {
			c.platformError(http.StatusUnauthorized, "AuthenticationFailed", "The request is not authenticated: more proof is needed.")
			return false
		}
		c.claims = claims
		return true
	}
	c.platformError(http.StatusUnauthorized, "InvalidAuthenticationAudience", "The received access token has been obtained from wrong audience or resource '"+
		claims.Audience+"'. It should exactly match (including forward slash) with one of the allowed audiences 'https://service.powerapps.com/','https://apps.powerapps.com','https://apps.powerapps.com/','https://api.bap.microsoft.com/'.")
	return false
}

// startExport answers 202 with an empty body: a body would break the client
// this route was made for. A second request while a job runs gets the same
// Location; that is an assumption.
func (c *call) startExport() {
	t := c.tenant
	t.mu.Lock()
	job := t.startReport()
	id := job.id
	t.mu.Unlock()
	c.accepted(id)
}

func (c *call) accepted(id guid) {
	c.w.Header().Set("Location", c.origin(platformService, c.r)+operationPath+id.String()+"?api-version="+apiVersion)
	c.send(http.StatusAccepted, "", nil)
}

func (c *call) pollExport(id string) {
	t := c.tenant
	t.mu.Lock()
	job := t.job
	if job != nil && t.knobs.ReportLost {
		t.job, job, t.knobs.ReportLost = nil, nil, false
	}
	if job == nil || job.id.String() != id {
		t.mu.Unlock()
		c.platformError(http.StatusNotFound, "OperationNotFound", "The operation '"+id+"' could not be found.")
		return
	}
	ready := t.poll(job)
	t.mu.Unlock()
	if !ready {
		c.accepted(job.id)
		return
	}
	c.reply(http.StatusOK, map[string]string{"sharedAccessSignature": c.downloadLink(job.id)})
}

// downloadLink is a link that needs no token and works for a while.
func (c *call) downloadLink(id guid) string {
	life := c.knobs.SASLifetime
	if life <= 0 {
		life = time.Hour
	}
	expires := c.now.Add(life).UTC().Format(time.RFC3339)
	path := blobPath + id.String() + ".csv"
	q := url.Values{"sv": {"2022-11-02"}, "sr": {"b"}, "sp": {"r"}, "se": {expires},
		"skoid": {SecretMark},
		"sig":   {urlBase64.EncodeToString(sign(c.tenant.keys.sas, path, expires))}}
	return c.origin(blobService, c.r) + path + "?" + q.Encode()
}
