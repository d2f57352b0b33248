package simtenant

import (
	"encoding/binary"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"time"
)

// Page sizes of Graph's user lists.
const (
	defaultPage = 100
	largestPage = 999
	// expandedPage is what is left of it with $expand, seen in the field.
	expandedPage = 100
)

// A page is what a list request asks for: which properties, from where, how
// many.
type page struct {
	props    []property
	from     uint32
	size     int
	selected string
	top      string
	expand   string // "" or expandManager
	counted  bool   // the first page says how many there are
	filter   string
	are      []equality // what the filter says
}

// expandManager is the one $expand that is served.
const expandManager = "manager($select=id)"

// readPage checks $select, $top and $skiptoken as Graph does, and $expand where
// a list supports it.
func (c *call) readPage(defaults []string, more ...string) (page, bool) {
	q, ok := c.options(append([]string{"$select", "$top", "$skiptoken"}, more...)...)
	if !ok {
		return page{}, false
	}
	p := page{size: defaultPage, selected: q.Get("$select"), top: q.Get("$top"), expand: q.Get("$expand")}
	if p.props, ok = c.userProperties(p.selected, defaults); !ok {
		return p, false
	}
	if p.props, ok = c.expanded(q, p.props); !ok {
		return p, false
	}
	if p.counted, ok = c.countWanted(q); !ok {
		return p, false
	}
	p.filter = q.Get("$filter")
	if p.are, ok = c.userFilter(p.filter); !ok {
		return p, false
	}
	if q.Has("$top") {
		n, err := strconv.Atoi(p.top)
		if err != nil || n < 1 || n > largestPage {
			c.graphError(http.StatusBadRequest, "Request_BadRequest",
				"Invalid page size specified: '"+p.top+"'. Must be between 1 and 999 inclusive.")
			return p, false
		}
		p.size = n
	}
	if most := c.knobs.PageSize; most > 0 {
		p.size = min(p.size, most)
	}
	if contains(strings.Split(p.selected, ","), signInActivity) {
		p.size = min(p.size, largestActivityPage)
	}
	if p.expand != "" {
		p.size = min(p.size, expandedPage)
	}
	if q.Has("$skiptoken") {
		if p.from, ok = c.openSkipToken(q.Get("$skiptoken"), p); !ok {
			c.graphError(http.StatusBadRequest, "Directory_ExpiredPageToken",
				"The specified page token value has expired and can no longer be included in your request.")
			return p, false
		}
	}
	return p, true
}

// matches tells whether somebody is whom the filter asks for.
func (p page) matches(w *world, n int32) bool {
	for _, e := range p.are {
		if !e.holds(w, n) {
			return false
		}
	}
	return true
}

// expanded adds what $expand asks for. A relation that is not there is left
// out, where a property would be null.
func (c *call) expanded(q url.Values, props []property) ([]property, bool) {
	if !q.Has("$expand") {
		return props, true
	}
	if q.Get("$expand") != expandManager {
		c.graphError(http.StatusBadRequest, "Request_UnsupportedQuery", "Only $expand="+expandManager+" is served here.")
		return nil, false
	}
	return append(props, property{name: "manager", value: func(b []byte, w *world, n int32) []byte {
		return append(objectID(w.seed, w.manager(n)).append(append(b, `{"id":"`...)), '"', '}')
	}, has: func(w *world, n int32) bool { return w.manager(n) >= 0 }}), true
}

// A skip token holds for one tenant, host, path and set of options, so that
// nobody can walk on with another query or send it elsewhere.
func (c *call) skipToken(position uint32, p page) string {
	token := binary.BigEndian.AppendUint32(nil, position^c.skipMask(p))
	return urlBase64.EncodeToString(append(token, c.skipMAC(token, p)...))
}

// skipMask hides the position, so that nobody learns to count pages by it.
func (c *call) skipMask(p page) uint32 {
	return binary.BigEndian.Uint32(c.skipMAC([]byte("mask"), p))
}

func (c *call) skipMAC(position []byte, p page) []byte {
	return sign(c.tenant.keys.paging, string(position), c.r.Host, c.r.URL.Path, p.selected, p.top, p.expand, p.filter, strconv.FormatBool(p.counted))[:16]
}

func (c *call) openSkipToken(token string, p page) (uint32, bool) {
	raw, err := urlBase64.DecodeString(token)
	if err != nil || len(raw) != 20 || string(raw[4:]) != string(c.skipMAC(raw[:4], p)) {
		return 0, false
	}
	return binary.BigEndian.Uint32(raw) ^ c.skipMask(p), true
}

func (c *call) nextLink(position uint32, p page) string {
	var b strings.Builder
	b.WriteString(c.origin(graphService, c.r) + c.r.URL.Path + "?")
	if p.selected != "" {
		b.WriteString("$select=" + url.QueryEscape(p.selected) + "&")
	}
	if p.top != "" {
		b.WriteString("$top=" + url.QueryEscape(p.top) + "&")
	}
	if p.expand != "" {
		b.WriteString("$expand=" + url.QueryEscape(p.expand) + "&")
	}
	if p.counted {
		b.WriteString("$count=true&")
	}
	if p.filter != "" {
		b.WriteString("$filter=" + url.QueryEscape(p.filter) + "&")
	}
	return b.String() + "$skiptoken=" + c.skipToken(position, p)
}

// listUsers serves the people who are present, in the order in which their
// accounts were made, so that a page needs no memory of the pages before.
func (c *call) listUsers() {
	p, ok := c.readPage(defaultUserProperties, "$expand", "$count", "$filter")
	if !ok || c.pageFails(p.from) {
		return
	}
	t := c.tenant
	t.mu.RLock()
	w := t.world
	listed := func(n int) bool {
		every := c.knobs.MissEvery
		return n < len(w.people) && !c.isEmpty("users") && c.sees(w, int32(n)) && p.matches(w, int32(n)) && !(every > 0 && n%every == every-1)
	}
	var ids []int32
	at := int(p.from)
	if c.knobs.RepeatLast {
		for back := at - 1; back >= 0 && at <= len(w.people); back-- {
			if listed(back) {
				ids = append(ids, int32(back))
				break
			}
		}
	}
	for taken := 0; at < len(w.people) && taken < p.size; at++ {
		if listed(at) {
			ids = append(ids, int32(at))
			taken++
		}
	}
	for at < len(w.people) && !listed(at) {
		at++
	}
	body := c.usersBody(ids, p, at < len(w.people), uint32(at), "users")
	t.mu.RUnlock()
	if c.pageFault(body) {
		return
	}
	c.send(http.StatusOK, usersContentType, body)
}

const usersContentType = "application/json;odata.metadata=minimal;odata.streaming=true;IEEE754Compatible=false;charset=utf-8"

// pageFault delays the page or cuts the connection in the middle of it.
func (c *call) pageFault(body []byte) bool {
	n := c.tenant.counters.next(&c.tenant.counters.listed)
	c.tenant.counters.next(&c.tenant.counters.served.UserPages)
	if d := c.knobs.PageDelay; d > 0 {
		select {
		case <-time.After(d):
		case <-c.r.Context().Done():
			return true
		}
	}
	if c.knobs.DropConnectionAt <= 0 || n != uint64(c.knobs.DropConnectionAt) || c.inBatch {
		return false
	}
	c.w.Header().Set("Content-Type", usersContentType)
	c.w.Header().Set("Content-Length", strconv.Itoa(len(body)))
	c.w.WriteHeader(http.StatusOK)
	_, _ = c.w.Write(body[:len(body)/2])
	if f, ok := c.w.(http.Flusher); ok {
		f.Flush()
	}
	panic(http.ErrAbortHandler)
}

// listDeleted serves deleted users in the order in which they left; the
// position in a skip token is that of the departure.
func (c *call) listDeleted() {
	p, ok := c.readPage(defaultUserProperties)
	if !ok {
		return
	}
	t := c.tenant
	t.mu.RLock()
	w := t.world
	listed := func(i int) bool {
		l := w.leavers[i]
		return !c.isEmpty("deletedItems") && w.people[l.who].has(isDeleted) && w.people[l.who].left == l.at
	}
	var ids []int32
	at := int(p.from)
	for ; at < len(w.leavers) && len(ids) < p.size; at++ {
		if listed(at) {
			ids = append(ids, w.leavers[at].who)
		}
	}
	for at < len(w.leavers) && !listed(at) {
		at++
	}
	body := c.usersBody(ids, p, at < len(w.leavers), uint32(at), "directoryObjects/microsoft.graph.user")
	t.mu.RUnlock()
	c.send(http.StatusOK, usersContentType, body)
}

// usersBody encodes a page by hand: a million people pass through here.
func (c *call) usersBody(ids []int32, p page, more bool, next uint32, set string) []byte {
	b := make([]byte, 0, 256+len(ids)*96*(1+len(p.props)))
	b = appendText(append(b, `{"@odata.context":`...), c.context(set))
	if p.counted && p.from == 0 {
		b = strconv.AppendInt(append(b, `,"@odata.count":`...), int64(c.usersCounted(p)), 10)
	}
	if more {
		b = appendText(append(b, `,"@odata.nextLink":`...), c.nextLink(next, p))
	}
	b = append(b, `,"value":[`...)
	for i, n := range ids {
		if i > 0 {
			b = append(b, ',')
		}
		b = append(c.appendUser(append(b, '{'), n, p.props), '}')
	}
	return append(b, ']', '}')
}

func (c *call) oneUser(key string) {
	c.one(key, "users", c.sees, "$expand")
}

func (c *call) oneDeleted(key string) {
	c.one(key, "directoryObjects/microsoft.graph.user", func(w *world, n int32) bool { return w.people[n].has(isDeleted) })
}

// sees tells whether somebody is present, and not hidden from whoever asks.
func (c *call) sees(w *world, n int32) bool {
	if !w.people[n].present() {
		return false
	}
	hidden := c.knobs.HideDepartment
	if hidden == "" && w.isOn(w.hiding) {
		hidden = hiddenDepartment
	}
	return hidden == "" || w.department(n) != hidden
}

func (c *call) one(key, set string, is func(w *world, n int32) bool, more ...string) {
	q, ok := c.options(append([]string{"$select"}, more...)...)
	if !ok {
		return
	}
	props, ok := c.userProperties(q.Get("$select"), defaultUserProperties)
	if !ok {
		return
	}
	if props, ok = c.expanded(q, props); !ok {
		return
	}
	if contains(strings.Split(q.Get("$select"), ","), signInActivity) && !isGUID(key) {
		c.graphError(http.StatusBadRequest, "Request_BadRequest", "Get By Key only supports UserId and the key has to be a valid Guid")
		return
	}
	t := c.tenant
	t.mu.RLock()
	n, found := t.world.find(key)
	if !found || !is(t.world, n) {
		t.mu.RUnlock()
		c.graphError(http.StatusNotFound, "Request_ResourceNotFound",
			"Resource '"+key+"' does not exist or one of its queried reference-property objects are not present.")
		return
	}
	b := appendText([]byte(`{"@odata.context":`), c.context(set+"/$entity"))
	b = append(c.appendUser(append(b, ','), n, props), '}')
	t.mu.RUnlock()
	c.send(http.StatusOK, usersContentType, b)
}

func isGUID(key string) bool {
	_, ok := parseGUID(key)
	return ok
}

// find looks an account up by object id or, slowly, by UPN.
func (w *world) find(key string) (int32, bool) {
	if g, ok := parseGUID(key); ok {
		n, ok := personOf(w.seed, g)
		return n, ok && int(n) < len(w.people)
	}
	for n := range w.people {
		if w.people[n].present() && strings.EqualFold(w.upn(int32(n)), key) {
			return int32(n), true
		}
	}
	return 0, false
}
