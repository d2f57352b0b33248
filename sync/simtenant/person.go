package simtenant

import (
	"strconv"
	"strings"
	"time"
)

// moment is an instant in whole seconds of Unix time, 0 for never. Every fact
// of the world has this precision, as the directory's own dates do.
type moment uint32

func momentOf(t time.Time) moment { return moment(t.Unix()) }

func (m moment) time() time.Time { return time.Unix(int64(m), 0).UTC() }

const (
	day          moment = 24 * 60 * 60
	keepDeleted         = 30 * day // a deleted account can be restored this long
	internalDays        = 60       // default of Config.ReportKeepsLeaversDays
)

type traits uint16

const (
	isGuest traits = 1 << iota
	isBlocked
	isNameless
	isDeleted    // in deleted users
	isPurged     // gone for good
	hasNoMail    // no mailbox: the report names the UPN instead
	writesNative // display name in the culture's own script
	upperMail    // mail differs from the UPN in letter case
	wentAndGaveAddress
)

type paceOfUse uint8

// A person is kept small: a tenant may have a million of them. Names and
// addresses are indexes into the name lists; what only few people have is in
// world.extras.
type person struct {
	holdings []holding
	created  moment
	left     moment // deleted at
	firstUse moment // first use of either product
	quiet    moment // no use from here on
	traits   traits
	number   uint16 // of the address, when the plain one was taken
	culture  uint8
	given    uint8
	family   uint8
	middle   byte
	office   uint8
	dept     uint8
	title    uint8
	pace     paceOfUse
}

// A holding is one license of one person.
type holding struct {
	at       moment
	ends     moment // end of a trial
	sku      uint8
	flags    holdingFlags
	disabled uint8 // bit per plan of the license
	group    uint8 // which of the license's groups
}

type holdingFlags uint8

const (
	byGroup  holdingFlags = 1 << iota
	directly              // may stand beside byGroup
	inError               // assigned by a group that has no seat for it: nothing is held
)

func (h holding) effective() bool { return h.flags&inError == 0 }

// extra is what few people have.
type extra struct {
	display   string // instead of the composed name
	local     string // instead of the composed address, without its number
	addresses []string
	stale     []stalePlan
}

// A stalePlan is an assignedPlans entry that outlived its license.
type stalePlan struct {
	sku, plan uint8
	at        moment
}

func (p *person) present() bool { return p.traits&(isDeleted|isPurged) == 0 }

func (p *person) has(t traits) bool { return p.traits&t != 0 }

func (p *person) holds(sku uint8) bool {
	for _, h := range p.holdings {
		if h.sku == sku {
			return true
		}
	}
	return false
}

// name is the display name; empty for an account that has none.
func (w *world) name(n int32) string {
	p := &w.people[n]
	if p.has(isNameless) {
		return ""
	}
	if x := w.extras[n]; x != nil && x.display != "" {
		return w.called(x.display, int(n), hostileRenamed)
	}
	return w.called(cultures[p.culture].display(int(p.given), int(p.family), p.middle, p.has(writesNative)), int(n), hostileName)
}

func (w *world) givenAndFamily(n int32) (given, family string) {
	p := &w.people[n]
	if p.has(isNameless) {
		return "", ""
	}
	g, f := cultures[p.culture].given[p.given], cultures[p.culture].family[p.family]
	if p.has(writesNative) {
		return g.native, f.native
	}
	return g.latin, f.latin
}

// plainLocal is the composed address before the @, without its number.
func (p *person) plainLocal() string { return cultures[p.culture].local(int(p.given), int(p.family)) }

// local is the address before the @.
func (w *world) local(n int32) string {
	p := &w.people[n]
	local := p.plainLocal()
	if x := w.extras[n]; x != nil && x.local != "" {
		local = x.local
	}
	if p.number > 0 {
		local += strconv.Itoa(int(p.number))
	}
	return local
}

var homeDomains = []string{"fabrikam.com", "northwindtraders.com", "adatum.com", "tailspintoys.com"}

func (w *world) home(n int32) string {
	return homeDomains[mix(uint64(w.seed), forTraits, uint64(n), 7)%uint64(len(homeDomains))]
}

// upn is the sign-in name. The directory writes the id of a deleted account in
// front of it, which frees the name for somebody else.
func (w *world) upn(n int32) string {
	upn := w.livingUPN(n)
	if !w.people[n].present() {
		return objectID(w.seed, n).bare() + upn
	}
	return upn
}

func (w *world) livingUPN(n int32) string {
	p := &w.people[n]
	if p.has(isGuest) {
		return w.local(n) + "_" + w.home(n) + "#EXT#@" + w.initialDomain
	}
	return w.local(n) + "@" + w.domain
}

// mail is the primary address, empty without a mailbox.
func (w *world) mail(n int32) string {
	p := &w.people[n]
	switch {
	case p.has(hasNoMail):
		return ""
	case w.hostile && n%3 == 0:
		return w.called(w.local(n), int(n), hostileMail) + "@" + w.domain
	case p.has(isGuest):
		return w.local(n) + "@" + w.home(n)
	case p.has(upperMail):
		return titled(w.local(n)) + "@" + w.domain
	}
	return w.local(n) + "@" + w.domain
}

// address is what the report calls Email Address.
func (w *world) address(n int32) string {
	if m := w.mail(n); m != "" {
		return m
	}
	return w.livingUPN(n)
}

// proxies lists every address that reaches the person, the primary one first.
func (w *world) proxies(n int32) []string {
	p, mail := &w.people[n], w.mail(n)
	if mail == "" {
		return nil
	}
	out := []string{"SMTP:" + mail}
	if !p.has(isGuest) {
		out = append(out, "smtp:"+w.local(n)+"@"+w.initialDomain)
	}
	if x := w.extras[n]; x != nil {
		for _, a := range x.addresses {
			out = append(out, "smtp:"+a)
		}
	}
	return out
}

// titled writes jane.doe as Jane.Doe.
func titled(local string) string {
	parts := strings.Split(local, ".")
	for i, part := range parts {
		if part != "" {
			parts[i] = strings.ToUpper(part[:1]) + part[1:]
		}
	}
	return strings.Join(parts, ".")
}
