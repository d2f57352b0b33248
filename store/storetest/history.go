package storetest

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"time"

	"licenseledger/store/ledger"
)

// Histories draws what History does, without the listings that were never read
// to their end.
func Histories(seed uint64, days int) []Listing {
	return slices.DeleteFunc(History(seed, days), func(x Listing) bool { return x.Partial })
}

// History draws the listings of a small tenant over some days of reading, in
// the order of time: people join, leave, return under their id or a new one,
// are renamed and blocked; addresses change their letter case and are used
// again; licenses are swapped, come by group for many at once, and are taken
// from some before they leave. Reports lag, equal rows repeat, rows turn
// Unknown. Files of some days stand beside the report, license downloads of
// some days beside all of it, the directory is not there from the first day, in
// some histories exports of the admin center stand beside it, somebody leaves
// and is looked up between two readings, some listings end in the middle, and in some
// histories nothing is read for more than a month. The same seed draws the same
// history.
func History(seed uint64, days int) []Listing {
	h := &history{r: rand.New(rand.NewPCG(seed, 1)), uses: rand.New(rand.NewPCG(seed, 3)), now: time.Date(2026, 1, 5, 6, 30, 0, 0, time.UTC)}
	h.directoryFrom = max(0, h.r.IntN(5)-1)
	if h.chance(2) {
		h.gapAt = 1 + h.r.IntN(max(1, days-1))
	}
	if h.chance(2) {
		h.batchAt = 1 + h.r.IntN(max(1, days-1))
	}
	h.exports = h.chance(2)
	for range 8 {
		h.join()
	}
	for h.day = range days {
		h.live()
		h.read()
		h.pass()
	}
	return h.listings
}

// Runs splits a history into its runs.
func Runs(listings []Listing) [][]Listing {
	var runs [][]Listing
	for len(listings) > 0 {
		n := 1
		for n < len(listings) && listings[n].Run == listings[0].Run {
			n++
		}
		runs = append(runs, listings[:n:n])
		listings = listings[n:]
	}
	return runs
}

type history struct {
	r             *rand.Rand
	uses          *rand.Rand // of license downloads, so that the rest of a history does not depend on them
	now           time.Time
	day           int
	exports       bool // exports of the admin center are imported as well
	directoryFrom int  // first day on which the directory is read
	gapAt         int  // the day before which nothing was read for a month; 0 for none
	batchAt       int  // the day on which many get a license by group; 0 for none
	people        []*member
	reports       [][]reportLine    // of every day so far, as the report would show it without delay
	seen          map[string]string // who was in the newest listing of the directory
	listings      []Listing
	run           int
}

// chance is true once in n draws.
func (h *history) chance(n int) bool { return h.r.IntN(n) == 0 }

// pass lets a day or more go by.
func (h *history) pass() {
	days := 1
	if h.chance(12) {
		days = 3
	}
	if h.gapAt != 0 && h.day+1 == h.gapAt {
		days = 36 + h.r.IntN(15)
	}
	h.now = h.now.AddDate(0, 0, days).Truncate(time.Second).Add(time.Duration(h.r.IntN(1000)) * time.Millisecond)
}

// read appends what is read on a day: a run of syncing, and files.
func (h *history) read() {
	h.reports = append(h.reports, h.reportLines())
	h.run++
	if !h.chance(6) {
		h.readSync()
	}
	h.run++
	if h.chance(6) {
		h.readUnfinished()
	}
	if h.chance(3) || h.day < h.directoryFrom {
		h.readFiles()
	}
	if h.exports && (h.chance(4) || h.day < h.directoryFrom) {
		h.readExports()
	}
	if h.uses.IntN(3) == 0 {
		h.run++
		h.readUse()
	}
}

func (h *history) add(x Listing) {
	x.Run = h.run
	h.listings = append(h.listings, x)
}

func (h *history) readSync() {
	if h.chance(6) {
		h.add(Listing{Source: ledger.SourceOrganization, At: h.now.Add(-20 * time.Second), Objects: h.organization()})
	}
	if h.chance(2) || h.day == h.directoryFrom {
		h.add(Listing{Source: ledger.SourceSubscribedSkus, At: h.now.Add(-10 * time.Second), Objects: h.licenses()})
	}
	if h.day >= h.directoryFrom && !h.chance(8) {
		h.add(Listing{Source: ledger.SourceUsers, At: h.now, Objects: h.directory(), Evidence: h.confirmations()})
		h.laterLeaver()
	}
	if h.day >= h.directoryFrom && !h.chance(3) {
		h.add(Listing{Source: ledger.SourceDeletedUsers, At: h.now.Add(time.Minute), Objects: h.deletedUsers()})
	}
	if !h.chance(3) {
		lag := min(h.r.IntN(3), len(h.reports)-1)
		lines := h.reports[len(h.reports)-1-lag]
		h.add(Listing{Source: ledger.SourceLicenseReport, At: h.now.Add(2 * time.Minute), Objects: layoutOfToday.objects(lines), Evidence: h.secondLook()})
	}
}

// readUnfinished reads a source to its middle.
func (h *history) readUnfinished() {
	at := h.now.Add(5 * time.Hour)
	var x Listing
	switch h.r.IntN(3) {
	case 0:
		x = Listing{Source: ledger.SourceUsers, Objects: h.directory()}
	case 1:
		x = Listing{Source: ledger.SourceDeletedUsers, Objects: h.deletedUsers()}
	default:
		x = Listing{Source: ledger.SourceLicenseReport, Objects: layoutOfToday.objects(h.reportLines())}
	}
	x.At, x.Partial = at, true
	x.Objects = x.Objects[:h.r.IntN(len(x.Objects)+1)]
	h.run++
	h.add(x)
}

// readFiles imports lists that were downloaded on the day: at its end, since a
// file tells no time. Some days have two of one layout, some the very same
// file twice.
func (h *history) readFiles() {
	at := time.Date(h.now.Year(), h.now.Month(), h.now.Day(), 23, 59, 59, 0, time.UTC)
	lag := min(h.r.IntN(3), len(h.reports)-1)
	lines := h.reports[len(h.reports)-1-lag]
	layout := layouts[h.r.IntN(len(layouts))]
	file := func(n int, lines []reportLine) Listing {
		name := fmt.Sprintf("active users %s %d.csv", at.Format(time.DateOnly), n)
		return Listing{Source: layout.source, At: at, Objects: layout.objects(lines), FileHash: layout.source + " " + name, FileName: name}
	}
	h.run++
	h.add(file(1, lines))
	if h.chance(5) && len(lines) > 1 {
		h.run++
		h.add(file(2, slices.Delete(slices.Clone(lines), 0, 1)))
	}
	if h.chance(6) {
		h.run++
		h.add(file(1, lines))
	}
}
