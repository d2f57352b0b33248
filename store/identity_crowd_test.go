package store_test

import (
	"fmt"
	"math/rand/v2"
	"time"

	"licenseledger/store/ledger"
	"licenseledger/store/storetest"
)

// crowd is a handful of people who hold the same few rows, so that everything
// that happens to one of them can change what is said of Unknown rows of others.
type crowd struct {
	r        *rand.Rand
	now      time.Time
	people   []*crowded
	nobody   []stranger
	dates    int  // how many there are
	oldFiles bool // lists of 2017 are read too
	zoned    bool // lists of 2022 come often, from here and there
	zone     time.Duration
	all      []storetest.Listing
}

// stranger is an Unknown row of somebody whom no listing ever named.
type stranger struct {
	crowdedRow
	days int // for which it is listed
}

type crowded struct {
	id, name, address string
	away              bool
	unknownFor        int // days for which its rows are still listed, as Unknown
	leftAt            time.Time
	rows              []crowdedRow
}

type crowdedRow struct {
	service, license int
	second           int
}

var (
	crowdServices = []string{"Power Apps for Office 365", "Power Automate for Office 365", "Power Apps for Office 365"}
	crowdLicenses = []string{"Office 365 E3", "Office 365 E1", "Office 365 E3"}
	crowdPlans    = []string{"c68f8d98-5534-41c8-bf36-22fa496fa792", "76846ad7-7776-4c40-a281-a386362dd1b9", "c68f8d98-5534-41c8-bf36-22fa496fa792"}
	crowdFrom     = time.Date(2025, 3, 1, 4, 0, 40, 0, time.UTC)
)

// crowdHistory draws listings of a crowd over some days: in the order of time,
// but for some that come after a later one of another source, or of their own.
func crowdHistory(seed uint64, days int) []storetest.Listing {
	c := &crowd{r: rand.New(rand.NewPCG(seed, 9)), now: time.Date(2026, 1, 5, 6, 30, 0, 0, time.UTC)}
	// With few dates nobody is told apart, with many nobody bears on others; with dates without a time, nothing is certain.
	c.dates, c.oldFiles = []int{6, 20, 80}[c.r.IntN(3)], c.r.IntN(4) == 0
	if c.zoned = c.r.IntN(3) == 0; c.zoned {
		c.dates = 80 // an offset is measured on several
	}
	for range 7 {
		c.join()
	}
	for range days {
		c.live()
		c.read()
		c.now = c.now.AddDate(0, 0, 1)
		if c.r.IntN(15) == 0 {
			c.now = c.now.AddDate(0, 0, 37)
		}
	}
	for n := range c.all[1:] {
		if c.r.IntN(6) == 0 {
			c.all[n], c.all[n+1] = c.all[n+1], c.all[n]
		}
	}
	return c.all
}

func (c *crowd) join() {
	n := len(c.people)
	p := &crowded{id: fmt.Sprintf("00000000-0000-0000-0000-%012d", n), name: fmt.Sprintf("Person %d", n), address: fmt.Sprintf("P%d@contoso.com", n)}
	if c.r.IntN(6) == 0 && n > 0 {
		p.address = c.people[c.r.IntN(n)].address
	}
	for range 1 + c.r.IntN(3) {
		p.rows = append(p.rows, c.row())
	}
	c.people = append(c.people, p)
}

func (c *crowd) row() crowdedRow {
	n := c.r.IntN(len(crowdServices))
	return crowdedRow{n, n, c.r.IntN(c.dates)}
}

func (c *crowd) live() {
	if c.r.IntN(3) == 0 {
		c.join()
	}
	if c.r.IntN(4) == 0 {
		p := c.people[c.r.IntN(len(c.people))]
		for _, row := range p.rows { // like a row that is known
			c.nobody = append(c.nobody, stranger{row, 2 + c.r.IntN(4)})
		}
	}
	for n := range c.nobody {
		c.nobody[n].days--
	}
	for _, p := range c.people {
		p.unknownFor--
		switch c.r.IntN(30) {
		case 0, 1, 2:
			if !p.away {
				p.away, p.unknownFor, p.leftAt = true, 2+c.r.IntN(6), c.now.Add(-time.Duration(1+c.r.IntN(3))*time.Hour)
			}
		case 3:
			p.away = false
		case 4:
			p.name += "x"
		case 5:
			p.address = fmt.Sprintf("P%d@contoso.com", c.r.IntN(len(c.people)))
		case 6:
			p.rows = append(p.rows, c.row())
		case 7:
			p.rows = p.rows[:len(p.rows)-min(1, len(p.rows))]
		}
	}
}

func (c *crowd) read() {
	if c.r.IntN(4) > 0 {
		c.all = append(c.all, storetest.Listing{Source: ledger.SourceUsers, At: c.now, Objects: c.directory()})
	}
	if c.r.IntN(3) > 0 {
		c.all = append(c.all, storetest.Listing{Source: ledger.SourceDeletedUsers, At: c.now.Add(time.Minute), Objects: c.deleted()})
	}
	if c.r.IntN(4) > 0 {
		c.all = append(c.all, storetest.Listing{Source: ledger.SourceLicenseReport, At: c.now.Add(2 * time.Minute), Objects: c.report(ledger.PrecisionSecond, 0)})
	}
	switch n := c.r.IntN(8); {
	case n == 0, n < 4 && c.zoned:
		if c.zoned && c.r.IntN(2) == 0 {
			c.zone = []time.Duration{0, time.Hour, -5 * time.Hour}[c.r.IntN(3)]
		}
		c.all = append(c.all, storetest.Listing{Source: ledger.SourceFileReport2022, At: c.now.Add(time.Hour), Objects: c.report(ledger.PrecisionMinute, c.zone)})
	case n == 4 && c.oldFiles:
		c.all = append(c.all, storetest.Listing{Source: ledger.SourceFileReport2017, At: c.now.Add(-time.Hour), Objects: c.report(ledger.PrecisionDay, 0)})
	}
}

func (c *crowd) directory() []ledger.Object {
	var all []ledger.Object
	for _, p := range c.people {
		if p.away {
			continue
		}
		facts := []ledger.Fact{ledger.User{UserID: p.id, DisplayName: p.name, UserPrincipalName: p.address}}
		seen := map[ledger.AssignedPlan]bool{}
		for n, row := range p.rows {
			plan := ledger.AssignedPlan{UserID: p.id, ServicePlanID: crowdPlans[row.service], AssignedAt: ledger.InstantOf(row.at())}
			if n%2 == 0 && !seen[plan] { // others came in some way that the directory does not tell
				seen[plan] = true
				facts = append(facts, plan)
			}
		}
		all = append(all, ledger.Object{Owner: p.id, Facts: facts})
	}
	return all
}

// at gives two moments to every minute: a list that tells minutes takes them for
// one.
func (r crowdedRow) at() time.Time {
	return crowdFrom.Add(time.Duration(r.second/2)*time.Minute + time.Duration(r.second%2)*7*time.Second)
}

func (c *crowd) deleted() []ledger.Object {
	var all []ledger.Object
	for _, p := range c.people {
		if p.away && c.now.Sub(p.leftAt) < 5*24*time.Hour {
			all = append(all, ledger.Object{Owner: p.id, Facts: []ledger.Fact{ledger.DeletedUser{UserID: p.id, DeletedAt: ledger.InstantOf(p.leftAt)}}})
		}
	}
	return all
}

func (c *crowd) report(precision ledger.Precision, zone time.Duration) []ledger.Object {
	var all []ledger.Object
	ordinals := map[ledger.ReportRow]int64{}
	add := func(row ledger.ReportRow) {
		key := row
		row.Ordinal = ordinals[key]
		ordinals[key]++
		all = append(all, ledger.Object{Facts: []ledger.Fact{row}})
	}
	for _, p := range c.people {
		if p.away && p.unknownFor <= 0 {
			continue
		}
		for _, r := range p.rows {
			row := ledger.ReportRow{UserName: p.name, EmailAddress: p.address, Service: crowdServices[r.service], License: crowdLicenses[r.license],
				AssignedDate: ledger.FormatDateText(r.at().Add(zone), precision)}
			if p.away {
				row.UserName, row.EmailAddress = ledger.UnknownWord, ledger.UnknownWord
			}
			add(row)
		}
	}
	for _, s := range c.nobody {
		if s.days > 0 {
			add(ledger.ReportRow{UserName: ledger.UnknownWord, EmailAddress: ledger.UnknownWord, Service: crowdServices[s.service],
				License: crowdLicenses[s.license], AssignedDate: ledger.FormatDateText(s.at().Add(zone), precision)})
		}
	}
	return all
}
