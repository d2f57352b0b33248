package store

import (
	"context"
	"database/sql"
	"fmt"
	"slices"
	"sort"

	"licenseledger/store/ledger"
)

// directories is the directory as several sources tell it: at every instant
// the newest listing among them speaks, and what the others had before says
// nothing.
type directories struct {
	listings []directoryListing          // of all sources, in order
	turns    map[int64][]turn            // of each source
	names    map[int64]string            // of each source
	byName   map[string]int64            // and back
	at       map[ledger.Position][]int64 // sources of the listings at a position
}

// directoryListing is one reading of the directory.
type directoryListing struct {
	pos      ledger.Position
	sourceID int64
}

// turn is a stretch in which one source has the newest listing.
type turn struct{ from, to ledger.Position }

func newDirectories() *directories {
	return &directories{turns: map[int64][]turn{}, names: map[int64]string{}, byName: map[string]int64{}, at: map[ledger.Position][]int64{}}
}

func (d *directories) name(sourceID int64, name string) {
	d.names[sourceID], d.byName[name] = name, sourceID
}

func readDirectories(ctx context.Context, q querier) (*directories, error) {
	d := newDirectories()
	err := each(ctx, q, `SELECT source_id, name FROM source WHERE name IN (`+textList(ledger.DirectorySources())+`)`, nil, func(rows *sql.Rows) error {
		var id int64
		var name string
		err := rows.Scan(&id, &name)
		d.name(id, name)
		return err
	})
	if err != nil {
		return nil, err
	}
	err = each(ctx, q, `SELECT g.pos, g.source_id FROM listing g JOIN source c USING (source_id) WHERE c.name IN (`+textList(ledger.DirectorySources())+`)
		ORDER BY g.pos, g.source_id`, nil, func(rows *sql.Rows) error {
		var g directoryListing
		err := rows.Scan(&g.pos, &g.sourceID)
		d.add(g)
		return err
	})
	return d, err
}

func (d *directories) add(g directoryListing) {
	if n := len(d.listings); n > 0 && d.listings[n-1].sourceID != g.sourceID {
		last := d.turns[d.listings[n-1].sourceID]
		last[len(last)-1].to = g.pos
	}
	if n := len(d.listings); n == 0 || d.listings[n-1].sourceID != g.sourceID {
		d.turns[g.sourceID] = append(d.turns[g.sourceID], turn{g.pos, ledger.EndOfTime})
	}
	d.listings = append(d.listings, g)
	d.at[g.pos] = append(d.at[g.pos], g.sourceID)
}

// textList quotes words of closed lists for SQL.
func textList[T ~string](words []T) string {
	text := ""
	for i, word := range words {
		if i > 0 {
			text += ", "
		}
		text += fmt.Sprintf("'%s'", word)
	}
	return text
}

// positions gives where the listings lie, in order.
func (d *directories) positions() []ledger.Position {
	all := make([]ledger.Position, len(d.listings))
	for i, g := range d.listings {
		all[i] = g.pos
	}
	return all
}

// newest gives the source of the newest listing; 0 when there is none.
func (d *directories) newest() int64 {
	if len(d.listings) == 0 {
		return 0
	}
	return d.listings[len(d.listings)-1].sourceID
}

// speaks gives those parts of a stretch of a source in which it has the newest
// listing.
func (d *directories) speaks(sourceID int64, from, to ledger.Position) []turn {
	turns := d.turns[sourceID]
	n := sort.Search(len(turns), func(i int) bool { return turns[i].to > from })
	var parts []turn
	for ; n < len(turns) && turns[n].from < to; n++ {
		parts = append(parts, turn{max(from, turns[n].from), min(to, turns[n].to)})
	}
	return parts
}

// confirms tells whether a listing at a position shows that an account is gone
// which was there and which it lacks: Microsoft Graph's does, since absences
// are looked up; an export's does only for accounts that the export before had.
func (d *directories) confirms(pos ledger.Position, ended []directoryListing) (is, byLookUp bool) {
	for _, sourceID := range d.at[pos] {
		switch {
		case d.names[sourceID] == ledger.SourceUsers:
			return true, true
		case slices.Contains(ended, directoryListing{pos, sourceID}):
			is = true
		}
	}
	return is, false
}
