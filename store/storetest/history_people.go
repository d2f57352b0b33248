package storetest

import (
	"fmt"
	"strings"
	"time"
)

// member is somebody with an account, or who had one.
type member struct {
	id, name   string
	upn, mail  string // mail is "" where the account has none
	proxies    []string
	department string
	costCenter string
	guest      bool
	blocked    bool
	createdAt  time.Time
	grants     []*grant
	leaving    bool // leaves as soon as the licenses are taken
	away       bool
	leftAt     time.Time
	purged     bool // can no longer be restored
}

// grant is a license of a member.
type grant struct {
	sku      *sku
	at       time.Time
	group    string          // "" = directly
	disabled string          // service plan that is switched off; "" = none
	refused  bool            // the assignment failed
	used     map[string]bool // service plans that the member has used
	twice    bool            // the report has each of its rows twice
}

var departments = []string{"", "Sales", "Économie", "R&D", "sales", "Łódź"}

func (h *history) join() *member {
	n := len(h.people)
	m := &member{id: fmt.Sprintf("00000000-0000-0000-0000-%012d", n), name: fmt.Sprintf("Person %d", n), createdAt: h.now.AddDate(0, 0, -h.r.IntN(40))}
	m.upn = fmt.Sprintf("p%d@contoso.com", n)
	m.department = departments[h.r.IntN(len(departments))]
	if h.chance(3) {
		m.costCenter = fmt.Sprint(100 * h.r.IntN(3))
	}
	switch h.r.IntN(8) {
	case 0: // a guest
		m.guest, m.mail = true, fmt.Sprintf("Gast%d@fabrikam.example", n)
		m.upn = fmt.Sprintf("gast%d_fabrikam.example#EXT#@contoso.onmicrosoft.com", n)
	case 1: // an account without a name
		m.name = ""
	case 2: // somebody else has the name, too
		m.name = h.people0().name
	case 3, 4:
		h.reuse(m)
	default:
		m.mail = m.upn
	}
	h.people = append(h.people, m)
	for range h.r.IntN(3) {
		h.give(m, skus[h.r.IntN(len(skus))], h.now.AddDate(0, 0, -h.r.IntN(3)).Add(-time.Duration(h.r.IntN(3))*time.Second), "")
	}
	return m
}

// people0 is anybody.
func (h *history) people0() *member {
	if len(h.people) == 0 {
		return &member{name: "Person 0"}
	}
	return h.people[h.r.IntN(len(h.people))]
}

// reuse gives a newcomer the address of somebody who left, or makes her that
// very person under a new id.
func (h *history) reuse(m *member) {
	for _, other := range h.people {
		if !other.away || h.taken(other.upn) || other.guest {
			continue
		}
		m.upn, m.mail = other.upn, other.mail
		if h.chance(2) {
			m.name = other.name
		}
		return
	}
}

// taken tells whether an account in the directory has the address.
func (h *history) taken(address string) bool {
	for _, m := range h.people {
		if m.away {
			continue
		}
		for _, its := range append([]string{m.upn, m.mail}, m.proxies...) {
			if strings.EqualFold(strings.TrimPrefix(strings.ToLower(its), "smtp:"), address) {
				return true
			}
		}
	}
	return false
}

func (h *history) give(m *member, s *sku, at time.Time, group string) {
	for _, g := range m.grants {
		if g.sku == s && g.group == group {
			return
		}
	}
	g := &grant{sku: s, at: at.Truncate(time.Second), group: group, refused: h.chance(20), twice: h.chance(12), used: map[string]bool{}}
	for _, plan := range s.plans {
		g.used[plan.id] = !h.chance(4)
	}
	if h.chance(8) && len(s.plans) > 0 {
		g.disabled = s.plans[0].id
	}
	m.grants = append(m.grants, g)
}

const salesGroup, everybodyGroup = "90000000-0000-0000-0000-000000000001", "90000000-0000-0000-0000-000000000002"

// live lets a day happen to everybody.
func (h *history) live() {
	if h.chance(2) {
		h.join()
	}
	if h.batchAt != 0 && h.day == h.batchAt {
		for range 20 + h.r.IntN(31) {
			m := h.join()
			m.grants = nil
			h.give(m, skus[0], h.now.Add(-time.Hour), everybodyGroup)
		}
	}
	for _, m := range h.people {
		h.liveOne(m)
	}
}

func (h *history) liveOne(m *member) {
	m.purged = m.purged || m.away && h.now.Sub(m.leftAt) > 30*24*time.Hour
	if m.leaving {
		h.leave(m, h.now.Add(-time.Hour))
	}
	switch h.r.IntN(30) {
	case 0, 1:
		if h.chance(3) {
			m.leaving, m.grants = !m.away, nil
		} else {
			h.leave(m, h.now.Add(-time.Duration(1+h.r.IntN(3600))*time.Second))
		}
	case 2, 3, 4:
		h.comeBack(m)
	case 5:
		h.rename(m)
	case 6:
		m.blocked = !m.blocked
	case 7:
		h.swap(m)
	case 8:
		h.give(m, skus[h.r.IntN(len(skus))], h.now.Add(-time.Duration(h.r.IntN(7200))*time.Second), "")
	case 9:
		h.give(m, skus[0], h.now.Add(-time.Duration(h.r.IntN(3))*time.Second), salesGroup)
	case 10:
		m.grants = m.grants[:h.r.IntN(len(m.grants)+1)]
	case 11:
		m.upn = changeCase(m.upn)
	case 12:
		m.department = departments[h.r.IntN(len(departments))]
	case 13:
		for _, g := range m.grants {
			for _, plan := range g.sku.plans {
				g.used[plan.id] = true
			}
		}
	}
}

func (h *history) leave(m *member, at time.Time) {
	m.leaving = false
	if !m.away {
		m.away, m.leftAt = true, at
	}
}

// comeBack restores an account under its id, under a new address where
// somebody else has the old one by now.
func (h *history) comeBack(m *member) {
	if !m.away || m.purged {
		return
	}
	for _, address := range append([]string{m.upn, m.mail}, m.proxies...) {
		if address = strings.TrimPrefix(strings.ToLower(address), "smtp:"); address != "" && h.taken(address) {
			m.upn, m.mail, m.proxies = "again."+fmt.Sprint(h.day)+"."+m.id[30:]+"@contoso.com", "", nil
			break
		}
	}
	m.away = false
}

func (h *history) rename(m *member) {
	m.name += " Ångström"
	if old := m.upn; h.chance(2) && !m.away && !m.guest {
		m.upn = fmt.Sprintf("n%d.%s", h.day, old)
		m.mail = m.upn
		if h.chance(2) {
			m.proxies = append(m.proxies, "smtp:"+old)
		}
	}
}

func (h *history) swap(m *member) {
	if len(m.grants) == 0 {
		return
	}
	g := m.grants[h.r.IntN(len(m.grants))]
	to := skus[h.r.IntN(len(skus))]
	for _, other := range m.grants {
		if other.sku == to && other.group == g.group {
			return
		}
	}
	swapped := *g
	swapped.sku, swapped.at, swapped.disabled, swapped.used = to, h.now.Add(-time.Hour).Truncate(time.Second), "", map[string]bool{}
	for _, plan := range to.plans {
		swapped.used[plan.id] = true
	}
	*g = swapped
}

func changeCase(address string) string {
	if lower := strings.ToLower(address); lower != address {
		return lower
	}
	return strings.ToUpper(address[:1]) + address[1:]
}
