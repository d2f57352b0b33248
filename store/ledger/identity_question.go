package ledger

import (
	"cmp"
	"slices"
)

// fingerprintKey finds rows that can be equal; the license and the time of day
// are compared afterwards, since either side may lack them.
type fingerprintKey struct{ service, day string }

// heldRows are the rows of one holder that share a key.
type heldRows struct {
	holder   *Holder
	rows     []*HeldRow
	licenses []string // canonical, beside rows
}

// spelling remembers canonical texts: a ledger has few, and many rows.
type spelling struct {
	texts map[string]string
	days  map[string]string // by date
	plans map[[2]string]string
}

func newSpelling() *spelling {
	return &spelling{texts: map[string]string{}, days: map[string]string{}, plans: map[[2]string]string{}}
}

func (s *spelling) of(text string) string {
	canonical, ok := s.texts[text]
	if !ok {
		canonical = canonicalText(text)
		s.texts[text] = canonical
	}
	return canonical
}

func (s *spelling) plan(service, license string) string {
	texts := [2]string{service, license}
	id, ok := s.plans[texts]
	if !ok {
		id = ClassifyText(service, license, nil).ServicePlanID
		s.plans[texts] = id
	}
	return id
}

func (s *spelling) key(f Fingerprint) fingerprintKey {
	day, known := s.days[f.AssignedDate]
	if !known {
		day = f.AssignedDate
		if _, _, ok := ParseDateText(day); ok {
			day = day[:len("2006-01-02")]
		}
		s.days[f.AssignedDate] = day
	}
	return fingerprintKey{s.of(f.Service), day}
}

// question is all of a row that its candidates follow from.
type question struct {
	Fingerprint
	Sighting
	next Instant
}

func (u *unknown) question() question { return question{u.row.Fingerprint, u.row.Seen, u.row.Next} }

// eachQuestion spells the rows and hands those that ask anything to weigh,
// once of those that say the same: leavers of one day leave many. It gives all
// of them back, in content order.
func eachQuestion(rows []UnknownRow, holders []Holder, weigh func(u *unknown, held []*heldRows)) []*unknown {
	texts := newSpelling()
	suspects := make([]*unknown, 0, len(rows))
	each := make([]unknown, len(rows)) // which all live as long
	asked := map[fingerprintKey]bool{}
	for i := range rows {
		r, u := &rows[i], &each[i]
		*u = unknown{row: r, key: texts.key(r.Fingerprint), license: texts.of(r.License), plan: texts.plan(r.Service, r.License)}
		suspects = append(suspects, u)
		asked[u.key] = asked[u.key] || !r.Concluded
	}
	sorted := make(chan struct{})
	go func() { // on the second processor, since both take long where many left
		defer close(sorted)
		slices.SortFunc(suspects, compareUnknowns)
	}()
	held := indexHolders(holders, texts, asked)
	<-sorted
	answered := map[question]*unknown{}
	for _, equal := range runsOfEqual(suspects) {
		clear(answered) // no others say the same
		for _, u := range equal {
			if u.row.Concluded || u.row.AssignedDate == "" {
				continue
			}
			if like, again := answered[u.question()]; again {
				u.candidates, u.perhaps, u.holders = like.candidates, like.perhaps, like.holders
				continue
			}
			weigh(u, held[u.key])
			if len(equal) > 1 {
				answered[u.question()] = u
			}
		}
	}
	return suspects
}

// indexHolders files the rows of holders under their keys, as far as these are
// asked for, holders in the order in which candidates are told: by name,
// address, id.
func indexHolders(holders []Holder, texts *spelling, asked map[fingerprintKey]bool) map[fingerprintKey][]*heldRows {
	type folded struct {
		*Holder
		name, email string
	}
	var ordered []folded
	for i := range holders {
		h := &holders[i]
		if slices.ContainsFunc(h.Rows, func(row HeldRow) bool { return asked[texts.key(row.Fingerprint)] }) {
			ordered = append(ordered, folded{h, FoldText(string(h.Candidate.Name)), FoldAddress(string(h.Candidate.Email))})
		}
	}
	slices.SortFunc(ordered, func(a, b folded) int {
		return cmp.Or(
			cmp.Compare(a.name, b.name),
			cmp.Compare(a.email, b.email),
			cmp.Compare(a.Candidate.UserID, b.Candidate.UserID),
			cmp.Compare(a.Person, b.Person),
		)
	})
	held := map[fingerprintKey][]*heldRows{}
	for _, holder := range ordered {
		for i := range holder.Rows {
			row := &holder.Rows[i]
			key := texts.key(row.Fingerprint)
			if !asked[key] {
				continue
			}
			of := held[key]
			if len(of) == 0 || of[len(of)-1].holder != holder.Holder {
				of = append(of, &heldRows{holder: holder.Holder})
				held[key] = of
			}
			last := of[len(of)-1]
			last.rows, last.licenses = append(last.rows, row), append(last.licenses, texts.of(row.License))
		}
	}
	return held
}

// compareUnknowns orders rows by what they say, so that nothing depends on the
// order of arrival; the key comes last, for rows that say the same.
func compareUnknowns(a, b *unknown) int {
	return cmp.Or(
		cmp.Compare(a.row.Seen.Source, b.row.Seen.Source),
		cmp.Compare(a.key.service, b.key.service),
		cmp.Compare(a.license, b.license),
		cmp.Compare(a.row.AssignedDate, b.row.AssignedDate),
		cmp.Compare(a.row.Seen.First, b.row.Seen.First),
		cmp.Compare(a.row.Seen.Last, b.row.Seen.Last),
		cmp.Compare(a.row.ExpirationDate, b.row.ExpirationDate),
		cmp.Compare(a.row.Ordinal, b.row.Ordinal),
		cmp.Compare(a.row.Key, b.row.Key),
	)
}
