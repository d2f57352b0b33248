package store

import (
	"cmp"
	"context"
	"database/sql"
	"maps"
	"slices"

	"licenseledger/store/ledger"
)

// search is a wording and the dates to look for lines with it.
type search struct {
	dateRange
	wording
}

// compare orders searches as the index has what they look for, which then
// finds one page after the other.
func (s search) compare(o search) int {
	return cmp.Or(cmp.Compare(s.low, o.low), cmp.Compare(s.high, o.high), cmp.Compare(s.service, o.service), cmp.Compare(s.license, o.license))
}

// linesLike gives the searches for lines that can be equal to a print.
func (g *gathering) linesLike(p print, words []wording) []search {
	var all []search
	for _, date := range g.spelled(p.date) {
		for _, w := range words {
			if dates, ok := sameDates(date, w.precision); ok {
				all = append(all, search{dates, w})
			}
		}
	}
	return all
}

// unknownLike gives the searches for Unknown rows that can be equal to a print
// of somebody's line or directory assignment.
func (g *gathering) unknownLike(p print) []search {
	if p.plan != "" {
		return g.linesLike(p, g.words.unknownOfPlan[p.plan])
	}
	return g.linesLike(p, g.words.unknown[p.sameWords])
}

// readRowsLike reads the Unknown rows beside those asked for: equal ones, and
// those that may be equal since their dates are coarser.
func (g *gathering) readRowsLike(ctx context.Context, prints []print) error {
	points := make([]search, 0, len(prints)) // about as many
	for _, p := range prints {
		if g.done.rowsLike[p] {
			continue
		}
		g.done.rowsLike[p] = true
		for _, s := range g.unknownLike(p) {
			if s.low == s.high {
				points = append(points, s)
			}
		}
	}
	if len(points) == 0 {
		return nil
	}
	slices.SortFunc(points, search.compare)
	ids := map[wording]int64{}
	for _, s := range points {
		if _, known := ids[s.wording]; !known {
			ids[s.wording] = s.id()
		}
	}
	if err := fill(ctx, g.tx, "wanted_row", `date TEXT, wording_id INTEGER, PRIMARY KEY (date, wording_id)`, len(points), func(i int) []any {
		return []any{points[i].low, ids[points[i].wording]}
	}); err != nil {
		return err
	}
	return g.readUnknown(ctx, `temp.wanted_row w CROSS JOIN unknown_row u ON u.assigned_date = w.date AND u.wording_id = w.wording_id`+unknownJoins,
		nil, func(rowKey) {})
}

// namedLine is one span of a line of a report that names somebody.
type namedLine struct {
	key           rowKey
	sourceID      int64
	to            ledger.Position
	name, address string // as said
	folded        string // address
	print         ledger.Fingerprint
	ordinal       int64
	assumed       bool // the address was the person's at another time only
}

const lineColumns = `s.fact_id, s.from_pos, s.to_pos, s.source_id, coalesce(f.user_name, ''), coalesce(f.email_address, ''), coalesce(f.service, ''),
	coalesce(f.license, ''), coalesce(f.assigned_date, ''), coalesce(f.expiration_date, ''), f.ordinal`

// scanLine reads a line; ok is false when it names nobody by an address or was
// read before.
func (g *gathering) scanLine(rows *sql.Rows) (l *namedLine, ok bool, err error) {
	l = &namedLine{}
	if err := rows.Scan(&l.key.factID, &l.key.from, &l.to, &l.sourceID, &l.name, &l.address, &l.print.Service, &l.print.License,
		&l.print.AssignedDate, &l.print.ExpirationDate, &l.ordinal); err != nil {
		return nil, false, err
	}
	l.print.AssignedDate, l.print.ExpirationDate = g.common(l.print.AssignedDate, l.sourceID, l.key.from), g.common(l.print.ExpirationDate, l.sourceID, l.key.from)
	if g.lines[l.key] || ledger.IsFiller(l.address) {
		return l, false, nil
	}
	g.lines[l.key] = true
	l.folded = g.one(ledger.FoldAddress(l.address))
	l.name, l.address = g.one(l.name), g.one(l.address)
	l.print.Service, l.print.License = g.one(l.print.Service), g.one(l.print.License)
	l.print.AssignedDate, l.print.ExpirationDate = g.one(l.print.AssignedDate), g.one(l.print.ExpirationDate)
	return l, true, nil
}

// shown is when rows of one print that are asked for were shown.
type shown struct {
	sourceID        int64 // 0: in several sources
	first, from, to ledger.Position
}

// and is when all of two were shown: first is when the first of them began,
// from and to bound the listings that have both.
func (s shown) and(o shown) shown {
	if s.sourceID != o.sourceID {
		s.sourceID = 0
	}
	return shown{s.sourceID, min(s.first, o.first), max(s.from, o.from), min(s.to, o.to)}
}

// shownAs gives when the rows asked for were shown, all that come under a key
// together.
func shownAs[K comparable](rows []*unknownLine, key func(u *unknownLine) (K, bool)) map[K]shown {
	all := map[K]shown{}
	for _, u := range rows {
		k, ok := key(u)
		if !ok {
			continue
		}
		s := shown{u.sourceID, u.key.from, u.key.from, u.to}
		if others, again := all[k]; again {
			s = s.and(others)
		}
		all[k] = s
	}
	return all
}

// readLinesLike reads the lines by which people held what rows say. It leaves
// out those that name somebody in the very listings that have the rows: such a
// person is behind none of them, whatever else is known.
func (g *gathering) readLinesLike(ctx context.Context, rows []*unknownLine) error {
	var points, ranges []soughtLine
	all := shownAs(rows, func(u *unknownLine) (print, bool) { return u.print, u.print.date != "" })
	points = make([]soughtLine, 0, len(all)) // about as many
	for p, s := range all {
		if len(g.words.nameOnly[p.sameWords]) > 0 || len(g.zones) > 0 {
			s.sourceID = 0 // in SQL lines without an address are not told from others, nor lines of one zone from those of another
		}
		if done, again := g.done.linesLike[p]; again && done == s {
			continue
		}
		g.done.linesLike[p], g.shared[p] = s, false
		for _, like := range g.linesLike(p, g.words.named[p.sameWords]) {
			if like.low == like.high {
				points = append(points, soughtLine{like, p, s})
			} else {
				ranges = append(ranges, soughtLine{like, p, s})
			}
		}
	}
	pointed, err := g.readSoughtLines(ctx, points, true)
	if err != nil {
		return err
	}
	ranged, err := g.readSoughtLines(ctx, ranges, false)
	if err != nil {
		return err
	}
	if err := g.shareByName(ctx, rows); err != nil {
		return err
	}
	return g.addLines(ctx, append(pointed, ranged...))
}

// soughtLine looks for the lines like rows, but those that were listed with all of these.
type soughtLine struct {
	search
	print
	shown
}

// readSoughtLines reads lines, and notes of which rows there are lines that it leaves out.
// Dates are exact, or from low to high.
func (g *gathering) readSoughtLines(ctx context.Context, sought []soughtLine, exact bool) (found []*namedLine, err error) {
	if len(sought) == 0 {
		return nil, nil
	}
	slices.SortFunc(sought, func(a, b soughtLine) int { return a.search.compare(b.search) })
	if err := fill(ctx, g.tx, "wanted_line", `n INTEGER, low TEXT, high TEXT, service TEXT, license TEXT, source_id INTEGER, from_pos INTEGER, to_pos INTEGER, PRIMARY KEY (low, service, license, n)`,
		len(sought), func(i int) []any {
			w := sought[i]
			return []any{i, w.low, w.high, w.search.service, w.search.license, w.sourceID, int64(w.from), int64(w.to)}
		}); err != nil {
		return nil, err
	}
	dates := `f.assigned_date > w.low AND f.assigned_date < w.high`
	if exact {
		dates = `f.assigned_date = w.low`
	}
	like := dates + ` AND f.service IS nullif(w.service, '') AND f.license IS nullif(w.license, '')`
	from := ` report_row f CROSS JOIN report_row_span s ON s.fact_id = f.fact_id WHERE ` + like
	// The plus keeps SQLite to the spans of one line at a time.
	const within = `(+s.source_id = w.source_id AND s.from_pos < w.to_pos AND +s.to_pos > w.from_pos)`
	if err := each(ctx, g.tx, `SELECT n FROM temp.wanted_line w WHERE EXISTS (SELECT 1 FROM`+from+` AND `+within+`
		AND NOT EXISTS (SELECT 1 FROM unknown_row u WHERE u.fact_id = f.fact_id))`, nil, func(rows *sql.Rows) error {
		var n int
		err := rows.Scan(&n)
		g.shared[sought[n].print] = true
		return err
	}); err != nil {
		return nil, err
	}
	read := func(from string, args ...any) error {
		return each(ctx, g.tx, `SELECT `+lineColumns+` FROM `+from+` AND NOT `+within, args, func(rows *sql.Rows) error {
			l, ok, err := g.scanLine(rows)
			if ok {
				found = append(found, l)
			}
			return err
		})
	}
	changed := g.linesChanged(sought)
	fewer, err := g.areFewer(ctx, ledger.KindReportRow, changed, `temp.wanted_line w CROSS JOIN report_row f WHERE `+like+` AND w.source_id <> 0`)
	if err != nil {
		return nil, err
	}
	if !exact || !fewer {
		return found, read(`temp.wanted_line w CROSS JOIN` + from)
	}
	for _, of := range changed {
		if err := read(`report_row_span s CROSS JOIN report_row f ON f.fact_id = s.fact_id CROSS JOIN temp.wanted_line w ON w.low = f.assigned_date
			AND w.service = coalesce(f.service, '') AND w.license = coalesce(f.license, '') AND w.source_id <> 0 WHERE `+of.where+` AND `+like, of.args...); err != nil {
			return nil, err
		}
	}
	return found, read(`temp.wanted_line w CROSS JOIN` + from + ` AND w.source_id = 0`)
}

// linesChanged gives what lines can be among that were not listed with rows: those that
// ended, that began when rows were gone, and of sources that do not have the rows.
func (g *gathering) linesChanged(sought []soughtLine) []changedSpans {
	since, others := ledger.EndOfTime, map[int64]bool{}
	for _, w := range sought {
		if w.sourceID == 0 {
			continue // read from all lines
		}
		since = min(since, w.to)
		for _, id := range g.reports {
			if id != w.sourceID {
				others[id] = true
			}
		}
	}
	return spansChanged(since, slices.Sorted(maps.Keys(others)))
}

// shareByName notes of which rows there is one like it that tells a name and no
// address: nobody can say who held it, so it may have been anybody.
func (g *gathering) shareByName(ctx context.Context, rows []*unknownLine) error {
	type sought struct {
		search
		print
	}
	var wanted []sought
	seen := map[print]bool{}
	for _, u := range rows {
		if seen[u.print] || u.print.date == "" {
			continue
		}
		seen[u.print] = true
		for _, like := range g.linesLike(u.print, g.words.nameOnly[u.print.sameWords]) {
			wanted = append(wanted, sought{like, u.print})
		}
	}
	if len(wanted) == 0 {
		return nil
	}
	if err := fill(ctx, g.tx, "wanted_name", `n INTEGER, low TEXT, high TEXT, service TEXT, license TEXT`, len(wanted), func(i int) []any {
		w := wanted[i]
		return []any{i, w.low, w.high, w.search.service, w.search.license}
	}); err != nil {
		return err
	}
	// Of one date exactly, low and high are the same.
	return each(ctx, g.tx, `SELECT n, coalesce(f.user_name, ''), coalesce(f.email_address, ''), f.assigned_date, s.source_id, s.from_pos
		FROM temp.wanted_name w CROSS JOIN report_row f CROSS JOIN report_row_span s ON s.fact_id = f.fact_id
		WHERE f.assigned_date >= w.low AND f.assigned_date <= w.high AND f.service IS nullif(w.service, '') AND f.license IS nullif(w.license, '')`, nil, func(rows *sql.Rows) error {
		var n int
		var name, address, date string
		var sourceID int64
		var from ledger.Position
		err := rows.Scan(&n, &name, &address, &date, &sourceID, &from)
		if namedByOf(name, address) == byName && ledger.SameDate(g.common(date, sourceID, from), wanted[n].date) {
			g.shared[wanted[n].print] = true
		}
		return err
	})
}
