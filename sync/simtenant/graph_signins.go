package simtenant

import (
	"net/http"
	"net/url"
	"strings"
	"sync"
	"time"
)

// Page sizes of sign-ins: the default is the most.
const largestSignInPage = 1000

// signInLog keeps the last answer's entries, since the pages of a busy day come
// from one of them. What it says of a day that is over stays so.
type signInLog struct {
	mu      sync.Mutex
	of      signInQuestion
	entries []signIn
}

type signInQuestion struct {
	filter         string
	now, from, lag moment
}

// listSignIns serves the interactive sign-ins of a stretch of time, newest first.
// https://learn.microsoft.com/graph/api/signin-list
func (c *call) listSignIns() {
	if c.overQuota() || !c.premium() {
		return
	}
	q, ok := c.options("$filter", "$top", "$skiptoken", "$orderby")
	if !ok {
		return
	}
	filter, err := readSignInFilter(q.Get("$filter"))
	if err != nil {
		c.graphError(http.StatusBadRequest, "BadRequest", "Invalid filter clause")
		return
	}
	if by := q.Get("$orderby"); by != "" && by != "createdDateTime desc" {
		c.graphError(http.StatusBadRequest, "Request_UnsupportedQuery", "Only $orderby=createdDateTime desc is served here.")
		return
	}
	p := page{size: largestSignInPage, selected: q.Get("$filter"), top: q.Get("$top"), expand: q.Get("$orderby")}
	if p, ok = c.reportPage(q, p, largestSignInPage); !ok {
		return
	}
	now := momentOf(c.now)
	filter.from = max(filter.from, now-min(now, c.knobs.signInsKept()))
	filter.to = min(nonZero(filter.to, now+1), now+1)
	if widest := c.knobs.SignInWindow; widest > 0 && filter.to > filter.from && filter.to-filter.from > moment(widest/time.Second) {
		c.reply(http.StatusGatewayTimeout, c.graphErrorBody("UnknownError", ""))
		return
	}
	c.replySignIns(p, filter)
}

func (c *call) replySignIns(p page, filter signInFilter) {
	t := c.tenant
	t.mu.RLock()
	defer t.mu.RUnlock()
	of := signInQuestion{filter: p.selected, from: filter.from, lag: moment(c.knobs.SignInLag / time.Second)}
	if now := momentOf(c.now); of.lag > 0 || filter.to > now { // more may come
		of.now = now
	}
	entries := t.log.matching(t.world, of, filter)
	from := min(int(p.from), len(entries))
	if c.knobs.RepeatLast && from > 0 {
		from--
	}
	to := min(int(p.from)+p.size, len(entries))
	answer := map[string]any{"@odata.context": c.context("auditLogs/signIns"), "value": c.signInsOf(t.world, entries[min(from, to):to])}
	if to < len(entries) {
		answer["@odata.nextLink"] = c.nextSignIns(uint32(to), p)
	}
	c.reply(http.StatusOK, answer)
}

// matching gives the entries that a filter asks for.
func (l *signInLog) matching(w *world, of signInQuestion, filter signInFilter) []signIn {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.of != of || l.entries == nil {
		l.of, l.entries = of, []signIn{}
		for _, s := range w.signIns(filter.from, filter.to, of.lag) {
			if filter.is(w, s) {
				l.entries = append(l.entries, s)
			}
		}
	}
	return l.entries
}

func (c *call) nextSignIns(position uint32, p page) string {
	var b strings.Builder
	b.WriteString(c.origin(graphService, c.r) + c.r.URL.Path + "?")
	for _, option := range [][2]string{{"$filter", p.selected}, {"$top", p.top}, {"$orderby", p.expand}} {
		if option[1] != "" {
			b.WriteString(option[0] + "=" + url.QueryEscape(option[1]) + "&")
		}
	}
	return b.String() + "$skiptoken=" + c.skipToken(position, p)
}

func (c *call) signInsOf(w *world, entries []signIn) []any {
	value := make([]any, 0, len(entries))
	for _, s := range entries {
		id := signInID(w.seed, s)
		value = append(value, map[string]any{
			"id": id, "createdDateTime": instant(s.at), "userDisplayName": w.name(s.who), "userPrincipalName": w.signInName(s.who),
			"userId": w.signedInAs(s.who), "homeTenantId": c.homeTenant(w, s.who),
			"appId": s.app.id, "appDisplayName": s.app.name, "resourceId": s.app.resource, "resourceDisplayName": s.app.resourceName,
			"ipAddress": "203.0.113.7", "clientAppUsed": "Browser", "correlationId": id[:36], "conditionalAccessStatus": "notApplied", "isInteractive": true,
			"riskDetail": "none", "riskLevelAggregated": "none", "riskLevelDuringSignIn": "none", "riskState": "none", "riskEventTypes_v2": []any{},
			"status":                           map[string]any{"errorCode": errorOf(s), "failureReason": failureOf(s), "additionalDetails": nil},
			"deviceDetail":                     map[string]any{"deviceId": "", "displayName": nil, "operatingSystem": "Windows 10", "browser": "Edge 139", "isCompliant": nil, "isManaged": nil, "trustType": nil},
			"location":                         map[string]any{"city": w.office(s.who), "state": nil, "countryOrRegion": w.country(s.who), "geoCoordinates": nil},
			"appliedConditionalAccessPolicies": []any{},
		})
	}
	return value
}

// wrongPassword is Entra ID's code for it.
const wrongPassword = 50126

func errorOf(s signIn) int {
	if s.failed {
		return wrongPassword
	}
	return 0
}

func failureOf(s signIn) string {
	if s.failed {
		return "Error validating credentials due to invalid username or password."
	}
	return "Other."
}

func signInID(seed int64, s signIn) string {
	app := uint64(0)
	if s.app != nil {
		app = mix(uint64(len(s.app.name)), uint64(s.app.id[0]), uint64(s.app.id[1]))
	}
	return seededGUID(seed, forUse, mix(uint64(s.who), uint64(s.at), app)).String() + "-00"
}

// signedInAs is the id under which somebody's sign-ins are logged: of about half
// of the guests it is that of their own tenant, which the directory here does not
// know.
func (w *world) signedInAs(n int32) string {
	if w.isFromHome(n) {
		return seededGUID(w.seed, forIdentity, 1<<40+uint64(n)).String()
	}
	return objectID(w.seed, n).String()
}

func (w *world) isFromHome(n int32) bool {
	return w.people[n].has(isGuest) && mix(uint64(w.seed), forTraits, uint64(n), 90)%2 == 0
}

// signInName is what somebody signs in with: guests with their own address.
func (w *world) signInName(n int32) string {
	if w.people[n].has(isGuest) {
		return w.local(n) + "@" + w.home(n)
	}
	return w.livingUPN(n)
}

func (c *call) homeTenant(w *world, n int32) string {
	if w.people[n].has(isGuest) {
		return seededGUID(0, forKeys, mix(uint64(len(w.home(n))), uint64(w.home(n)[0]))).String()
	}
	return c.tenant.ids.tenant.String()
}
