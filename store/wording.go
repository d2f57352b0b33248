package store

import (
	"context"
	"database/sql"
	"fmt"
	"hash/fnv"

	"licenseledger/store/ledger"
)

// wording is how lines of reports word a service and a license.
type wording struct {
	service, license string // as said
	precision        ledger.Precision
	namedBy          namedBy
}

// namedBy tells what in a line names somebody.
type namedBy string

const (
	byAddress namedBy = "address"
	byName    namedBy = "name" // and no address: nobody can tell who it is
	byNothing namedBy = "nothing"
)

func namedByOf(name, address string) namedBy {
	switch {
	case !ledger.IsFiller(address):
		return byAddress
	case !ledger.IsFiller(name):
		return byName
	}
	return byNothing
}

// id names a wording by its content, so that it does not depend on which came
// first. Two of one id would be looked for together, which costs time only.
func (w wording) id() int64 {
	h := fnv.New64a()
	fmt.Fprintf(h, "%q %q %d %s", w.service, w.license, w.precision, w.namedBy)
	return int64(h.Sum64() >> 1)
}

// wordedAs tells how a line is worded.
func wordedAs(service, license, date string, by namedBy) wording {
	_, precision, _ := ledger.ParseDateText(date)
	return wording{service, license, precision, by}
}

// concludeUnknownRows marks the new lines that name nobody, and keeps in which
// words the others can be found.
func concludeUnknownRows(ctx context.Context, tx *sql.Tx, fresh newFacts) error {
	c, err := newLineConcluder(ctx, tx)
	if err != nil {
		return err
	}
	if fresh.lines != nil {
		return c.keep(ctx, *fresh.lines)
	}
	return each(ctx, tx, `SELECT fact_id, coalesce(user_name, ''), coalesce(email_address, ''), coalesce(service, ''), coalesce(license, ''),
			coalesce(assigned_date, '') FROM report_row WHERE fact_id > ?`, []any{fresh.after}, func(rows *sql.Rows) error {
		var id int64
		var name, address, service, license, date string
		if err := rows.Scan(&id, &name, &address, &service, &license, &date); err != nil {
			return err
		}
		w := wordedAs(service, license, date, namedByOf(name, address))
		if err := c.keepWording(ctx, w); err != nil {
			return err
		}
		if w.namedBy == byNothing {
			_, err := c.unknown.ExecContext(ctx, id, date, c.ids[w])
			return err
		}
		return c.keepSpelling(ctx, address)
	})
}

// lineConcluder keeps what is concluded of single lines.
type lineConcluder struct {
	wording, unknown, spelling *sql.Stmt
	ids                        map[wording]int64 // kept so far
}

func newLineConcluder(ctx context.Context, tx *sql.Tx) (*lineConcluder, error) {
	c := &lineConcluder{ids: map[wording]int64{}}
	for target, query := range map[**sql.Stmt]string{
		&c.wording:  `INSERT INTO wording (wording_id, service, license, precision, named_by) VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING`,
		&c.unknown:  `INSERT INTO unknown_row (fact_id, assigned_date, wording_id) VALUES (?, ?, ?) ON CONFLICT DO NOTHING`,
		&c.spelling: `INSERT INTO address_spelling (address, said) VALUES (?, ?) ON CONFLICT DO NOTHING`,
	} {
		var err error
		if *target, err = tx.PrepareContext(ctx, query); err != nil {
			return nil, err
		}
	}
	return c, nil
}

func (c *lineConcluder) keepWording(ctx context.Context, w wording) error {
	if _, kept := c.ids[w]; kept {
		return nil
	}
	c.ids[w] = w.id()
	_, err := c.wording.ExecContext(ctx, c.ids[w], w.service, w.license, int64(w.precision), string(w.namedBy))
	return err
}

func (c *lineConcluder) keepSpelling(ctx context.Context, address string) error {
	if !isSpelling(address) {
		return nil
	}
	_, err := c.spelling.ExecContext(ctx, ledger.FoldAddress(address), address)
	return err
}

// isSpelling tells whether an address is kept with its folded form, since
// SQLite's NOCASE does not find it by that.
func isSpelling(address string) bool {
	folded := ledger.FoldAddress(address)
	return folded != "" && lowerASCII(address) != folded
}

// lowerASCII is what SQLite's NOCASE compares by.
func lowerASCII(s string) string {
	b := []byte(s)
	for i, c := range b {
		if 'A' <= c && c <= 'Z' {
			b[i] = c + 'a' - 'A'
		}
	}
	return string(b)
}

// wordings finds the words in which lines say the same.
type wordings struct {
	named, unknown map[sameWords][]wording
	nameOnly       map[sameWords][]wording // of lines that name somebody without an address
	unknownOfPlan  map[string][]wording    // by service plan, whatever the license
	plans          map[[2]string]string
	canonical      map[[2]string]sameWords
}

// sameWords is what different spellings of a service and a license have in
// common.
type sameWords struct{ service, license string }

func readWordings(ctx context.Context, q querier) (*wordings, error) {
	w := &wordings{named: map[sameWords][]wording{}, unknown: map[sameWords][]wording{}, nameOnly: map[sameWords][]wording{},
		unknownOfPlan: map[string][]wording{}, plans: map[[2]string]string{}, canonical: map[[2]string]sameWords{}}
	err := each(ctx, q, `SELECT service, license, precision, named_by FROM wording ORDER BY precision, service, license, named_by`, nil, func(rows *sql.Rows) error {
		var found wording
		if err := rows.Scan(&found.service, &found.license, &found.precision, &found.namedBy); err != nil {
			return err
		}
		same := w.of(found.service, found.license)
		switch found.namedBy {
		case byAddress:
			w.named[same] = append(w.named[same], found)
			return nil
		case byName:
			w.nameOnly[same] = append(w.nameOnly[same], found)
			return nil
		}
		w.unknown[same] = append(w.unknown[same], found)
		plan := w.planOf(found.service, found.license)
		w.unknownOfPlan[plan] = append(w.unknownOfPlan[plan], found)
		return nil
	})
	return w, err
}

// isSpelledApart tells whether Unknown rows that say the same can have
// different words.
func (w *wordings) isSpelledApart() bool {
	for _, same := range w.unknown {
		for n := range same[1:] {
			if same[n].precision == same[n+1].precision {
				return true
			}
		}
	}
	return false
}

func (w *wordings) of(service, license string) sameWords {
	said := [2]string{service, license}
	same, known := w.canonical[said]
	if !known {
		same = sameWords{ledger.CanonicalWords(service), ledger.CanonicalWords(license)}
		w.canonical[said] = same
	}
	return same
}

// planOf is the service plan that words mean; "" for none or several.
func (w *wordings) planOf(service, license string) string {
	said := [2]string{service, license}
	plan, known := w.plans[said]
	if !known {
		plan = ledger.ClassifyText(service, license, nil).ServicePlanID
		w.plans[said] = plan
	}
	return plan
}

// dateRange is one date, or the dates between two texts.
type dateRange struct{ low, high string }

// sameDates gives the dates of a precision that can be the same moment as date;
// ok is false if there are none.
func sameDates(date string, of ledger.Precision) (dates dateRange, ok bool) {
	_, precision, canonical := ledger.ParseDateText(date)
	switch {
	case !canonical || of == 0:
		return dateRange{date, date}, !canonical && of == 0
	case of == precision:
		return dateRange{date, date}, true
	case of == ledger.PrecisionDay:
		date = date[:len("2006-01-02")]
		return dateRange{date, date}, true
	case of == ledger.PrecisionMinute && precision == ledger.PrecisionSecond:
		date = date[:len("2006-01-02T15:04")] + "Z"
		return dateRange{date, date}, true
	case precision == ledger.PrecisionDay: // any time of the day
		return dateRange{date + "T", date + "U"}, true
	}
	date = date[:len("2006-01-02T15:04")] // any second of the minute
	return dateRange{date + ":", date + ";"}, true
}

// wantedKey is the service and day of an Unknown line: what a holder's line
// must share.
type wantedKey struct{ service, day string }

func keyOf(service, _, date string) wantedKey {
	return wantedKey{ledger.CanonicalWords(service), date[:min(10, len(date))]}
}
