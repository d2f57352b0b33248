package store

import (
	"cmp"
	"context"
	"database/sql"
	"fmt"
	"slices"
	"sort"
	"strconv"
	"strings"

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
	positions, err := readPositions(ctx, q, ledger.DirectorySources())
	if err != nil {
		return nil, err
	}
	var all []directoryListing
	for id, of := range positions {
		for _, pos := range of {
			all = append(all, directoryListing{pos, id})
		}
	}
	slices.SortFunc(all, func(a, b directoryListing) int {
		return cmp.Or(cmp.Compare(a.pos, b.pos), cmp.Compare(a.sourceID, b.sourceID))
	})
	for _, g := range all {
		d.add(g)
	}
	return d, nil
}

// readPositions gives where the listings of sources lie, by source and in order. Those of
// a source come as one text: a history of ten years has thousands, every publication
// wants them, and a row for each takes longer than all else that it reads.
func readPositions(ctx context.Context, q querier, sources []string) (map[int64][]ledger.Position, error) {
	positions := map[int64][]ledger.Position{}
	err := each(ctx, q, `SELECT c.source_id, group_concat(g.pos, ' ') FROM source c CROSS JOIN listing g ON g.source_id = c.source_id
		WHERE c.name IN (`+textList(sources)+`) GROUP BY c.source_id`, nil, func(rows *sql.Rows) error {
		var id int64
		var text string
		if err := rows.Scan(&id, &text); err != nil {
			return err
		}
		for word := range strings.SplitSeq(text, " ") {
			pos, err := strconv.ParseInt(word, 10, 64)
			if err != nil {
				return err
			}
			positions[id] = append(positions[id], ledger.Position(pos))
		}
		slices.Sort(positions[id])
		return nil
	})
	return positions, err
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
