package store

import (
	"bytes"
	"cmp"
	"context"
	"database/sql"
	"maps"
	"slices"
	"sort"

	"licenseledger/store/ledger"
)

// gathering collects what ledger.Identify wants to know of some Unknown rows,
// by a fixed number of queries whatever the number of people.
type gathering struct {
	tx        *sql.Tx
	sources   map[int64]string
	reports   []int64 // sources of reports
	accounts  *directories
	usersID   int64                       // source of the newest listing of the directory; 0 before one
	positions map[int64][]ledger.Position // listings of each source that tells of people, in order
	first     ledger.Instant              // of the oldest directory listing
	words     *wordings
	zones     zones
	minutes   []int                          // by which dates of some report are ahead; 0 first
	plans     map[string]*ledger.ServicePlan // by id; nil for those that the table lacks
	texts     map[string]string              // one copy of each
	stretches map[stretch][]ledger.Sighting  // see assignedFor
	rows      map[rowKey]*unknownLine
	ordered   []*unknownLine  // rows, as input gave them last
	asked     map[rowKey]bool // rows whose answer is wanted; the others of rows are as concluded before
	whole     map[cohort]bool // listings of which every row is asked for
	lines     map[rowKey]bool // named lines read
	owners    map[string][]ownership
	holders   map[string]*holding // by person
	done      gathered

	// Of what rows say, what people held who were left out.
	shared     map[print]bool
	sharedPlan map[planAt]bool

	foremost map[planAt]*foremost // of a crowd that had a plan, who was read
	names    *nameStarts          // nil before a crowd

	livingAtOnce int // see the variable of that name
}

// gathered remembers what was read, so that nothing is read twice.
type gathered struct {
	rowsLike  map[print]bool
	linesLike map[print]shown
	plansLike map[planAt]ledger.Position // plans that began before it and go on were left out
	plansOf   map[string]bool
}

// rowKey names one span of a line.
type rowKey struct {
	factID int64
	from   ledger.Position
}

// print is what lines are compared by.
type print struct {
	sameWords
	date string
	plan string // of a directory assignment, which says no license; else ""
}

// cohort is the rows that began at one instant, which is in one listing but
// where two share it.
type cohort struct {
	sourceID int64
	at       ledger.Instant
}

// unknownLine is one span of an Unknown line.
type unknownLine struct {
	key      rowKey
	sourceID int64
	to       ledger.Position
	hash     ledger.Hash
	row      ledger.UnknownRow
	print    print
	owner    string // as concluded before
}

// ownership is a stretch in which an account had an address.
type ownership struct {
	userID   string
	from, to ledger.Position
	created  ledger.Instant // the account; 0 when not known
}

func newGathering(ctx context.Context, tx *sql.Tx) (*gathering, error) {
	g := &gathering{tx: tx, livingAtOnce: livingAtOnce, sources: map[int64]string{directoryID: ledger.SourceUsers},
		plans: map[string]*ledger.ServicePlan{}}
	g.forget()
	err := each(ctx, tx, `SELECT source_id, name FROM source ORDER BY 1`, nil, func(rows *sql.Rows) error {
		var id int64
		var name string
		if err := rows.Scan(&id, &name); err != nil {
			return err
		}
		g.sources[id] = name
		if info, _ := ledger.SourceByName(name); info.IsReport {
			g.reports = append(g.reports, id)
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	if g.positions, err = readPositions(ctx, tx, slices.Concat(ledger.ReportSources(), ledger.DirectorySources())); err != nil {
		return nil, err
	}
	if g.accounts, err = readDirectories(ctx, tx); err != nil {
		return nil, err
	}
	if len(g.accounts.listings) > 0 {
		g.usersID = g.accounts.newest()
		g.first = g.accounts.listings[0].pos.Instant()
		g.positions[directoryID] = g.accounts.positions()
	}
	if g.words, err = readWordings(ctx, tx); err != nil {
		return nil, err
	}
	g.zones, err = readZones(ctx, tx)
	g.minutes = g.zones.distinct()
	return g, err
}

// forget lets go of everything read about rows and people.
func (g *gathering) forget() {
	g.texts, g.stretches = map[string]string{}, map[stretch][]ledger.Sighting{}
	g.ordered = nil
	g.rows, g.asked, g.whole = map[rowKey]*unknownLine{}, map[rowKey]bool{}, map[cohort]bool{}
	g.lines, g.owners, g.holders = map[rowKey]bool{}, map[string][]ownership{}, map[string]*holding{}
	g.shared, g.sharedPlan, g.foremost = map[print]bool{}, map[planAt]bool{}, map[planAt]*foremost{}
	g.done = gathered{map[print]bool{}, map[print]shown{}, map[planAt]ledger.Position{}, map[string]bool{}}
}

// one keeps one copy of a text that many lines say.
func (g *gathering) one(text string) string {
	if known, ok := g.texts[text]; ok {
		return known
	}
	g.texts[text] = text
	return text
}

// directoryID stands for the directory as all its sources tell it.
const directoryID = -1

// sighting turns a span into the first and last listing that have the thing.
func (g *gathering) sighting(sourceID int64, from, to ledger.Position) ledger.Sighting {
	last := g.lastBefore(sourceID, to)
	return ledger.Sighting{Source: g.sources[sourceID], First: from.Instant(), Last: max(from, last).Instant()}
}

// lastBefore gives the last listing of a source before a position; 0 for none.
func (g *gathering) lastBefore(sourceID int64, at ledger.Position) ledger.Position {
	all := g.positions[sourceID]
	n := sort.Search(len(all), func(i int) bool { return all[i] >= at })
	if n == 0 {
		return 0
	}
	return all[n-1]
}

// unknownColumns are what addUnknown scans; u, f, s and i stand for an Unknown
// row, its fact, its span and what was concluded of it.
const unknownColumns = `s.fact_id, s.from_pos, s.to_pos, s.source_id, f.hash, coalesce(f.service, ''), coalesce(f.license, ''),
	coalesce(f.assigned_date, ''), coalesce(f.expiration_date, ''), f.ordinal, coalesce(i.confidence, ''), coalesce(i.user_id, ''), coalesce(i.email, '')`

const unknownJoins = ` JOIN report_row f ON f.fact_id = u.fact_id JOIN report_row_span s ON s.fact_id = u.fact_id
	LEFT JOIN identity i ON i.fact_id = s.fact_id AND i.from_pos = s.from_pos`

// addUnknown reads a row, unless it was read before, and tells which it is.
func (g *gathering) addUnknown(rows *sql.Rows) (rowKey, error) {
	var u unknownLine
	var hash scannedHash
	var confidence, userID, email string
	f := &u.row.Fingerprint
	if err := rows.Scan(&u.key.factID, &u.key.from, &u.to, &u.sourceID, &hash, &f.Service, &f.License, &f.AssignedDate, &f.ExpirationDate,
		&u.row.Ordinal, &confidence, &userID, &email); err != nil {
		return u.key, err
	}
	if g.rows[u.key] != nil {
		return u.key, nil
	}
	u.hash = ledger.Hash(hash)
	f.Service, f.License, f.AssignedDate, f.ExpirationDate = g.one(f.Service), g.one(f.License), g.one(f.AssignedDate), g.one(f.ExpirationDate)
	f.AssignedDate, f.ExpirationDate = g.common(f.AssignedDate, u.sourceID, u.key.from), g.common(f.ExpirationDate, u.sourceID, u.key.from)
	u.print = print{g.words.of(f.Service, f.License), f.AssignedDate, ""}
	u.row.Seen, u.row.Next = g.sighting(u.sourceID, u.key.from, u.to), u.to.Instant()
	prev := g.lastBefore(u.sourceID, u.key.from)
	u.row.Prev, u.row.Shifted = prev.Instant(), g.zones.at(u.sourceID, prev) != 0 || g.zones.at(u.sourceID, u.key.from) != 0
	switch ledger.Confidence(confidence) {
	case ledger.ConfidenceCertain, ledger.ConfidenceLikely:
		if u.owner = userID; userID == "" {
			u.owner = addressPerson(ledger.FoldAddress(email))
		}
	}
	g.rows[u.key] = &u
	return u.key, nil
}

// readUnknown reads the rows that a query gives and hands over their keys.
func (g *gathering) readUnknown(ctx context.Context, from string, args []any, read func(rowKey)) error {
	return each(ctx, g.tx, `SELECT `+unknownColumns+` FROM `+from, args, func(rows *sql.Rows) error {
		key, err := g.addUnknown(rows)
		read(key)
		return err
	})
}

// input gives the rows in an order that follows from what they say, and what
// Identify is handed.
func (g *gathering) input() ([]*unknownLine, []ledger.UnknownRow) {
	if len(g.ordered) != len(g.rows) { // rows are only added
		g.ordered = slices.SortedFunc(maps.Values(g.rows), func(a, b *unknownLine) int {
			return cmp.Or(bytes.Compare(a.hash[:], b.hash[:]), cmp.Compare(a.key.from, b.key.from))
		})
	}
	lines := g.ordered
	rows := make([]ledger.UnknownRow, len(lines))
	for n, u := range lines {
		u.row.Key = int64(n)
		rows[n] = u.row
		if !g.asked[u.key] {
			rows[n].Concluded, rows[n].Owner = true, u.owner
			continue
		}
		plan, _ := g.planOf(u)
		rows[n].Shared = g.shared[u.print] || g.sharedPlan[plan]
	}
	return lines, rows
}
