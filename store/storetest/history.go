package storetest

import (
	"fmt"
	"math/rand/v2"
	"time"

	"licenseledger/store/ledger"
)

// Histories draws listings of a small tenant over some days: people join,
// leave, return, are renamed and blocked, addresses are used again, licenses
// come and go, report rows turn Unknown. The same seed draws the same history.
func Histories(seed uint64, days int) []Listing {
	h := history{r: rand.New(rand.NewPCG(seed, 1)), start: time.Date(2026, 1, 5, 6, 30, 0, 0, time.UTC)}
	for range 8 {
		h.join()
	}
	var all []Listing
	for day := range days {
		h.live()
		at := h.start.AddDate(0, 0, day)
		all = append(all, Listing{Source: ledger.SourceUsers, At: at, Objects: h.directory()})
		if h.r.IntN(3) > 0 {
			all = append(all, Listing{Source: ledger.SourceDeletedUsers, At: at.Add(time.Minute), Objects: h.deletedUsers()})
		}
		if h.r.IntN(3) > 0 {
			all = append(all, Listing{Source: ledger.SourceLicenseReport, At: at.Add(2 * time.Minute), Objects: h.report(at)})
		}
	}
	return all
}

type history struct {
	r      *rand.Rand
	start  time.Time
	people []*member
	day    int
}

type member struct {
	id, name, address string
	blocked, away     bool
	leftAt            time.Time
	licensed          bool
	assignedAt        time.Time
}

func (h *history) join() {
	n := len(h.people)
	m := &member{id: fmt.Sprintf("00000000-0000-0000-0000-%012d", n), name: fmt.Sprintf("Person %d", n),
		address: fmt.Sprintf("p%d@contoso.com", n), licensed: h.r.IntN(4) > 0}
	if h.r.IntN(4) == 0 && n > 0 && h.people[n-1].away {
		m.address = h.people[n-1].address // an address used again
	}
	m.assignedAt = h.start.AddDate(0, 0, h.day-h.r.IntN(3)).Add(time.Duration(h.r.IntN(3)) * time.Second)
	h.people = append(h.people, m)
}

func (h *history) live() {
	h.day++
	if h.r.IntN(2) == 0 {
		h.join()
	}
	for _, m := range h.people {
		switch h.r.IntN(20) {
		case 0:
			if !m.away {
				m.away, m.leftAt = true, h.start.AddDate(0, 0, h.day-1).Add(-time.Hour)
			}
		case 1:
			m.away = false
		case 2:
			m.name += "x"
		case 3:
			m.blocked = !m.blocked
		case 4:
			m.licensed = !m.licensed
		}
	}
}

func (h *history) directory() []ledger.Object {
	var all []ledger.Object
	for _, m := range h.people {
		if m.away {
			continue
		}
		enabled := !m.blocked
		facts := []ledger.Fact{ledger.User{UserID: m.id, DisplayName: m.name, UserPrincipalName: m.address, AccountEnabled: &enabled}}
		if m.licensed {
			facts = append(facts, ledger.Assignment{UserID: m.id, SkuID: "sku", State: "Active", UpdatedAt: ledger.InstantOf(m.assignedAt)})
		}
		all = append(all, ledger.Object{Owner: m.id, Facts: facts})
	}
	return all
}

func (h *history) deletedUsers() []ledger.Object {
	var all []ledger.Object
	for _, m := range h.people {
		if m.away && h.start.AddDate(0, 0, h.day).Sub(m.leftAt) < 5*24*time.Hour {
			fact := ledger.DeletedUser{UserID: m.id, DisplayName: m.name, DeletedAt: ledger.InstantOf(m.leftAt)}
			all = append(all, ledger.Object{Owner: m.id, Facts: []ledger.Fact{fact}})
		}
	}
	return all
}

func (h *history) report(time.Time) []ledger.Object {
	var all []ledger.Object
	ordinals := map[ledger.ReportRow]int64{}
	for _, m := range h.people {
		if !m.licensed {
			continue
		}
		row := ledger.ReportRow{UserName: m.name, EmailAddress: m.address, Service: "Power Apps for Office 365", License: "Office 365 E3",
			AssignedDate: ledger.FormatDateText(m.assignedAt, ledger.PrecisionSecond)}
		if m.away {
			row.UserName, row.EmailAddress = ledger.UnknownWord, ledger.UnknownWord
		}
		key := row
		row.Ordinal = ordinals[key]
		ordinals[key]++
		all = append(all, ledger.Object{Facts: []ledger.Fact{row}})
	}
	return all
}
