package simtenant

import (
	"encoding/json"
	"io"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"sync"
	"time"
)

// mostSearches is how many searches of the audit log may run at once.
const mostSearches = 10

// A search of the audit log.
type search struct {
	id                  guid
	name                string
	from, to            moment
	created             moment
	looks               int
	operations, records []string // lower case; nil for all
	fails               bool
}

// searches are those of a tenant, in the order of asking.
type searches struct {
	mu     sync.Mutex
	all    []*search
	failed int // so far, since the knobs were set
}

const auditPath = "security/auditLog/queries"

// recordTypes are those that searches may be limited to here, lower case.
var recordTypes = []string{"powerplatformadministratoractivity", "powerappsapp", "microsoftflow", "powerappsplan"}

// audit answers the calls of the audit log. https://learn.microsoft.com/graph/api/resources/security-api-overview
func (c *call) audit(path string) {
	if !c.permitted(c.claims, auditSearch) || !c.maySearch(c.claims) {
		return
	}
	what, records := strings.CutSuffix(strings.Trim(strings.TrimPrefix(path, auditPath), "/"), "/records")
	switch {
	case what == "" && c.r.Method == http.MethodPost && !c.inBatch:
		c.startSearch()
	case what == "" && !records && c.r.Method == http.MethodGet:
		c.listSearches()
	case what == "" || c.r.Method != http.MethodGet:
		c.graphError(http.StatusMethodNotAllowed, "Request_BadRequest", "Specified HTTP method is not allowed for the request target.")
	default:
		id, ok := parseGUID(what)
		s := c.tenant.searches.find(id)
		if !ok || s == nil {
			c.graphError(http.StatusNotFound, "NotFound", "The search was not found.")
		} else if records {
			c.listRecords(s)
		} else if _, ok := c.options(); ok {
			c.reply(http.StatusOK, c.bodyOf(s, c.tenant.searches.look(s, momentOf(c.now), &c.knobs)))
		}
	}
}

func (s *searches) find(id guid) *search {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, one := range s.all {
		if one.id == id {
			return one
		}
	}
	return nil
}

// reset lets searches fail anew.
func (s *searches) reset() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.failed = 0
}

// look gives the state of a search, and moves it on.
func (s *searches) look(one *search, now moment, k *Knobs) string {
	s.mu.Lock()
	defer s.mu.Unlock()
	one.looks++
	return one.state(now, k)
}

func (one *search) state(now moment, k *Knobs) string {
	hold := moment(k.AuditHold / time.Second)
	switch {
	case hold > 0 && now < one.created+hold:
		return "running"
	case hold == 0 && one.looks <= 3 && now < one.created+day/4:
		return [...]string{"notStarted", "notStarted", "queued", "running"}[one.looks]
	case one.fails:
		return "failed"
	}
	return "succeeded"
}

// running counts the searches that are not over.
func (s *searches) running(now moment, k *Knobs) (n int) {
	for _, one := range s.all {
		if state := one.state(now, k); state != "succeeded" && state != "failed" {
			n++
		}
	}
	return n
}

func (c *call) startSearch() {
	var body struct {
		DisplayName         string   `json:"displayName"`
		FilterStartDateTime string   `json:"filterStartDateTime"`
		FilterEndDateTime   string   `json:"filterEndDateTime"`
		RecordTypeFilters   []string `json:"recordTypeFilters"`
		OperationFilters    []string `json:"operationFilters"`
	}
	reader := json.NewDecoder(io.LimitReader(c.r.Body, 1<<16))
	reader.DisallowUnknownFields() // serviceFilter is spelled in two ways in Microsoft's own pages
	if err := reader.Decode(&body); err != nil {
		c.graphError(http.StatusBadRequest, "BadRequest", "The request body is not valid.")
		return
	}
	from, errFrom := time.Parse(time.RFC3339, body.FilterStartDateTime)
	to, errTo := time.Parse(time.RFC3339, body.FilterEndDateTime)
	one := &search{name: body.DisplayName, operations: lowered(body.OperationFilters), records: lowered(body.RecordTypeFilters), created: momentOf(c.now)}
	unknown := slices.ContainsFunc(one.records, func(r string) bool { return !contains(recordTypes, r) })
	if errFrom != nil || errTo != nil || !from.Before(to) || unknown {
		c.graphError(http.StatusBadRequest, "BadRequest", "The filters of the search are not valid.")
		return
	}
	one.from, one.to = momentOf(from), momentOf(to)
	if c.knobs.AuditOff { // the JSON inside the message is Microsoft's
		c.graphError(http.StatusBadRequest, "UnknownError", `{"Status":"AuditingDisabledTenant","ErrorMessage":"Auditing is not enabled."}`)
		return
	}
	if !c.tenant.searches.add(one, c.tenant.cfg.Seed, &c.knobs) {
		c.reply(http.StatusTooManyRequests, c.graphErrorBody("TooManyRequests", "Too many searches are running."))
		return
	}
	c.reply(http.StatusCreated, c.bodyOf(one, "notStarted"))
}

func lowered(texts []string) (lower []string) {
	for _, s := range texts {
		lower = append(lower, strings.ToLower(s))
	}
	return lower
}

func (s *searches) add(one *search, seed int64, k *Knobs) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.running(one.created, k) >= mostSearches {
		return false
	}
	if s.failed < k.AuditFail {
		one.fails = true
		s.failed++
	}
	one.id = seededGUID(seed, forKeys, 5_000_000+uint64(len(s.all)))
	s.all = append(s.all, one)
	return true
}

func (c *call) bodyOf(one *search, state string) any {
	return map[string]any{
		"@odata.context": c.context("security/auditLog/queries/$entity"), "id": one.id.String(), "displayName": one.name, "status": state,
		"filterStartDateTime": instant(one.from), "filterEndDateTime": instant(one.to), "recordTypeFilters": one.records, "operationFilters": one.operations,
	}
}

// listRecords serves what a search found, up to a number after which it ends
// without a word.
func (c *call) listRecords(one *search) {
	q, ok := c.options("$top", "$skiptoken")
	if !ok {
		return
	}
	p := page{size: 150, top: q.Get("$top")}
	if p, ok = c.reportPage(q, p, largestPage); !ok {
		return
	}
	t := c.tenant
	t.searches.mu.Lock()
	state := one.state(momentOf(c.now), &c.knobs)
	t.searches.mu.Unlock()
	if state != "succeeded" {
		c.graphError(http.StatusBadRequest, "BadRequest", "The search is not done.")
		return
	}
	t.mu.RLock()
	defer t.mu.RUnlock()
	found := t.world.launches(one, c.knobs.auditLag())
	most := c.knobs.AuditCap
	if most <= 0 {
		most = 1_000_000
	}
	found = found[:min(most, len(found))]
	from := min(int(p.from), len(found))
	to := min(from+p.size, len(found))
	value := []any{}
	for _, l := range found[from:to] {
		value = append(value, c.recordOf(t.world, l))
	}
	answer := map[string]any{"@odata.context": c.context("security/auditLog/queries('" + one.id.String() + "')/records"), "value": value}
	if to < len(found) {
		link := c.origin(graphService, c.r) + c.r.URL.Path + "?"
		if p.top != "" {
			link += "$top=" + url.QueryEscape(p.top) + "&"
		}
		answer["@odata.nextLink"] = link + "$skiptoken=" + c.skipToken(uint32(to), p)
	}
	c.reply(http.StatusOK, answer)
}
