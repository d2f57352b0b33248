package simtenant

import (
	"net/http"
	"strconv"
	"strings"
)

// A property is one thing of a user that $select can name.
type property struct {
	name  string
	value func(b []byte, w *world, n int32) []byte // nil: always null
	has   func(w *world, n int32) bool             // nil: always there
}

// defaultUserProperties is what comes without $select, in Graph's order.
var defaultUserProperties = []string{
	"businessPhones", "displayName", "givenName", "jobTitle", "mail", "mobilePhone", "officeLocation",
	"preferredLanguage", "surname", "userPrincipalName", "id",
}

// userProperties reads $select. Names are matched exactly; the real service is
// more lenient.
func (c *call) userProperties(list string, defaults []string) ([]property, bool) {
	names := defaults
	if list != "" {
		names = strings.Split(list, ",")
	}
	props := make([]property, 0, len(names))
	for _, name := range names {
		if name == signInActivity && !c.premium() {
			return nil, false
		}
		value, ok := userValues[name]
		if name == c.tenant.world.costCenterExtension() {
			value, ok = appendExtension, true
		} else if strings.HasPrefix(name, "extension_") {
			c.graphError(http.StatusBadRequest, "Request_BadRequest", "The following extension properties are not available: "+name+".")
			return nil, false
		}
		if !ok {
			c.noSuchProperty(name, "user")
			return nil, false
		}
		if contains(c.knobs.NullProperties, name) {
			value = nil
		}
		p := property{name: name, value: value}
		if strings.HasPrefix(name, "extension_") { // left out where it was never set
			p.has = func(w *world, n int32) bool { return value != nil && w.billing(n) != "" }
		}
		props = append(props, p)
	}
	return props, true
}

func (c *call) appendUser(b []byte, n int32, props []property) []byte {
	w := c.tenant.world
	first := true
	for _, p := range props {
		if p.has != nil && !p.has(w, n) {
			continue
		}
		if !first {
			b = append(b, ',')
		}
		first = false
		b = append(append(append(b, '"'), p.name...), '"', ':')
		if p.value == nil {
			b = append(b, "null"...)
			continue
		}
		b = p.value(b, w, n)
	}
	return b
}

var userValues = map[string]func(b []byte, w *world, n int32) []byte{
	"id": func(b []byte, w *world, n int32) []byte {
		return append(objectID(w.seed, n).append(append(b, '"')), '"')
	},
	"displayName": func(b []byte, w *world, n int32) []byte { return appendOptional(b, w.name(n)) },
	"givenName": func(b []byte, w *world, n int32) []byte {
		given, _ := w.givenAndFamily(n)
		return appendOptional(b, given)
	},
	"surname": func(b []byte, w *world, n int32) []byte {
		_, family := w.givenAndFamily(n)
		return appendOptional(b, family)
	},
	"userPrincipalName": func(b []byte, w *world, n int32) []byte { return appendText(b, w.upn(n)) },
	"mail":              func(b []byte, w *world, n int32) []byte { return appendOptional(b, w.mail(n)) },
	"mailNickname":      func(b []byte, w *world, n int32) []byte { return appendText(b, w.local(n)) },
	"proxyAddresses":    func(b []byte, w *world, n int32) []byte { return appendTexts(b, w.proxies(n)) },
	"otherMails": func(b []byte, w *world, n int32) []byte {
		if w.people[n].has(isGuest) {
			return appendTexts(b, []string{w.mail(n)})
		}
		return append(b, "[]"...)
	},
	"accountEnabled": func(b []byte, w *world, n int32) []byte {
		return strconv.AppendBool(b, !w.people[n].has(isBlocked))
	},
	"userType": func(b []byte, w *world, n int32) []byte {
		if w.people[n].has(isGuest) {
			return append(b, `"Guest"`...)
		}
		return append(b, `"Member"`...)
	},
	"createdDateTime": func(b []byte, w *world, n int32) []byte { return appendMoment(b, w.people[n].created) },
	"deletedDateTime": func(b []byte, w *world, n int32) []byte { return appendMoment(b, w.people[n].left) },
	"department":      func(b []byte, w *world, n int32) []byte { return appendOptional(b, w.department(n)) },
	"jobTitle":        func(b []byte, w *world, n int32) []byte { return appendOptional(b, w.jobTitle(n)) },
	"companyName":     func(b []byte, w *world, n int32) []byte { return appendOptional(b, w.company(n)) },
	"country":         func(b []byte, w *world, n int32) []byte { return appendText(b, w.country(n)) },
	"usageLocation":   func(b []byte, w *world, n int32) []byte { return appendText(b, w.country(n)) },
	"officeLocation":  func(b []byte, w *world, n int32) []byte { return appendOptional(b, w.office(n)) },
	"employeeId":      func(b []byte, w *world, n int32) []byte { return appendOptional(b, w.employeeID(n)) },
	"employeeOrgData": func(b []byte, w *world, n int32) []byte {
		cost := w.costCenter(n)
		if cost == "" {
			return append(b, "null"...)
		}
		b = appendText(append(b, `{"costCenter":`...), cost)
		return append(appendOptional(append(b, `,"division":`...), w.company(n)), '}')
	},
	"businessPhones":          func(b []byte, _ *world, _ int32) []byte { return append(b, "[]"...) },
	signInActivity:            appendSignInActivity,
	"assignedLicenses":        appendLicenses,
	"assignedPlans":           appendPlans,
	"licenseAssignmentStates": appendStates,
	"mobilePhone":             nil, "preferredLanguage": nil, "city": nil, "state": nil, "employeeType": nil,
	"employeeHireDate": nil, "onPremisesSyncEnabled": nil, "onPremisesExtensionAttributes": appendAttributes,
}

// appendAttributes writes the fifteen attributes, of which the seventh says
// something.
// https://learn.microsoft.com/graph/api/resources/onpremisesextensionattributes
func appendAttributes(b []byte, w *world, n int32) []byte {
	b = append(b, '{')
	for at := 1; at <= 15; at++ {
		if at > 1 {
			b = append(b, ',')
		}
		b = append(strconv.AppendInt(append(b, `"extensionAttribute`...), int64(at), 10), '"', ':')
		if at == 7 {
			b = appendOptional(b, w.unit(n))
		} else {
			b = append(b, "null"...)
		}
	}
	return append(b, '}')
}

// appendExtension writes the one directory extension that is registered.
// https://learn.microsoft.com/graph/extensibility-overview#directory-microsoft-entra-id-extensions
func appendExtension(b []byte, w *world, n int32) []byte { return appendOptional(b, w.billing(n)) }

func appendOptional(b []byte, s string) []byte {
	if s == "" {
		return append(b, "null"...)
	}
	return appendText(b, s)
}

func appendMoment(b []byte, m moment) []byte {
	if m == 0 {
		return append(b, "null"...)
	}
	return m.time().AppendFormat(b, `"2006-01-02T15:04:05Z"`)
}

func appendTexts(b []byte, texts []string) []byte {
	b = append(b, '[')
	for i, s := range texts {
		if i > 0 {
			b = append(b, ',')
		}
		b = appendText(b, s)
	}
	return append(b, ']')
}

// appendText writes a JSON string. Half of a pair, written as UTF-8 would write it, is
// escaped, as services do that keep texts in pairs; other bytes are left as they are.
func appendText(b []byte, s string) []byte {
	b = append(b, '"')
	for i := 0; i < len(s); i++ {
		switch ch := s[i]; {
		case ch == '"' || ch == '\\':
			b = append(b, '\\', ch)
		case ch == 0xed && i+2 < len(s) && s[i+1] >= 0xa0:
			b = append(b, '\\', 'u', 'd', hexDigits[8|s[i+1]>>2&7], hexDigits[s[i+1]<<2&12|s[i+2]>>4&3], hexDigits[s[i+2]&15])
			i += 2
		case ch < 0x20:
			b = append(b, '\\', 'u', '0', '0', hexDigits[ch>>4], hexDigits[ch&15])
		default:
			b = append(b, ch)
		}
	}
	return append(b, '"')
}

// appendLicenses writes what is effectively held: an assignment in error holds
// nothing. Some deleted accounts still show their licenses, depending on how
// they were deleted.
func appendLicenses(b []byte, w *world, n int32) []byte {
	b = append(b, '[')
	first := true
	for _, h := range w.shownHoldings(n) {
		if !h.effective() || catalog[h.sku].internal() {
			continue
		}
		if !first {
			b = append(b, ',')
		}
		first = false
		b = appendDisabled(append(append(append(b, `{"skuId":"`...), catalog[h.sku].id...), `","disabledPlans":`...), h)
		b = append(b, '}')
	}
	return append(b, ']')
}

func appendDisabled(b []byte, h holding) []byte {
	var ids []string
	for i, p := range catalog[h.sku].plans {
		if h.disabled&(1<<i) != 0 {
			ids = append(ids, p.id)
		}
	}
	return appendTexts(b, ids)
}

func appendPlans(b []byte, w *world, n int32) []byte {
	b = append(b, '[')
	first := true
	entry := func(p *plan, at moment, status string) {
		if !first {
			b = append(b, ',')
		}
		first = false
		b = appendMoment(append(b, `{"assignedDateTime":`...), at)
		b = append(append(b, `,"capabilityStatus":"`...), status...)
		b = append(append(b, `","service":"`...), p.service...)
		b = append(append(append(b, `","servicePlanId":"`...), p.id...), '"', '}')
	}
	for _, h := range w.shownHoldings(n) {
		if !h.effective() || catalog[h.sku].internal() {
			continue
		}
		for i := range catalog[h.sku].plans {
			if h.disabled&(1<<i) == 0 {
				entry(&catalog[h.sku].plans[i], h.at, "Enabled")
			}
		}
	}
	if x := w.extras[n]; x != nil {
		for _, s := range x.stale {
			entry(&catalog[s.sku].plans[s.plan], s.at, "Deleted")
		}
	}
	return append(b, ']')
}

func appendStates(b []byte, w *world, n int32) []byte {
	b = append(b, '[')
	first := true
	entry := func(h holding, group string) {
		if !first {
			b = append(b, ',')
		}
		first = false
		b = append(append(append(b, `{"skuId":"`...), catalog[h.sku].id...), `","disabledPlans":`...)
		b = appendDisabled(b, h)
		b = appendOptional(append(b, `,"assignedByGroup":`...), group)
		if h.effective() {
			b = append(b, `,"state":"Active","error":"None"`...)
		} else {
			b = append(b, `,"state":"Error","error":"CountViolation"`...)
		}
		b = append(appendMoment(append(b, `,"lastUpdatedDateTime":`...), h.at), '}')
	}
	for _, h := range w.shownHoldings(n) {
		if catalog[h.sku].internal() {
			continue
		}
		if h.flags&directly != 0 {
			entry(h, "")
		}
		if h.flags&byGroup != 0 {
			entry(h, w.group(h).String())
		}
	}
	return append(b, ']')
}
