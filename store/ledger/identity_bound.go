package ledger

// CanonicalWords brings the spellings of a service or a license together, as
// Identify compares them.
func CanonicalWords(text string) string { return canonicalText(text) }

// InQuestion gives the people who can have been behind one of the rows as far
// as the rows that they held tell. What else is known of a person, Named,
// Present and Departures, bears on an answer for these people only.
func InQuestion(rows []UnknownRow, holders []Holder) map[string]bool {
	found := map[string]bool{}
	eachQuestion(rows, holders, func(u *unknown, held []*heldRows) {
		u.eachHolder(held, func(holder *Holder, rows []*HeldRow) {
			if !found[holder.Person] && u.row.canBe(rows) {
				found[holder.Person] = true
			}
		})
	})
	return found
}

// Unexplained gives the keys of the rows for which nobody among the holders was
// away, of those who can have been behind them. Only to these rows it matters
// who else held such a row, was there all the time and is not named by it.
func Unexplained(rows []UnknownRow, holders []Holder) map[int64]bool {
	explained := map[question]bool{}
	found := map[int64]bool{}
	for _, u := range eachQuestion(rows, holders, func(u *unknown, held []*heldRows) {
		u.eachHolder(held, func(holder *Holder, rows []*HeldRow) {
			if !explained[u.question()] {
				c := considerHolder(u.row, holder, rows)
				explained[u.question()] = c != nil && !c.living
			}
		})
	}) {
		if !u.row.Concluded && !explained[u.question()] {
			found[u.row.Key] = true
		}
	}
	return found
}

// Tie says that a person may be behind a row, looked at by itself.
type Tie struct {
	Person string
	Row    int64 // UnknownRow.Key
}

// Bound gives the ties between rows and people through which rows bear on each
// other: all that began in the same listing of a source and can be the same
// person's. Identify answers some of the rows right if it is given
//
//   - with every row all that began with it and are tied to a person it is
//     tied to,
//   - every row of the same service, license and assigned day, as concluded
//     where it is none of these,
//   - every holder of a row like one of these, and all that is known of those
//     InQuestion.
//
// suspected adds people of whom something else was known before: they are tied
// to every row that is like one of theirs.
func Bound(rows []UnknownRow, holders []Holder, suspected map[string]bool) []Tie {
	var ties []Tie
	like := map[question][]string{}
	for _, u := range eachQuestion(rows, holders, func(u *unknown, held []*heldRows) {
		var people []string
		u.eachHolder(held, func(holder *Holder, rows []*HeldRow) {
			c := considerHolder(u.row, holder, rows)
			if c != nil && !c.living || suspected[holder.Person] {
				people = append(people, holder.Person)
			}
		})
		like[u.question()] = people
	}) {
		if u.row.Concluded {
			continue
		}
		for _, person := range like[u.question()] {
			ties = append(ties, Tie{person, u.row.Key})
		}
	}
	return ties
}
