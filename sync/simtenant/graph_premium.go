package simtenant

import (
	"fmt"
	"net/http"
	"net/url"
	"sort"
	"strconv"
	"sync"
	"time"
)

// Permissions of what people do, which the tenant's administrator consented to
// together with its P1.
const (
	auditLogRead = "AuditLog.Read.All"
	auditSearch  = "AuditLogsQuery.Read.All"
)

// rolesOfSignIns are those of which a person needs one to read sign-ins.
var rolesOfSignIns = []string{roleGlobalAdministrator, roleReportsReader, "5d6b6bb7-de71-4623-b4af-96380a352509", // Security Reader
	"5f2222b1-57c3-48ba-8ad5-d4759f1fde6f", // Security Operator
	"194ae4cb-b126-40b2-bd5b-6091b380977d", // Security Administrator
	"f2ef992c-3afb-46b9-b7cf-a126ee74c451", // Global Reader
}

// premium checks what reading sign-ins takes: the permission, a role, and the
// tenant's license, in this order.
func (c *call) premium() bool {
	switch {
	case !c.claims.has(auditLogRead) || c.knobs.forbids(auditLogRead):
		// https://learn.microsoft.com/graph/api/signin-list
		c.graphError(http.StatusForbidden, "Authentication_MSGraphPermissionMissing",
			"The principal does not have required Microsoft Graph permission(s): "+auditLogRead+" to call this API.")
	case c.knobs.forbids("signIns"), !c.claims.inRole(rolesOfSignIns...):
		c.graphError(http.StatusForbidden, "Authentication_RequestFromUnsupportedUserRole", "User is not in the allowed roles")
	case !c.tenant.cfg.Premium || c.knobs.Premium == premiumMissing,
		c.knobs.Premium == premiumFlaky && c.tenant.counters.next(&c.tenant.counters.premium)%3 != 0:
		c.graphError(http.StatusForbidden, "Authentication_RequestFromNonPremiumTenantOrB2CTenant",
			"Neither tenant is B2C or tenant doesn't have premium license")
	default:
		return true
	}
	return false
}

// signInActivity is the property of a user that takes P1, and makes pages
// smaller without a word.
const (
	signInActivity      = "signInActivity"
	largestActivityPage = 500
)

// appendSignInActivity writes when somebody last signed in to anything; null for
// never.
func appendSignInActivity(b []byte, w *world, n int32) []byte {
	last := max(w.lastUse(n, "power_apps"), w.lastUse(n, "power_automate"))
	if last == 0 {
		return append(b, "null"...)
	}
	id := signInID(w.seed, signIn{at: last, who: n})
	b = appendMoment(append(b, `{"lastSignInDateTime":`...), last)
	b = append(append(append(b, `,"lastSignInRequestId":"`...), id...), '"')
	b = appendMoment(append(b, `,"lastNonInteractiveSignInDateTime":`...), last)
	b = append(append(append(b, `,"lastNonInteractiveSignInRequestId":"`...), id...), '"')
	b = appendMoment(append(b, `,"lastSuccessfulSignInDateTime":`...), last)
	return append(append(append(b, `,"lastSuccessfulSignInRequestId":"`...), id...), '"', '}')
}

// reportPage checks $top and $skiptoken of a log; p has the size of a page without
// $top, and the options that a skip token holds for.
func (c *call) reportPage(q url.Values, p page, largest int) (page, bool) {
	if q.Has("$top") {
		n, err := strconv.Atoi(p.top)
		if err != nil || n < 1 || n > largest {
			c.graphError(http.StatusBadRequest, "BadRequest", fmt.Sprintf("Invalid page size specified: '%s'. Must be between 1 and %d inclusive.", p.top, largest))
			return p, false
		}
		p.size = n
	}
	if most := c.knobs.PageSize; most > 0 {
		p.size = min(p.size, most)
	}
	if !q.Has("$skiptoken") {
		return p, true
	}
	from, ok := c.openSkipToken(q.Get("$skiptoken"), p)
	if p.from = from; !ok {
		c.graphError(http.StatusBadRequest, "BadRequest", "Skip token is not valid.")
	}
	return p, ok
}

// quota is how often the reports on sign-ins may be asked for: five times in ten
// seconds. https://learn.microsoft.com/graph/throttling-limits
// It goes by whichever clock went further since the call before, the virtual or
// the real one: a client may wait by either.
type quota struct {
	mu      sync.Mutex
	calls   []time.Duration // when the last calls came, refused ones included
	now     time.Duration
	virtual time.Time // of the last call
	real    time.Time
	stopped bool // the real clock; for tests, which may be slow
}

const (
	quotaCalls = 5
	quotaTime  = 10 * time.Second
)

// take counts a call and gives how long it had better have waited; 0 when it may
// be answered.
func (q *quota) take(virtual time.Time) time.Duration {
	q.mu.Lock()
	defer q.mu.Unlock()
	if !q.real.IsZero() {
		passed := virtual.Sub(q.virtual)
		if !q.stopped {
			passed = max(passed, time.Since(q.real))
		}
		q.now += passed
	}
	q.virtual, q.real = virtual, time.Now()
	now := q.now
	over := sort.Search(len(q.calls), func(i int) bool { return q.calls[i] > now-quotaTime })
	q.calls = append(q.calls[over:], now)
	if len(q.calls) <= quotaCalls {
		return 0
	}
	return q.calls[len(q.calls)-quotaCalls] + quotaTime - now
}

// overQuota answers 429 when the quota is used up.
func (c *call) overQuota() bool {
	wait := c.tenant.quota.take(c.now)
	if wait <= 0 {
		return false
	}
	if !c.knobs.QuotaSilent {
		c.w.Header().Set("Retry-After", strconv.Itoa(int((wait+time.Second-1)/time.Second)))
	}
	c.reply(http.StatusTooManyRequests, c.graphErrorBody("TooManyRequests", "Too many requests. Please retry again later."))
	return true
}
