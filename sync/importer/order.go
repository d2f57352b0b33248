package importer

import "fmt"

// OrderRule says how the order of day and month was found.
type OrderRule string

// The closed list of rules.
const (
	OrderNotNeeded OrderRule = "not_needed"     // no date depends on it
	OrderGiven     OrderRule = "given"          // a person said so
	OrderFromDates OrderRule = "dates"          // some date can be read in one way only
	OrderFromForm  OrderRule = "microsoft_form" // undecidable, but written as Microsoft writes it
	OrderFromMarks OrderRule = "separator"      // undecidable, but dashes and dots go with the day first
)

// orderEvidence collects from all dates of a file which comes first.
type orderEvidence struct {
	dayFirst   int         // line of the first date that cannot be month first; 0 for none
	monthFirst int         // line of the first date that cannot be day first
	anyOf      int         // line of the first date that depends on the order
	first      writtenDate // that date
	slashes    bool
	others     bool // dashes or dots
	foreign    bool // a date is not in Microsoft's own form
}

func (e *orderEvidence) add(w writtenDate, line int) {
	if w.yearFirst {
		return
	}
	first, second := w.numbers[0], w.numbers[1]
	switch {
	case first == second || first > 31 || second > 31 || first > 12 && second > 12:
		return // reads the same in both, or in neither
	case first > 12 && e.dayFirst == 0:
		e.dayFirst = line
	case second > 12 && e.monthFirst == 0:
		e.monthFirst = line
	}
	if e.anyOf == 0 {
		e.anyOf, e.first = line, w
	}
	e.slashes = e.slashes || w.separator == '/'
	e.others = e.others || w.separator != '/'
	e.foreign = e.foreign || !w.microsoftForm()
}

// decide concludes the order for the whole file; english says that the header
// is Microsoft's English one. The error is ledger.CodeNeedsAnswer.
func (e *orderEvidence) decide(name string, english bool) (DateOrder, OrderRule, error) {
	undecided := func(found string) error {
		return ask(AsksDateOrder, name,
			"It cannot be told whether the day or the month comes first in the dates of %s: %s. Say which it is and import it again; nothing was changed.", name, found)
	}
	switch {
	case e.anyOf == 0:
		return OrderMonthFirst, OrderNotNeeded, nil
	case e.dayFirst > 0 && e.monthFirst > 0:
		return "", "", undecided(fmt.Sprintf("line %d can only be day first and line %d only month first", e.dayFirst, e.monthFirst))
	case e.dayFirst > 0:
		return OrderDayFirst, OrderFromDates, nil
	case e.monthFirst > 0:
		return OrderMonthFirst, OrderFromDates, nil
	case e.slashes && !e.others && !e.foreign && english:
		return OrderMonthFirst, OrderFromForm, nil
	case e.others && !e.slashes:
		return OrderDayFirst, OrderFromMarks, nil
	}
	return "", "", undecided(fmt.Sprintf("the date of line %d and all others can be read both ways", e.anyOf))
}

// assumed tells whether dates read without knowing the order, each as is usual
// with its separator, were read in this one.
func (e *orderEvidence) assumed(order DateOrder) bool {
	return e.anyOf == 0 || order == OrderMonthFirst && !e.others || order == OrderDayFirst && !e.slashes
}
