package ledger

import (
	"slices"
	"time"
)

// Sources of activity. They deliver slices and no listings, so they stand
// beside Sources.
const (
	SourceSignIns       = "graph.signIns"
	SourceAuditLaunches = "graph.auditLaunches"
)

// ActivitySources lists every source of activity once. Where two saw somebody
// on the same day, the first of them is named.
func ActivitySources() []string { return []string{SourceAuditLaunches, SourceSignIns} }

// ActivityLevel tells how exactly a ledger keeps when somebody was seen.
type ActivityLevel string

// The closed list of levels.
const (
	ActivityDay   ActivityLevel = "day"
	ActivityMonth ActivityLevel = "month" // what a ledger keeps unless told otherwise
	ActivityNone  ActivityLevel = "none"
)

// ActivityLevels lists every level once.
func ActivityLevels() []ActivityLevel {
	return []ActivityLevel{ActivityDay, ActivityMonth, ActivityNone}
}

// ActivitySlice is everything that one source says of one UTC day, read to its
// end.
type ActivitySlice struct {
	Source   string
	Day      string    // 2006-01-02, in UTC
	ReadAt   Instant   // when it was read; a later reading replaces an earlier one
	Products []Product // that the source would have told of: nobody in Uses means nobody was seen
	Uses     []Use     // in any order, also repeated
}

// Use is that an account was seen using a product.
type Use struct {
	UserID  string
	Product Product
}

// Products lists every product once.
func Products() []Product { return []Product{ProductPowerApps, ProductPowerAutomate, ProductOther} }

// Check refuses a slice that cannot be kept. Code internal: sources make them,
// not people.
func (s ActivitySlice) Check() error {
	refuse := func(why string) error {
		return Errorf(CodeInternal, "publish activity", "A day of activity of %s %s. Nothing of it was kept.", s.Source, why)
	}
	switch {
	case !slices.Contains(ActivitySources(), s.Source):
		return refuse("comes from a source that License Ledger does not know")
	case !isDay(s.Day):
		return refuse("names no day")
	case s.ReadAt <= 0:
		return refuse("does not say when it was read")
	case len(s.Products) == 0:
		return refuse("watches no product")
	}
	for _, p := range s.Products {
		if !slices.Contains(Products(), p) {
			return refuse("watches a product that does not exist")
		}
	}
	for _, use := range s.Uses {
		if use.UserID == "" || !slices.Contains(s.Products, use.Product) {
			return refuse("has a use by nobody, or of a product that it does not watch")
		}
	}
	return nil
}

// Watch is the days on which a source was read for a product.
type Watch struct {
	Source  string
	Product Product
	Since   string // first day of the stretch without a gap that ends at Until
	Until   string // last day
	Gaps    []Gap  // before Since, oldest first
}

// Gap is days between two that were read.
type Gap struct{ From, To string } // first and last day that was not read

// WatchOf finds the stretches in days on which a source was read, which are
// 2006-01-02, ascending and each once.
func WatchOf(source string, product Product, days []string) Watch {
	w := Watch{Source: source, Product: product}
	for _, day := range days {
		if w.Until == "" {
			w.Since = day
		} else if next := addDays(w.Until, 1); next != day {
			w.Gaps = append(w.Gaps, Gap{next, addDays(day, -1)})
			w.Since = day
		}
		w.Until = day
	}
	return w
}

func addDays(day string, n int) string {
	t, err := time.Parse(time.DateOnly, day)
	if err != nil {
		return ""
	}
	return t.AddDate(0, 0, n).Format(time.DateOnly)
}
