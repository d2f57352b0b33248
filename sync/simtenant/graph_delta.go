package simtenant

import (
	"encoding/binary"
	"net/http"
	"net/url"
	"strings"
)

const (
	deltaPage = 200     // users in a page of changes, at most: $top is not supported
	deltaLife = 7 * day // of a token
)

// A deltaPlace is where somebody stands in the changes of users. It travels in
// the token, so that a page needs no memory of the pages before.
type deltaPlace struct {
	all      bool   // a first round: everybody who is there
	minimal  bool   // only the properties that changed
	page     uint16 // of the round
	from, to uint32 // changes of the round
	at       uint32 // how far the round is
	issued   moment
	props    uint64 // selected, by their place in trackedProperties
	others   uint8  // selected, by their place in untrackedProperties
}

// usersDelta tells what changed since a token, or everything.
// https://learn.microsoft.com/graph/delta-query-overview
func (c *call) usersDelta() {
	if c.knobs.forbids("usersDelta") {
		c.graphError(http.StatusBadRequest, "Request_UnsupportedQuery", "Change enumeration is not supported for requested tenant.")
		return
	}
	c.tenant.mu.RLock()
	place, ok := c.deltaPlace()
	var body []byte
	if ok {
		body = c.deltaBody(place)
	}
	c.tenant.mu.RUnlock()
	if !ok {
		return
	}
	if place.minimal {
		c.w.Header().Set("Preference-Applied", "return=minimal")
	}
	c.send(http.StatusOK, usersContentType, body)
}

// deltaPlace reads the token, or what a first call asks for. Options are part of
// the token afterwards, and cannot be given again.
func (c *call) deltaPlace() (deltaPlace, bool) {
	q, ok := c.options("$select", "$deltatoken", "$skiptoken")
	if !ok {
		return deltaPlace{}, false
	}
	end := uint32(len(c.tenant.world.changed))
	token := q.Get("$deltatoken") + q.Get("$skiptoken")
	if token == "" || token == "latest" {
		p := deltaPlace{all: token == "", from: end, to: end, minimal: strings.EqualFold(c.r.Header.Get("Prefer"), "return=minimal")}
		if p.props, p.others, ok = c.deltaProperties(q.Get("$select")); !ok {
			return p, false
		}
		if token == "latest" {
			p.at = end
		}
		return p, true
	}
	if len(q) != 1 {
		c.graphError(http.StatusBadRequest, "Request_UnsupportedQuery", "The options of a change query are part of its token and cannot be given again.")
		return deltaPlace{}, false
	}
	p, ok := c.openDeltaToken(token, q.Has("$skiptoken"))
	switch {
	case !ok:
		c.graphError(http.StatusBadRequest, "Request_BadRequest", "Badly formed token.")
	case c.now.Unix() >= int64(p.issued+deltaLife), c.knobs.DeltaForget && p.issued <= c.knobs.setAt:
		c.deltaExpired()
		ok = false
	case q.Has("$deltatoken"): // a round begins
		p.from, p.at, p.to, p.page = p.to, p.to, end, 0
	}
	return p, ok
}

// deltaExpired answers a place that is known no more. Microsoft documents one
// way and its developers were told another.
// https://devblogs.microsoft.com/microsoft365dev/
func (c *call) deltaExpired() {
	switch c.knobs.DeltaExpired {
	case "400":
		c.graphError(http.StatusBadRequest, "syncStateNotFound",
			"The sync state generation is not found. The delta token is expired and data must be synchronized again.")
	case "410-bare":
		c.graphError(http.StatusGone, "SyncStateNotFound", "The sync state is not found.")
	default:
		c.w.Header().Set("Location", c.origin(graphService, c.r)+c.r.URL.Path+"?$deltatoken=")
		c.graphError(http.StatusGone, "resyncRequired", "Resync required. Replace any local items with the server's version.")
	}
}

// deltaProperties reads $select.
func (c *call) deltaProperties(selected string) (props uint64, others uint8, ok bool) {
	names := defaultUserProperties
	if selected != "" {
		names = strings.Split(selected, ",")
	}
	if _, ok := c.userProperties(strings.Join(names, ","), nil); !ok {
		return 0, 0, false
	}
	for i, name := range untrackedProperties {
		if contains(names, name) {
			others |= 1 << i
		}
	}
	if contains(names, c.tenant.world.costCenterExtension()) {
		names = append([]string{directoryExtension}, names...)
	}
	return propertySet(append([]string{"id"}, names...)...), others, true
}

// deltaBody writes a page.
func (c *call) deltaBody(p deltaPlace) []byte {
	size, empty := deltaPage, false
	if most := c.knobs.PageSize; most > 0 {
		size = min(size, most)
	}
	p.page++
	if every := c.knobs.DeltaEmptyEvery; every > 0 {
		empty = int(p.page)%every == 0
	}
	var items []byte
	var n int
	for ; n < size && !empty && c.moreChanges(p); p.at++ {
		if item := c.deltaItem(p); item != nil {
			if n++; n > 1 {
				items = append(items, ',')
			}
			items = append(items, item...)
		}
	}
	for c.moreChanges(p) && c.deltaItem(p) == nil { // nobody is left to tell of
		p.at++
	}
	b := appendText(append(make([]byte, 0, 512+len(items)), `{"@odata.context":`...), c.context("users"))
	if empty || c.moreChanges(p) {
		b = appendText(append(b, `,"@odata.nextLink":`...), c.deltaLink("$skiptoken", p))
	} else {
		b = appendText(append(b, `,"@odata.deltaLink":`...), c.deltaLink("$deltatoken", p))
	}
	return append(append(append(b, `,"value":[`...), items...), ']', '}')
}

func (c *call) moreChanges(p deltaPlace) bool {
	if p.all {
		return p.at < uint32(len(c.tenant.world.people))
	}
	return p.at < p.to
}

// deltaItem is what is told at a place; nil for nothing.
func (c *call) deltaItem(p deltaPlace) []byte {
	w := c.tenant.world
	if p.all {
		n := int32(p.at)
		if !c.sees(w, n) {
			return nil
		}
		return c.deltaUser(n, p, everyProperty)
	}
	own := w.changed[p.at]
	told, latest := w.toldUpTo(p.at, p.from, p.to, p.props)
	if own.props&p.props == 0 || !latest && !c.knobs.DeltaReplay {
		return nil
	}
	person := &w.people[own.who]
	switch {
	case !latest && own.what == isRemoved, person.has(isDeleted):
		return c.removedUser(own.who, "changed")
	case person.has(isPurged):
		return c.removedUser(own.who, "deleted")
	case !c.sees(w, own.who):
		return nil
	}
	return c.deltaUser(own.who, p, told)
}

func (c *call) removedUser(n int32, reason string) []byte {
	b := objectID(c.tenant.world.seed, n).append([]byte(`{"id":"`))
	return append(append(append(b, `","@removed":{"reason":"`...), reason...), `"}}`...)
}

// deltaUser writes an account without the properties that were never set.
func (c *call) deltaUser(n int32, p deltaPlace, changed uint64) []byte {
	w := c.tenant.world
	b := append(objectID(w.seed, n).append([]byte(`{"id":"`)), '"')
	add := func(name string) {
		value := userValues[name]
		if name == directoryExtension {
			name, value = w.costCenterExtension(), appendExtension
		}
		if value == nil || name == "id" {
			return
		}
		text := value(nil, w, n)
		if contains(c.knobs.NullProperties, name) {
			text = []byte("null")
		} else if string(text) == "null" {
			return
		}
		b = append(append(append(b, ',', '"'), name...), '"', ':')
		b = append(b, text...)
	}
	for i, name := range trackedProperties {
		if p.props&(1<<i) != 0 && (!p.minimal || changed&(1<<i) != 0) {
			add(name)
		}
	}
	for i, name := range untrackedProperties {
		if p.others&(1<<i) != 0 && !p.minimal {
			add(name)
		}
	}
	return append(b, '}')
}

func (c *call) deltaLink(kind string, p deltaPlace) string {
	if kind == "$deltatoken" {
		p.issued = momentOf(c.now)
	}
	if p.issued == 0 { // of a first round
		p.issued = momentOf(c.now)
	}
	return c.origin(graphService, c.r) + c.r.URL.Path + "?" + kind + "=" + url.QueryEscape(c.deltaToken(p, kind == "$skiptoken"))
}

const deltaTokenSize = 2 + 2 + 4*4 + 8 + 1

// deltaToken holds for one tenant, host and path. What stands in it is hidden,
// so that nobody reads it.
func (c *call) deltaToken(p deltaPlace, within bool) string {
	b := make([]byte, 2, deltaTokenSize+16)
	for i, flag := range []bool{p.all, p.minimal, within} {
		if flag {
			b[0] |= 1 << i
		}
	}
	b[1] = p.others
	b = binary.BigEndian.AppendUint16(b, p.page)
	for _, n := range []uint32{p.from, p.to, p.at, uint32(p.issued)} {
		b = binary.BigEndian.AppendUint32(b, n)
	}
	b = append(binary.BigEndian.AppendUint64(b, p.props), 0)
	mac := c.deltaMAC(b)
	return urlBase64.EncodeToString(append(c.hideDelta(b, mac), mac...))
}

func (c *call) deltaMAC(plain []byte) []byte {
	return sign(c.tenant.keys.paging, "delta", string(plain), c.r.Host, c.r.URL.Path)[:16]
}

// hideDelta hides a token, and shows a hidden one.
func (c *call) hideDelta(token, mac []byte) []byte {
	mask := sign(c.tenant.keys.paging, "delta mask", string(mac))
	shown := make([]byte, len(token))
	for i := range token {
		shown[i] = token[i] ^ mask[i]
	}
	return shown
}

func (c *call) openDeltaToken(token string, within bool) (p deltaPlace, ok bool) {
	raw, err := urlBase64.DecodeString(token)
	if err != nil || len(raw) != deltaTokenSize+16 {
		return p, false
	}
	mac := raw[deltaTokenSize:]
	b := c.hideDelta(raw[:deltaTokenSize], mac)
	if string(c.deltaMAC(b)) != string(mac) {
		return p, false
	}
	p = deltaPlace{all: b[0]&1 != 0, minimal: b[0]&2 != 0, others: b[1], page: binary.BigEndian.Uint16(b[2:]),
		from: binary.BigEndian.Uint32(b[4:]), to: binary.BigEndian.Uint32(b[8:]), at: binary.BigEndian.Uint32(b[12:]),
		issued: moment(binary.BigEndian.Uint32(b[16:])), props: binary.BigEndian.Uint64(b[20:])}
	end := uint32(len(c.tenant.world.changed))
	if p.all && !within { // the round of everybody is over
		p.all = false
	}
	return p, (b[0]&4 != 0) == within && p.from <= p.to && p.to <= end
}
