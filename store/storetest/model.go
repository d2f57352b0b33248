package storetest

import (
	"cmp"
	"fmt"
	"maps"
	"math/big"
	"slices"
	"time"

	"licenseledger/store/ledger"
)

// Model is what a ledger promises, said as plainly as it can be: it keeps a
// full copy of every listing and answers by going through all of them. It is
// slow, shares no code with package store, and is right by being short; where
// it and the store differ, one of them is wrong.
//
// It says nothing of use (last_used ...), and who an Unknown line was is left
// to ledger.Identify and its own tests.
type Model struct {
	listings  []*Reading // in the order of their positions
	snapshots []*Snapshot
	evidence  []ledger.Evidence
	// CostCenters is the imported list, by folded address.
	CostCenters map[string]string
}

// Reading is a full copy of one listing.
type Reading struct {
	Source    string
	Pos       ledger.Position
	Instant   ledger.Instant
	Facts     map[string]ledger.Fact // by what they say
	Published *Snapshot
	ordered   []ledger.Fact // the facts by what they say
	fileHash  string
}

// Snapshot is what one run published.
type Snapshot struct {
	ID int64 // as the ledger counts them: 1, 2, ...
	At ledger.Instant
}

// Publish does what Publish of this package does to a ledger.
func (m *Model) Publish(listings ...Listing) {
	var s *Snapshot
	for _, x := range listings {
		g := readingOf(x)
		if x.Partial || slices.ContainsFunc(m.listings, g.isThere) {
			continue
		}
		if s == nil {
			s = &Snapshot{ID: int64(len(m.snapshots) + 1)}
			m.snapshots = append(m.snapshots, s)
		}
		s.At, g.Published = max(s.At, g.Instant), s
		m.listings = append(m.listings, g)
		m.evidence = append(m.evidence, x.Evidence...)
	}
	slices.SortFunc(m.listings, func(a, b *Reading) int { return cmp.Compare(a.Pos, b.Pos) })
}

func readingOf(x Listing) *Reading {
	g := &Reading{Source: x.Source, Instant: ledger.InstantOf(x.At), Facts: map[string]ledger.Fact{}, fileHash: x.FileHash}
	last := map[string]int{} // the delivery of each owner that counts
	for i, object := range x.Objects {
		last[object.Owner] = i
	}
	content := new(big.Int)
	for i, object := range x.Objects {
		if object.Owner != "" && last[object.Owner] != i {
			continue
		}
		for _, fact := range object.Facts {
			text := keyOf(fact)
			if g.Facts[text] == nil {
				hash, _ := ledger.HashOf(fact, nil)
				content.Add(content, new(big.Int).SetBytes(hash[:]))
			}
			g.Facts[text] = fact
		}
	}
	for _, text := range slices.Sorted(maps.Keys(g.Facts)) {
		g.ordered = append(g.ordered, g.Facts[text])
	}
	content.And(content, new(big.Int).Sub(new(big.Int).Lsh(big.NewInt(1), 128), big.NewInt(1)))
	g.Pos = ledger.PositionOf(g.Instant, content.FillBytes(make([]byte, 16)))
	return g
}

func keyOf(fact ledger.Fact) string { return fmt.Sprintf("%s %#v", fact.Kind(), fact.Values()) }

// isThere tells whether a listing is the very same: of its source and
// position, or of its file.
func (g *Reading) isThere(other *Reading) bool {
	return g.Source == other.Source && g.Pos == other.Pos || g.fileHash != "" && g.fileHash == other.fileHash
}

// Snapshots gives every snapshot, by instant and then by id.
func (m *Model) Snapshots() []*Snapshot {
	all := slices.Clone(m.snapshots)
	slices.SortFunc(all, func(a, b *Snapshot) int { return cmp.Or(cmp.Compare(a.At, b.At), cmp.Compare(a.ID, b.ID)) })
	return all
}

// of gives the listings of some sources, oldest first.
func (m *Model) of(sources ...string) []*Reading {
	var all []*Reading
	for _, g := range m.listings {
		if slices.Contains(sources, g.Source) {
			all = append(all, g)
		}
	}
	return all
}

// before gives the listing of the same source before g; nil when g is the first.
func (m *Model) before(g *Reading) *Reading {
	var last *Reading
	for _, other := range m.of(g.Source) {
		if other.Pos < g.Pos {
			last = other
		}
	}
	return last
}

// Change counts the facts that a listing has and the one before it lacks, and
// the reverse.
func (m *Model) Change(g *Reading) (began, ended int64) {
	was := map[string]ledger.Fact{}
	if before := m.before(g); before != nil {
		was = before.Facts
	}
	for text := range g.Facts {
		if was[text] == nil {
			began++
		}
	}
	for text := range was {
		if g.Facts[text] == nil {
			ended++
		}
	}
	return began, ended
}

// Since is the first listing from which on every listing up to g has a fact.
func (m *Model) Since(g *Reading, fact ledger.Fact) ledger.Instant {
	text, first := keyOf(fact), g
	for before := m.before(g); before != nil && before.Facts[text] != nil; before = m.before(before) {
		first = before
	}
	return first.Instant
}

// Day is everything known of an instant.
type Day struct {
	model    *Model
	at       ledger.Instant
	departed []Departure // once asked for
}

// Day gives what is known of a snapshot. Snapshots are told apart by seconds:
// one speaks to the end of its own.
func (m *Model) Day(s *Snapshot) *Day {
	return &Day{model: m, at: ledger.InstantOf(s.At.Time().Truncate(time.Second).Add(time.Second)) - 1}
}

// Speaks gives the listing of a source that counts on the day: the newest, if
// it is at most 35 days old; nil when the source was not read.
func (d *Day) Speaks(source string) *Reading {
	var newest *Reading
	for _, g := range d.model.of(source) {
		if g.Instant <= d.at {
			newest = g
		}
	}
	if newest == nil || newest.Instant < ledger.InstantOf(d.at.Time().AddDate(0, 0, -35)) {
		return nil
	}
	return newest
}

// Directory gives the listing that tells who has an account on the day,
// whichever source it is of; nil when none was read.
func (d *Day) Directory() *Reading {
	return d.newest(ledger.SourceUsers, ledger.SourceFileActiveUsers)
}

// Deletions gives the listing of the deleted users that counts on the day.
func (d *Day) Deletions() *Reading {
	return d.newest(ledger.SourceDeletedUsers, ledger.SourceFileDeletedUsers)
}

func (d *Day) newest(sources ...string) *Reading {
	var newest *Reading
	for _, source := range sources {
		if g := d.Speaks(source); g != nil && (newest == nil || g.Pos > newest.Pos) {
			newest = g
		}
	}
	return newest
}

// List gives what the list is made from.
func (d *Day) List() (ledger.Basis, *Reading) {
	if g := d.newest(ledger.SourceLicenseReport, ledger.SourceFileReport2017, ledger.SourceFileReport2022); g != nil {
		return ledger.BasisReport, g
	}
	if g := d.Directory(); g != nil {
		return ledger.BasisDirectory, g
	}
	return ledger.BasisNone, nil
}

// factsOf gives the facts of one type in a listing, always in one order; none
// for nil.
func factsOf[F ledger.Fact](g *Reading) []F {
	if g == nil {
		return nil
	}
	var all []F
	for _, fact := range g.ordered {
		if f, ok := fact.(F); ok {
			all = append(all, f)
		}
	}
	return all
}
