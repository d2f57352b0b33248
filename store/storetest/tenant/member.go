package tenant

import (
	"encoding/binary"
	"slices"
	"strconv"
	"time"

	"licenseledger/store/column"
	"licenseledger/store/ledger"
)

// member is one account, in numbers: what it says is made when it is asked.
type member struct {
	serial              uint32 // names the account; never used again
	created             uint32 // seconds since 1970
	since               [4]uint32
	first, last, number uint16   // the number keeps equal names apart
	wasLast, wasNumber  uint16   // the name before the last change of it; number 0: none
	left                int16    // day; present while it is here
	held                [4]uint8 // licenses, 0 = none, then index into skus + 1
	used                uint8    // bits of held: lines in the report
	byGroup             uint8    // bits of held
	middle, department  uint8
	office, title       uint8
	flags               uint8
}

const (
	here    = -1 << 15
	blocked = 1
)

func (m *member) present() bool { return m.serial != 0 && m.left == here }

func (m *member) licenses() int {
	n := 0
	for n < len(m.held) && m.held[n] != 0 {
		n++
	}
	return n
}

// hired makes an account that was created before a day, or on it.
func (t *Tenant) hired(day int) member {
	t.serial++
	m := member{serial: t.serial, left: here, department: uint8(t.random.IntN(len(departments))),
		office: uint8(t.random.IntN(len(offices))), title: uint8(t.random.IntN(len(titles)))}
	m.created = t.moment(day)
	if !t.today.replaced {
		m.created = t.moment(day - t.random.IntN(6*365))
	}
	if t.random.IntN(3) == 0 {
		m.middle = uint8('A' + t.random.IntN(26))
	}
	m.first, m.last = uint16(t.common(len(firstNames))), uint16(t.common(len(lastNames)))
	m.number = t.numbered(m.first, m.last)
	if t.random.IntN(100) < 3 {
		return m // without any license
	}
	t.grant(&m, t.baseLicense(), day)
	for i, s := range skus {
		if !s.base && t.random.IntN(100) < s.percent {
			t.grant(&m, i, day)
		}
	}
	return m
}

// common draws an index; low ones are more frequent.
func (t *Tenant) common(n int) int {
	f := t.random.Float64()
	return int(f * (0.4 + 0.6*f) * float64(n))
}

// numbered counts the accounts of a name, as addresses spell it.
func (t *Tenant) numbered(first, last uint16) uint16 {
	n := &t.taken[sameFirst[first]*len(lastNames)+sameLast[last]]
	*n++
	return *n
}

// moment draws a second of the working hours before the reading of a day.
func (t *Tenant) moment(day int) uint32 {
	return uint32(t.start.AddDate(0, 0, day-1).Unix()) + uint32(t.random.IntN(12*3600))
}

func (t *Tenant) baseLicense() int {
	n := t.random.IntN(100)
	for i, s := range skus {
		if n -= s.percent; n < 0 {
			return i
		}
	}
	return 0
}

// grant gives a license, some by a group, of which half come in batches: many
// accounts have the same second. In the first reading licenses are up to three
// years old.
func (t *Tenant) grant(m *member, license int, day int) {
	n := m.licenses()
	if n == len(m.held) {
		return
	}
	m.held[n], m.since[n] = uint8(license+1), t.moment(day)
	if !t.today.replaced {
		m.since[n] = t.moment(day - t.random.IntN(3*365))
	}
	if t.random.IntN(10) < 3 {
		m.byGroup |= 1 << n
		if t.random.IntN(2) == 0 {
			const between, lasts = 12 * 24 * 3600, 120 // seconds; a big batch goes through several accounts in each
			m.since[n] += uint32(t.random.IntN(lasts)) - m.since[n]%between
		}
	} else {
		m.byGroup &^= 1 << n
	}
	m.used &^= 1 << n
	if t.random.IntN(100) < 95 {
		m.used |= 1 << n
	}
}

// relicense takes, gives or swaps a license.
func (t *Tenant) relicense(m *member) {
	t.count(m, -1)
	defer t.count(m, 1)
	n := m.licenses()
	what := t.random.IntN(3)
	if n == 0 || what == 0 && n < len(m.held) {
		t.grant(m, t.another(m), t.day)
		return
	}
	gain := t.another(m)
	t.drop(m, t.random.IntN(n))
	if what == 1 {
		t.grant(m, gain, t.day)
	}
}

// another draws a license that an account does not hold.
func (t *Tenant) another(m *member) int {
	for {
		if license := t.random.IntN(len(skus)); !slices.Contains(m.held[:], uint8(license+1)) {
			return license
		}
	}
}

// drop takes a license away and closes the gap.
func (t *Tenant) drop(m *member, n int) {
	last := m.licenses() - 1
	bit := func(bits uint8) uint8 { return bits >> last & 1 }
	used, byGroup := bit(m.used), bit(m.byGroup)
	m.held[n], m.since[n] = m.held[last], m.since[last]
	m.used = m.used&^(1<<n) | used<<n
	m.byGroup = m.byGroup&^(1<<n) | byGroup<<n
	m.held[last], m.since[last] = 0, 0
	m.used &^= 1 << last
	m.byGroup &^= 1 << last
}

func (t *Tenant) rename(m *member) {
	m.wasLast, m.wasNumber = m.last, m.number
	m.last = uint16(t.common(len(lastNames)))
	m.number = t.numbered(m.first, m.last)
}

func (t *Tenant) move(m *member) {
	m.department, m.title = uint8(t.random.IntN(len(departments))), uint8(t.random.IntN(len(titles)))
}

// id is the object id, drawn from the seed and the serial.
func (t *Tenant) id(m *member) string {
	var raw [16]byte
	binary.BigEndian.PutUint64(raw[:8], mix(t.seed<<32+uint64(m.serial)*2*0x9e3779b97f4a7c15))
	binary.BigEndian.PutUint64(raw[8:], mix(t.seed<<32+(uint64(m.serial)*2+1)*0x9e3779b97f4a7c15))
	raw[6], raw[8] = raw[6]&0x0f|0x40, raw[8]&0x3f|0x80
	return column.Identifier(raw)
}

// mix scatters a number over all 64 bits (splitmix64).
func mix(x uint64) uint64 {
	x = (x ^ x>>30) * 0xbf58476d1ce4e5b9
	x = (x ^ x>>27) * 0x94d049bb133111eb
	return x ^ x>>31
}

func (m *member) name() string {
	if m.middle == 0 {
		return firstNames[m.first] + " " + lastNames[m.last]
	}
	return firstNames[m.first] + " " + string(rune(m.middle)) + ". " + lastNames[m.last]
}

const (
	mailDomain  = "@contoso.com"
	routeDomain = "@contoso.mail.onmicrosoft.com"
)

func (m *member) address() string { return mailbox(m.first, m.last, m.number) + mailDomain }

func mailbox(first, last, number uint16) string {
	if number > 1 {
		return localFirst[first] + "." + localLast[last] + strconv.Itoa(int(number))
	}
	return localFirst[first] + "." + localLast[last]
}

// proxies is the JSON array of the addresses, sorted: "SMTP:" before "smtp:".
func (m *member) proxies() string {
	box := mailbox(m.first, m.last, m.number)
	text := `["SMTP:` + box + mailDomain + `"`
	route := `"smtp:` + box + routeDomain + `"`
	if m.wasNumber == 0 {
		return text + "," + route + "]"
	}
	was := `"smtp:` + mailbox(m.first, m.wasLast, m.wasNumber) + mailDomain + `"`
	if was > route {
		was, route = route, was
	}
	return text + "," + was + "," + route + "]"
}

func second(s uint32) ledger.Instant { return ledger.Instant(int64(s) * 1000) }

func dateText(s uint32) string {
	return ledger.FormatDateText(time.Unix(int64(s), 0), ledger.PrecisionSecond)
}
