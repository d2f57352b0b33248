package store

import (
	"context"

	"licenseledger/store/column"
	"licenseledger/store/ledger"
)

// table shows the list as rows of the console contract.
func (l *list) table() *table {
	t := blank(len(l.lines))
	r := l.report
	t.columns["user_id"] = coded(l.people.ids, func(row uint32) uint32 { return l.who(l.lines[row]) })
	l.nameColumns(t)
	t.columns["service"] = coded(r.service, func(row uint32) uint32 { return r.meaning(l.lines[row]).service })
	t.columns["license"] = coded(r.license, func(row uint32) uint32 { return r.meaning(l.lines[row]).license })
	t.columns["assigned_date"] = coded(r.date.dict, func(row uint32) uint32 { return r.date.codes.At(l.lines[row]) })
	t.columns["expiration_date"] = coded(r.expires.dict, func(row uint32) uint32 { return r.expires.codes.At(l.lines[row]) })
	for name, text := range map[string]func(*meaning) string{
		"service_id": func(m *meaning) string { return m.ServicePlanID },
		"license_id": func(m *meaning) string { return m.SkuID },
		"product":    func(m *meaning) string { return string(m.Product) },
		"origin":     func(m *meaning) string { return string(m.Origin) },
		"tier":       func(m *meaning) string { return string(m.Tier) },
		"is_trial":   func(m *meaning) string { return trialText(m.trial) },
	} {
		t.columns[name] = l.means(text)
	}
	t.columns["assigned_by"] = l.assignedBy()
	t.columns["group_name"] = l.groupName()
	t.columns["status"] = coded(wordsOf(statuses), func(row uint32) uint32 { return uint32(l.status(l.lines[row])) })
	t.columns["status_since"] = written(t.rows, func(row uint32) string { return l.since(l.lines[row]) })
	t.columns["restorable_until"] = written(t.rows, func(row uint32) string { return l.restorableUntil(l.lines[row]) })
	t.columns["identity_confidence"] = l.confidence()
	t.columns["candidates"] = l.candidates()
	t.columns["first_seen"] = l.firstSeen()
	t.columns["department"], t.columns["cost_center"] = l.part("department"), l.part("cost_center")
	t.columns["source"], t.columns["basis"] = same(r.source), same(string(ledger.BasisReport))
	t.columns["as_of"] = same(l.day.list.pos.Instant().String())
	t.who = func(row uint32) uint32 { return l.who(l.lines[row]) }
	t.person = func(row uint32) uint32 { return l.person(l.lines[row]) }
	t.persons = func() int { return l.history.personCount(l.people) }
	t.product = func(row uint32) ledger.Product { return r.meaning(l.lines[row]).Product }
	t.pair = func(row uint32) uint32 { return r.meaning(l.lines[row]).pair }
	t.status = func(row uint32) ledger.Status { return statuses[l.status(l.lines[row])] }
	t.list, t.find = l, func(m *searching) func(row uint32) bool { return l.find(t, m) }
	t.ready = func(ctx context.Context) (err error) {
		if l.holds == nil { // once: rows of a view that is open already are read meanwhile
			l.holds, err = l.day.holdings(ctx)
		}
		return err
	}
	return t
}

func trialText(trial *bool) string {
	switch {
	case trial == nil:
		return ""
	case *trial:
		return "true"
	}
	return "false"
}

// wordsOf makes a dictionary whose codes are the places of words; the first is
// "".
func wordsOf[T ~string](words []T) *column.Dict {
	dict := column.NewDict()
	for _, word := range words[1:] {
		dict.Add([]byte(word))
	}
	return dict
}

// nameColumns are the name and address shown, the last known ones, and those
// that the rows stand in the order of.
func (l *list) nameColumns(t *table) {
	for _, c := range []struct {
		shown, known string
		said         codedColumn
		unknown      uint32
		filler       []bool
		last         func(*odd) uint32
		sort         **lens
	}{
		{"user_name", "last_known_name", l.report.name, l.report.unknownName, l.report.noName, func(o *odd) uint32 { return o.name }, &t.sortName},
		{"email_address", "last_known_email", l.report.email, l.report.unknownEmail, l.report.noEmail, func(o *odd) uint32 { return o.email }, &t.sortEmail},
	} {
		unknown := c.unknown
		shown := func(row uint32) uint32 {
			fact := l.lines[row]
			if code := c.said.codes.At(fact); !c.filler[code] && !statuses[l.status(fact)].Departed() {
				return code
			}
			return unknown
		}
		known := func(row uint32) uint32 {
			fact := l.lines[row]
			if o, is := l.oddAt(fact); is && o.unknown {
				return c.last(&o)
			}
			if statuses[l.status(fact)].Departed() {
				return c.said.codes.At(fact)
			}
			return 0
		}
		t.columns[c.shown] = coded(c.said.dict, shown)
		t.columns[c.known] = coded(c.said.dict, known)
		*c.sort = coded(c.said.dict, func(row uint32) uint32 {
			if code := shown(row); code != unknown {
				return code
			}
			return known(row)
		})
	}
}

func (l *list) since(fact uint32) string {
	o, is := l.oddAt(fact)
	if !is || !o.unknown || statuses[o.status].Departed() {
		if who := l.who(fact); who != 0 {
			return l.directory.since(who)
		}
		return ""
	}
	if o.identity != 0 && l.report.identity[o.identity-1].to != 0 {
		i := &l.report.identity[o.identity-1]
		return interval(0, i.from, i.to)
	}
	return ""
}

func (l *list) confidence() *lens {
	none, likely := uint32(confidenceCode(ledger.ConfidenceNone)), uint32(confidenceCode(ledger.ConfidenceLikely))
	return coded(wordsOf(confidences), func(row uint32) uint32 {
		o, is := l.oddAt(l.lines[row])
		switch {
		case !is:
			return 0
		case o.identity != 0:
			return uint32(l.report.identity[o.identity-1].confidence)
		case o.unknown:
			return none
		case o.likely:
			return likely
		}
		return 0
	})
}

// candidates shows who may be behind Unknown lines. Few lines have any, so that
// a dictionary of them is made from those alone.
func (l *list) candidates() *lens {
	text := func(o odd) string {
		if o.identity == 0 {
			return ""
		}
		return candidatesText(l.report.candidatesOf(o.identity, l.people))
	}
	c := &lens{text: func(row uint32) string {
		o, _ := l.oddAt(l.lines[row])
		return text(o)
	}}
	c.make = func() {
		dict, codes := column.NewDict(), map[uint32]uint32{}
		for fact, o := range l.odd {
			codes[fact] = dict.Add([]byte(text(o)))
		}
		dict.Forget()
		c.dict, c.code = dict, func(row uint32) uint32 {
			if _, is := l.oddAt(l.lines[row]); !is {
				return 0
			}
			return codes[l.lines[row]]
		}
	}
	return c
}

func (l *list) firstSeen() *lens {
	dict := column.NewDict()
	codes := make([]uint32, len(l.report.image.listings))
	for i, pos := range l.report.image.listings {
		codes[i] = dict.Add([]byte(pos.Instant().String()))
	}
	return coded(dict, func(row uint32) uint32 { return codes[l.from(l.lines[row])] })
}

// assignedBy tells whether the account holds the license directly or by a
// group.
func (l *list) assignedBy() *lens {
	return coded(wordsOf(assignedByWords), func(row uint32) uint32 {
		fact := l.lines[row]
		return l.holds.by(l.who(fact), l.report.meaning(fact).SkuID)
	})
}

// groupName names that group. What the account holds is read when it is asked
// for.
func (l *list) groupName() *lens {
	code := func(row uint32) uint32 {
		fact := l.lines[row]
		return l.holds.groupOf(l.who(fact), l.report.meaning(fact).SkuID)
	}
	c := &lens{text: func(row uint32) string { return l.holds.names.At(code(row)) }}
	c.make = func() { c.dict, c.code = l.holds.names, code }
	return c
}

// person numbers whose line it is; see table.person.
func (l *list) person(fact uint32) uint32 {
	o, is := l.oddAt(fact)
	if !is {
		o = odd{who: l.owner(fact), name: l.report.name.codes.At(fact), email: l.report.email.codes.At(fact)}
	}
	switch {
	case o.who != 0:
		return o.who
	case o.email == 0:
		return l.history.personByCode(l.people, &l.report.names, o.name)
	case l.report.address[o.email] != 0:
		return l.history.personByAddress(l.people, l.report.address[o.email])
	}
	return l.history.personByCode(l.people, &l.report.emails, o.email)
}
