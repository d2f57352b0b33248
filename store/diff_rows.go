package store

import (
	"cmp"
	"slices"

	"licenseledger/store/ledger"
)

// keyedRow is a row of a list with what tells it from others: whose it is, and
// its service and license. Rows of nobody in particular have a key of what they
// say, so that an Unknown row that stays is no change.
type keyedRow struct {
	key uint64
	row uint32
}

// nobody is the half of a key that rows of nobody in particular share.
const nobody = uint64(1) << 63

func (c *comparison) keyed(t *table, stays func(row uint32) bool) []keyedRow {
	var rows []keyedRow
	date := t.columns["assigned_date"]
	for row := range uint32(t.rows) {
		if stays(row) {
			continue
		}
		rows = append(rows, keyedRow{c.key(t, row, date), row})
	}
	slices.SortFunc(rows, func(a, b keyedRow) int { return cmp.Or(cmp.Compare(a.key, b.key), cmp.Compare(a.row, b.row)) })
	return rows
}

func (c *comparison) key(t *table, row uint32, date *lens) uint64 {
	person := uint64(t.person(row))
	if person == 0 {
		person = nobody>>32 | uint64(c.history.persons.Add([]byte("unknown "+date.text(row))))
	}
	return person<<32 | uint64(t.pair(row))
}

// rows compares the lists, if both days have one of the same basis. A person
// who lost one row of a product and gained another swapped.
func (c *comparison) rows() {
	if c.before.day.basis != c.after.day.basis || c.before.day.basis == ledger.BasisNone {
		c.notRead(c.missingSource())
		return
	}
	wasThere, isThere := c.staying()
	lost, gained := c.differ(c.keyed(c.before.list, wasThere), c.keyed(c.after.list, isThere))
	var swapped []swap
	lost, gained, swapped = c.pairUp(lost, gained)
	c.listed[ledger.ChangeLost], c.listed[ledger.ChangeGained] = lost, gained
	for _, s := range swapped {
		c.listed[ledger.ChangeSwapped] = append(c.listed[ledger.ChangeSwapped], s.is)
	}
	before, after := c.before.list, c.after.list
	addRows(c, ledger.ChangeLost, before, lost, func(row uint32) uint32 { return row }, nil)
	addRows(c, ledger.ChangeGained, after, gained, func(row uint32) uint32 { return row }, nil)
	addRows(c, ledger.ChangeSwapped, after, swapped, func(s swap) uint32 { return s.is }, func(s swap, change *ledger.Change) {
		change.WasService = ledger.Text(before.columns["service"].text(s.was))
		change.WasLicense = ledger.Text(before.columns["license"].text(s.was))
	})
}

// staying tells, for the rows of both days, whether the very line is in the
// other and the same person's: most are, and need not be compared.
func (c *comparison) staying() (before, after func(row uint32) bool) {
	never := func(uint32) bool { return false }
	a, b := c.before.list.list, c.after.list.list
	if a == nil || b == nil || a.report != b.report {
		return never, never
	}
	both := make([]uint64, (a.report.facts.n+63)/64)
	there := make([]uint64, len(both))
	for _, fact := range b.lines {
		there[fact/64] |= 1 << (fact % 64)
	}
	for _, fact := range a.lines {
		if there[fact/64]&(1<<(fact%64)) != 0 && a.person(fact) == b.person(fact) {
			both[fact/64] |= 1 << (fact % 64)
		}
	}
	stays := func(lines []uint32) func(row uint32) bool {
		return func(row uint32) bool { return both[lines[row]/64]&(1<<(lines[row]%64)) != 0 }
	}
	return stays(a.lines), stays(b.lines)
}

// swap is a row that took the place of another.
type swap struct{ was, is uint32 }

// differ gives the rows that one side has more of than the other; those of
// people who left are none.
func (c *comparison) differ(before, after []keyedRow) (lost, gained []uint32) {
	i, j := 0, 0
	for i < len(before) || j < len(after) {
		switch {
		case j == len(after) || (i < len(before) && before[i].key < after[j].key):
			if person := before[i].key >> 32; person >= uint64(len(c.gone)) || !c.gone[person] {
				lost = append(lost, before[i].row)
			}
			i++
		case i == len(before) || after[j].key < before[i].key:
			gained = append(gained, after[j].row)
			j++
		default:
			i++
			j++
		}
	}
	return lost, gained
}

// pairUp takes out what was swapped: a lost and a gained row of one person and
// product, in the order of services and licenses.
func (c *comparison) pairUp(lost, gained []uint32) (stillLost, stillGained []uint32, swapped []swap) {
	before, after := c.before.list, c.after.list
	waiting := map[productOf][]uint32{}
	for _, row := range lost {
		if person := before.person(row); person != 0 {
			key := productOf{person, before.product(row)}
			waiting[key] = append(waiting[key], row)
		}
	}
	taken := map[uint32]bool{}
	byWords := func(t *table) func(a, b uint32) int {
		service, license := t.columns["service"], t.columns["license"]
		return func(a, b uint32) int {
			return cmp.Or(cmp.Compare(service.text(a), service.text(b)), cmp.Compare(license.text(a), license.text(b)))
		}
	}
	order := byWords(after)
	slices.SortStableFunc(gained, func(a, b uint32) int { return cmp.Or(cmp.Compare(after.person(a), after.person(b)), order(a, b)) })
	for _, row := range gained {
		key := productOf{after.person(row), after.product(row)}
		was := waiting[key]
		if len(was) == 0 || key.person == 0 {
			stillGained = append(stillGained, row)
			continue
		}
		slices.SortStableFunc(was, byWords(before))
		swapped = append(swapped, swap{was[0], row})
		taken[was[0]] = true
		waiting[key] = was[1:]
	}
	stillLost = slices.DeleteFunc(lost, func(row uint32) bool { return taken[row] })
	return stillLost, stillGained, swapped
}

type productOf struct {
	person  uint32
	product ledger.Product
}

// addRows notes changes of rows of a list, in the order of people.
func addRows[T any](c *comparison, kind string, t *table, about []T, row func(T) uint32, more func(T, *ledger.Change)) {
	add(c, kind, about, func(a, b T) int { return cmp.Compare(row(a), row(b)) }, func(about T) ledger.Change {
		n := row(about)
		text := func(name string) ledger.Text { return ledger.Text(t.columns[name].text(n)) }
		change := ledger.Change{UserID: text("user_id"), UserName: text("user_name"), EmailAddress: text("email_address"),
			Service: text("service"), License: text("license")}
		change.UserName, change.EmailAddress = lastKnown(change.UserName, text("last_known_name")), lastKnown(change.EmailAddress, text("last_known_email"))
		if more != nil {
			more(about, &change)
		}
		return change
	})
}

// lastKnown is what a row says, or what was last known of an Unknown.
func lastKnown(said, known ledger.Text) ledger.Text {
	if known != "" && (said == "" || said == ledger.UnknownWord) {
		return known
	}
	return said
}

func (c *comparison) missingSource() string {
	for _, d := range []*comparedDay{c.before, c.after} {
		if d.day.basis != ledger.BasisReport {
			return ledger.SourceLicenseReport
		}
	}
	return ledger.SourceUsers
}
