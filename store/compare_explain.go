package store

import (
	"context"

	"licenseledger/store/ledger"
)

// explainedAtOnce bounds the memory in which differences are explained: people
// whose history is looked at together.
const explainedAtOnce = 2000

// unexplained is a difference on its way to a reason.
type unexplained struct {
	difference
	person      uint32
	address     string // folded, as either list says it; "" for none
	words       pair   // service and license, as said
	assigned    string // of the row that is there alone; of different, the file's
	duplicate   bool
	unknown     [2]bool // the row of the file, that of the ledger, says Unknown
	names       [2]string
	assignments [2]string // of different: the dates of both
}

// explain turns what was matched, and what was left, into differences with
// their reasons.
func (c *Comparison) explain(ctx context.Context, s *sides, m *matching, moments [2]ledger.ListMoment) error {
	var some []unexplained
	flush := func() error {
		known, err := c.whatHappened(ctx, s, some)
		if err != nil {
			return err
		}
		for i := range some {
			c.differences = append(c.differences, c.reason(&some[i], known, moments))
		}
		some = some[:0]
		return ctx.Err()
	}
	add := func(f unexplained) error {
		if some = append(some, f); len(some) < explainedAtOnce {
			return nil
		}
		return flush()
	}
	for _, pair := range m.different {
		if f, differs := c.foundDifferent(s, m, pair); differs {
			if err := add(f); err != nil {
				return err
			}
		}
	}
	for i := range m.there.rows {
		if r := &m.there.rows[i]; !r.matched {
			said := c.said[r.row]
			f := unexplained{difference: difference{kind: ledger.OnlyThere, there: r.row, oneOf: 1}, person: r.person, words: pair{said.Service, said.License},
				assigned: said.AssignedDate, duplicate: m.duplicates[0][i], unknown: [2]bool{r.unknown, false}}
			f.id, f.address = s.accountOf(r.person), firstAddress(said.EmailAddress)
			if err := add(f); err != nil {
				return err
			}
		}
	}
	for i := range m.here.rows {
		if r := &m.here.rows[i]; !r.matched {
			f := unexplained{difference: difference{kind: ledger.OnlyHere, here: r.row, oneOf: 1}, person: r.person, words: c.wordsAt(r.row),
				assigned: c.text("assigned_date", r.row), duplicate: m.duplicates[1][i], unknown: [2]bool{false, r.unknown}}
			f.id, f.address = s.accountOf(r.person), firstAddress(c.text("email_address", r.row), c.text("last_known_email", r.row))
			if err := add(f); err != nil {
				return err
			}
		}
	}
	if err := flush(); err != nil {
		return err
	}
	c.sort()
	return nil
}

func (c *Comparison) text(column string, row uint32) string { return c.list.columns[column].text(row) }

func (c *Comparison) wordsAt(row uint32) pair {
	return pair{c.text("service", row), c.text("license", row)}
}

// firstAddress gives the first that is an address, folded.
func firstAddress(said ...string) string {
	for _, address := range said {
		if !ledger.IsFiller(address) {
			return ledger.FoldAddress(address)
		}
	}
	return ""
}

// foundDifferent says in what two rows differ; differs is false when in nothing
// that both say.
func (c *Comparison) foundDifferent(s *sides, m *matching, rows matchedRows) (f unexplained, differs bool) {
	x, y := &m.there.rows[rows.there], &m.here.rows[rows.here]
	said := c.said[x.row]
	f = unexplained{difference: difference{kind: ledger.Different, there: x.row, here: y.row, oneOf: uint32(rows.oneOf)}, person: y.person,
		words: pair{said.Service, said.License}, assigned: said.AssignedDate, unknown: [2]bool{x.unknown, y.unknown}}
	if f.person == 0 {
		f.person = x.person
	}
	f.id, f.address = s.accountOf(f.person), firstAddress(said.EmailAddress, c.text("email_address", y.row), c.text("last_known_email", y.row))
	if x.unknown != y.unknown || (!x.unknown && !sameName(x, y)) {
		f.fields |= fieldName
		f.names = [2]string{said.UserName, c.text("user_name", y.row)}
	}
	if !m.sameDate(x, y) {
		f.fields |= fieldDate
		f.assignments = [2]string{said.AssignedDate, c.text("assigned_date", y.row)}
	}
	if !sameTrial(x, y) {
		f.fields |= fieldTrial
	}
	if !m.sameExpiration(x, y) {
		f.fields |= fieldExpires
	}
	return f, f.fields != 0
}

// reason gives a difference its reason.
func (c *Comparison) reason(f *unexplained, known *happenings, moments [2]ledger.ListMoment) difference {
	there, here := moments[0], moments[1]
	d := f.difference
	switch {
	case f.duplicate && d.kind == ledger.OnlyThere:
		d.reason = ledger.ReasonDuplicateInFile
	case f.duplicate:
		d.reason = ledger.ReasonDuplicateHere
	case d.kind == ledger.OnlyThere:
		d.reason, d.since = ledger.WhyOnlyOne(there, here, known.of(f))
	case d.kind == ledger.OnlyHere:
		d.reason, d.since = ledger.WhyOnlyOne(here, there, known.of(f))
	default:
		d.reason, d.since = c.whyDifferent(f, known, there, here)
	}
	if d.reason == ledger.ReasonNotExplained && c.Basis == ledger.BasisDirectory {
		d.reason = ledger.ReasonOtherDefinition
	}
	return d
}

// whyDifferent takes the first field that something explains.
func (c *Comparison) whyDifferent(f *unexplained, known *happenings, there, here ledger.ListMoment) (ledger.DifferenceReason, string) {
	if f.unknown[0] != f.unknown[1] {
		if f.unknown[0] {
			return ledger.WhyUnknown(here, there, known.left[f.id], ledger.ReasonUnknownThere)
		}
		return ledger.WhyUnknown(there, here, known.left[f.id], ledger.ReasonUnknownHere)
	}
	if f.fields&fieldDate != 0 {
		if reason, since := ledger.WhyOtherDate(there, here, f.assignments[0], f.assignments[1]); reason != ledger.ReasonNotExplained {
			return reason, since
		}
	}
	if f.fields&fieldName != 0 && known.hadNames(f) {
		return ledger.ReasonRenamed, ""
	}
	return ledger.ReasonNotExplained, ""
}
